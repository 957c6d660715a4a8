"""Asking for a meeting: who may, what stands in the way, what is answered first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.web.meetings.conftest import NOW, House, at

from sauro.dates.intervals import Interval
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.settings import MeetingKind, MeetingMode
from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Clash, NotAllowed, NotReady
from sauro_web.meetings.models import Attendee, AttendeeRole, Hold, Meeting, MeetingState, Room
from sauro_web.meetings.moments import minutes_of_sitting, sittings_of, stored
from sauro_web.meetings.operations.calling import call_meeting
from sauro_web.meetings.operations.changing import change_meeting
from sauro_web.meetings.operations.retaking import take_anew
from sauro_web.meetings.queries.yearly import yearly_sheet
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_who_keeps_the_calendar_puts_a_meeting_into_it(house: House) -> None:
    meeting = house.call(at(10, 8, 9.5), secretary=house.officer, optional=(house.economist,))
    assert (meeting.state, meeting.approved_by) == (MeetingState.FIRM, house.coordinator)
    assert set(meeting.holds.filter(live=True, required=True).values_list("room", "person")) == {
        (house.hall.pk, None),
        (None, house.leader.pk),
        (None, house.officer.pk),
    }
    assert meeting.holds.get(required=False).person == house.economist
    assert list(meeting.attendees.values_list("role", flat=True)) == ["chair", "secretary", "optional"]
    assert Entry.objects.filter(action="meeting.call", object_id=str(meeting.pk)).count() == 1
    told = Notice.objects.filter(key__startswith=f"meeting.{meeting.pk}.")
    assert {notice.person for notice in told} == {house.leader, house.officer, house.economist}
    assert "từ 08:00 đến 09:30 ngày 10/06/2026" in told.first().text


def test_others_ask_and_hold_nothing(house: House) -> None:
    meeting = house.ask(at(10, 8, 9))
    assert meeting.state == MeetingState.PENDING
    assert not meeting.holds.filter(live=True).exists()
    assert meeting.holds.count() == 2
    assert not Notice.objects.filter(key__startswith=f"meeting.{meeting.pk}.").exists()


def test_who_does_not_work_there_may_not_ask(house: House) -> None:
    for person in (house.outsider, house.inspector):
        with pytest.raises(NotAllowed):
            call_meeting(house.commune, house.new(at(10, 8, 9)), by=person, now=NOW)
    assert not Meeting.objects.exists()


def test_a_clash_is_named_and_nothing_is_written(house: House) -> None:
    house.call(at(10, 8, 9.5), subject="Giao ban tháng")
    with pytest.raises(Clash) as refused:
        house.call(at(10, 9, 10), subject="Họp khác")
    assert "Hội trường đã được dùng cho “Giao ban tháng” từ 08:00 đến 09:30" in refused.value.sentence
    assert "Người chutich bận dự “Giao ban tháng”" in refused.value.sentence
    assert len(refused.value.others) == 2
    assert Meeting.objects.count() == 1
    house.call(at(10, 9.5, 10), subject="Họp kế tiếp")


def test_what_may_not_be_known_is_another_meeting(house: House) -> None:
    house.call(at(10, 8, 9), subject="Công tác cán bộ", limited=True, chair=house.leader)
    with pytest.raises(Clash) as refused:
        house.ask(at(10, 8, 9))
    assert "Công tác cán bộ" not in refused.value.sentence
    assert "Hội trường đã được dùng cho một cuộc họp khác" in refused.value.sentence


def test_who_is_invited_without_having_to_come_does_not_hinder(house: House) -> None:
    house.call(at(10, 8, 9), optional=(house.head,))
    house.call(at(10, 8, 9), subject="Họp nhóm", chair=house.head, rooms=(house.small,))


def test_a_limit_that_is_not_kept_wants_a_reason(house: House) -> None:
    new = replace(house.new(at(10, 7.5, 17.5)), kinds=(MeetingKind.DIRECTIVE_BRIEFING,), reasons={})
    with pytest.raises(NotReady, match="không quá 1/2 ngày"):
        call_meeting(house.commune, new, by=house.coordinator, now=NOW)
    given = replace(new, reasons={"meeting.too_long": "Nghị quyết dài, nhiều nội dung"})
    meeting = call_meeting(house.commune, given, by=house.coordinator, now=NOW)
    message, reason = meeting.reasons["meeting.too_long"]
    assert "đang xếp 8 giờ" in message
    assert reason == "Nghị quyết dài, nhiều nội dung"


def test_late_invitations_are_told_but_for_urgent_meetings(house: House) -> None:
    new = replace(house.new(at(2, 8, 9)), reasons={})
    with pytest.raises(NotReady, match="Giấy mời phải gửi trước ít nhất 3 ngày làm việc"):
        call_meeting(house.commune, new, by=house.coordinator, now=NOW)
    call_meeting(house.commune, replace(new, urgent=True), by=house.coordinator, now=NOW)


def test_the_fourth_conference_of_a_year_is_told(house: House) -> None:
    about = {
        "conference": True,
        "scope": house.new(at(10, 8, 9)).scope.COMMUNE,
        "rooms": (),
        "mode": MeetingMode.ONLINE,
        "link": "https://hop.example.gov.vn/1",
    }
    for day in (8, 9, 10):
        house.call(at(day, 8, 9), subject=f"Hội nghị {day}", **about)
    with pytest.raises(NotReady, match="đây là hội nghị thứ 4 của năm 2026"):
        house.call(at(11, 8, 9), subject="Hội nghị nữa", **about)
    house.call(at(11, 8, 9), subject="Hội nghị nữa", exceptional="Phòng chống bão số 3", **about)


def test_an_exceptional_conference_takes_none_of_the_years_number(house: House) -> None:
    about: dict[str, object] = {
        "conference": True,
        "scope": house.new(at(10, 8, 9)).scope.COMMUNE,
        "rooms": (),
        "mode": MeetingMode.ONLINE,
        "link": "https://hop.example.gov.vn/1",
    }
    house.call(at(7, 8, 9), subject="Chống bão", exceptional="Phòng chống bão số 3", **about)
    for day in (8, 9, 10):
        house.call(at(day, 8, 9), subject=f"Hội nghị {day}", **about)
    sheet = yearly_sheet(house.commune, 2026, seen_by=house.coordinator, on=NOW.date())
    assert (sheet.conferences, sheet.of_scope) == (4, 3)


def test_a_conference_wants_its_kind_and_its_need(house: House) -> None:
    """A meeting that no figure counts may leave both blank."""
    house.call(at(9, 8, 9), kinds=(), why="")
    about: dict[str, object] = {
        "conference": True,
        "mode": MeetingMode.ONLINE,
        "link": "https://hop.example.gov.vn/1",
    }
    for said, words in (({"kinds": ()}, "phải ghi loại"), ({"why": " "}, "vì sao cần họp")):
        with pytest.raises(NotReady, match=words):
            house.call(at(10, 8, 9), **about | said)
    meeting = house.call(at(10, 8, 9), **about)
    with pytest.raises(NotReady, match="phải ghi loại"):
        change_meeting(
            meeting, house.new(at(10, 8, 9), **about | {"kinds": ()}), by=house.coordinator, now=NOW
        )
    assert meeting.kinds == ["interim_review"]


def test_what_can_be_no_meeting(house: House) -> None:
    ward_room = Room.objects.create(office=house.organised.ward, name="Phòng họp phường")
    closed = Room.objects.create(office=house.commune, name="Nhà cũ", valid_to=date(2026, 5, 31))
    long_one = Interval(datetime(2026, 6, 10, 8), datetime(2026, 6, 30, 8))
    for said, words in (
        ({"subject": " "}, "nội dung"),
        ({"when": Interval(datetime(2026, 5, 1, 8), datetime(2026, 5, 1, 9))}, "đã qua"),
        ({"when": long_one}, "dài hơn 10 ngày"),
        ({"when": Interval(datetime(2036, 5, 1, 8), datetime(2036, 5, 1, 9))}, "kiểm tra lại năm"),
        ({"rooms": (ward_room,)}, "không thuộc cơ quan này"),
        ({"rooms": (closed,)}, "không còn sử dụng"),
        ({"mode": MeetingMode.ONLINE}, "đường dẫn tham dự"),
    ):
        with pytest.raises(NotReady, match=words):
            call_meeting(
                house.commune, replace(house.new(at(10, 8, 9)), **said), by=house.coordinator, now=NOW
            )
    assert not Hold.objects.exists()


def test_a_room_of_the_office_above_may_be_taken(house: House) -> None:
    hall = Room.objects.create(office=house.organised.province, name="Hội trường tỉnh")
    assert house.call(at(10, 8, 9), rooms=(hall,)).holds.filter(room=hall).exists()


def test_a_second_click_calls_no_second_meeting(house: House) -> None:
    first = house.call(at(10, 8, 9))
    assert house.call(at(10, 8, 9)).pk == first.pk
    later = NOW + timedelta(minutes=5)
    with pytest.raises(Clash):
        call_meeting(house.commune, house.new(at(10, 8, 9)), by=house.coordinator, now=later)


def test_units_and_guests_are_called_beside_people(house: House) -> None:
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    meeting = house.call(at(10, 8, 9), units=(economy,), guests=("Ông Lò Văn Bình, Sở Nội vụ", " "))
    rows = list(meeting.attendees.filter(person=None))
    assert [(str(row), row.role) for row in rows] == [
        (economy.name, AttendeeRole.REQUIRED),
        ("Ông Lò Văn Bình, Sở Nội vụ", AttendeeRole.GUEST),
    ]
    assert Notice.objects.filter(unit=economy, key__startswith=f"meeting.{meeting.pk}.").exists()


def test_across_midnight_is_one_hold_and_days_are_held_by_day(house: House) -> None:
    night = house.call(Interval(datetime(2026, 6, 10, 22), datetime(2026, 6, 11, 2)), urgent=True)
    assert night.holds.filter(room=house.hall).count() == 1
    with pytest.raises(Clash, match="từ 22:00 ngày 10/06/2026 đến 02:00 ngày 11/06/2026"):
        house.call(at(11, 1, 3), subject="Họp đêm", urgent=True)
    days = Interval(datetime(2026, 6, 19, 7, 30), datetime(2026, 6, 22, 11, 30))
    training = house.call(days, subject="Tập huấn", kinds=(MeetingKind.TRAINING,))
    held = [(row.starts.day, row.ends.day) for row in training.holds.filter(room=house.hall)]
    assert held == [(19, 19), (22, 22)]  # Friday and Monday
    house.call(at(19, 19, 20), subject="Họp tối")


_FRI, _SAT, _SUN, _MON = (datetime(2026, 6, day) for day in (12, 13, 14, 15))


def _h(day: datetime, hours: float) -> datetime:
    return day + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("begins", "ends", "held", "minutes"),
    [
        (_h(_FRI, 8), _h(_SAT, 17), [(_h(_FRI, 8), _h(_FRI, 17.5)), (_h(_SAT, 7.5), _h(_SAT, 17))], 900),
        (_h(_SUN, 8), _h(_MON, 10), [(_h(_SUN, 8), _h(_SUN, 17.5)), (_h(_MON, 7.5), _h(_MON, 10))], 600),
        (
            _h(_FRI, 6),
            _h(_MON, 21),
            [(_h(_FRI, 6), _h(_FRI, 17.5)), (_h(_MON, 7.5), _h(_MON, 21))],
            570 + 690,
        ),
        (
            _h(_FRI, 19),
            _h(_MON, 1),
            [(_h(_FRI, 19), _h(_SAT, 0)), (_h(_MON, 0), _h(_MON, 1))],
            300 + 60,
        ),
        (_h(_FRI, 8), _h(_SUN, 0), [(_h(_FRI, 8), _h(_FRI, 17.5)), (_h(_SAT, 7.5), _h(_SUN, 0))], 1_320),
        (
            _h(_MON, 8),
            _h(_MON, 48 + 11),
            [
                (_h(_MON, 8), _h(_MON, 17.5)),
                (_h(_MON, 24 + 7.5), _h(_MON, 24 + 17.5)),
                (_h(_MON, 48 + 7.5), _h(_MON, 48 + 11)),
            ],
            450 + 480 + 210,
        ),
    ],
)
def test_the_first_and_the_last_day_are_held_as_they_are_called(
    begins: datetime, ends: datetime, held: list[tuple[datetime, datetime]], minutes: int
) -> None:
    """Days off and outside the hours too; 13 and 14 June 2026 are a Saturday and a Sunday."""
    when = Interval(begins, ends)
    assert [(one.start, one.end) for one in sittings_of(when, OfficeHours())] == held
    assert minutes_of_sitting(when, OfficeHours()) == minutes


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [(8, 9, 60), (10, 14, 120), (12, 13, 60), (7, 11.5, 270), (16, 20, 240)]
)
def test_a_meeting_is_as_long_as_it_sits(start: float, end: float, minutes: int) -> None:
    """The pause for lunch is left out of it, the evening is not."""
    assert minutes_of_sitting(at(10, start, end), OfficeHours()) == minutes


def test_nobody_takes_the_last_day_of_a_meeting(house: House) -> None:
    house.call(Interval(_h(_FRI, 8), _h(_SAT, 17)), subject="Tập huấn")
    with pytest.raises(Clash, match="Hội trường đã được dùng cho “Tập huấn”"):
        house.call(at(13, 8, 9), subject="Họp thứ Bảy")


def _with_hole(house: House) -> Meeting:
    meeting = house.call(Interval(_h(_FRI, 8), _h(_SAT, 17)), subject="Tập huấn")
    meeting.holds.filter(starts__gte=stored(_SAT)).delete()
    return meeting


def test_meetings_that_hold_too_little_hold_anew(house: House) -> None:
    meeting = _with_hole(house)
    house.call(Interval(_h(_MON, 8), _h(_MON, 35)), subject="Tập huấn khác")
    assert take_anew(now=NOW) == 1
    days = meeting.holds.filter(room=house.hall, live=True).values_list("starts__day", flat=True)
    assert list(days) == [12, 13]
    assert take_anew(now=NOW) == 0


def test_who_has_what_a_meeting_lacks_keeps_it(house: House) -> None:
    meeting = _with_hole(house)
    other = house.call(at(13, 8, 9), subject="Họp thứ Bảy")
    for _ in range(2):
        assert take_anew(now=NOW) == 0
    assert meeting.holds.filter(room=house.hall).count() == other.holds.filter(room=house.hall).count() == 1
    told = Notice.objects.get(key=f"meeting.{meeting.pk}.not_taken.{meeting.version}")
    assert told.person == house.coordinator
    assert "Họp thứ Bảy" in told.text


def test_a_day_off_and_the_hours_want_a_reason(house: House) -> None:
    """Saturday 13/06/2026; National Day, 02/09/2026; an evening; Saturday 22/08/2026 is worked."""
    for when, words in (
        (at(13, 8, 9), "ngày nghỉ: thứ Bảy, 13/06/2026"),
        (at(2, 8, 9, 9), "ngày nghỉ: thứ Tư, 02/09/2026"),
        (at(10, 19, 20), "ngoài giờ làm việc"),
    ):
        with pytest.raises(NotReady, match=words):
            call_meeting(house.commune, house.new(when, reasons={}), by=house.coordinator, now=NOW)
    swapped = house.new(at(22, 8, 9, 8), reasons={})
    call_meeting(house.commune, swapped, by=house.coordinator, now=NOW)
    reasons = {"meeting.outside_hours": "Trực chống bão"}
    meeting = call_meeting(
        house.commune, house.new(at(10, 19, 20), reasons=reasons), by=house.coordinator, now=NOW
    )
    assert meeting.reasons["meeting.outside_hours"][1] == "Trực chống bão"


def test_over_tet_nobody_is_held_on_days_off(house: House) -> None:
    days = Interval(datetime(2027, 2, 4, 8), datetime(2027, 2, 12, 11))
    meeting = house.call(days)
    assert meeting.holds.filter(person=house.leader).count() < 5


def test_what_the_province_told_online_is_not_told_again(house: House) -> None:
    """Whatever way the number was typed, and where but the words are the same."""
    province, now = house.organised.province, NOW
    keeper = house.organised.person("tinh", (province, Role.COORDINATOR))
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    above = replace(
        house.new(at(8, 8, 9), "Triển khai chuyển đổi số"), chair=keeper, rooms=(), units=(house.commune,),
        mode=MeetingMode.ONLINE, link="https://hop.example.gov.vn/1", document="KH 38/KH-UBND",
    )  # fmt: skip
    call_meeting(province, above, by=keeper, now=now)
    for said in (
        {"subject": "Phổ biến kế hoạch", "document": "số 38/KH-UBND"},
        {"subject": "Phổ biến kế hoạch", "document": "38/kh-ubnd"},
        {"subject": "TRIỂN KHAI chuyển đổi số"},
    ):
        with pytest.raises(NotReady, match="đã được cấp trên phổ biến trực tuyến"):
            house.call(at(10, 8, 9), units=(economy,), **said)
    house.call(at(10, 8, 9), subject="Phổ biến kế hoạch", units=(economy,), document="39/KH-UBND")


def test_attendees_are_each_there_once(house: House) -> None:
    meeting = house.call(
        at(10, 8, 9), secretary=house.leader, required=(house.leader, house.head), optional=(house.head,)
    )
    rows = Attendee.objects.filter(meeting=meeting).values_list("person", "role")
    assert list(rows) == [(house.leader.pk, "chair"), (house.head.pk, "required")]
