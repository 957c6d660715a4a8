"""Pages of a clerk's week that nothing else walks through: a file of a document and its recipients, the bare
count of classified documents, the figures of the communes, and a week of meetings brought from a
spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import Workbook
from tests.journeys.conftest import Visitor, ask
from tests.journeys.following import SIZES, Arrive, person, sits_down, sound, told

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Direction, Document, DocumentState, Recipient
from sauro_web.meetings.models import Meeting
from sauro_web.workdays.queries import calendar_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]


def _commune() -> Unit:
    found = person("vanthu").memberships.get().unit.commune
    assert found is not None
    return found


def _sound(someone: Visitor, name: str) -> None:
    ask(someone.page, "scrollTo(0, 0)")
    sound(someone, name)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_a_document_and_who_received_it(visitor: Arrive, size: str, tmp_path: Path) -> None:
    someone, office = visitor(size), _commune()
    waiting = Recipient.objects.filter(
        document__office=office, document__direction=Direction.OUTGOING, document__state=DocumentState.ISSUED,
        unit=None, sent_on__isnull=False, confirmed_on=None,
    )  # fmt: skip
    recipient = waiting.order_by("-pk")[0]
    document = Document.objects.get(pk=recipient.document_id)
    page = sits_down(someone, "vanthu", f"/van-ban/{document.pk}/tep/")
    _sound(someone, f"document-file-{size}")
    paper = tmp_path / "phu-luc.pdf"
    paper.write_bytes(b"%PDF-1.7 phu luc")
    page.get_by_label("Tệp", exact=True).set_input_files(paper)
    told(page, "Đã thêm tệp", after=page.get_by_role("button", name="Thêm tệp"))
    _sound(someone, f"document-files-{size}")
    page.get_by_role("link", name="Rút tệp").first.click()
    page.get_by_label("Lý do").fill("Nhầm tệp")
    page.get_by_role("button", name="Rút").click()
    page.get_by_text("đã rút").first.wait_for()
    _sound(someone, f"document-file-withdrawn-{size}")
    someone.go(f"/van-ban/noi-nhan/{recipient.pk}/")
    _sound(someone, f"document-receipt-{size}")
    page.get_by_label("Xác nhận bằng").fill("Ký sổ")
    told(page, "xác nhận nhận văn bản", after=page.get_by_role("button", name="Ghi xác nhận"))


@pytest.mark.parametrize("size", SIZES)
def test_classified_documents_are_a_bare_count(visitor: Arrive, size: str) -> None:
    someone = visitor(size)
    page = sits_down(someone, "vanthu", "/van-ban/mat/")
    _sound(someone, f"classified-{size}")
    page.get_by_role("link", name="Ghi số lượng").click()
    _sound(someone, f"classified-count-{size}")
    page.get_by_label("Số văn bản").fill("2")
    told(page, "văn bản mật, tháng", after=page.get_by_role("button", name="Ghi", exact=True))
    _sound(someone, f"classified-counted-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_the_province_sees_the_figures_of_its_communes(visitor: Arrive, size: str) -> None:
    someone = visitor(size)
    sits_down(someone, "tinh", "/van-ban/cac-xa/")
    _sound(someone, f"communes-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_a_unit_plans_its_own_conferences(visitor: Arrive, size: str) -> None:
    someone, year = visitor(size), timezone.localdate().year + 1
    page = sits_down(someone, "kinhte", f"/lich-hop/ke-hoach-nam/?nam={year}")
    page.get_by_label("Hội nghị", exact=True).fill("Hội nghị tập huấn khuyến nông")
    page.get_by_label("Tháng", exact=True).fill("4")
    page.get_by_label("Đơn vị tổ chức").select_option(label="Phòng Kinh tế")
    told(page, "Đã thêm hội nghị", after=page.get_by_role("button", name="Thêm vào kế hoạch"))
    page.get_by_role("heading", name="Phòng Kinh tế").wait_for()
    _sound(someone, f"year-plan-{size}")
    page.get_by_role("button", name="Bỏ Hội nghị tập huấn khuyến nông").click()
    sits_down(someone, "vanphong", f"/lich-hop/ke-hoach-nam/?nam={year - 1}")
    _sound(someone, f"year-plan-approved-{size}")


def _week(folder: Path, day: date, rows: Sequence[tuple[str, str, str]]) -> Path:
    """The calendar of a day, as an office keeps it."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["LỊCH CÔNG TÁC TUẦN"])
    page.append(["Ngày", "Giờ", "Nội dung", "Địa điểm", "Chủ trì", "Thành phần"])
    for hours, subject, room in rows:
        page.append([f"{day:%d/%m/%Y}", hours, subject, room, "Lò Thị Hạnh Nguyên", "Phòng Kinh tế"])
    path = folder / "lich-tuan.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("size", SIZES)
def test_a_week_of_meetings_from_a_spreadsheet(visitor: Arrive, size: str, tmp_path: Path) -> None:
    someone, calendar = visitor(size), calendar_of(_commune())
    day = calendar.next_working(timezone.localdate() + timedelta(days=40))
    while day.weekday() in (0, 2) or Meeting.objects.filter(starts__date=day).exists():
        day = calendar.next_working(day + timedelta(days=1))
    page = sits_down(someone, "vanphong", "/lich-hop/")
    page.get_by_text("Việc khác").first.click()
    page.get_by_role("link", name="Nhập lịch từ tệp Excel").click()
    _sound(someone, f"meetings-import-{size}")
    both = [
        ("8h00 - 9h00", "Bàn lịch thu gom rác", "Phòng họp số 2"),
        ("8h30 - 9h30", "Bàn chợ phiên", "Nhà kho"),
    ]
    page.locator("input[type=file]").set_input_files(_week(tmp_path, day, both))
    page.get_by_role("button", name="Gửi tệp").click()
    page.get_by_text("Chưa ghi gì: tệp có").wait_for()
    someone.complaints.clear()  # the browser notes the answer 422
    _sound(someone, f"meetings-import-faults-{size}")
    both[1] = ("14h - 15h", "Bàn chợ phiên", "Phòng họp số 2")
    page.locator("input[type=file]").set_input_files(_week(tmp_path, day, both))
    page.get_by_role("button", name="Gửi tệp").click()
    page.get_by_text("Tệp không có lỗi: 2 cuộc họp").wait_for()
    _sound(someone, f"meetings-import-tried-{size}")
    page.locator("input[type=file]").set_input_files(_week(tmp_path, day, both))
    page.get_by_label("Ghi vào lịch").check()
    told(page, "Đã ghi 2 cuộc họp", after=page.get_by_role("button", name="Gửi tệp"))
    assert Meeting.objects.filter(starts__date=day, state="firm").count() == 2
