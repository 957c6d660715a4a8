"""Moments of rows as the clock on the wall of the office has them, which is what the core counts in, and
back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sauro.dates.intervals import Interval
from sauro.scheduling.model import OfficeHours

__all__ = [
    "day_around",
    "interval_of",
    "last_day_of",
    "local",
    "minutes_of_sitting",
    "sittings_of",
    "stored",
    "year_around",
]

_A_DAY = timedelta(days=1)


def local(moment: datetime) -> datetime:
    """By the clock of the office, without its zone."""
    return timezone.make_naive(moment)


def stored(moment: datetime) -> datetime:
    """With the zone of the office; seconds are cut off, as no meeting begins at one."""
    return timezone.make_aware(moment.replace(second=0, microsecond=0))


def interval_of(starts: datetime, ends: datetime) -> Interval:
    """What two columns say."""
    zone = timezone.get_current_timezone()
    # Not by `local`: a search asks some thousand times.
    return Interval(starts.astimezone(zone).replace(tzinfo=None), ends.astimezone(zone).replace(tzinfo=None))


def last_day_of(ends: datetime) -> date:
    """The last day of what ends at the moment of a column: at midnight it is the day before."""
    return (local(ends) - timedelta.resolution).date()


def day_around(day: date, days: int = 1) -> Interval:
    """So many days from the first minute of that one on."""
    return Interval(_midnight(day), _midnight(day) + timedelta(days=days))


def year_around(year: int) -> tuple[datetime, datetime]:
    """The first moment of a year and that of the next, with the zone of the office."""
    return stored(datetime(year, 1, 1)), stored(datetime(year + 1, 1, 1))


def sittings_of(when: Interval, hours: OfficeHours) -> tuple[Interval, ...]:
    """When one really sits in a meeting that is called from one moment to another. Up to a day by the clock
    it is one sitting, across midnight too. What is longer begins and ends as it is called, on days off and
    outside the hours of the office too; on each working day between it lasts as long as the office works, and
    nobody is held at night or on the days off between."""
    if when.length <= _A_DAY:
        return (when,)
    first, *between, last = when.days
    (_, closes), (opens, _) = _worked_on(first, hours), _worked_on(last, hours)
    worked = (day for day in between if hours.calendar.is_working(day))
    return (
        Interval(when.start, closes if when.start < closes else _midnight(first) + _A_DAY),
        *(Interval(*_worked_on(day, hours)) for day in worked),
        Interval(opens if opens < when.end else _midnight(last), when.end),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _worked_on(day: date, hours: OfficeHours) -> tuple[datetime, datetime]:
    """When the office opens and closes on a day."""
    opens, closes = hours.spans[0][0], hours.spans[-1][1]
    return _midnight(day) + timedelta(minutes=opens), _midnight(day) + timedelta(minutes=closes)


def minutes_of_sitting(when: Interval, hours: OfficeHours) -> int:
    """How long a meeting is, in minutes of its sittings: without the pauses of the office, as that for lunch,
    but with what lies before it opens or after it closes. Across midnight what lies in the sessions counts,
    where anything does."""
    return sum(_minutes_of(sitting, hours) for sitting in sittings_of(when, hours))


def _minutes_of(sitting: Interval, hours: OfficeHours) -> int:
    midnight = _midnight(sitting.start.date())
    spans = [Interval(*(midnight + timedelta(minutes=one) for one in span)) for span in hours.spans]
    inside = sum(part.minutes for one in spans if (part := one.common(sitting)) is not None)
    if not inside or len(sitting.days) > 1:
        return inside or sitting.minutes
    before = max(spans[0].start - sitting.start, timedelta())
    after = max(sitting.end - spans[-1].end, timedelta())
    return inside + (before + after) // timedelta(minutes=1)
