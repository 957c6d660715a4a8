from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest
from tests.core.scheduling.made_calendar import YEAR_2026, at

from sauro.dates.intervals import Interval
from sauro.scheduling.limits import alternatives_for, days_in_words, limit_notices
from sauro.scheduling.notices import AlternativeKind, Broadcast, MeetingFacts, PlannedMeeting, Year
from sauro.scheduling.settings import Figure, LimitSettings, MeetingKind, MeetingMode, MeetingScope, Sureness
from sauro.scheduling.yearly import online_share

MEETING = MeetingFacts(
    (at(12, "08:00", "11:00"),),
    (MeetingKind.ROUTINE_BRIEFING,),
    invited_on=date(2026, 3, 9),
    papers_on=date(2026, 3, 9),
    audience=frozenset({"xa-1", "xa-2"}),
)
EMPTY = Year()


def notices(meeting, year=EMPTY, on=date(2026, 3, 2), **settings):
    return limit_notices(meeting, year, YEAR_2026, on=on, settings=LimitSettings(**settings))


def codes(*arguments, **named):
    return [one.code for one in notices(*arguments, **named)]


def conference(**changes):
    return replace(MEETING, conference=True, mode=MeetingMode.ONLINE, **changes)


def planned(number, **changes):
    base = PlannedMeeting(f"m{number}", date(2026, 5, 4), conference=True, mode=MeetingMode.ONLINE)
    return replace(base, **changes)


def test_a_meeting_that_keeps_all_limits():
    assert notices(MEETING) == ()


@pytest.mark.parametrize(
    ("kinds", "days"),
    [
        ((MeetingKind.DIRECTIVE_BRIEFING,), Fraction(1, 2)),
        ((MeetingKind.TRAINING,), 2),
        ((MeetingKind.TRAINING, MeetingKind.DIRECTIVE_BRIEFING), Fraction(1, 2)),
        ((MeetingKind.PROFESSIONAL,), 1),
        ((MeetingKind.IMPORTANT_DISCUSSION,), Fraction(3, 2)),
        ((MeetingKind.FINAL_REVIEW,), 1),
    ],
)
def test_the_stricter_length_holds(kinds, days):
    found = LimitSettings().longest(kinds)
    assert found is not None
    assert found[1].value == days
    assert LimitSettings().longest(()) is None


def test_a_briefing_of_a_whole_day_is_too_long():
    day = (at(12, "07:30", "11:30"), at(12, "13:30", "17:30"))
    (found,) = notices(
        replace(MEETING, sittings=day, kinds=(MeetingKind.DIRECTIVE_BRIEFING, MeetingKind.TRAINING))
    )
    assert found.code == "meeting.too_long"
    assert found.message == (
        "Cuộc họp quán triệt, phổ biến không quá 1/2 ngày (4 giờ làm việc); đang xếp 8 giờ."
    )
    assert (found.limit, found.actual, found.sureness) == (Fraction(1, 2), 1, Sureness.QUOTED)
    assert found.basis == "Kết luận số 226-KL/TW ngày 11/12/2025 của Ban Bí thư"
    assert notices(replace(MEETING, sittings=day[:1])) == ()


def test_invitation_and_papers_three_working_days_ahead_over_tet():
    meeting = replace(
        MEETING, sittings=(at(24, "08:00", "09:00", 2),), invited_on=date(2026, 2, 12), papers_on=None
    )
    assert notices(meeting, on=date(2026, 2, 12)) == ()
    late = notices(replace(meeting, invited_on=date(2026, 2, 13)), on=date(2026, 2, 23))
    assert [one.message for one in late] == [
        "Giấy mời phải gửi trước ít nhất 3 ngày làm việc, chậm nhất ngày 12/02/2026; đã gửi ngày 13/02/2026.",
        "Tài liệu họp phải gửi trước ít nhất 3 ngày làm việc, chậm nhất ngày 12/02/2026; "
        "đến ngày 23/02/2026 chưa gửi.",
    ]
    assert [one.actual for one in late] == [2, 1]
    assert notices(replace(meeting, urgent=True), on=date(2026, 2, 23)) == ()


