"""What a leader must know in ten seconds: what is late and with whom, what waits for a decision, how far each
plan is against the time passed, whether it gets better. Every figure carries the address of the rows that it
counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.common.between_pages import kept
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.tasks.addresses import progress_of_plan, work_listed, work_of_unit
from sauro_web.tasks.part_filters import NAMING
from sauro_web.tasks.queries.days import Days, days_for
from sauro_web.tasks.queries.deciding import SUM, Figure, notebook
from sauro_web.tasks.queries.tallies import Tally, months_shown, tallies_of
from sauro_web.tasks.standing import Counts
from sauro_web.tasks.timing import Timing

__all__ = ["Dashboard", "LateUnit", "Month", "PlanPace", "address_of", "dashboard"]

_WORST = 10
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

    @property
    def page(self) -> str:
        """All its work."""
        return work_of_unit(self.unit.pk)


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

    @property
    def page(self) -> str:
        """How far it is, by its sections and its units."""
        return progress_of_plan(self.plan.pk)

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
    """Those that are furthest behind, or all."""
    all_plans: int
    """How many plans are in force."""
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
    return work_listed({"pham-vi": "co-quan"} | wanted)


def dashboard(person: User, watched: Sequence[Unit], *, on: date, every_plan: bool = False) -> Dashboard:
    """For the offices whose work the person follows. Eight queries, however much work there is, and two where
    something of a plan changed since the last page; all that is counted by plan and by month is counted in
    one."""
    days = days_for(watched, on=on)
    tallies = tallies_of(watched, days)
    counts = Counts.sum(one for tally in tallies.values() for one in tally.counts.values())
    notes = notebook(person, tallies.values())
    late, number = _late_units(tallies.values(), days)
    plans = _plans({plan: tally for (_, plan), tally in tallies.items() if plan}, days)
    return Dashboard(
        office=watched[0],
        on=on,
        counts=counts,
        late=late,
        late_units=number,
        deciding=next(one for one in notes if one.label == SUM),
        decisions=[one for one in notes if one.label in _DECIDES],
        notes=[one for one in notes if one.label in _NOTES],
        plans=plans if every_plan else plans[:_WORST],
        all_plans=len(plans),
        months=[
            Month(first, Counts.sum(tally.counts[at] for tally in tallies.values() if at in tally.counts))
            for at, first in enumerate(months_shown(on))
        ],
    )


def _late_units(tallies: Iterable[Tally], days: Days) -> tuple[list[LateUnit], int]:
    owed: dict[int, tuple[int, date]] = {}
    for tally in tallies:
        for unit, (number, oldest) in tally.late.items():
            before = owed.get(unit, (0, oldest))
            owed[unit] = before[0] + number, min(before[1], oldest)
    worst = sorted(owed, key=lambda unit: (-owed[unit][0], owed[unit][1], unit))[:_WORST]
    units = kept(("worst", frozenset(worst)), lambda: Unit.objects.in_bulk(worst))
    late = []
    for unit in (units[number] for number in worst):
        number, oldest = owed[unit.pk]
        longest = days.calendar(unit).between(oldest, days.on)
        address = address_of(**{"don-vi": str(unit.pk), "han": "qua-han"})
        late.append(LateUnit(unit, number, longest, address))
    return late, len(owed)


def _plans(tallies: Mapping[int, Tally], days: Days) -> list[PlanPace]:
    """Plans in force, the most behind first."""
    with_work = frozenset(plan for plan, tally in tallies.items() if tally.parts)
    paces = []
    for plan in kept(("plans with work", with_work), lambda: list(_in_force(with_work))):
        tally = tallies.get(plan.pk) or Tally()
        paces.append(PlanPace(plan, Counts.sum(tally.counts.values()), _passed(plan, tally.last, days.on)))
    return sorted(paces, key=lambda one: (not one.is_behind, -one.counts.late))


def _in_force(numbers: Collection[int]) -> QuerySet[ImportedPlan]:
    """What a page may keep of them."""
    plans = ImportedPlan.objects.filter(pk__in=numbers, state=PlanState.ISSUED)
    return plans.only(*NAMING, "units_told_at").order_by("-units_told_at", "-id")


def _passed(plan: ImportedPlan, last: date | None, on: date) -> int | None:
    if plan.units_told_at is None or last is None:
        return None
    begun = localdate(plan.units_told_at)
    whole = max(1, (last - begun).days)
    return min(100, max(0, round((on - begun).days * 100 / whole)))
