"""Whom a notice reaches."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.db.models.functions import Substr

from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.queries.successions import followed
from sauro_web.accounts.rules import holds, holds_in_house, in_force, positions_of

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
    held = Membership.objects.filter(positions_of(user, on))
    following = held.filter(role__in=_FOLLOWING)
    # A department stands directly beneath its province.
    above = following.annotate(above=Substr("unit__path", 1, 2 * Unit.steplen)).values("above")
    departments = Unit.objects.filter(kind=UnitKind.DEPARTMENT, path__in=above)
    return (
        Q(person=user)
        | Q(unit__in=held.values("unit"))
        | Q(unit__in=followed(held.values("unit")))
        | Q(unit__in=following.values("unit__commune"))
        | Q(unit__in=following.filter(unit__commune=None).values("unit__province"))
        | Q(unit__in=departments.values("pk"))
    )
