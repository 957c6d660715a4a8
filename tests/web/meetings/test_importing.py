"""The year's plan of conferences from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from tests.web.meetings.conftest import NOW, House
from tests.web.organisation import signed_in

from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings.importing.columns import MOST_LINES, NAMED_ON, SHEET, named, template
from sauro_web.meetings.models import PlannedConference
from sauro_web.meetings.operations import planning
from sauro_web.meetings.operations.importing import ImportedPlan, import_plan

pytestmark = pytest.mark.django_db
HEADINGS = [column.heading for column in SHEET.columns]
GOOD = (
    ["Hội nghị tổng kết năm", "12", "toàn xã", "trực tiếp kết hợp trực tuyến", "15.000.000"],
    ["Hội nghị sơ kết 6 tháng", "07", "Toàn Xã", "kết hợp", ""],
    ["Triển khai kế hoạch 57", "3", "nội bộ", "trực tuyến", "0"],
)


def _book(*rows: Sequence[object], headings: Sequence[str] = HEADINGS, title: str = SHEET.title) -> Workbook:
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    return book


def _bytes(book: Workbook) -> BytesIO:
    written = BytesIO()
    book.save(written)
    written.seek(0)
    return written


def _import(house: House, book: Workbook, *, write: bool = True) -> ImportedPlan:
    file = _bytes(book)
    return import_plan(house.commune, 2026, file=file, by=house.coordinator, now=NOW, dry_run=not write)


def test_a_file_is_tried_and_then_written_whole(house: House) -> None:
    tried = _import(house, _book(*GOOD), write=False)
    assert (tried.rows, tried.faults, tried.written) == (3, (), False)
    assert not PlannedConference.objects.exists()
    assert _import(house, _book(*GOOD)).written
    rows = PlannedConference.objects.order_by("month").values_list("month", "scope", "mode", "cost")
    assert list(rows) == [
        (3, "internal", "online", 0),
        (7, "commune", "hybrid", None),
        (12, "commune", "hybrid", 15_000_000),
    ]


def test_all_faults_of_all_rows_are_told_and_nothing_is_written(house: House) -> None:
    outcome = _import(
        house,
        _book(
            GOOD[0],
            ["", "13", "cả nước", "thư", "1,5"],
            ["Họp", "tháng 6", "nội bộ", "trực tuyến", "-3"],
            [GOOD[0][0].upper(), "12", "nội bộ", "trực tuyến", ""],
        ),
    )
    told = [(fault.row, fault.column.partition(" ")[0], fault.sentence) for fault in outcome.faults]
    assert [one[:2] for one in told] == [
        (3, "A"), (3, "B"), (3, "C"), (3, "D"), (3, "E"), (4, "B"), (4, "E"), (5, "A"),
    ]  # fmt: skip
    assert told[0][2] == "Chưa điền."
    assert "đã có trong kế hoạch" in told[-1][2]
    assert (outcome.written, PlannedConference.objects.count()) == (False, 0)


def test_what_stands_in_the_plan_is_not_added_twice(house: House) -> None:
    _import(house, _book(*GOOD))
    again = _import(house, _book(*GOOD))
    assert (again.fault_count, again.written) == (3, False)
    assert PlannedConference.objects.count() == 3


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (_book(*GOOD, title="Trang khác"), "không có trang"),
        (_book(*GOOD, headings=["Tên", *HEADINGS[1:]]), "Thiếu cột “Hội nghị”"),
        (_book(), "chưa có dòng nào"),
        (_book(["=1/0", "1", "nội bộ", "trực tuyến", ""]), "công thức"),
        (_book(["Họp\u200bkín", "1", "nội bộ", "trực tuyến\x7f", ""]), "ký tự ẩn"),
        (_book(["x" * 301, "1", "nội bộ", "trực tuyến", ""]), "Dài quá 300"),
        (
            _book(*([f"Họp {n}", "1", "nội bộ", "trực tuyến", ""] for n in range(MOST_LINES + 1))),
            "Có dòng sau dòng",
        ),
    ],
)
def test_a_file_that_will_not_do_says_why(house: House, book: Workbook, words: str) -> None:
    outcome = _import(house, book)
    assert not outcome.written
    assert any(words in fault.sentence for fault in outcome.faults)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 none", b"a;b\n1;2\n"])
def test_what_is_no_spreadsheet_is_refused(house: House, data: bytes) -> None:
    outcome = import_plan(
        house.commune, 2026, file=BytesIO(data), by=house.coordinator, now=NOW, dry_run=False
    )
    assert outcome.fault_count
    assert not outcome.written


def test_the_template_of_last_year_is_refused(house: House) -> None:
    book = load_workbook(BytesIO(template(2025)))
    book[SHEET.title].append(list(GOOD[0]))
    assert "năm khác" in _import(house, book).faults[0].sentence
    book[NAMED_ON].cell(1, 1).value = named(2026)
    assert _import(house, book).written


def test_each_line_names_the_unit_that_holds_it(house: House) -> None:
    """The same conference of two units is two; who heads a unit brings its lines alone."""
    line = ["Hội nghị sơ kết", "7", "nội bộ", "trực tuyến", ""]
    economy, culture = "phòng kinh tế", "Phòng Văn hóa - Xã hội"
    assert _import(house, _book([*line, economy], [*line, culture], line)).written
    held = PlannedConference.objects.order_by("pk").values_list("unit__name", flat=True)
    assert list(held) == ["Phòng Kinh tế", culture, None]
    told = _import(house, _book([*line, economy], [*GOOD[0], "Phòng Kính tế"])).faults
    assert [(one.row, one.column) for one in told] == [(2, "A (Hội nghị)"), (3, "F (Đơn vị)")]
    own = import_plan(
        house.commune, 2026, file=_bytes(_book([*GOOD[0], culture])), by=house.head, now=NOW, dry_run=False
    )
    assert own.written
    others = import_plan(
        house.commune, 2026, file=_bytes(_book([*GOOD[1], economy], GOOD[2])), by=house.head, now=NOW
    )
    assert [one.column for one in others.faults] == ["F (Đơn vị)"] * 2


def test_only_who_keeps_the_calendar_and_only_before_it_is_approved(house: House) -> None:
    for by in (house.officer, house.inspector, house.outsider):
        with pytest.raises(NotAllowed):
            import_plan(house.commune, 2026, file=_bytes(_book(*GOOD)), by=by, now=NOW)
    _import(house, _book(*GOOD))
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    with pytest.raises(NotReady, match="đã được duyệt"):
        _import(house, _book(["Họp", "1", "nội bộ", "trực tuyến", ""]))


def test_on_its_page(house: House) -> None:
    client, year = signed_in(house.coordinator), timezone.localdate().year
    template_page = client.get(f"/lich-hop/ke-hoach-nam/tep-mau.xlsx?nam={year}")
    assert load_workbook(BytesIO(template_page.content)).sheetnames == [SHEET.title, NAMED_ON]
    address = f"/lich-hop/ke-hoach-nam/nhap/?nam={year}"

    def send(*rows: Sequence[object], **said: str) -> str:
        file = SimpleUploadedFile("ke-hoach.xlsx", _bytes(_book(*rows)).getvalue())
        answer = client.post(address, {"file": file} | said)
        return f"{answer.status_code} {answer.content.decode()}"

    assert "Tệp không có lỗi: 3 hội nghị" in send(*GOOD)
    assert send(["Họp", "13", "nội bộ", "trực tuyến", ""], write="on").startswith("422")
    assert send(*GOOD, write="on").startswith("302")
    assert PlannedConference.objects.filter(plan__year=year).count() == 3
    assert signed_in(house.officer).get(address).status_code == 403
