from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.scheduling.made_calendar import (
    HOA,
    HOURS,
    LAN,
    MINH,
    ONLINE,
    ROOM_A,
    ROOM_B,
    at,
    held,
)

from sauro.dates.intervals import Interval
from sauro.scheduling.diary import Diary
from sauro.scheduling.model import Hold, OfficeHours, Wish, person, room
from sauro.scheduling.obstacles import ObstacleKind
from sauro.scheduling.propose import propose

WISH = Wish(
    90,
    date(2026, 3, 2),
    date(2026, 3, 6),
    (LAN, MINH),
    rooms=(ROOM_A, ROOM_B),
    wanted=datetime(2026, 3, 5, 8),
)


def starts(proposals):
    return [one.when.start for one in proposals]


def test_the_wish_itself_where_nothing_hinders():
    first = propose(WISH, Diary(), HOURS).free[0]
    assert (first.when, first.room, first.minutes_away) == (at(5, "08:00", "09:30"), ROOM_A, 0)
    assert (
        first.message
        == "Tất cả 2 người bắt buộc dự đều rảnh; Phòng họp A trống (40 chỗ); đúng lịch mong muốn."
    )
    assert propose(WISH, Diary(), HOURS).at_wish == ()


def test_the_nearest_free_time_and_why():
    found = propose(WISH, Diary([held(LAN, at(5, "07:00", "10:00"))]), HOURS)
    first = found.free[0]
    assert first.when == at(5, "10:00", "11:30")
    assert first.message == (
        "Tất cả 2 người bắt buộc dự đều rảnh; Phòng họp A trống (40 chỗ); "
        "cách lịch mong muốn 2 giờ (muộn hơn); không thể gần hơn (09:45 ngày 05/03/2026) "
        "vì Bà Lan bận dự “Giao ban tuần” từ 07:00 đến 10:00 ngày 05/03/2026."
    )
    assert [one.kind for one in found.at_wish] == [ObstacleKind.PERSON]


def test_proposals_do_not_overlap_and_come_nearest_first():
    found = propose(WISH, Diary(), HOURS, count=4).free
    assert starts(found) == [
        datetime(2026, 3, 5, 8),
        datetime(2026, 3, 5, 9, 30),
        datetime(2026, 3, 5, 13, 30),
        datetime(2026, 3, 5, 15),
    ]


def test_another_room_where_the_first_is_taken():
    found = propose(WISH, Diary([held(ROOM_A, at(5, "07:30", "11:30"))]), HOURS)
    assert (found.free[0].when.start, found.free[0].room) == (datetime(2026, 3, 5, 8), ROOM_B)


def test_a_room_too_small_is_none():
    wish = replace(WISH, rooms=(ROOM_B,), seats=30)
    found = propose(wish, Diary(), HOURS)
    assert found.free == ()
    assert found.at_wish[0].message == "Không phòng nào đủ 30 chỗ: Phòng họp B."
    assert "chưa có phòng trống" in found.without_room[0].message
    assert propose(replace(wish, rooms=(ONLINE,)), Diary(), HOURS).free[0].room == ONLINE


@pytest.mark.parametrize(
    ("wanted", "kind", "words"),
    [
        (datetime(2026, 2, 17, 8), ObstacleKind.DAY_OFF, "ngày nghỉ (Tết Bính Ngọ)"),
        (datetime(2026, 2, 14, 8), ObstacleKind.DAY_OFF, "ngày nghỉ cuối tuần"),
        (datetime(2026, 2, 13, 10, 30), ObstacleKind.OUTSIDE_HOURS, "giờ nghỉ trưa"),
        (datetime(2026, 2, 13, 16, 30), ObstacleKind.OUTSIDE_HOURS, "ngoài giờ làm việc"),
        (datetime(2026, 2, 13, 9, 5), ObstacleKind.OFF_GRID, "bước 15 phút"),
        (datetime(2026, 3, 13, 9), ObstacleKind.OUT_OF_RANGE, "ngoài khoảng từ 13/02/2026 đến 27/02/2026"),
    ],
)
def test_why_the_moment_wished_for_cannot_be(wanted, kind, words):
    wish = Wish(90, date(2026, 2, 13), date(2026, 2, 27), (LAN,), wanted=wanted)
    (obstacle,) = propose(wish, Diary(), HOURS).at_wish
    assert obstacle.kind is kind
    assert words in obstacle.message


def test_over_tet_to_the_first_working_day():
    wish = Wish(60, date(2026, 2, 16), date(2026, 2, 28), (LAN,))
    first = propose(wish, Diary(), HOURS).free[0]
    assert first.when.start == datetime(2026, 2, 23, 7, 30)
    assert "sớm nhất trong khoảng từ 16/02/2026 đến 28/02/2026" in first.message


