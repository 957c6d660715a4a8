from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.core.scheduling.made_calendar import YEAR_2026, at

from sauro.dates.intervals import Interval
from sauro.dates.workdays import WorkCalendar
from sauro.scheduling.timetable import Entry, lay_out_day, lay_out_month, lay_out_week

DAY = date(2026, 3, 5)


def entry(name, start, end, office="", day=5):
    return Entry(name, at(day, start, end), name, office)


def test_parallel_meetings_stand_in_columns():
    entries = [
        entry("dài", "08:00", "11:00"),
        entry("một", "08:00", "09:00"),
        entry("hai", "09:00", "10:00"),
        entry("chiều", "14:00", "15:00"),
    ]
    blocks = lay_out_day(entries, DAY, WorkCalendar()).blocks
    assert [(one.entry.meeting, one.column, one.columns) for one in blocks] == [
        ("dài", 0, 2),
        ("một", 1, 2),
        ("hai", 1, 2),
        ("chiều", 0, 1),
    ]
    assert (blocks[0].start, blocks[0].end) == (480, 660)


def test_two_offices_have_lanes_of_their_own():
    entries = [
        entry("xã", "08:00", "09:00", "xa"),
        entry("tỉnh", "08:00", "09:00", "tinh"),
        entry("khác", "08:00", "09:00", "khac"),
    ]
    blocks = lay_out_day(entries, DAY, WorkCalendar(), ("tinh", "xa")).blocks
    assert [(one.entry.meeting, one.lane, one.columns) for one in blocks] == [("tỉnh", 0, 1), ("xã", 1, 1)]
    together = lay_out_day(entries, DAY, WorkCalendar()).blocks
    assert {one.columns for one in together} == {3}


def test_across_midnight_on_both_days():
    night = Entry("trực", Interval(datetime(2026, 12, 31, 22), datetime(2027, 1, 1, 6)))
    week = lay_out_week([night], date(2026, 12, 30), WorkCalendar())
    assert [one.day for one in week] == [date(2026, 12, 28) + timedelta(days=step) for step in range(7)]
    (before,), (after,) = week[3].blocks, week[4].blocks
    assert (before.start, before.end, before.goes_back, before.goes_on) == (1_320, 1_440, False, True)
    assert (after.start, after.end, after.goes_back, after.goes_on) == (0, 360, True, False)
    assert week[5].blocks == ()


def test_what_ends_at_midnight_is_not_on_the_next_day():
    late = Entry("muộn", Interval(datetime(2026, 3, 5, 22), datetime(2026, 3, 6)))
    assert [len(one.blocks) for one in lay_out_week([late], DAY, WorkCalendar())] == [0, 0, 0, 1, 0, 0, 0]
    assert not lay_out_day([late], DAY, WorkCalendar()).blocks[0].goes_on


def test_a_month_with_tet_and_the_days_around_it():
    month = lay_out_month([entry("họp", "08:00", "09:00", day=1)], 2026, 2, YEAR_2026)
    days = [one for week in month.weeks for one in week]
    assert (days[0].day, days[-1].day, len(month.weeks)) == (date(2026, 1, 26), date(2026, 3, 1), 5)
    assert [one.day.day for one in days if one.name == "Tết Bính Ngọ" and not one.works] == [
        16,
        17,
        18,
        19,
        20,
    ]
    assert days[0].outside
    assert not days[6].outside
    assert [one.entry.meeting for one in days[-1].blocks] == ["họp"]


def test_months_of_four_and_of_six_weeks_and_a_swapped_day():
    assert len(lay_out_month([], 2027, 2, YEAR_2026).weeks) == 4
    assert len(lay_out_month([], 2026, 3, YEAR_2026).weeks) == 6
    january = [one for week in lay_out_month([], 2026, 1, YEAR_2026).weeks for one in week]
    assert [one.day for one in january if one.swapped] == [date(2026, 1, 10)]


def test_february_of_a_leap_year():
    days = [
        one.day
        for week in lay_out_month([], 2028, 2, WorkCalendar()).weeks
        for one in week
        if not one.outside
    ]
    assert (len(days), days[-1]) == (29, date(2028, 2, 29))


ENTRIES = st.lists(
    st.builds(
        lambda name, start, minutes: Entry(
            name, Interval.lasting(datetime(2026, 3, 4, 20) + timedelta(minutes=start), minutes)
        ),
        st.sampled_from("abcdef"),
        st.integers(0, 1_800),
        st.integers(1, 400),
    ),
    max_size=15,
)


@given(ENTRIES)
def test_no_two_blocks_lie_on_one_another(entries):
    layout = lay_out_day(entries, DAY, WorkCalendar())
    blocks = layout.blocks
    day = Interval(datetime(2026, 3, 5), datetime(2026, 3, 6))
    assert len(blocks) == sum(one.when.overlaps(day) for one in entries)
    assert layout == lay_out_day(entries[::-1], DAY, WorkCalendar())
    for place, one in enumerate(blocks):
        assert 0 <= one.start < one.end <= 1_440
        assert 0 <= one.column < one.columns
        for other in blocks[place + 1 :]:
            if one.start < other.end and other.start < one.end:
                assert one.column != other.column
                assert one.columns == other.columns
