"""The periods and due days of regular reports, as sentences name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sauro.dates.due import Rhythm
from sauro.dates.finding import clause_bounds, is_dated_by, joined_days
from sauro.dates.named_days import REPORT, find_named_days
from sauro.dates.rhythm import LIMIT, DayOfYear, Item, Run, find_runs, periods_of_days
from sauro.dates.wording import close_raw
from sauro.dates.written import Grain, find_times
from sauro.text.normalise import lower_case, squeeze
from sauro.text.numbers import holds_figure

__all__ = ["ReportPeriod", "read_report_periods"]

_REACH = 110
"""How far behind a rhythm its days may stand, in characters."""
# "mỗi năm 02 lần (trước 15/6 và 15/12)": the second day is that of the whole year.
_HALF_YEARLY = re.compile(r"(?:mỗi\s+năm\s+)?(?:(?:0?2|hai)\s*lần|0?6\s+tháng\s*/\s*lần)", re.IGNORECASE)
_LIMIT_WORD = re.compile(rf"(?:{LIMIT}|(?<!\w)vào(?=\s+ngày\s*\d))\s+", re.IGNORECASE)
_DAY_WORD = re.compile(rf"(?<!\w)(?:{LIMIT}|vào)\s+(?=(?:ngày\s+)?\d)")
_RANGE_WORD = re.compile(r"(?<!\w)(?:từ|đến)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One period of a regular report at `start`:`end`. `due_day` is "MM-DD" where day and month are written,
    `day` the day alone for "trước ngày 25 hằng tháng". `raw`: the words of this period where it has a due day
    of its own, else of the whole run, with single spaces."""

    start: int
    end: int
    raw: str
    rhythm: Rhythm
    due_day: str | None = None
    day: int | None = None


def read_report_periods(text: str) -> tuple[ReportPeriod, ...]:
    """The periods named in a sentence that orders reports; whether it does is the caller's to know. A bare
    "định kỳ" names none. Where several days part one year evenly, each stands for the period that ends about
    then ("trước ngày 15/6 và 15/12 hằng năm": half-year and year); else each comes yearly."""
    flat = squeeze(text)
    found = _find(flat.text)
    return tuple(
        replace(one, start=flat.original(one.start), end=flat.original(one.end - 1) + 1)
        for one in dict.fromkeys(found)
    )


def _find(text: str) -> list[ReportPeriod]:
    found: list[ReportPeriod] = []
    runs = find_runs(text)
    for number, run in enumerate(runs):
        later = runs[number + 1].start if number + 1 < len(runs) else len(text)
        if number + 1 < len(runs) and is_dated_by(text, run, runs[number + 1]):
            continue
        found += _of_run(text, run, later)
    if not any(period.due_day or period.day for period in found) and REPORT.search(text):
        found = list(_named_after(text)) or found or list(_by_days_alone(text))
    return found


def _of_run(text: str, run: Run, later: int) -> Iterator[ReportPeriod]:
    whole = close_raw(text[run.start : run.end])
    items = run.items
    if not items:
        day_end, days = _days_after(text, run, later)
        if days:
            raw = close_raw(text[run.start : day_end])
            yield from (
                _period(run.start, day_end, raw, rhythm, day)
                for rhythm, day in zip(periods_of_days(days), days, strict=True)
            )
        return
    if not run.dated:
        yield from _undated(text, run, later, whole)
        return
    shared = items[-1].days if len(items) > 1 and len(items[-1].days) == len(items) else ()
    if shared and not any(item.days for item in items[:-1]):
        for item, day in zip(items, shared, strict=True):
            yield _period(run.start, run.end, whole, item.rhythm, day)
        return
    for item in items:
        yield from _of_item(text, item, run, whole)


def _of_item(text: str, item: Item, run: Run, whole: str) -> Iterator[ReportPeriod]:
    if not item.days:
        yield _period(run.start, run.end, whole, item.rhythm, None)
        return
    raw = close_raw(text[item.start : item.end])
    days = item.days if not _is_range(raw) else item.days[-1:]
    several = len(days) > 1 and (item.rhythm is Rhythm.YEAR or _HALF_YEARLY.match(raw))
    rhythms = periods_of_days(days) if several else (item.rhythm,) * len(days)
    for rhythm, day in zip(rhythms, days, strict=True):
        yield _period(item.start, item.end, raw, rhythm, day)


def _undated(text: str, run: Run, later: int, whole: str) -> Iterator[ReportPeriod]:
    """Days that come after other words: "định kỳ 6 tháng, hằng năm gửi báo cáo trước ngày 10/6 và 10/12"."""
    _, days = _days_after(text, run, later)
    for number, item in enumerate(run.items):
        day = days[number] if len(days) == len(run.items) else None
        yield _period(run.start, run.end, whole, item.rhythm, day)


def _days_after(text: str, run: Run, later: int) -> tuple[int, tuple[DayOfYear, ...]]:
    """The days without a year that a limit word opens after the run, in its clause."""
    _, clause_end = clause_bounds(text, run.end)
    stop = min(clause_end, later, run.end + _REACH)
    opened = _LIMIT_WORD.search(text, run.end, stop)
    if not opened:
        return run.end, ()
    rest = text[opened.end() : stop]
    times = [time for time in find_times(rest) if time.grain is Grain.DAY and time.year is None]
    days = tuple((time.months[0] or None, time.day) for time in times if time.day)
    return (opened.end() + times[-1].end if times else run.end), days


def _named_after(text: str) -> Iterator[ReportPeriod]:
    for named in find_named_days(text):
        raw = close_raw(text[named.start : named.end])
        yield _period(named.start, named.end, raw, named.rhythm, named.day)


def _by_days_alone(text: str) -> Iterator[ReportPeriod]:
    """Two or four days without a year that part the year evenly: "gửi báo cáo trước ngày 10/6 và 10/12"."""
    if not holds_figure(text):
        return
    for opened in _DAY_WORD.finditer(lower_case(text)):
        start, end = clause_bounds(text, opened.start())
        stop = min(end, opened.end() + _REACH)
        if not REPORT.search(text, start, end):
            continue
        times = joined_days(text, opened.end(), stop)
        days = tuple((time.months[0] or None, time.day) for time in times if time.day)
        if len(days) > 1 and Rhythm.HALF_YEAR in (rhythms := periods_of_days(days)):
            last = times[-1].end
            raw = close_raw(text[opened.start() : last])
            for rhythm, day in zip(rhythms, days, strict=True):
                yield _period(opened.start(), last, raw, rhythm, day)
            return


def _is_range(words: str) -> bool:
    return _RANGE_WORD.search(words) is not None


def _period(start: int, end: int, raw: str, rhythm: Rhythm, day: DayOfYear | None) -> ReportPeriod:
    if day is None:
        return ReportPeriod(start, end, raw, rhythm)
    month, number = day
    return ReportPeriod(
        start, end, raw, rhythm, f"{month:02}-{number:02}" if month else None, None if month else number
    )
