"""The cells of an uploaded spreadsheet as text, and what is wrong with the file itself. No fault ever
repeats what stands in a cell: files of people are passed on with their faults."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from sauro_web.accounts.importing.columns import SHEETS, Sheet

__all__ = ["Fault", "Line", "Lines", "first_cell", "read"]

LARGEST_FILE = 5_000_000
LARGEST_UNPACKED = 100_000_000
MOST_LINES = 20_000
FIRST_LINE = 2
CHOICES = "Danh sách"
"""The hidden sheet of the template with what may be chosen."""

_BAD_SHEET = (SyntaxError, DefusedXmlException, zipfile.BadZipFile, EOFError)
"""What shows only while the rows are read: XML that is broken, or built to harm."""
_NO_WORKBOOK = (*_BAD_SHEET, InvalidFileException, KeyError, ValueError, OSError)
"""What openpyxl lets through of a file that is none."""
_TOO_FAR = "Có dòng sau dòng {last}; hãy xóa các dòng thừa, hoặc chia thành nhiều tệp."
_UNREADABLE = "Không đọc được tệp; hãy mở bằng Excel và lưu lại dạng .xlsx."


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: sheet, row, column letter with heading; 0 and blank for the whole."""

    sheet: str
    row: int
    column: str
    sentence: str

    @property
    def place(self) -> str:
        """In words."""
        parts = [f"trang “{self.sheet}”"] if self.sheet else []
        parts += [f"dòng {self.row}"] if self.row else []
        parts += [f"cột {self.column}"] if self.column else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Line:
    """A filled row: its number, its cells by heading, and in which column of the file each heading stands."""

    row: int
    cells: dict[str, str]
    places: dict[str, int]

    def __getitem__(self, heading: str) -> str:
        return self.cells[heading]

    def column(self, heading: str) -> str:
        """The letter of the column as the file has it, with its heading: an office puts "STT" before ours."""
        return f"{get_column_letter(self.places[heading] + 1)} ({heading})"


Lines = dict[str, list[Line]]


def read(
    file: IO[bytes],
    sheets: Sequence[Sheet] = SHEETS,
    *,
    most_lines: int = MOST_LINES,
    may_have: Collection[str] = (CHOICES,),
) -> tuple[Lines, list[Fault]]:
    """The filled rows of the sheets and the faults of their form; `may_have` are the titles of sheets that
    nobody reads and that may be there."""
    if (sentence := _unfit(file)) is not None:
        return {}, [Fault("", 0, "", sentence)]
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _NO_WORKBOOK:
        return {}, [Fault("", 0, "", _UNREADABLE)]
    lines: Lines = {}
    faults: list[Fault] = []
    for sheet in sheets:
        if sheet.title in book.sheetnames:
            page = book[sheet.title]
            try:
                lines[sheet.title], found = _read_sheet(page, sheet, most_lines)
            except _BAD_SHEET:
                return {}, [Fault("", 0, "", _UNREADABLE)]
            faults += found
    book.close()
    if not lines:
        names = " và ".join(f"“{sheet.title}”" for sheet in sheets)
        faults.append(Fault("", 0, "", f"Tệp không có trang {names}; hãy dùng tệp mẫu."))
    elif len(lines) < len(sheets) and set(book.sheetnames) - {sheet.title for sheet in sheets} - {*may_have}:
        # Rows may stand where nobody reads them.
        absent = next(sheet.title for sheet in sheets if sheet.title not in lines)
        faults.append(
            Fault(
                "",
                0,
                "",
                f"Tệp có trang mang tên khác mà thiếu trang “{absent}”; hãy giữ tên trang của tệp mẫu.",
            )
        )
    elif not faults and not any(lines.values()):
        faults.append(Fault("", 0, "", "Tệp chưa có dòng nào được điền."))
    return lines, faults


def first_cell(file: IO[bytes], title: str) -> str | None:
    """What stands at the upper left of a sheet; None where there is no such sheet, or no workbook."""
    if _unfit(file) is not None:
        return None
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if title not in book.sheetnames:
            return None
        row = next(book[title].iter_rows(values_only=True, max_row=1, max_col=1), (None,))
        return _text(row[0]) if row else ""
    except (*_NO_WORKBOOK, AttributeError):
        return None


def _unfit(file: IO[bytes]) -> str | None:
    file.seek(0, 2)
    if file.tell() > LARGEST_FILE:
        return "Tệp lớn hơn 5 MB; hãy chia thành nhiều tệp."
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                return "Tệp giải nén ra quá lớn, không đọc."
            if any("vbaProject" in name for name in packed.namelist()):
                return "Tệp có chứa mã lệnh (macro); hãy lưu lại dạng .xlsx không có macro."
    except (zipfile.BadZipFile, OSError, ValueError):
        return "Đây không phải tệp Excel dạng .xlsx."
    return None


def _read_sheet(page: ReadOnlyWorksheet, sheet: Sheet, most_lines: int) -> tuple[list[Line], list[Fault]]:
    page.reset_dimensions()
    rows = page.iter_rows(values_only=True, max_col=60)
    headings = [_text(cell) for cell in next(rows, ())]
    missing = [column.heading for column in sheet.columns if column.heading not in headings]
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        return [], [Fault(sheet.title, 1, "", f"Thiếu cột {names}; hãy dùng tệp mẫu.")]
    if doubled := [column.heading for column in sheet.columns if headings.count(column.heading) > 1]:
        return [], [Fault(sheet.title, 1, "", f"Cột “{doubled[0]}” có hai lần; hãy dùng tệp mẫu.")]
    places = {column.heading: headings.index(column.heading) for column in sheet.columns}
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, row in _filled(rows, most_lines):
        if number > most_lines + 1:
            last = f"{most_lines + 1:,}".replace(",", ".")
            faults.append(Fault(sheet.title, number, "", _TOO_FAR.format(last=last)))
            break
        cells = {name: _text(row[place]) if place < len(row) else "" for name, place in places.items()}
        if any(cells.values()):
            lines.append(Line(number, cells, places))
            faults += _faults_of(sheet, lines[-1])
    return lines, faults


def _filled(rows: Iterator[tuple[object, ...]], most_lines: int) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Rows in which anything stands, with their numbers. Rows that the file itself has without anything in
    them are borne with up to three times as many as may be filled; then the next counts as filled."""
    empty = 0
    before: tuple[object, ...] = ()
    for number, row in enumerate(rows, FIRST_LINE):
        # What the file leaves out is one and the same object each time, and costs nothing.
        empty += row is not before
        before = row
        if any(cell is not None for cell in row) or empty > 3 * most_lines:
            yield number, row


def _faults_of(sheet: Sheet, line: Line) -> list[Fault]:
    """Cells that must be filled and are not, or are too long."""
    found = []
    row = line.row
    for column in sheet.columns:
        text, where = line[column.heading], line.column(column.heading)
        if column.needed and not text:
            found.append(Fault(sheet.title, row, where, "Chưa điền."))
        elif len(text) > column.longest:
            found.append(Fault(sheet.title, row, where, f"Dài quá {column.longest} ký tự."))
        elif any(unicodedata.category(character) in ("Cc", "Cf") for character in text):
            found.append(Fault(sheet.title, row, where, "Có ký tự ẩn; hãy gõ lại."))
        elif text in ERROR_CODES:
            found.append(Fault(sheet.title, row, where, "Công thức trong ô bị lỗi."))
    return found


def _text(cell: object) -> str:
    """A cell as it reads on the screen: a code that Excel took for a number keeps no ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    # Files of some computers write accents apart.
    return unicodedata.normalize("NFC", " ".join(str(cell).split()))
