"""What the units of an indicator are held against: each with its passport, and where units became one the sum
of theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sauro.indicators.arithmetic import merged_base
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import Merged, merged
from sauro_web.indicators.models import OwnBase, OwnIndicator

__all__ = ["BaseLine", "bases_in", "bases_said"]


@dataclass(frozen=True, slots=True)
class BaseLine:
    """One unit: what it is held against, the passport where that was said of itself, else where it comes
    from; `lacks` are the units merged into it of which none is known, `before` what was said earlier."""

    unit: Unit
    count: int | None
    source: str
    passport: OwnBase | None
    lacks: tuple[str, ...]
    before: Sequence[OwnBase]


def bases_said(row: OwnIndicator, year: int, units: Collection[Unit], by: date) -> Sequence[BaseLine]:
    """A line for each of the units, as they stand on a day."""
    said: dict[int, list[OwnBase]] = {}
    rows = OwnBase.objects.filter(indicator=row, year=year).select_related("confirmed_by").order_by("-pk")
    for one in rows:
        said.setdefault(one.unit_id, []).append(one)
    every = [one for some in said.values() for one in reversed(some)]
    found = bases_in(every, {one.pk for one in units}, year, by)
    lines = []
    for unit in units:
        base, own = found.of(unit.pk), said.get(unit.pk, [])
        count, source = base or (None, "")
        passport = own[0] if own else None
        lines.append(BaseLine(unit, count, source, passport, found.lacking(unit.pk), own[1:]))
    return lines


def bases_in(said: Iterable[OwnBase], units: Collection[int], year: int, by: date) -> Merged[tuple[int, str]]:
    """What the units are held against in the year after: count and source, the last of each that was `said`
    of an indicator, in the order in which it was; those of units that became one are summed."""
    known = {one.unit_id: (one.count, one.source) for one in said if one.year == year}

    def written(some: Collection[int]) -> Mapping[int, tuple[int, str]]:
        return {unit: known[unit] for unit in some if unit in known}

    # A year's number covers all of it.
    return merged(units, year, by, written, _joined, lambda _: date(year, 1, 1))


def _joined(names: Sequence[str], parts: Sequence[tuple[int, str] | None]) -> tuple[int, str] | None:
    whole = merged_base((name, one[0] if one else None) for name, one in zip(names, parts, strict=True))
    return None if whole.count is None else (whole.count, f"cộng số gốc của {', '.join(names)}")
