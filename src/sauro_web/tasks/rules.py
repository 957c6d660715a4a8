"""Who sees a task, and who takes one up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.accounts.queries.successions import followed
from sauro_web.accounts.rules import holds_in_house, offices_above
from sauro_web.tasks.models import Task, UnitTask

__all__ = [
    "may_read_task",
    "may_read_work_of",
    "may_take_up",
    "offices_watched",
    "units_held",
    "units_of",
    "watched_by",
]

_WATCHING = (Role.COORDINATOR, Role.LEADER)


def units_held(held: Iterable[Standing]) -> set[int]:
    """The units whose tasks concern a person closely: where he has a position, and the office whose plans he
    follows or which he leads."""
    held = list(held)
    return {standing.unit.pk for standing in held} | watched_by(held)


def watched_by(held: Iterable[Standing]) -> set[int]:
    """The offices all of whose work one follows in these positions, by their numbers."""
    return {_office(standing.unit) for standing in held if standing.role in _WATCHING}


def units_of(user: User, *, on: date) -> list[Unit]:
    """The units whose tasks are the person's own: those he holds a position in or watches, and the department
    or commune around him, with those that these followed. Three queries."""
    held = standings(user, on)
    above = {path for standing in held for path in offices_above(standing.unit)}
    own = {standing.unit.pk for standing in held}
    watched = watched_by(held)
    around = Q(path__in=above, kind__in=(UnitKind.COMMUNE, UnitKind.DEPARTMENT))
    here = Unit.objects.filter(around | Q(pk__in=own | watched))
    # What was given to a unit that is gone is its followers' to do.
    return list(Unit.objects.filter(Q(pk__in=here) | Q(pk__in=followed(here))).order_by("-depth", "path"))


def offices_watched(user: User, *, on: date) -> list[Unit]:
    """The offices all of whose work the person follows: as who is charged with it, or as a leader."""
    watched = watched_by(standings(user, on))
    return list(Unit.objects.filter(pk__in=watched).order_by("-depth", "path"))


def may_read_task(user: User, task: Task, *, on: date) -> bool:
    """Units that have a part in it, and whoever follows or leads the office that gave it."""
    if may_read_work_of(user, task.office, on=on):
        return True
    return task.parts.filter(unit__in=units_of(user, on=on)).exists()


def may_read_work_of(user: User, office: Unit, *, on: date) -> bool:
    """All that an office has given: who follows or leads it."""
    return holds_in_house(user, _WATCHING, office, on=on)


def may_take_up(user: User, part: UnitTask, *, on: date) -> bool:
    """Say that the unit has received its part: who has a position in it."""
    return any(unit.pk == part.unit_id for unit in units_of(user, on=on))


def _office(unit: Unit) -> int:
    return unit.commune_id or unit.province_id or unit.pk
