"""Deadlines as days: the last working day behind a date, and the occurrences of what comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import Unit
from sauro_web.tasks.models import OPEN, TaskState, UnitTask
from sauro_web.tasks.schedule import check_day, days_due, due_of, goes_on, only_day
from sauro_web.workdays.queries import Calendars

__all__ = [
    "begin_series",
    "grow_occurrences",
    "plan_days",
    "recount_after",
    "recount_days",
    "recount_last_days",
    "set_deadline",
]

_BATCH = 500
_RUNNING = tuple(state for state in OPEN if state != TaskState.SUBMITTED)
_BEGINS_AS = {
    TaskState.ASSIGNED: TaskState.ASSIGNED,
    TaskState.RETURNED: TaskState.ASSIGNED,
    TaskState.PAUSED: TaskState.PAUSED,
}


def set_deadline(part: UnitTask, day: date | None, calendar: WorkCalendar) -> None:
    """Gives a row its deadline and the last day behind it; the first one ever stays beside it. The row is not
    kept."""
    part.due_on = day
    part.ends_on = calendar.next_working(day) if day else None
    if part.first_due_on is None:
        part.first_due_on, part.first_ends_on = part.due_on, part.ends_on


def plan_days(parts: Iterable[UnitTask], *, on: date) -> None:
    """Says of new rows whether they go on, when they are due or looked after; occurrences come by
    `grow_occurrences`. One query."""
    calendars = Calendars()
    for part in parts:
        due = due_of(part.task)
        part.goes_on = goes_on(due)
        part.check_on = check_day(on) if part.goes_on else None
        set_deadline(part, only_day(due), calendars.of(part.unit))


def begin_series(plan: int) -> None:
    """After a plan has given work, in the background: the first occurrences of its periodic duties."""
    grow_occurrences(on=timezone.localdate(), plan=plan)


def recount_after(office: int) -> None:
    """After a day of an office's calendar has changed, in the background."""
    recount_last_days(office)


def grow_occurrences(*, on: date, plan: int | None = None, tasks: Collection[int] | None = None) -> int:
    """Makes the occurrences whose period has begun and that are not there yet, of every duty that goes on or
    of those of one plan or of some tasks; how many. Done twice it makes none: a row for each period is all
    the database takes."""
    series = UnitTask.objects.filter(goes_on=True, series=None, ended_at=None, state__in=OPEN)
    if plan is not None:
        series = series.filter(plan=plan)
    if tasks is not None:
        series = series.filter(task__in=tasks)
    made, last = 0, 0
    while rows := list(series.filter(pk__gt=last).select_related("task", "unit").order_by("pk")[:_BATCH]):
        last = rows[-1].pk
        made += _grow(rows, on)
    return made


def _grow(rows: list[UnitTask], on: date) -> int:
    calendars = Calendars()
    with transaction.atomic():
        there: dict[int, set[date]] = defaultdict(set)
        whose = _handed_down(rows)
        known = UnitTask.objects.filter(series__in=whose).values_list("series_id", "first_due_on")
        for number, day in known:
            if number is not None and day is not None:
                there[whose[number]].add(day)
        new = [
            _occurrence(row, day, calendars.of(row.unit))
            for row in rows
            for day in _days(row, on)
            if day not in there[row.pk]
        ]
        UnitTask.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
    return len(new)


def _handed_down(rows: Iterable[UnitTask]) -> dict[int, int]:
    """For these rows and those from which they were passed on, through all units between, which of these
    they are: a period that another unit had is not made again. One query, one more for each unit between."""
    found = {row.pk: row.pk for row in rows}
    newest = dict(found)
    while newest:
        before = UnitTask.objects.filter(passed_to__in=newest).values_list("pk", "passed_to")
        newest = {pk: found[to] for pk, to in before if to is not None and pk not in found}
        found |= newest
    return found


def _days(row: UnitTask, on: date) -> Iterator[date]:
    due = due_of(row.task)
    if due is not None:
        yield from days_due(due, since=localdate(row.task.given_at), on=on)


def _occurrence(series: UnitTask, day: date, calendar: WorkCalendar) -> UnitTask:
    """A row for one period; a unit that has taken the duty up need not take up each of them, and what is
    paused begins so."""
    made = UnitTask(
        task=series.task,
        unit=series.unit,
        part=series.part,
        answers_alone=series.answers_alone,
        series=series,
        officer_id=series.officer_id,
        state=_BEGINS_AS.get(TaskState(series.state), TaskState.RECEIVED),
        received_at=series.received_at,
        province_id=series.province_id,
        commune_id=series.commune_id,
    )
    set_deadline(made, day, calendar)
    return made


def recount_last_days(office: int) -> int:
    """After a day of the calendar changed: works out anew the last days of what is still owed by the office
    and below it; what is handed in stays as it was judged. How many rows changed."""
    path = Unit.objects.values_list("path", flat=True).get(pk=office)
    owed = UnitTask.objects.filter(
        state__in=_RUNNING, unit__path__startswith=path, due_on__isnull=False, ended_at=None
    )
    changed, last, calendars = 0, 0, Calendars()
    while rows := list(owed.filter(pk__gt=last).select_related("unit").order_by("pk")[:_BATCH]):
        last = rows[-1].pk
        moved = [part for part in rows if recount_days(part, calendars.of(part.unit))]
        UnitTask.objects.bulk_update(moved, ["ends_on", "first_ends_on"], batch_size=_BATCH)
        changed += len(moved)
    return changed


def recount_days(part: UnitTask, calendar: WorkCalendar) -> bool:
    """Works out the last days of a part as the calendar has them now; whether one is another day. The row is
    not kept."""
    before = part.ends_on, part.first_ends_on
    part.ends_on = calendar.next_working(part.due_on) if part.due_on else None
    part.first_ends_on = calendar.next_working(part.first_due_on) if part.first_due_on else None
    return before != (part.ends_on, part.first_ends_on)
