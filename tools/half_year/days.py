"""Working days and the days of what comes back, counted one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

__all__ = [
    "add_working",
    "days_that_come_back",
    "goes_on",
    "is_working",
    "late_by",
    "next_working",
    "only_day",
]

_WRITTEN = Path(__file__).resolve().parents[2] / "src" / "sauro_web" / "data" / "special_days.json"
_SPECIAL = {
    date.fromisoformat(row["day"]): row["kind"] == "working"
    for row in json.loads(_WRITTEN.read_text(encoding="utf-8"))["days"]
}
_ONE = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def is_working(day: date) -> bool:
    """Monday to Friday, but for what was decided otherwise."""
    return _SPECIAL.get(day, day.weekday() < 5)


def next_working(day: date) -> date:
    """The day, or the first working day after it."""
    while not is_working(day):
        day += _ONE
    return day


def add_working(day: date, number: int) -> date:
    """So many working days later."""
    while number:
        day += _ONE
        number -= is_working(day)
    return day


def late_by(last: date, until: date) -> int:
    """Working days after the last day, up to and with another."""
    number = 0
    while last < until:
        last += _ONE
        number += is_working(last)
    return number


def goes_on(due: Mapping[str, Any] | None) -> bool:
    """Whether it is never finished once for all."""
    return bool(due) and (due["kind"] in ("periodic", "ongoing") or bool(due.get("then")))


def only_day(due: Mapping[str, Any] | None) -> date | None:
    """The one date it is due on."""
    if not due or due["kind"] != "by" or due.get("then"):
        return None
    return date.fromisoformat(due["date"])


def days_that_come_back(
    due: Mapping[str, Any] | None, given: date, on: date, first: date | None = None
) -> set[date]:
    """The days on which something is due, of all periods that have begun, none from before it was given; what
    comes back is not due on that day (`first`) itself."""
    first = first or given
    if not due:
        return set()
    found = set()
    if due["kind"] == "by" and due.get("then"):
        day = date.fromisoformat(due["date"])
        found = {day} if day >= given else set()
        if max(given, day + _ONE) <= on:
            found |= days_that_come_back(due["then"], max(given, day + _ONE), on, first)
        return found
    if due["kind"] != "periodic":
        return set()
    every = due["every"] if isinstance(due["every"], list) else [due["every"]]
    for rhythm in every:
        found.update(day for day in _periods(rhythm, due["raw"], given, on) if day >= given and day > first)
    return found


def _periods(rhythm: str | None, raw: str, given: date, on: date) -> Iterator[date]:
    """The due day of each period from the one in which it was given to the one that holds `on`."""
    if rhythm == "week":
        day = given + timedelta(days=6 - given.weekday())
        while day - timedelta(days=6) <= on:
            yield day
            day += timedelta(days=7)
    if rhythm not in _MONTHS:
        return
    months = _MONTHS[rhythm]
    year, first = given.year, (given.month - 1) // months * months + 1
    while date(year, first, 1) <= on:
        after = date(year + (first + months - 1) // 12, (first + months - 1) % 12 + 1, 1)
        last = after - _ONE
        yield _named(rhythm, raw, last) or last
        year, first = after.year, after.month


def _named(rhythm: str, raw: str, last: date) -> date | None:
    """The day that the words name inside a period: "ngày 15 tháng cuối quý", "ngày 15 tháng 12"."""
    if rhythm == "quarter" and (found := re.search(r"ngày (\d+) tháng cuối quý", raw)):
        return last.replace(day=int(found[1]))
    if rhythm == "month" and (found := re.search(r"ngày (\d+)(?: hằng| hàng| của) tháng", raw)):
        return last.replace(day=min(int(found[1]), last.day))
    if rhythm == "year" and (found := re.search(r"ngày (\d+)(?:/| tháng )(\d+)(?! *[/\d])", raw)):
        return date(last.year, int(found[2]), int(found[1]))
    return None
