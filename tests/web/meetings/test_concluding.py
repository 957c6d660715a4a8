"""Conclusions that become tasks, what follows from them, and what they leave to the next meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import docx
import pytest
from django.utils import timezone
from tests.web.meetings.conftest import NOW, House, at, now_at
from tests.web.organisation import signed_in

from sauro.dates.due import Due, DueKind
from sauro.dates.intervals import Interval
from sauro.scheduling.series import Weekly
from sauro_web.accounts.models import User
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings.models import (
    Attendance,
    Meeting,
)
from sauro_web.meetings.operations import concluding, sitting
from sauro_web.meetings.operations.calling import call_meeting
from sauro_web.meetings.operations.concluding import NewConclusion
from sauro_web.meetings.operations.repeating import call_series
from sauro_web.meetings.queries.after import after_of, due_inline
from sauro_web.meetings.queries.desk import meetings_waiting
from sauro_web.meetings.queries.minutes_frame import frame_of
from sauro_web.tasks.models import Origin, Task

pytestmark = pytest.mark.django_db
AFTER = now_at(10, 10)
DUE = Due(DueKind.BY, "30/7/2026", date=date(2026, 7, 30))


@pytest.fixture
def meeting(house: House) -> Meeting:
    """On 10/06/2026 from 8 to 9, with a secretary and somebody else."""
    return house.call(at(10, 8, 9), secretary=house.officer, required=(house.head,))


def _words(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_conclusion_becomes_a_task_in_the_same_step(house: House, meeting: Meeting) -> None:
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    new = NewConclusion("Lập danh mục báo cáo", economy, "30/7/2026", DUE, "Danh mục")
    both = [new, NewConclusion("Thống nhất chủ trương")]
    first, second = concluding.conclude(meeting, both, by=house.coordinator, now=AFTER)
    task = Task.objects.get()
    assert (first.task, second.task) == (task, None)
    assert (task.origin, task.quote) == (Origin.MEETING, "Lập danh mục báo cáo")
    assert task.source == "Kết luận cuộc họp ngày 10/06/2026: Giao ban tuần"
    assert task.parts.get().unit == economy


def test_who_may_give_no_work_concludes_nothing_with_a_unit(house: House, meeting: Meeting) -> None:
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    new = NewConclusion("Lập danh mục", economy, "30/7/2026", DUE, "Danh mục")
    with pytest.raises(NotAllowed):
        concluding.conclude(meeting, [NewConclusion("Thống nhất"), new], by=house.officer, now=AFTER)
    assert not meeting.conclusions.exists()
    assert not Task.objects.exists()
    concluding.conclude(meeting, [NewConclusion("Thống nhất")], by=house.officer, now=AFTER)


@pytest.mark.parametrize(
    "typed", [{"lead_words": "kinh te"}, {"due_text": "30/7/2026"}, {"product": "Danh mục"}]
)
def test_a_unit_that_was_typed_and_not_picked_is_asked_for(house: House, typed: dict[str, str]) -> None:
    """Nothing is lost on the way: what was typed stays on the form, and nothing is written."""
    begun = timezone.now() - timedelta(minutes=10)
    start = timezone.make_naive(begun).replace(second=0, microsecond=0)
    new = house.new(Interval.lasting(start, 60), secretary=house.officer, reason="Việc gấp")
    meeting = call_meeting(house.commune, new, by=house.coordinator, now=begun)
    address = f"/lich-hop/{meeting.pk}/ket-luan/"
    answer = signed_in(house.coordinator).post(address, {"text": "Lập danh mục báo cáo"} | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy chọn đơn vị chủ trì thực hiện" in page
    assert "Lập danh mục báo cáo" in page
    assert all(f'value="{words}"' in page for words in typed.values())
    assert not meeting.conclusions.exists()
    assert signed_in(house.coordinator).post(address, {"text": "Thống nhất"}).status_code == 302


def test_a_term_without_a_unit_is_no_conclusion(house: House, meeting: Meeting) -> None:
    for said in (NewConclusion("Lập", due_text="30/7/2026"), NewConclusion("Lập", product="Danh mục")):
        with pytest.raises(NotReady, match="chọn đơn vị chủ trì"):
            concluding.conclude(meeting, [said], by=house.coordinator, now=AFTER)


def test_what_two_confirmed_does_not_change_behind_them(house: House, meeting: Meeting) -> None:
    row = meeting.attendees.get(person=house.head)
    sitting.note_attendance(row, Attendance.PRESENT, by=house.officer, now=AFTER)
    minutes = sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=AFTER)
    for person in (house.officer, house.leader):
        concluding.conclude(meeting, [NewConclusion("Thống nhất")], by=house.officer, now=AFTER)
        sitting.confirm_minutes(minutes, by=person, now=AFTER)
    with pytest.raises(NotReady, match="ghi bổ sung biên bản"):
        sitting.note_attendance(row, Attendance.ABSENT, by=house.officer, now=AFTER)
    with pytest.raises(NotReady, match="ghi bổ sung biên bản"):
        concluding.conclude(meeting, [NewConclusion("Thêm")], by=house.officer, now=AFTER)
    with pytest.raises(NotReady, match="ghi bổ sung biên bản"):
        sitting.check_in(meeting, by=house.leader, now=now_at(10, 9))
    assert meeting.conclusions.count() == 2
    row.refresh_from_db()
    assert row.attendance == "present"
    page = signed_in(house.officer).get(f"/lich-hop/{meeting.pk}/").content.decode()
    assert "Thêm kết luận" not in page
    assert "Ghi bổ sung" in page
    sitting.add_to_minutes(minutes, "Đính chính điểm danh", by=house.officer, now=AFTER)


def test_the_notice_of_conclusions(house: House, meeting: Meeting) -> None:
    def write(**said: object) -> Meeting:
        about: dict[str, object] = {"number": "12/TB-UBND", "issued_on": date(2026, 6, 10)}
        return concluding.record_notice(meeting, **about | said, by=house.officer, now=AFTER)  # type: ignore[arg-type]

    with pytest.raises(NotReady, match="chưa có kết luận"):
        write()
    concluding.conclude(meeting, [NewConclusion("Thống nhất")], by=house.officer, now=AFTER)
    for said in ({"issued_on": date(2026, 6, 9)}, {"issued_on": date(2026, 6, 11)}, {"number": " "}):
        with pytest.raises(NotReady):
            write(**said)
    assert write().notice_number == "12/TB-UBND"


def test_conclusions_wait_on_the_first_page_until_they_are_made_known(house: House, meeting: Meeting) -> None:
    """For the secretary and who arranges the calendar; five working days from Wednesday 10/06/2026."""

    def told(person: User, on: date) -> list[tuple[str, date | None, str]]:
        rows = meetings_waiting(person, on)
        return [(one.title, one.due, one.state) for one in rows if one.title.startswith("Ra thông báo")]

    day, after = date(2026, 6, 11), date(2026, 6, 18)
    sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=AFTER)
    assert told(house.coordinator, day) == []
    concluding.conclude(meeting, [NewConclusion("Thống nhất")], by=house.officer, now=AFTER)
    row = ("Ra thông báo kết luận: Giao ban tuần", date(2026, 6, 17), "waiting")
    for person in (house.coordinator, house.leader, house.officer):
        assert told(person, AFTER.date()) == [row]
        assert told(person, day) == [row]
        assert [state for *_, state in told(person, after)] == ["late"]
    for person in (house.head, house.economist, house.inspector, house.outsider):
        assert told(person, day) == []
    concluding.record_notice(
        meeting, number="12/TB-UBND", issued_on=AFTER.date(), by=house.officer, now=AFTER
    )
    assert told(house.coordinator, day) == told(house.officer, day) == []


@pytest.mark.parametrize("ends", [datetime(2026, 6, 10, 11), datetime(2026, 6, 11)])
def test_the_term_of_the_notice_runs_from_the_last_day(house: House, ends: datetime) -> None:
    """Monday to Wednesday, 8 to 10/06/2026; what ends at midnight ends on the day before."""
    meeting = house.call(Interval(datetime(2026, 6, 8, 8), ends), "Tập huấn")
    concluding.conclude(
        meeting, [NewConclusion("Thống nhất chủ trương")], by=house.coordinator, now=now_at(11)
    )
    after = after_of(meeting, house.coordinator, (), now=now_at(11, 9))
    assert after.notice_by == date(2026, 6, 17)
    (row,) = meetings_waiting(house.coordinator, date(2026, 6, 17))
    assert (row.due, row.state) == (date(2026, 6, 17), "waiting")
    assert row.reason.startswith("họp đến ngày 10/06/2026")


def test_conclusions_of_the_meeting_before_open_the_next(house: House) -> None:
    new = house.new(at(8, 8, 9), secretary=house.officer)
    called = call_series(house.commune, new, Weekly((0,)), date(2026, 6, 15), by=house.coordinator, now=NOW)
    concluding.conclude(called.meetings[0], [NewConclusion("Thống nhất")], by=house.officer, now=AFTER)
    page = signed_in(house.leader).get(f"/lich-hop/{called.meetings[1].pk}/").content.decode()
    assert "Việc từ cuộc họp trước" in page
    assert "Thống nhất" in page


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Trước ngày 30/7/2026", "trước ngày 30/7/2026"),
        ("30/7/2026", "30/7/2026"),
        ("UBND gia hạn", "UBND gia hạn"),
    ],
)
def test_a_time_limit_within_a_sentence(text: str, inside: str) -> None:
    assert due_inline(text) == inside


def test_what_the_meeting_before_left_to_do_opens_minutes_and_invitation(house: House) -> None:
    new = house.new(at(8, 8, 9), secretary=house.officer)
    called = call_series(house.commune, new, Weekly((0,)), date(2026, 6, 15), by=house.coordinator, now=NOW)
    first, second = called.meetings
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    task = NewConclusion("Lập danh mục báo cáo", economy, "30/7/2026", DUE, "Danh mục")
    both = [task, NewConclusion("Thống nhất chủ trương")]
    concluding.conclude(first, both, by=house.coordinator, now=AFTER)
    frame = frame_of(second, house.officer, now=now_at(15, 9), on=date(2026, 6, 15))
    assert (
        "Việc từ cuộc họp trước (08/06/2026):\n- Lập danh mục báo cáo (Phòng Kinh tế; thời hạn 30/7/2026; "
        in frame
    )
    assert "\n- Thống nhất chủ trương\n" in frame
    assert frame.index("Chủ trì: ") < frame.index("Việc từ cuộc họp trước") < frame.index("Diễn biến")
    assert "Việc từ" not in frame_of(first, house.officer, now=AFTER, on=AFTER.date())
    words = _words(signed_in(house.officer).get(f"/lich-hop/{second.pk}/giay-moi.docx").content)
    assert "Việc từ cuộc họp trước, ngày 08/06/2026: Lập danh mục báo cáo (Phòng Kinh tế; " in words
    assert "Việc từ" not in _words(
        signed_in(house.officer).get(f"/lich-hop/{first.pk}/giay-moi.docx").content
    )
