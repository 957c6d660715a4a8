"""A periodic report through the hands of those whom it concerns: two communes and a department report, one
figure is returned and mended, the province sums up, and the report leaves under its number as a Word file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.journeys.conftest import SIZES, Visitor
from tests.journeys.following import Arrive, person, sits_down, sound, told
from tests.web.organisation import Organisation, organised

from sauro.indicators.model import Direction, Shape
from sauro.reading.docx import read_docx
from sauro.reporting.read_back import read_back
from sauro_web.accounts.models import Role, Unit
from sauro_web.documents.models import Document, DocumentState
from sauro_web.documents.operations.settling import usual_series
from sauro_web.reports.models import DueFrom, Frequency, FrozenReport, IssuedReport, Report
from sauro_web.reports.operations import FigureSaid, RegimeSaid, found_regime, open_periods

__all__ = ["organised"]

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS, VISITS, ONLINE = "Công văn gửi đi", "Cuộc kiểm tra công vụ", "Cuộc họp trực tuyến"
FIGURES = (
    FigureSaid("letters", LETTERS, "văn bản", direction=Direction.FEWER),
    FigureSaid("visits", VISITS, "cuộc"),
    FigureSaid("online", ONLINE, "cuộc", Shape.SHARE),
)
TYPED = {"xamailinh": ("3", "4", "5"), "phuonghoaan": ("2", "1", "4"), "soyte": ("40", "2", "2")}
"""By who writes: inspections, meetings online, meetings held; the department wrote a nought too many."""


def _work(organised: Organisation) -> dict[str, Unit]:
    """Who works where; by who writes it the unit of a report."""
    province = organised.province
    centre = organised.unit(province, "Sở Nội vụ")
    health = organised.unit(province, "Sở Y tế")
    office = organised.unit(province, "Văn phòng Ủy ban nhân dân")
    organised.person("tonghop", (centre, Role.OFFICER))
    organised.person("soyte", (health, Role.OFFICER))
    organised.person("xamailinh", (organised.commune, Role.COORDINATOR))
    organised.person("phuonghoaan", (organised.ward, Role.COORDINATOR))
    organised.person("lanhdao", (province, Role.LEADER))
    organised.person("daumoi", (office, Role.COORDINATOR))
    organised.person("vanthu", (office, Role.CLERK))
    return {
        "tonghop": centre, "soyte": health, "xamailinh": organised.commune, "phuonghoaan": organised.ward,
    }  # fmt: skip


@pytest.fixture
def reports(organised: Organisation, settings: Any, tmp_path: Path) -> dict[str, Report]:
    """By who writes it the report of the running year of a commune, a ward, a department, and the department
    that sums them up for the province."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    units, now = _work(organised), timezone.now()
    usual_series(organised.province, by=person("lanhdao"), now=now)
    said = RegimeSaid(
        "Báo cáo tinh giản giấy tờ, hội họp", Frequency.YEAR, date(timezone.localdate(now).year, 1, 1),
        FIGURES, units=list(units.values()), cut_off="calendar", due_from=DueFrom.AFTER, due_number=2,
        consolidator=units["tonghop"],
    )  # fmt: skip
    regime = found_regime(organised.province, said, by=person("daumoi"), now=now)
    open_periods(now=now)
    period = regime.periods.latest("last")
    return {name: Report.objects.get(period=period, unit=unit) for name, unit in units.items()}


def _sees(someone: Visitor, username: str, report: Report, more: str = "") -> Any:
    return sits_down(someone, username, f"/bao-cao/{report.pk}/{more}")


def _narrow(someone: Visitor, name: str) -> None:
    """The same page on a telephone: nothing stands out at the side."""
    wide, tall = SIZES["narrow"]
    someone.page.set_viewport_size({"width": wide, "height": tall})
    sound(someone, f"{name}-narrow")
    someone.picture(f"{name}-narrow")
    wide, tall = SIZES["wide"]
    someone.page.set_viewport_size({"width": wide, "height": tall})


def _reports(someone: Visitor, username: str, report: Report) -> None:
    page, (visits, online, held) = _sees(someone, username, report), TYPED[username]
    page.get_by_label(f"{LETTERS}: Số thực hiện").fill("10")
    page.get_by_label(f"{VISITS}: Số thực hiện").fill(visits)
    page.get_by_label(f"{ONLINE}: Số thực hiện").fill(online)
    page.get_by_label(f"{ONLINE}: Trên tổng số").fill(held)
    page.get_by_label("Khó khăn").first.fill(f"Đường truyền yếu ({username})")
    told(page, "Đã lưu báo cáo", after=page.get_by_role("button", name="Lưu báo cáo"))
    sound(someone, f"report-filled-in-{username}")
    told(page, "Đã gửi báo cáo", after=page.get_by_role("button", name="Gửi báo cáo"))


