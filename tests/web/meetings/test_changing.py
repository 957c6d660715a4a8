"""Moving, extending, other rooms and people; approving, refusing, cancelling."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.web.meetings.conftest import NOW, House, at, now_at

from sauro.dates.intervals import Interval
from sauro.scheduling.settings import MeetingKind, MeetingMode
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Clash, Conflict, NotAllowed, NotReady
from sauro_web.meetings.models import Hold, Meeting, MeetingState, PlannedConference, Room
from sauro_web.meetings.moments import stored
from sauro_web.meetings.operations import planning
from sauro_web.meetings.operations.changing import (
    change_meeting,
    change_rooms,
    extend_meeting,
    move_meeting,
    send_instead,
)
from sauro_web.meetings.operations.deciding import approve_meeting, cancel_meeting, refuse_meeting
from sauro_web.meetings.operations.papers import add_paper
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db


def _overlaps() -> int:
    rows = list(Hold.objects.filter(live=True, required=True))
    return sum(
        one.pk < other.pk
        and (one.room_id, one.person_id) == (other.room_id, other.person_id)
        and one.starts < other.ends
        and other.starts < one.ends
        for one in rows
        for other in rows
    )


def test_a_meeting_is_moved_over_itself(house: House) -> None:
    meeting = house.call(at(10, 8, 10))
    moved = move_meeting(meeting, at(10, 9, 11), by=house.coordinator, now=NOW, version=meeting.version)
    assert moved.starts == stored(at(10, 9, 11).start)
    assert set(moved.holds.values_list("starts", flat=True)) == {moved.starts}
    entry = Entry.objects.get(action="meeting.move")
    assert entry.changes["when"] == [
        "từ 08:00 đến 10:00 ngày 10/06/2026",
        "từ 09:00 đến 11:00 ngày 10/06/2026",
    ]
    assert Notice.objects.filter(person=house.leader, text__startswith="Đổi lịch họp").exists()


def test_a_move_into_a_clash_leaves_it_where_it_is(house: House) -> None:
    house.call(at(10, 8, 9), subject="Giao ban tháng")
    meeting = house.call(at(10, 9, 10))
    with pytest.raises(Clash, match="Giao ban tháng"):
        move_meeting(meeting, at(10, 8.5, 9.5), by=house.coordinator, now=NOW)
    meeting.refresh_from_db()
    assert meeting.starts == stored(at(10, 9, 10).start)
    assert meeting.holds.filter(live=True).count() == 2


def test_a_move_into_another_room(house: House) -> None:
    house.call(at(10, 8, 9), chair=house.head)
    meeting = house.call(at(10, 9, 10), subject="Họp khác")
    moved = move_meeting(
        meeting, at(10, 8, 9), rooms=(house.small,), by=house.coordinator, now=NOW, reason="Đổi giờ"
    )
    assert moved.holds.get(room__isnull=False).room == house.small


def test_extending_by_a_quarter_of_an_hour_into_the_next_is_refused(house: House) -> None:
    meeting = house.call(at(10, 8, 9))
    house.call(at(10, 9, 10), subject="Cuộc kế tiếp")
    with pytest.raises(Clash, match="Cuộc kế tiếp"):
        extend_meeting(meeting, datetime(2026, 6, 10, 9, 15), by=house.coordinator, now=NOW)
    shorter = extend_meeting(meeting, datetime(2026, 6, 10, 8, 45), by=house.coordinator, now=NOW)
    assert shorter.ends == stored(datetime(2026, 6, 10, 8, 45))
    with pytest.raises(NotReady, match="sau giờ bắt đầu"):
        extend_meeting(meeting, datetime(2026, 6, 10, 8), by=house.coordinator, now=NOW)


def test_other_rooms(house: House) -> None:
    house.call(at(10, 8, 9), chair=house.head, rooms=(house.small,), subject="Ở phòng nhỏ")
    meeting = house.call(at(10, 8, 9))
    with pytest.raises(Clash, match="Phòng họp số 2 đã được dùng cho “Ở phòng nhỏ”"):
        change_rooms(meeting, (house.small,), by=house.coordinator, now=NOW)
    odd = Room.objects.create(office=house.commune, name="Phòng {0} {tên}")
    change_rooms(meeting, (odd,), by=house.coordinator, now=NOW)
    assert Notice.objects.filter(person=house.leader, text__endswith="tại Phòng {0} {tên}.").exists()
    change_rooms(meeting, (), by=house.coordinator, now=NOW)
    house.call(at(10, 8, 9), chair=house.economist, subject="Vào hội trường")
    assert _overlaps() == 0


def test_somebody_else_changed_it_meanwhile(house: House) -> None:
    meeting = house.call(at(10, 8, 9))
    move_meeting(meeting, at(10, 9, 10), by=house.coordinator, now=NOW, version=0)
    with pytest.raises(Conflict):
        move_meeting(meeting, at(10, 10, 11), by=house.coordinator, now=NOW, version=0)


def test_who_may_change_a_meeting(house: House) -> None:
    meeting = house.call(at(10, 8, 9), secretary=house.officer)
    for person in (house.head, house.outsider, house.inspector):
        with pytest.raises(NotAllowed):
            move_meeting(meeting, at(10, 9, 10), by=person, now=NOW)
    moved = move_meeting(meeting, at(10, 9, 10), by=house.officer, now=NOW)
    assert moved.state == MeetingState.PENDING
    cancel_meeting(meeting, reason="Hoãn", by=house.leader, now=NOW)
    with pytest.raises(NotReady, match="đã hủy"):
        move_meeting(meeting, at(10, 10, 11), by=house.leader, now=NOW)


def test_a_cancelled_meeting_frees_what_it_held(house: House) -> None:
    meeting = house.call(at(10, 8, 9))
    with pytest.raises(NotReady, match="lý do"):
        cancel_meeting(meeting, reason=" ", by=house.leader, now=NOW)
    cancel_meeting(meeting, reason="Trùng chuyến {công tác}", by=house.leader, now=NOW)
    assert (
        Notice.objects.filter(text__contains="Lý do: Trùng chuyến {công tác}").exists() is False
    )  # by himself
    house.call(at(10, 8, 9), subject="Cuộc khác")
    assert not meeting.holds.filter(live=True).exists()


def test_of_two_requests_for_one_room_one_is_approved_and_the_other_told(house: House) -> None:
    first = house.ask(at(10, 8, 9), subject="Đề nghị thứ nhất")
    second = house.ask(at(10, 8.5, 9.5), subject="Đề nghị thứ hai", chair=house.economist)
    approve_meeting(first, by=house.leader, now=NOW, version=first.version)
    with pytest.raises(Clash, match="Đề nghị thứ nhất"):
        approve_meeting(second, by=house.leader, now=NOW)
    second.refresh_from_db()
    assert second.state == MeetingState.PENDING
    told = Notice.objects.get(person=house.officer, key=f"meeting.{second.pk}.overtaken.{first.pk}")
    assert "bị trùng phòng hoặc người" in told.text
    assert _overlaps() == 0
    with pytest.raises(NotReady, match="không phải duyệt nữa"):
        approve_meeting(first, by=house.leader, now=NOW)


def test_who_approves(house: House) -> None:
    meeting = house.ask(at(10, 8, 9))
    for person in (house.officer, house.head, house.outsider, house.inspector):
        with pytest.raises(NotAllowed):
            approve_meeting(meeting, by=person, now=NOW)
    refuse_meeting(meeting, reason="Gửi phiếu lấy ý kiến", by=house.coordinator, now=NOW)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.ended_reason) == (MeetingState.CANCELLED, "Gửi phiếu lấy ý kiến")
    assert Notice.objects.filter(person=house.officer, text__contains="Gửi phiếu lấy ý kiến").exists()


def test_a_request_that_is_moved_still_holds_nothing(house: House) -> None:
    meeting = house.ask(at(10, 8, 9))
    move_meeting(meeting, at(10, 9, 10), by=house.officer, now=NOW)
    assert not meeting.holds.filter(live=True).exists()


def test_written_anew_who_stays_keeps_what_he_did(house: House) -> None:
    meeting = house.call(at(10, 8, 9), required=(house.head, house.officer))
    meeting.attendees.filter(person=house.head).update(attendance="late", noted_at=NOW)
    new = house.new(at(10, 10, 11), "Giao ban đột xuất", chair=house.head, required=(house.leader,))
    change_meeting(meeting, new, by=house.coordinator, now=NOW, version=0)
    meeting.refresh_from_db()
    rows = {row.person: row for row in meeting.attendees.all()}
    assert (meeting.subject, set(rows)) == ("Giao ban đột xuất", {house.head, house.leader})
    assert (rows[house.head].role, rows[house.head].noted_at) == ("chair", NOW)
    assert set(meeting.holds.values_list("person", flat=True)) == {None, house.head.pk, house.leader.pk}
    assert Notice.objects.filter(person=house.officer, text__startswith="Thay đổi cuộc họp").exists()


def test_somebody_goes_in_the_place_of_another(house: House) -> None:
    meeting = house.call(at(10, 8, 9), required=(house.head,))
    row = meeting.attendees.get(person=house.head)
    with pytest.raises(NotReady, match="lý do"):
        send_instead(row, house.officer, by=house.head, now=NOW)
    house.call(at(10, 8, 9), subject="Họp nhóm", chair=house.economist, rooms=(house.small,))
    with pytest.raises(Clash, match="Họp nhóm"):
        send_instead(row, house.economist, by=house.head, now=NOW, reason="Đi công tác")
    with pytest.raises(NotAllowed):
        send_instead(row, house.officer, by=house.economist, now=NOW, reason="Đi công tác")
    sent = send_instead(row, house.officer, by=house.head, now=NOW, reason="Đi công tác")
    assert (sent.person, sent.instead_of) == (house.officer, house.head)
    house.call(at(10, 8, 9), subject="Ở huyện", chair=house.head, rooms=())
    assert _overlaps() == 0


def test_a_unit_that_is_called_says_who_goes(house: House) -> None:
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    meeting = house.call(at(10, 8, 9), units=(economy,))
    row = meeting.attendees.get(unit=economy)
    with pytest.raises(NotAllowed):
        send_instead(row, house.officer, by=house.head, now=NOW)
    send_instead(row, house.economist, by=house.economist, now=NOW)
    with pytest.raises(Clash, match="Người kinhte bận dự"):
        house.call(at(10, 8, 9), subject="Họp khác", chair=house.economist, rooms=())
    with pytest.raises(NotReady, match="đã có tên"):
        send_instead(row, house.leader, by=house.economist, now=NOW, reason="Bận")


def test_nothing_to_move(house: House) -> None:
    meeting = house.call(at(10, 8, 9))
    with pytest.raises(NotReady, match="đúng giờ và phòng này"):
        move_meeting(meeting, at(10, 8, 9), by=house.coordinator, now=NOW)
    replaced = replace(house.new(at(10, 8, 9)), subject=" ")
    with pytest.raises(NotReady):
        change_meeting(meeting, replaced, by=house.coordinator, now=NOW)
    assert Meeting.objects.get().version == 0


# Who goes for a unit, when the meeting is written anew


def _sent(house: House) -> Meeting:
    """A meeting to which a unit sends its head."""
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    meeting = house.call(at(10, 8, 9), units=(economy,))
    send_instead(meeting.attendees.get(unit=economy), house.economist, by=house.economist, now=NOW)
    return meeting


def _anew(house: House, meeting: Meeting, day: int = 10, **said: object) -> Meeting:
    units = tuple(row.unit for row in meeting.attendees.exclude(unit=None).select_related("unit"))
    new = house.new(at(day, 8, 9), **({"units": units} | said))
    return change_meeting(meeting, new, by=house.coordinator, now=NOW)


def test_who_goes_for_a_unit_stays_held(house: House) -> None:
    meeting = _sent(house)
    _anew(house, meeting, agenda="Điểm tin")
    assert meeting.holds.filter(person=house.economist, live=True, required=True).exists()
    with pytest.raises(Clash, match="Người kinhte bận dự"):
        house.call(at(10, 8, 9), subject="Họp khác", chair=house.economist, rooms=())


def test_who_goes_for_a_unit_is_looked_up_at_the_new_time(house: House) -> None:
    meeting = _sent(house)
    house.call(at(11, 8, 9), subject="Họp khác", chair=house.economist, rooms=())
    with pytest.raises(Clash, match="Người kinhte bận dự “Họp khác”"):
        _anew(house, meeting, day=11)
    meeting.refresh_from_db()
    assert meeting.starts == stored(at(10, 8, 9).start)
    assert meeting.attendees.filter(person=house.economist).exists()
    with pytest.raises(Clash, match="Người kinhte bận dự “Họp khác”"):
        move_meeting(meeting, at(11, 8, 9), by=house.coordinator, now=NOW)


def test_who_goes_for_a_unit_and_is_named_besides_has_one_row(house: House) -> None:
    meeting = _sent(house)
    _anew(house, meeting, required=(house.economist, house.head))
    row = meeting.attendees.get(person=house.economist)
    assert (row.unit is not None, row.role) == (True, "required")
    _anew(house, meeting, secretary=house.economist)
    rows = {row.role: row for row in meeting.attendees.exclude(role="chair")}
    assert (rows["secretary"].person, rows["secretary"].unit) == (house.economist, None)
    assert rows["required"].person is None
    assert _overlaps() == 0


def test_what_went_out_in_time_stays_so(house: House) -> None:
    meeting = house.call(at(10, 8, 9))
    add_paper(meeting, name="Bao-cao.txt", data=b"Noi dung", by=house.coordinator, now=NOW)
    new = house.new(at(10, 8, 9), agenda="Điểm tin", reasons={})
    changed = change_meeting(meeting, new, by=house.coordinator, now=now_at(9))
    assert not {"meeting.late_invitation", "meeting.late_papers"} & set(changed.reasons)


# What was approved is what takes place


def _approved(house: House, **said: object) -> Meeting:
    """What an officer asked for, approved by the leader."""
    return approve_meeting(house.ask(at(10, 8, 9), **said), by=house.leader, now=NOW)


def test_other_words_need_no_new_approval(house: House) -> None:
    meeting = _approved(house)
    new = house.new(at(10, 8, 9), "Họp chuyên môn tháng 6", chair=house.head, agenda="Điểm tin")
    changed = change_meeting(meeting, new, by=house.officer, now=NOW)
    assert (changed.state, changed.subject) == (MeetingState.FIRM, "Họp chuyên môn tháng 6")
    assert changed.holds.filter(live=True).count() == 2


@pytest.mark.parametrize(
    "said",
    [
        {"when": at(10, 10, 11)},
        {"rooms": ()},
        {"required_head": True},
        {"kinds": (MeetingKind.THEMATIC,)},
        {"urgent": True},
    ],
    ids=["time", "rooms", "people", "kind", "urgent"],
)
def test_another_thing_than_was_approved_is_approved_again(house: House, said: dict[str, Any]) -> None:
    meeting = _approved(house)
    about = dict(said)
    if about.pop("required_head", False):
        about["required"] = (house.economist,)
    new = house.new(about.pop("when", at(10, 8, 9)), "Họp chuyên môn", chair=house.head, **about)
    changed = change_meeting(meeting, new, by=house.officer, now=NOW)
    assert (changed.state, changed.approved_by) == (MeetingState.PENDING, None)
    assert not changed.holds.filter(live=True).exists()
    told = Notice.objects.filter(person=house.leader, text__startswith="Thay đổi cuộc họp")
    assert told.get().text.endswith("Chờ duyệt lại.")
    approve_meeting(changed, by=house.coordinator, now=NOW)
    assert changed.holds.filter(live=True).exists()


def test_who_arranges_the_calendar_changes_without_being_asked(house: House) -> None:
    meeting = _approved(house)
    assert move_meeting(meeting, at(10, 9, 10), by=house.coordinator, now=NOW).state == MeetingState.FIRM
    moved = move_meeting(meeting, at(10, 10, 11), by=house.officer, now=NOW)
    assert (moved.state, moved.holds.filter(live=True).count()) == (MeetingState.PENDING, 0)
    again = approve_meeting(moved, by=house.leader, now=NOW)
    roomless = change_rooms(again, (), by=house.officer, now=NOW)
    assert roomless.state == MeetingState.PENDING


def test_under_way_it_is_extended_and_nothing_else(house: House) -> None:
    meeting, now = _approved(house), now_at(10)
    longer = extend_meeting(meeting, datetime(2026, 6, 10, 9, 30), by=house.officer, now=now)
    assert (longer.state, longer.holds.filter(live=True).count()) == (MeetingState.FIRM, 2)
    assert change_rooms(meeting, (house.small,), by=house.officer, now=now).state == MeetingState.FIRM
    with pytest.raises(NotReady, match="đang diễn ra"):
        move_meeting(meeting, at(11, 8, 9), by=house.officer, now=now)


def _plan(house: House, year: int) -> PlannedConference:
    line = planning.Line(subject="Hội nghị", month=6, scope="commune", mode="online", cost=None)
    row = planning.add_line(house.commune, year, line, by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, year, by=house.leader, now=NOW)
    return row


ONLINE = {"conference": True, "mode": MeetingMode.ONLINE, "rooms": (), "link": "https://hop.example.gov.vn/1"}


def test_moved_into_a_year_whose_plan_has_it_not(house: House) -> None:
    line = _plan(house, 2026)
    meeting = house.call(at(10, 8, 9), line=line, **ONLINE)
    _plan(house, 2027)
    next_year = Interval(datetime(2027, 6, 9, 8), datetime(2027, 6, 9, 9))
    moved = move_meeting(meeting, next_year, by=house.coordinator, now=NOW, reason="Lùi sang năm sau")
    assert (moved.state, moved.off_plan, moved.line) == (MeetingState.PENDING, True, None)
    with pytest.raises(NotAllowed, match="ngoài kế hoạch"):
        approve_meeting(moved, by=house.coordinator, now=NOW)
    led = approve_meeting(moved, by=house.leader, now=NOW)
    assert move_meeting(led, at(10, 8, 9), by=house.leader, now=NOW, reason="Đổi").state == MeetingState.FIRM


def test_what_is_late_when_it_is_approved_wants_a_reason(house: House) -> None:
    """Asked for in time, approved the day before."""
    meeting, late = house.ask(at(10, 8, 9)), now_at(9)
    with pytest.raises(NotReady, match="Giấy mời phải gửi trước ít nhất 3 ngày làm việc"):
        approve_meeting(meeting, by=house.leader, now=late)
    approved = approve_meeting(meeting, by=house.leader, now=late, reason="Chờ ý kiến tỉnh")
    message, reason = approved.reasons["meeting.late_invitation"]
    assert "đến ngày 09/06/2026 chưa gửi" in message
    assert reason == "Chờ ý kiến tỉnh"
    urgent = house.ask(at(11, 8, 9), urgent=True)
    assert not approve_meeting(urgent, by=house.leader, now=now_at(10)).reasons


def test_a_paper_that_goes_out_late_wants_a_reason(house: House) -> None:
    meeting, late = house.call(at(10, 8, 9)), now_at(9)
    add_paper(meeting, name="Mot.txt", data=b"Mot", by=house.coordinator, now=NOW)
    meeting.refresh_from_db()
    assert not meeting.reasons
    with pytest.raises(NotReady, match="Tài liệu họp phải gửi trước"):
        add_paper(meeting, name="Hai.txt", data=b"Hai", by=house.coordinator, now=late)
    assert meeting.papers.count() == 1
    add_paper(meeting, name="Hai.txt", data=b"Hai", by=house.coordinator, now=late, reason="Số liệu mới")
    meeting.refresh_from_db()
    message, reason = meeting.reasons["meeting.late_papers"]
    assert "đã gửi ngày 09/06/2026" in message
    assert reason == "Số liệu mới"
    add_paper(meeting, name="Ba.txt", data=b"Ba", by=house.coordinator, now=late)
    add_paper(meeting, name="Sau.txt", data=b"Sau", by=house.coordinator, now=now_at(10, 9))
    assert meeting.papers.count() == 4


def test_approval_asks_the_plan_of_the_day(house: House) -> None:
    meeting = house.ask(at(10, 8, 9), **ONLINE)
    assert not meeting.off_plan
    _plan(house, 2026)
    with pytest.raises(NotAllowed, match="ngoài kế hoạch"):
        approve_meeting(meeting, by=house.coordinator, now=NOW)
    assert approve_meeting(meeting, by=house.leader, now=NOW).off_plan
