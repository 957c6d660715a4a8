"""Single records as far as a person may read them; for others they are not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.accounts.queries.units import home_of, search_units
from sauro_web.accounts.rules import may_read_unit
from sauro_web.plans import rules as plan_rules
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks import rules
from sauro_web.tasks.models import Extension, Nudge, Obstacle, Task, UnitTask
from sauro_web.tasks.queries.nudging import nudges_for

__all__ = [
    "extension_seen",
    "nudge_seen",
    "obstacle_seen",
    "part_seen",
    "plans_seen",
    "task_seen",
    "tasks_seen",
    "unit_seen",
    "units_found",
]

_RELATED = Task.objects.select_related("office", "plan__office", "suggestion", "parent__office")


def task_seen(person: User, number: int, *, on: date) -> Task:
    """Raises Http404."""
    task = _RELATED.filter(pk=number).first()
    if task is None or not rules.may_read_task(person, task, on=on):
        raise Http404
    return task


def part_seen(person: User, number: int, *, on: date) -> UnitTask:
    """With its task; raises Http404."""
    part = UnitTask.objects.select_related("unit", "officer").filter(pk=number).first()
    if part is None:
        raise Http404
    part.task = task_seen(person, part.task_id, on=on)
    return part


def extension_seen(person: User, number: int, *, on: date) -> tuple[Extension, UnitTask]:
    """With its part; raises Http404."""
    held = Extension.objects.select_related("asked_by").filter(pk=number).first()
    if held is None:
        raise Http404
    return held, part_seen(person, held.part_id, on=on)


def obstacle_seen(person: User, number: int, *, on: date) -> tuple[Obstacle, UnitTask | None]:
    """With its part; alone where the person is only asked about it. Raises Http404."""
    held = Obstacle.objects.select_related("to", "raised_by").filter(pk=number).first()
    if held is None:
        raise Http404
    try:
        return held, part_seen(person, held.part_id, on=on)
    except Http404:
        if not Obstacle.objects.filter(rules.obstacles_open_to(person, on=on), pk=number).exists():
            raise
    return held, None


def nudge_seen(person: User, number: int, *, on: date) -> Nudge:
    """Raises Http404."""
    found = nudges_for(person, on=on).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def unit_seen(person: User, number: int, *, on: date) -> Unit:
    """Raises Http404."""
    unit = Unit.objects.select_related("province", "commune").filter(pk=number).first()
    if unit is None or not may_read_unit(person, unit, on=on):
        raise Http404
    return unit


def tasks_seen(person: User, *, on: date) -> QuerySet[Task]:
    """All that the person may read."""
    return Task.objects.filter(rules.readable(person, on=on)).select_related("office", "plan")


def plans_seen(person: User, *, on: date) -> QuerySet[ImportedPlan]:
    """All that the person may read."""
    return (
        ImportedPlan.objects.filter(plan_rules.readable(person, on=on))
        .select_related("office")
        .defer("words")
    )


def units_found(person: User, words: str, *, on: date, limit: int) -> Sequence[Unit]:
    """Units of the provinces in which the person has a position, and the provinces and ministries."""
    held = standings(person, on)
    if not held:
        return []
    provinces = {standing.unit.province_id for standing in held} - {None}
    units = search_units(words, near=home_of(person, on), on=on, limit=limit)
    return [unit for unit in units if unit.province_id in provinces or unit.depth == 1]
