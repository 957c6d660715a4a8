"""Units picked in a form by typing a part of their name: as radio buttons or boxes, with script as one types,
without it by a button. What is picked stays picked while one searches on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, QueryDict

from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.common.fields import number_in
from sauro_web.plans.queries.choosing import GroupChoice, choices_for, group_named, unit_named

__all__ = ["FIND", "UnitPick", "pick_in"]

FIND = "find"
"""The button that only searches."""
_MOST = 60
_GROUP = re.compile(r"nhom-(\d{1,15})")
"""How a group is sent, among the numbers of units."""


@dataclass(slots=True)
class UnitPick:
    """One such field."""

    name: str
    label: str
    office: Unit
    many: bool
    words: str
    chosen: Sequence[Unit]
    found: Sequence[Unit]
    needed: bool = True
    below: bool = True
    """Whether only the office itself and what stands below it may be picked: to those alone it gives work."""
    error: str = ""
    groups: Sequence[GroupChoice] = ()
    """Groups of the office that may be picked in the place of a unit."""
    group: UnitGroup | None = None
    without: int = 0
    """The unit that is not offered: the one that asks."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is picked."""
        return not self.chosen and self.group is None

    @property
    def picked_name(self) -> str:
        """What is picked, for a sentence."""
        if self.group is not None:
            return f"nhóm {self.group.name}"
        return self.chosen[0].label if self.chosen else ""

    @property
    def choices(self) -> list[Unit]:
        """Those picked first, then those found."""
        picked = {unit.pk for unit in self.chosen}
        return [*self.chosen, *(unit for unit in self.found if unit.pk not in picked)]

    @property
    def unit(self) -> Unit | None:
        """The one that was picked."""
        return next(iter(self.chosen), None)

    def taken(self, on: date) -> list[Unit]:
        """Those picked, each where it may be named; raises Http404 for one that may not, NotReady for one
        that is gone."""
        if any(self.below and not _is_below(unit, self.office) for unit in self.chosen):
            raise Http404
        return [unit_named(unit.pk, self.office, on=on) for unit in self.chosen]


def pick_in(
    data: QueryDict | None,
    name: str,
    label: str,
    *,
    office: Unit,
    on: date,
    many: bool = False,
    needed: bool = True,
    below: bool = True,
    groups: bool = False,
    without: int = 0,
) -> UnitPick:
    """The field with what was typed and picked; before anything was, the units of the office itself, and
    where more than these may be picked the office before them. With `groups` one of its groups may be picked
    instead; the unit `without` is not offered.

    Raises Http404 for what is no number.
    """
    # PostgreSQL keeps no NUL, and none is in a name.
    words = data.get(f"{name}_words", "").replace("\0", "") if data else ""
    asked = data.getlist(name)[:_MOST] if data else []
    group = next((match for one in asked if groups and (match := _GROUP.fullmatch(one))), None)
    numbers = [number_in(one) for one in asked if group is None or one != group[0]]
    if None in numbers:
        raise Http404
    chosen = list(Unit.objects.filter(pk__in=[one for one in numbers if one is not None]).order_by("path"))
    if len(chosen) < len(set(numbers)):
        raise Http404
    offered = choices_for(office, words, on=on)
    found = [unit for unit in offered.units if not below or _is_below(unit, office)]
    if not below and (office in found or not words.strip()):
        found = [office, *(unit for unit in found if unit != office)]
    found = [unit for unit in found if unit.pk != without]
    pick = UnitPick(
        name, label, office, many, words[:200], chosen if many else chosen[:1], found, needed, below
    )
    pick.without = without
    if groups:
        pick.group = group_named(int(group[1]), office) if group else None
        pick.groups = [one for one in offered.groups if one.size or one.group == pick.group]
    return pick


def _is_below(unit: Unit, office: Unit) -> bool:
    return unit.path.startswith(office.path)
