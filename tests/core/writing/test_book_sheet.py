"""A register as a sheet: each row is as high as its text wants, whichever program opens it."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from sauro.writing.book import BookColumn, RegisterBook
from sauro.writing.book_sheet import write_book_sheet

USUAL = 15.0
"""Of a row that says nothing, in points."""
SHORT = "Họp giao ban tháng"
LONG = "Đề nghị phê duyệt danh mục công trình thủy lợi nhỏ và kênh mương nội đồng của các thôn năm 2027"


def heights(*rows: str) -> list[float]:
    columns = (BookColumn("Số, ký hiệu", 10), BookColumn("Tên loại và trích yếu nội dung", 30))
    book = RegisterBook(("ỦY BAN NHÂN DÂN",), "Sổ", "Năm 2026", columns, [("01/TB", row) for row in rows])
    sheet = load_workbook(BytesIO(write_book_sheet(book))).worksheets[0]
    top = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "01/TB")
    return [sheet.row_dimensions[top + place].height or USUAL for place in range(len(rows))]


def test_a_row_is_as_high_as_its_text() -> None:
    short, long, longer = heights(SHORT, LONG * 2, LONG * 6)
    assert short < long < longer


def test_no_row_is_higher_than_a_sheet_has_them() -> None:
    (highest,) = heights(LONG * 900)
    assert highest <= 409
