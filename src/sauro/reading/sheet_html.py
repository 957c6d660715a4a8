"""Web pages with tables that were saved as .xls, as many document systems export their registers: every table
becomes a sheet. Tables within a cell are sheets of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from sauro.errors import Unreadable, Unsupported
from sauro.reading.encodings import decode
from sauro.reading.limits import Limits
from sauro.reading.sheets import Area, Row, Sheet

__all__ = ["sheets_of_html"]

_NO_TABLE = "Trang web trong tệp không có bảng nào; hãy xuất lại sổ dạng .xlsx."
_DAMAGED = "Trang web trong tệp bị hỏng nên không đọc được; hãy mở bằng Excel và lưu lại dạng .xlsx."
_TOO_MANY = "Bảng trong tệp có quá nhiều ô; hãy chia thành nhiều tệp."
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_CELLS = ("td", "th")
_MOST_SPANNED = 1_000


class _Table:
    """A table as it is read; `waiting` are columns covered from above, with how many rows more."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.merged: list[Area] = []
        self.waiting: dict[int, int] = {}
        self.number = 0

    def add(self, row: etree._Element) -> int:
        """One row; how many cells it has."""
        self.number += 1
        covered, self.waiting = self.waiting, {at: left - 1 for at, left in self.waiting.items() if left > 1}
        cells: list[str] = []
        for cell in row.iterchildren(*_CELLS):
            while len(cells) in covered:
                cells.append("")
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            at = len(cells)
            cells += [_text(cell), *[""] * (wide - 1)]
            if wide > 1 or high > 1:
                self.merged.append(Area(self.number, at, self.number + high - 1, at + wide - 1))
            if high > 1:
                self.waiting |= dict.fromkeys(range(at, at + wide), high - 1)
        if any(cells):
            self.rows.append(Row(self.number, cells))
        return len(cells)

    def sheet(self, number: int) -> Sheet:
        rows = self.rows

        def again() -> Iterator[Row]:
            return iter(rows)

        return Sheet(f"Bảng {number}", again, merged=tuple(self.merged))


def sheets_of_html(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The tables of the page in the order of their ends. Raises Unreadable where it is damaged or too large,
    Unsupported where there is none."""
    text = decode(data).text
    found: list[_Table] = []
    try:
        events = etree.iterparse(
            io.BytesIO(text.encode()), events=("start", "end"), tag=("table", "tr"), html=True,
            encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False,
        )  # fmt: skip
        open_tables: list[_Table] = []
        cells = 0
        for event, element in events:
            if element.tag == "table":
                if event == "start":
                    open_tables.append(_Table())
                elif open_tables:
                    found.append(open_tables.pop())
            elif event == "end" and open_tables:
                cells += open_tables[-1].add(element)
                if cells > limits.sheet_cells:
                    raise Unreadable(_TOO_MANY)
                _let_go(element)
    except etree.LxmlError:
        raise Unreadable(_DAMAGED) from None
    tables = [table for table in found if table.rows]
    if not tables:
        raise Unsupported(_NO_TABLE)
    return tuple(table.sheet(number) for number, table in enumerate(tables, 1))


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _span(cell: etree._Element, attribute: str) -> int:
    written = str(cell.get(attribute, "1")).strip()
    return max(1, min(int(written), _MOST_SPANNED)) if written.isascii() and written.isdigit() else 1


def _text(cell: etree._Element) -> str:
    """What is read in the cell, breaks of lines kept; nothing of a table within."""
    pieces: list[str] = []
    _gather(cell, pieces, 0)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\x0b"))
    return "\n".join(line for line in lines if line)


def _gather(element: etree._Element, pieces: list[str], depth: int) -> None:
    pieces.append(element.text or "")
    for inner in element if depth < 40 else ():
        if isinstance(inner.tag, str) and inner.tag not in ("table", "script", "style"):
            if inner.tag in ("br", "p", "div", "li"):
                pieces.append("\x0b")
            _gather(inner, pieces, depth + 1)
            if inner.tag in ("p", "div", "li"):
                pieces.append("\x0b")
        pieces.append(inner.tail or "")
