"""Who sees a task, and who takes one up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.accounts.queries.successions import followed
from sauro_web.accounts.rules import holds, holds_in_house, houses_of, offices_above
from sauro_web.tasks.life import Actor, Step, StepKind
from sauro_web.tasks.models import Part, Task, UnitTask

__all__ = [
    "actors_on",
    "in_whose_name",
    "may_read_roll_up",
    "may_read_task",
    "may_read_work_of",
    "may_recognise",
    "may_step",
    "may_take_up",
    "offices_read_whole",
    "offices_watched",
    "readable",
    "units_held",
    "units_of",
]

_WATCHING = (Role.COORDINATOR, Role.LEADER)
_AROUND = (UnitKind.COMMUNE, UnitKind.DEPARTMENT)


def units_held(user: User, *, on: date) -> list[Unit]:
    """The units whose tasks concern the person closely: where he has a position, and the office or department
    whose plans he follows or which he leads, with those that these followed; those of the position in which
    he acts first. Three queries."""
    held = standings(user, on)
    own = {standing.unit.pk for standing in held}
    watching = [standing.unit for standing in held if standing.role in _WATCHING]
    around = Q(kind=UnitKind.DEPARTMENT, path__in={path for unit in watching for path in offices_above(unit)})
    here = Unit.objects.filter(around | Q(pk__in=own | {_office(unit) for unit in watching}))
    return _in_order(here, held)


def units_of(user: User, *, on: date) -> list[Unit]:
    """The units whose tasks are the person's own: those he holds a position in or watches, and the department
    or commune around him, with those that these followed; those of the position in which he acts first. Three
    queries."""
    held = standings(user, on)
    above = {path for standing in held for path in offices_above(standing.unit)}
    own = {standing.unit.pk for standing in held}
    watched = {_office(standing.unit) for standing in held if standing.role in _WATCHING}
    around = Q(path__in=above, kind__in=_AROUND)
    return _in_order(Unit.objects.filter(around | Q(pk__in=own | watched)), held)


def _in_order(here: QuerySet[Unit], held: Sequence[Standing]) -> list[Unit]:
    """These units and those that they followed: what was given to a unit that is gone is theirs to do."""
    units = Unit.objects.filter(Q(pk__in=here) | Q(pk__in=followed(here))).order_by("-depth", "path")
    return sorted(units, key=lambda unit: _place(unit, held))


def offices_watched(user: User, *, on: date) -> list[Unit]:
    """The offices all of whose work the person follows: as who is charged with it, or as a leader; that of
    the position in which he acts first."""
    held = [one for one in standings(user, on) if one.role in _WATCHING]
    watched = Unit.objects.filter(pk__in={_office(one.unit) for one in held}).order_by("-depth", "path")
    return sorted(watched, key=lambda unit: _place(unit, held))


def may_read_task(user: User, task: Task, *, on: date) -> bool:
    """Units that have a part in it, and whoever follows or leads the office that gave it."""
    if may_read_work_of(user, task.office, on=on):
        return True
    return task.parts.filter(unit__in=units_of(user, on=on)).exists()


def readable(user: User, *, on: date) -> Q:
    """The condition on a task that the person may read it, as `may_read_task` has it. Six queries, however
    many tasks there are."""
    parts = UnitTask.objects.filter(unit__in=units_of(user, on=on)).values("task")
    return Q(office__in=offices_read_whole(user, on=on)) | Q(pk__in=parts)


def offices_read_whole(user: User, *, on: date) -> list[int]:
    """The offices every task of which the person may read. Three queries."""
    watching = [one.unit for one in standings(user, on) if one.role in _WATCHING]
    return list(Unit.objects.filter(houses_of(watching)).values_list("pk", flat=True)) if watching else []


def may_read_work_of(user: User, office: Unit, *, on: date) -> bool:
    """All that an office has given: who follows or leads it."""
    return holds_in_house(user, _WATCHING, office, on=on)


def may_read_roll_up(user: User, unit: Unit, *, on: date) -> bool:
    """How much work a unit has and how it goes, without the rows: who follows or leads the unit, or an office
    above it. A query for each office above."""
    above = Unit.objects.filter(path__in=offices_above(unit)).order_by("-depth")
    return any(holds_in_house(user, _WATCHING, office, on=on) for office in above)


def may_take_up(user: User, part: UnitTask, *, on: date) -> bool:
    """Say that the unit has received its part: who has a position in it, or in one that followed it."""
    return any(unit.pk == part.unit_id for unit in units_of(user, on=on))


def actors_on(user: User, part: UnitTask, *, on: date) -> frozenset[Actor]:
    """On which sides of a part the person stands that day; nowhere where he has nothing to do with it. What a
    cooperating unit owes, the lead unit takes in as well as who follows the work."""
    own = {unit.pk for unit in units_of(user, on=on)}
    sides = {Actor.UNIT} if part.unit_id in own else set()
    leads = part.task.parts.filter(part=Part.LEAD, unit__in=own, ended_at=None)
    if holds_in_house(user, _WATCHING, part.task.office, on=on) or (
        part.part == Part.COOPERATING and leads.exists()
    ):
        sides.add(Actor.GIVER)
    if holds(user, (Role.LEADER,), part.task.office, on=on):
        sides.add(Actor.SUPERIOR)
    return frozenset(sides)


def may_step(user: User | None, part: UnitTask, step: Step, *, on: date) -> bool:
    """Take a step with a part. Nobody approves what he handed in himself (separation of duties), and
    inspectors take none: they have no position in the unit that gives it. `None` is the site itself."""
    if user is None:
        return True
    if step.kind in (StepKind.APPROVE, StepKind.SEND_BACK) and part.submitted_by_id == user.pk:
        return False
    return step.actor in actors_on(user, part, on=on)


def may_recognise(user: User, part: UnitTask, *, on: date) -> bool:
    """Recognise finished work: leaders of the office that gave it, or of one above it."""
    return Actor.SUPERIOR in actors_on(user, part, on=on)


def in_whose_name(user: User, part: UnitTask, *, on: date) -> str:
    """Whose position it is that lets the person act for the unit, for the audit trail; blank for his own."""
    held = standings(user, on)
    able = [one for one in held if _reaches(one, part.unit)]
    if not able:
        links = Q(follows__predecessor=part.unit) | Q(follows__predecessor__follows__predecessor=part.unit)
        later = list(Unit.objects.filter(links))
        able = [one for one in held if any(_reaches(one, unit) for unit in later)]
    return able[0].on_behalf_of if able else ""


def _reaches(standing: Standing, unit: Unit) -> bool:
    """Whether the unit's tasks are those of the position."""
    if standing.unit.pk == unit.pk:
        return True
    if standing.role in _WATCHING and _office(standing.unit) == unit.pk:
        return True
    return unit.kind in _AROUND and standing.unit.path.startswith(unit.path)


def _place(unit: Unit, held: Sequence[Standing]) -> int:
    """Before or behind the others: whether the position in which the person acts, which is the first, reaches
    the unit."""
    return 0 if held and _reaches(held[0], unit) else 1


def _office(unit: Unit) -> int:
    return unit.commune_id or unit.province_id or unit.pk
