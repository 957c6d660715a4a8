"""Files of figures as other systems and other offices send them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.web.procedures.conftest import GOOD, MAY, NOW, Counting

from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.procedures.counts import COUNTS
from sauro_web.procedures.importing.columns import MONTH, NAMED_ON, NOTHING, SHEET, UNIT
from sauro_web.procedures.importing.template import template
from sauro_web.procedures.models import FiguresVersion, Origin, ProcedureFigures
from sauro_web.procedures.operations import Imported, close_month, import_figures

pytestmark = pytest.mark.django_db
HEADS = [UNIT, MONTH, *(count.label for count in COUNTS), NOTHING]
ROW = ["Phòng Kinh tế", "5/2026", *GOOD.values(), None]


def book(rows: Sequence[Sequence[Any]], heads: Sequence[Any] = HEADS, title: str = "Xuất") -> BytesIO:
    made = Workbook()
    page = made.worksheets[0]
    page.title = title
    page.append(list(heads))
    for row in rows:
        page.append(list(row))
    return saved(made)


def saved(made: Workbook) -> BytesIO:
    written = BytesIO()
    made.save(written)
    return written


def changed(file: BytesIO, change: Callable[[Worksheet], object]) -> BytesIO:
    made = load_workbook(file)
    change(made.worksheets[0])
    return saved(made)


def send(counting: Counting, file: BytesIO, **options: Any) -> Imported:
    said = {"by": counting.coordinator, "now": NOW, "dry_run": False, "name": "so-lieu.xlsx"} | options
    return import_figures(counting.commune, file=file, **said)


def places(found: Imported) -> list[tuple[int, str]]:
    return [(fault.row, fault.column.partition(" ")[0]) for fault in found.faults]


def test_a_dry_run_writes_nothing_and_then_the_file_is_written(counting: Counting) -> None:
    file = book([ROW, ["Phòng Văn hóa - Xã hội", "5/2026", *[None] * 10, "x"]])
    found = send(counting, file, dry_run=True)
    assert (found.rows, found.faults, found.written) == (2, (), False)
    assert not ProcedureFigures.objects.exists()
    assert send(counting, file).written
    row = ProcedureFigures.objects.get(unit=counting.economy)
    assert (row.counted, row.origin, row.file_name) == (GOOD, Origin.IMPORTED, "so-lieu.xlsx")
    assert ProcedureFigures.objects.get(unit=counting.culture).nothing
    assert send(counting, file).written
    assert FiguresVersion.objects.count() == 2


def test_the_template_comes_back(counting: Counting) -> None:
    file = BytesIO(template([counting.economy, counting.culture], MAY))
    filled = changed(file, lambda page: [page.cell(row, 3, 7) for row in (2, 3)])
    assert send(counting, filled).written
    assert set(ProcedureFigures.objects.values_list("received", "month")) == {(7, MAY)}


def test_columns_are_recognised_by_name_wherever_they_stand(counting: Counting) -> None:
    heads = ["STT", "Ghi chú", "TIẾP NHẬN TRỰC TUYẾN", "Tên đơn vị", "Tổng số hồ sơ tiếp nhận"]
    file = changed(
        book([[1, "abc", 80, "phòng kinh tế", 120], [2, None, 80, "Tổng cộng", 120]], heads),
        lambda page: page.insert_rows(1, 3),
    )
    found = send(counting, file, month=MAY)
    assert dict(found.columns)["Nộp trực tuyến"] == "TIẾP NHẬN TRỰC TUYẾN"
    assert [remark.sentence[:9] for remark in found.remarks] == ["Dòng tổng"]
    row = ProcedureFigures.objects.get()
    assert (row.received, row.online, row.digitised) == (120, 80, None)


def test_a_blank_cell_leaves_what_stands(counting: Counting) -> None:
    counting.save(counting.economy)
    found = send(counting, book([["Phòng Kinh tế", "5/2026", 130, *[None] * 10]]))
    assert found.remarks[0].sentence.startswith("Đã có số liệu")
    assert ProcedureFigures.objects.get().counted == {**GOOD, "received": 130}


def test_text_with_marks_between_is_a_table_too(counting: Counting) -> None:
    text = "Đơn vị;Tháng;Tiếp nhận;Trực tuyến\r\nPhòng Kinh tế;5/2026;1.204;980\r\n"
    for content in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert send(counting, BytesIO(content)).faults == ()
    row = ProcedureFigures.objects.get()
    assert (row.received, row.online) == (1204, 980)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (-3, "âm"),
        ("1.234,5", "thập phân"),
        (12.5, "phần thập phân"),
        (1.234, "phần thập phân"),
        ("một trăm", "số nguyên"),
        ("=1+1", "công thức"),
        ("#N/A", "Công thức"),
        (121, "không thể lớn hơn"),
    ],
)
def test_what_is_no_figure_is_a_fault_of_its_cell(counting: Counting, cell: object, said: str) -> None:
    row = list(ROW)
    row[3] = cell
    found = send(counting, book([row]))
    assert not found.written
    assert places(found)[0] == (2, "D")
    assert said in found.faults[0].sentence
    assert not ProcedureFigures.objects.exists()


def test_all_faults_of_all_rows_are_told_and_nothing_is_repeated(counting: Counting) -> None:
    rows = [
        ["Phòng Bí Mật", "5/2026", 1, *[None] * 10],
        ["Phòng Kinh tế", "tháng mười ba", 1, *[None] * 10],
        ["Phòng Kinh tế", "5/2027", 1, *[None] * 10],
        ["Phòng Kinh tế", "4/2026", *[None] * 11],
        ["Phòng Kinh tế", "3/2026", 5, *[None] * 9, "x"],
        ["Phòng Kinh tế", "2/2026", *[None] * 10, "có"],
        ["Phòng Kinh tế", "1/2026", 1, *[None] * 10],
        ["Phòng Kinh tế", "1/2026", 2, *[None] * 10],
        [None, "1/2026", 2, *[None] * 10],
    ]
    found = send(counting, book(rows))
    assert places(found) == [
        (2, "A"), (3, "B"), (4, "B"), (5, "A"), (6, "M"), (7, "M"), (8, "A"), (9, "A"), (10, "A"),
    ]  # fmt: skip
    told = " ".join(fault.sentence for fault in found.faults)
    assert "Bí Mật" not in told
    assert "mười ba" not in told


def test_merged_heads_are_refused_with_what_to_do(counting: Counting) -> None:
    def merge(page: Worksheet) -> None:
        page.insert_rows(1)
        page["A1"], page["C1"] = "Đơn vị", "Hồ sơ tiếp nhận"
        page.merge_cells("A1:A2")
        page.merge_cells("C1:D1")

    file = changed(book([ROW], [None, "Kỳ", "Tổng", "TT", *[None] * 9]), merge)
    (fault,) = send(counting, file).faults
    assert "hai dòng hoặc gộp ô" in fault.sentence


def test_merged_cells_of_rows_are_a_fault(counting: Counting) -> None:
    file = changed(book([ROW, ["", "4/2026", 1, *[None] * 10]]), lambda page: page.merge_cells("A2:A3"))
    found = send(counting, file)
    assert "ô gộp" in found.faults[0].sentence


def test_last_years_template_and_the_wrong_sheet(counting: Counting) -> None:
    made = load_workbook(BytesIO(template([counting.economy], MAY)))
    made[NAMED_ON]["A1"] = "Sáu Rõ - thủ tục hành chính - 2025.1"
    (fault,) = send(counting, saved(made)).faults
    assert "theo mẫu khác" in fault.sentence
    (fault,) = send(counting, book([["Nguyễn Văn A", 5]], ["Họ và tên", "Số buổi"])).faults
    assert "Không tìm thấy dòng tiêu đề" in fault.sentence
    hidden = load_workbook(book([ROW]))
    hidden.create_sheet("Trang khác")
    hidden.worksheets[0].sheet_state = "hidden"
    assert send(counting, saved(hidden)).faults


@pytest.mark.parametrize(
    "content", [b"", b"PK nothing", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 9, b"abc", b"\0;\0"]
)
def test_files_that_are_none(counting: Counting, content: bytes) -> None:
    found = send(counting, BytesIO(content))
    assert len(found.faults) == 1
    assert not found.written


def test_last_years_figures_are_pointed_out(counting: Counting) -> None:
    row = ["Phòng Kinh tế", "5/2025", *ROW[2:]]
    found = send(counting, book([row]))
    assert "năm 2025" in found.remarks[0].sentence
    assert ProcedureFigures.objects.get().month == date(2025, 5, 1)


def test_rights_and_closed_months(counting: Counting) -> None:
    with pytest.raises(NotAllowed):
        send(counting, book([ROW]), by=counting.leader)
    found = send(counting, book([["Phòng Văn hóa - Xã hội", *ROW[1:]]]), by=counting.officer)
    assert places(found) == [(2, "A")]
    close_month(counting.commune, MAY, by=counting.coordinator, now=NOW)
    assert places(send(counting, book([ROW]), by=counting.officer)) == [(2, "B")]
    with pytest.raises(NotReady, match="lý do"):
        send(counting, book([ROW]))
    assert send(counting, book([ROW]), reason="Bổ sung").written


def test_a_million_empty_rows_are_read_through(counting: Counting) -> None:
    file = changed(book([ROW]), lambda page: page.cell(1_000_000, 20).__setattr__("number_format", "@"))
    assert send(counting, file).written


def test_the_sheet_of_the_template_has_all_columns() -> None:
    assert [column.heading for column in SHEET.columns] == HEADS
