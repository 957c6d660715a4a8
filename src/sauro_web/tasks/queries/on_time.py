"""Whether a plan will be on time: how many of its parts are likely to be finished by their deadlines, with
the range in which that lies in eight of ten cases.

What is finished or late already is known. Of what is still in term, each unit is expected to keep as many of
its deadlines as it kept in the last twelve months; where little is known of a unit, the rate of all of them
counts more. The number is beta-binomial for each unit: a rate that is itself uncertain, the same for all that
the unit still owes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor, sqrt

from django.db.models import Count, QuerySet

from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.queries.by_plan import Edition, Place, by_plan
from sauro_web.tasks.queries.days import Days
from sauro_web.tasks.standing import Counts, counted_so
from sauro_web.tasks.timing import Timing

__all__ = ["LEAST_KNOWN", "Forecast", "Kept", "forecast_of", "will_be_on_time"]

LEAST_KNOWN = 10
"""Finished parts with a deadline below which nothing is foretold."""
_PULL = 5
"""How many finished parts the rate of all units weighs, for each of them."""
_LOOKED_BACK = timedelta(days=365)
_AHEAD = (Timing.IN_TERM, Timing.SOON)
_EIGHT_OF_TEN = 1.2816
"""Standard deviations to each side that hold 80 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many parts finished with a deadline, how many were in time."""

    done: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of `total` parts with a deadline `low` to `high` are likely to be in time; `known` says of how much
    finished work that was told."""

    total: int
    low: int
    high: int
    likely: int
    known: Kept


def will_be_on_time(
    by_unit: Mapping[int, Counts], editions: Mapping[Place, Edition], days: Days
) -> Forecast | None:
    """For the parts of a plan, counted for each unit, by what is finished of all that the office gave: the
    editions of its plans. None where nothing is left to foretell, or too little is known. No query where
    nothing of a plan of the office changed, else one."""
    owed = {unit: ahead for unit, counts in by_unit.items() if (ahead := counts.of(*_AHEAD))}
    done: Counter[int] = Counter()
    in_time: Counter[int] = Counter()
    for units in by_plan("kept", editions, lambda parts: _kept(parts, days), at=days.today).values():
        for unit, one in units.items():
            done[unit] += one.done
            in_time[unit] += one.in_time
    kept = {unit: Kept(number, in_time[unit]) for unit, number in done.items()}
    so_far = Counts.sum(by_unit.values())
    total = so_far.total - so_far.of(Timing.NO_DEADLINE)
    return forecast_of(owed, kept, in_time=so_far.in_time, total=total)


def _kept(parts: QuerySet[UnitTask], days: Days) -> dict[Place, dict[int, Kept]]:
    done = counted_so("xong", days.today)
    back = parts.order_by().filter(done, ended_at=None, handed_in_on__gt=days.on - _LOOKED_BACK)
    in_time = counted_so("xong-dung-han", days.today)
    rows = back.values_list("office", "plan", "unit")
    found: dict[Place, dict[int, Kept]] = defaultdict(dict)
    for office, plan, unit, number, good in rows.annotate(n=Count("pk"), good=Count("pk", filter=in_time)):
        found[office, plan][unit] = Kept(number, good)
    return found


def forecast_of(
    owed: Mapping[int, int], kept: Mapping[int, Kept], *, in_time: int, total: int
) -> Forecast | None:
    """`owed`: how many parts each unit still has in term; `in_time` parts of `total` are finished in time
    already. None where nothing is owed, or fewer than `LEAST_KNOWN` are finished."""
    known = Kept(sum(one.done for one in kept.values()), sum(one.in_time for one in kept.values()))
    if not owed or known.done < LEAST_KNOWN:
        return None
    # Laplace's rule: never quite sure, whatever has happened so far.
    rate = (known.in_time + 1) / (known.done + 2)
    mean = spread = 0.0
    for unit, number in owed.items():
        own = kept.get(unit, Kept(0, 0))
        good = own.in_time + _PULL * rate
        bad = own.done - own.in_time + _PULL * (1 - rate)
        both = good + bad
        mean += number * good / both
        spread += number * good * bad * (both + number) / (both**2 * (both + 1))
    reach = _EIGHT_OF_TEN * sqrt(spread)
    ahead = sum(owed.values())
    return Forecast(
        total=total,
        low=in_time + max(0, floor(mean - reach)),
        high=in_time + min(ahead, ceil(mean + reach)),
        likely=in_time + round(mean),
        known=known,
    )
