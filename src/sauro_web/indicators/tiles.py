"""The communes of a province as tiles: one look says which are beyond what they may issue. Numbers of areas
follow the map, so neighbours stand near each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from sauro.indicators.arithmetic import allowed
from sauro_web.indicators.queries.totals import Standing

__all__ = ["Tile", "tiles_of"]

_NEAR = Fraction(9, 10)
"""Of what may be issued; from there on it is nearly used up."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One commune: its name, what is said of it, the kind of a state that it is coloured by."""

    name: str
    words: str
    kind: str
    address: str


def tiles_of(standings: Iterable[Standing], cut: Fraction, year: int) -> list[Tile]:
    """One for each, by the cut that is asked of all (a share of one); held against what may still be issued
    and not against the year before, which is whole while this one is not."""
    rows = sorted(standings, key=lambda one: (one.unit.area_code or "", one.unit.name, one.unit.pk))
    return [_tile(one, cut, year) for one in rows]


def _tile(one: Standing, cut: Fraction, year: int) -> Tile:
    address = f"{reverse('indicators:overview')}?co-quan={one.unit.pk}&nam={year}"
    base, counted = one.documents.against, one.documents.counted
    if not base:
        return Tile(one.unit.label, "chưa có số gốc", "doubt", address)
    limit = (allowed(base, cut) or 0) if cut < 1 else 0  # a cut of all leaves nothing
    if counted > limit:
        return Tile(one.unit.label, f"vượt {counted - limit} văn bản", "late", address)
    kind = "near" if counted >= _NEAR * limit else "done"
    return Tile(one.unit.label, f"còn được {limit - counted} văn bản", kind, address)
