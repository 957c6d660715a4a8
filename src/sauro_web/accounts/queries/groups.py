"""Whom a group of units means on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import GroupRule, Unit, UnitGroup, UnitKind
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.rules import in_force

__all__ = ["group_of", "groups_of", "members", "members_at", "members_of_all"]

_CHILDREN: dict[str, tuple[UnitKind, ...]] = {
    GroupRule.DEPARTMENTS: (UnitKind.DEPARTMENT,),
    GroupRule.COMMUNES: (UnitKind.COMMUNE,),
    GroupRule.DEPARTMENTS_AND_COMMUNES: (UnitKind.DEPARTMENT, UnitKind.COMMUNE),
    GroupRule.DIVISIONS: (UnitKind.DIVISION,),
    GroupRule.OWN_UNITS: (UnitKind.DEPARTMENT, UnitKind.DIVISION, UnitKind.CENTRE),
    GroupRule.CENTRES: (UnitKind.CENTRE,),
    GroupRule.FRONTS: (UnitKind.FRONT,),
    GroupRule.VILLAGES: (UnitKind.VILLAGE,),
    GroupRule.LISTED: (),
}
"""The kinds of units that a rule means, standing directly beneath the office."""


def members_at(group: UnitGroup, on: date) -> QuerySet[Unit]:
    """The units of the group that exist on that day, in no order."""
    office = group.office
    by_rule = Q(begins("path", office.path), depth=office.depth + 1, kind__in=_CHILDREN[group.rule])
    chosen = (by_rule & ~Q(pk__in=group.excluded.values("pk"))) | Q(pk__in=group.included.values("pk"))
    return Unit.objects.filter(chosen & in_force(on))


def members(group: UnitGroup, on: date) -> list[Unit]:
    """The same in the order of the office's lists. One query."""
    return list(members_at(group, on).order_by("position", "path"))


def members_of_all(groups: Sequence[UnitGroup], on: date) -> list[Unit]:
    """The units of several groups, each once, in their order."""
    return list({unit.pk: unit for group in groups for unit in members(group, on)}.values())


def groups_of(office: Unit) -> list[UnitGroup]:
    """The groups of an office with their wordings."""
    groups = UnitGroup.objects.filter(office=office).select_related("office").prefetch_related("names")
    return list(groups.order_by("pk"))


def group_of(pk: int) -> UnitGroup | None:
    """One group with its office."""
    return UnitGroup.objects.select_related("office").prefetch_related("names").filter(pk=pk).first()
