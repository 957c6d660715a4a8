"""Cells of tables in plain text, and the grids they are laid into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Run
from sauro.reading.cell_stream import StreamRow
from sauro.reading.running_numbers import is_number_heading, is_row_number

__all__ = [
    "ColumnHabit",
    "GridRow",
    "TextCell",
    "cell_of",
    "grid_of",
    "head_rows",
    "looks_like_time",
    "merge_downwards",
    "pieces_between",
    "place_stream_row",
    "table_of",
    "trimmed",
]

_TIME = re.compile(
    r"\b(?:năm|quý|quí|tháng|ngày|thường xuyên|hằng|hàng|định kỳ|20\d\d|giai đoạn)\b|/20\d\d", re.IGNORECASE
)
_LONGEST_TIME = 60
_ARABIC = re.compile(r"\d")


@dataclass(slots=True)
class TextCell:
    """A cell: the runs of its paragraphs."""

    paragraphs: list[list[Run]]

    @property
    def text(self) -> str:
        """What is printed in it, its paragraphs one a line."""
        return "\n".join("".join(run.text for run in runs) for runs in self.paragraphs)


@dataclass(slots=True)
class ColumnHabit:
    """What the cells of a column are like: how many give a time and how many do not, and all their
    lengths."""

    times: int = 0
    others: int = 0
    length: int = 0

    def add(self, text: str) -> None:
        """Counts a cell in."""
        if looks_like_time(text):
            self.times += 1
        else:
            self.others += 1
        self.length += len(text)

    @property
    def is_time(self) -> bool:
        """Whether most cells give a time."""
        return self.times > self.others

    @property
    def mean_length(self) -> float:
        """Characters of a usual cell; 1 where nothing is known."""
        return max(1.0, self.length / max(1, self.times + self.others))


GridRow = list[tuple[int, int, TextCell]]
"""A row as (column, columns covered, cell)."""


def pieces_between(runs: Iterable[Run], separator: str) -> list[list[Run]]:
    """The runs cut at every `separator`, each piece with the origin of its first character."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        offset = 0
        for number, text in enumerate(run.text.split(separator)):
            if number:
                pieces.append([])
            if text:
                origin = None if run.origin is None else run.origin + offset
                pieces[-1].append(replace(run, text=text, origin=origin))
            offset += len(text) + len(separator)
    return pieces


def trimmed(runs: Sequence[Run]) -> list[Run]:
    """The runs without the blanks at both ends."""
    kept = list(runs)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return kept
    first = kept[0]
    lead = len(first.text) - len(first.text.lstrip())
    if lead:
        origin = None if first.origin is None else first.origin + lead
        kept[0] = replace(first, text=first.text[lead:], origin=origin)
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept


def cell_of(runs: Iterable[Run]) -> TextCell:
    """The cell of these runs; a line break in it begins a new paragraph."""
    paragraphs = (trimmed(piece) for piece in pieces_between(runs, "\n"))
    return TextCell([paragraph for paragraph in paragraphs if paragraph])


def grid_of(rows: Sequence[Sequence[TextCell]], *, ruled: bool = True) -> TableDraft:
    """The table of rows that stand one a line; what is missing at the end of a row is empty."""
    width = max(len(row) for row in rows)
    return table_of(
        [_spread(row, width, head=index == 0) for index, row in enumerate(rows)], width, ruled=ruled
    )


def _spread(row: Sequence[TextCell], width: int, *, head: bool) -> GridRow:
    printed = [index for index, cell in enumerate(row) if cell.text]
    if width > 2 and not head and _names_group(row, printed):
        if printed == [0]:
            return [(0, width, row[0])]
        return [(0, 1, row[0]), (1, width - 1, row[1])]
    cells = [(column, 1, cell) for column, cell in enumerate(row)]
    return cells + [(column, 1, TextCell([])) for column in range(len(row), width)]


def _names_group(row: Sequence[TextCell], printed: list[int]) -> bool:
    """Whether a row has nothing but the name of a group, with or without a number that is no arabic one."""
    if printed in ([0], [1]):
        return not is_row_number(row[printed[0]].text)
    number = row[0].text
    return printed == [0, 1] and is_row_number(number) and not _ARABIC.search(number) and number[:1].isalpha()


def table_of(rows: Sequence[GridRow], width: int, *, ruled: bool = True) -> TableDraft:
    """The draft of a grid."""
    cells = [
        CellDraft(number, column, [ParagraphDraft(runs) for runs in cell.paragraphs], column_span=span)
        for number, row in enumerate(rows)
        for column, span, cell in row
    ]
    return TableDraft(cells, len(rows), width, ruled=ruled)


