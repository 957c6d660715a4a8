"""Meetings that come again: by a rule, with exceptions; which occurrences fall on a day off is told, never
mended silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sauro.dates.explain import day_words
from sauro.dates.intervals import Interval
from sauro.dates.periods import last_day
from sauro.dates.workdays import WorkCalendar
from sauro.scheduling.wording import interval_words, weekday_words

__all__ = [
    "Cancelled",
    "Listed",
    "Monthly",
    "MonthlyOnWeekday",
    "Moved",
    "Occurrence",
    "OccurrenceState",
    "Series",
    "Weekly",
    "occurrences_of",
    "unmatched_exceptions",
]

_LAST_WEEK = -1


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these weekdays (Monday is 0) of every `every`-th week, counted from the week in which the series
    starts. Raises ValueError for no or impossible weekdays."""

    weekdays: tuple[int, ...]
    every: int = 1

    def __post_init__(self) -> None:
        if not self.weekdays or not all(0 <= day <= 6 for day in self.weekdays) or self.every < 1:
            raise ValueError("weekdays are 0 to 6, at least one, every week or less often")


@dataclass(frozen=True, slots=True)
class Monthly:
    """On this day of every `every`-th month; in a month without it on its last day, so that the 31st is
    the end of each month. Raises ValueError for an impossible day."""

    day: int
    every: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 31 or self.every < 1:
            raise ValueError("a day of a month is 1 to 31, every month or less often")


@dataclass(frozen=True, slots=True)
class MonthlyOnWeekday:
    """On the `nth` such weekday of every `every`-th month; -1 is the last one. A month without a fifth one is
    passed over. Raises ValueError for anything but 1 to 5 and -1."""

    nth: int
    weekday: int
    every: int = 1

    def __post_init__(self) -> None:
        if self.nth not in (1, 2, 3, 4, 5, _LAST_WEEK) or not 0 <= self.weekday <= 6 or self.every < 1:
            raise ValueError("the first to fifth or last weekday, every month or less often")


@dataclass(frozen=True, slots=True)
class Listed:
    """On these days and no others."""

    days: tuple[date, ...]


Rule = Weekly | Monthly | MonthlyOnWeekday | Listed


@dataclass(frozen=True, slots=True)
class Moved:
    """The occurrence that the rule puts on `planned` is held then instead."""

    planned: date
    when: Interval
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The occurrence that the rule puts on `planned` is not held."""

    planned: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A rule from the day `first` to the day `last`, both included, with the time of day and the length of
    each occurrence, and exceptions, of which the last for a day holds.

    Raises ValueError for a length below a minute, and days in the wrong order.
    """

    rule: Rule
    first: date
    last: date
    start: time
    minutes: int
    exceptions: tuple[Moved | Cancelled, ...] = ()

    def __post_init__(self) -> None:
        if self.minutes < 1 or self.last < self.first:
            raise ValueError("a series has a length, and ends after it starts")


class OccurrenceState(StrEnum):
    """Whether it is held as the rule says, at another time, or not at all."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of a series. `when`: None where it is cancelled. `note`: a sentence where some of it falls on a day
    off, with the working days next to it; else the one about its being moved or cancelled; else empty."""

    planned: date
    when: Interval | None
    state: OccurrenceState
    on_day_off: bool = False
    note: str = ""


def occurrences_of(series: Series, calendar: WorkCalendar) -> tuple[Occurrence, ...]:
    """All of them in the order of the rule, the moved and the cancelled too."""
    exceptions = {one.planned: one for one in series.exceptions}
    return tuple(_occurrence(series, day, exceptions.get(day), calendar) for day in _days(series))


def unmatched_exceptions(series: Series) -> tuple[Moved | Cancelled, ...]:
    """Exceptions for days on which the rule puts nothing, as after the rule was changed."""
    days = set(_days(series))
    return tuple(one for one in series.exceptions if one.planned not in days)


def _occurrence(
    series: Series, day: date, exception: Moved | Cancelled | None, calendar: WorkCalendar
) -> Occurrence:
    reason = f": {exception.reason}" if exception and exception.reason else ""
    if isinstance(exception, Cancelled):
        note = f"Không họp {weekday_words(day)}{reason}."
        return Occurrence(day, None, OccurrenceState.CANCELLED, note=note)
    if exception is None:
        when = Interval.lasting(datetime.combine(day, series.start), series.minutes)
        state, note = OccurrenceState.PLANNED, ""
    else:
        when, state = exception.when, OccurrenceState.MOVED
        note = f"Cuộc họp {weekday_words(day)} chuyển sang {interval_words(when)}{reason}."
    off = next((one for one in when.days if not calendar.is_working(one)), None)
    if off is None:
        return Occurrence(day, when, state, note=note)
    return Occurrence(day, when, state, on_day_off=True, note=_told(off, calendar))


def _told(day: date, calendar: WorkCalendar) -> str:
    row = calendar.special(day)
    name = f" ({row.name})" if row and row.name else ""
    before, after = calendar.last_working(day), calendar.next_working(day)
    return (
        f"{weekday_words(day)[:1].upper()}{weekday_words(day)[1:]} là ngày nghỉ{name}; "
        f"ngày làm việc gần nhất: {day_words(before)} hoặc {day_words(after)}."
    )


def _days(series: Series) -> tuple[date, ...]:
    """The days of the rule inside the series, in order, each once."""
    return tuple(sorted({day for day in _of_rule(series) if series.first <= day <= series.last}))


def _of_rule(series: Series) -> Iterator[date]:
    rule = series.rule
    if isinstance(rule, Listed):
        yield from rule.days
    elif isinstance(rule, Weekly):
        # By number: the week that holds the last day of the calendar has no Sunday of its own.
        monday = series.first.toordinal() - series.first.weekday()
        for week in range(monday, series.last.toordinal() + 1, 7 * rule.every):
            numbers = (week + weekday for weekday in rule.weekdays)
            yield from (date.fromordinal(number) for number in numbers if 1 <= number <= date.max.toordinal())
    else:
        months = range(_month(series.first), _month(series.last) + 1, rule.every)
        for month in months:
            day = _in_month(rule, month // 12, month % 12 + 1)
            if day is not None:
                yield day


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _in_month(rule: Monthly | MonthlyOnWeekday, year: int, month: int) -> date | None:
    end = last_day(year, month)
    if isinstance(rule, Monthly):
        return date(year, month, min(rule.day, end.day))
    if rule.nth == _LAST_WEEK:
        return end - timedelta(days=(end.weekday() - rule.weekday) % 7)
    day = 1 + (rule.weekday - date(year, month, 1).weekday()) % 7 + (rule.nth - 1) * 7
    return date(year, month, day) if day <= end.day else None
