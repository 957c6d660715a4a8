"""Time limits of the rows of a table: a cell, a pair of cells (begin, end), or a tick under the name of a
time; and the days on the way to them that a column of their own tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sauro.dates.due import Due, DueKind
from sauro.dates.parse import read_due
from sauro.extraction.task_columns import Column
from sauro.extraction.task_header import Period
from sauro.extraction.task_table import TaskRow
from sauro.extraction.tasks import due_value, other_dues, unread_due
from sauro.folio.passage import Passage
from sauro.plan.model import Value

__all__ = ["row_due", "row_milestones"]

_FROM = "Từ {}"
_TO = "{} - {}"
_FROM_TO = "Từ {} đến {}"


def row_due(row: TaskRow, *, year: int | None, rule: str) -> tuple[Value[Due] | None, Value[str] | None]:
    """The time limit of a row, and the words of its cell that should say it and could not be read. `year` is
    the plan's own, `rule` the name under which the limit is found."""
    start = Passage.joined(row.cells.get(Column.START, ()))
    time = Passage.joined(row.cells.get(Column.DUE, ()) or row.cells.get(Column.EARLIER, ()))
    if start.text:
        due = _begun(start, time, year, rule)
    else:
        due = due_value(time, year=year, rule=rule) if time.text else None
    if due is None and row.periods:
        due = _ticked(row.periods, year, rule)
    words = time if time.text else start
    return due, unread_due(words) if due is None and words.text else None


def row_milestones(row: TaskRow, *, year: int | None, rule: str) -> tuple[Value[Due], ...]:
    """The dates on the way to the time limit of a row ("Thời gian trình" beside "Thời gian ban hành")."""
    time = Passage.joined(row.cells.get(Column.DUE, ()))
    if not time.text:
        return ()
    found = (due_value(one, year=year, rule=rule) for one in row.cells.get(Column.EARLIER, ()))
    before = (due for due in found if due is not None and due.value.date is not None)
    return (*before, *other_dues(time, year=year, rule=rule))


def _begun(start: Passage, end: Passage, year: int | None, rule: str) -> Value[Due] | None:
    """The limit of a duty whose beginning and end stand in a column each; one of them may say it alone
    ("Thường xuyên", "Hằng quý")."""
    if end.text:
        last = due_value(end, year=year, rule=rule)
        due = read_due(_FROM_TO.format(start.text, end.text), year=year)
        if last is None or due is None or due.starts is None or due.date != last.value.date:
            return last or due_value(start, year=year, rule=rule)
        words = Passage.joined((start, end))
        return Value(replace(due, raw=_TO.format(start.text, end.text)), words.text, words.span(), rule)
    alone = due_value(start, year=year, rule=rule)
    if alone is None or alone.value.kind is not DueKind.BY:
        return alone
    since = read_due(_FROM.format(start.text), year=year)
    return Value(replace(since, raw=start.text), start.text, start.span(), rule) if since else None


def _ticked(periods: Sequence[Period], year: int | None, rule: str) -> Value[Due] | None:
    """The limit of a duty with ticks: the last of its times, from the first on where there are several."""
    first, last = periods[0], periods[-1]
    due = read_due(last.words, year=year)
    if due is None:
        return None
    if first is last:
        due = replace(due, raw=last.words)
    else:
        since = read_due(_FROM.format(first.words), year=year)
        due = replace(due, raw=_TO.format(first.words, last.words), starts=since.starts if since else None)
    return Value(due, last.name.text, last.name.span(), rule)
