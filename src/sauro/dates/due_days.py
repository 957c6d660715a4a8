"""The day inside each period by which something is due, where the words name one."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from sauro.dates.due import Rhythm
from sauro.dates.periods import MONTHS_OF, Period
from sauro.dates.rhythm import DayOfYear, find_runs

__all__ = ["due_day"]

_AFTERWARDS = re.compile(r"(?:tháng|quý|kỳ|năm)\s+(?:sau|tiếp theo|kế tiếp)")
_DECEMBER = 12


def due_day(words: str, period: Period) -> date:
    """The day of the period that the words of a rhythm name: "hằng quý, chậm nhất ngày 15 tháng cuối quý" the
    15th of its last month, "trước ngày 10/6 và 10/12" the 10th of June and of December; its last day where
    they name none. "Ngày 05 tháng sau" lies in the month after it."""
    named = _named(" ".join(words.split()), period.rhythm)
    if named is None:
        return period.last
    month, day = named
    length = MONTHS_OF[period.rhythm]
    place = length - 1 if month is None else (month - 1) % length
    if _AFTERWARDS.search(words) or (place == 0 and period.rhythm in _LONG):
        place = length
    return _shifted(period.first, place, day)


_LONG = (Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.NINE_MONTHS)
"""Where a day in the first month of a period is that of the report on the one before."""


@lru_cache(maxsize=1_000)
def _named(words: str, rhythm: Rhythm) -> DayOfYear | None:
    for run in find_runs(words, cell=True):
        for item in run.items:
            if rhythm not in item.periods or not item.days:
                continue
            place = item.periods.index(rhythm)
            return item.days[min(place, len(item.days) - 1)]
    return None


def _shifted(first: date, months: int, day: int) -> date:
    year, month = first.year, first.month + months
    if month > _DECEMBER:
        year, month = year + 1, month - _DECEMBER
    return date(year, month, min(day, monthrange(year, month)[1]))
