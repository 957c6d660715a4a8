"""What a time limit asks of a unit: one day, a day in every period, or being looked after.

A duty of one date is one row with a deadline. One that comes back is a row that goes on, with an occurrence
for every period as it begins: never one row whose date is moved. An ongoing duty is looked after once in a
quarter, which is no deadline and is never late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.occurrences import occurrences
from sauro.dates.periods import MONTHS_OF, period_of
from sauro.plan.serial import due_from_json
from sauro_web.tasks.models import Task

__all__ = ["check_day", "days_due", "due_of", "first_day", "goes_on", "only_day"]

_LONGEST_CATCH_UP = 400
"""Days back for which occurrences are made up, so that a rule "from 2019" does not give years of them."""

_AHEAD = timedelta(days=800)


def due_of(task: Task) -> Due | None:
    """The rule behind the words of a task."""
    written: Mapping[str, Any] | None = task.due
    return due_from_json(written) if written else None


def goes_on(due: Due | None) -> bool:
    """Whether it is never finished once for all."""
    return due is not None and (due.kind in (DueKind.PERIODIC, DueKind.ONGOING) or due.then is not None)


def only_day(due: Due | None) -> date | None:
    """The deadline of a duty that ends with it; None for what goes on, waits for an event, or has none."""
    return due.date if due is not None and due.kind is DueKind.BY and due.then is None else None


def days_due(due: Due, *, since: date, on: date) -> tuple[date, ...]:
    """The days on which occurrences are due, as far as their periods have begun by `on`: none whose day was
    before `since`, when the duty was given, nor of a rhythm on that very day, and none of more than a year
    ago. What is done daily has none: it is looked after like what is ongoing."""
    first = max(since, on - timedelta(days=_LONGEST_CATCH_UP))
    found: set[date] = set()
    rule: Due | None = due
    while rule is not None and (first <= on or rule is due):
        begins = first
        if rule.kind is DueKind.BY:
            found.update(occurrences(replace(rule, then=None), first, date.max))
            begins = max(first, rule.date + timedelta(days=1)) if rule.date else first
        for rhythm in rule.every:
            if rhythm is not Rhythm.DAY:
                alone = replace(rule, every=(rhythm,), then=None)
                found.update(
                    day for day in occurrences(alone, first, _end_of_period(rhythm, on)) if day > since
                )
        first, rule = begins, rule.then
    return tuple(sorted(found))


def first_day(due: Due, *, on: date) -> date | None:
    """The first day on which what comes back will be due, given on that day; None for what is only looked
    after, and for a rhythm whose first day lies years ahead."""
    days = (
        occurrences(replace(due, every=(rhythm,), then=None), on + timedelta(days=1), on + _AHEAD)[:1]
        for rhythm in due.every
        if rhythm is not Rhythm.DAY
    )
    return min((day for found in days for day in found), default=None)


def check_day(on: date) -> date:
    """When to look after an ongoing duty next: the last day of the quarter."""
    return _end_of_period(Rhythm.QUARTER, on)


def _end_of_period(rhythm: Rhythm, on: date) -> date:
    """The last day of the period that has begun; the day before where none of its kind runs."""
    if rhythm in MONTHS_OF:
        period = period_of(on, rhythm)
        return period.last if period else on - timedelta(days=1)
    return on + timedelta(days=6 - on.weekday())
