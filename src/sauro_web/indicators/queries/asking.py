"""What is asked of an indicator: of which office and year, or of which days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date

from sauro.dates.periods import last_day
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import Reach

__all__ = ["Asked", "Stretch", "a_year_before"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of an office, both ends in them, counted by the rules that hold on the day `by`, for whoever
    asks; with what units recorded that had become one with the office by then, unless it is asked `alone`."""

    office: Unit
    first: date
    last: date
    by: date
    seen_by: Reach
    alone: bool = False

    @property
    def joined_by(self) -> date | None:
        """The day by which units have become one with the office; None where it is asked alone."""
        return None if self.alone else self.by

    def between(self, first: date, last: date) -> Stretch:
        """Other days, by the same rules."""
        return replace(self, first=first, last=last)

    @property
    def year_earlier(self) -> Stretch:
        """The same days of the year before, by the same rules."""
        return self.between(a_year_before(self.first), a_year_before(self.last))

    @property
    def whole_months(self) -> Stretch:
        """To the end of the month of its last day, from the first of that of its first."""
        return self.between(self.first.replace(day=1), last_day(self.last.year, self.last.month))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which office and year, as seen on a day by somebody."""

    office: Unit
    year: int
    on: date
    seen_by: Reach

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day that has come."""
        return min(date(self.year, 12, 31), self.on)

    @property
    def is_over(self) -> bool:
        """Whether the year has ended."""
        return self.on > date(self.year, 12, 31)

    @property
    def days_before(self) -> tuple[date, date]:
        """The same days of the year before; 29/02 becomes 28/02."""
        return date(self.year - 1, 1, 1), a_year_before(self.last)

    @property
    def stretch(self) -> Stretch:
        """The days of the year so far, by the rules of the last of them."""
        return Stretch(self.office, self.first, self.last, self.last, self.seen_by)

    @property
    def whole_year_before(self) -> Stretch:
        """All days of the year before, by the rules of this one."""
        return self.stretch.between(date(self.year - 1, 1, 1), date(self.year - 1, 12, 31))


def a_year_before(day: date) -> date:
    """The same day of the year before; 29/02 becomes 28/02."""
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))
