"""The calendar, people and rooms of the tests of scheduling."""

from datetime import date, datetime

from sauro.dates.intervals import Interval
from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro.scheduling.model import Hold, OfficeHours, person, room

YEAR_2026 = WorkCalendar(
    [
        SpecialDay(date(2026, 1, 1), DayKind.OFF, "Tết Dương lịch"),
        SpecialDay(date(2026, 1, 2), DayKind.OFF, "Tết Dương lịch"),
        SpecialDay(date(2026, 1, 10), DayKind.WORKING, "làm bù"),
        *(SpecialDay(date(2026, 2, day), DayKind.OFF, "Tết Bính Ngọ") for day in range(16, 21)),
    ]
)
HOURS = OfficeHours(calendar=YEAR_2026)
LAN, MINH, HOA = person("lan", "Bà Lan"), person("minh", "Ông Minh"), person("hoa", "Bà Hoa")
ROOM_A, ROOM_B = room("a", "Phòng họp A", 40), room("b", "Phòng họp B", 12)
ONLINE = room("online", "Phòng trực tuyến")


def at(day, start, end, month=3, year=2026):
    """From "08:00" to "09:30" of a day of March 2026."""
    first, last = (
        datetime.combine(date(year, month, day), datetime.strptime(one, "%H:%M").time())
        for one in (start, end)
    )
    return Interval(first, last)


def held(party, when, meeting="giao-ban", subject="Giao ban tuần", required=True):
    """A hold."""
    return Hold(party, when, meeting, subject, required)
