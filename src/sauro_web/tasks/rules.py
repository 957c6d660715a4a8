"""Who sees a task, and who takes one up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.standings import Standing, followed_by, standings
from sauro_web.accounts.rules import holds, holds_in_house, houses_of, offices_above
from sauro_web.common.between_pages import kept
from sauro_web.tasks.life import Actor, Step, StepKind
from sauro_web.tasks.models import CLOSED, OPEN, Part, Task, UnitTask

__all__ = [
    "Place",
    "actors_on",
    "in_whose_name",
    "may_be_asked",
    "may_be_given",
    "may_give",
    "may_give_step",
    "may_read_roll_up",
    "may_read_task",
    "may_read_work_of",
    "may_recognise",
    "may_step",
    "may_take_up",
    "offices_read_whole",
    "offices_watched",
    "nudges_open_to",
    "obstacles_open_to",
    "place_on",
    "readable",
    "readable_parts",
    "units_asked",
    "units_headed",
    "units_held",
    "units_of",
]

_WATCHING = (Role.COORDINATOR, Role.LEADER)
_HEADING = (Role.HEAD, Role.LEADER)
_BESIDE = (Role.INSPECTOR, Role.ADMINISTRATOR)
"""Roles that answer for no work of the office that they look at or keep."""
_AROUND = (UnitKind.COMMUNE, UnitKind.DEPARTMENT)


def units_held(user: User, *, on: date) -> list[Unit]:
    """The units whose tasks concern the person closely: where he has a position, and the office or department
    whose plans he follows or which he leads, with those that these followed; those of the position in which
    he acts first. At most four queries, two of them asked once for a page."""
    held = standings(user, on)
    own = {standing.unit.pk for standing in held if standing.role not in _BESIDE}
    watching = [standing.unit for standing in held if standing.role in _WATCHING]
    around = Q(kind=UnitKind.DEPARTMENT, path__in={path for unit in watching for path in offices_above(unit)})
    numbers = own | {_office(unit) for unit in watching}
    here = kept(
        ("held", frozenset(numbers), frozenset(unit.pk for unit in watching)),
        lambda: list(Unit.objects.filter(around | Q(pk__in=numbers))),
    )
    return _in_order(user, here, held, on)


def units_of(user: User, *, on: date) -> list[Unit]:
    """The units whose tasks are the person's own: those he holds a position in or watches, and the department
    or commune around him, with those that these followed; those of the position in which he acts first. Two
    queries, asked once for a page, and one each for a house that none of his units names and for units that
    are gone."""
    held = standings(user, on)
    own = {standing.unit.pk for standing in held}
    watched = {_office(standing.unit) for standing in held if standing.role in _WATCHING}
    above = {path for standing in held for path in offices_above(standing.unit)}
    near = (unit for one in held for unit in (one.unit, one.unit.commune, one.unit.province) if unit)
    known = {unit.pk: unit for unit in near}
    if unknown := above - {unit.path for unit in known.values()}:
        known |= {unit.pk: unit for unit in Unit.objects.filter(path__in=unknown, kind__in=_AROUND)}
    here = (unit for unit in known.values() if unit.pk in own | watched or unit.kind in _AROUND)
    return _in_order(user, here, held, on)


def _in_order(user: User, here: Iterable[Unit], held: Sequence[Standing], on: date) -> list[Unit]:
    """These units and those that they followed: what was given to a unit that is gone is theirs to do."""
    units = {unit.pk: unit for unit in here}
    if gone := followed_by(user, units.keys(), on) - units.keys():
        units |= Unit.objects.in_bulk(gone)
    return sorted(units.values(), key=lambda unit: (_place(unit, held), -unit.depth, unit.path))


def units_headed(user: User, *, on: date) -> list[Unit]:
    """The units that the person heads, who says which of its people does what."""
    return [one.unit for one in standings(user, on) if one.role in _HEADING or one.membership.is_head]


def units_asked(user: User, *, on: date) -> list[Unit]:
    """Those of `units_of` in whose name the person answers what others ask: of a whole commune or department
    only who has a position right in it, follows its work or leads it. The queries of `units_of`."""
    return _answering(units_of(user, on=on), standings(user, on))


def _answering(units: Collection[Unit], held: Sequence[Standing]) -> list[Unit]:
    watching = [one.unit for one in held if one.role in _WATCHING]
    own = {one.unit.pk for one in held if one.role not in _BESIDE} | {_office(unit) for unit in watching}
    # What followed a commune or department that is gone answers for it: who leads or follows it.
    return [unit for unit in units if unit.kind not in _AROUND or unit.pk in own or watching]


def offices_watched(user: User, *, on: date) -> list[Unit]:
    """The offices all of whose work the person follows: as who is charged with it, or as a leader; that of
    the position in which he acts first."""
    held = [one for one in standings(user, on) if one.role in _WATCHING]
    offices = (one.unit.house for one in held)
    watched = {office.pk: office for office in offices}.values()
    return sorted(watched, key=lambda unit: (_place(unit, held), -unit.depth, unit.path))


def may_read_task(user: User, task: Task, *, on: date) -> bool:
    """Units that have a part in it or that lead what it is a step of, and whoever follows or leads the office
    that gave it; not who is only asked about an obstacle to it (`obstacles_open_to`)."""
    if may_read_work_of(user, task.office, on=on):
        return True
    return Task.objects.filter(_concerns(units_of(user, on=on)), pk=task.pk).exists()


def readable(user: User, *, on: date) -> Q:
    """The condition on a task that the person may read it, as `may_read_task` has it. The queries of
    `units_of` and one more, however many tasks there are."""
    return Q(office__in=offices_read_whole(user, on=on)) | _concerns(units_of(user, on=on))


def readable_parts(user: User, *, on: date) -> Q:
    """The same on a part: that the person may read its task. As many queries."""
    concerns = _concerns(units_of(user, on=on), number="task", parent="task__parent")
    return Q(office__in=offices_read_whole(user, on=on)) | concerns


def _concerns(units: Collection[Unit], *, number: str = "pk", parent: str = "parent") -> Q:
    """The condition on a task that it is the person's to know for one of his units; `number` and `parent` say
    where the task and the one above it stand."""
    own = UnitTask.objects.filter(unit__in=units)
    leading = own.filter(part=Part.LEAD, ended_at=None)
    known = (number, own.values("task")), (parent, leading.values("task"))
    return reduce(or_, (Q(**{f"{name}__in": tasks}) for name, tasks in known))


def nudges_open_to(user: User, *, on: date) -> Q:
    """The condition on a nudge that the person may read it: whoever follows the office that sent it, and the
    people of the unit that is urged."""
    return Q(office__in=offices_watched(user, on=on)) | Q(unit__in=units_of(user, on=on))


def obstacles_open_to(user: User, *, on: date) -> Q:
    """The condition on an obstacle that the person reads its question as one who is asked, whether he may
    read the task or not: while it is open, and afterwards where he himself answered it."""
    is_open = Q(answered_at=None, closed_at=None, part__ended_at=None, part__state__in=OPEN)
    return Q(answered_by=user) | is_open & Q(to__in=units_asked(user, on=on))


def may_be_asked(part: UnitTask) -> Q:
    """The condition on a unit that an obstacle to a part may be put to it: the office that gave the task and
    its own units, those that have a part in it, the office of the unit that asks and the one above that."""
    task, own = part.task, part.unit
    house = begins("path", task.office.path)
    if task.office.kind == UnitKind.PROVINCE:
        house &= Q(commune=None)
    known = Q(task=task, ended_at=None)
    if task.parent_id is not None:
        known |= Q(task=task.parent_id, part=Part.LEAD, ended_at=None)
    above = {own.commune_id, own.province_id} - {None}
    among = Q(pk__in=above) | Q(pk__in=UnitTask.objects.filter(known).values("unit"))
    return (house | among) & ~Q(pk=own.pk)


def offices_read_whole(user: User, *, on: date) -> list[int]:
    """The offices every task of which the person may read. One query beyond where he stands, none where he
    neither follows nor leads."""
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
    """Say that the unit has received its part: who answers for it, or for one that followed it."""
    return any(unit.pk == part.unit_id for unit in units_asked(user, on=on))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands to a task: asked once, it answers for all of its parts."""

    person: int
    own: frozenset[int]
    """The units whose parts are his to know: his own, and the commune or department around them."""
    asked: frozenset[int]
    """Those of them in whose name he acts and answers: of what is asked of a whole commune or department,
    only who has a position right in it, follows its work or leads it."""
    follows: bool
    """Whether he follows or leads the office that gave it."""
    heads: bool
    """Whether he leads that office, or one above it."""
    leads: bool
    """Whether one of his units leads it."""
    leads_above: bool
    """Whether one of his units leads the task that this one is a step of."""
    reads: bool
    """Whether he may read it, as `may_read_task` has it."""

    def sides(self, part: UnitTask) -> frozenset[Actor]:
        """On which sides of a part of the task he stands; nowhere where he has nothing to do with it. For a
        unit acts who answers for it, and the person whom it has named. A step is given by whoever leads the
        whole as well as by who follows the work."""
        mine = part.unit_id in self.asked or (part.officer_id == self.person and part.unit_id in self.own)
        sides = {Actor.UNIT} if mine else set()
        if self.follows or self.leads_above:
            sides.add(Actor.GIVER)
        if self.leads and part.part == Part.COOPERATING:
            sides.add(Actor.LEAD)
        if self.heads:
            sides.add(Actor.SUPERIOR)
        return frozenset(sides)

    def may_step(self, part: UnitTask, step: Step) -> bool:
        """Take a step with a part. Nobody approves what he handed in himself (separation of duties). Who
        leads opens again only what he took in himself, nothing that the office approved or the superior
        recognised."""
        if step.kind in (StepKind.APPROVE, StepKind.SEND_BACK) and part.submitted_by_id == self.person:
            return False
        able = self.sides(part) & {step.actor, *step.also}
        if step.kind is StepKind.REOPEN and (not part.taken_in_by_lead or part.recognised_at is not None):
            able -= {Actor.LEAD}
        return bool(able)

    def takes_in_for_lead(self, part: UnitTask) -> bool:
        """Whether he approves a part for the unit that leads the task, not for the office that gave it."""
        sides = self.sides(part)
        return Actor.LEAD in sides and Actor.GIVER not in sides


