"""Half-open stretches of time, [start, end): whether they overlap, what they cover together, what is left
over.

Half-open, so that what ends at nine and what begins at nine do not touch each other. Times are naive: those
of the clock on the wall of the office. The functions over pairs work on whole minutes as on moments; minutes
are what a search over months counts in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

__all__ = [
    "DAY_MINUTES",
    "Interval",
    "day_start",
    "gaps",
    "last_minute",
    "left_over",
    "merge",
    "merge_pairs",
    "minute_of",
    "moment_of",
]

DAY_MINUTES = 1_440
"""Minutes of a day."""

_MINUTE = timedelta(minutes=1)
_T = TypeVar("_T", int, datetime)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `start` up to, but without, `end`; ordered by start, then by end.

    Raises ValueError where it would be empty or run backwards, and for moments with a time zone.

    >>> Interval(datetime(2026, 3, 5, 8), datetime(2026, 3, 5, 9)).overlaps(
    ...     Interval(datetime(2026, 3, 5, 9), datetime(2026, 3, 5, 10)))
    False
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("an interval is made of moments without a time zone")
        if not self.start < self.end:
            raise ValueError("an interval ends after it starts")

    @classmethod
    def lasting(cls, start: datetime, minutes: int) -> Interval:
        """The one that starts then and lasts so many minutes."""
        return cls(start, start + timedelta(minutes=minutes))

    @property
    def length(self) -> timedelta:
        """How long it lasts by the clock."""
        return self.end - self.start

    @property
    def minutes(self) -> int:
        """How many minutes it lasts; a minute begun counts."""
        return -(-self.length // _MINUTE)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of which it covers something, in order; what ends at midnight is not on the next day."""
        first = self.start.date()
        last = (self.end - timedelta.resolution).date()
        return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def overlaps(self, other: Interval) -> bool:
        """Whether some moment lies in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Interval) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def common(self, other: Interval) -> Interval | None:
        """What lies in both; None for nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else None


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """What they cover together, in order, in as few pieces as there can be: those that overlap or meet are
    one."""
    return tuple(Interval(*pair) for pair in merge_pairs((one.start, one.end) for one in intervals))


def gaps(within: Interval, busy: Iterable[Interval]) -> tuple[Interval, ...]:
    """What is left of `within` when all of `busy`, in whatever order, is taken away; in order."""
    taken = merge_pairs((one.start, one.end) for one in busy)
    return tuple(Interval(*pair) for pair in left_over([(within.start, within.end)], taken))


def merge_pairs(pairs: Iterable[tuple[_T, _T]]) -> list[tuple[_T, _T]]:
    """As `merge`, of pairs of start and end; pairs that are empty or run backwards count for nothing."""
    merged: list[tuple[_T, _T]] = []
    current: tuple[_T, _T] | None = None
    for pair in sorted(pairs):
        if current is None or pair[0] > current[1]:
            if pair[0] < pair[1]:
                if current is not None:
                    merged.append(current)
                current = pair
        elif pair[1] > current[1]:
            current = (current[0], pair[1])
    if current is not None:
        merged.append(current)
    return merged


def left_over(windows: Sequence[tuple[_T, _T]], busy: Sequence[tuple[_T, _T]]) -> list[tuple[_T, _T]]:
    """What is left of the windows without what is busy; both as `merge_pairs` gives them, and so the
    answer."""
    free: list[tuple[_T, _T]] = []
    position, count = 0, len(busy)
    for start, end in windows:
        while position < count and busy[position][1] <= start:
            position += 1
        at = position
        while at < count and busy[at][0] < end:
            if busy[at][0] > start:
                free.append((start, busy[at][0]))
            start = busy[at][1]
            at += 1
        if start < end:
            free.append((start, end))
    return free


def day_start(day: date) -> int:
    """The minute at which a day begins, counted as `minute_of` does."""
    return day.toordinal() * DAY_MINUTES


def minute_of(moment: datetime) -> int:
    """Minutes from the beginning of the calendar; seconds are cut off, as suits a start."""
    return moment.toordinal() * DAY_MINUTES + moment.hour * 60 + moment.minute


def last_minute(moment: datetime) -> int:
    """As `minute_of`, a minute begun counted whole, as suits an end."""
    return minute_of(moment) + (moment.second > 0 or moment.microsecond > 0)


def moment_of(minute: int) -> datetime:
    """The moment of a minute: the way back from `minute_of`."""
    days, rest = divmod(minute, DAY_MINUTES)
    return datetime.fromordinal(days) + timedelta(minutes=rest)
