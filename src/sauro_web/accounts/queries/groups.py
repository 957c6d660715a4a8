"""Whom a group of units means on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import GroupRule, Unit, UnitGroup, UnitKind
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.rules import in_force, offices_above
from sauro_web.common.words import words_of

__all__ = [
    "find_named_groups",
    "group_of",
    "groups_of",
    "members",
    "members_at",
]

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


def groups_of(office: Unit) -> list[UnitGroup]:
    """The groups of an office with their wordings."""
    groups = UnitGroup.objects.filter(office=office).select_related("office").prefetch_related("names")
    return list(groups.order_by("pk"))


def group_of(pk: int) -> UnitGroup | None:
    """One group with its office."""
    return UnitGroup.objects.select_related("office").prefetch_related("names").filter(pk=pk).first()


def find_named_groups(words: str, *, near: Unit, limit: int) -> list[UnitGroup]:
    """Groups of an office and of the offices above it in whose name or wordings every word begins one,
    without accents; its own first. Two queries."""
    if not (sought := words_of(words)):
        return []
    groups = UnitGroup.objects.filter(office__path__in=offices_above(near)).select_related("office")
    named = [
        group
        for group in groups.prefetch_related("names").order_by("-office__depth", "name", "pk")
        if _is_called(group, sought)
    ]
    return named[:limit]


def _is_called(group: UnitGroup, sought: list[str]) -> bool:
    names = [words_of(text) for text in (group.name, *(name.text for name in group.names.all()))]
    return any(all(any(word.startswith(one) for word in name) for one in sought) for name in names)
