"""The workbook: a sheet for duties, targets, reports and citations each, made to be filtered and printed on
A4."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sauro.cli.streams import OutputError
from sauro.cli.wording import printable
from sauro.cli.workbook_rows import SHEETS, Cell, Column, FileRows, Sheet

__all__ = ["workbook"]

_MOST_ROWS = 1_048_576  # of a sheet of Excel, as are the next two
_MOST_CHARACTERS = 32_767
_FIRST_YEAR = 1900
_FILE = Column("Tệp", 18)
_FORMULA_SIGNS = ("=", "+", "-", "@")
_A4 = 9
_TOO_MANY = "Quá nhiều dòng cho một sổ tính Excel; hãy đọc ít tệp hơn mỗi lần."


def workbook(files: Sequence[FileRows], *, with_file: bool) -> bytes:
    """The .xlsx of all files; `with_file` puts their names into a first column. Raises OutputError where a
    sheet cannot hold the rows."""
    out = io.BytesIO()
    # Texts of a document are written as texts whatever they begin with; the options make sure of it once
    # more.
    book = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": "Kết quả đọc kế hoạch", "comments": "Đề xuất để người dùng kiểm tra lại."})
    formats = _Formats(book)
    for number, sheet in enumerate(SHEETS):
        rows = [
            (file.file, *cells) if with_file else cells for file in files for cells in file.sheets[number]
        ]
        if len(rows) >= _MOST_ROWS:
            raise OutputError(_TOO_MANY)
        _write(book.add_worksheet(sheet.name), sheet, rows, formats, with_file=with_file)
    book.close()
    return out.getvalue()


_LINE_HEIGHT = 13.2
"""Points of a line of 10-point type."""
_BUTTON = 4
"""Characters that the button of a filter takes."""
_TALLEST_ROW = 409.0
"""Points; Excel takes no more."""


class _Formats:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D9D5CB", "font_size": 10}
        self.head: Format = book.add_format(
            {**cell, "bold": True, "bg_color": "#E6EEF4", "font_color": "#173F5F", "valign": "vcenter"}
        )
        self.text: Format = book.add_format(cell)
        # Excel keeps such a cell text also when somebody edits it.
        self.literal: Format = book.add_format({**cell, "quote_prefix": True})
        self.number: Format = book.add_format({**cell, "num_format": "#,##0.##"})
        self.whole: Format = book.add_format({**cell, "num_format": "#,##0"})
        self.day: Format = book.add_format({**cell, "num_format": "dd/mm/yyyy", "align": "left"})


def _write(
    page: Worksheet, sheet: Sheet, rows: Sequence[Sequence[Cell]], formats: _Formats, *, with_file: bool
) -> None:
    columns = (_FILE, *sheet.columns) if with_file else sheet.columns
    page.set_row(0, _head_height(columns))
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width)
        page.write_string(0, number, column.title, formats.head)
    for row, cells in enumerate(rows, start=1):
        page.set_row(row, _height(columns, cells))
        for column_number, value in enumerate(cells):
            _write_cell(page, row, column_number, value, formats)
    page.freeze_panes(1, 2 if with_file else 1)
    page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    page.print_area(0, 0, max(len(rows), 1), sheet.printed - 1 + with_file)
    _set_up_page(page, sheet)


def _head_height(columns: Sequence[Column]) -> float:
    """The height of the row of titles, which are bold and share their cells with the buttons of the
    filter."""
    narrower = [Column(column.title, max(column.width - _BUTTON, _BUTTON)) for column in columns]
    return _height(narrower, [column.title for column in columns])


def _height(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    """The height of a row in points: that of its cell with the most lines. Excel finds it itself, but
    LibreOffice and the viewers of telephones do not."""
    lines = 1
    for column, value in zip(columns, cells, strict=False):
        if isinstance(value, str) and value:
            lines = max(lines, sum(1 + len(line) // max(column.width - 1, 1) for line in value.split("\n")))
    return min(_LINE_HEIGHT * lines + 3.0, _TALLEST_ROW)


def _write_cell(page: Worksheet, row: int, column: int, value: Cell, formats: _Formats) -> None:
    if isinstance(value, date):
        if value.year >= _FIRST_YEAR:
            page.write_datetime(row, column, value, formats.day)
            return
        value = value.isoformat()
    if value is None or value == "":
        page.write_blank(row, column, None, formats.text)
    elif isinstance(value, str):
        text = printable(value)
        if len(text) > _MOST_CHARACTERS:
            text = text[: _MOST_CHARACTERS - 1] + "…"
        is_literal = text.startswith(_FORMULA_SIGNS)
        page.write_string(row, column, text, formats.literal if is_literal else formats.text)
    else:
        page.write_number(row, column, value, formats.whole if float(value).is_integer() else formats.number)


def _set_up_page(page: Worksheet, sheet: Sheet) -> None:
    """A4 landscape, as wide as the sheet, the heading on each page."""
    page.set_paper(_A4)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&L&8{sheet.name}")
    page.set_footer("&R&8Trang &P/&N")
