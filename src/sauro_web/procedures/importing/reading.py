"""Rows of an uploaded file (.xlsx, .csv), whatever its sheets and headings are called."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from typing import IO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sauro_web.accounts.importing.columns import Sheet
from sauro_web.accounts.importing.reading import Fault, Line, first_cell, first_rows, read
from sauro_web.accounts.importing.recognised import Rows, refused, unread
from sauro_web.procedures.counts import COUNTS
from sauro_web.procedures.importing.columns import (
    MOST_LINES,
    NAMED_ON,
    SHEET,
    TEMPLATE,
    UNIT,
    recognised,
)

__all__ = ["rows_of"]

_OURS = "Sáu Rõ - "
_BEGINNINGS = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"<", b"{")
_SEPARATORS = ";\t,"
_COUNTS = {count.label for count in COUNTS}
_DECIMALS = "Ô là số có phần thập phân; hãy ghi lại số nguyên."
_TWO_ROWS = (
    "Tiêu đề đứng trên hai dòng hoặc gộp ô nên không rõ cột nào là số nào. Hãy bỏ gộp ô, để mỗi cột một tên "
    "trên cùng một dòng, hoặc chép sang tệp mẫu."
)
_NO_SHEET = (
    "Không tìm thấy dòng tiêu đề có cột “Đơn vị” và ít nhất một cột số liệu đã biết tên. Hãy để tiêu đề trên "
    "một dòng, không gộp ô, hoặc chép sang tệp mẫu."
)


def rows_of(file: IO[bytes]) -> Rows:
    """Of the sheet that has most of our columns."""
    book = _as_workbook(file)
    named = first_cell(book, NAMED_ON)
    if named is not None and named != TEMPLATE and named.startswith(_OURS):
        sentence = f"Tệp theo mẫu khác; hãy tải mẫu “{TEMPLATE}” và chép số liệu sang."
        return refused(sentence)
    tops = first_rows(book)
    if not tops:
        return unread(book, SHEET.title, UNIT)
    title, columns, below = _best(tops)
    if UNIT not in columns or not _COUNTS & columns.keys():
        return refused(_NO_SHEET)
    if _is_head(below, tops[title], columns):
        return refused(_TWO_ROWS, title)
    needed = {column.heading: column for column in SHEET.columns}
    asked = [replace(needed[name], heading=heading, needed=name == UNIT) for name, heading in columns.items()]
    lines, faults = read(book, (Sheet(title, tuple(asked)),), most_lines=MOST_LINES, may_have=tuple(tops))
    found = lines.get(title, [])
    return Rows(found, (*faults, *_broken_numbers(book, title, found, columns)), columns)


def _broken_numbers(
    book: IO[bytes], title: str, lines: Sequence[Line], columns: Mapping[str, str]
) -> Iterator[Fault]:
    """Cells whose number has decimals: what Excel keeps as 1.234 another keyboard meant as 1234, so that
    nobody may guess."""
    if not lines:
        return
    book.seek(0)
    page = load_workbook(book, read_only=True, data_only=True, keep_links=False)[title]
    page.reset_dimensions()
    kept = {line.row: line for line in lines}
    headings = [heading for name, heading in columns.items() if name in _COUNTS]
    for number, row in enumerate(page.iter_rows(max_row=max(kept), values_only=True), 1):
        if (line := kept.get(number)) is None:
            continue
        for heading in headings:
            place = line.places[heading]
            value = row[place] if place < len(row) else None
            if isinstance(value, float) and not value.is_integer():
                yield Fault(title, number, line.column(heading), _DECIMALS)


def _best(tops: Mapping[str, Sequence[Sequence[str]]]) -> tuple[str, dict[str, str], Sequence[str]]:
    """The sheet with most of our columns in one row, and the row below it; of equals the first."""
    found: tuple[str, dict[str, str], Sequence[str]] = ("", {}, ())
    for title, rows in tops.items():
        for row, below in zip(rows, [*rows[1:], ()], strict=False):
            known = recognised(row)
            if len(known) > len(found[1]):
                found = title, known, below
    return found


def _is_head(below: Sequence[str], rows: Sequence[Sequence[str]], columns: Mapping[str, str]) -> bool:
    """Whether the row below the headings has no unit and has words where figures should be: the lower half of
    headings that stand in two rows, of which nobody may guess to which figure they belong."""
    heads = next((row for row in rows if set(columns.values()) <= set(row)), [])
    cells = dict(zip(heads, below, strict=False))
    figures = [cells.get(heading, "") for name, heading in columns.items() if name in _COUNTS]
    return not cells.get(columns[UNIT]) and any(any(map(str.isalpha, cell)) for cell in figures)


def _as_workbook(file: IO[bytes]) -> IO[bytes]:
    """The file itself, or a table of text as a workbook, so that both are read and refused alike."""
    file.seek(0)
    content = file.read(6_000_000)
    text = _text_of(content)
    if text is None:
        file.seek(0)
        return file
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    mark = max(_SEPARATORS, key=first.count)
    book = Workbook(write_only=True)
    page = book.create_sheet("CSV")
    for number, row in enumerate(csv.reader(StringIO(text), delimiter=mark)):
        if number > 4 * MOST_LINES:
            break
        page.append([ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] for cell in row[:60]])
    written = BytesIO()
    book.save(written)
    return written


def _text_of(content: bytes) -> str | None:
    """What a table of text says; None for anything else, and for letters of an unknown kind."""
    head = content[:1].lstrip() and content[:8].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not content.strip() or head.startswith(_BEGINNINGS):
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "utf-16"
    elif b"\0" in content:
        return None
    else:
        kind = "utf-8-sig"
    try:
        text = content.decode(kind)
    except UnicodeDecodeError:
        return None
    first = text.split("\n", 1)[0]
    return text if any(mark in first for mark in _SEPARATORS) else None
