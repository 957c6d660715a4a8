"""The days of a series: as its rule has them, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sauro.dates.intervals import Interval
from sauro.scheduling.series import Series as CoreSeries
from sauro.scheduling.series import occurrences_of
from sauro_web.accounts.models import User
from sauro_web.meetings import rules
from sauro_web.meetings.models import Meeting, MeetingState, Series
from sauro_web.meetings.moments import interval_of
from sauro_web.meetings.repeating import rule_from
from sauro_web.workdays.queries import calendar_of

__all__ = ["DayState", "SeriesDay", "days_of"]


class DayState(StrEnum):
    """What became of a day of a series."""

    AS_SAID = "as_said"
    MOVED = "moved"
    CANCELLED = "cancelled"
    ADDED = "added"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """A day on which the rule puts the meeting, or that was added to it. `meeting` is None where there is
    none, and for who may not see it; `when` where it is held now."""

    planned: date
    state: DayState
    meeting: Meeting | None
    when: Interval | None


def days_of(series: Series, person: User, *, on: date) -> Sequence[SeriesDay]:
    """In order. Three queries besides where the person stands."""
    rows = list(series.meetings.order_by("occurrence", "pk"))
    seen = set(series.meetings.filter(rules.readable(person, on=on)).values_list("pk", flat=True))
    core = CoreSeries(rule_from(series.rule), series.first, series.last, series.starts_at, series.minutes)
    said = {one.planned: one.when for one in occurrences_of(core, calendar_of(series.office))}
    found = []
    for row in rows:
        assert row.occurrence is not None  # noqa: S101 (each of a series has its day)
        when = interval_of(row.starts, row.ends)
        state = _state(row, when, said)
        shown = row if row.pk in seen else None
        found.append(SeriesDay(row.occurrence, state, shown, None if state is DayState.CANCELLED else when))
    known = {row.occurrence for row in rows}
    found += [SeriesDay(day, DayState.LEFT_OUT, None, None) for day in said if day not in known]
    return sorted(found, key=lambda one: one.planned)


def _state(row: Meeting, when: Interval, said: dict[date, Interval | None]) -> DayState:
    if row.state == MeetingState.CANCELLED:
        return DayState.CANCELLED
    if row.occurrence not in said:
        return DayState.ADDED
    return DayState.AS_SAID if when == said[row.occurrence] else DayState.MOVED