def test_a_swapped_saturday_counts_as_ahead():
    meeting = replace(MEETING, sittings=(at(13, "08:00", "09:00", 1),))
    on = date(2026, 1, 9)
    assert codes(replace(meeting, invited_on=on, papers_on=on), on=on) == []


def test_speech():
    (found,) = notices(replace(MEETING, speech_minutes=51))
    assert (found.code, found.limit, found.actual) == ("meeting.speech_too_long", 50, 51)
    assert notices(replace(MEETING, speech_minutes=50)) == ()


@pytest.mark.parametrize(("scope", "most"), [(MeetingScope.PROVINCE, 2), (MeetingScope.COMMUNE, 3)])
def test_so_many_conferences_of_the_whole_province_and_commune(scope, most):
    meeting = conference(scope=scope)
    others = tuple(planned(number, scope=scope) for number in range(most))
    elsewhere = (planned(8, scope=scope, day=date(2025, 5, 4)), planned(9, scope=scope, conference=False))
    code = f"meeting.too_many_{scope.value}_wide"
    assert code not in codes(meeting, Year((*others[1:], *elsewhere), 100))
    (found,) = notices(meeting, Year(others, 100))
    assert (found.code, found.limit, found.actual) == (code, most, most + 1)
    assert codes(replace(meeting, exceptional="khắc phục hậu quả bão"), Year(others, 100)) == []
    beyond = planned(7, scope=scope, exceptional=True)
    assert code not in codes(meeting, Year((*others[1:], beyond), 100))


def test_a_tenth_fewer_than_last_year():
    others = tuple(planned(number) for number in range(9))
    assert codes(conference(), Year(others[:8], 10)) == []
    (found,) = notices(conference(), Year(others, 10))
    assert found.message == (
        "Phải giảm ít nhất 10% số hội nghị so với năm 2025 (10 hội nghị), tức không quá 9; "
        "tính cả hội nghị này, năm 2026 có 10."
    )
    assert found.actual == 0


def test_of_a_part_of_last_year_the_same_months_are_compared():
    others = tuple(planned(number, day=date(2026, 8, 3)) for number in range(2))
    earlier = tuple(planned(number, day=date(2026, 3, 3)) for number in range(5, 9))
    half = Year((*others, *earlier), 3, last_year_months=(7, 12))
    august = replace(conference(), sittings=(Interval.lasting(datetime(2026, 8, 5, 8), 60),))
    (found,) = [one for one in notices(august, half) if one.code == "meeting.not_fewer"]
    assert "(3 hội nghị từ tháng 7 đến tháng 12), tức không quá 2" in found.message
    assert found.message.endswith("năm 2026 có 3 cùng kỳ.")
    march = replace(conference(), sittings=(Interval.lasting(datetime(2026, 3, 5, 8), 60),))
    (told,) = [one for one in notices(march, half) if one.code == "meeting.no_last_year"]
    assert told.message.endswith("năm 2025 chỉ có số từ tháng 7 đến tháng 12.")


@pytest.mark.parametrize(("before", "words"), [(None, "chưa có số hội nghị"), (0, "không có hội nghị nào")])
def test_without_last_year_no_share_is_made_up(before, words):
    (found,) = notices(conference(), Year((), before))
    assert found.code == "meeting.no_last_year"
    assert words in found.message


def test_three_in_five_online():
    others = tuple(planned(number) for number in range(3))
    meeting = conference()
    meeting = replace(meeting, mode=MeetingMode.IN_PERSON)
    one_more = (*others, planned(4, mode=MeetingMode.IN_PERSON))
    assert codes(meeting, Year(one_more, 100)) == []
    (found,) = notices(meeting, Year(one_more[1:], 100))
    assert (found.actual, found.limit) == (Fraction(1, 2), Fraction(3, 5))
    assert "mới có 2/4 (50%)" in found.message


