"""Before a meeting: the agenda, items without objection, questions and opinions of those called."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.meetings.conftest import NOW, House, at, now_at
from tests.web.organisation import signed_in

from sauro.dates.intervals import Interval
from sauro_web.accounts.models import Role, User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import AgendaItem, Meeting, MeetingState, Remark, RemarkKind
from sauro_web.meetings.operations import agenda, remarking, sitting
from sauro_web.meetings.operations.agenda import ItemSaid
from sauro_web.meetings.operations.calling import call_meeting
from sauro_web.meetings.operations.changing import move_meeting
from sauro_web.meetings.operations.deciding import approve_meeting, cancel_meeting
from sauro_web.meetings.operations.papers import add_paper
from sauro_web.meetings.operations.remarking import NewRemark
from sauro_web.meetings.queries.before import ItemState, agenda_of, before_of
from sauro_web.meetings.queries.minutes_frame import frame_of
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db
TERM = now_at(9, 17)
AFTER = now_at(10, 10)


@pytest.fixture
def meeting(house: House) -> Meeting:
    """On 10/06/2026 from 8 to 9: the leader chairs, the officer is secretary, a unit sends somebody."""
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    return house.call(at(10, 8, 9), secretary=house.officer, required=(house.head,), units=(economy,))


def _said(text: str = "Cho ý kiến về dự thảo", **about: object) -> ItemSaid:
    return ItemSaid(text, **about)  # type: ignore[arg-type]


def _item(house: House, meeting: Meeting, **about: object) -> AgendaItem:
    return agenda.save_item(meeting, _said(**about), by=house.officer, now=NOW)  # type: ignore[arg-type]


def _state(meeting: Meeting, now: datetime) -> list[ItemState]:
    return [one.state for one in agenda_of(meeting, now)]


def _ask(house: House, meeting: Meeting, by: User, text: str = "Kinh phí lấy ở đâu?") -> Remark:
    return remarking.add_remark(meeting, NewRemark(RemarkKind.QUESTION, text), by=by, now=NOW)


# The agenda


def test_whoever_runs_the_meeting_writes_its_agenda(house: House, meeting: Meeting) -> None:
    row = meeting.attendees.get(person=house.head)
    first = _item(house, meeting, minutes=20, reporter=row)
    second = _item(house, meeting, text="Công tác tháng tới", minutes=25)
    assert (first.position, second.position) == (1, 2)
    for by in (house.head, house.economist, house.outsider, house.inspector):
        with pytest.raises(NotAllowed):
            agenda.save_item(meeting, _said(), by=by, now=NOW)
        with pytest.raises(NotAllowed):
            agenda.remove_item(first, by=by, now=NOW)
    agenda.save_item(meeting, _said("Dự thảo báo cáo", position=9), by=house.leader, now=NOW, item=first)
    agenda.remove_item(second, by=house.coordinator, now=NOW)
    assert [one.row.text for one in agenda_of(meeting, NOW)] == ["Dự thảo báo cáo"]
    with pytest.raises(NotReady, match="đã bắt đầu"):
        agenda.save_item(meeting, _said(), by=house.officer, now=now_at(10, 8))


@pytest.mark.parametrize(
    ("text", "about"),
    [(" \n ", {}), ("x" * 501, {}), ("x", {"minutes": 0}), ("x", {"minutes": 1_441})],
)
def test_an_item_that_is_none_is_refused(
    house: House, meeting: Meeting, text: str, about: dict[str, int]
) -> None:
    with pytest.raises(NotReady):
        agenda.save_item(meeting, ItemSaid(text, **about), by=house.officer, now=NOW)  # type: ignore[arg-type]


def test_what_belongs_to_another_meeting_is_refused(house: House, meeting: Meeting) -> None:
    other = house.call(at(11, 8, 9))
    with pytest.raises(NotReady, match="không thuộc cuộc họp"):
        _item(house, meeting, reporter=other.attendees.get())
    paper = add_paper(other, name="a.pdf", data=b"%PDF-1.7\n", by=house.coordinator, now=NOW)
    with pytest.raises(NotReady, match="không thuộc cuộc họp"):
        _item(house, meeting, paper=paper)


def test_the_minutes_of_the_items_stand_beside_the_length(house: House, meeting: Meeting) -> None:
    _item(house, meeting, minutes=40)
    _item(house, meeting, text="Báo cáo tháng", minutes=15, until=TERM)
    rows = list(meeting.attendees.all())
    before = before_of(meeting, house.leader, rows, now=NOW, on=NOW.date())
    assert (before.minutes, before.length, before.too_long) == (40, 60, False)
    _item(house, meeting, text="Việc khác", minutes=25)
    assert before_of(meeting, house.leader, rows, now=NOW, on=NOW.date()).too_long


# Items without objection


def test_silence_until_the_term_agrees(house: House, meeting: Meeting) -> None:
    item = _item(house, meeting, until=TERM)
    told = Notice.objects.filter(text__contains="nếu không có ý kiến khác trước 17:00 ngày 09/06/2026")
    assert {one.person for one in told if one.person} == {house.leader, house.head}
    assert told.filter(unit__name="Phòng Kinh tế").exists()
    assert _state(meeting, TERM - timedelta(minutes=1)) == [ItemState.OPEN]
    assert _state(meeting, TERM) == [ItemState.AGREED]
    for write in (
        lambda: agenda.save_item(meeting, _said("Khác"), by=house.officer, now=TERM, item=item),
        lambda: agenda.remove_item(item, by=house.officer, now=TERM),
    ):
        with pytest.raises(NotReady, match="đã được thông qua"):
            write()
    with pytest.raises(NotReady, match="hết hạn"):
        agenda.object_to(item, "Chưa rõ", by=house.head, now=TERM)


def test_who_objects_puts_it_back_on_the_agenda(house: House, meeting: Meeting) -> None:
    item = _item(house, meeting, until=TERM)
    for by in (house.inspector, house.outsider, house.coordinator):
        with pytest.raises(NotAllowed):
            agenda.object_to(item, "Chưa rõ", by=by, now=NOW)
    with pytest.raises(NotReady, match="lý do"):
        agenda.object_to(item, "  ", by=house.head, now=NOW)
    given = agenda.object_to(item, "Chưa rõ kinh phí", by=house.economist, now=NOW)
    assert given.unit is not None
    assert given.unit.name == "Phòng Kinh tế"
    assert _state(meeting, TERM) == [ItemState.OBJECTED]
    assert Notice.objects.filter(text__contains="được thảo luận", person=house.head).exists()
    with pytest.raises(NotReady, match="phải giữ"):
        agenda.remove_item(item, by=house.officer, now=NOW)
    with pytest.raises(NotReady, match="phải giữ"):
        agenda.save_item(meeting, _said(until=TERM), by=house.officer, now=NOW, item=item)
    agenda.object_to(item, "Chưa rõ nguồn", by=house.economist, now=NOW)
    assert [one.reason for one in item.objections.all()] == ["Chưa rõ nguồn"]


@pytest.mark.parametrize("until", [NOW, now_at(10, 8) + timedelta(minutes=1), now_at(1, 7)])
def test_a_term_lies_before_the_meeting(house: House, meeting: Meeting, until: datetime) -> None:
    with pytest.raises(NotReady, match="Hạn gửi ý kiến khác"):
        _item(house, meeting, until=until)


def test_nothing_is_agreed_by_people_who_had_not_been_called(house: House) -> None:
    asked = house.ask(at(10, 8, 9), rooms=())
    agenda.save_item(asked, _said(until=now_at(5)), by=house.officer, now=NOW)
    assert _state(asked, NOW) == [ItemState.OPEN]
    approve_meeting(asked, by=house.coordinator, now=now_at(8), reason="Chờ số liệu")
    asked.refresh_from_db()
    assert _state(asked, now_at(9)) == [ItemState.DISCUSSED]


def test_a_meeting_that_is_moved_forward_takes_the_term_along(house: House, meeting: Meeting) -> None:
    _item(house, meeting, until=TERM)
    move_meeting(meeting, at(5, 8, 9), by=house.coordinator, now=NOW, reason="Lịch tỉnh")
    meeting.refresh_from_db()
    assert _state(meeting, now_at(5, 7)) == [ItemState.OPEN]
    assert _state(meeting, now_at(5, 8)) == [ItemState.AGREED]


# Questions and opinions


def test_whoever_is_called_writes_until_the_meeting_begins(house: House, meeting: Meeting) -> None:
    for by in (house.leader, house.officer, house.head, house.economist):
        assert _ask(house, meeting, by).by == by
    for by in (house.inspector, house.outsider, house.coordinator):
        with pytest.raises(NotAllowed):
            _ask(house, meeting, by)
    assert Remark.objects.get(by=house.economist).unit is not None
    late = NewRemark(RemarkKind.OPINION, "Muộn")
    with pytest.raises(NotReady, match="đã bắt đầu"):
        remarking.add_remark(meeting, late, by=house.head, now=now_at(10, 8))
    told = Notice.objects.filter(text__startswith="Người kinhte gửi câu hỏi")
    assert {one.person for one in told} == {house.leader, house.officer}


def test_a_second_click_writes_nothing_twice(house: House, meeting: Meeting) -> None:
    assert _ask(house, meeting, house.head) == _ask(house, meeting, house.head)
    with pytest.raises(NotReady, match="Hãy ghi"):
        _ask(house, meeting, house.head, " ")
    with pytest.raises(NotReady, match="dài quá"):
        _ask(house, meeting, house.head, "x" * 4_001)


def test_chair_and_secretary_answer(house: House, meeting: Meeting) -> None:
    remark = _ask(house, meeting, house.economist)
    for by in (house.head, house.economist, house.coordinator, house.outsider):
        with pytest.raises(NotAllowed):
            remarking.answer_remark(remark, "Từ ngân sách xã", by=by, now=NOW)
    remarking.answer_remark(remark, "Từ ngân sách xã", by=house.officer, now=NOW, seen="")
    with pytest.raises(Conflict):
        remarking.answer_remark(remark, "Từ tỉnh", by=house.leader, now=NOW, seen="")
    remarking.answer_remark(remark, "Từ tỉnh", by=house.leader, now=NOW, seen="Từ ngân sách xã")
    assert Notice.objects.filter(person=house.economist, text__contains="Từ ngân sách xã").count() == 1
    with pytest.raises(NotReady, match="không rút lại"):
        remarking.withdraw_remark(remark, by=house.economist, now=NOW)


def test_one_takes_back_what_one_wrote_oneself(house: House, meeting: Meeting) -> None:
    remark = _ask(house, meeting, house.head)
    with pytest.raises(NotAllowed):
        remarking.withdraw_remark(remark, by=house.leader, now=NOW)
    with pytest.raises(NotReady):
        remarking.withdraw_remark(remark, by=house.head, now=now_at(10, 8))
    remarking.withdraw_remark(remark, by=house.head, now=NOW)
    assert not Remark.objects.exists()


def test_of_a_limited_meeting_only_those_called_see_them(house: House) -> None:
    new = house.new(at(10, 8, 9), chair=house.leader, required=(house.head,), limited=True)
    limited = call_meeting(house.commune, new, by=house.leader, now=NOW)
    on = NOW.date()
    seeing = [rules.may_read_remarks(by, limited, on=on) for by in (house.leader, house.head)]
    assert seeing == [True, True]
    others = (house.coordinator, house.economist, house.inspector, house.outsider)
    assert not any(rules.may_read_remarks(by, limited, on=on) for by in others)
    _ask(house, limited, house.head, "Nhân sự nào?")
    assert "Nhân sự nào?" in frame_of(limited, house.leader, now=AFTER, on=on)
    assert "Nhân sự nào?" not in frame_of(limited, house.coordinator, now=AFTER, on=on)


def test_nothing_is_written_about_a_cancelled_meeting(house: House, meeting: Meeting) -> None:
    remark = _ask(house, meeting, house.head)
    cancel_meeting(meeting, reason="Hoãn", by=house.leader, now=NOW)
    for write in (
        lambda: _ask(house, meeting, house.head, "Còn họp không?"),
        lambda: remarking.answer_remark(remark, "Không", by=house.leader, now=NOW),
        lambda: _item(house, meeting),
    ):
        with pytest.raises(NotReady):
            write()


def test_the_minutes_begin_with_what_is_known(house: House, meeting: Meeting) -> None:
    _item(house, meeting, text="Báo cáo tháng 5", until=TERM)
    spoken = _item(house, meeting, text="Dự thảo kế hoạch", until=TERM)
    agenda.object_to(spoken, "Chưa rõ kinh phí", by=house.head, now=NOW)
    remark = _ask(house, meeting, house.head)
    remarking.answer_remark(remark, "Từ ngân sách xã", by=house.leader, now=NOW)
    sitting.check_in(meeting, by=house.head, now=now_at(10, 8))
    frame = frame_of(meeting, house.officer, now=AFTER, on=AFTER.date())
    for words in (
        "Chủ trì: Người chutich",
        "Có mặt: 1/4",
        "Nội dung được thông qua vì không có ý kiến khác:\n- Báo cáo tháng 5",
        "Kinh phí lấy ở đâu? Trả lời (Người chutich): Từ ngân sách xã",
        "1. Dự thảo kế hoạch\n   Người truongphong đề nghị thảo luận: Chưa rõ kinh phí",
    ):
        assert words in frame
    sitting.write_minutes(meeting, frame, by=house.officer, now=AFTER)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_answers_stay_once_the_minutes_are_fixed(house: House, meeting: Meeting) -> None:
    remark = _ask(house, meeting, house.head)
    minutes = sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=AFTER)
    remarking.answer_remark(remark, "Tại cuộc họp", by=house.leader, now=AFTER)
    sitting.confirm_minutes(minutes, by=house.officer, now=AFTER)
    sitting.confirm_minutes(minutes, by=house.leader, now=AFTER)
    with pytest.raises(NotReady, match="Biên bản đã được xác nhận"):
        remarking.answer_remark(remark, "Khác", by=house.leader, now=AFTER)


# Pages


CODES = ("meeting.crowded", "meeting.late_papers", "meeting.late_invitation", "meeting.day_off")


@pytest.fixture
def ahead(house: House) -> Meeting:
    """In three weeks, as the pages know the day."""
    start = (timezone.localtime() + timedelta(days=21)).replace(hour=8, minute=0, second=0, microsecond=0)
    when = Interval.lasting(start.replace(tzinfo=None), 60)
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    reasons = dict.fromkeys(CODES, "Cần bàn")
    about = {"secretary": house.officer, "required": (house.head,), "units": (economy,), "reasons": reasons}
    return call_meeting(house.commune, house.new(when, **about), by=house.coordinator, now=timezone.now())


def test_the_agenda_on_its_page(house: House, ahead: Meeting) -> None:
    client = signed_in(house.officer)
    term = timezone.localtime(ahead.starts) - timedelta(days=1)
    row = ahead.attendees.get(person=house.head)
    typed = {
        "text": "Dự thảo kế hoạch", "minutes": "20", "reporter": str(row.pk),
        "unopposed": "on", "until_day": f"{term:%d/%m/%Y}", "until_time": "17:00",
    }  # fmt: skip
    address = f"/lich-hop/{ahead.pk}/chuong-trinh/"
    assert client.post(address, typed | {"until_time": ""}).status_code == 422
    assert client.post(address, typed).status_code == 302
    item = AgendaItem.objects.get()
    page = signed_in(house.economist).get(f"/lich-hop/{ahead.pk}/").content.decode()
    assert "chờ ý kiến khác" in page
    assert f"/lich-hop/chuong-trinh/{item.pk}/y-kien-khac/" in page
    assert f'href="/lich-hop/chuong-trinh/{item.pk}/"' not in page
    objecting = f"/lich-hop/chuong-trinh/{item.pk}/y-kien-khac/"
    assert signed_in(house.economist).post(objecting, {"reason": "Chưa rõ"}).status_code == 302
    again = client.get(f"/lich-hop/{ahead.pk}/").content.decode()
    assert "đưa ra thảo luận" in again
    assert "20 phút trên 60 phút" in again
    assert client.post(f"/lich-hop/chuong-trinh/{item.pk}/", typed).status_code == 409
    assert signed_in(house.head).get(address).status_code == 403
    assert signed_in(house.outsider).get(objecting).status_code == 404


def test_questions_on_their_page(house: House, ahead: Meeting) -> None:
    address = f"/lich-hop/{ahead.pk}/y-kien/"
    sent = {"kind": "question", "text": "Kinh phí?"}
    assert signed_in(house.head).post(address, sent).status_code == 302
    assert signed_in(house.inspector).post(address, sent).status_code == 404
    assert signed_in(house.coordinator).post(address, sent).status_code == 403
    remark = Remark.objects.get()
    answer = f"/lich-hop/y-kien/{remark.pk}/tra-loi/"
    assert signed_in(house.head).get(answer).status_code == 403
    secretary = signed_in(house.officer)
    assert secretary.post(answer, {"text": "Ngân sách", "seen": ""}).status_code == 302
    refused = secretary.post(answer, {"text": "Khác", "seen": ""})
    assert refused.status_code == 409
    assert 'name="seen" value="Ngân sách"' in refused.content.decode()
    page = signed_in(house.economist).get(f"/lich-hop/{ahead.pk}/").content.decode()
    assert "Kinh phí?" in page
    assert "Ngân sách" in page
    assert signed_in(house.officer).get(f"/lich-hop/{ahead.pk}/bien-ban/").content.decode().count("Kinh phí?")


def test_the_cooperating_unit_of_another_office(house: House) -> None:
    other = house.organised.person("phuong", (house.organised.ward, Role.LEADER))
    joint = house.call(at(12, 8, 9), units=(house.organised.ward,))
    assert _ask(house, joint, other).unit == house.organised.ward
    assert _ask(house, joint, house.outsider, "Cùng cơ quan").unit == house.organised.ward
