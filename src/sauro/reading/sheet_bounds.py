"""How far the sheets of a packed workbook (.xlsx, .ods) reach, looked at before they are read: a single cell
in the last corner would ask for 17 thousand million cells of memory. On the way, what calamine does not tell:
formulas without a value, errors, hidden rows.

ECMA-376 Part 1, 18.3 (`row`, `c`, `f`, `v`); OpenDocument 1.3 Part 3, 9 (repeated rows and cells).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from sauro.errors import Unreadable
from sauro.reading.limits import Limits

__all__ = ["Unseen", "check_open_document", "check_strings", "unseen_in"]

_PIECE = 4 * 2**20
_LONGEST_ROW = 32 * 2**20
_TOO_FAR = (
    "Trang tính có ô được điền ở quá xa (dòng {row}), bảng quá lớn nên không đọc; "
    "hãy xóa các dòng, cột thừa hoặc chia thành nhiều tệp."
)
_TOO_MUCH = "Chữ trong bảng tính nhiều quá mức cho phép nên không đọc; hãy chia thành nhiều tệp."
_DAMAGED = "Tệp bảng tính bị hỏng nên không đọc được; hãy mở bằng Excel và lưu lại dạng .xlsx."
_MOST_UNSEEN = 200_000
"""Cells and rows remembered; a sheet with more of them is made of nothing else."""

_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_PLACE = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*(?<!/)>(?!</)")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"\b(r|t|hidden)=\"([^\"]*)\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]")
_STRING = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>|<(?:\w+:)?si\s*/>", re.DOTALL)
_USED = re.compile(rb"\bt=\"s\"[^>]*><(?:\w+:)?v>([0-9]{1,9})<")
_ANY_PLACED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"[A-Z]")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")


@dataclass(slots=True)
class Unseen:
    """Cells as (row from 1, column from 0) and rows."""

    without_value: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)


def unseen_in(stream: IO[bytes], limits: Limits) -> Unseen:
    """Looks through the XML of one sheet of an .xlsx. Raises Unreadable where it reaches too far."""
    found = Unseen()
    extent = _Extent()
    for piece in _whole_rows(stream):
        extent.add(piece)
        if extent.area > limits.sheet_cells:
            raise Unreadable(_TOO_FAR.format(row=extent.last_row))
        if b"hidden=" in piece:
            _look_for_hidden(piece, found)
        if b't="e"' in piece or _FORMULA.search(piece):
            _look_for_formulas(piece, found)
    return found


@dataclass(slots=True)
class _Extent:
    """The rectangle around what is filled. Cells may be without their places: they then follow one
    another."""

    first_row: int = 0
    last_row: int = 0
    first_column: int = 0
    last_column: int = -1

    @property
    def area(self) -> int:
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def add(self, piece: bytes) -> None:
        places = _PLACE.findall(piece)
        if places:
            numbers = {int(number) for _, number in places}
            columns = {_index(letters) for letters in {letters for letters, _ in places}}
            blank = self.last_column < 0
            self.first_row = min(numbers) if blank else min(self.first_row, min(numbers))
            self.first_column = min(columns) if blank else min(self.first_column, min(columns))
            self.last_row = max(self.last_row, max(numbers))
            self.last_column = max(self.last_column, max(columns))
        if not _all_placed(piece):
            parts = _ROW_END.split(piece)
            self.first_row = self.first_column = 0
            self.last_row += len(parts)
            widest = max(len(_ANY_CELL.findall(part)) for part in parts)
            self.last_column = max(self.last_column, widest)


def _all_placed(piece: bytes) -> bool:
    """Whether every cell says where it stands; the usual way of writing them is counted at once."""
    if piece.count(b'<c r="') == piece.count(b"<c ") and not (b"<c>" in piece or b":c" in piece):
        return True
    return len(_ANY_PLACED.findall(piece)) == len(_ANY_CELL.findall(piece))


def check_strings(archive: zipfile.ZipFile, strings: str, sheets: list[str], limits: Limits) -> None:
    """Raises Unreadable where the shared strings of an .xlsx come to too much text with every cell that
    refers to them: each cell gets a copy."""
    with archive.open(strings) as stream:
        lengths = [len(one) for one in _STRING.findall(stream.read(limits.archive_bytes))]
    longest = max(lengths, default=0)
    if longest * limits.sheet_cells <= limits.sheet_text:
        return
    total = 0
    for name in sheets:
        with archive.open(name) as stream:
            for piece in _whole_rows(stream):
                for one in map(int, _USED.findall(piece)):
                    total += lengths[one] if one < len(lengths) else 0
                if total > limits.sheet_text:
                    raise Unreadable(_TOO_MUCH)


def check_open_document(stream: IO[bytes], limits: Limits) -> None:
    """Raises Unreadable where a sheet of an .ods reaches too far: cells and rows may be repeated millions of
    times by one number. What is repeated without anything in it at the end counts for nothing."""
    row = widest = cells = text = 0
    events = etree.iterparse(
        stream, events=("end",), tag=("{*}table-row", "{*}table"), resolve_entities=False, no_network=True,
        huge_tree=False,
    )  # fmt: skip
    for _, element in events:
        if etree.QName(element).localname == "table":
            row = widest = cells = 0
        else:
            times = _times(element, "number-rows-repeated")
            wide, length = _width(element)
            row += times
            if wide:
                widest, text = max(widest, wide), text + times * length
                cells = row * widest
            if cells > limits.sheet_cells:
                raise Unreadable(_TOO_FAR.format(row=row))
            if text > limits.sheet_text:
                raise Unreadable(_TOO_MUCH)
        element.clear()
        while element.getprevious() is not None and element.getparent() is not None:
            del element.getparent()[0]


def _width(row: etree._Element) -> tuple[int, int]:
    """How many columns a row fills, and the bytes of its text."""
    column = wide = length = 0
    for cell in row:
        times = _times(cell, "number-columns-repeated")
        column += times
        if any(str(name).endswith("}value-type") for name in cell.attrib):
            wide = column
            length += times * sum(len(piece) for piece in cell.itertext())
    return wide, length


def _times(element: etree._Element, attribute: str) -> int:
    written = next((str(value) for name, value in element.attrib.items() if _local(name) == attribute), "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 1


def _local(name: str | bytes) -> str:
    return str(name).rpartition("}")[2]


def _whole_rows(stream: IO[bytes]) -> Iterator[bytes]:
    """The XML in pieces that end behind a row."""
    kept = b""
    while read := stream.read(_PIECE):
        kept += read
        end = max(kept.rfind(b"</row>"), kept.rfind(b":row>"))
        if end >= 0:
            end = kept.index(b">", end) + 1
            yield kept[:end]
            kept = kept[end:]
        elif len(kept) > _LONGEST_ROW:
            raise Unreadable(_DAMAGED)
    yield kept


def _look_for_hidden(piece: bytes, found: Unseen) -> None:
    for row in _ROW.finditer(piece):
        said = dict(_ATTRIBUTE.findall(row[1]))
        hidden = said.get(b"hidden") in (b"1", b"true")
        if hidden and said.get(b"r", b"").isdigit() and len(found.hidden_rows) < _MOST_UNSEEN:
            found.hidden_rows.add(int(said[b"r"]))


def _look_for_formulas(piece: bytes, found: Unseen) -> None:
    """A formula whose result is an empty text says so by its type."""
    for cell in _CELL.finditer(piece):
        said = dict(_ATTRIBUTE.findall(cell[1]))
        kind = said.get(b"t")
        wanting = _FORMULA.search(cell[2]) and not _VALUE.search(cell[2]) and kind != b"str"
        if (wanting or kind == b"e") and b"r" in said and len(found.without_value) < _MOST_UNSEEN:
            letters = said[b"r"].rstrip(b"0123456789")
            number = said[b"r"][len(letters) :]
            if letters.isalpha() and letters.isupper() and len(letters) <= 3 and number:
                found.without_value.add((int(number), _index(letters)))


def _index(letters: bytes) -> int:
    """The column of its letters, from 0."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
