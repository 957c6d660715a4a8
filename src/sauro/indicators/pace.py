"""Where a count is heading: what the year will have come to, with the range in which it likely ends.

The counts of the weeks so far tell how unevenly things come (documents come in heaps); what is left of the
year is foretold from the pace so far, or, where the year before is known day by day, from what share of that
year the same stretch had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

__all__ = ["FEWEST_WEEKS", "YearEnd", "YearSoFar", "year_end"]

FEWEST_WEEKS = 4
"""Whole weeks that must have passed before anything is foretold."""
_EIGHT_OF_TEN = 1.2816
"""Eight ends of ten lie within so many standard deviations (normal distribution)."""
_LEAST_BEFORE = 20
"""Of the year before in the same stretch, for its share to say anything about this one."""


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """What is known on a day. `weeks` are the counts of the whole weeks so far in order, `counted` all until
    now; `days_gone` and `days_left` working days of the year. `before` is how many the year before had in the
    same stretch and in the rest of it, None where its days are not known."""

    weeks: Sequence[int]
    counted: int
    days_gone: int
    days_left: int
    before: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class YearEnd:
    """In eight years of ten the count ends between `low` and `high`; `likely` is the middle. `by_last_year`
    says whether the year before gave the shape."""

    low: int
    likely: int
    high: int
    by_last_year: bool


def year_end(year: YearSoFar) -> YearEnd | None:
    """What the year will have come to. None while too little of it has passed to say; what is counted is the
    least that it can be. With no day left it is what was counted."""
    if not year.days_left:
        return YearEnd(year.counted, year.counted, year.counted, by_last_year=False)
    if len(year.weeks) < FEWEST_WEEKS or year.days_gone <= 0:
        return None
    shaped = year.before is not None and year.before[0] >= _LEAST_BEFORE
    if shaped and year.before is not None:
        gone, left = year.before
        rest = left / gone
        # The share of the year before is itself only one year's, so it is as unsure as its own counts.
        unsure = 1 / gone + (1 / left if left else 1.0)
    else:
        rest = year.days_left / year.days_gone
        unsure = 0.0
    uneven = _unevenness(year.weeks)
    mean = year.counted * rest
    # A nought so far still leaves room for some: as if half a one had come.
    pace = max(year.counted, 0.5)
    spread = uneven * (max(mean, pace * rest) + pace * rest * rest) + (mean * mean) * uneven * unsure
    reach = _EIGHT_OF_TEN * sqrt(spread)
    return YearEnd(
        low=year.counted + max(0, floor(mean - reach)),
        likely=year.counted + round(mean),
        high=year.counted + ceil(mean + reach),
        by_last_year=shaped,
    )


def _unevenness(weeks: Sequence[int]) -> float:
    """How many times as far apart the weeks lie as if everything came by itself (variance over mean); at
    least one, for a few even weeks prove nothing."""
    mean = sum(weeks) / len(weeks)
    if not mean:
        return 1.0
    variance = sum((one - mean) ** 2 for one in weeks) / (len(weeks) - 1)
    return max(1.0, variance / mean)