def test_a_swapped_saturday_is_worked_and_tet_is_not():
    assert propose(Wish(60, date(2026, 1, 10), date(2026, 1, 11)), Diary(), HOURS).free[0].when == at(
        10, "07:30", "08:30", 1
    )
    tet = Wish(60, date(2026, 2, 16), date(2026, 2, 20), (LAN,))
    assert propose(tet, Diary(), HOURS).free == ()
    asked = propose(replace(tet, on_days_off=True), Diary(), HOURS)
    assert asked.free[0].when.start == datetime(2026, 2, 16, 7, 30)


def test_outside_hours_only_where_asked_for_and_then_across_midnight():
    night = datetime(2026, 12, 31, 23, 30)
    wish = Wish(60, date(2026, 12, 31), date(2027, 1, 1), (LAN,), wanted=night, outside_hours=True)
    assert propose(wish, Diary(), HOURS).free[0].when == Interval(night, datetime(2027, 1, 1, 0, 30))
    inside = propose(replace(wish, outside_hours=False), Diary(), HOURS, count=2)
    assert inside.free[0].when.start == datetime(2026, 12, 31, 16, 30)


def test_a_meeting_of_a_day_and_a_half_goes_over_three_sessions_and_no_weekend():
    wish = Wish(720, date(2028, 2, 25), date(2028, 3, 1), (LAN,), rooms=(ROOM_A,))
    found = propose(wish, Diary([held(ROOM_A, at(28, "08:00", "09:00", 2, 2028))]), HOURS)
    assert [(one.start, one.end) for one in found.free[0].sittings] == [
        (datetime(2028, 2, 28, 13, 30), datetime(2028, 2, 28, 17, 30)),
        (datetime(2028, 2, 29, 7, 30), datetime(2028, 2, 29, 11, 30)),
        (datetime(2028, 2, 29, 13, 30), datetime(2028, 2, 29, 17, 30)),
    ]


def test_who_would_be_missing_where_nobody_is_free_together():
    week = [held(LAN, at(day, "07:30", "17:30"), f"lan-{day}") for day in range(2, 7)]
    morning = held(MINH, at(5, "07:30", "11:30"), "minh")
    wish = replace(WISH, required=(LAN, MINH, HOA))
    found = propose(wish, Diary([*week, morning]), HOURS)
    assert found.free == found.without_room == ()
    first = found.without_some[0]
    assert [one.party for one in first.missing] == [LAN]
    assert first.when.start == datetime(2026, 3, 5, 13, 30)
    assert first.message.startswith("2/3 người bắt buộc dự rảnh, vắng Bà Lan; Phòng họp A trống")
    assert propose(replace(wish, chair=LAN), Diary(week), HOURS).without_some == ()


def test_optional_people_and_invitations_hinder_nothing_and_are_told():
    diary = Diary(
        [held(HOA, at(5, "08:00", "09:00")), held(LAN, at(5, "08:00", "09:00"), "moi", required=False)]
    )
    first = propose(replace(WISH, optional=(HOA,)), diary, HOURS).free[0]
    assert first.minutes_away == 0
    assert "bận nhưng không bắt buộc dự: Bà Hoa" in first.message
    assert "cùng giờ được mời dự cuộc khác, không bắt buộc: Bà Lan" in first.message


def test_nobody_nothing_and_days_without_work():
    weekend = Wish(60, date(2026, 3, 7), date(2026, 3, 8), wanted=datetime(2026, 3, 7, 8))
    assert propose(weekend, Diary(), HOURS).at_wish[0].kind is ObstacleKind.DAY_OFF
    assert propose(replace(weekend, wanted=None), Diary(), HOURS).free == ()
    assert propose(Wish(60, date(2026, 3, 5), date(2026, 3, 5)), Diary()).free[0].when == at(
        5, "07:30", "08:30"
    )
    assert propose(Wish(900, date(2026, 3, 5), date(2026, 3, 5), (LAN,)), Diary(), HOURS).free == ()


def test_what_cannot_be_wished():
    with pytest.raises(ValueError, match="minute"):
        Wish(0, date(2026, 3, 5), date(2026, 3, 5))
    with pytest.raises(ValueError, match="latest"):
        Wish(60, date(2026, 3, 5), date(2026, 3, 4))
    with pytest.raises(ValueError, match="grid"):
        OfficeHours(grid=7)
    with pytest.raises(ValueError, match="sessions"):
        OfficeHours(sessions=((time(8), time(12)), (time(11), time(17))))


def test_a_session_until_midnight():
    hours = OfficeHours(sessions=((time(20), time(0)),))
    wish = Wish(60, date(2026, 3, 5), date(2026, 3, 5), wanted=datetime(2026, 3, 5, 23, 30))
    assert propose(wish, Diary(), hours).free[0].when.end == datetime(2026, 3, 6)


