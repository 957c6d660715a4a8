"""The periods of a reporting regime: from which day to which its figures are taken, by when they are due.

NĐ 09/2019/NĐ-CP, Điều 12: figures of a month are taken from the 15th of the month before to its 14th, those
of longer periods alike (six months: 15/12 of the year before to 14/6; year: 15/12 to 14/12). Plans ask for
reports before that day; then the figures are real up to the day of reporting and estimated ("ước") behind it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sauro.dates.due import Rhythm
from sauro.dates.periods import MONTHS_OF, Period, periods_of_year
from sauro.dates.workdays import WorkCalendar

__all__ = [
    "REPORTED",
    "CutOff",
    "DueKind",
    "DueRule",
    "Window",
    "due_on",
    "estimated_from",
    "period_before",
    "period_name",
    "periods_begun",
    "real_until",
    "window_of",
    "year_before",
]

REPORTED = tuple(MONTHS_OF)
"""The rhythms that a regime may have; of days and weeks nothing is closed."""
_MONTHS_A_YEAR = 12
_LONGEST_MONTH = 31
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class CutOff:
    """Figures of a period are taken up to `day` of its last month, and from the day after the one of the
    period before. A month that has no such day is taken to its end; 31 is therefore the calendar."""

    day: int

    def __post_init__(self) -> None:
        if not 1 <= self.day <= _LONGEST_MONTH:
            raise ValueError("no month has such a day")

    @classmethod
    def standard(cls) -> CutOff:
        """Of NĐ 09/2019/NĐ-CP, Điều 12: up to the 14th."""
        return cls(14)

    @classmethod
    def calendar(cls) -> CutOff:
        """Whole months."""
        return cls(_LONGEST_MONTH)


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose figures a report holds, both of them in it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a window ends before it begins")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def year_earlier(self) -> Window:
        """The same days of the year before; 29/02 becomes 28/02, and the end of a February stays its end."""
        return Window(_a_year_earlier(self.first), _a_year_earlier(self.last, is_end=True))


class DueKind(StrEnum):
    """What a day by which a report is due is counted from: working days `AFTER` the cut-off; a day of the
    year (`YEARLY`, "trước 01/6"); a day of the last month of the period, or of the month after it."""

    AFTER = "after"
    YEARLY = "yearly"
    LAST_MONTH = "last_month"
    NEXT_MONTH = "next_month"


@dataclass(frozen=True, slots=True)
class DueRule:
    """`number` is how many working days for `AFTER`, else the day of the month; `month` is that of a
    `YEARLY` day. `before`: the words say "trước", so that the day before is the last ("trước 01/6" is
    31/5)."""

    kind: DueKind
    number: int
    month: int = 0
    before: bool = False

    def __post_init__(self) -> None:
        least = 1  # of working days too: NĐ 09/2019, Điều 8.5
        if self.number < least or (self.kind is not DueKind.AFTER and self.number > _LONGEST_MONTH):
            raise ValueError("no such day")
        if (self.kind is DueKind.YEARLY) != (1 <= self.month <= _MONTHS_A_YEAR):
            raise ValueError("a day of the year has a month, no other has")


def window_of(period: Period, cut_off: CutOff) -> Window:
    """From which day to which the figures of a period are taken. Windows of periods that follow each other
    do so without a gap and without a day in common."""
    last = _day_in(period.last.year, period.last.month, cut_off.day)
    before = period.first - timedelta(days=1)
    return Window(_day_in(before.year, before.month, cut_off.day) + timedelta(days=1), last)


def period_name(period: Period) -> str:
    """As reports call it: "tháng 6 năm 2026", "quý II năm 2026", "6 tháng đầu năm 2026", "năm 2026"."""
    match period.rhythm:
        case Rhythm.MONTH:
            return f"tháng {period.index} năm {period.year}"
        case Rhythm.QUARTER:
            return f"quý {_ROMAN[period.index - 1]} năm {period.year}"
        case Rhythm.HALF_YEAR:
            return f"6 tháng {'đầu' if period.index == 1 else 'cuối'} năm {period.year}"
        case Rhythm.NINE_MONTHS:
            return f"9 tháng đầu năm {period.year}"
    return f"năm {period.year}"


def period_before(period: Period) -> Period:
    """The one of its kind before it; of nine months that of the year before."""
    if period.index > 1:
        return replace(period, index=period.index - 1)
    last = periods_of_year(period.year - 1, period.rhythm)[-1]
    return last if period.rhythm is not Rhythm.NINE_MONTHS else replace(last, index=1)


def year_before(period: Period) -> Period:
    """The same one of the year before."""
    return replace(period, year=period.year - 1)


def due_on(period: Period, window: Window, rule: DueRule, work: WorkCalendar) -> date | None:
    """The last day on which the report is in time. None where the rule is a day of the year that belongs to
    another period: "6 tháng, trước 01/6" asks nothing of the second half of the year.

    Raises ValueError where the calendar has too few working days.
    """
    less = timedelta(days=1 if rule.before else 0)
    match rule.kind:
        case DueKind.AFTER:
            return work.add(window.last, rule.number) - less
        case DueKind.LAST_MONTH:
            return _day_in(period.last.year, period.last.month, rule.number) - less
        case DueKind.NEXT_MONTH:
            after = period.last + timedelta(days=1)
            return _day_in(after.year, after.month, rule.number) - less
    found = _nearest(period.last, rule)
    return found - less if _belongs(found, period) else None


def _nearest(last: date, rule: DueRule) -> date:
    """Of the days of that name the one nearest to the end of the period; of two the later."""
    years = (last.year + 1, last.year, last.year - 1)
    days = (_day_in(year, rule.month, rule.number) for year in years)
    return min(days, key=lambda day: abs((day - last).days))


def _belongs(day: date, period: Period) -> bool:
    """Whether the end of no other period of its kind is nearer to that day than the one of this."""
    every = [one for year in (-1, 0, 1) for one in periods_of_year(period.year + year, period.rhythm)]
    nearest = min(every, key=lambda one: (abs((one.last - day).days), one.last))
    return nearest == period


def estimated_from(window: Window, due: date) -> date | None:
    """The first day of which a report that comes when it is due can only estimate; None where it is due after
    the cut-off."""
    return due + timedelta(days=1) if due < window.last else None


def real_until(window: Window, due: date, on: date) -> date:
    """Up to which day a report written on a day holds real figures: that day, not beyond the due day where
    that comes before the cut-off, and not beyond the cut-off. Not before the first day of the window."""
    end = min(window.last, on) if due >= window.last else min(due, on)
    return max(window.first, min(end, window.last))


def periods_begun(rhythm: Rhythm, cut_off: CutOff, *, since: date, on: date) -> Iterator[Period]:
    """In order those whose window has begun by a day and does not end before another. Raises ValueError for
    days and weeks."""
    for year in range(since.year - 1, on.year + 2):
        for period in periods_of_year(year, rhythm):
            window = window_of(period, cut_off)
            if window.first <= on and since <= window.last:
                yield period


def _day_in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _a_year_earlier(day: date, *, is_end: bool = False) -> date:
    ends = is_end and day.day == monthrange(day.year, day.month)[1]
    return _day_in(day.year - 1, day.month, _LONGEST_MONTH if ends else day.day)
