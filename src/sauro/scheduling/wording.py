"""Times, lengths and lists of names as they stand in the sentences about meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sauro.dates.explain import day_words
from sauro.dates.intervals import Interval

__all__ = ["clock", "interval_words", "length_words", "listed", "moment_words", "weekday_words"]

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def clock(moment: datetime | time) -> str:
    """The time of day: "08:05"."""
    return f"{moment.hour:02}:{moment.minute:02}"


def weekday_words(day: date) -> str:
    """The day with its weekday: "thứ Năm, 05/03/2026"."""
    return f"{_WEEKDAYS[day.weekday()]}, {day_words(day)}"


def moment_words(moment: datetime) -> str:
    """A moment: "08:00 ngày 05/03/2026"."""
    return f"{clock(moment)} ngày {day_words(moment.date())}"


def interval_words(when: Interval) -> str:
    """From when to when; midnight at the end of a day is its 24:00."""
    last = (when.end - timedelta.resolution).date()
    end = "24:00" if last < when.end.date() else clock(when.end)
    if last == when.start.date():
        return f"từ {clock(when.start)} đến {end} ngày {day_words(last)}"
    return f"từ {moment_words(when.start)} đến {end} ngày {day_words(last)}"


def length_words(minutes: int) -> str:
    """So many minutes by the clock: "2 giờ 30 phút", "1 ngày 2 giờ"."""
    days, rest = divmod(minutes, 1_440)
    hours, left = divmod(rest, 60)
    parts = [f"{count} {unit}" for count, unit in ((days, "ngày"), (hours, "giờ"), (left, "phút")) if count]
    return " ".join(parts) or "0 phút"


def listed(names: Sequence[str], most: int = 5) -> str:
    """Names with commas and "và"; of more than `most` the rest is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} và {len(names) - most} trường hợp khác"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " và " + names[-1]
