"""Calendar periods: month, quarter, half-year, nine months, year; their first and last day.

Reporting periods with other windows (NĐ 09/2019, Điều 12: the 15th to the 14th) are not calendar periods and
do not belong here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sauro.dates.due import Rhythm

__all__ = [
    "Period",
    "last_day",
    "months_words",
    "period_of",
    "periods_of_year",
    "read_quarter",
]

MONTHS_OF = {
    Rhythm.MONTH: 1,
    Rhythm.QUARTER: 3,
    Rhythm.HALF_YEAR: 6,
    Rhythm.NINE_MONTHS: 9,
    Rhythm.YEAR: 12,
}
"""Length of each calendar period in months; day and week are no calendar periods."""

_ROMAN = ("I", "II", "III", "IV")
_QUARTER = re.compile(r"\s*(?:qu[ýí]\s*)?(?:(?P<roman>[IV1Ll]{1,3})|(?P<arabic>0?[1-4]))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The `index`-th period of its kind in `year`, counted from 1; the nine months are always number 1
    (January to September). `rhythm` is one of month, quarter, half_year, nine_months, year."""

    year: int
    rhythm: Rhythm
    index: int = 1

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, (self.index - 1) * MONTHS_OF[self.rhythm] + 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return last_day(self.year, self.index * MONTHS_OF[self.rhythm])

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def months_words(first: int, last: int) -> str:
    """From one month of a year to another: "từ tháng 7 đến tháng 12", "tháng 12"; blank for all of it."""
    if (first, last) == (1, 12):
        return ""
    return f"tháng {first}" if first == last else f"từ tháng {first} đến tháng {last}"


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def period_of(day: date, rhythm: Rhythm) -> Period | None:
    """The period of this kind that holds `day`; None for October to December under `NINE_MONTHS`.

    Raises ValueError for `DAY` and `WEEK`, which are no calendar periods.
    """
    index = (day.month - 1) // _months(rhythm) + 1
    if rhythm is Rhythm.NINE_MONTHS and index > 1:
        return None
    return Period(day.year, rhythm, index)


def periods_of_year(year: int, rhythm: Rhythm) -> tuple[Period, ...]:
    """All periods of this kind in a year, in order. Raises ValueError for `DAY` and `WEEK`."""
    return tuple(Period(year, rhythm, index) for index in range(1, 12 // _months(rhythm) + 1))


def read_quarter(text: str) -> int | None:
    """The number of a quarter written "I" … "IV" or "1" … "4", "quý" before it or not; scanners' "1V", "lll"
    count as roman. None for anything else."""
    match = _QUARTER.fullmatch(text)
    if not match:
        return None
    if match["arabic"]:
        return int(match["arabic"])
    roman = match["roman"].upper().replace("1", "I").replace("L", "I")
    return _ROMAN.index(roman) + 1 if roman in _ROMAN else None


def _months(rhythm: Rhythm) -> int:
    if rhythm not in MONTHS_OF:
        raise ValueError(f"{rhythm.value} is no calendar period")
    return MONTHS_OF[rhythm]
