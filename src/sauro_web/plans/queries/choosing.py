"""Whom a person may name in a plan of an office: its groups and units, what else is in its province, and the
provinces and ministries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.accounts.queries.groups import groups_of, members
from sauro_web.accounts.queries.units import beneath, search_units
from sauro_web.common.errors import NotReady

__all__ = ["Choices", "GroupChoice", "choices_for", "group_named", "unit_named"]

_MOST = 12


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group with how many units it means that day."""

    group: UnitGroup
    size: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person may pick from."""

    words: str
    groups: Sequence[GroupChoice]
    units: Sequence[Unit]

    def __bool__(self) -> bool:
        return bool(self.groups or self.units)


def choices_for(office: Unit, words: str, *, on: date) -> Choices:
    """Groups and units whose name has what was typed, without accents; the office's own where nothing was."""
    words = " ".join(words.split())[:200]
    wanted = unit_key(words)
    groups = [
        GroupChoice(group, len(members(group, on)))
        for group in groups_of(office)
        if not wanted or wanted in unit_key(group.name)
    ]
    if not wanted:
        return Choices(words, groups, list(beneath(office, on)[:_MOST]))
    found = search_units(words, near=office, on=on, limit=_MOST * 4)
    units = [unit for unit in found if _is_near(unit, office)]
    units.sort(key=lambda unit: not unit.path.startswith(office.path))
    return Choices(words, groups, units[:_MOST])


def unit_named(number: int, office: Unit, *, on: date, proposed: Sequence[int] = ()) -> Unit:
    """The unit that was picked, where it may be: `proposed` are those that the page itself proposed.

    Raises Http404; NotReady where the unit no longer exists.
    """
    unit = Unit.objects.filter(pk=number).first()
    if unit is None or not (number in proposed or _is_near(unit, office)):
        raise Http404
    if not unit.exists_on(on):
        raise NotReady(f"{unit.name} không còn hoạt động vào hôm nay; hãy chọn đơn vị thay thế.")
    return unit


def group_named(number: int, office: Unit) -> UnitGroup:
    """The group of the office that was picked; raises Http404."""
    group = UnitGroup.objects.filter(pk=number, office=office).first()
    if group is None:
        raise Http404
    return group


def _is_near(unit: Unit, office: Unit) -> bool:
    return unit.depth == 1 or (office.province_id is not None and unit.province_id == office.province_id)
