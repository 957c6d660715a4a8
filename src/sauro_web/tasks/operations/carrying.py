"""Work in hand goes on under an amended plan: whoever still has his part keeps its row, with state and
history; what is no longer asked for ends, and stays as it stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.common.errors import NotReady
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries.difference import Difference
from sauro_web.tasks.models import OF_TASK, OPEN, Task, UnitTask
from sauro_web.tasks.queries.carrying import continued_by, sort_out

__all__ = ["Carried", "carry_over", "in_force", "link_tasks", "told_of_amendment"]

_BATCH = 200
_DAYS = ("due_on", "ends_on", "first_due_on", "first_ends_on", "goes_on", "check_on")
"""What a part that is asked for with another day takes over from the new plan."""
_REPLACED = "Kế hoạch được sửa đổi không còn hiệu lực; hãy chọn lại kế hoạch đang có hiệu lực."


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the parts of the plan before, and which are to be made anew."""

    kept: list[UnitTask] = field(default_factory=list)
    changed: list[UnitTask] = field(default_factory=list)
    """Those that go on in another wording, with another time or another part in it."""
    ended: list[UnitTask] = field(default_factory=list)
    new: list[UnitTask] = field(default_factory=list)


def in_force(amended_id: int | None) -> ImportedPlan | None:
    """The plan that another amends, locked; None where it amends none.

    Raises NotReady where it is no longer in force.
    """
    if amended_id is None:
        return None
    amended = ImportedPlan.objects.select_for_update(no_key=True).get(pk=amended_id)
    if amended.state != PlanState.ISSUED:
        raise NotReady(_REPLACED)
    return amended


def link_tasks(amended: ImportedPlan, tasks: Iterable[Task], found: Difference) -> None:
    """Says of each new task which one it continues, before it is kept."""
    continued = continued_by(amended, found)
    for task in tasks:
        task.continues_id = continued.get(task.suggestion_id or 0)


def carry_over(amended: ImportedPlan, parts: Sequence[UnitTask], found: Difference, now: datetime) -> Carried:
    """Moves the rows of those who go on to their new tasks and ends the others; `parts` is what the new plan
    asks for, of which those not carried over are left to be made."""
    sorted_out = sort_out(_in_hand(amended), parts, found)
    for row, part in (*sorted_out.kept, *sorted_out.changed):
        row.task, row.part, row.answers_alone = part.task, part.part, part.answers_alone
        if row.first_due_on != part.due_on or row.goes_on != part.goes_on:
            for name in _DAYS:
                setattr(row, name, getattr(part, name))
    for row, part in sorted_out.passed:
        row.task = part.task
    for row in sorted_out.ended:
        row.ended_at = now
    carried = Carried(
        kept=[row for row, _ in sorted_out.kept],
        changed=[row for row, _ in sorted_out.changed],
        ended=sorted_out.ended,
        new=sorted_out.new,
    )
    moved = ["task", "part", "answers_alone", *_DAYS]
    UnitTask.objects.bulk_update([*carried.kept, *carried.changed], moved, batch_size=_BATCH)
    UnitTask.objects.bulk_update([row for row, _ in sorted_out.passed], ["task"], batch_size=_BATCH)
    UnitTask.objects.bulk_update(carried.ended, ["ended_at"], batch_size=_BATCH)
    _carry_occurrences(amended, carried, now)
    return carried


def _carry_occurrences(amended: ImportedPlan, carried: Carried, now: datetime) -> None:
    """Occurrences go where their duty goes; those still owed of a duty that has ended, or that is no longer
    periodic, end with it, and those that were done or missed stay as they stood."""
    occurrences = UnitTask.objects.filter(plan=amended, series__isnull=False, ended_at=None)
    over = [row.pk for row in carried.ended]
    over += [row.pk for row in (*carried.kept, *carried.changed) if not row.goes_on]
    occurrences.filter(series__in=over, state__in=OPEN, ends_on__gte=localdate(now)).update(ended_at=now)
    series = UnitTask.objects.filter(pk=OuterRef("series_id"))
    with_series = {name: Subquery(series.values(name)[:1]) for name in ("task", *OF_TASK)}
    occurrences.exclude(series__in=over).update(**with_series)


def _in_hand(amended: ImportedPlan) -> Iterator[UnitTask]:
    parts = UnitTask.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    yield from parts.filter(plan=amended, ended_at=None, series=None)


def told_of_amendment(
    plan: ImportedPlan, amended: ImportedPlan, carried: Carried
) -> Iterator[tuple[Unit, str]]:
    """One sentence a unit: what it keeps, what changed for it, what is new and what has ended."""
    counted: dict[str, Mapping[int, int]] = {
        "giữ nguyên": Counter(part.unit_id for part in carried.kept),
        "có thay đổi": Counter(part.unit_id for part in carried.changed),
        "mới": Counter(part.unit_id for part in carried.new),
        "không phải làm nữa": Counter(part.unit_id for part in carried.ended),
    }
    every = (*carried.kept, *carried.changed, *carried.new, *carried.ended)
    for number, unit in {part.unit_id: part.unit for part in every}.items():
        said = ", ".join(f"{count[number]} việc {what}" for what, count in counted.items() if count[number])
        yield unit, f"{plan.cited} thay thế Kế hoạch số {amended.reference}: {said}."
