"""What a unit owed in the days of a report: in the six columns of the table of leaders, and what is late by
name. Carried over from before and given in these days, without what was finished before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from sauro_web.accounts.queries.reach import of_house
from sauro_web.reports.queries.scopes import Scope
from sauro_web.tasks.addresses import page_of_task
from sauro_web.tasks.models import Obstacle, Part, TaskState, UnitTask
from sauro_web.tasks.queries.days import Days, days_for
from sauro_web.tasks.queries.past import as_it_was
from sauro_web.tasks.standing import COLUMNS, Counts, counted_so, today_of
from sauro_web.tasks.timing import Timing, days_late, timing_of

__all__ = ["Column", "Overdue", "Work", "late_in", "parts_behind", "work_of"]

_LATE = (Timing.LATE_STARTED, Timing.LATE_NOT_STARTED)
_LATE_COLUMNS = tuple(one.key for one in COLUMNS if set(one.timings) <= set(_LATE))
_ALL = "tinh"
_CHUNK = 500
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One of the six; `before` is None where nothing was owed in the same days of the year before."""

    key: str
    name: str
    now: int
    before: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """A part that is late, by so many working days of its unit."""

    part: UnitTask
    days: int
    reason: str
    newly: bool
    """Whether it was not late yet when the report before was counted."""
    address: str

    @property
    def unit(self) -> str:
        """Who owes it."""
        label = str(self.part.unit.label)
        return label if self.part.part == Part.LEAD else f"{label} (phối hợp)"


@dataclass(frozen=True, slots=True)
class Work:
    """`total` is that of the columns; None in `total_before` as in theirs."""

    columns: Sequence[Column]
    total: Column
    late: Sequence[Overdue]

    @property
    def newly_late(self) -> Sequence[Overdue]:
        """Those of the late that were not late in the report before."""
        return [one for one in self.late if one.newly]


def work_of(scope: Scope, *, since: date | None = None) -> Work:
    """Of today as the lists have it, of an earlier day as the trail has it. `since` is the last day of the
    report before; None: there was none. Its queries do not grow with the units."""
    counts, late = _standing(scope)
    before = _before(scope.year_earlier)
    past = {one.key: number for one, number in before.columns} if before else {}
    columns = [
        Column(
            f"viec.{one.key}", one.label, number, past.get(one.key, 0) if before else None,
            scope.records(f"viec.{one.key}"),
        )
        for one, number in counts.columns
    ]  # fmt: skip
    total = Column(
        f"viec.{_ALL}", "tổng số nhiệm vụ", counts.total, before.total if before else None,
        scope.records(f"viec.{_ALL}"),
    )  # fmt: skip
    return Work(columns, total, _overdue(scope, late, since))


def late_in(scope: Scope, *, since: date | None = None) -> Sequence[Overdue]:
    """What is late, the longest first."""
    return _overdue(scope, parts_behind(scope, _LATE_COLUMNS), since)


def _overdue(scope: Scope, parts: Sequence[UnitTask], since: date | None) -> Sequence[Overdue]:
    days, reasons = _days(scope), _reasons(parts)
    found = [
        Overdue(
            part,
            days_late(part, today_of(scope.last, days.calendar(part.unit)), days.calendar(part.unit)),
            reasons.get(part.pk, ""),
            since is not None and part.ends_on is not None and part.ends_on >= since,
            page_of_task(part.task_id),
        )
        for part in parts
    ]
    return sorted(found, key=lambda one: (-one.days, one.part.task_id, one.part.pk))


def _standing(scope: Scope) -> tuple[Counts, Sequence[UnitTask]]:
    """All that count in their columns, and those of them that are late."""
    if _is_now(scope):
        return Counts.of_rows(_rows(scope), _days(scope).today), parts_behind(scope, _LATE_COLUMNS)
    stood = _then(scope)
    sums = Counter(timing.value for _, timing in stood)
    return Counts(sums), [part for part, timing in stood if timing in _LATE]


def parts_behind(scope: Scope, which: Sequence[str]) -> list[UnitTask]:
    """The parts that stand in one of these columns, or all that count. Raises KeyError for another word."""
    known = {one.key: one.timings for one in COLUMNS}
    wanted = {timing for one in which for timing in (_every() if one == _ALL else known[one])}
    if not _is_now(scope):
        return [part for part, timing in _then(scope) if timing in wanted]
    condition, today = Q(pk__in=()), _days(scope).today
    for one in which:
        condition |= counted_so(one, today)
    rows = _rows(scope).filter(condition).select_related("task", "unit__commune", "unit__province")
    return list(rows.order_by("due_on", "pk"))


def _every() -> set[Timing]:
    return {timing for one in COLUMNS for timing in one.timings}


def _is_now(scope: Scope) -> bool:
    return scope.last == scope.on and scope.stopped_at is None


def _days(scope: Scope) -> Days:
    return days_for([scope.office], on=scope.last)


def _rows(scope: Scope) -> QuerySet[UnitTask]:
    """Those given by the last day that were not finished or taken away before the first, as they stand."""
    first, last = scope.days
    begins, ends = (make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))
    whose = of_house(scope.office) if scope.whole else Q(unit=scope.unit)
    rows = UnitTask.objects.filter(whose, goes_on=False, task__given_at__lt=ends)
    gone = Q(state=TaskState.FINISHED, finished_at__lt=begins, handed_in_on__lt=first)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gte=begins)).exclude(gone)


def _then(scope: Scope) -> list[tuple[UnitTask, Timing]]:
    """As they stood at the end of the last day, or at the moment at which it was cut short."""
    days, day = _days(scope), scope.last
    rows = list(
        _rows(scope).select_related("task", "unit__commune", "unit__province").order_by("due_on", "pk")
    )
    found: list[tuple[UnitTask, Timing]] = []
    for part in as_it_was(rows, day, days, until=scope.stopped_at):
        timing = timing_of(part, today_of(day, days.calendar(part.unit)))
        if timing is not Timing.NOT_COUNTED:
            found.append((part, timing))
    return found


def _before(scope: Scope) -> Counts | None:
    """None where nothing was owed then: the register did not exist."""
    counts = _standing(scope)[0]
    return counts if counts.total else None


def _reasons(parts: Sequence[UnitTask]) -> Mapping[int, str]:
    """What holds them up, as far as nobody has answered."""
    found: dict[int, str] = {}
    for start in range(0, len(parts), _CHUNK):
        numbers = [part.pk for part in parts[start : start + _CHUNK]]
        rows = Obstacle.objects.filter(part__in=numbers, answered_at=None, closed_at=None)
        for number, text in rows.order_by("pk").values_list("part", "text"):
            words = " ".join(text.split())
            found[number] = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    return found
