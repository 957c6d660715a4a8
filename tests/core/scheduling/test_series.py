from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scheduling.made_calendar import YEAR_2026, at

from sauro.dates.intervals import Interval
from sauro.dates.workdays import WorkCalendar
from sauro.scheduling.series import (
    Cancelled,
    Listed,
    Monthly,
    MonthlyOnWeekday,
    Moved,
    OccurrenceState,
    Series,
    Weekly,
    occurrences_of,
    unmatched_exceptions,
)


def days(rule, first, last):
    series = Series(rule, first, last, time(8), 90)
    return [one.planned for one in occurrences_of(series, WorkCalendar())]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Weekly((0,)), [date(2027, 12, 27), date(2028, 1, 3), date(2028, 1, 10)]),
        (
            Weekly((0, 3), every=2),
            [date(2028, 1, 3), date(2028, 1, 6)],
        ),
        (Monthly(1), [date(2028, 1, 1)]),
        (MonthlyOnWeekday(2, 1), [date(2028, 1, 11)]),
        (MonthlyOnWeekday(-1, 4), [date(2027, 12, 31)]),
        (
            Listed((date(2028, 1, 9), date(2027, 12, 25), date(2028, 1, 9))),
            [date(2027, 12, 25), date(2028, 1, 9)],
        ),
        (Listed(()), []),
    ],
)
def test_over_the_year_s_end(rule, expected):
    assert days(rule, date(2027, 12, 25), date(2028, 1, 15)) == expected


def test_the_31st_is_the_last_day_of_shorter_months():
    found = days(Monthly(31), date(2028, 1, 1), date(2028, 4, 30))
    assert found == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]
    assert days(Monthly(29, every=12), date(2027, 2, 1), date(2028, 3, 1)) == [
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_a_month_without_a_fifth_friday_is_passed_over():
    assert days(MonthlyOnWeekday(5, 4), date(2026, 1, 1), date(2026, 5, 31)) == [
        date(2026, 1, 30),
        date(2026, 5, 29),
    ]


def test_until_the_last_day_of_the_calendar():
    assert days(Weekly((4, 6)), date(9999, 12, 30), date.max) == [date(9999, 12, 31)]


def test_moved_cancelled_and_days_off_are_told():
    series = Series(
        Weekly((0,)),
        date(2026, 2, 2),
        date(2026, 3, 2),
        time(8),
        90,
        (
            Moved(date(2026, 2, 9), at(10, "14:00", "15:30", 2), "đồng chí chủ trì đi công tác"),
            Cancelled(date(2026, 2, 23), "đã họp chuyên đề"),
            Cancelled(date(2026, 2, 24)),
        ),
    )
    found = occurrences_of(series, YEAR_2026)
    assert [one.state.value for one in found] == ["planned", "moved", "planned", "cancelled", "planned"]
    assert found[0].when == at(2, "08:00", "09:30", 2)
    assert found[1].note == (
        "Cuộc họp thứ Hai, 09/02/2026 chuyển sang từ 14:00 đến 15:30 ngày 10/02/2026: "
        "đồng chí chủ trì đi công tác."
    )
    assert found[2].on_day_off
    assert found[2].note == (
        "Thứ Hai, 16/02/2026 là ngày nghỉ (Tết Bính Ngọ); ngày làm việc gần nhất: 13/02/2026 hoặc 23/02/2026."
    )
    assert (found[3].when, found[3].note) == (None, "Không họp thứ Hai, 23/02/2026: đã họp chuyên đề.")
    assert unmatched_exceptions(series) == (series.exceptions[2],)


def test_a_swapped_saturday_is_no_day_off_and_midnight_ends_the_day():
    def only(day, start, minutes):
        (one,) = occurrences_of(Series(Listed((day,)), day, day, start, minutes), YEAR_2026)
        return one.on_day_off

    assert not only(date(2026, 1, 10), time(8), 60)
    assert only(date(2026, 1, 11), time(8), 60)
    assert not only(date(2026, 2, 13), time(23), 60)
    assert only(date(2026, 2, 13), time(23), 61)


def test_moved_onto_a_day_off_is_told_too():
    moved = Moved(date(2026, 2, 13), Interval(datetime(2026, 2, 14, 8), datetime(2026, 2, 14, 9)))
    series = Series(Listed((moved.planned,)), moved.planned, moved.planned, time(8), 60, (moved,))
    (one,) = occurrences_of(series, YEAR_2026)
    assert (one.state, one.on_day_off) == (OccurrenceState.MOVED, True)
    assert one.note.startswith("Thứ Bảy, 14/02/2026 là ngày nghỉ;")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Weekly(()),
        lambda: Weekly((7,)),
        lambda: Weekly((1,), every=0),
        lambda: Monthly(32),
        lambda: MonthlyOnWeekday(0, 1),
        lambda: Series(Monthly(1), date(2026, 1, 2), date(2026, 1, 1), time(8), 60),
        lambda: Series(Monthly(1), date(2026, 1, 1), date(2026, 1, 1), time(8), 0),
    ],
)
def test_rules_that_say_nothing_are_refused(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()


DAYS = st.dates(date(2025, 12, 1), date(2028, 4, 1))


@given(DAYS, st.integers(0, 200), st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6))
def test_the_nth_weekday_as_counted_by_hand(first, length, nth, weekday):
    last = date.fromordinal(first.toordinal() + length)

    def is_it(day):
        if day.weekday() != weekday:
            return False
        following = date.fromordinal(day.toordinal() + 7)
        return following.month != day.month if nth == -1 else (day.day - 1) // 7 + 1 == nth

    walked = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    assert days(MonthlyOnWeekday(nth, weekday), first, last) == [day for day in walked if is_it(day)]


@given(DAYS, st.integers(0, 200), st.sets(st.integers(0, 6), min_size=1), st.integers(1, 4))
def test_every_so_many_weeks_as_counted_by_hand(first, length, weekdays, every):
    last = date.fromordinal(first.toordinal() + length)
    monday = first.toordinal() - first.weekday()
    walked = range(first.toordinal(), last.toordinal() + 1)
    expected = [
        date.fromordinal(number)
        for number in walked
        if (number - monday) // 7 % every == 0 and date.fromordinal(number).weekday() in weekdays
    ]
    assert days(Weekly(tuple(weekdays), every), first, last) == expected
