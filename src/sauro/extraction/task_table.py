"""Tables of duties: their rows, with what groups them and what is merged over several of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sauro.extraction.task_columns import is_work, name_of
from sauro.extraction.task_header import TICKS, Column, Period, TaskHeader, read_header
from sauro.extraction.unit_lines import unit_lines
from sauro.folio.model import Cell, Row, Table
from sauro.folio.passage import Passage
from sauro.text.marks import roman_number

__all__ = ["Group", "TaskRow", "TaskTable", "read_task_table"]

_NUMBERED = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-HĐa-zđ]|\d{1,3}(?:\.\d{1,3})*)\s*[.)]?\s*$")
_LETTERED = re.compile(r"^[a-zđ]$")
_GROUP_MARK = re.compile(r"^\s*(?P<label>[IVXLC]{1,6}|[A-HĐ])\s*[.)/\-–]\s*(?=\S)")
_NUMBER_OF_WORK = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]\s")
_DEEPER = re.compile(r"^[a-zđ]\)?$|^-$|^$|^\.*1\.*$")
_DEEPEST = 9
_FEWEST_NAMES = 3
"""Names of columns in a row that says the header once more."""
_TOTAL = re.compile(
    r"\s*(?:tổng\s+cộng\b|(?:tổng\s+(?:số|kinh phí|dự toán)|tổng|cộng)(?!\s*\w))", re.IGNORECASE
)
_LONGEST_TOTAL = 40
_DITTO = re.compile(
    r"\s*(?:[-–(]\s*)?(?:như\s+(?:trên|dòng trên|mục trên)|n(?:hư\s)?t|[\"”“〃″]|''|,,|//)[\s.\-–);]*$",
    re.IGNORECASE,
)
"""A cell that stands for the one above."""
_DITTO_BEGINS = frozenset("-–(nN\"”“〃″',/")
_LONGEST_DITTO = 16
_NO_DITTO = (Column.NUMBER, Column.WORK)
_OF_UNITS = (Column.LEAD, Column.COOPERATING, Column.BOTH)
_OWN_DUTY = (Column.LEAD, Column.START, Column.EARLIER, Column.DUE, Column.BOTH)
"""What a row gives that is a duty of its own."""
_FEWEST_DISPLACED = 3
_CELLS_OF_TITLE = 2
"""Cells of a row that heads a group: its TT and its title."""
_DASHES = ("-", "–", "+")
_LONGEST_GAP = 20
"""TT that may be missing at a stretch; a greater leap is another way of counting."""

_Cells = Mapping[Column, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """A row that heads those below it: its TT as written, empty where it has none, and its title."""

    label: str
    title: Passage

    @property
    def words(self) -> str:
        """The whole row: "I. Về giấy tờ"."""
        return f"{self.label}. {self.title.text}" if self.label else self.title.text

    @property
    def depth(self) -> int:
        """How deep it stands: "A" over "I" over "1" over "1.1" over "a" over those without TT."""
        if not self.label:
            return _DEEPEST
        if self.label[0].isdigit():
            return 2 + self.label.count(".")
        return _DEEPEST - 1 if _LETTERED.match(self.label) else int(roman_number(self.label) is not None)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of duties: its TT as written, the groups it stands in, the widest first, its cells by column,
    and the times after which the columns are called that are ticked in it."""

    number: str
    groups: tuple[Group, ...]
    cells: _Cells
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The duties of a table, and the TT that are missing from its running numbers."""

    rows: tuple[TaskRow, ...]
    missing: tuple[int, ...]


def read_task_table(table: Table) -> TaskTable | None:
    """The duties of a table; None for a table that holds none (figures, costs, forms)."""
    header = read_header(table)
    if header is None:
        return None
    names = frozenset(name_of(cell.text) for row in table.rows[: header.first] for cell in row.cells)
    work = max(column for column, kind in header.columns.items() if kind is Column.WORK)
    reader = _Reader(table, header, names - {""}, work)
    for index in range(header.first, len(table.rows)):
        reader.read(index, table.rows[index])
    return TaskTable(tuple(reader.rows), _missing([row.number for row in reader.rows]))


@dataclass(slots=True)
class _Reader:
    """Reads rows one after the other. `names`: what stands in the header; `work`: the column of the duties;
    `above`: the last cell of each column that is merged downwards; `last_cells`: the last one filled, merged
    or not; `totalled`: whether a row of sums has just been read; `displaced`: whether the row above stood one
    column too far right; `groups`: those that are open, the widest first; `counted`: whether the rows of the
    last one are counted under its TT; `last`: the TT to which lettered rows belong."""

    table: Table
    header: TaskHeader
    names: frozenset[str]
    work: int
    rows: list[TaskRow] = field(default_factory=list)
    last_cells: dict[int, Cell] = field(default_factory=dict)
    totalled: bool = False
    displaced: bool = False
    above: dict[int, Cell] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    counted: bool = False
    last: str = ""

    def read(self, index: int, row: Row) -> None:
        """Adds a duty, goes on with the one above, or notes a group."""
        own = self._own(row)
        if not own or self._ends_row_above(own):
            return
        self.displaced = self._is_displaced(own)
        if self.displaced:
            own = {column - 1: cell for column, cell in own.items() if column}
        if self._is_total(own):
            self.totalled = True
            return
        cells = self._by_column(own, index)
        self.above.update({column: cell for column, cell in own.items() if cell.row_span > 1})
        number = _number(cells)
        if self._is_group(own, cells, index, number):
            self._begin_group(own)
        elif not cells.get(Column.WORK):
            return
        elif not number and self._goes_on(cells):
            if not self.totalled:
                self.rows[-1] = _continued(self.rows[-1], cells)
            return
        else:
            number = self._settled(number)
            self._leave_group(number)
            number = number or str(len(self.rows) + 1)
            self.rows.append(TaskRow(number, tuple(self.groups), cells, self._ticks(own)))
        self.totalled = False

    def _own(self, row: Row) -> dict[int, Cell]:
        """The filled cells of a row, those left out that say the header once more, as on a new page or under
        a group; the cell above for one that says "like above"."""
        own: dict[int, Cell] = {}
        text = ""
        for cell in row.cells:
            if bare := cell.text.strip():
                text, at = bare, cell.column
                if text[0] not in _DITTO_BEGINS or not self._is_ditto(text, at):
                    own[at] = cell
                elif at in self.last_cells:
                    own[at] = self.last_cells[at]
        if name_of(text) in self.names:  # the last cell shows it
            rest = {at: cell for at, cell in own.items() if name_of(cell.text) not in self.names}
            if not rest or len(own) - len(rest) >= _FEWEST_NAMES:
                own = {at: cell for at, cell in rest.items() if not is_work(name_of(cell.text))}
        self.last_cells.update(own)
        return own

    def _is_ditto(self, text: str, column: int) -> bool:
        may = self.header.columns.get(column, Column.OTHER) not in _NO_DITTO
        return may and len(text) <= _LONGEST_DITTO and _DITTO.match(text) is not None

    def _is_total(self, own: Mapping[int, Cell]) -> bool:
        """Whether a row sums up a column: "Tổng cộng" without a TT."""
        cell = own[min(own)]
        text = cell.text
        return len(text) <= _LONGEST_TOTAL and text.lstrip()[:1] in "TtCc" and _TOTAL.match(text) is not None

    def _is_displaced(self, own: Mapping[int, Cell]) -> bool:
        """Whether a row stands one column too far right: a bare number where the work should be, and none
        where the TT should."""
        work = own.get(self.work)
        if work is None or len(own) < _FEWEST_DISPLACED or not work.text.strip().isdigit():
            return False
        before = own.get(self.work - 1)
        of_number = self.header.columns.get(self.work - 1) is Column.NUMBER
        return of_number and (before is None or not _NUMBERED.match(before.text))

    def _ends_row_above(self, own: Mapping[int, Cell]) -> bool:
        """Whether a row is but the last cell of a displaced one, which found no room beside the others."""
        if not self.displaced or len(own) > 1 or not self.rows:
            return False
        self.displaced = False
        (cell,) = own.values()
        last = self.header.columns.get(self.table.column_count - 1, Column.OTHER)
        if cell.column_span == 1 or last in self.rows[-1].cells:
            return False
        self.rows[-1] = _continued(self.rows[-1], {last: _paragraphs(cell)})
        return True

    def _ticks(self, own: Mapping[int, Cell]) -> tuple[Period, ...]:
        """The times that are ticked in a row, from left to right."""
        periods = self.header.periods
        return tuple(periods[at] for at in sorted(periods) if at in own and own[at].text.strip() in TICKS)

    def _by_column(self, own: Mapping[int, Cell], index: int) -> _Cells:
        """The cells of a row by column; one merged over several rows counts for each of them."""
        cells: dict[Column, tuple[Passage, ...]] = {}
        for column, kind in self.header.columns.items():
            cell = own.get(column)
            if cell is None and kind not in (Column.NUMBER, Column.WORK):
                merged = self.above.get(column)
                cell = merged if merged is not None and merged.row + merged.row_span > index else None
            if cell is None:
                continue
            # Of two columns of work the right one holds the duty, the left its group.
            before = () if kind is Column.WORK else cells.get(kind, ())
            cells[kind] = (*before, *(_units(cell) if kind in _OF_UNITS else _paragraphs(cell)))
        return cells

    def _is_group(self, own: Mapping[int, Cell], cells: _Cells, index: int, number: str) -> bool:
        """A row that heads those below: across the table, or with a number and a title and nothing else."""
        filled = cells.keys() - {Column.NUMBER}
        if len(own) == 1:
            (cell,) = own.values()
            alone = cell.column_span > 1 or len(self.table.rows[index].cells) == 1
            if alone or filled <= {Column.WORK}:
                return self.table.column_count > 1 and not self._continues_row(cell)
        if not number or not (filled <= {Column.WORK, Column.OTHER} or self._is_titled(own, number)):
            return False
        return not number.isdigit() or self._next_is_deeper(index, number)

    def _is_titled(self, own: Mapping[int, Cell], number: str) -> bool:
        """Whether a row of a TT and one more cell, which is not in the column of work, holds a title there:
        where text was exported, the title of a group follows its TT whatever the order of the columns."""
        if len(own) != _CELLS_OF_TITLE or self.work in own:
            return False
        first, second = (own[at] for at in sorted(own))
        if second.column_span > 1:
            return True
        beside = second.column == first.column + first.column_span
        return beside and not number.startswith(_DASHES) and not _LETTERED.match(number)

    def _continues_row(self, cell: Cell) -> bool:
        """A lone piece of text in the column of work that begins in small letters goes on with the row
        above."""
        if self.header.columns.get(cell.column) is not Column.WORK or cell.column_span > 1:
            return False
        first = cell.text.strip()[:1]
        return first.islower() or first in "-+"

    def _next_is_deeper(self, index: int, number: str) -> bool:
        """Whether the next row's TT begins a count under this one ("2.1", "a", "-", "1" or none)."""
        column = next((at for at, kind in self.header.columns.items() if kind is Column.NUMBER), None)
        if index + 1 >= len(self.table.rows):
            return False
        cell = self.table.rows[index + 1].cell_at(column) if column is not None else None
        text = cell.text.strip() if cell else ""
        return text.startswith(number + ".") or _DEEPER.match(text) is not None

    def _begin_group(self, own: Mapping[int, Cell]) -> None:
        group = _group(own)
        label = group.label
        self.groups = [outer for outer in self.groups if outer.depth < group.depth]
        self.groups.append(group)
        self.counted = False
        if label and not _LETTERED.match(label):
            self.last = label if label[0].isdigit() else ""

    def _leave_group(self, number: str) -> None:
        """A row counted on from a group ("3" after "2.1" and "2.2" under "2") stands beside it, not in it."""
        if not self.groups or not number[:1].isdigit():
            return
        inside = number.startswith(f"{self.groups[-1].label}.")
        if self.counted and not inside:
            self.groups.pop()
        self.counted = inside

    def _goes_on(self, cells: _Cells) -> bool:
        """Whether a row without a TT goes on with the duty above: nobody else leads, no other time is set. In
        a table without TT it begins besides in small letters."""
        owned = any(cells.get(kind) for kind in _OWN_DUTY)
        numbered = Column.NUMBER in self.header.columns.values()
        return bool(self.rows) and not owned and (numbered or cells[Column.WORK][0].text[:1].islower())

    def _settled(self, number: str) -> str:
        """The TT by which a row is known: lettered rows are named after the one above; empty for a dash."""
        if _LETTERED.match(number) and self.last and not self.last.endswith(number):
            return f"{self.last}.{number}"
        if not number.strip("-–+ "):
            return ""
        self.last = number
        return number


