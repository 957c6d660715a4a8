from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar

OFF, WORKING = DayKind.OFF, DayKind.WORKING
YEAR_2026 = WorkCalendar(
    [
        SpecialDay(date(2026, 1, 1), OFF, "Tết Dương lịch"),
        SpecialDay(date(2026, 1, 2), OFF, "Tết Dương lịch"),
        SpecialDay(date(2026, 1, 10), WORKING, "làm bù"),
        *(SpecialDay(date(2026, 2, day), OFF, "Tết Bính Ngọ") for day in range(16, 21)),
        SpecialDay(date(2026, 8, 22), WORKING, "làm bù"),
        SpecialDay(date(2026, 8, 31), OFF, "Quốc khánh"),
        SpecialDay(date(2026, 9, 1), OFF, "Quốc khánh"),
        SpecialDay(date(2026, 9, 2), OFF, "Quốc khánh"),
    ]
)
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
CALENDARS = st.builds(
    WorkCalendar, st.lists(st.builds(SpecialDay, DAYS, st.sampled_from(list(DayKind))), max_size=40)
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 9), True),
        (date(2026, 1, 10), True),
        (date(2026, 1, 11), False),
        (date(2026, 2, 18), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
    ],
)
def test_special_days_come_before_weekdays(day, works):
    assert YEAR_2026.is_working(day) is works


def test_the_nearest_working_day():
    assert YEAR_2026.next_working(date(2026, 8, 29)) == date(2026, 9, 3)
    assert YEAR_2026.last_working(date(2026, 9, 2)) == date(2026, 8, 28)
    assert YEAR_2026.next_working(date(2026, 8, 22)) == date(2026, 8, 22)


@pytest.mark.parametrize(
    ("day", "number", "reached"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 9, 3), -1, date(2026, 8, 28)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 8, 30), 0, date(2026, 8, 30)),
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
    ],
)
def test_so_many_working_days_from_a_day(day, number, reached):
    assert YEAR_2026.add(day, number) == reached


def test_how_late_in_working_days():
    assert YEAR_2026.between(date(2026, 2, 13), date(2026, 2, 23)) == 1
    assert YEAR_2026.between(date(2026, 2, 13), date(2026, 2, 22)) == 0
    assert YEAR_2026.between(date(2026, 2, 23), date(2026, 2, 13)) == -1


@given(CALENDARS, DAYS, DAYS)
def test_counted_as_by_hand(calendar, one, other):
    first, last = sorted((one, other))
    walked = sum(
        calendar.is_working(first + timedelta(days=step)) for step in range(1, (last - first).days + 1)
    )
    assert calendar.between(first, last) == walked
    assert calendar.between(last, first) == -walked


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_going_on_and_counting_back(calendar, day, number):
    reached = calendar.add(day, number)
    assert calendar.is_working(reached)
    assert calendar.between(day, reached) == number


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_going_back_and_counting_on(calendar, day, number):
    reached = calendar.add(day, -number)
    assert calendar.is_working(reached)
    assert calendar.between(reached - timedelta(days=1), day - timedelta(days=1)) == number


def test_of_two_rows_for_a_day_the_last_holds():
    day = date(2026, 11, 24)
    expected = SpecialDay(day, OFF, "Ngày Văn hóa Việt Nam", provisional=True)
    assert not WorkCalendar([SpecialDay(day, WORKING), expected]).is_working(day)
    assert WorkCalendar([expected]).special(day) == expected
    assert WorkCalendar([expected]).special(date(2026, 11, 25)) is None


def test_a_calendar_without_working_days_says_so():
    never = WorkCalendar(
        SpecialDay(date(2026, 1, 1) + timedelta(days=step), OFF) for step in range(-4_000, 4_000)
    )
    with pytest.raises(ValueError, match="no working day"):
        never.next_working(date(2026, 1, 1))
    with pytest.raises(ValueError, match="too few"):
        never.add(date(2026, 1, 1), 1)
