from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.core.scheduling.made_calendar import HOA, LAN, MINH, ROOM_A, at, held

from sauro.dates.intervals import Interval
from sauro.scheduling.clashes import Clash, find_clashes, find_clashes_of_set, refusing
from sauro.scheduling.diary import Diary
from sauro.scheduling.model import Booking, Hold, holds_of, person, room

MEETING = Booking("moi", (at(5, "08:00", "10:00"),), (LAN, MINH), (HOA,), (ROOM_A,), "Họp mới")


def test_each_clash_is_named():
    hold = held(LAN, at(5, "09:00", "11:00"))
    (clash,) = find_clashes(MEETING, Diary([hold]))
    assert clash == Clash(LAN, at(5, "08:00", "10:00"), hold)
    assert clash.refuses
    assert clash.common == at(5, "09:00", "10:00")
    assert clash.message == "Bà Lan bận dự “Giao ban tuần” từ 09:00 đến 11:00 ngày 05/03/2026."


def test_rooms_and_required_people_refuse_others_are_told():
    diary = Diary(
        [
            held(ROOM_A, at(5, "09:00", "11:00"), required=False),
            held(LAN, at(5, "09:00", "11:00"), required=False),
            held(HOA, at(5, "09:00", "11:00")),
        ]
    )
    clashes = find_clashes(MEETING, diary)
    assert [one.party for one in clashes] == [ROOM_A, LAN, HOA]
    assert [one.party for one in refusing(clashes)] == [ROOM_A]
    assert (
        clashes[0].message
        == "Phòng họp A đã được dùng cho “Giao ban tuần” từ 09:00 đến 11:00 ngày 05/03/2026."
    )
    assert "nhưng không bắt buộc" in clashes[1].message
    assert clashes[2].message.startswith("Bà Hoa (không bắt buộc dự) bận dự")


def test_back_to_back_is_no_clash():
    diary = Diary([held(LAN, at(5, "07:00", "08:00")), held(LAN, at(5, "10:00", "11:00"))])
    assert find_clashes(MEETING, diary) == ()


def test_a_meeting_does_not_hinder_itself_when_it_is_moved():
    diary = Diary(holds_of(MEETING))
    later = replace(MEETING, sittings=(at(5, "09:00", "11:00"),))
    assert find_clashes(later, diary) == ()
    assert len(find_clashes(replace(later, meeting="khac"), diary)) == 4
    assert find_clashes(replace(later, meeting="khac"), diary.without("moi")) == ()


def test_over_midnight_at_the_end_of_the_year():
    watch = held(
        LAN, Interval(datetime(2026, 12, 31, 22), datetime(2027, 1, 1, 6)), "truc", "Trực đêm giao thừa"
    )
    early = Booking("som", (at(1, "05:00", "07:00", 1, 2027),), (LAN,))
    (clash,) = find_clashes(early, Diary([watch]))
    assert (
        clash.message
        == "Bà Lan bận dự “Trực đêm giao thừa” từ 22:00 ngày 31/12/2026 đến 06:00 ngày 01/01/2027."
    )
    assert find_clashes(replace(early, sittings=(at(1, "06:00", "07:00", 1, 2027),)), Diary([watch])) == ()


def test_a_long_hold_far_back_is_found_behind_short_ones():
    training = held(
        LAN, Interval(datetime(2026, 3, 2, 8), datetime(2026, 3, 6, 17)), "tap-huan", required=False
    )
    short = [held(LAN, at(day, "07:00", "07:30"), f"ngay-{day}") for day in (3, 4, 5)]
    assert [one.hold for one in find_clashes(MEETING, Diary([*short, training]))] == [training]


def test_a_set_is_asked_of_itself_in_its_order():
    first = Booking("mot", (at(5, "08:00", "09:00"), at(6, "08:00", "09:00")), (LAN,), subject="Một")
    second = Booking("hai", (at(6, "08:30", "09:30"),), (LAN,), subject="Hai")
    old = held(LAN, at(6, "08:30", "09:30"), "hai")
    clashes = find_clashes_of_set([first, second], Diary([old]))
    assert clashes[0] == ()
    (clash,) = clashes[1]
    assert (clash.hold.meeting, clash.hold.subject, clash.hold.when) == (
        "mot",
        "Một",
        at(6, "08:00", "09:00"),
    )


def test_sittings_of_one_meeting_clash_with_one_another():
    twice = replace(
        MEETING, sittings=(at(5, "08:00", "10:00"), at(5, "09:00", "11:00")), optional=(), rooms=()
    )
    assert [one.party for one in find_clashes(twice, Diary())] == [LAN, MINH]


def test_nothing_to_ask():
    assert find_clashes_of_set([], Diary()) == ()
    assert find_clashes(Booking("trong", ()), Diary([held(LAN, at(5, "08:00", "09:00"))])) == ()


START = datetime(2026, 2, 28, 20)
PARTIES = st.sampled_from([person("1"), person("2"), room("1"), room("2")])
TIMES = st.builds(
    lambda start, minutes: Interval.lasting(START + timedelta(minutes=start), minutes),
    st.integers(0, 600),
    st.integers(1, 300),
)
HOLDS = st.builds(Hold, PARTIES, TIMES, st.sampled_from("abc"), st.just(""), st.booleans())


@given(st.lists(HOLDS, max_size=30), PARTIES, TIMES)
def test_the_diary_finds_what_a_plain_scan_finds(holds, party, when):
    found = Diary(holds).overlapping(party, when)
    plain = [hold for hold in holds if hold.party == party and hold.when.overlaps(when)]
    assert sorted(found, key=repr) == sorted(plain, key=repr)
    assert [hold.when for hold in found] == sorted(hold.when for hold in plain)


@given(st.lists(HOLDS, max_size=30), PARTIES, st.sampled_from("abc"))
def test_without_a_meeting_the_rest_is_left(holds, party, meeting):
    everything = Interval(datetime(2026, 1, 1), datetime(2027, 1, 1))
    left = Diary(holds).without(meeting).overlapping(party, everything)
    assert left == Diary(hold for hold in holds if hold.meeting != meeting).overlapping(party, everything)
