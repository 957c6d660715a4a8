"""How parts stood on an earlier day: what the trail says of their states, and the deadlines that held
then."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from sauro_web.audit.models import Entry
from sauro_web.tasks.models import Extension, Task, TaskState, UnitTask
from sauro_web.tasks.queries.days import Days
from sauro_web.tasks.schedule import days_due, due_of
from sauro_web.tasks.standing import Counts, today_of
from sauro_web.tasks.timing import Timing, timing_of

__all__ = ["as_it_was", "counts_on"]

_CHUNK = 1_000
_HANDED_IN = (TaskState.SUBMITTED, TaskState.FINISHED)
Step = tuple[datetime, str, str]
"""When a state changed, from which to which."""


def counts_on(parts: QuerySet[UnitTask], day: date, days: Days) -> Counts:
    """The same figures as of the end of an earlier day. Queries by the thousand parts, not by the part."""
    rows = list(parts.select_related("task", "unit"))
    sums: Counter[str] = Counter()
    first = finished = extended = 0
    for part in as_it_was(rows, day, days):
        stands = timing_of(part, today_of(day, days.calendar(part.unit)))
        sums[stands.value] += 1
        done = part.state == TaskState.FINISHED and stands is not Timing.NOT_COUNTED
        finished += done
        in_time = part.handed_in_on and part.first_ends_on and part.handed_in_on <= part.first_ends_on
        first += bool(done and in_time)
        moved = part.ends_on and part.first_ends_on and part.ends_on > part.first_ends_on
        extended += bool(stands is not Timing.NOT_COUNTED and moved)
    return Counts(sums, first, finished, extended)


def as_it_was(
    rows: Sequence[UnitTask], day: date, days: Days, *, until: datetime | None = None
) -> list[UnitTask]:
    """The parts that had been given by then, as they stood at the end of the day, or at the moment of it that
    is said (`until`); the rows themselves are left as they are."""
    until = until or _end_of(day)
    given = [part for part in rows if part.task.given_at <= until and _has_begun(part, day)]
    passed = _passed_to([part.pk for part in given])
    given = [part for part in given if passed.get(part.pk, until) <= until]
    steps = _steps([part.pk for part in given])
    moved = _moved([part.pk for part in given], until)
    cancelled = _cancelled({part.task_id for part in given})
    return [_then(part, until, steps.get(part.pk, ()), moved, cancelled, days) for part in given]


def _end_of(day: date) -> datetime:
    """Its last moment."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)


def _has_begun(part: UnitTask, day: date) -> bool:
    """Whether the period of an occurrence had begun by then; what is no occurrence had."""
    due = due_of(part.task) if part.series_id else None
    return due is None or part.first_due_on in days_due(due, since=localdate(part.task.given_at), on=day)


def _passed_to(parts: Sequence[int]) -> dict[int, datetime]:
    """For each part that came to its unit from another the moment at which it did."""
    came: dict[int, int] = {}
    for start in range(0, len(parts), _CHUNK):
        before = UnitTask.objects.filter(passed_to__in=parts[start : start + _CHUNK])
        came.update(before.values_list("pk", "passed_to_id"))
    entries = _entries(UnitTask._meta.label_lower, sorted(came))
    passed = (one for one in entries if one.action == "task.pass_on")
    return {came[int(one.object_id)]: one.at for one in passed}


def _then(
    part: UnitTask,
    until: datetime,
    steps: Sequence[Step],
    moved: Mapping[int, date | None],
    cancelled: Mapping[int, datetime],
    days: Days,
) -> UnitTask:
    then = copy(part)
    then.state = _state(part, until, steps, cancelled)
    if then.state == TaskState.RECEIVED and part.started_at and part.started_at <= until:
        then.state = TaskState.WORKING
    if part.ended_at is not None and part.ended_at > until:
        then.ended_at = None
    if part.pk in moved:
        then.due_on = moved[part.pk]
        then.ends_on = days.calendar(part.unit).next_working(then.due_on) if then.due_on else None
    then.handed_in_on = _handed_in(part, until, steps) if then.state in _HANDED_IN else None
    return then


def _state(
    part: UnitTask, until: datetime, steps: Sequence[Step], cancelled: Mapping[int, datetime]
) -> TaskState:
    at = bisect_right([moment for moment, _, _ in steps], until)
    if part.state == TaskState.CANCELLED and cancelled.get(part.task_id, until) <= until:
        return TaskState.CANCELLED
    if at:
        return TaskState(steps[at - 1][2])
    if steps:
        return TaskState(steps[0][1])
    return TaskState.ASSIGNED if part.state == TaskState.CANCELLED else TaskState(part.state)


def _handed_in(part: UnitTask, until: datetime, steps: Sequence[Step]) -> date | None:
    """The day of the last handing in by then."""
    told = [moment for moment, _, after in steps if moment <= until and after == TaskState.SUBMITTED]
    return localdate(told[-1]) if told else part.handed_in_on


def _steps(parts: Sequence[int]) -> dict[int, list[Step]]:
    """For each part the moments at which its state changed, with the state before and after, as the trail
    has them."""
    found: dict[int, list[Step]] = defaultdict(list)
    label = UnitTask._meta.label_lower
    for entry in _entries(label, parts):
        change = entry.changes.get("state")
        if change and change[0] in TaskState.values and change[1] in TaskState.values:
            found[int(entry.object_id)].append((entry.at, change[0], change[1]))
    return found


def _cancelled(tasks: Iterable[int]) -> dict[int, datetime]:
    """The moments at which tasks were cancelled."""
    entries = _entries(Task._meta.label_lower, sorted(tasks))
    return {int(one.object_id): one.at for one in entries if one.action == "task.cancel"}


def _entries(label: str, numbers: Sequence[int]) -> Iterable[Entry]:
    for start in range(0, len(numbers), _CHUNK):
        wanted = [str(number) for number in numbers[start : start + _CHUNK]]
        yield from Entry.objects.filter(object_type=label, object_id__in=wanted).order_by("number")


def _moved(parts: Sequence[int], until: datetime) -> dict[int, date | None]:
    """For each part whose deadline was moved after that moment, the deadline that held then."""
    found: dict[int, date | None] = {}
    for start in range(0, len(parts), _CHUNK):
        later = Extension.objects.filter(
            part__in=parts[start : start + _CHUNK], granted=True, decided_at__gt=until
        )
        for one in later.order_by("decided_at", "pk"):
            found.setdefault(one.part_id, one.before)
    return found
