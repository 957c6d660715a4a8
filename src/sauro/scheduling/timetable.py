"""Meetings laid out for a page: a week with columns for what runs at the same time, a month as rows of
weeks; for one office, or for several side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sauro.dates.intervals import DAY_MINUTES, Interval, day_start, last_minute, minute_of
from sauro.dates.periods import last_day
from sauro.dates.workdays import WorkCalendar

__all__ = ["Block", "DayLayout", "Entry", "MonthLayout", "lay_out_day", "lay_out_month", "lay_out_week"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sitting to be shown: of which meeting, when, whose (`office` is the key of an office)."""

    meeting: str
    when: Interval
    subject: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry as it stands on one day, from minute `start` to minute `end` of the day (0 to 1,440). It
    takes the `column`-th, from 0, of `columns` of equal width in the lane of its office; `lane` is the
    number of that office. `goes_back`, `goes_on`: it began before this day, or ends after it."""

    entry: Entry
    start: int
    end: int
    lane: int = 0
    column: int = 0
    columns: int = 1
    goes_back: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class DayLayout:
    """One day: whether the office works, the name of a holiday or of a swapped day, and its blocks by
    lane, then start, longer ones first. `outside`: of a month, a day of the month before or after."""

    day: date
    works: bool
    name: str = ""
    blocks: tuple[Block, ...] = ()
    outside: bool = False

    @property
    def swapped(self) -> bool:
        """Whether it is a Saturday or Sunday that is worked."""
        return self.works and self.day.weekday() >= 5


@dataclass(frozen=True, slots=True)
class MonthLayout:
    """A month in weeks from Monday to Sunday, with the days around it that fill them."""

    year: int
    month: int
    weeks: tuple[tuple[DayLayout, ...], ...]


def lay_out_day(
    entries: Iterable[Entry], day: date, calendar: WorkCalendar, offices: Sequence[str] = ()
) -> DayLayout:
    """One day. Each of `offices` has a lane of its own, in that order, and entries of others are left out;
    with none named, all share one lane."""
    begin = day_start(day)
    lanes: dict[int, list[Block]] = {}
    for entry in entries:
        start, end = minute_of(entry.when.start) - begin, last_minute(entry.when.end) - begin
        if end <= 0 or start >= DAY_MINUTES or (offices and entry.office not in offices):
            continue
        lane = offices.index(entry.office) if offices else 0
        block = Block(
            entry, max(start, 0), min(end, DAY_MINUTES), lane, goes_back=start < 0, goes_on=end > DAY_MINUTES
        )
        lanes.setdefault(lane, []).append(block)
    row = calendar.special(day)
    blocks = tuple(block for lane in sorted(lanes) for block in _in_columns(lanes[lane]))
    return DayLayout(day, calendar.is_working(day), row.name if row else "", blocks)


def lay_out_week(
    entries: Iterable[Entry], day: date, calendar: WorkCalendar, offices: Sequence[str] = ()
) -> tuple[DayLayout, ...]:
    """Monday to Sunday of the week in which `day` lies."""
    several = tuple(entries)
    monday = day - timedelta(days=day.weekday())
    days = (monday + timedelta(days=step) for step in range(7))
    return tuple(lay_out_day(_touching(several, one), one, calendar, offices) for one in days)


def lay_out_month(
    entries: Iterable[Entry], year: int, month: int, calendar: WorkCalendar, offices: Sequence[str] = ()
) -> MonthLayout:
    """The weeks of a month, four to six of them."""
    several = tuple(entries)
    first, end = date(year, month, 1), last_day(year, month)
    week = first - timedelta(days=first.weekday())
    weeks = []
    while week <= end:
        days = lay_out_week(several, week, calendar, offices)
        weeks.append(tuple(_of_month(one, month) for one in days))
        week += timedelta(days=7)
    return MonthLayout(year, month, tuple(weeks))


def _touching(entries: Sequence[Entry], day: date) -> list[Entry]:
    begin = datetime.combine(day, time())
    end = begin + timedelta(days=1)
    return [one for one in entries if one.when.start < end and begin < one.when.end]


def _of_month(one: DayLayout, month: int) -> DayLayout:
    return one if one.day.month == month else replace(one, outside=True)


def _in_columns(blocks: Sequence[Block]) -> list[Block]:
    """Each block in the first column that is free when it starts; those that hang together by overlapping
    share the number of columns, so that they are as wide as can be."""
    ordered = sorted(
        blocks, key=lambda one: (one.start, -one.end, one.entry.meeting, one.entry.when, one.entry.subject)
    )
    placed: list[Block] = []
    cluster: list[tuple[Block, int]] = []
    ends: list[int] = []
    for block in ordered:
        if ends and block.start >= max(ends):
            placed += _placed(cluster, len(ends))
            cluster, ends = [], []
        column = next((number for number, end in enumerate(ends) if end <= block.start), len(ends))
        if column == len(ends):
            ends.append(0)
        ends[column] = block.end
        cluster.append((block, column))
    return placed + _placed(cluster, len(ends))


def _placed(cluster: Sequence[tuple[Block, int]], columns: int) -> list[Block]:
    return [replace(block, column=column, columns=columns) for block, column in cluster]