def test_a_hybrid_conference_counts_where_the_setting_says():
    meeting = replace(conference(), mode=MeetingMode.HYBRID)
    assert codes(meeting, Year((), 100)) == ["meeting.too_few_online"]
    assert codes(meeting, Year((), 100), hybrid_counts_online=True) == []
    assert online_share((), LimitSettings()) is None


def test_crowding_at_the_start_and_the_end_of_the_year():
    meeting = replace(MEETING, sittings=(at(30, "08:00", "09:00", 12),))
    week = tuple(planned(number, day=date(2026, 12, 28), subject=f"Tổng kết {number}") for number in range(3))
    (found,) = notices(meeting, Year(week))
    assert found.code == "meeting.crowded"
    assert found.sureness is Sureness.OPEN
    assert "đã có 3 cuộc khác, gồm Tổng kết 0 (28/12/2026)" in found.message
    assert notices(meeting, Year(week[1:])) == ()
    assert notices(MEETING, Year(tuple(replace(one, day=MEETING.day) for one in week))) == ()


def test_what_was_held_online_for_these_units_is_not_held_again():
    held = Broadcast("226-KL/TW", date(2026, 1, 20), frozenset({"xa-1", "xa-9"}), "Hội nghị toàn quốc")
    meeting = replace(MEETING, document="226-KL/TW")
    (found,) = notices(meeting, Year(broadcasts=(held,)))
    assert found.message == (
        "Nội dung văn bản số 226-KL/TW đã được cấp trên phổ biến trực tuyến “Hội nghị toàn quốc” "
        "ngày 20/01/2026 cho 1/2 đơn vị được mời; không tổ chức lại."
    )
    for other in (
        replace(held, document="534/QĐ-TTg"),
        replace(held, audience=frozenset({"xa-9"})),
        replace(held, held_on=date(2026, 6, 1)),
    ):
        assert notices(meeting, Year(broadcasts=(other,))) == ()


def test_a_matter_settled_in_writing_and_what_to_do_instead():
    near = PlannedMeeting(
        "giao-ban", date(2026, 3, 16), subject="Giao ban tháng 3", audience=frozenset({"xa-2"})
    )
    far = replace(near, meeting="xa", day=date(2026, 4, 30))
    (found,) = notices(replace(MEETING, guidance=("12/HD-SNV",)), Year((far, near)))
    assert (
        found.message == "Nội dung đã có văn bản hướng dẫn: 12/HD-SNV; chỉ họp khi nêu được lý do cần thiết."
    )
    assert [one.kind for one in found.alternatives] == list(AlternativeKind)
    merged = found.alternatives[1]
    assert merged.meeting == "giao-ban"
    assert merged.message == "Ghép vào cuộc họp “Giao ban tháng 3” ngày 16/03/2026 có cùng thành phần."


def test_online_is_not_offered_to_what_is_online():
    kinds = [one.kind for one in alternatives_for(replace(MEETING, mode=MeetingMode.ONLINE), EMPTY)]
    assert kinds == [AlternativeKind.OPINION_SLIP, AlternativeKind.NOTICE]


def test_an_office_sets_its_own_figure():
    own = Figure(20, "Quy chế làm việc", Sureness.OPEN)
    (found,) = notices(replace(MEETING, speech_minutes=30), speech_minutes=own)
    assert (found.basis, found.sureness) == ("Quy chế làm việc", Sureness.OPEN)


def test_days_as_the_texts_write_them():
    assert [days_in_words(one) for one in (Fraction(1, 2), 1, Fraction(3, 2), 2)] == [
        "1/2 ngày",
        "1 ngày",
        "1,5 ngày",
        "2 ngày",
    ]


def test_a_meeting_without_a_sitting_is_none():
    with pytest.raises(ValueError, match="sitting"):
        MeetingFacts(())
