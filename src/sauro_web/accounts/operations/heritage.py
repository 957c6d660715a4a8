"""What passes to the successor of a unit: its inner organisation, villages, people, its place in groups.
Names of areas at the end ("Công an xã") do not tell counterparts apart; two villages are never one for
their name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from sauro.text.compare import unit_key
from sauro_web.accounts.models import GroupName, Membership, Role, Unit, UnitGroup, UnitKind, UnitName
from sauro_web.accounts.naming import level_of, without_level
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.prefixes import begins

__all__ = [
    "carry_groups",
    "carry_people",
    "counterpart_key",
    "counterparts",
    "pass_groups",
    "resettle",
    "with_inside",
]

_OF_THE_UNIT = frozenset({Role.HEAD, Role.ADMINISTRATOR})
"""Roles that reach over everything beneath the unit: in an office above it they would reach further."""
_LEVELS = {"phuong": "phường", "xa": "xã", "dac khu": "đặc khu", "tinh": "tỉnh", "thanh pho": "thành phố"}


def _key(name: str) -> str:
    return unit_key(without_level(name))


def _inside(unit: Unit) -> list[Unit]:
    beneath = Unit.objects.filter(begins("path", unit.path), depth=unit.depth + 1, valid_to=None)
    return list(beneath.exclude(kind=UnitKind.VILLAGE).order_by("position", "path"))


def with_inside(body: Body, units: Sequence[Unit]) -> Body:
    """A new unit with the inner organisation of those that are merged into it, each name once."""
    if body.inside:
        return body
    level = _LEVELS.get(level_of(body.name.removeprefix("Ủy ban nhân dân ")), "")
    return replace(body, inside=_bodies(units, level))


def _bodies(units: Sequence[Unit], level: str) -> tuple[Body, ...]:
    alike: dict[str, list[Unit]] = {}
    for unit in units:
        for child in _inside(unit):
            alike.setdefault(_key(child.name), []).append(child)
    return tuple(_body(children, level) for children in alike.values())


def _body(children: Sequence[Unit], level: str) -> Body:
    """As the first of them is called, and by all names that all of them had."""
    first = children[0]
    names = UnitName.objects.filter(unit__in=children, scope=None).order_by("pk")
    return Body(
        UnitKind(first.kind),
        _levelled(first.name, level),
        first.symbol,
        _levelled(first.short_name, level),
        also=tuple(dict.fromkeys(_levelled(name.text, level) for name in names)),
        inside=_bodies(children, level),
    )


def _levelled(name: str, level: str) -> str:
    """ "Công an xã" in a ward is "Công an phường"."""
    bare = without_level(name)
    return f"{bare} {level}" if level and bare != name else name


def counterparts(successor: Unit) -> dict[str, Unit]:
    """What stands beneath the successor, by the names under which the predecessors' units find it."""
    beneath = Unit.objects.filter(begins("path", successor.path), valid_to=None)
    beneath = beneath.exclude(pk=successor.pk).exclude(kind=UnitKind.VILLAGE)
    return {_key(unit.name): unit for unit in beneath.order_by("-path")}


def counterpart_key(unit: Unit) -> str:
    """Under which of them a unit looks for its own."""
    return _key(unit.name)


def resettle(row: Unit, successor: Unit, first_day: date) -> dict[int, Unit]:
    """The villages of a commune go on as villages of its successor; where that has one of the same name, the
    name of the former commune stands behind."""
    if row.kind != UnitKind.COMMUNE or successor.kind != UnitKind.COMMUNE:
        return {}
    villages = Unit.objects.filter(
        begins("path", row.path), depth=row.depth + 1, valid_to=None, kind=UnitKind.VILLAGE
    )
    rows = list(villages.order_by("position", "path"))
    taken = Unit.objects.filter(begins("path", successor.path), depth=successor.depth + 1, valid_to=None)
    keys = {unit_key(name) for name in taken.values_list("name", flat=True)}
    area = row.area.removeprefix("xã ").removeprefix("phường ").removeprefix("đặc khu ")
    bodies = [
        Body(
            UnitKind.VILLAGE,
            f"{village.name} ({area})" if unit_key(village.name) in keys else village.name,
            village.symbol,
        )
        for village in rows
    ]
    planted = plant(successor, bodies, valid_from=first_day) if bodies else []
    return {village.pk: new for village, new in zip(rows, planted, strict=True)}


def carry_people(unit: Unit, follower: Unit, first_day: date, *, wider: bool) -> None:
    """Who is in the unit on the first day or comes later has the same role in the follower until the day he
    had it until. A head is one no more; in a `wider` follower, an office above his counterpart, no role
    reaches further than before."""
    have = set(Membership.objects.filter(unit=follower, valid_to=None).values_list("user_id", "role"))
    for old in Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=first_day), unit=unit):
        role, title = _carried(old, wider)
        if (old.user_id, role) in have:
            continue
        have.add((old.user_id, role))
        Membership.objects.create(
            user_id=old.user_id,
            unit=follower,
            role=role,
            title=title,
            valid_from=max(first_day, old.valid_from),
            valid_to=old.valid_to,
        )


def _carried(old: Membership, wider: bool) -> tuple[str, str]:
    if old.is_head and old.role == Role.HEAD:
        return Role.OFFICER, ""
    if wider and old.role in _OF_THE_UNIT:
        return Role.OFFICER, ""
    return old.role, "" if old.is_head else old.title


def carry_groups(units: Iterable[Unit], successor: Unit) -> None:
    """A new office has the groups that those had which are merged into it, by their rules and wordings."""
    groups = UnitGroup.objects.filter(office__in=list(units)).prefetch_related("names").order_by("pk")
    have = set(UnitGroup.objects.filter(office=successor).values_list("name", flat=True))
    for group in groups:
        if group.name in have:
            continue
        have.add(group.name)
        new = UnitGroup.objects.create(office=successor, name=group.name, rule=group.rule)
        GroupName.objects.bulk_create(
            GroupName(group=new, text=name.text, key=name.key) for name in group.names.all()
        )
        new.included.set(_followers(group.included.all(), successor))
        new.excluded.set(_followers(group.excluded.all(), successor))


def _followers(units: Iterable[Unit], successor: Unit) -> list[Unit]:
    followers = Unit.objects.filter(follows__predecessor__in=list(units))
    return list(followers.filter(begins("path", successor.path)).exclude(pk=successor.pk))


def pass_groups(unit: Unit, followers: Sequence[Unit], *, new: bool) -> None:
    """Groups into which an office has chosen the unit count its followers in from their first day. Left out
    are they only where they are `new` and nothing but what was left out."""
    for group in UnitGroup.objects.filter(included=unit):
        group.included.add(*followers)
    if new:
        for group in UnitGroup.objects.filter(excluded=unit):
            group.excluded.add(*followers)
