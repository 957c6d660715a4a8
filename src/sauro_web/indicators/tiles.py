"""The communes of a province, and provinces, as tiles: one look says which are beyond what they may issue.
Numbers of areas follow the map, so neighbours stand near each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from sauro.indicators.arithmetic import allowed
from sauro.indicators.model import Tally
from sauro.reporting.figure_words import thousands
from sauro_web.accounts.models import Unit
from sauro_web.indicators.queries.of_country import ProvinceLine
from sauro_web.indicators.queries.totals import Standing

__all__ = ["Tile", "tiles_of", "tiles_of_provinces"]

_NEAR = Fraction(9, 10)
"""Of what may be issued; from there on it is nearly used up."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One commune or province: its number and name, what is said of it, the kind of a state that it is
    coloured by."""

    unit: int
    name: str
    words: str
    kind: str
    address: str


def tiles_of(standings: Iterable[Standing], cut: Fraction, year: int) -> list[Tile]:
    """One for each, by the cut that is asked of all (a share of one); held against what may still be issued
    and not against the year before, which is whole while this one is not."""
    rows = sorted(standings, key=lambda one: (one.unit.area_code or "", one.unit.name, one.unit.pk))
    return [_tile(one, cut, year) for one in rows]


def tiles_of_provinces(lines: Iterable[ProvinceLine], cut: Fraction, year: int) -> list[Tile]:
    """One for each province, by what its offices whose base is known may still issue together."""
    rows = sorted(lines, key=lambda one: (one.unit.area_code or "", one.unit.name, one.unit.pk))
    communes = reverse("indicators:communes")
    found = []
    for one in rows:
        address, documents = f"{communes}?co-quan={one.unit.pk}&nam={year}", one.documents
        if documents.tally is None and not documents.without_base:
            found.append(Tile(one.unit.pk, one.unit.label, "chưa có văn bản để so sánh", "doubt", address))
        else:
            found.append(_of(one.unit, documents.tally or Tally(0), cut, address))
    return found


def _tile(one: Standing, cut: Fraction, year: int) -> Tile:
    address = f"{reverse('indicators:overview')}?co-quan={one.unit.pk}&nam={year}"
    if one.silent and one.documents.against:
        return Tile(one.unit.pk, one.unit.label, one.silent, "doubt", address)
    return _of(one.unit, one.documents, cut, address)


def _of(unit: Unit, documents: Tally, cut: Fraction, address: str) -> Tile:
    base, counted = documents.against, documents.counted
    if not base:
        return Tile(unit.pk, unit.label, "chưa có số gốc", "doubt", address)
    limit = allowed(base, cut) or 0
    if counted > limit:
        return Tile(unit.pk, unit.label, f"vượt {thousands(counted - limit)} văn bản", "late", address)
    kind = "near" if counted >= _NEAR * limit else "done"
    return Tile(unit.pk, unit.label, f"còn được {thousands(limit - counted)} văn bản", kind, address)