def place_on(user: User, task: Task, *, on: date) -> Place:
    """Where the person stands to a task that day. Seven queries, nine for a step of a task, however many
    parts it has."""
    units = units_of(user, on=on)
    own = frozenset(unit.pk for unit in units)
    asked = frozenset(unit.pk for unit in _answering(units, standings(user, on)))
    leading = _led_by(asked) | _led_by(own).filter(officer=user)
    follows = may_read_work_of(user, task.office, on=on)
    return Place(
        person=user.pk,
        own=own,
        asked=asked,
        follows=follows,
        heads=holds(user, (Role.LEADER,), task.office, on=on),
        leads=leading.filter(task=task).exists(),
        leads_above=task.parent_id is not None and leading.filter(task=task.parent_id).exists(),
        reads=follows or Task.objects.filter(_concerns(units), pk=task.pk).exists(),
    )


def _led_by(units: Collection[int]) -> QuerySet[UnitTask]:
    """What units lead; no longer what they passed on or what was taken back from them."""
    return UnitTask.objects.filter(part=Part.LEAD, unit__in=units, ended_at=None).exclude(state__in=CLOSED)


def actors_on(user: User, part: UnitTask, *, on: date) -> frozenset[Actor]:
    """On which sides of a part the person stands that day, as `Place.sides` has it."""
    return place_on(user, part.task, on=on).sides(part)


def may_step(user: User | None, part: UnitTask, step: Step, *, on: date) -> bool:
    """Take a step with a part, as `Place.may_step` has it; inspectors take none: they have no position in the
    unit that gives it. `None` is the site itself."""
    return user is None or place_on(user, part.task, on=on).may_step(part, step)


def may_give(user: User, office: Unit, *, on: date) -> bool:
    """Give a task directly, in the name of an office: who follows or leads its work."""
    return office in offices_watched(user, on=on)


def may_give_step(user: User, task: Task, *, on: date) -> bool:
    """Take a task apart into steps: who may give tasks of its office, and who acts for the unit that leads
    it."""
    return task.office in offices_watched(user, on=on) or place_on(user, task, on=on).leads


def may_be_given(unit: Unit, task: Task) -> bool:
    """Whether a unit may take over a part of a task: those of the office that gave it, and whoever has a part
    in it already."""
    return unit.path.startswith(task.office.path) or task.parts.filter(unit=unit, ended_at=None).exists()


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
