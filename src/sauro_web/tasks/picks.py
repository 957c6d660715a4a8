"""The units that the forms of tasks pick by a part of their name (`accounts.picking`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse

from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.accounts.picking import PickField, PickRow, numbers_sent, words_typed
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.units import search_units
from sauro_web.accounts.rules import in_force
from sauro_web.plans.queries.choosing import GroupChoice, choices_for, group_named, unit_named
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.rules import may_be_asked

__all__ = ["FIND", "UnitPick", "pick_in"]

FIND = "find"
"""The button that only searches."""
_MOST = 60
_SEARCHED, _OFFERED = 48, 12
_GROUP = re.compile(r"nhom-(\d{1,15})")
"""How a group is sent, among the numbers of units."""


@dataclass(slots=True)
class UnitPick(PickField):
    """One such field."""

    name: str
    label: str
    office: Unit
    many: bool
    words: str
    chosen: Sequence[Unit]
    found: Sequence[Unit]
    needed: bool = True
    error: str = ""
    groups: Sequence[GroupChoice] = ()
    """Groups of the office that may be picked in the place of a unit."""
    group: UnitGroup | None = None
    asker: UnitTask | None = None
    """The part for which somebody is asked: then those may be picked that may be asked about it."""

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
    def kind(self) -> str:
        """As `PickField` has it."""
        return "checkbox" if self.many else "radio"

    @property
    def rows(self) -> Sequence[PickRow]:
        """As `PickField` has it; groups last."""
        picked = {unit.pk for unit in self.chosen}
        units = [*self.chosen, *(unit for unit in self.found if unit.pk not in picked)]
        return [
            *(PickRow(str(one.pk), one.name, self._whose(one), one.pk in picked) for one in units),
            *(self._row_of(one) for one in self.groups),
        ]

    def _whose(self, unit: Unit) -> str:
        host = unit.host_beyond(self.office)
        return host.label if host else ""

    def _row_of(self, one: GroupChoice) -> PickRow:
        hint = f"{one.size} đơn vị, mỗi đơn vị chủ trì phần của mình"
        return PickRow(f"nhom-{one.group.pk}", f"Cả nhóm: {one.group.name}", hint, one.group == self.group)

    @property
    def finds(self) -> str:
        """As `PickField` has it."""
        asked = f"{reverse('tasks:units_found')}?ten={self.name}&o={self.office.pk}"
        asked += "&nhieu=1" if self.many else ""
        return f"{asked}&phan-viec={self.asker.pk}" if self.asker is not None else asked

    @property
    def holds_something(self) -> bool:
        """As `PickField` has it."""
        return bool(self.needed or self.chosen or self.words)

    @property
    def may_be_more(self) -> bool:
        """As `PickField` has it."""
        return len(self.found) >= _OFFERED

    @property
    def found_nothing(self) -> bool:
        """As `PickField` has it."""
        return bool(self.words) and not self.found and not self.groups

    @property
    def unit(self) -> Unit | None:
        """The one that was picked."""
        return next(iter(self.chosen), None)

    def taken(self, on: date) -> list[Unit]:
        """Those picked, each where it may be named; raises Http404 for one that may not, NotReady for one
        that is gone."""
        if self.asker is not None:
            numbers = [unit.pk for unit in self.chosen]
            if _asked_of(self.asker).filter(pk__in=numbers).count() < len(numbers):
                raise Http404
            return [unit_named(unit.pk, self.office, on=on, proposed=numbers) for unit in self.chosen]
        if any(not _is_below(unit, self.office) for unit in self.chosen):
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
    groups: bool = False,
    asker: UnitTask | None = None,
) -> UnitPick:
    """The field with what was typed and picked; before anything was, the units of the office itself, to which
    alone and to what stands below them it gives work. With `groups` one of its groups may be picked instead;
    with `asker` it is about who may be asked for a part, the office first.

    Raises Http404 for what is no number.
    """
    words = words_typed(data, name)
    asked = data.getlist(name)[:_MOST] if data else []
    group = next((match for one in asked if groups and (match := _GROUP.fullmatch(one))), None)
    numbers = numbers_sent([one for one in asked if group is None or one != group[0]], most=_MOST)
    chosen = list(Unit.objects.filter(pk__in=numbers).order_by("path"))
    if len(chosen) < len(numbers):
        raise Http404
    pick = UnitPick(name, label, office, many, words, chosen if many else chosen[:1], (), needed)
    if asker is not None:
        pick.asker, pick.found = asker, _found_for(asker, words, on)
        return pick
    offered = choices_for(office, words, on=on)
    pick.found = [unit for unit in offered.units if _is_below(unit, office)]
    if groups:
        pick.group = group_named(int(group[1]), office) if group else None
        pick.groups = [one for one in offered.groups if one.size or one.group == pick.group]
    return pick


def _found_for(asker: UnitTask, words: str, on: date) -> list[Unit]:
    """Whom one may ask for a part, of the name that was typed: the office that gave it first, then the
    offices above, its other units, whoever else has a part."""
    office, own = asker.task.office, asker.unit
    rows = _asked_of(asker).filter(in_force(on)).select_related("commune", "province")
    if wanted := " ".join(words.split())[:200]:
        named = search_units(wanted, near=office, on=on, limit=_SEARCHED)
        rows = rows.filter(pk__in=[unit.pk for unit in named])
    else:
        inside = begins("path", office.path)
        rows = rows.filter(~inside | Q(depth__lte=office.depth + 1))
    above = {own.commune_id, own.province_id}

    def place(unit: Unit) -> tuple[bool, bool, bool, int, str]:
        return unit != office, unit.pk not in above, not _is_below(unit, office), unit.position, unit.path

    return sorted(rows, key=place)[:_OFFERED]


def _asked_of(asker: UnitTask) -> QuerySet[Unit]:
    return Unit.objects.filter(may_be_asked(asker))


def _is_below(unit: Unit, office: Unit) -> bool:
    return unit.path.startswith(office.path)
