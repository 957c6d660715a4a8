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


def day_around(day: date, days: int = 1) -> Interval:
    """So many days from the first minute of that one on."""
    return Interval(datetime.combine(day, time()), datetime.combine(day, time()) + timedelta(days=days))


def year_around(year: int) -> tuple[datetime, datetime]:
    """The first moment of a year and that of the next, with the zone of the office."""
    return stored(datetime(year, 1, 1)), stored(datetime(year + 1, 1, 1))


def sittings_of(when: Interval, hours: OfficeHours) -> tuple[Interval, ...]:
    """When one really sits in a meeting that is called from one moment to another. Up to a day by the clock
    it is one sitting, across midnight too; what is longer goes on each working day for as long as the office
    works, and nobody is held at night or on the days off between."""
    if when.length <= _A_DAY:
        return (when,)
    opens, closes = hours.spans[0][0], hours.spans[-1][1]
    found = []
    for day in when.days:
        midnight = datetime.combine(day, time())
        whole = Interval(midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes))
        part = whole.common(when)
        if part is not None and hours.calendar.is_working(day):
            found.append(part)
    return tuple(found) or (when,)


def minutes_of_sitting(when: Interval, hours: OfficeHours) -> int:
    """How long a meeting is, in minutes: of its sittings what lies in the sessions of the office, so that the
    pause for lunch is not counted; of what lies outside them all of it."""
    total = 0
    for sitting in sittings_of(when, hours):
        midnight = datetime.combine(sitting.start.date(), time())
        sessions = (
            Interval(midnight + timedelta(minutes=start), midnight + timedelta(minutes=end))
            for start, end in hours.spans
        )
        inside = sum(part.minutes for one in sessions if (part := one.common(sitting)) is not None)
        total += inside or sitting.minutes
    return total
