"""The cells of an uploaded spreadsheet as text, and what is wrong with the file itself. No fault ever
repeats what stands in a cell: files of people are passed on with their faults."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from sauro_web.accounts.importing.columns import SHEETS, Column, Sheet
from sauro_web.accounts.importing.files import unfit
from sauro_web.accounts.importing.unseen import Unseen, unseen_in
from sauro_web.common.words import words_of

__all__ = ["Fault", "Line", "Lines", "first_cell", "first_rows", "in_order", "read"]

MOST_LINES = 20_000
CHOICES = "Danh sách"
"""The hidden sheet of the template with what may be chosen."""

_LAST_COLUMN = 60
_HEADED_WITHIN = 20
"""In which of the first rows the headings may stand: offices put a title above them."""
_NOTHING_SEEN = str.maketrans("", "", "\u200b\u2060\ufeff")
"""What is pasted along from pages of the web and cannot be seen: no width, no meaning."""
_ERROR = re.compile(r"#(?:[A-Z]+(?:/0)?[!?]|N/A|GETTING_DATA)")
_WORDS_OF_FORMAT = re.compile(r'"[^"]*"|\\.')

_BAD_SHEET = (
    SyntaxError, DefusedXmlException, zipfile.BadZipFile, EOFError, ValueError, TypeError, LookupError,
)  # fmt: skip
"""What shows only while the rows are read: XML that is broken, or built to harm."""
_NO_WORKBOOK = (*_BAD_SHEET, InvalidFileException, OSError)
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

    def cell(self, heading: str) -> str:
        """The cell as the file has it: "F12"."""
        return f"{get_column_letter(self.places[heading] + 1)}{self.row}"


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
    if (sentence := unfit(file)) is not None:
        return {}, [Fault("", 0, "", sentence)]
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _NO_WORKBOOK:
        return {}, [Fault("", 0, "", _UNREADABLE)]
    lines: Lines = {}
    faults: list[Fault] = []
    titles = {_heard(title): title for title in reversed(book.sheetnames)}
    titles |= {_heard(sheet.title): sheet.title for sheet in sheets if sheet.title in book.sheetnames}
    for sheet in sheets:
        if _heard(sheet.title) in titles:
            page = book[titles[_heard(sheet.title)]]
            try:
                lines[sheet.title], found = _read_sheet(page, sheet, most_lines)
            except _BAD_SHEET:
                return {}, [Fault("", 0, "", _UNREADABLE)]
            faults += found
    book.close()
    if not lines:
        names = " và ".join(f"“{sheet.title}”" for sheet in sheets)
        faults.append(Fault("", 0, "", f"Tệp không có trang {names}; hãy dùng tệp mẫu."))
    elif len(lines) < len(sheets) and set(titles) - {_heard(title) for title in (*lines, *may_have)}:
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
    if unfit(file) is not None:
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


def first_rows(file: IO[bytes], most: int = _HEADED_WITHIN) -> dict[str, list[list[str]]]:
    """The first rows of each visible sheet, as they read: for files whose sheets and headings are to be
    recognised. Nothing where the file cannot be read; `read` says why."""
    if unfit(file) is not None:
        return {}
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        found = {}
        for title in book.sheetnames:
            page = book[title]
            if isinstance(page, ReadOnlyWorksheet) and page.sheet_state == "visible":
                page.reset_dimensions()
                rows = page.iter_rows(max_row=most, max_col=_LAST_COLUMN)
                found[title] = [[_shown(cell) for cell in row] for row in rows]
        return found
    except (*_NO_WORKBOOK, AttributeError):
        return {}


def in_order(faults: Sequence[Fault]) -> list[Fault]:
    """As one goes through the file: what holds of the whole, then row by row from left to right."""
    return sorted(faults, key=lambda fault: (fault.row, _column_number(fault.column)))


def _column_number(column: str) -> int:
    letters = column.partition(" ")[0]
    return column_index_from_string(letters) if letters else 0


def _read_sheet(page: ReadOnlyWorksheet, sheet: Sheet, most_lines: int) -> tuple[list[Line], list[Fault]]:
    page.reset_dimensions()
    rows = page.iter_rows(max_col=_LAST_COLUMN)
    top, headings = _find_headings(rows, sheet)
    places, sentence = _places(sheet, headings)
    if sentence:
        return [], [Fault(sheet.title, top, "", sentence)]
    last = top + most_lines
    unseen = unseen_in(page, last_row=last, last_column=_LAST_COLUMN)
    lines: list[Line] = []
    faults: list[Fault] = []
    if page.sheet_state != "visible":
        faults.append(Fault(sheet.title, 0, "", "Trang này đang bị ẩn; hãy bỏ ẩn để thấy những gì sẽ ghi."))
    for number, row in _filled(rows, top + 1, places, most_lines, unseen):
        if number > last:
            far = _TOO_FAR.format(last=f"{last:,}".replace(",", "."))
            faults.append(Fault(sheet.title, number, "", far))
            break
        cells = {name: _shown(row[place]) if place < len(row) else "" for name, place in places.items()}
        lines.append(Line(number, cells, places))
        faults += _faults_of(sheet, lines[-1], unseen)
    return lines, faults


def _find_headings(rows: Iterator[tuple[Any, ...]], sheet: Sheet) -> tuple[int, list[str]]:
    """The row that has all headings, else the one that has most of them."""
    wanted = {_heard(column.heading) for column in sheet.columns}
    best: tuple[int, int, list[str]] = (0, -1, [])
    for number, row in zip(range(1, _HEADED_WITHIN + 1), rows, strict=False):
        headings = [_heard(_shown(cell)) for cell in row]
        best = max(best, (len(wanted & {*headings}), -number, headings), key=lambda found: found[:2])
        if best[0] == len(wanted):
            break
    return -best[1], best[2]


def _places(sheet: Sheet, headings: Sequence[str]) -> tuple[dict[str, int], str]:
    """Where each column stands, or what is wrong with the headings."""
    known = {column.heading: _heard(column.heading) for column in sheet.columns}
    if missing := [f"“{heading}”" for heading, heard in known.items() if heard not in headings]:
        return {}, f"Thiếu cột {', '.join(missing)}; hãy dùng tệp mẫu."
    if doubled := [heading for heading, heard in known.items() if headings.count(heard) > 1]:
        return {}, f"Cột “{doubled[0]}” có hai lần; hãy dùng tệp mẫu."
    return {heading: headings.index(heard) for heading, heard in known.items()}, ""


def _heard(text: str) -> str:
    """A heading or a title, however its accents, capitals, blanks and marks are written."""
    return " ".join(words_of(text))


def _filled(
    rows: Iterator[tuple[Any, ...]],
    first: int,
    places: dict[str, int],
    most_lines: int,
    unseen: Unseen,
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows in which anything stands in our columns, with their numbers. Rows that the file itself has without
    anything in them are borne with up to three times as many as may be filled; then the next counts as
    filled."""
    stored = 0
    before: tuple[Any, ...] | None = None
    for number, row in enumerate(rows, first):
        if row is before:
            continue  # What the file leaves out is one and the same object each time, and costs nothing.
        stored, before = stored + 1, row
        own = [place for place in places.values() if place < len(row)]
        if (
            any(row[place].value is not None and _shown(row[place]) for place in own)
            or any((number, place + 1) in unseen.without_result for place in own)
            or stored > 4 * most_lines
        ):
            yield number, row


