"""What a leader must know in ten seconds: what is late and with whom, what waits for a decision, how far each
plan is against the time passed, whether it gets better. Every figure carries the address of the rows that it
counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.queries.days import Days, days_for
from sauro_web.tasks.queries.deciding import SUM, Figure, notebook
from sauro_web.tasks.queries.holding import parts_given
from sauro_web.tasks.standing import Counts, counted_so
from sauro_web.tasks.timing import Timing

__all__ = ["Dashboard", "LateUnit", "Month", "PlanPace", "address_of", "dashboard"]

_WORST = 10
_MONTHS = 6
_DECIDES = ("Chờ duyệt", "Đơn vị trả lại", "Xin gia hạn")
_NOTES = ("Sắp đến hạn", "Có vướng mắc", "Chưa có người thụ lý", "Tôi giao")


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit with what it owes late."""

    unit: Unit
    number: int
    longest: int
    """Working days that the oldest of it is late."""
    address: str


@dataclass(frozen=True, slots=True)
class PlanPace:
    """How far a plan is, and how much of its time has passed."""

    plan: ImportedPlan
    counts: Counts
    passed: int | None
    """Percent of the days between its issue and its last deadline; None where there is none."""

    @property
    def is_behind(self) -> bool:
        """Whether less of it is finished than time has passed."""
        total = self.counts.total
        return bool(total) and self.passed is not None and self.counts.finished * 100 < self.passed * total

    def _address(self, **wanted: str) -> str:
        return address_of(**{"ke-hoach": str(self.plan.pk), **wanted})

    @property
    def all_address(self) -> str:
        """All that counts."""
        return self._address(han="tinh")

    @property
    def finished_address(self) -> str:
        """What is finished."""
        return self._address(han="tinh", **{"trang-thai": "finished"})

    @property
    def late_address(self) -> str:
        """What is late."""
        return self._address(han="qua-han")


@dataclass(frozen=True, slots=True)
class Month:
    """What was due in a month, and how it went."""

    first: date
    counts: Counts

    def _address(self, **wanted: str) -> str:
        return address_of(**{"han-thang": f"{self.first:%Y-%m}", **wanted})

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Due, finished in time, finished late, late and still owed."""
        counts = self.counts
        return (
            Figure("Đến hạn", counts.total, self._address(han="tinh")),
            Figure("Đúng hạn", counts.in_time, self._address(han="xong-dung-han"), "done"),
            Figure(
                "Xong quá hạn", counts.of(Timing.FINISHED_LATE), self._address(han="xong-qua-han"), "late"
            ),
            Figure("Còn quá hạn", counts.late, self._address(han="qua-han"), "late"),
        )

    @property
    def in_time_percent(self) -> int | None:
        """Finished in time, of what was due."""
        return round(self.counts.in_time * 100 / self.counts.total) if self.counts.total else None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All of it."""

    office: Unit
    on: date
    counts: Counts
    late: Sequence[LateUnit]
    late_units: int
    """How many units owe something late, the ones that are not shown included."""
    deciding: Figure
    """What waits for a decision, all in all."""
    decisions: Sequence[Figure]
    """The same by what is to be decided: a row may wait for two."""
    notes: Sequence[Figure]
    plans: Sequence[PlanPace]
    months: Sequence[Month]

    @property
    def buckets(self) -> Sequence[Figure]:
        """The six columns."""
        return [
            Figure(bucket.label, number, address_of(han=bucket.key), bucket.kind)
            for bucket, number in self.counts.columns
        ]

    @property
    def all_address(self) -> str:
        """All that counts."""
        return address_of(han="tinh")

    @property
    def late_address(self) -> str:
        """What is late."""
        return address_of(han="qua-han")


def address_of(**wanted: str) -> str:
    """The list of what the office has given, narrowed."""
    return f"{reverse('tasks:list')}?{urlencode({'pham-vi': 'co-quan', **wanted})}"


def dashboard(person: User, watched: Sequence[Unit], *, on: date) -> Dashboard:
    """For the offices whose work the person follows. Eight queries, however much work there is."""
    parts, days = parts_given(watched), days_for(watched, on=on)
    notes = notebook(person, watched=watched, days=days)
    late, number = _late_units(parts, days)
    return Dashboard(
        office=watched[0],
        on=on,
        counts=Counts.of_rows(parts, days.today),
        late=late,
        late_units=number,
        deciding=next(one for one in notes if one.label == SUM),
        decisions=[one for one in notes if one.label in _DECIDES],
        notes=[one for one in notes if one.label in _NOTES],
        plans=_plans(parts, days),
        months=_months(parts, days),
    )


def _late_units(parts: QuerySet[UnitTask], days: Days) -> tuple[list[LateUnit], int]:
    rows = parts.order_by().filter(counted_so("qua-han", days.today)).values("unit")
    counted = list(rows.annotate(n=Count("pk"), oldest=Min("ends_on")).order_by("-n", "oldest", "unit"))
    units = Unit.objects.in_bulk([row["unit"] for row in counted[:_WORST]])
    late = []
    for row in counted[:_WORST]:
        unit = units[row["unit"]]
        longest = days.calendar(unit).between(row["oldest"], days.on)
        address = address_of(**{"don-vi": str(unit.pk), "han": "qua-han"})
        late.append(LateUnit(unit, row["n"], longest, address))
    return late, len(counted)


def _plans(parts: QuerySet[UnitTask], days: Days) -> list[PlanPace]:
    """Plans in force, the most behind first."""
    counts = Counts.by(parts.filter(task__plan__state=PlanState.ISSUED), days.today, "task__plan")
    counted = parts.order_by().filter(counted_so("tinh", days.today), task__plan__in=counts)
    last = dict(counted.values_list("task__plan").annotate(last=Max("ends_on")))
    plans = ImportedPlan.objects.filter(pk__in=counts).order_by("-units_told_at", "-pk")
    paces = [PlanPace(plan, counts[plan.pk], _passed(plan, last.get(plan.pk), days.on)) for plan in plans]
    return sorted(paces, key=lambda one: (not one.is_behind, -one.counts.late))


def _passed(plan: ImportedPlan, last: date | None, on: date) -> int | None:
    if plan.units_told_at is None or last is None:
        return None
    begun = localdate(plan.units_told_at)
    whole = max(1, (last - begun).days)
    return min(100, max(0, round((on - begun).days * 100 / whole)))


def _months(parts: QuerySet[UnitTask], days: Days) -> list[Month]:
    """What was due in the last months and is due in this one."""
    firsts = [days.on.replace(day=1)]
    while len(firsts) < _MONTHS:
        firsts.insert(0, (firsts[0] - timedelta(days=1)).replace(day=1))
    after = (firsts[-1] + timedelta(days=31)).replace(day=1)
    due = parts.filter(counted_so("tinh", days.today), ends_on__gte=firsts[0], ends_on__lt=after)
    by_day: dict[date, Counts] = Counts.by(due, days.today, "ends_on")
    return [
        Month(first, Counts.sum(one for day, one in by_day.items() if day.replace(day=1) == first))
        for first in firsts
    ]
