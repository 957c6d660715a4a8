"""Headers of tables of duties: which column is which, by the names that offices give them.

Appendix tables of plans carry TT, the work, who leads, who cooperates, the product, the time limit and notes,
in any order, under one or two header rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sauro.folio.model import Table
from sauro.text.compare import key
from sauro.text.patterns import either

__all__ = ["Column", "TaskHeader", "read_header"]


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    WORK = "work"
    LEAD = "lead"
    COOPERATING = "cooperating"
    BOTH = "both"
    PRODUCT = "product"
    DUE = "due"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TaskHeader:
    """The kind of each column, and the index of the first row after the header."""

    columns: dict[int, Column]
    first: int


_DUE = either(r"thoi han; thoi gian; tien do; ^han\b; lo trinh; moc; hoan thanh; ky han; giai doan")
_LEAD = either("""
    chu tri; dau moi; phan cong; trach nhiem; don vi trien khai; ^co quan trien khai$; ^(?:co quan|don vi)$;
    (?:co quan|don vi|bo phan|phong|nguoi|to chuc) (?:duoc giao |tham muu )?(?:thuc hien|tham muu|phu trach)
""")
_OTHER = either("""
    ghi chu; kinh phi; don vi tinh; ^dvt$; lanh dao; chi dao; nguon von; can cu; so luong; ^gia tri; muc tieu;
    chi tieu
""")
_WORK = either("""
    nhiem vu; noi dung; cong viec; hoat dong; giai phap; viec lam; de an; danh muc; cong tac;
    ten (?:van ban|du an|chuong trinh)
""")
_NAMES = (
    (Column.NUMBER, re.compile(r"^(?:s?tt|so tt|so thu tu|thu tu|no)$")),
    (Column.OTHER, re.compile(_OTHER)),
    (Column.BOTH, re.compile(r"chu tri.*phoi hop|thuc hien.*phoi hop|phoi hop.*(?:chu tri|thuc hien)")),
    (Column.COOPERATING, re.compile(r"phoi hop|cung thuc hien")),
    # "Sản phẩm và thời hạn hoàn thành" is a column of products.
    (Column.PRODUCT, re.compile(rf"^(?=.*(?:san pham|ket qua)).*(?:{_DUE})")),
    (Column.DUE, re.compile(_DUE)),
    (Column.LEAD, re.compile(_LEAD)),
    (Column.PRODUCT, re.compile(r"san pham|ket qua|dau ra|hinh thuc van ban")),
    (Column.WORK, re.compile(_WORK)),
)
"""The names of columns in plain letters, by the first pattern that fits."""
_OF_WORK = (Column.NUMBER, Column.WORK)
_LONGEST_NAME = 90
"""Characters of the longest text that is still the name of a column."""
_LONGEST_SUBHEAD = 40
_TOPMOST = 3
"""Rows among which the header begins."""
_COLUMN_NUMBERS = re.compile(r"^\(?\s*(?:\d{1,2}|[A-H])\s*\)?$")
_FEWEST_COLUMNS = 3


def read_header(table: Table) -> TaskHeader | None:
    """The first of the topmost rows whose names make a table of duties, read together with the row under it
    where cells are merged; None for a table of something else."""
    for top in range(min(_TOPMOST, len(table.rows))):
        for height in (1, 2):
            if top + height > len(table.rows):
                continue
            columns = _columns(table, top, height)
            if not _is_of_tasks(columns):
                continue
            if height == 1 and _has_subheads(table, top, columns):
                deeper = _columns(table, top, 2)
                if _is_of_tasks(deeper):
                    columns, height = deeper, 2
            return TaskHeader(columns, _skip_column_numbers(table, top + height))
    return None


def _has_subheads(table: Table, top: int, columns: dict[int, Column]) -> bool:
    """Whether the header row at `top` goes on in the next: merged down or divided below, or (where the
    merging was lost) the next row names columns only, and none for number and work."""
    if top + 1 >= len(table.rows):
        return False
    cells = table.rows[top].cells
    if any(cell.row_span > 1 for cell in cells) and any(cell.column_span > 1 for cell in cells):
        return True
    named = [cell for cell in table.rows[top + 1].cells if cell.text.strip()]
    return bool(named) and all(
        columns.get(cell.column) not in _OF_WORK
        and len(cell.text) <= _LONGEST_SUBHEAD
        and _kind(key(cell.text)) is not Column.OTHER
        for cell in named
    )


def _columns(table: Table, top: int, height: int) -> dict[int, Column]:
    """The kind of each column: by the lowest of its names that tells, else by all of them together."""
    names: dict[int, list[str]] = {}
    for row in table.rows[top : top + height]:
        for cell in row.cells:
            text = key(cell.text)
            for column in range(cell.column, cell.column + cell.column_span):
                names.setdefault(column, []).append(text if len(text) <= _LONGEST_NAME else "")
    columns: dict[int, Column] = {}
    for column, own in names.items():
        lowest = _kind(own[-1])
        columns[column] = lowest if lowest is not Column.OTHER else _kind(" ".join(filter(None, own)))
    return columns


def _kind(name: str) -> Column:
    return next((column for column, pattern in _NAMES if pattern.search(name)), Column.OTHER)


def _is_of_tasks(columns: dict[int, Column]) -> bool:
    """Whether these columns make a table of duties: the work, and who does it, or until when what."""
    kinds = set(columns.values())
    if Column.WORK not in kinds:
        return False
    if Column.LEAD in kinds or Column.BOTH in kinds:
        return True
    return Column.DUE in kinds and (Column.PRODUCT in kinds or Column.COOPERATING in kinds)


def _skip_column_numbers(table: Table, first: int) -> int:
    """Some headers end with a row that numbers the columns: (1) (2) (3) …"""
    if first < len(table.rows):
        texts = [text for cell in table.rows[first].cells if (text := cell.text.strip())]
        if len(texts) >= _FEWEST_COLUMNS and all(map(_COLUMN_NUMBERS.match, texts)):
            return first + 1
    return first