def place_stream_row(
    row: StreamRow, cells: Sequence[TextCell], width: int, columns: Sequence[ColumnHabit]
) -> GridRow:
    """A row of a divided stream in its grid. A row of one or two cells names a group; in one that is
    short, the column left out is the one that makes dates stand among dates (a cell merged downwards is
    missing)."""
    own = [TextCell([]) if index is None else cells[index] for index in row.cells]
    if len(own) == width:
        shifted = _without_blank(row, own, width, columns)
        if shifted is not None:
            return shifted
        return _spread(own, width, head=False)
    if len(own) == 1:
        return [(0, width, own[0])]
    if len(own) == 2 and is_row_number(own[0].text):
        span = 1 if _ARABIC.match(own[0].text) else width - 1
        return [(0, 1, own[0]), (1, span, own[1])]
    if not is_row_number(own[0].text):
        shift = min(
            range(width - len(own) + 1), key=lambda shift: (_strangeness(own, shift, columns), -shift)
        )
        return [(shift + column, 1, cell) for column, cell in enumerate(own)]
    if len(own) == width - 1:
        return _around(own, _best_gap(own, width, columns))
    return [(column, 1, cell) for column, cell in enumerate(own)]


def _without_blank(
    row: StreamRow, own: Sequence[TextCell], width: int, columns: Sequence[ColumnHabit]
) -> GridRow | None:
    """The row without an empty cell that may be none: one supposed at the head of a line, or the last one,
    which may be the border between rows. None where the row agrees with the other rows as it is."""
    supposed = row.cells.count(None)
    kept = [cell for cell, index in zip(own, row.cells, strict=True) if index is not None]
    if not supposed and not own[-1].text:
        kept.pop()
    if len(kept) != width - 1:
        return None
    gap = _best_gap(kept, width, columns)
    better = _agreement(kept, gap, columns) - _agreement(own, width, columns)
    return _around(kept, gap) if better >= (0 if supposed else 1) else None


def _best_gap(own: Sequence[TextCell], width: int, columns: Sequence[ColumnHabit]) -> int:
    return max(range(2, width), key=lambda column: (_agreement(own, column, columns), column))


def _around(own: Sequence[TextCell], gap: int) -> GridRow:
    return [(column + (column >= gap), 1, cell) for column, cell in enumerate(own)]


def merge_downwards(table: TableDraft, first_row: int) -> None:
    """Where a row has no cell in a column, not even an empty one, the cell above covers it (rows from
    `first_row`)."""
    above: dict[int, CellDraft] = {}
    rows: dict[int, dict[int, CellDraft]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    for row in range(first_row, table.row_count):
        own = rows.get(row, {})
        covered = {
            column for cell in own.values() for column in range(cell.column, cell.column + cell.column_span)
        }
        for column in set(range(table.column_count)) - covered:
            upper = above.get(column)
            if upper is not None and upper.row + upper.row_span == row and upper.column_span == 1:
                upper.row_span += 1
        above.update(own)


def _agreement(own: Sequence[TextCell], gap: int, columns: Sequence[ColumnHabit]) -> int:
    """How many cells look like a time where their column does, and not where it does not."""
    agreeing = 0
    for column, cell in enumerate(own):
        habit = columns[column + (column >= gap)]
        agreeing += looks_like_time(cell.text) == habit.is_time
    return agreeing


def _strangeness(own: Sequence[TextCell], shift: int, columns: Sequence[ColumnHabit]) -> float:
    """How much longer or shorter cells are than usual in the columns where they would come to stand."""
    strangeness = 0.0
    for column, cell in enumerate(own):
        if cell.text:
            habit = columns[shift + column]
            strangeness += abs(log(len(cell.text) / habit.mean_length))
            strangeness += looks_like_time(cell.text) != habit.is_time
    return strangeness


def looks_like_time(text: str) -> bool:
    """Whether a cell gives a time and little else."""
    return len(text) <= _LONGEST_TIME and _TIME.search(text) is not None


def head_rows(first: Sequence[TextCell], second: Sequence[TextCell], width: int) -> list[GridRow]:
    """The header of a table in two rows: the cells of the second one stand under a cell of the first that
    covers several columns, which is the last one that is no remark."""
    if not second:
        return [[(column, 1, cell) for column, cell in enumerate(first)]]
    spanned = width - len(first) + 1
    holder = max(
        (
            i
            for i, cell in enumerate(first)
            if not _closes_header(cell.text) and not is_number_heading(cell.text)
        ),
        default=len(first) - 1,
    )
    upper: GridRow = []
    column = 0
    for index, cell in enumerate(first):
        span = spanned if index == holder else 1
        upper.append((column, span, cell))
        column += span
    return [upper, [(holder + index, 1, cell) for index, cell in enumerate(second)]]


def _closes_header(text: str) -> bool:
    return text.strip().lower().startswith(("ghi chú", "căn cứ", "kết quả", "sản phẩm"))
