"""An indicator month by month, this year beside the one before, and for what is counted up day by day: what
its charts are drawn from and its tables say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from sauro.indicators.model import Tally
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.windows import Register

__all__ = ["Month", "Trend", "days_of", "month_rows", "sums_until", "trend_of"]


@dataclass(frozen=True, slots=True)
class Trend:
    """`months` are those so far, `before` all twelve of the year before, none where nothing of it is here;
    `days` how many there were on each day of the year, of what is counted up. `compared` are the first and
    the last month that are held against the year before: others are shown and not summed."""

    months: Sequence[Tally] = ()
    before: Sequence[Tally] = ()
    days: Mapping[date, int] = field(default_factory=dict)
    compared: tuple[int, int] = (1, 12)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the table: its own figure and the sum up to it, of this year and of the year before where
    they are known; no sum of a month that is not compared."""

    number: int
    now: Tally
    up_to_now: Tally | None
    before: Tally | None
    up_to_before: Tally | None


def days_of(trend: Trend) -> list[tuple[date, int]]:
    """The days on which there was something, in order."""
    return sorted((day, many) for day, many in trend.days.items() if many)


def month_rows(trend: Trend, *, adds_up: bool = True) -> list[Month]:
    """The months so far, in order; what does not add up is up to a month what it is in that month."""
    sums = sums_until(trend.months, trend.compared) if adds_up else list(trend.months)
    earlier = sums_until(trend.before, trend.compared) if adds_up else list(trend.before)
    return [
        Month(
            number + 1,
            now,
            sums[number],
            trend.before[number] if trend.before and (sums[number] or not adds_up) else None,
            earlier[number] if earlier else None,
        )
        for number, now in enumerate(trend.months)
    ]


def sums_until(months: Sequence[Tally], compared: tuple[int, int]) -> list[Tally | None]:
    """The sum up to each month, from the first that is compared to the last; None of the others."""
    first, last = compared
    sums = list(accumulate(months[first - 1 : last]))
    found: list[Tally | None] = [None] * min(first - 1, len(months))
    return [*found, *sums, *([None] * (len(months) - len(found) - len(sums)))]


def trend_of(register: Register, asked: Asked) -> Trend:
    """By the months of the year; empty of what is not counted by months. At most six queries."""
    if register.days is not None and register.before is not None:
        base = register.before(asked.whole_year_before)
        before = register.days(asked.whole_year_before) if base.day_by_day else {}
        return _counted_up(asked, register.days(asked.stretch), before, (base.first_month, base.last_month))
    if register.months is None:
        return Trend()
    stretch = asked.stretch.whole_months if register.by_month else asked.stretch
    shares, earlier = register.months(stretch), register.months(asked.whole_year_before)
    nothing = Tally(0, 0)
    return Trend(
        [shares.get(month, nothing) for month in range(1, asked.last.month + 1)],
        [earlier.get(month, nothing) for month in range(1, 13)] if earlier else (),
    )


def _counted_up(
    asked: Asked, now: Mapping[date, int], before: Mapping[date, int], compared: tuple[int, int]
) -> Trend:
    def months(days: Mapping[date, int], until: int) -> list[Tally]:
        many: Counter[int] = Counter()
        for day, count in days.items():
            many[day.month] += count
        return [Tally(many[month]) for month in range(1, until + 1)]

    return Trend(months(now, asked.last.month), months(before, 12) if before else (), now, compared)
