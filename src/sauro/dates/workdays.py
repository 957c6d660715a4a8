"""Working days: which days an office works, and how far apart two days are in such days.

Holidays and swapped days change every year by decision (Bộ luật Lao động 2019, Điều 112; the yearly notice of
the Prime Minister or the ministry), so they come as rows; nothing here knows a date by heart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

__all__ = ["DayKind", "SpecialDay", "WorkCalendar"]

_SATURDAY = 5
_FAR = 3_700
"""Days after which a calendar without a working day is given up: ten years."""


class DayKind(StrEnum):
    """Why a day differs from its weekday: `OFF` a weekday on which nobody works, `WORKING` a Saturday or
    Sunday that makes up for one."""

    OFF = "off"
    WORKING = "working"


@dataclass(frozen=True, slots=True, order=True)
class SpecialDay:
    """One row of the calendar. `provisional`: computed or expected, not yet decided."""

    day: date
    kind: DayKind
    name: str = ""
    provisional: bool = False


class WorkCalendar:
    """The working days of an office: Monday to Friday, but for the special days. Counting costs the logarithm
    of the number of special days, not the length of the time between.

    >>> swapped = WorkCalendar([SpecialDay(date(2026, 8, 31), DayKind.OFF),
    ...                         SpecialDay(date(2026, 8, 22), DayKind.WORKING)])
    >>> swapped.next_working(date(2026, 8, 31))
    datetime.date(2026, 9, 1)
    """

    def __init__(self, days: Iterable[SpecialDay] = ()) -> None:
        """Of several rows for one day the last holds; a row that says what the weekday says anyway is
        without effect."""
        rows = {row.day: row for row in days}
        self._special = rows
        self._off = sorted(
            day for day, row in rows.items() if row.kind is DayKind.OFF and day.weekday() < _SATURDAY
        )
        self._working = sorted(
            day for day, row in rows.items() if row.kind is DayKind.WORKING and day.weekday() >= _SATURDAY
        )

    def special(self, day: date) -> SpecialDay | None:
        """The row of a day; None for an ordinary one."""
        return self._special.get(day)

    def is_working(self, day: date) -> bool:
        """Whether the office works on that day."""
        row = self._special.get(day)
        return row.kind is DayKind.WORKING if row else day.weekday() < _SATURDAY

    def next_working(self, day: date) -> date:
        """The day itself where it is a working day, else the first one after it.

        Raises ValueError where no working day follows within ten years.
        """
        return self._nearest(day, 1)

    def last_working(self, day: date) -> date:
        """The day itself where it is a working day, else the last one before it. Raises as `next_working`."""
        return self._nearest(day, -1)

    def add(self, day: date, working_days: int) -> date:
        """The day that stands `working_days` after `day`, or before it where negative; `day` itself is not
        counted. Nought gives `day` unchanged, whatever day it is.

        Raises ValueError where the calendar has too few working days within ten years of the answer.
        """
        step = 1 if working_days > 0 else -1
        left, found = abs(working_days), day
        limit = day + timedelta(days=step * (_FAR + abs(working_days) * 7 // 5))
        while left:
            if found == limit:
                raise ValueError("the calendar has too few working days")
            found += timedelta(days=step)
            left -= self.is_working(found)
        return found

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative where `last` lies before `first`. So it
        is how late something is that was due on `first` and came on `last`."""
        if last < first:
            return -self.between(last, first)
        weekdays = _weekdays_up_to(last) - _weekdays_up_to(first)
        return weekdays - _within(self._off, first, last) + _within(self._working, first, last)

    def _nearest(self, day: date, step: int) -> date:
        found = day
        for _ in range(_FAR):
            if self.is_working(found):
                return found
            found += timedelta(days=step)
        raise ValueError("the calendar has no working day")


def _weekdays_up_to(day: date) -> int:
    """Mondays to Fridays from the first day of the calendar, a Monday, up to and with `day`."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _within(days: list[date], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_left(days, first + timedelta(days=1))
