"""Whether a meeting lies where the office does not work: on a day off, outside its hours, at night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sauro.dates.intervals import Interval
from sauro.dates.workdays import WorkCalendar
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.notices import Notice
from sauro.scheduling.settings import Sureness
from sauro.scheduling.wording import interval_words, listed, weekday_words

__all__ = ["odd_times"]

_A_DAY = timedelta(days=1)
_DAYS = "Lịch làm việc của cơ quan; Điều 112 Bộ luật Lao động 2019"
_HOURS = "Giờ làm việc của cơ quan"
_MOST = 4


def odd_times(called: Interval, hours: OfficeHours) -> Iterator[Notice]:
    """What is told about a meeting that is called from one moment to another. Up to a day by the clock one
    sits all of it; what is longer goes on by the hours of each working day, and of it only the days off
    between are told. A Saturday on which the office works is a day like others."""
    off = [day for day in called.days if not hours.calendar.is_working(day)]
    if off:
        named = listed([_named(day, hours.calendar) for day in off], _MOST)
        said = "Cuộc họp rơi vào ngày nghỉ" if called.length <= _A_DAY else "Thời gian họp có ngày nghỉ"
        yield Notice("meeting.day_off", f"{said}: {named}.", _DAYS, actual=len(off), sureness=Sureness.OPEN)
    if called.length <= _A_DAY and any(
        _is_outside(day, called, hours) for day in called.days if day not in off
    ):
        across = ", qua nửa đêm" if len(called.days) > 1 else ""
        message = (
            f"Cuộc họp ngoài giờ làm việc của cơ quan ({_sessions(hours)}): đang xếp "
            f"{interval_words(called)}{across}."
        )
        yield Notice("meeting.outside_hours", message, _HOURS, sureness=Sureness.OPEN)


def _is_outside(day: date, called: Interval, hours: OfficeHours) -> bool:
    """Whether something of it lies before the first or after the last session of a day, or all of it in the
    pause between."""
    midnight = datetime.combine(day, time())
    part = called.common(Interval(midnight, midnight + _A_DAY))
    if part is None:
        return False
    start = (part.start - midnight) // timedelta(minutes=1)
    end = start + part.minutes
    inside = any(begin < end and start < over for begin, over in hours.spans)
    return not inside or start < hours.spans[0][0] or end > hours.spans[-1][1]


def _named(day: date, calendar: WorkCalendar) -> str:
    """The day with its weekday, and the holiday that it is."""
    special = calendar.special(day)
    if special is None or not special.name:
        return weekday_words(day)
    name = f"{special.name}, dự kiến" if special.provisional else special.name
    return f"{weekday_words(day)} ({name})"


def _sessions(hours: OfficeHours) -> str:
    return ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in hours.sessions)
