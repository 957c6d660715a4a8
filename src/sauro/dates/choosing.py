"""Which of the time limits that the sentences of a duty state is the duty's own."""

from __future__ import annotations

from dataclasses import replace

from sauro.dates.due import Due, DueKind
from sauro.dates.finding import FoundDue

__all__ = ["choose_due"]


def choose_due(found: tuple[FoundDue, ...]) -> FoundDue | None:
    """The limit that counts for the duty: a date before anything else, then a day that cannot be told, an
    event or a rhythm with a name, "thường xuyên", a bare "định kỳ"; the first of its sort. Later dates behind
    a date stand in its `then` ("… trước 30/4, đưa vào vận hành trước 30/6")."""
    first = min(found, key=lambda one: (_rank(one.due), one.start), default=None)
    if first is None or first.due.date is None or first.due.then is not None:
        return first
    dates = [first.due]
    for one in found:
        day = one.due.date
        if one.start > first.start and day and dates[-1].date and day > dates[-1].date:
            dates.append(one.due)
    chained = dates.pop()
    while dates:
        chained = replace(dates.pop(), then=chained)
    return replace(first, due=chained)


def _rank(due: Due) -> int:
    if due.kind is DueKind.PERIODIC:
        return 2 if due.every else 4
    if due.kind is DueKind.BY:
        return 0 if due.date else 1
    return 2 if due.kind is DueKind.EVENT else 3