def _returned_and_mended(someone: Visitor, report: Report) -> None:
    """A nought too many: only that figure goes back, the rest stands."""
    page = _sees(someone, "tonghop", report)
    page.locator("tbody tr", has_text=VISITS).get_by_role("link", name="Trả lại số này").click()
    page.get_by_label("Lý do trả lại").fill("Thừa một chữ số")
    until = timezone.localdate() + timedelta(days=3)
    page.get_by_role("textbox", name="Gửi lại trước hết ngày").fill(f"{until:%d/%m/%Y}")
    sound(someone, "report-figure-back")
    told(page, "Đã trả lại số liệu", after=page.get_by_role("button", name="Trả lại một số liệu"))
    page = _sees(someone, "soyte", report)
    page.get_by_text("Thừa một chữ số").first.wait_for()
    page.get_by_label(f"{VISITS}: Số thực hiện").fill("4")
    assert page.get_by_label(f"{ONLINE}: Số thực hiện").count() == 0
    sound(someone, "report-mended")
    told(page, "Đã lưu báo cáo", after=page.get_by_role("button", name="Gửi số liệu đã sửa"))


def _accepted(someone: Visitor, username: str, report: Report) -> None:
    page = _sees(someone, username, report)
    told(page, "Đã duyệt báo cáo", after=page.get_by_role("button", name="Duyệt", exact=True))


def _summed_up(someone: Visitor, report: Report) -> None:
    """Nothing is typed again, neither figures nor words."""
    page = _sees(someone, "tonghop", report)
    told(page, "Đã điền số liệu", after=page.get_by_role("button", name="Điền số liệu có sẵn"))
    assert page.get_by_label(f"{VISITS}: Số thực hiện").input_value() == "9"
    assert page.get_by_label(f"{ONLINE}: Trên tổng số").input_value() == "11"
    page.get_by_text("Đường truyền yếu (xamailinh)").first.wait_for()
    sound(someone, "report-summed-up")
    _narrow(someone, "report-summed-up")
    told(page, "Đã gửi báo cáo", after=page.get_by_role("button", name="Gửi báo cáo"))


def _worded(someone: Visitor, report: Report) -> None:
    """Frozen, then one sentence is said better around its figure."""
    page = _sees(someone, "tonghop", report)
    page.get_by_role("link", name="Lập, phát hành báo cáo").click()
    told(page, "Đã lập bản phát hành", after=page.get_by_role("button", name="Lập bản phát hành"))
    sound(someone, "report-frozen")
    page.get_by_role("link", name="Sửa lời văn").click()
    sentence = page.locator("textarea").filter(has_text=VISITS).first
    sentence.fill(sentence.input_value().rstrip(".") + ", không báo trước.")
    page.locator("input[name=signer]").fill("Lò Văn Tỉnh")
    sound(someone, "report-worded")
    told(page, "Đã lưu lời văn", after=page.get_by_role("button", name="Lưu lời văn"))


def _issued(someone: Visitor, report: Report, into: Path) -> bytes:
    """The clerk finds it on the first page, gives the number and takes the file away."""
    page = sits_down(someone, "vanthu", "/")
    page.get_by_role("link", name="Báo cáo tinh giản giấy tờ, hội họp").first.click()
    sound(someone, "report-to-issue")
    told(page, "Đã phát hành báo cáo số 01/BC-UBND",
         after=page.get_by_role("button", name="Cấp số và phát hành"))  # fmt: skip
    page.get_by_text("Bản đã phát hành khớp với số liệu.").wait_for()
    sound(someone, "report-issued")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Word").click()
    file = into / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".docx"
    page.get_by_role("link", name="01/BC-UBND").first.click()
    page.get_by_role("heading", name="01/BC-UBND").first.wait_for()
    sound(someone, "report-in-the-register")
    return file.read_bytes()


def _is_whole(data: bytes, reports: dict[str, Report]) -> None:
    """The file reads back as what was frozen: figures, the sentence that was changed, each unit by name."""
    back, words = read_back(data), " ".join(read_docx(data, name="bao-cao.docx").text.split())
    assert back.is_true
    assert f"{VISITS}: 9 cuộc, không báo trước" in words
    assert f"{ONLINE}: 7/11" in words
    assert {"3", "2", "4", "9"} <= {text for _, text in back.figures}
    assert all(reports[name].unit.name in words for name in TYPED)
    assert "Lò Văn Tỉnh" in words
    assert "01/BC-UBND" in words.replace("\N{NON-BREAKING HYPHEN}", "-")


def test_reported_returned_mended_summed_up_and_issued(
    visitor: Arrive, reports: dict[str, Report], tmp_path: Path
) -> None:
    someone, whole = visitor("wide"), reports["tonghop"]
    for name in TYPED:
        _reports(someone, name, reports[name])
    _returned_and_mended(someone, reports["soyte"])
    for name in TYPED:
        _accepted(someone, "tonghop", reports[name])
    _summed_up(someone, whole)
    _accepted(someone, "lanhdao", whole)
    _worded(someone, whole)
    _is_whole(_issued(someone, whole, tmp_path), reports)
    document = Document.objects.get()
    assert (document.reference, document.kind, document.state) == (
        "01/BC-UBND", "Báo cáo", DocumentState.ISSUED
    )  # fmt: skip
    row = IssuedReport.objects.get(document=document)
    assert row.frozen == FrozenReport.objects.get(report=whole)
