"""Headers of tables of duties: which column is which, by the names that offices give them.

Appendix tables of plans carry TT, the work, who leads, who cooperates, the product, the time limit and notes,
in any order, under one or two header rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sauro.extraction.task_columns import (
    Column,
    earlier_columns,
    kind_of,
    lists_procedures,
    may_lead,
    may_name_work,
    name_of,
    names_period,
    tells_lead,
)
from sauro.extraction.unit_words import begins_name
from sauro.folio.model import Table
from sauro.folio.passage import Passage

__all__ = ["TICKS", "Column", "Period", "TaskHeader", "looks_like_duties", "read_header"]


@dataclass(frozen=True, slots=True)
class Period:
    """The time after which a column is called, as a sentence would say it, and the name as it stands."""

    words: str
    name: Passage


@dataclass(frozen=True, slots=True)
class TaskHeader:
    """The kind of each column, the index of the first row after the header, and the time after which each
    column of ticks is called."""

    columns: dict[int, Column]
    first: int
    periods: dict[int, Period] = field(default_factory=dict)


_OF_WORK = (Column.NUMBER, Column.WORK)
_OF_LEADERS = frozenset({Column.LEAD, Column.BOTH})
_BESIDE = frozenset({Column.DUE, Column.PRODUCT, Column.COOPERATING})
_FEWEST_WORDS = 3
"""Words of the shortest duty."""
_LONGEST_SUBHEAD = 40
_TOPMOST = 3
"""Rows among which the header begins."""
_COLUMN_NUMBERS = re.compile(r"^\(?\s*(?:\d{1,2}|[A-H])\s*\)?$")
_FEWEST_COLUMNS = 3
_FEWEST_PERIODS = 2
TICKS = frozenset(("x", "X", "×", "✓", "✔", "√", "+"))
"""What marks the time of a duty in a column called after that time."""


def read_header(table: Table) -> TaskHeader | None:
    """The first of the topmost rows whose names make a table of duties, read together with the row under it
    where cells are merged; None for a table of something else. Where no column is called after the work, one
    that may hold it is taken."""
    guess: TaskHeader | None = None
    for top in range(min(_TOPMOST, len(table.rows))):
        for height in (1, 2):
            if top + height > len(table.rows):
                continue
            columns = _columns(table, top, height)
            if not _is_of_tasks(columns):
                guess = guess or _with_work(table, top, height, columns)
                continue
            if height == 1 and _has_subheads(table, top, columns):
                deeper = _columns(table, top, 2)
                if _is_of_tasks(deeper):
                    columns, height = deeper, 2
            return _settled(table, columns, top + height)
    return guess


def looks_like_duties(table: Table) -> bool:
    """Whether a table that is read as none of duties has running numbers and, under a name that says so,
    units that lead: somebody should look at it."""
    for top in range(min(_TOPMOST, len(table.rows) - 1)):
        columns = _columns(table, top, 1)
        kinds = set(columns.values())
        names = tuple(_names(table, top + 1))
        if Column.NUMBER not in kinds or lists_procedures(names, in_charge=not _BESIDE & kinds):
            continue
        leading = [cell.column for cell in table.rows[top].cells if tells_lead(name_of(cell.text))]
        if any(_hold(table, at, top + 1, _is_unit) for at in leading):
            return True
    return False


def _settled(table: Table, columns: dict[int, Column], first: int) -> TaskHeader | None:
    """The header of these columns; None where they are those of a list of procedures."""
    names = _names(table, first)
    if lists_procedures(names):
        return None
    periods = _periods(table, first)
    columns = columns | dict.fromkeys(periods, Column.PERIOD)
    return TaskHeader(columns, _skip_column_numbers(table, first), periods)


def _with_work(table: Table, top: int, height: int, columns: dict[int, Column]) -> TaskHeader | None:
    """The header of a table with TT, who leads, and beside it a time limit, a product or who cooperates, but
    no column called after the work: the first one that holds sentences is the work's. Without TT it is the
    first of all, beside who leads and a time limit."""
    kinds = set(columns.values())
    if Column.WORK in kinds or not _OF_LEADERS & kinds:
        return None
    numbered = Column.NUMBER in kinds
    if not numbered and (Column.DUE not in kinds or columns.get(0) is not Column.OTHER):
        return None
    if not _BESIDE & kinds and not _periods(table, top + height):
        return None
    if height == 1 and _has_subheads(table, top, columns):
        return None  # the row below belongs to the header
    for cell in table.rows[top].cells:
        at = cell.column
        if columns[at] is Column.OTHER and cell.column_span == 1 and may_name_work(name_of(cell.text)):
            if _hold(table, at, top + height, _is_sentence):
                return _settled(table, columns | {at: Column.WORK}, top + height)
            return None
    return None


def _periods(table: Table, first: int) -> dict[int, Period]:
    """The columns called after times in a header that ends before row `first`, where nothing but ticks stands
    under them; a single such column is none of a calendar."""
    above: dict[int, str] = {}
    found: dict[int, Period] = {}
    for cell in (cell for row in table.rows[:first] for cell in row.cells):
        if cell.column_span > 1:
            above |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), cell.text)
        elif words := names_period(cell.text, above.get(cell.column, "")):
            found[cell.column] = Period(words, Passage.of(cell.text, cell.span.start))
    if len(found) < _FEWEST_PERIODS or not _ticked(table, first, found):
        return {}
    return found


def _ticked(table: Table, first: int, columns: Container[int]) -> bool:
    """Whether the filled cells of these columns hold ticks only, and some do."""
    cells = [cell for row in table.rows[first:] for cell in row.cells if cell.column in columns]
    texts = [text for cell in cells if cell.column_span == 1 and (text := cell.text.strip())]
    return bool(texts) and all(text in TICKS for text in texts)


def _hold(table: Table, column: int, first: int, expected: Callable[[str], bool]) -> bool:
    """Whether most of the filled cells of a column, from row `first` on, hold what is expected."""
    cells = [cell for row in table.rows[first:] for cell in row.cells if cell.column == column]
    texts = [text for cell in cells if cell.column_span == 1 and (text := cell.text.strip())]
    return bool(texts) and 2 * sum(map(expected, texts)) > len(texts)


def _is_unit(text: str) -> bool:
    return begins_name(text)


def _is_sentence(text: str) -> bool:
    """Whether a cell holds words of its own, and neither a figure nor a unit's name alone."""
    return len(text.split()) >= _FEWEST_WORDS and text[0].isalpha() and not begins_name(text)


