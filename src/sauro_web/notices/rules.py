"""Whom a notice reaches."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import followed_by, standings
from sauro_web.accounts.rules import holds, holds_in_house, in_force
from sauro_web.common.between_pages import kept

__all__ = ["left_for", "may_set_follow_up", "reaching"]

_FOLLOWING = (Role.COORDINATOR, Role.LEADER)


def may_set_follow_up(user: User | None, office: Unit, *, on: date) -> bool:
    """Say how an office follows up: its administrators, and whoever follows its plans."""
    return holds(user, (Role.ADMINISTRATOR,), office, on=on) or holds_in_house(
        user, (Role.COORDINATOR,), office, on=on
    )


def left_for(office: Unit, *, on: date) -> Q:
    """The condition on a message that it left by the settings of the office, or by nobody's to one of its
    people: what somebody asked for himself, or was sent before there were settings."""
    inside = Q(unit__commune=office) | Q(unit__path__startswith=office.path, unit__commune=None)
    people = Membership.objects.filter(inside & in_force(on)).values("user")
    return Q(office=office) | Q(office=None, person__in=people)


def reaching(user: User, *, on: date) -> Q:
    """The condition on a notice that it is for the person: what he is told himself; what a unit is told in
    which, or in whose follower, he has a position (its head and deputies, acting or appointed, and those who
    work in it beside them); what the People's Committee or the department is told in whose house he follows
    plans or leads, wherever in it he sits. Whoever stands in for one of these on that day is reached in his
    place too; officers of the divisions of a department or commune are not: they hear of it when their
    division is given its share."""
    units = kept(("reaching", user.pk, on), lambda: _units_reaching(user, on))
    return Q(person=user) | Q(unit__in=units)


def _units_reaching(user: User, on: date) -> set[int]:
    """The units what is told to which is for the person: his own, and those that one of his followed. As
    numbers, so that each way in which a notice reaches him is found along an index of its own."""
    held = standings(user, on)
    here = {one.unit.pk for one in held}
    following = [one.unit for one in held if one.role in _FOLLOWING]
    houses = {unit.commune_id or unit.province_id for unit in following} - {None}
    # A department stands directly beneath its province.
    above = {unit.path[: 2 * Unit.steplen] for unit in following if unit.commune_id is None}
    above -= {one.unit.path for one in held}
    beside = set(_departments(above)) if above else set()
    return here | houses | beside | followed_by(user, here, on)


def _departments(paths: set[str]) -> QuerySet[Unit, int]:
    departments = Unit.objects.order_by().filter(kind=UnitKind.DEPARTMENT, path__in=paths)
    return departments.values_list("pk", flat=True)
