"""Reading the tree of units: search, what stands beneath, one unit with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, QuerySet, Value, When

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Membership, SearchEntry, Succession, Unit, UnitKind, UnitName, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.accounts.rules import in_force, offices_above, positions_of

__all__ = [
    "STAYING",
    "UnitRow",
    "UnitSheet",
    "above",
    "beneath",
    "heads_of",
    "home_of",
    "listed",
    "search_units",
    "sisters",
    "unit_sheet",
]

STAYING = (UnitKind.PROVINCE, UnitKind.COMMUNE)
"""Kinds that stand where the law puts them: no page moves them."""
_SURPLUS = 4
"""How many entries are read for each unit wanted: a unit may begin with the same word by several names."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit on a list, with who heads it."""

    unit: Unit
    head: Membership | None


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """All that the page of a unit shows."""

    unit: Unit
    above: tuple[Unit, ...]
    beneath: tuple[UnitRow, ...]
    names: tuple[UnitName, ...]
    people: tuple[Membership, ...]
    follows: tuple[Succession, ...]
    followed_by: tuple[Succession, ...]


def search_units(
    text: str, *, near: Unit | None = None, on: date | None = None, limit: int = 20
) -> list[Unit]:
    """Units in whose name some word begins what was typed, without accents or capitals; those of `near`'s own
    house first, then of its province, names that begin so before others. With `on` those that exist that day:
    a unit that is gone stands for those that followed it."""
    found: dict[int, Unit] = {}
    own = _house_of(near) if near is not None and unit_key(text) else []
    for begun in dict.fromkeys((unit_key(text), unit_key(text.upper()))):
        if not begun:
            continue
        entries = SearchEntry.objects.filter(begins("text", begun))
        places = [entries]
        if near is not None and near.province_id is not None:
            places.insert(0, entries.filter(province=near.province_id))
        if own:
            places.insert(0, SearchEntry.objects.filter(unit__in=own, text__startswith=begun))
        for place in places:
            if len(found) < limit:
                for unit in _first(place, limit, on):
                    found.setdefault(unit.pk, unit)
    return list(found.values())[:limit]


def _house_of(unit: Unit) -> list[int]:
    """The numbers of the units of a commune, or of a province without its communes: they are few, and each of
    a hundred communes has a "Phòng Kinh tế"."""
    if unit.province_id is None:
        return []
    house = Unit.objects.filter(province=unit.province_id, commune=unit.commune_id)
    return list(house.values_list("pk", flat=True))


def _first(entries: QuerySet[SearchEntry], limit: int, on: date | None) -> list[Unit]:
    rows = list(entries.order_by("text").values_list("unit_id", "start")[: limit * _SURPLUS])
    starts: dict[int, int] = {}
    for unit_id, start in rows:
        starts[unit_id] = min(start, 1, starts.get(unit_id, start))
    best = sorted(starts, key=lambda unit_id: starts[unit_id])
    if on is None:
        best = best[:limit]
    by_pk = Unit.objects.select_related("province", "commune").in_bulk(best)
    found = [by_pk[unit_id] for unit_id in best if unit_id in by_pk]
    if on is None:
        return found
    living = [unit for unit in found if unit.exists_on(on)]
    if len(living) < limit:
        living += _followers([unit for unit in found if unit.valid_to is not None and unit.valid_to < on], on)
    return living[:limit]


def _followers(gone: list[Unit], on: date) -> list[Unit]:
    """Who followed units that are gone, with the offices above as the search shows them."""
    if not gone:
        return []
    followers = living_successors(gone, on)
    pks = list(dict.fromkeys(new.pk for old in gone for new in followers[old.pk]))
    by_pk = Unit.objects.select_related("province", "commune").in_bulk(pks)
    return [by_pk[pk] for pk in pks]


def above(unit: Unit) -> list[Unit]:
    """The offices above a unit, the highest first."""
    return list(Unit.objects.filter(path__in=offices_above(unit)[:-1]).order_by("path"))


def beneath(unit: Unit | None, on: date) -> QuerySet[Unit]:
    """What stands directly beneath a unit that day, in the order of its lists; None: the top of the tree."""
    if unit is None:
        units = Unit.objects.filter(depth=1)
    else:
        units = Unit.objects.filter(begins("path", unit.path), depth=unit.depth + 1)
    return units.filter(in_force(on)).order_by("position", "path")


_APART = (UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.VILLAGE)
"""Kinds that merge with their like alone."""


def sisters(unit: Unit, on: date) -> QuerySet[Unit]:
    """Living units beside one, under the same office, with which it could be one: communes with communes,
    villages with villages, offices with offices."""
    length = len(unit.path) - Unit.steplen
    beside = Unit.objects.filter(begins("path", unit.path[:length]), depth=unit.depth)
    beside = beside.filter(in_force(on)).exclude(pk=unit.pk).order_by("position", "path")
    return beside.filter(kind=unit.kind) if unit.kind in _APART else beside.exclude(kind__in=_APART)


def heads_of(units: list[Unit], on: date) -> dict[int, Membership]:
    """Who heads each of the units that day, acting heads included."""
    rows = Membership.objects.filter(in_force(on), unit__in=units, is_head=True).select_related("user")
    return {row.unit_id: row for row in rows.order_by("valid_from")}


def listed(units: Iterable[Unit], on: date) -> list[UnitRow]:
    """Units as a list shows them. One query besides that of the units."""
    units = list(units)
    heads = heads_of(units, on)
    return [UnitRow(unit, heads.get(unit.pk)) for unit in units]


def home_of(user: User, on: date) -> Unit | None:
    """The unit of the position in which the person acts that day, else of his first: where his pages
    begin."""
    position = Membership.objects.filter(positions_of(user, on))
    position = position.select_related("unit__commune", "unit__province")
    chosen = Case(When(pk=user.acting_in or 0, then=Value(0)), default=Value(1))
    first = position.order_by(chosen, "-is_head", "unit__path", "pk").first()
    return first.unit if first is not None else None


def unit_sheet(unit: Unit, on: date, *, with_people: bool = True) -> UnitSheet:
    """The unit with its surroundings. Seven queries at most."""
    people = Membership.objects.filter(in_force(on), unit=unit).select_related("user", "unit")
    return UnitSheet(
        unit,
        tuple(above(unit)),
        tuple(listed(beneath(unit, on), on)),
        tuple(UnitName.objects.filter(unit=unit).select_related("scope").order_by("pk")),
        tuple(people.order_by("-is_head", "role", "user__full_name")) if with_people else (),
        tuple(Succession.objects.filter(successor=unit).select_related("predecessor").order_by("on")),
        tuple(Succession.objects.filter(predecessor=unit).select_related("successor").order_by("on")),
    )
