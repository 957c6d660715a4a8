"""A register as an Excel file to be printed and bound: the same heading, columns and cells as the one for
Word (`sauro.writing.book`), A4 across, the head frozen on the screen and on every page of paper."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sauro.text.formula_like import begins_like_formula
from sauro.writing.book import RegisterBook, cell_text, column_numbers

__all__ = ["write_book_sheet"]

_A4 = 9
_LETTERS = 150
"""Letters that all columns together are wide; the sheet is fitted to the width of the paper."""
_MOST_LETTERS = 32_767
"""Of a cell of Excel."""
_LONGEST_NAME = 31
"""Letters of the name of a sheet."""
_LINE_POINTS, _HIGHEST = 15, 405
"""Of a line of text, and of the highest row that Excel knows (409)."""
_FILLED = 1.3
"""Letters of the book's font to a unit of width, which is a digit of a wider one: 1.5 on average, with room
for capitals."""
_MOST_MEASURED = 4_000
"""Letters: what is longer fills the highest row in any column."""
_SIDE, _LEFT, _TOP = 15 / 25.4, 20 / 25.4, 20 / 25.4  # inches of the margins; holes are punched at the left
_FONT = {"font_name": "Times New Roman", "font_size": 11}
_BOX = {**_FONT, "border": 1, "text_wrap": True}
_MIDDLE = {"align": "center", "valign": "vcenter"}
_AS_TYPED = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def write_book_sheet(book: RegisterBook) -> bytes:
    """The file for Excel. Rows are written as they come and not kept; a text that is longer than a cell holds
    ends in "…"."""
    written = BytesIO()
    workbook = Workbook(written, {"constant_memory": True, **_AS_TYPED})
    workbook.set_properties({"title": book.title})
    sheet = workbook.add_worksheet(book.title[:_LONGEST_NAME].strip())
    top = _set_page(sheet, book)
    _head(workbook, sheet, book)
    _rows(workbook, sheet, book, top + 2)
    workbook.close()
    return written.getvalue()


def _set_page(sheet: Worksheet, book: RegisterBook) -> int:
    """Widths, paper and what is repeated; the row in which the headings stand."""
    for place, letters in enumerate(_wide(book)):
        sheet.set_column(place, place, letters)
    top = len(book.issuer) + 3  # the title, the period and a line of air between
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=_LEFT, right=_SIDE, top=_TOP, bottom=_TOP)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C&P")
    sheet.freeze_panes(top + 2, 0)
    sheet.repeat_rows(top, top + 1)
    return top


def _lines(text: str, letters: float) -> int:
    """How many a text takes up in a column, breaking between words."""
    return len(wrap(text[:_MOST_MEASURED], max(1, int(letters * _FILLED)))) or 1


def _head(workbook: Workbook, sheet: Worksheet, book: RegisterBook) -> None:
    last = len(book.columns) - 1
    for row, line in enumerate(book.issuer):
        bold = row + 1 == len(book.issuer)
        sheet.write_string(row, 0, cell_text(line).upper(), workbook.add_format({**_FONT, "bold": bold}))
    row = len(book.issuer)
    title = workbook.add_format({**_FONT, **_MIDDLE, "bold": True, "font_size": 15})
    sheet.merge_range(row, 0, row, last, cell_text(book.title).upper(), title)
    period = workbook.add_format({**_FONT, **_MIDDLE, "italic": True})
    sheet.merge_range(row + 1, 0, row + 1, last, cell_text(book.period), period)
    wide = _wide(book)
    _line(sheet, row + 3, [one.heading for one in book.columns], _same(workbook, book, bold=True), wide)
    _line(sheet, row + 4, column_numbers(book), _same(workbook, book, italic=True), wide)


def _same(workbook: Workbook, book: RegisterBook, **set_as: bool) -> list[tuple[Format, Format]]:
    look = workbook.add_format({**_BOX, **_MIDDLE, **set_as})
    return [(look, look)] * len(book.columns)


def _rows(workbook: Workbook, sheet: Worksheet, book: RegisterBook, top: int) -> None:
    looks = []
    for column in book.columns:
        look = {**_BOX, "valign": "top", "align": "center" if column.is_centred else "left"}
        # The second for what begins like a formula: a program keeps it text also when somebody edits it.
        looks.append((workbook.add_format(look), workbook.add_format({**look, "quote_prefix": True})))
    last, wide = top, _wide(book)
    for last, row in enumerate(book.rows, start=top):
        _line(sheet, last, row, looks, wide)
    sheet.ignore_errors({"number_stored_as_text": f"A{top + 1}:XFD{last + 1}"})


def _wide(book: RegisterBook) -> list[float]:
    """Of each column, in letters."""
    whole = sum(column.share for column in book.columns)
    return [_LETTERS * column.share / whole for column in book.columns]


def _line(
    sheet: Worksheet,
    row: int,
    texts: Sequence[str],
    looks: Sequence[tuple[Format, Format]],
    wide: Sequence[float],
) -> None:
    cells = [cell_text(text) for text in texts]
    lines = max(_lines(cell, letters) for cell, letters in zip(cells, wide, strict=True))
    # Said, since not every program fits a row to its text before it prints.
    sheet.set_row(row, min(lines * _LINE_POINTS, _HIGHEST))
    for place, (cell, (usual, quoted)) in enumerate(zip(cells, looks, strict=True)):
        shown = cell if len(cell) <= _MOST_LETTERS else f"{cell[: _MOST_LETTERS - 1]}…"
        sheet.write_string(row, place, shown, quoted if begins_like_formula(shown) else usual)
