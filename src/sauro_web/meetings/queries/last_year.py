"""How many conferences the year before had, and for which of its months that is known: many offices exist
since 01/7/2025, and a register begins when an office begins to keep it here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sauro.dates.periods import months_words
from sauro.indicators.arithmetic import allowed
from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import STANDING, LimitRule, Meeting, MeetingScope, YearlyMeetingPlan
from sauro_web.meetings.moments import year_around
from sauro_web.meetings.queries.months import MeetingMonths, months_until

__all__ = [
    "LastYear",
    "held_by_unit",
    "last_year_among",
    "last_year_of",
    "most_after_cut",
    "typed_last_year",
]


@dataclass(frozen=True, slots=True)
class LastYear:
    """The conferences of a year from one month to another. `source` is the paper of a number that was typed;
    blank where it was counted."""

    count: int
    first_month: int = 1
    last_month: int = 12
    source: str = ""

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last that it covers."""
        return self.first_month, self.last_month

    @property
    def is_whole(self) -> bool:
        """Whether it covers all twelve."""
        return self.months == (1, 12)

    @property
    def period(self) -> str:
        """The months in words; blank for the whole year."""
        return months_words(*self.months)

    def covers(self, month: int) -> bool:
        """Whether that month of this year has its like in the year before."""
        return self.first_month <= month <= self.last_month


def last_year_of(office: Unit, year: int) -> LastYear | None:
    """How many conferences the office held the year before, as typed by hand or else counted; None where
    nothing of that year is here. Two queries at most."""
    return typed_last_year(office, year) or _counted(office, year)


def typed_last_year(office: Unit, year: int) -> LastYear | None:
    """As it was typed by hand. One query."""
    columns = ("last_year", "last_year_first_month", "last_year_last_month", "last_year_source")
    typed = YearlyMeetingPlan.objects.filter(office=office, year=year, last_year__isnull=False)
    said = typed.values_list(*columns).first()
    return None if said is None else LastYear(*said)


def _counted(office: Unit, year: int) -> LastYear | None:
    """As the register has it. One query."""
    return last_year_among(months_until(office, date(year - 1, 12, 31)), year)


def last_year_among(met: MeetingMonths, year: int) -> LastYear | None:
    """As the register has it, from the month in which it begins."""
    begun = met.begun
    if begun is None or not met.has_met(year - 1):
        return None
    return LastYear(met.conferences(year - 1), begun[1] if begun[0] == year - 1 else 1)


def held_by_unit(office: Unit, year: int) -> tuple[LastYear | None, Mapping[int | None, int]]:
    """The conferences of the year before as the register has them, all and by the number of the unit that
    held them: that of the line of the plan, else that which prepared it; None for the committee itself, whose
    are those of the whole commune or province too. Two queries."""
    whole = _counted(office, year)
    if whole is None:
        return None, {}
    first, last = year_around(year - 1)
    rows = Meeting.objects.filter(
        office=office, state__in=STANDING, conference=True, starts__gte=first, starts__lt=last
    )
    held: Counter[int | None] = Counter()
    for line, of_line, unit, scope in rows.order_by().values_list(
        "line", "line__unit", "prepared_by", "scope"
    ):
        own = None if scope in (MeetingScope.COMMUNE, MeetingScope.PROVINCE) else unit
        held[own if line is None else of_line] += 1
    return whole, held


def most_after_cut(before: int, limits: LimitRule) -> int:
    """How many conferences are left of so many, once they are as many fewer as they must be."""
    return allowed(before, Fraction(limits.cut) / 100) or 0