def _number(cells: _Cells) -> str:
    """The TT of a row, which may stand before the work."""
    numbers = cells.get(Column.NUMBER, ())
    if numbers and (text := numbers[0].text.strip(" .)")):
        return text
    work = cells.get(Column.WORK, ())
    match = _NUMBER_OF_WORK.match(work[0].text) if work else None
    return match[1] if match else ""


def _group(own: Mapping[int, Cell]) -> Group:
    cells = [cell for _, cell in sorted(own.items())]
    label = ""
    if len(cells) > 1 and _NUMBERED.match(cells[0].text):
        label = cells[0].text.strip(" .)")
        cells = cells[1:]
    passage = Passage.of(cells[0].text, cells[0].span.start)
    if not label and (match := _GROUP_MARK.match(passage.text)):
        label = match["label"]
        passage = passage.part(match.end())
    return Group(label, passage)


def _paragraphs(cell: Cell) -> tuple[Passage, ...]:
    return tuple(Passage.of(paragraph.text, paragraph.span.start) for paragraph in cell.paragraphs)


def _units(cell: Cell) -> tuple[Passage, ...]:
    return tuple(passage for paragraph in cell.paragraphs for passage in unit_lines(paragraph))


def _continued(row: TaskRow, more: _Cells) -> TaskRow:
    joined = {kind: (*row.cells.get(kind, ()), *passages) for kind, passages in more.items()}
    return replace(row, cells={**row.cells, **joined})


def _missing(numbers: Sequence[str]) -> tuple[int, ...]:
    """The running numbers left out between the first and the last, those that stand out of order not among
    them; a number that comes again starts the count anew."""
    out: list[int] = []
    left: list[int] = []
    seen: set[int] = set()
    last = 0
    for number in numbers:
        if not number.isdigit():
            continue
        value = int(number)
        if value in seen:
            out += (each for each in left if each not in seen)
            left, seen = [], set()
        elif last + 1 < value < last + _LONGEST_GAP:
            left += range(last + 1, value)
        seen.add(value)
        last = value
    return (*out, *(each for each in left if each not in seen))
