"""Months as they stand in addresses, files and sentences: always by their first day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

__all__ = ["ended_before", "first_day", "month_in", "months_between", "slug_of", "year_before"]

_WRITTEN = re.compile(r"(?:thang\s*)?(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})", re.IGNORECASE)
_TURNED = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-\d{1,2})?")
_DAY = re.compile(r"\d{1,2}[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def first_day(day: date) -> date:
    """The month of a day."""
    return day.replace(day=1)


def month_in(text: str) -> date | None:
    """The month that a text names ("6/2026", "06.2026", "tháng 6/2026", "2026-06", "01/06/2026"); None where
    it names none."""
    bare = text.strip().replace("á", "a").replace("Á", "A")
    found = _DAY.fullmatch(bare) or _TURNED.fullmatch(bare) or _WRITTEN.fullmatch(bare)
    if not found:
        return None
    year, month = int(found["year"]), int(found["month"])
    in_reach = _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12
    return date(year, month, 1) if in_reach else None


def slug_of(month: date) -> str:
    """As in an address: "2026-06"."""
    return f"{month:%Y-%m}"


def months_between(first: date, last: date) -> Iterator[date]:
    """Each month from the first to the last."""
    month = first
    while month <= last:
        yield month
        month = first_day(month + timedelta(days=32))


def year_before(month: date) -> date:
    """The same month of last year."""
    return month.replace(year=month.year - 1)


def ended_before(on: date) -> date:
    """The last month that is over."""
    return first_day(first_day(on) - timedelta(days=1))
