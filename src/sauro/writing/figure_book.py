"""Figures as an Excel file: counts are numbers that can be reckoned with, "ước" is how they are shown, and
words in their place stay words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sauro.text.formula_like import begins_like_formula
from sauro.writing.book import cell_text

__all__ = ["Amount", "FigureSheet", "write_figure_book"]

_A4 = 9
_MOST_LETTERS = 32_767
"""Of a cell of Excel."""
_NARROWEST, _WIDEST = 6, 60
"""Letters that a column is wide at least and at most."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FONT = {"font_name": "Times New Roman", "font_size": 11}
_BOX = {**_FONT, "border": 1, "text_wrap": True, "valign": "top"}
_AS_TYPED = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_REAL, _ESTIMATED = "#,##0", '"ước "#,##0'


@dataclass(frozen=True, slots=True)
class Amount:
    """A count; an estimated one is shown with "ước" before it."""

    value: int
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """One sheet: a short `name` for its tab, its title, the heads and the rows."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | Amount, ...], ...]


@dataclass(frozen=True, slots=True)
class _Looks:
    title: Format
    head: Format
    words: Format
    quoted: Format
    real: Format
    estimated: Format


def write_figure_book(title: str, sheets: Sequence[FigureSheet]) -> bytes:
    """The file for Excel, a sheet after the other. A text longer than a cell holds ends in "…"."""
    written = BytesIO()
    workbook = Workbook(written, {"in_memory": True, **_AS_TYPED})
    workbook.set_properties({"title": title})
    looks = _Looks(
        workbook.add_format({**_FONT, "bold": True, "font_size": 13}),
        workbook.add_format({**_BOX, "bold": True, "align": "center", "valign": "vcenter"}),
        workbook.add_format(_BOX),
        # What begins like a formula: a program keeps it text also when somebody edits it.
        workbook.add_format({**_BOX, "quote_prefix": True}),
        workbook.add_format({**_BOX, "num_format": _REAL}),
        workbook.add_format({**_BOX, "num_format": _ESTIMATED}),
    )
    names: set[str] = set()
    for one in sheets:
        _write_sheet(workbook.add_worksheet(_tab(one.name, names)), one, looks)
    workbook.close()
    return written.getvalue()


def _tab(name: str, names: set[str]) -> str:
    """The name of a tab, which Excel wants short, without some signs, and once."""
    plain = " ".join(name.translate(_NOT_IN_NAMES).split())[:_LONGEST_NAME].strip() or "Trang"
    made, number = plain, 1
    while made.casefold() in names:
        number += 1
        made = f"{plain[: _LONGEST_NAME - 4]} {number}"
    names.add(made.casefold())
    return made


def _write_sheet(sheet: Worksheet, one: FigureSheet, looks: _Looks) -> None:
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C&P")
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1, 1)
    for column, width in enumerate(_widths(one)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, _shown(one.title), looks.title)
    for column, head in enumerate(one.heads):
        sheet.write_string(1, column, _shown(head), looks.head)
    for number, row in enumerate(one.rows, 2):
        for column, cell in enumerate(row):
            if isinstance(cell, Amount):
                look = looks.estimated if cell.estimated else looks.real
                sheet.write_number(number, column, cell.value, look)
            else:
                words = _shown(cell) or "—"
                look = looks.quoted if begins_like_formula(words) else looks.words
                sheet.write_string(number, column, words, look)
    if one.rows:
        sheet.ignore_errors({"number_stored_as_text": f"A3:XFD{len(one.rows) + 2}"})


def _widths(one: FigureSheet) -> list[int]:
    widths = [len(head) for head in one.heads]
    for row in one.rows:
        for column, cell in enumerate(row):
            length = len(f"{cell.value:,}") + 4 if isinstance(cell, Amount) else len(cell)
            widths[column] = max(widths[column], length)
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in widths]


def _shown(words: str) -> str:
    text = cell_text(words)
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
