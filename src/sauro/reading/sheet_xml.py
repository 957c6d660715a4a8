"""The XML of Excel 2003 ("XML Spreadsheet"), which some systems save as .xls → sheets.

Row, Cell and Data with `ss:Index` where some are left out, `ss:MergeAcross` and `ss:MergeDown`, `ss:Type`
Number, DateTime, Boolean, String or Error.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from sauro.errors import Unreadable
from sauro.reading.limits import Limits
from sauro.reading.sheets import Area, Plain, Row, Sheet, plain_cells

__all__ = ["sheets_of_xml"]

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DAMAGED = "Tệp bảng tính XML bị hỏng nên không đọc được; hãy mở bằng Excel và lưu lại dạng .xlsx."
_ENTITIES = "Tệp có khai báo thực thể XML nên không đọc vì lý do an toàn; hãy lưu lại dạng .xlsx."
_TOO_MANY = "Bảng trong tệp có quá nhiều ô; hãy chia thành nhiều tệp."
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576


class _Table:
    """One sheet as it is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[Row] = []
        self.merged: list[Area] = []
        self.without_value: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.number = 0

    def add(self, row: etree._Element) -> int:
        """One row; how many cells it takes."""
        self.number = _number(row, "Index", self.number + 1, _MOST_ROWS)
        if row.get(f"{_SPACE}Hidden") == "1":
            self.hidden_rows.add(self.number)
        cells: list[Plain] = []
        for cell in row.iterchildren(f"{_SPACE}Cell"):
            at = max(_number(cell, "Index", len(cells) + 1, _MOST_COLUMNS) - 1, len(cells))
            cells += [""] * (at - len(cells))
            across = _number(cell, "MergeAcross", 0, _MOST_COLUMNS)
            down = _number(cell, "MergeDown", 0, _MOST_ROWS)
            if across or down:
                self.merged.append(Area(self.number, at, self.number + down, at + across))
            cells += [self._value(cell, at), *[""] * across]
        if any(cell != "" for cell in cells):
            self.rows.append(Row(self.number, plain_cells(cells)))
        return len(cells)

    def _value(self, cell: etree._Element, at: int) -> Plain:
        data = cell.find(f"{_SPACE}Data")
        text = "" if data is None else "".join(str(piece) for piece in data.itertext())
        kind = "" if data is None else data.get(f"{_SPACE}Type", "String")
        if kind == "Error" or (data is None and cell.get(f"{_SPACE}Formula")):
            self.without_value.add((self.number, at))
            return ""
        try:
            if kind == "Number":
                return float(text)
            if kind == "DateTime":
                return datetime.fromisoformat(text)
        except ValueError:
            return text
        return text

    def sheet(self) -> Sheet:
        rows = self.rows

        def again() -> Iterator[Row]:
            return iter(rows)

        return Sheet(
            self.name,
            again,
            merged=tuple(self.merged),
            without_value=frozenset(self.without_value),
            hidden_rows=frozenset(self.hidden_rows),
        )


def sheets_of_xml(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets in their order. Raises Unreadable where the file is damaged, unsafe or too large."""
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        raise Unreadable(_ENTITIES)
    tables: list[_Table] = []
    cells = 0
    try:
        events = etree.iterparse(
            io.BytesIO(data.lstrip()), events=("start", "end"),
            tag=(f"{_SPACE}Worksheet", f"{_SPACE}Row"), resolve_entities=False, no_network=True,
            huge_tree=False,
        )  # fmt: skip
        for event, element in events:
            if event == "start" and element.tag == f"{_SPACE}Worksheet":
                tables.append(_Table(str(element.get(f"{_SPACE}Name", ""))))
            elif event == "end" and element.tag == f"{_SPACE}Row" and tables:
                cells += tables[-1].add(element)
                if cells > limits.sheet_cells:
                    raise Unreadable(_TOO_MANY)
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
    except etree.LxmlError:
        raise Unreadable(_DAMAGED) from None
    return tuple(table.sheet() for table in tables)


def _number(element: etree._Element, attribute: str, otherwise: int, most: int) -> int:
    written = str(element.get(f"{_SPACE}{attribute}", ""))
    return min(int(written), most) if written.isascii() and written.isdigit() else otherwise
