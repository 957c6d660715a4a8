"""What a leader must know in ten seconds: what is late and with whom, what waits for a decision, how far each
plan is against the time passed, whether it gets better. Every figure carries the address of the rows that it
counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Case, Count, Max, Min, QuerySet, SmallIntegerField, When
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.tasks.models import OPEN, TaskState, UnitTask
from sauro_web.tasks.queries.days import Days, days_for
from sauro_web.tasks.queries.deciding import SUM, Figure, notebook
from sauro_web.tasks.queries.holding import plans_given
from sauro_web.tasks.standing import Counts, counted_so, tallied, tally_of
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
        """Finished in time, of what is finished or late: what still has time says nothing yet."""
        return round(self.counts.in_time * 100 / self.decided) if self.decided else None

    @property
    def decided(self) -> int:
        """Of what is due in the month, the parts of which it is known whether they are in time."""
        return self.counts.done + self.counts.late


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
    """For the offices whose work the person follows. Nine queries, however much work there is; all that is
    counted by plan and by month is counted in one."""
    days = days_for(watched, on=on)
    parts = UnitTask.objects.filter(ended_at=None, office__in=watched)
    firsts = _first_days(on)
    tally = _tally(parts, days, firsts)
    counts = Counts.sum(tally.counts.values())
    notes = notebook(person, watched=watched, days=days, counts=counts)
    late, number = _late_units(parts, days)
    return Dashboard(
        office=watched[0],
        on=on,
        counts=counts,
        late=late,
        late_units=number,
        deciding=next(one for one in notes if one.label == SUM),
        decisions=[one for one in notes if one.label in _DECIDES],
        notes=[one for one in notes if one.label in _NOTES],
        plans=_plans(watched, tally, days),
        months=[
            Month(first, Counts.sum(one for (_, place), one in tally.counts.items() if place == at))
            for at, first in enumerate(firsts)
        ],
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """All that counts of what the offices gave: by plan and by the place of its month among those that are
    shown, None for other days; and the last day of each plan."""

    counts: Mapping[tuple[int | None, int | None], Counts]
    last: Mapping[int, date]


def _tally(parts: QuerySet[UnitTask], days: Days, firsts: Sequence[date]) -> _Tally:
    after = (firsts[-1] + timedelta(days=31)).replace(day=1)
    spans = zip(firsts, (*firsts[1:], after), strict=True)
    whens = [When(ends_on__gte=first, ends_on__lt=end, then=at) for at, (first, end) in enumerate(spans)]
    rows = parts.filter(goes_on=False, state__in=(*OPEN, TaskState.FINISHED))
    rows = rows.annotate(month=Case(*whens, output_field=SmallIntegerField()))
    sums: dict[tuple[int | None, int | None], Counter[str]] = defaultdict(Counter)
    last: dict[int, date] = {}
    tallied_rows = tallied(rows, days.today, "plan", "month", in_force=True).annotate(last=Max("ends_on"))
    for plan, month, stands, number, first, finished, extended, until in tallied_rows:
        sums[plan, month].update(tally_of(stands, number, first, finished, extended))
        if until is not None and plan is not None:
            last[plan] = max(until, last.get(plan, until))
    counts = {key: Counts.of_tally(said) for key, said in sums.items()}
    return _Tally(counts, last)


def _first_days(on: date) -> list[date]:
    """Of the months that are shown, the last of which is this one."""
    firsts = [on.replace(day=1)]
    while len(firsts) < _MONTHS:
        firsts.insert(0, (firsts[0] - timedelta(days=1)).replace(day=1))
    return firsts


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


def _plans(watched: Sequence[Unit], tally: _Tally, days: Days) -> list[PlanPace]:
    """Plans in force, the most behind first."""
    by_plan: dict[int, list[Counts]] = defaultdict(list)
    for (plan, _), counts in tally.counts.items():
        if plan is not None:
            by_plan[plan].append(counts)
    paces = [
        PlanPace(plan, Counts.sum(by_plan[plan.pk]), _passed(plan, tally.last.get(plan.pk), days.on))
        for plan in plans_given(watched).filter(state=PlanState.ISSUED)
    ]
    return sorted(paces, key=lambda one: (not one.is_behind, -one.counts.late))


def _passed(plan: ImportedPlan, last: date | None, on: date) -> int | None:
    if plan.units_told_at is None or last is None:
        return None
    begun = localdate(plan.units_told_at)
    whole = max(1, (last - begun).days)
    return min(100, max(0, round((on - begun).days * 100 / whole)))
