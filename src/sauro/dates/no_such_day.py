"""Days and quarters that no calendar has: "31/6/2026", "ngày 30 tháng 2", "15/13/2026", "quý 5/2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.dates.periods import last_day
from sauro.text.numbers import holds_figure

__all__ = ["find_no_such_days"]

# Cheap to look for: two numbers that may be day and month.
_PAIR = re.compile(r"\d\d?\s*(?:[/.\-]|tháng)\s*\d\d?")
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|\s?/\s?[A-ZĐ])"
_DATE = re.compile(
    r"(?<![\d/.,\-–])(?P<day>\d\d?)\s*(?:(?P<sep>[/.\-])|tháng)\s*(?P<month>\d\d?)(?!\d)"
    rf"(?:\s*(?(sep)(?P=sep)|,?\s*năm)\s*{_YEAR})?(?!\s*[/.\-]\s*\d)"
)
_NAMED = re.compile(r"ngày\s*\Z", re.IGNORECASE)
_REACH = 8
"""Characters before a day in which the word "ngày" stands."""
_NO_QUARTER = r"(?:0+|0?[5-9]|[1-9]\d|VI{0,3}|IX|X)(?!\w)"
_NOT_A_DAY = r"(?!\w|\s*[/.]\s*\d\d?(?!\d))"
_QUARTER = re.compile(
    rf"\b[Qq]u[ýí]\s*(?:{_NO_QUARTER}(?:\s*(?:[,\-–]|và|đến)\s*(?:[Qq]u[ýí]\s*)?(?:\d\d?|[IVX]{{1,4}}){_NOT_A_DAY})*"
    rf"|(?:0?[1-4]|I{{1,3}}|IV)\s*(?:[\-–]|đến)\s*(?:[Qq]u[ýí]\s*)?{_NO_QUARTER}{_NOT_A_DAY})"
    r"\s*(?:[/\-–]|,?\s*năm)?\s*(?:19|20)\d\d(?!\d)"
)
"""A quarter that is none of four, or a run of quarters with such a one, with its year."""
_LEAP_YEAR = 2024
"""Stands in where no year is written: then February has 29 days."""


def find_no_such_days(text: str) -> Iterator[tuple[int, int]]:
    """Where such a day stands in a text, each in order, without its year only behind the word "ngày"; after
    them such quarters with their year."""
    if not holds_figure(text):
        return
    for pair in _PAIR.finditer(text):
        match = _DATE.match(text, pair.start())
        if match is None:
            continue
        day, month = int(match["day"]), int(match["month"])
        if 1 <= month <= 12 and 1 <= day <= last_day(int(match["year"] or _LEAP_YEAR), month).day:
            continue
        if match["year"] or _NAMED.search(text[max(0, match.start() - _REACH) : match.start()]):
            yield match.span()
    if "uý" in text or "uí" in text:
        yield from (match.span() for match in _QUARTER.finditer(text))
