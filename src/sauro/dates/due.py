"""The record of a time limit as written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Due", "DueKind", "Rhythm"]


class DueKind(StrEnum):
    """`BY` one date; `ONGOING` all the time; `PERIODIC` again and again; `EVENT` when something has happened
    whose day nobody knows: the wording is kept, a date is never invented."""

    BY = "by"
    ONGOING = "ongoing"
    PERIODIC = "periodic"
    EVENT = "event"


class Rhythm(StrEnum):
    """How often a periodic duty comes back."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit. `raw`: the words, with single spaces. `date`: the last day it may take, for `BY` only.
    `every`: for `PERIODIC`, the rhythms in the order written (empty for a bare "định kỳ"). `starts`: the
    first day it holds, where written ("từ năm 2026" → 2026-01-01). `then`: what follows it ("Quý III/2026;
    thường xuyên hằng năm": by 30/9/2026, then ongoing)."""

    kind: DueKind
    raw: str
    date: datetime.date | None = None
    every: tuple[Rhythm, ...] = ()
    starts: datetime.date | None = None
    then: Due | None = None
