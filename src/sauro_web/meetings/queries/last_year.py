"""How many conferences the year before had, and for which of its months that is known: many offices exist
since 01/7/2025, and a register begins when an office begins to keep it here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sauro.dates.periods import months_words
from sauro.indicators.arithmetic import allowed
from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import STANDING, LimitRule, Meeting, MeetingScope, YearlyMeetingPlan
from sauro_web.meetings.moments import year_around
from sauro_web.meetings.queries.months import MeetingMonths, months_until, stood_beside

__all__ = [
    "LastYear",
    "YearBefore",
    "held_by_unit",
    "last_year_of",
    "most_after_cut",
    "typed_last_year",
    "year_before_of",
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


@dataclass(frozen=True, slots=True)
class YearBefore:
    """What an office and those that became one with it held the year before `year`: of each as it was typed
    by hand, else as its calendar has it.

    As with what documents are measured by, a number typed for an office that others joined is its own, and
    theirs come to it; that of an office that was made of others stands for them."""

    year: int
    typed: Mapping[int, LastYear]
    met: MeetingMonths

    @property
    def known(self) -> LastYear | None:
        """The sum; None where nothing is known of one of them, or not the same months of all."""
        if self.lacking:
            return None
        said = [self.typed[one.pk] for one in self._parts if one.pk in self.typed]
        if len(said) == 1 == len(self._parts):
            return said[0]
        counted = _among(self.met.only(self._counted), self.year) if self._counted else None
        if not said:
            return counted
        parts = [*said, counted] if counted else said
        if len({one.months for one in parts}) > 1:
            return None
        source = f"cộng số của {', '.join(one.label for one in self._parts)}"
        return LastYear(sum(one.count for one in parts), *parts[0].months, source)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The names of those of which nothing is known though others were merged into the office."""
        none = [one for one in self._parts if one.pk not in self.typed and not self._has_met(one)]
        return tuple(one.label for one in none) if len(self.met.units) > 1 else ()

    @property
    def _counted(self) -> Sequence[Unit]:
        return [one for one in self._parts if one.pk not in self.typed]

    @property
    def _parts(self) -> Sequence[Unit]:
        """Whose numbers are summed: not of who was founded since."""
        office, *others = self.met.units
        own = self.typed.get(office.pk)
        if own is not None:
            begin = date(self.year - 1, own.first_month, 1)
            others = [one for one in others if stood_beside(one, office) and _last_day(one) >= begin]
        parts = [one for one in (office, *others) if self._is_part(one)]
        return parts or [office]

    def _is_part(self, unit: Unit) -> bool:
        return unit.valid_from.year < self.year or unit.pk in self.typed or self._has_met(unit)

    def _has_met(self, unit: Unit) -> bool:
        return self.met.only((unit,)).has_met(self.year - 1)


def _last_day(unit: Unit) -> date:
    return unit.valid_to or date.max


def last_year_of(office: Unit, year: int, *, by: date | None = None) -> LastYear | None:
    """How many conferences the office held the year before, as typed by hand or else counted, with `by` those
    of units that had become one with it by that day; None where nothing of that year is here. Two queries,
    and those of `whose_records`."""
    return year_before_of(office, year, by=by).known


def year_before_of(office: Unit, year: int, *, by: date | None = None) -> YearBefore:
    """As `last_year_of`, with whose number is missing."""
    met = months_until(office, date(year - 1, 12, 31), by=by)
    return YearBefore(year, typed_last_year(met.units, year), met)


def typed_last_year(units: Collection[Unit], year: int) -> Mapping[int, LastYear]:
    """As it was typed by hand, by the number of the unit. One query."""
    columns = ("office", "last_year", "last_year_first_month", "last_year_last_month", "last_year_source")
    typed = YearlyMeetingPlan.objects.filter(office__in=units, year=year, last_year__isnull=False)
    return {office: LastYear(*said) for office, *said in typed.values_list(*columns)}


def _among(met: MeetingMonths, year: int) -> LastYear | None:
    """As the registers have it, from the month in which they begin."""
    begun = met.begun
    if begun is None or begun >= (year, 1) or not met.has_met(year - 1):
        return None
    first = begun[1] if begun[0] == year - 1 else 1
    return LastYear(met.conferences(year - 1, (first, 12)), first)


def held_by_unit(before: YearBefore) -> tuple[LastYear | None, Mapping[int | None, int]]:
    """The conferences of the year before as the registers have them, all and by the number of the unit that
    held them: that of the line of the plan, else that which prepared it; None for the committee itself, whose
    are those of the whole commune or province too. Those of an office that became one with this one stand
    under its own number. One query."""
    whole = replace(before, typed={}).known
    if whole is None:
        return None, {}
    office, year = before.met.units[0], before.year - 1
    first, last = year_around(year)
    rows = Meeting.objects.filter(
        office__in=before.met.units, state__in=STANDING, conference=True, starts__gte=first, starts__lt=last
    )
    held: Counter[int | None] = Counter()
    for whose, line, of_line, unit, scope in rows.order_by().values_list(
        "office", "line", "line__unit", "prepared_by", "scope"
    ):
        own = None if scope in (MeetingScope.COMMUNE, MeetingScope.PROVINCE) else unit
        held[whose if whose != office.pk else own if line is None else of_line] += 1
    return whole, held


def most_after_cut(before: int, limits: LimitRule) -> int:
    """How many conferences are left of so many, once they are as many fewer as they must be."""
    return allowed(before, Fraction(limits.cut) / 100) or 0
