"""What is counted of each plan of an office for the pages of who follows its work, kept until something of
the plan changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Max, Min, Q, QuerySet, SmallIntegerField, When

from sauro_web.accounts.models import Unit
from sauro_web.common.between_pages import once
from sauro_web.tasks.models import OPEN, TaskState, UnitTask
from sauro_web.tasks.part_filters import NOBODY, officer_so, waiting_so
from sauro_web.tasks.queries.by_plan import Place, by_plan, editions_of
from sauro_web.tasks.queries.days import Days
from sauro_web.tasks.standing import Counts, counted_so, tallied, tally_of

__all__ = ["Longer", "Tally", "months_shown", "tallies_of"]

_MONTHS = 6
_ASKED = ("pk", "asked_at", "asked_by")
_HANDED_IN = ("state", "submitted_by")
Asked = tuple[int, str, int | None]
"""Who asked for more time, the state of the part, who handed it in."""


@dataclass(frozen=True, order=True, slots=True)
class Longer:
    """A request for more time that nobody has decided, by when it was asked."""

    asked_at: datetime
    pk: int
    asked_by: int = field(compare=False)


@dataclass(slots=True)
class Tally:
    """Of the parts of one plan that hold."""

    counts: dict[int | None, Counts] = field(default_factory=dict)
    """All that counts by the place of its month in `months_shown`, None for other days."""
    last: date | None = None
    """The last day of all."""
    late: dict[int, tuple[int, date]] = field(default_factory=dict)
    """For each unit that owes something late how much, and since which last day."""
    parts: int = 0
    """However they stand."""
    not_taken_up: int = 0
    next_due: date | None = None
    """The first last day from today on."""
    unnamed: int = 0
    """Taken in by a unit that has named nobody for it."""
    returned: int = 0
    submitted: dict[int | None, int] = field(default_factory=dict)
    """Waiting for approval, by who handed it in: another decides."""
    asked: dict[Asked, int] = field(default_factory=dict)
    """More time is asked for."""
    longer: list[Longer] = field(default_factory=list)
    """The same requests one by one."""
    held_up: int = 0
    """By an obstacle that is not answered."""
    given: dict[int | None, int] = field(default_factory=dict)
    """All that counts, by who gave it."""


def tallies_of(offices: Sequence[Unit], days: Days) -> dict[Place, Tally]:
    """For each plan of these offices. One query, and seven where something changed since the last page; none
    where the page asked already."""

    def read() -> dict[Place, Tally]:
        return by_plan("tally", editions_of(offices), lambda parts: _read(parts, days), at=days.today)

    return once(("tallies", frozenset(office.pk for office in offices), days.today), read)


def months_shown(on: date) -> list[date]:
    """The first days of the months that are shown, the last of which is this one."""
    firsts = [on.replace(day=1)]
    while len(firsts) < _MONTHS:
        firsts.insert(0, (firsts[0] - timedelta(days=1)).replace(day=1))
    return firsts


def _read(parts: QuerySet[UnitTask], days: Days) -> Mapping[Place, Tally]:
    found: dict[Place, Tally] = defaultdict(Tally)
    holding = parts.filter(ended_at=None).order_by()
    _by_month(holding, days, found)
    of_plan = holding.values_list("office", "plan")
    late = of_plan.filter(counted_so("qua-han", days.today)).values_list("office", "plan", "unit")
    for office, plan, unit, number, oldest in late.annotate(n=Count("pk"), oldest=Min("ends_on")):
        found[office, plan].late[unit] = number, oldest
    for office, plan, *said in of_plan.annotate(
        n=Count("pk"),
        left=Count("pk", filter=Q(state=TaskState.ASSIGNED)),
        next_due=Min("ends_on", filter=Q(ends_on__gte=days.on)),
        unnamed=Count("pk", filter=officer_so(NOBODY)),
        returned=Count("pk", filter=waiting_so("tra-lai")),
    ):
        tally = found[office, plan]
        tally.parts, tally.not_taken_up, tally.next_due, tally.unnamed, tally.returned = said
    for office, plan, number in of_plan.filter(waiting_so("vuong-mac")).annotate(n=Count("pk")):
        found[office, plan].held_up = number
    # A part has one open request at most.
    asked = of_plan.filter(waiting_so("gia-han"), extensions__granted=None)
    requests = asked.values_list("office", "plan", *(f"extensions__{name}" for name in _ASKED), *_HANDED_IN)
    for office, plan, pk, at, by, state, handed_in_by in requests:
        tally = found[office, plan]
        tally.longer.append(Longer(at, pk, by))
        whose = by, state, handed_in_by
        tally.asked[whose] = tally.asked.get(whose, 0) + 1
    submitted = of_plan.filter(waiting_so("duyet")).values_list("office", "plan", "submitted_by")
    for office, plan, person, number in submitted.annotate(n=Count("pk")):
        found[office, plan].submitted[person] = number
    given = of_plan.filter(counted_so("tinh", days.today), given_by__isnull=False)
    for office, plan, person, number in given.values_list("office", "plan", "given_by").annotate(
        n=Count("pk")
    ):
        found[office, plan].given[person] = number
    return found


def _by_month(holding: QuerySet[UnitTask], days: Days, found: Mapping[Place, Tally]) -> None:
    firsts = months_shown(days.on)
    after = (firsts[-1] + timedelta(days=31)).replace(day=1)
    spans = zip(firsts, (*firsts[1:], after), strict=True)
    whens = [When(ends_on__gte=first, ends_on__lt=end, then=at) for at, (first, end) in enumerate(spans)]
    rows = holding.filter(goes_on=False, state__in=(*OPEN, TaskState.FINISHED))
    rows = rows.annotate(month=Case(*whens, output_field=SmallIntegerField()))
    sums: dict[Place, dict[int | None, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    counted = tallied(rows, days.today, "office", "plan", "month", in_force=True)
    for office, plan, month, *said, until in counted.annotate(last=Max("ends_on")):
        sums[office, plan][month].update(tally_of(*said))
        tally = found[office, plan]
        tally.last = max(filter(None, (tally.last, until)), default=None)
    for place, months in sums.items():
        found[place].counts = {at: Counts.of_tally(one) for at, one in months.items()}
