"""Meetings on days off and outside the office's hours."""

from datetime import date, datetime

import pytest
from tests.core.scheduling.made_calendar import HOURS, YEAR_2026, at

from sauro.dates.intervals import Interval
from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro.scheduling.limits import limit_notices
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.notices import MeetingFacts, Year
from sauro.scheduling.odd_times import odd_times


def told(called, hours=HOURS):
    return {one.code: one.message for one in odd_times(called, hours)}


@pytest.mark.parametrize(
    "called",
    [
        at(12, "07:30", "17:30"),
        at(12, "11:00", "13:00"),
        at(12, "13:30", "17:30"),
        at(10, "08:00", "11:00", month=1),  # a Saturday on which the office works
        Interval(datetime(2026, 3, 11, 7, 30), datetime(2026, 3, 13, 17, 30)),
    ],
    ids=["a whole day", "into the pause", "an afternoon", "a swapped day", "three days"],
)
def test_when_the_office_works_nothing_is_told(called):
    assert told(called) == {}


def test_a_day_off_is_told_with_its_name():
    assert told(at(15, "08:00", "09:00")) == {
        "meeting.day_off": "Cuộc họp rơi vào ngày nghỉ: Chủ nhật, 15/03/2026."
    }
    assert told(at(17, "08:00", "09:00", month=2)) == {
        "meeting.day_off": "Cuộc họp rơi vào ngày nghỉ: thứ Ba, 17/02/2026 (Tết Bính Ngọ)."
    }
    # On a day off nobody asks for the hours.
    assert list(told(at(15, "19:00", "21:00"))) == ["meeting.day_off"]


def test_a_day_off_that_is_not_decided_yet_is_told_as_such():
    calendar = WorkCalendar([SpecialDay(date(2026, 3, 12), DayKind.OFF, "Nghỉ bù", provisional=True)])
    assert (
        "(Nghỉ bù, dự kiến)"
        in told(at(12, "08:00", "09:00"), OfficeHours(calendar=calendar))["meeting.day_off"]
    )


def test_over_tet_the_days_off_between_are_told():
    called = Interval(datetime(2026, 2, 12, 8), datetime(2026, 2, 24, 17))
    message = told(called)["meeting.day_off"]
    assert message.startswith("Thời gian họp có ngày nghỉ: thứ Bảy, 14/02/2026, Chủ nhật, 15/02/2026, ")
    assert "thứ Hai, 16/02/2026 (Tết Bính Ngọ)" in message
    assert message.endswith("và 5 trường hợp khác.")
    assert list(told(called)) == ["meeting.day_off"]


@pytest.mark.parametrize(
    ("start", "end"),
    [("06:30", "08:00"), ("17:00", "18:00"), ("19:00", "21:00"), ("11:45", "13:15")],
    ids=["before", "after", "in the evening", "in the pause"],
)
def test_outside_the_hours_is_told(start, end):
    message = told(at(12, start, end))["meeting.outside_hours"]
    assert message == (
        "Cuộc họp ngoài giờ làm việc của cơ quan (07:30–11:30, 13:30–17:30): đang xếp "
        f"từ {start} đến {end} ngày 12/03/2026."
    )


def test_across_midnight_is_outside_the_hours():
    called = Interval(datetime(2026, 3, 11, 22), datetime(2026, 3, 12, 2))
    message = told(called)["meeting.outside_hours"]
    assert message.endswith("từ 22:00 ngày 11/03/2026 đến 02:00 ngày 12/03/2026, qua nửa đêm.")
    into_saturday = Interval(datetime(2026, 3, 13, 22), datetime(2026, 3, 14, 2))
    assert list(told(into_saturday)) == ["meeting.day_off", "meeting.outside_hours"]


def test_they_are_among_the_notices_of_a_meeting():
    when = at(15, "08:00", "09:00")
    meeting = MeetingFacts((when,), urgent=True, called=when)
    (one,) = limit_notices(meeting, Year(), YEAR_2026, on=date(2026, 3, 2))
    assert (one.code, one.alternatives) == ("meeting.day_off", ())
