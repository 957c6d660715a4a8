"""What becomes of the work in hand under an amended plan: told beforehand by the same rule that does it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from sauro_web.accounts.models import Unit
from sauro_web.plans.models import ImportedPlan
from sauro_web.plans.queries.difference import Difference
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.queries.duties import members_named, standing_duties
from sauro_web.tasks.queries.giving import parts_of, task_of

__all__ = ["Forecast", "Share", "SortedOut", "continued_by", "forecast", "sort_out"]

_NAMED = 3
"""Units with the same share that are named before the rest is folded."""


@dataclass(frozen=True, slots=True)
class SortedOut:
    """The parts in hand and those that the new plan asks for, put together."""

    kept: list[tuple[UnitTask, UnitTask]] = field(default_factory=list)
    """A row in hand, and the part that it goes on as, unchanged."""
    changed: list[tuple[UnitTask, UnitTask]] = field(default_factory=list)
    """Those that go on in another wording, with another time or another part in it."""
    ended: list[UnitTask] = field(default_factory=list)
    new: list[UnitTask] = field(default_factory=list)
    passed: list[tuple[UnitTask, UnitTask]] = field(default_factory=list)
    """Rows whose unit has passed its part on; they go where their duty goes."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the same number of parts becomes of for each of some units."""

    units: Sequence[Unit]
    kept: int
    changed: int
    ended: int
    new: int

    @property
    def named(self) -> Sequence[Unit]:
        """Those that are named at once."""
        return self.units if len(self.units) <= _NAMED else ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """What issuing an amended plan would do to the parts that units have in hand."""

    going_on: int
    changed: int
    """Of those that go on, how many in another wording, time or role."""
    ended: int
    new: int
    received: int
    """Of those that go on, how many a unit has taken up already: they stay so."""
    shares: Sequence[Share]
    """Units with the same figures together, the most concerned first."""


def continued_by(amended: ImportedPlan, found: Difference) -> dict[int, int]:
    """For each duty of the new plan that goes on, the task of the amended plan that it continues. One
    query."""
    before = dict(Task.objects.filter(plan=amended).values_list("suggestion_id", "pk"))
    return {
        pair.new.number: before[pair.old.number]
        for pair in found.pairs
        if pair.old is not None and pair.new is not None and pair.old.number in before
    }


def sort_out(held: Iterable[UnitTask], parts: Iterable[UnitTask], found: Difference) -> SortedOut:
    """Puts each part that is asked for together with the row that the same unit has in hand; `parts` know the
    tasks that theirs continue. What a unit has passed on stays with the unit that took it."""
    every = {row.pk: row for row in held}
    in_hand = {(row.task_id, row.unit_id): row for row in every.values()}
    same = {pair.new.number for pair in found.same if pair.new is not None}
    sorted_out = SortedOut()
    takers: dict[int, tuple[UnitTask, UnitTask]] = {}
    waiting: list[tuple[UnitTask, UnitTask | None]] = []
    for part in sorted(parts, key=lambda part: part.part != Part.LEAD):
        row = in_hand.pop((part.task.continues_id or 0, part.unit_id), None)
        taker = row and _taker(row, every)
        if row is None or taker is None or taker.pk == row.pk:
            waiting.append((part, row))
        else:
            sorted_out.passed.append((row, part))
            takers.setdefault(taker.pk, (part, taker))
    # Who took over another's part has that one; what the plan gives him besides of the same task is in it.
    waiting = [(part, row) for part, row in waiting if row is None or row.pk not in takers]
    for part, row in (*takers.values(), *waiting):
        if row is None:
            sorted_out.new.append(part)
            continue
        # What was extended goes on extended, as long as the plan itself asks for the same day.
        same_day = row.first_due_on == part.due_on
        as_before = part.task.suggestion_id in same and row.part == part.part and same_day
        (sorted_out.kept if as_before else sorted_out.changed).append((row, part))
    sorted_out.ended.extend(row for row in in_hand.values() if row.pk not in takers)
    return sorted_out


def _taker(row: UnitTask, every: Mapping[int, UnitTask]) -> UnitTask | None:
    """The row of the unit with which a part that was passed on, perhaps more than once, ended up."""
    found: UnitTask | None = row
    while found is not None and found.passed_to_id is not None:
        found = every.get(found.passed_to_id)
    return found


def forecast(amended: ImportedPlan, plan: ImportedPlan, found: Difference, *, on: date) -> Forecast:
    """What issuing `plan` on that day would do; duties that nobody has rejected yet count as confirmed. Six
    queries, and one for each group."""
    duties = standing_duties(plan)
    groups = {group.pk: units for group, units in members_named(duties, on).items()}
    continued = continued_by(amended, found)
    now = timezone.make_aware(datetime.combine(on, time()))
    parts: list[UnitTask] = []
    for duty in duties:
        task = task_of(plan, duty, groups, now)
        task.continues_id = continued.get(duty.pk)
        parts.extend(parts_of(task, duty, groups))
    held = UnitTask.objects.filter(task__plan=amended, ended_at=None, series=None).select_related("unit")
    sorted_out = sort_out(held, parts, found)
    going_on = [row for row, _ in (*sorted_out.kept, *sorted_out.changed)]
    return Forecast(
        going_on=len(going_on),
        changed=len(sorted_out.changed),
        ended=len(sorted_out.ended),
        new=len(sorted_out.new),
        received=sum(row.state == TaskState.RECEIVED for row in going_on),
        shares=_shares(sorted_out),
    )


def _shares(sorted_out: SortedOut) -> list[Share]:
    counts: tuple[Mapping[int, int], ...] = (
        Counter(row.unit_id for row, _ in sorted_out.kept),
        Counter(row.unit_id for row, _ in sorted_out.changed),
        Counter(row.unit_id for row in sorted_out.ended),
        Counter(row.unit_id for row in sorted_out.new),
    )
    rows = [row for row, _ in (*sorted_out.kept, *sorted_out.changed)]
    units = {row.unit_id: row.unit for row in (*rows, *sorted_out.ended, *sorted_out.new)}
    alike: dict[tuple[int, ...], list[Unit]] = defaultdict(list)
    for number, unit in units.items():
        alike[tuple(count.get(number, 0) for count in counts)].append(unit)
    shares = [
        Share(sorted(some, key=lambda unit: (unit.position, unit.path)), *figures)
        for figures, some in alike.items()
    ]
    return sorted(shares, key=lambda share: (-(share.changed + share.ended + share.new), -share.kept))
