"""How long a part stood at each step, and how long its unit waited for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import Unit
from sauro_web.tasks.models import OPEN, Obstacle, UnitTask

__all__ = ["Moment", "Wait", "moments_of", "waits_of"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A step that was reached, the day, and the working days until the next; until today at the last of what
    is still owed, None once it is over."""

    label: str
    day: date
    days: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Working days for which a unit was waited for; `over` where it has answered by now."""

    unit: Unit
    days: int
    over: bool


def moments_of(part: UnitTask, calendar: WorkCalendar, on: date) -> Sequence[Moment]:
    """The line of life: given, received, begun, handed in, approved, as far as it has come."""
    if part.goes_on:
        return ()
    reached = (
        ("Giao", _day(part.task.given_at)),
        ("Nhận", _day(part.received_at)),
        ("Thực hiện", _day(part.started_at)),
        ("Trình", part.handed_in_on),
        ("Duyệt", _day(part.finished_at)),
    )
    known = [(label, day) for label, day in reached if day is not None]
    owed = part.ended_at is None and part.state in OPEN
    ends = [*(day for _, day in known[1:]), on if owed else None]
    return [
        Moment(label, day, max(0, calendar.between(day, end)) if end is not None else None)
        for (label, day), end in zip(known, ends, strict=True)
    ]


def waits_of(obstacles: Iterable[Obstacle], calendar: WorkCalendar, on: date) -> Sequence[Wait]:
    """For each unit that was asked, all the time until it answered, or until it was no longer needed: a day
    on which it was waited for twice is one day."""
    asked: dict[int, list[Obstacle]] = defaultdict(list)
    for one in obstacles:
        asked[one.to_id].append(one)
    return [_wait(several, calendar, on) for several in asked.values()]


def _wait(asked: Sequence[Obstacle], calendar: WorkCalendar, on: date) -> Wait:
    ends = [_day(one.answered_at) or _day(one.closed_at) for one in asked]
    days, counted = 0, date.min
    for begun, end in sorted(
        (localdate(one.raised_at), end or on) for one, end in zip(asked, ends, strict=True)
    ):
        days += max(0, calendar.between(max(begun, counted), end))
        counted = max(counted, end)
    return Wait(asked[0].to, days, None not in ends)


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment is not None else None
