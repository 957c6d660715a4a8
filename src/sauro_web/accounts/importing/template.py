"""The spreadsheet that an office fills in, empty or with the units that there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sauro.text.formula_like import begins_like_formula
from sauro_web.accounts.importing.columns import KINDS, PEOPLE, ROLES, SHEETS, UNITS, Sheet
from sauro_web.accounts.importing.reading import CHOICES, MOST_LINES

__all__ = ["SPREADSHEET", "fill", "head", "template"]

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LISTS = {(UNITS.title, "Loại"): tuple(KINDS), (PEOPLE.title, "Vai trò"): tuple(ROLES)}


def template(units: Iterable[Mapping[str, str]] = ()) -> bytes:
    """The workbook: both sheets with headings, hints and lists to choose from, all cells text; with `units`,
    by heading, filled in."""
    book = Workbook()
    book.remove(book.worksheets[0])
    pages = [(book.create_sheet(sheet.title), sheet) for sheet in SHEETS]
    choices = book.create_sheet(CHOICES)
    for place, ((title, heading), values) in enumerate(_LISTS.items(), 1):
        for row, value in enumerate(values, 1):
            choices.cell(row, place, value)
        letter = get_column_letter(place)
        source = f"='{CHOICES}'!${letter}$1:${letter}${len(values)}"
        page, sheet = next(pair for pair in pages if pair[1].title == title)
        _choose(page, sheet, heading, source)
    choices.sheet_state = "hidden"
    for page, sheet in pages:
        head(page, sheet)
    for row, unit in enumerate(units, 2):
        for place, column in enumerate(UNITS.columns, 1):
            fill(pages[0][0], row, place, unit[column.heading])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def fill(page: Worksheet, row: int, place: int, text: str) -> None:
    """Puts a text into a cell, as text."""
    cell = page.cell(row, place)
    if text:
        cell.value, cell.number_format = text, "@"
        # A name that begins as a formula is a name.
        cell.data_type, cell.quotePrefix = "s", begins_like_formula(text)


def _choose(page: Worksheet, sheet: Sheet, heading: str, source: str) -> None:
    letter = get_column_letter([column.heading for column in sheet.columns].index(heading) + 1)
    list_of = DataValidation(type="list", formula1=source, allow_blank=True)
    list_of.add(f"{letter}2:{letter}{MOST_LINES + 1}")
    page.add_data_validation(list_of)


def head(page: Worksheet, sheet: Sheet) -> None:
    """Headings with hints; the columns take text."""
    for place, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, place, column.heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.needed:
            cell.fill = PatternFill("solid", fgColor="FFF2E6C8")
        note = ("Bắt buộc. " if column.needed else "") + column.hint
        if note.strip():
            cell.comment = Comment(note.strip(), "Sáu Rõ")
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = max(14, min(40, column.longest // 3))
        # Text, so that Excel leaves the nought at the head of a code.
        page.column_dimensions[letter].number_format = "@"
    page.freeze_panes = "A2"
