"""A list as a spreadsheet: all rows that the filters find, never more than the page would show of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from sauro.text.formula_like import begins_like_formula
from sauro_web.common.lists.columns import Column, Kind, Value
from sauro_web.common.lists.shown import Shown

__all__ = ["MOST_EXPORTED", "Letterhead", "table_workbook", "workbook"]

MOST_EXPORTED = 100_000
_CHUNK = 1_000
_LINE = Side(style="thin", color="FF999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_GREY = PatternFill("solid", fgColor="FFEFECE3")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The two lines at the upper left of an office's documents."""

    above: str
    name: str


def workbook(shown: Shown, *, letterhead: Letterhead | None, on: date) -> tuple[IO[bytes], int]:
    """The list as .xlsx (`table_workbook`), its filters in words above. Rows are read in portions, whatever
    their number."""
    return table_workbook(
        shown.title, shown.columns, _every(shown), letterhead=letterhead, on=on, said=shown.said
    )


def table_workbook(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
    *,
    letterhead: Letterhead | None,
    on: date,
    said: Sequence[str] = (),
) -> tuple[IO[bytes], int]:
    """A table as .xlsx in a file that is gone when it is closed, and how many rows it has: letterhead, title,
    what is said of it and day above, dates as dates, figures as numbers, and no text that a program could
    take for a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    heads = _heading(sheet, title, said, letterhead, on)
    top = len(heads) + 1
    _lay_out(sheet, columns, top)
    for line in heads:
        sheet.append(line)
    sheet.append([_styled(sheet, text, bold=True, head=True) for text in ("TT", *_headings(columns))])
    count = 0
    for count, row in enumerate(rows, start=1):
        sheet.append([_cell(sheet, count), *(_cell(sheet, column.value(row)) for column in columns)])
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(columns) + 1)}{top + max(count, 1)}"
    sheet.append([])
    sheet.append([None, _styled(sheet, _count_in_words(count))])
    file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by whoever sends it)
    book.save(file)
    file.seek(0)
    return file, count


def _every(shown: Shown) -> Iterator[Any]:
    yield from shown.every_row()[:MOST_EXPORTED].iterator(chunk_size=_CHUNK)


def _heading(
    sheet: Any, title: str, said: Sequence[str], letterhead: Letterhead | None, on: date
) -> list[list[WriteOnlyCell | None]]:
    lines: list[list[WriteOnlyCell | None]] = []
    if letterhead is not None:
        lines += [[_styled(sheet, letterhead.above.upper())]] if letterhead.above else []
        lines += [[_styled(sheet, letterhead.name.upper(), bold=True)], []]
    lines.append([_styled(sheet, title.upper(), bold=True, size=14)])
    if said:
        lines.append([_styled(sheet, "; ".join(said))])
    lines.append([_styled(sheet, f"Ngày {on:%d/%m/%Y}")])
    return [*lines, []]


def _headings(columns: Sequence[Column]) -> Iterator[str]:
    return (column.heading for column in columns)


def _lay_out(sheet: Any, columns: Sequence[Column], top: int) -> None:
    """Before the first row: what a sheet that is written row by row must know first."""
    sheet.column_dimensions["A"].width = 6
    for place, column in enumerate(columns, start=2):
        width = max(
            column.width, 60 if column.kind is Kind.MAIN else 0, 13 if column.kind is Kind.DATE else 0
        )
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "Trang &P/&N"


def _cell(sheet: Any, value: Value) -> WriteOnlyCell:
    if isinstance(value, datetime):
        # A spreadsheet knows no time zones: the time as the office's clock shows it.
        cell = WriteOnlyCell(sheet, localtime(value).replace(tzinfo=None, second=0, microsecond=0))
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | Decimal):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "#,##0.##" if isinstance(value, Decimal) else "#,##0"
    else:
        cell = _text(sheet, value or "")
    cell.border, cell.alignment = _BOX, _WRAPPED
    return cell


def _styled(
    sheet: Any, text: str, *, bold: bool = False, size: int = 11, head: bool = False
) -> WriteOnlyCell:
    cell = _text(sheet, text)
    cell.font = Font(bold=bold, size=size)
    if head:
        cell.border, cell.alignment, cell.fill = _BOX, _CENTRED, _GREY
    return cell


def _text(sheet: Any, text: str) -> WriteOnlyCell:
    """Text and nothing else: what begins as a formula is marked so that no program takes it for one."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    if begins_like_formula(text):
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _count_in_words(count: int) -> str:
    words = f"Tổng số: {count:,} dòng".replace(",", ".")
    if count == MOST_EXPORTED:
        words += "; danh sách còn dài hơn, hãy lọc bớt rồi xuất tiếp"
    return words


def _sheet_name(title: str) -> str:
    """At most 31 letters, and none that sheets refuse."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:31].strip() or "Danh sách"
