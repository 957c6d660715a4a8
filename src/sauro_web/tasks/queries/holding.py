"""What units hold: rows of parts, and the plans they come from."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar, cast

from django.db.models import Model, QuerySet

from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.models.beside import PartRows
from sauro_web.tasks.queries.along import put_along

__all__ = [
    "drawn_in_lists",
    "drawn_with",
    "parts_given",
    "parts_held",
    "parts_of_area",
    "parts_of_plan",
]

Row = TypeVar("Row", bound=Model)
_NOT_DRAWN = (
    *(f"task__{name}" for name in ("quote", "due", "group_name", "group_size", "words", "continues")),
    *(f"task__{name}" for name in ("suggestion", "parent", "given_by", "position")),
    *("series", "check_on", "received_at", "started_at", "submitted_at", "submitted_by", "finished_at"),
    "taken_in_by_lead",
    *("recognised_at", "passed_to", "version", "given_by", "office", "plan", "first_ends_on"),
)


def parts_held(units: Collection[Unit]) -> QuerySet[UnitTask]:
    """Parts of these units."""
    return _parts().filter(ended_at=None, unit__in=units)


def parts_given(offices: Collection[Unit]) -> QuerySet[UnitTask]:
    """Parts of whatever these offices gave, of all units."""
    return _parts().filter(ended_at=None, office__in=offices)


def parts_of_area(unit: Unit) -> QuerySet[UnitTask]:
    """Parts of a unit; of a commune or a province those of all units in its house."""
    if unit.kind == UnitKind.COMMUNE:
        return _parts().filter(ended_at=None, commune=unit)
    if unit.kind == UnitKind.PROVINCE:
        return _parts().filter(ended_at=None, province=unit, commune=None)
    return parts_held([unit])


def parts_of_plan(plan: ImportedPlan, *, seen_by: Collection[Unit] | None) -> QuerySet[UnitTask]:
    """Parts of all units in a plan, those that a later plan took away with them; for units that do not see
    all of it in the tasks alone in which they have a part themselves, as the page of a task shows them."""
    parts = _parts().filter(plan=plan)
    if seen_by is None:
        return parts
    own = UnitTask.objects.filter(plan=plan, unit__in=seen_by)
    return parts.filter(task__in=own.values("task"))


def _parts() -> QuerySet[UnitTask]:
    return UnitTask.objects.select_related("task__plan", "unit", "officer")


def drawn_in_lists(parts: QuerySet[UnitTask]) -> QuerySet[UnitTask]:
    """The same rows without what no column of a list shows: a page of a list has a hundred and sixty
    records."""
    return cast(PartRows, parts).put_along(put_along).defer(*_NOT_DRAWN)


def drawn_with(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Of what belongs to a part (`part`): each with the same of its part. `put_along` is left to the
    caller."""
    return rows.select_related("part__task").defer(*(f"part__{name}" for name in _NOT_DRAWN))
