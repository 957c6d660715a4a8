"""On which days a time limit falls inside a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.due_days import due_day, weekdays_named
from sauro.dates.periods import MONTHS_OF, periods_of_year

__all__ = ["occurrences"]


def occurrences(due: Due, first: date, last: date) -> tuple[date, ...]:
    """The days from `first` to `last`, both included, on which something is due, in order, each once.

    `BY`: its date. `PERIODIC`: of every period of each rhythm the day that the words name, else the last one
    (of a week the days that they name, else Sunday; every day for days), none before `due.starts`; a bare
    "định kỳ" has none. `ONGOING` and `EVENT` have none. What stands in `due.then` counts too, from
    the day after the date it follows.
    """
    days = set(_days(due, first, last))
    if due.then is not None:
        after = due.date + timedelta(days=1) if due.date else first
        days.update(occurrences(due.then, max(first, after), last))
    return tuple(sorted(days))


def _days(due: Due, first: date, last: date) -> Iterator[date]:
    if due.kind is DueKind.BY:
        if due.date and first <= due.date <= last:
            yield due.date
    elif due.kind is DueKind.PERIODIC:
        start = max(first, due.starts) if due.starts else first
        for rhythm in due.every:
            yield from _ends(rhythm, due.raw, start, last)


def _ends(rhythm: Rhythm, words: str, first: date, last: date) -> Iterator[date]:
    if rhythm in MONTHS_OF:
        # From the year before on: the report on December may be due in January.
        for year in range(max(1, first.year - 1), last.year + 1):
            for period in periods_of_year(year, rhythm):
                day = due_day(words, period)
                if first <= day <= last:
                    yield day
        return
    wanted = range(7) if rhythm is Rhythm.DAY else weekdays_named(words)
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        if day.weekday() in wanted:
            yield day