def _names(table: Table, first: int) -> Iterator[str]:
    """The names in a header that ends before row `first`."""
    return (name_of(cell.text) for row in table.rows[:first] for cell in row.cells)


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
        and kind_of(name_of(cell.text)) is not Column.OTHER
        for cell in named
    )


def _columns(table: Table, top: int, height: int) -> dict[int, Column]:
    """The kind of each column: by the lowest of its names that tells, else by all of them together.
    Where none is called after who leads, one that may be is taken."""
    names: dict[int, list[str]] = {}
    for row in table.rows[top : top + height]:
        for cell in row.cells:
            text = name_of(cell.text)
            for column in range(cell.column, cell.column + cell.column_span):
                names.setdefault(column, []).append(text)
    columns: dict[int, Column] = {}
    for column, own in names.items():
        lowest = kind_of(own[-1])
        columns[column] = lowest if lowest is not Column.OTHER else kind_of(" ".join(filter(None, own)))
    times = {at: names[at][-1] for at, kind in columns.items() if kind is Column.DUE}
    if len(set(times.values())) > 1:
        columns |= dict.fromkeys(earlier_columns(times), Column.EARLIER)
    kinds = set(columns.values())
    if Column.WORK in kinds and _BESIDE & kinds and not _OF_LEADERS & kinds:
        others = (at for at, own in names.items() if columns[at] is Column.OTHER and may_lead(own[-1]))
        columns |= dict.fromkeys(islice(others, 1), Column.LEAD)
    return columns


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