def _faults_of(sheet: Sheet, line: Line, unseen: Unseen) -> list[Fault]:
    """Cells that must be filled and are not, are too long, or are not what they look like."""
    found = []
    row = line.row
    if row in unseen.hidden:
        found.append(Fault(sheet.title, row, "", "Dòng đang bị ẩn; hãy bỏ lọc, bỏ ẩn, hoặc xóa dòng."))
    for column in sheet.columns:
        if sentence := _fault_of(column, line, unseen):
            found.append(Fault(sheet.title, row, line.column(column.heading), sentence))
    return found


def _fault_of(column: Column, line: Line, unseen: Unseen) -> str:
    text, cell = line[column.heading], line.cell(column.heading)
    place = line.row, line.places[column.heading] + 1
    if place in unseen.without_result:
        return f"Ô {cell} là công thức chưa có kết quả; hãy dán thành giá trị."
    if place in unseen.covered:
        return f"Ô {cell} nằm trong ô gộp {unseen.covered[place]}; hãy bỏ gộp và điền từng dòng."
    if column.needed and not text:
        return "Chưa điền."
    if len(text) > column.longest:
        return f"Dài quá {column.longest} ký tự."
    if any(unicodedata.category(character) in ("Cc", "Cf") for character in text):
        return "Có ký tự ẩn; hãy gõ lại."
    if _ERROR.fullmatch(text):
        return f"Công thức trong ô {cell} bị lỗi; hãy sửa rồi dán thành giá trị."
    return ""


def _shown(cell: Any) -> str:
    """A cell as it reads on the screen: what Excel shows as 50% is kept as 0.5."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_share(cell.number_format):
        return f"{value * 100:.10g}%"
    return _text(value)


def _is_share(number_format: str) -> bool:
    return "%" in number_format and "%" in _WORDS_OF_FORMAT.sub("", number_format)


def _text(value: object) -> str:
    """A value as text: a code that Excel took for a number keeps no ".0"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    # Excel keeps some breaks of lines so.
    words = str(value).replace("_x000D_", " ").translate(_NOTHING_SEEN)
    # Files of some computers write accents apart.
    return unicodedata.normalize("NFC", " ".join(words.split()))
