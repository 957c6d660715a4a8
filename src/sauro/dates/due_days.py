"""The day inside each period by which something is due, where the words name one."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from sauro.dates.due import Rhythm
from sauro.dates.periods import MONTHS_OF, Period
from sauro.dates.rhythm import DayOfYear, find_runs

__all__ = ["due_day", "weekdays_named"]

_AFTERWARDS = re.compile(r"(?:tháng|quý|kỳ|năm)\s+(?:sau|tiếp theo|kế tiếp)")
_DECEMBER = 12
_NAME = r"(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)"
_WEEKDAYS = re.compile(
    r"(?<!tuần )(?<!tháng )(?<!quý )(?<!lần )thứ\s*"
    rf"(?P<names>{_NAME}(?:\s*(?:,|;|và|đến|-|–)\s*(?:thứ\s*)?{_NAME})*)"
    r"|(?P<sunday>chủ\s+nhật)",
    re.IGNORECASE,
)
_PLACES = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
_SUNDAY = 6


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


@lru_cache(maxsize=1_000)
def weekdays_named(words: str) -> tuple[int, ...]:
    """The days of the week by which the words of a weekly rhythm want something, Monday 0, in order: "vào thứ
    Sáu hằng tuần" the fifth, "thứ 2, 4, 6" three of them, of "từ thứ hai đến thứ sáu" the last. Sunday, with
    which a week ends, where they name none."""
    found: set[int] = set()
    for named in _WEEKDAYS.finditer(words):
        if named["sunday"]:
            found.add(_SUNDAY)
            continue
        names = re.split(r"\s*(,|;|và|đến|-|–)\s*(?:thứ\s*)?", named["names"].lower())
        days = [_PLACES[one] if one in _PLACES else int(one) - 2 for one in names[::2]]
        # What reaches to another day is over with that one.
        spans = [*(mark in ("đến", "-", "–") for mark in names[1::2]), False]
        found.update(day for day, goes_on in zip(days, spans, strict=True) if not goes_on)
    return tuple(sorted(found)) or (_SUNDAY,)


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
