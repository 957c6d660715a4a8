"""Verdicts, sums up the tree, and what is left of an allowance: all of it in whole numbers and fractions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from sauro.indicators.model import Comparator, Direction, Indicator, Joining, Shape, Tally, Target

__all__ = [
    "MergedBase",
    "Part",
    "RolledUp",
    "Verdict",
    "allowed",
    "change",
    "joined",
    "merged_base",
    "rolled_up",
    "still_needed",
    "target_on",
    "verdict",
]


class Verdict(StrEnum):
    """Whether a target is met; `UNKNOWN` where the value cannot be computed, which is never "met"."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


def verdict(indicator: Indicator, tally: Tally | None, target: Target) -> Verdict:
    """How a figure stands to a target, by the exact value: shown as 60,0 % it may still be below 60 %."""
    value = None if tally is None else tally.value(indicator.shape)
    if value is None:
        return Verdict.UNKNOWN
    comparator = target.comparator
    if comparator is Comparator.EXACTLY:
        is_limit = indicator.shape is not Shape.CUT and indicator.direction is Direction.FEWER
        comparator = Comparator.AT_MOST if is_limit else Comparator.AT_LEAST
    kept = value >= target.wanted if comparator is Comparator.AT_LEAST else value <= target.wanted
    return Verdict.MET if kept else Verdict.MISSED


def target_on(targets: Iterable[Target], on: date) -> Target | None:
    """The one in force on a day: said last by then; of two of one day the one that comes later in order."""
    said = [one for one in targets if one.since <= on]
    return max(enumerate(said), key=lambda one: (one[1].since, one[0]))[1] if said else None


def joined(periods: Sequence[Tally], joining: Joining) -> Tally | None:
    """Several periods of one unit, in order, as one figure; None of no period."""
    if not periods:
        return None
    return periods[-1] if joining is Joining.LATEST else _sum(periods)


def _sum(tallies: Sequence[Tally]) -> Tally:
    first, *others = tallies
    return sum(others, first)


@dataclass(frozen=True, slots=True)
class Part:
    """One unit of a sum; `tally` is None where nobody has said anything for it."""

    unit: str
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A sum over units. `counted` units are in it; of those `without_base` it is not known what they are held
    against, and of the `silent` nothing at all: they are left out of both sides, by name. `tally` is None
    where nobody is left."""

    tally: Tally | None
    counted: tuple[str, ...]
    without_base: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def units(self) -> int:
        """How many units there are in all: the denominator of the coverage."""
        return len(self.counted) + len(self.without_base) + len(self.silent)


def rolled_up(parts: Iterable[Part], shape: Shape) -> RolledUp:
    """The figure of a unit from those below it: what was counted over what it is held against, never a mean
    of percentages. A unit with a base of nought is in it: together with others it can be computed."""
    within: list[Tally] = []
    counted: list[str] = []
    without_base: list[str] = []
    silent: list[str] = []
    for part in parts:
        if part.tally is None:
            silent.append(part.unit)
        elif shape is not Shape.COUNT and part.tally.against is None:
            without_base.append(part.unit)
        else:
            within.append(part.tally)
            counted.append(part.unit)
    total = _sum(within) if within else None
    return RolledUp(total, tuple(counted), tuple(without_base), tuple(silent))


@dataclass(frozen=True, slots=True)
class MergedBase:
    """What a unit that others were merged into is measured by. `missing` are those of which no base is known:
    then there is none for the whole (`count` is None), since too small a base would ask too much."""

    count: int | None
    missing: tuple[str, ...]


def merged_base(before: Iterable[tuple[str, int | None]]) -> MergedBase:
    """The bases of the units that became one, by name, summed."""
    rows = tuple(before)
    missing = tuple(unit for unit, count in rows if count is None)
    known = [count for _, count in rows if count is not None]
    return MergedBase(None if missing or not rows else sum(known), missing)


def allowed(base: int, cut: Fraction) -> int | None:
    """The most that may be counted with a cut against a base reached: a cut of all leaves nothing. None
    against a base of nought, where no cut can be computed. Raises ValueError for a cut that is none."""
    if not 0 <= cut <= 1:
        raise ValueError("a cut is a share from nought to one")
    return floor(base * (1 - cut)) if base else None


def still_needed(tally: Tally, wanted: Fraction) -> int | None:
    """How many more, all of the good kind, bring a share to what is wanted: of 3 conferences online among 10,
    8 more online ones make 60 %. Nought where it is reached; None where no number does, and without a
    whole."""
    if tally.against is None:
        return None
    lacking = wanted * tally.against - tally.counted
    if lacking <= 0:
        return 0
    return ceil(lacking / (1 - wanted)) if wanted < 1 else None


def change(now: int, before: int | None) -> Fraction | None:
    """By what share a count has grown against another (below nought: shrunk); None where that is not known or
    nought."""
    return Fraction(now - before, before) if before else None
