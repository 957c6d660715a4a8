"""Comma-separated files (.csv) and the "Unicode text" of Excel → one sheet of text.

Files come with commas, with semicolons (where the decimal sign is a comma) or with tabs, in UTF-8, UTF-16 or
one of the encodings before Unicode. Excel's first line "sep=;" says which.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from sauro.errors import Unreadable, Unsupported
from sauro.reading.encodings import decode
from sauro.reading.limits import Limits
from sauro.reading.sheets import Row, Sheet

__all__ = ["sheets_of_text"]

_MARKS = ";\t,|"
_SEARCHED = 200
"""Lines by which the mark between the fields is told."""
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NO_TABLE = "Tệp văn bản này không phải bảng (không thấy dấu ngăn cột); hãy xuất lại dạng .xlsx."
_DAMAGED = "Tệp .csv bị hỏng (dấu ngoặc kép không khép) nên không đọc được; hãy xuất lại dạng .xlsx."
_TOO_MANY = "Tệp .csv có quá nhiều ô; hãy chia thành nhiều tệp."
_LONGEST_CELL = 100_000
"""Characters; beyond, a quotation mark was never closed."""


def sheets_of_text(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The one sheet of the file. Raises Unreadable where it is in no known encoding or damaged, Unsupported
    where it is no table."""
    text = decode(data).text
    said = _SEP.match(text)
    mark = said[1] if said else _mark_of(text)
    if said:
        text = text[said.end() :]
    csv.field_size_limit(_LONGEST_CELL)
    before = 1 if said else 0
    try:
        cells = sum(len(row) for row in _read(text, mark))
    except csv.Error:
        raise Unreadable(_DAMAGED) from None
    if cells > limits.sheet_cells:
        raise Unreadable(_TOO_MANY)

    def rows() -> Iterator[Row]:
        for number, cells in enumerate(_read(text, mark), 1 + before):
            if any(cells):
                yield Row(number, cells)

    return (Sheet("", rows),)


def _read(text: str, mark: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def _mark_of(text: str) -> str:
    """The mark that parts most lines into the same number of fields, two at least."""
    lines = text.split("\n", _SEARCHED)[:_SEARCHED]
    best, most = "", 0
    for mark in _MARKS:
        counted: dict[int, int] = {}
        try:
            for row in csv.reader(lines, delimiter=mark):
                counted[len(row)] = counted.get(len(row), 0) + 1
        except csv.Error:
            continue
        score = max((width * times for width, times in counted.items() if width > 1), default=0)
        if score > most:
            best, most = mark, score
    if not best:
        raise Unsupported(_NO_TABLE)
    return best
