"""How a part stands to its deadline: the one rule for page, list, export, reminder and report.

A part is late from the day after its last day; where nobody works on the day of the deadline, the last day is
the working day after it. What has no deadline is neither in time nor late. What a unit is only told of is in
no figure, read or unread. The rule is written twice, for a
row in hand and for the database, side by side; a test holds them together over every case there is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Case, F, Q, Value, When

from sauro.dates.workdays import WorkCalendar
from sauro_web.tasks.models import CLOSED, OPEN, Part, TaskState, UnitTask

__all__ = [
    "BUCKETS",
    "NOT_STARTED",
    "RUNNING",
    "Timing",
    "Today",
    "days_late",
    "in_bucket",
    "in_buckets",
    "timing",
    "timing_of",
]

NOT_STARTED = (TaskState.ASSIGNED, TaskState.RETURNED, TaskState.RECEIVED)
"""Open states in which nothing has been begun."""
_BEGUN = (TaskState.WORKING, TaskState.REDO)
RUNNING = (*NOT_STARTED, *_BEGUN)
"""Open states in which the time runs against the unit."""


class Timing(models.TextChoices):
    """The buckets, and `SOON` inside the third of them. Every part that counts is in exactly one."""

    IN_TIME = "in_time", "hoàn thành đúng hạn"
    FINISHED_LATE = "finished_late", "hoàn thành quá hạn"
    SOON = "soon", "sắp đến hạn"
    IN_TERM = "in_term", "trong hạn"
    LATE_STARTED = "late_started", "quá hạn, đang thực hiện"
    LATE_NOT_STARTED = "late_not_started", "quá hạn, chưa thực hiện"
    NO_DEADLINE = "no_deadline", "không có thời hạn"
    NOT_COUNTED = "not_counted", "không tính"


BUCKETS: tuple[tuple[Timing, ...], ...] = (
    (Timing.IN_TIME,),
    (Timing.FINISHED_LATE,),
    (Timing.IN_TERM, Timing.SOON),
    (Timing.LATE_STARTED,),
    (Timing.LATE_NOT_STARTED,),
    (Timing.NO_DEADLINE,),
)
"""The six columns of the table of leaders, in its order."""


@dataclass(frozen=True, slots=True)
class Today:
    """The day that is asked about, and the last day that counts as soon."""

    on: date
    soon_until: date

    @classmethod
    def of(cls, on: date, calendar: WorkCalendar, *, soon: int) -> Today:
        """`soon` is in working days, a setting of the office."""
        return cls(on, calendar.add(on, soon))


def timing_of(part: UnitTask, today: Today, *, by_first: bool = False) -> Timing:
    """Where a row stands. Finished work is measured on its first deadline where `by_first`, else on the one
    as it stands; open work always on the one as it stands. What waits for approval is as late as the day on
    which it was handed in; what the giver has paused is not late meanwhile."""
    if part.goes_on or part.ended_at is not None or part.state in CLOSED or part.part == Part.INFORMED:
        return Timing.NOT_COUNTED
    finished = part.state == TaskState.FINISHED
    last = part.first_ends_on if finished and by_first else part.ends_on
    if last is None:
        return Timing.NO_DEADLINE
    if finished or part.state == TaskState.SUBMITTED:
        in_time = part.handed_in_on is not None and part.handed_in_on <= last
        if finished:
            return Timing.IN_TIME if in_time else Timing.FINISHED_LATE
        return Timing.IN_TERM if in_time else Timing.LATE_STARTED
    if part.state == TaskState.PAUSED:
        return Timing.IN_TERM
    if last < today.on:
        return Timing.LATE_NOT_STARTED if part.state in NOT_STARTED else Timing.LATE_STARTED
    return Timing.SOON if last <= today.soon_until else Timing.IN_TERM


def timing(today: Today, *, by_first: bool = False, in_force: bool = False) -> Case:
    """The same for the database, as an annotation; `in_force` where the rows are known not to have ended, so
    that an index of those alone has all that is asked."""
    last = "first_ends_on" if by_first else "ends_on"
    finished, submitted = Q(state=TaskState.FINISHED), Q(state=TaskState.SUBMITTED)
    late = Q(ends_on__lt=today.on)
    ended = Q() if in_force else Q(ended_at__isnull=False)
    cases = (
        (Q(goes_on=True) | Q(state__in=CLOSED) | Q(part=Part.INFORMED) | ended, Timing.NOT_COUNTED),
        (finished & Q(**{last: None}), Timing.NO_DEADLINE),
        (finished & Q(handed_in_on__lte=F(last)), Timing.IN_TIME),
        (finished, Timing.FINISHED_LATE),
        (Q(ends_on=None), Timing.NO_DEADLINE),
        (submitted & Q(handed_in_on__lte=F("ends_on")), Timing.IN_TERM),
        (submitted, Timing.LATE_STARTED),
        (Q(state=TaskState.PAUSED), Timing.IN_TERM),
        (late & Q(state__in=NOT_STARTED), Timing.LATE_NOT_STARTED),
        (late, Timing.LATE_STARTED),
        (Q(ends_on__lte=today.soon_until), Timing.SOON),
    )
    whens = [When(condition, then=Value(value.value)) for condition, value in cases]
    return Case(*whens, default=Value(Timing.IN_TERM.value), output_field=models.CharField())


def in_bucket(which: Timing, today: Today) -> Q:
    """The condition that an open part stands so, in a form that an index on (state, ends_on) answers; for
    lists of what is late, soon or in term.

    Raises ValueError for the timings of finished work, which `timing` tells apart.
    """
    return in_buckets((which,), today)


def in_buckets(which: Collection[Timing], today: Today) -> Q:
    """The same for one of several.

    Raises ValueError for the timings of finished work, which `timing` tells apart.
    """
    owed = Q(goes_on=False, ended_at=None, state__in=OPEN) & ~Q(part=Part.INFORMED)
    running = Q(state__in=RUNNING)
    begun = Q(state__in=_BEGUN)
    submitted = Q(state=TaskState.SUBMITTED)
    after = Q(handed_in_on__gt=F("ends_on"))
    spans = {
        Timing.LATE_NOT_STARTED: Q(ends_on__lt=today.on, state__in=NOT_STARTED),
        Timing.LATE_STARTED: Q(ends_on__isnull=False) & (begun & Q(ends_on__lt=today.on) | submitted & after),
        Timing.SOON: running & Q(ends_on__gte=today.on, ends_on__lte=today.soon_until),
        Timing.IN_TERM: Q(ends_on__isnull=False)
        & (running & Q(ends_on__gt=today.soon_until) | submitted & ~after | Q(state=TaskState.PAUSED)),
        Timing.NO_DEADLINE: Q(ends_on=None),
    }
    if other := set(which) - spans.keys():
        raise ValueError(f"{other} is not of open work")
    stands = Q()
    for one in which:
        stands |= spans[one]
    return owed & stands


def days_late(part: UnitTask, today: Today, calendar: WorkCalendar) -> int:
    """Working days since the last day, up to the day it was handed in or to today; 0 for what is not late."""
    if part.ends_on is None or part.state in CLOSED:
        return 0
    if part.state == TaskState.PAUSED:
        return 0
    given = part.handed_in_on if part.state in (TaskState.SUBMITTED, TaskState.FINISHED) else None
    until = given or today.on
    return max(0, calendar.between(part.ends_on, until))
