"""Tables of duties: which column is which, by the names that offices give them.

Appendix tables of plans carry TT, the work, who leads, who cooperates, the product, the time limit and notes, in any
order, under one or two header rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sauro.folio.model import Cell, Table
from sauro.folio.passage import Passage
from sauro.text.compare import key

__all__ = ["Column", "TaskTable", "TaskRow", "cell_passage", "read_task_table"]


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    WORK = "work"
    LEAD = "lead"
    COOPERATING = "cooperating"
    BOTH = "both"
    PRODUCT = "product"
    DUE = "due"
    OTHER = "other"


_NAMES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"^(?:s?tt|so tt|so thu tu|thu tu|no)$")),
    (Column.OTHER, re.compile(r"ghi chu|kinh phi|don vi tinh|^dvt$|lanh dao|chi dao|nguon von|can cu|so luong|^gia tri|muc tieu|chi tieu")),
    (Column.BOTH, re.compile(r"chu tri.*phoi hop|thuc hien.*phoi hop|phoi hop.*(?:chu tri|thuc hien)")),
    (Column.COOPERATING, re.compile(r"phoi hop|cung thuc hien")),
    (Column.DUE, re.compile(r"thoi han|thoi gian|tien do|^han\b|lo trinh|moc|hoan thanh|ky han|giai doan")),
    (Column.LEAD, re.compile(r"chu tri|dau moi|(?:co quan|don vi|bo phan|phong|nguoi|to chuc) (?:duoc giao |tham muu |)?(?:thuc hien|tham muu|chiu trach nhiem|phu trach)|phan cong|chiu trach nhiem|trach nhiem|^(?:co quan|don vi)(?: trien khai)?$|don vi trien khai")),
    (Column.PRODUCT, re.compile(r"san pham|ket qua|dau ra|hinh thuc van ban")),
    (Column.WORK, re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|viec lam|ten (?:nhiem vu|de an|van ban|du an|chuong trinh)|de an|danh muc|cong tac")),
)  # fmt: skip
_LONGEST_NAME = 90
"""Characters of the longest text that is still the name of a column."""
_LONGEST_SUBHEAD = 40
_NUMBERED = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-HĐa-zđ]|\d{1,3}(?:\.\d{1,3})*)\s*[.)]?\s*$")
_LETTERED = re.compile(r"^[a-zđ]$")
_GROUP_MARK = re.compile(r"^\s*(?P<label>[IVXLC]{1,6}|[A-HĐ])\s*[.)/\-–]\s*(?=\S)")
_COLUMN_NUMBERS = re.compile(r"^\(?\s*(?:\d{1,2}|[A-H])\s*\)?$")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of duties: its TT as written, the group rows above it, and its cells by column."""

    number: str
    group: str
    heading: Passage | None
    cells: dict[Column, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The duties of a table, and the TT that are missing from its running numbers."""

    rows: tuple[TaskRow, ...]
    missing: tuple[int, ...]


def cell_passage(cell: Cell) -> Passage:
    """The text of a cell as one passage."""
    return Passage.of(cell.text, cell.span.start) if len(cell.paragraphs) != 1 else _paragraphs(cell)[0]


def _paragraphs(cell: Cell) -> tuple[Passage, ...]:
    return tuple(Passage.of(paragraph.text, paragraph.span.start) for paragraph in cell.paragraphs)


def read_task_table(table: Table) -> TaskTable | None:
    """The duties of a table; None for a table that holds none (figures, costs, forms)."""
    header = _header(table)
    if header is None:
        return None
    columns, first = header
    rows = tuple(_rows(table, columns, first))
    return TaskTable(rows, _missing([row.number for row in rows]))


def _header(table: Table) -> tuple[dict[int, Column], int] | None:
    """The columns, and the index of the first row after the header: the first of the topmost rows whose names
    make a table of duties, read together with the row under it where cells are merged."""
    for top in range(min(3, len(table.rows))):
        for height in (1, 2):
            if top + height > len(table.rows):
                continue
            columns = _columns(table, top, height)
            if _is_task_header(columns):
                deeper = _columns(table, top, height + 1) if top + height < len(table.rows) else columns
                if height == 1 and _has_subheads(table, top, columns) and _is_task_header(deeper):
                    return deeper, _skip_column_numbers(table, top + 2)
                return columns, _skip_column_numbers(table, top + height)
    return None


def _has_subheads(table: Table, top: int, columns: dict[int, Column]) -> bool:
    """Whether the header row at `top` goes on in the next: merged down or divided below, or (where the merging was
    lost) the next row names columns only, and none for number and work."""
    if top + 1 >= len(table.rows):
        return False
    row = table.rows[top]
    if any(cell.row_span > 1 for cell in row.cells) and any(cell.column_span > 1 for cell in row.cells):
        return True
    named = [cell for cell in table.rows[top + 1].cells if cell.text.strip()]
    return (
        bool(named)
        and all(_kind(key(cell.text)) is not Column.OTHER and len(cell.text) <= _LONGEST_SUBHEAD for cell in named)
        and not any(columns.get(cell.column) in (Column.NUMBER, Column.WORK) for cell in named)
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
    for column, pattern in _NAMES:
        if pattern.search(name):
            if column is Column.DUE and re.search(r"san pham|ket qua", name):
                return Column.PRODUCT
            return column
    return Column.OTHER


def _is_task_header(columns: dict[int, Column]) -> bool:
    kinds = set(columns.values())
    owners = kinds & {Column.LEAD, Column.BOTH}
    return Column.WORK in kinds and (bool(owners) or {Column.DUE, Column.PRODUCT} <= kinds or {Column.DUE, Column.COOPERATING} <= kinds)


def _skip_column_numbers(table: Table, first: int) -> int:
    """Some headers end with a row that numbers the columns: (1) (2) (3) …"""
    if first < len(table.rows):
        texts = [cell.text.strip() for cell in table.rows[first].cells if cell.text.strip()]
        if len(texts) >= 3 and all(_COLUMN_NUMBERS.match(text) for text in texts):
            return first + 1
    return first


def _rows(table: Table, columns: dict[int, Column], first: int) -> list[TaskRow]:
    above: dict[int, Cell] = {}
    heading: Passage | None = None
    group = ""
    rows: list[TaskRow] = []
    running = 0
    last = ""
    for index in range(first, len(table.rows)):
        row = table.rows[index]
        own = {cell.column: cell for cell in row.cells if cell.text.strip()}
        if not own:
            continue
        texts = _row_texts(own, above, columns, index)
        above.update({column: cell for column, cell in own.items() if cell.row_span > 1})
        number = _number(texts)
        work = texts.get(Column.WORK, ())
        if _is_group(own, texts, table, index, columns, first):
            label, heading = _group(own)
            group = label or group
            if label and not _LETTERED.match(label):
                last = label if label[0].isdigit() else ""
            continue
        if not work:
            continue
        if not number and Column.NUMBER in columns.values() and rows and not (texts.get(Column.LEAD) or texts.get(Column.DUE) or texts.get(Column.BOTH)):
            rows[-1] = _continued(rows[-1], texts)
            continue
        if _LETTERED.match(number) and last and not last.endswith(number):
            number = f"{last}.{number}"
        elif number.strip("-–+ "):
            last = number
        else:
            number = ""
        running += 1
        rows.append(TaskRow(number or str(running), group, heading, texts))
    return rows


def _row_texts(
    own: dict[int, Cell], above: dict[int, Cell], columns: dict[int, Column], index: int
) -> dict[Column, tuple[Passage, ...]]:
    """The cells of a row by column; one merged over several rows counts for each of them."""
    texts: dict[Column, tuple[Passage, ...]] = {}
    for column, kind in columns.items():
        cell = own.get(column)
        if cell is None:
            merged = above.get(column)
            if merged is None or merged.row + merged.row_span <= index or kind in (Column.NUMBER, Column.WORK):
                continue
            cell = merged
        if kind is Column.WORK:
            texts[kind] = _paragraphs(cell)  # of two such columns the right one holds the duty, the left its group
        else:
            texts[kind] = (*texts.get(kind, ()), *_paragraphs(cell))
    return texts


def _number(texts: dict[Column, tuple[Passage, ...]]) -> str:
    numbers = texts.get(Column.NUMBER, ())
    text = numbers[0].text.strip(" .)") if numbers else ""
    if text:
        return text
    work = texts.get(Column.WORK, ())
    match = re.match(r"(\d{1,3}(?:\.\d{1,3})*)[.)]\s", work[0].text) if work else None
    return match[1] if match else ""


def _is_group(
    own: dict[int, Cell], texts: dict[Column, tuple[Passage, ...]], table: Table, index: int, columns: dict[int, Column], first: int
) -> bool:
    """A row that heads those below: across the table, or with a number and a title and nothing else."""
    filled = {kind for kind in texts if kind is not Column.NUMBER}
    cells = list(own.values())
    if len(cells) == 1 and (cells[0].column_span > 1 or len(table.rows[index].cells) == 1 or filled <= {Column.WORK}):
        return table.column_count > 1 and not _continues_row(cells[0], columns)
    if filled <= {Column.WORK, Column.OTHER} and not any(own.get(c) for c, k in columns.items() if k in (Column.LEAD, Column.DUE, Column.BOTH, Column.PRODUCT, Column.COOPERATING)):
        number = _number(texts)
        return bool(number) and (not number.isdigit() or _next_is_deeper(table, index, columns, number))
    return False


def _continues_row(cell: Cell, columns: dict[int, Column]) -> bool:
    """A lone piece of text in the column of work that begins in small letters goes on with the row above."""
    text = cell.text.strip()
    return columns.get(cell.column) is Column.WORK and cell.column_span == 1 and (text[:1].islower() or text[:1] in "-+")


def _next_is_deeper(table: Table, index: int, columns: dict[int, Column], number: str) -> bool:
    if index + 1 >= len(table.rows):
        return False
    column = next((c for c, kind in columns.items() if kind is Column.NUMBER), None)
    cell = table.rows[index + 1].cell_at(column) if column is not None else None
    text = cell.text.strip() if cell else ""
    return text.startswith(number + ".") or bool(re.match(r"^[a-zđ]\)?$|^-$|^$", text)) or text.strip(".") == "1"


def _group(own: dict[int, Cell]) -> tuple[str, Passage | None]:
    cells = [cell for _, cell in sorted(own.items())]
    label = ""
    if len(cells) > 1 and _NUMBERED.match(cells[0].text):
        label = cells[0].text.strip(" .)")
        cells = cells[1:]
    passage = cell_passage(cells[0])
    if not label and (match := _GROUP_MARK.match(passage.text)):
        label = match["label"]
        passage = passage.part(match.end())
    return label, passage


def _continued(row: TaskRow, texts: dict[Column, tuple[Passage, ...]]) -> TaskRow:
    cells = dict(row.cells)
    for kind, passages in texts.items():
        cells[kind] = (*cells.get(kind, ()), *passages)
    return TaskRow(row.number, row.group, row.heading, cells)


def _missing(numbers: Sequence[str]) -> tuple[int, ...]:
    """The running numbers left out between the first and the last; a new run from 1 starts the count anew."""
    out: list[int] = []
    last = 0
    for number in numbers:
        if not number.isdigit():
            continue
        value = int(number)
        if value > last + 1 and value - last < 20:
            out += range(last + 1, value)
        last = value
    return tuple(out)