PEOPLE = [person(str(number)) for number in range(3)]
ROOMS = [room("r", capacity=10), room("s", capacity=2)]
MONDAY = date(2026, 3, 2)
TIMES = st.builds(
    lambda start, minutes: Interval.lasting(
        datetime.combine(MONDAY, time(7)) + timedelta(minutes=start), minutes
    ),
    st.integers(0, 3 * 1_440),
    st.integers(1, 700),
)
HOLDS = st.lists(
    st.builds(Hold, st.sampled_from(PEOPLE + ROOMS), TIMES, st.just("m"), st.just(""), st.booleans()),
    max_size=25,
)


def _scan(wish, holds, hours, count):
    """Every quarter of an hour of the days, asked of every hold."""
    midnight = datetime.combine(wish.earliest, time())
    slots = [
        midnight + timedelta(minutes=15 * step)
        for step in range(96 * ((wish.latest - wish.earliest).days + 1))
    ]
    working = [one for one in slots if _works(Interval.lasting(one, wish.minutes), wish, hours)]
    wanted = wish.wanted or (working[0] if working else midnight)
    found = []
    for start in sorted(working, key=lambda one: (abs(one - wanted), one)):
        when = Interval.lasting(start, wish.minutes)
        busy = {hold.party for hold in holds if hold.firm and hold.when.overlaps(when)}
        apart = not any(when.overlaps(other) for other, _ in found)
        rooms = [one for one in wish.rooms if one not in busy and one.capacity >= wish.least_seats]
        if apart and not busy & set(wish.needed) and (rooms or not wish.rooms):
            found.append((when, rooms[0] if rooms else None))
    return found[:count]


def _works(when, wish, hours):
    day = when.start.date()
    if day > wish.latest or not hours.calendar.is_working(day):
        return False
    return any(
        datetime.combine(day, start) <= when.start and when.end <= datetime.combine(day, end)
        for start, end in hours.sessions
    )


@settings(max_examples=150, deadline=None)
@given(
    HOLDS,
    st.integers(1, 240),
    st.none()
    | st.integers(0, 3 * 1_440).map(lambda minutes: datetime(2026, 3, 2) + timedelta(minutes=minutes)),
    st.booleans(),
    st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True),
)
def test_the_same_as_a_plain_scan(holds, minutes, wanted, with_rooms, people):
    wish = Wish(
        minutes,
        MONDAY,
        MONDAY + timedelta(days=2),
        tuple(people),
        rooms=tuple(ROOMS) if with_rooms else (),
        wanted=wanted,
    )
    found = propose(wish, Diary(holds), HOURS, count=4)
    assert [(one.when, one.room) for one in found.free] == _scan(wish, holds, HOURS, 4)
    assert all(not one.missing for one in found.free)


LONG_HOLDS = st.lists(
    st.builds(
        lambda party, start, days: Hold(party, Interval.lasting(start, days * 1_440), "m"),
        st.sampled_from(PEOPLE + ROOMS),
        st.integers(-10, 50).map(lambda day: datetime(2026, 2, 2, 9, 20) + timedelta(days=day)),
        st.integers(1, 30),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(
    LONG_HOLDS,
    st.none() | st.integers(0, 57 * 24).map(lambda hours: datetime(2026, 2, 2) + timedelta(hours=hours)),
)
def test_the_same_as_a_plain_scan_over_two_months_with_tet(holds, wanted):
    wish = Wish(
        120, date(2026, 2, 2), date(2026, 3, 31), tuple(PEOPLE), rooms=tuple(ROOMS), seats=2, wanted=wanted
    )
    found = propose(wish, Diary(holds), HOURS, count=3)
    assert [(one.when, one.room) for one in found.free] == _scan(wish, holds, HOURS, 3)


@settings(max_examples=60, deadline=None)
@given(HOLDS, st.integers(1, 900))
def test_whoever_is_missing_is_busy_and_nobody_fewer_would_do(holds, minutes):
    wish = Wish(minutes, MONDAY, MONDAY + timedelta(days=2), tuple(PEOPLE), rooms=tuple(ROOMS), seats=2)
    found = propose(wish, Diary(holds), HOURS)
    counts = [len({one.party for one in proposal.missing}) for proposal in found.without_some]
    assert counts == sorted(counts)
    assert all(0 < one < 3 for one in counts)
    for proposal in (*found.free, *found.without_some):
        taken = {
            hold.party
            for hold in holds
            if hold.firm and any(hold.when.overlaps(when) for when in proposal.sittings)
        }
        assert {one.party for one in proposal.missing} == taken & set(PEOPLE)
        assert proposal.room not in taken
        assert sum(one.minutes for one in proposal.sittings) == minutes
