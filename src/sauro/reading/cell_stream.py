"""Finds the rows again in a table that was exported as a stream of cells.

Portals export a table cell after cell, one empty cell between two rows, the stream broken into lines of equal
numbers of cells; where a line would begin with an empty cell, that cell is lost. A row of the table has the
cells of its header; a row that names a group has one or two, and under a cell merged downwards there are
fewer. Which cells make a row is found as the cheapest division of the stream (dynamic programming): rows of
full width that begin with the next row number cost nothing, whatever departs from that costs something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sauro.reading.running_numbers import Count, is_row_number

__all__ = ["Division", "StreamCell", "StreamRow", "divide"]

_NUMBER_BREAKS = 1.2  # the row number is not the next one
_NO_NUMBER = 3.0  # a full row that begins with words
_BLANK_NUMBER = 2.0
_BLANK_TEXT = 1.0  # a numbered row without words in its second cell
_LOST_BLANK = 0.5  # an empty cell is supposed at the head of a line
_NUMBER_INSIDE = 1.2  # after an empty cell, a row number and words stand inside the row
_NEXT_NUMBER_INSIDE = 2.0  # and it is the next row number
_NO_SEPARATOR = 2.0
_SPARE_BLANK = 0.4
_GROUP = 0.5
_LONE_CELL = 0.8
_SHORT = 1.2
_SHORT_WITHOUT_NUMBER = 2.0
_CELL_MISSING = 0.4
_BLANK_INSIDE = 0.8  # in a short row without a number: likelier two rows
_MOST_LOST_BLANKS = 2
_FIGURE = re.compile(r"[\d.,%\s-]+$")
_NARROWEST_SHORT = 3


@dataclass(frozen=True, slots=True)
class StreamCell:
    """A cell of the stream: its text, and whether it begins a line (so that an empty cell may be lost
    before it)."""

    text: str
    begins_line: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.text


@dataclass(frozen=True, slots=True)
class StreamRow:
    """A row as indices into the stream; None stands for an empty cell that was lost."""

    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """The rows of a stream and what departs from a clean table: `cost` is 0 for full rows with running
    numbers."""

    rows: tuple[StreamRow, ...]
    cost: float


@dataclass(slots=True)
class _Node:
    """The cheapest way to have divided the cells before a place."""

    cost: float
    count: Count
    row: StreamRow | None
    before: tuple[int, bool] | None


@dataclass(frozen=True, slots=True)
class _Step:
    row: StreamRow
    cost: float
    end: int
    lost_used: bool
    count: Count


def divide(cells: Sequence[StreamCell], width: int, *, start: int = 0) -> Division:
    """The cheapest division of `cells` from `start` on into rows of `width` cells."""
    nodes: dict[tuple[int, bool], _Node] = {(start, False): _Node(0.0, Count(), None, None)}
    for index in range(start, len(cells)):
        for used in (False, True):
            node = nodes.get((index, used))
            if node is not None:
                _leave(nodes, cells, width, (index, used), node)
    ends = [(nodes[key].cost, key) for key in ((len(cells), False), (len(cells), True)) if key in nodes]
    if not ends:
        return Division((), float("inf"))
    cost, key = min(ends)
    rows: list[StreamRow] = []
    place: tuple[int, bool] | None = key
    while place is not None:
        node = nodes[place]
        if node.row is not None:
            rows.append(node.row)
        place = node.before
    return Division(tuple(reversed(rows)), cost)


def _leave(
    nodes: dict[tuple[int, bool], _Node],
    cells: Sequence[StreamCell],
    width: int,
    place: tuple[int, bool],
    node: _Node,
) -> None:
    """Enters all places that can be reached from `place`."""
    index = place[0]
    if cells[index].is_blank:
        _enter(nodes, (index + 1, False), _Node(node.cost + _SPARE_BLANK, node.count, None, place))
    for step in _steps(cells, width, index, node.count):
        cost = node.cost + step.cost
        end = step.end
        if end >= len(cells):
            _enter(nodes, (len(cells), False), _Node(cost, step.count, step.row, place))
            continue
        if cells[end].is_blank:
            _enter(nodes, (end + 1, False), _Node(cost, step.count, step.row, place))
        if cells[end].begins_line and not step.lost_used:
            _enter(nodes, (end, True), _Node(cost, step.count, step.row, place))
        elif len(step.row.cells) == width:
            key = (end, step.lost_used)
            _enter(nodes, key, _Node(cost + _NO_SEPARATOR, step.count, step.row, place))


def _enter(nodes: dict[tuple[int, bool], _Node], place: tuple[int, bool], node: _Node) -> None:
    known = nodes.get(place)
    if known is None or node.cost < known.cost:
        nodes[place] = node


def _steps(cells: Sequence[StreamCell], width: int, index: int, count: Count) -> Iterator[_Step]:
    first = cells[index].text
    numbered = is_row_number(first)
    after, gap = count.after(first) if numbered else (count, 0)
    base = _NUMBER_BREAKS if gap else 0.0
    for row, end, used in _full_rows(cells, width, index):
        cost = _row_cost(cells, row, numbered, after) + base
        yield _Step(StreamRow(row), cost, end, used, after)
    if first:
        yield from _short_steps(cells, width, index, after, (numbered, base))


def _short_steps(
    cells: Sequence[StreamCell], width: int, index: int, after: Count, opening: tuple[bool, float]
) -> Iterator[_Step]:
    numbered, base = opening
    for length in range(1, width):
        end = index + length
        if end > len(cells):
            return
        if end < len(cells) and not cells[end].is_blank and not cells[end].begins_line:
            continue
        row = tuple(range(index, end))
        if length == 1:
            cost = _LONE_CELL + (base + _BLANK_TEXT if numbered else 0)
        elif length == 2 and numbered and not cells[index + 1].is_blank:
            cost = _GROUP + base
        elif length < _NARROWEST_SHORT or not numbered:
            inside = any(cell.is_blank for cell in cells[index : end - 1])
            cost = _SHORT_WITHOUT_NUMBER + base + _CELL_MISSING * (width - length) + _BLANK_INSIDE * inside
        else:
            cost = _SHORT + base + _CELL_MISSING * (width - length - 1)
        yield _Step(StreamRow(row), cost, end, False, after)


def _full_rows(
    cells: Sequence[StreamCell], width: int, index: int
) -> Iterator[tuple[tuple[int | None, ...], int, bool]]:
    """Rows of `width` cells from `index` on, with up to two lost empty cells at heads of lines inside."""
    pending: list[tuple[tuple[int | None, ...], int, bool]] = [((index,), index + 1, False)]
    while pending:
        row, place, used = pending.pop()
        if len(row) == width:
            yield row, place, used
            continue
        if place >= len(cells):
            continue
        pending.append(((*row, place), place + 1, False))
        if cells[place].begins_line and not used and row.count(None) < _MOST_LOST_BLANKS:
            pending.append(((*row, None), place, True))


def _row_cost(
    cells: Sequence[StreamCell], row: tuple[int | None, ...], numbered: bool, count: Count
) -> float:
    texts = ["" if index is None else cells[index].text for index in row]
    cost = _LOST_BLANK * row.count(None)
    if not numbered:
        cost += _NO_NUMBER if texts[0] else _BLANK_NUMBER
    elif not texts[1]:
        cost += _BLANK_TEXT
    if not any(texts):
        cost += _NO_NUMBER
    last = row[-1]
    following = cells[last + 1].text if last is not None and last + 1 < len(cells) else ""
    for before, text, after in zip(texts[1:], texts[2:], [*texts[3:], following], strict=False):
        if text and not before and is_row_number(text) and after and not _FIGURE.match(after):
            cost += _NUMBER_INSIDE + (0 if count.after(text)[1] else _NEXT_NUMBER_INSIDE)
    return cost
