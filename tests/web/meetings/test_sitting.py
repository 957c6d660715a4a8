"""Papers, who came, minutes that two confirm, what leaves the site, the plan of the year."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django_q.models import OrmQ
from icalendar import Calendar
from tests.web.meetings.conftest import NOW, House, at, now_at
from tests.web.organisation import signed_in

from sauro.dates.due import Due, DueKind
from sauro.errors import Classified
from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common import marked_files
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.meetings.models import (
    Addendum,
    Attendance,
    CalendarFeed,
    Meeting,
    MeetingState,
    Minutes,
    PaperRead,
)
from sauro_web.meetings.operations import concluding, planning, sitting
from sauro_web.meetings.operations.calling import call_meeting
from sauro_web.meetings.operations.changing import extend_meeting, move_meeting
from sauro_web.meetings.operations.concluding import NewConclusion
from sauro_web.meetings.operations.deciding import approve_meeting, cancel_meeting
from sauro_web.meetings.operations.papers import add_paper, look_through, withdraw_paper
from sauro_web.meetings.queries.icalendar_text import as_icalendar, feed_of
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db
AFTER = now_at(10, 10)
DUE = Due(DueKind.BY, "30/7/2026", date=date(2026, 7, 30))


@pytest.fixture
def meeting(house: House) -> Meeting:
    """On 10/06/2026 from 8 to 9, with a secretary and somebody else."""
    return house.call(at(10, 8, 9), secretary=house.officer, required=(house.head,))


# Who came


def test_somebody_checks_in_himself(house: House, meeting: Meeting) -> None:
    with pytest.raises(NotReady, match="30 phút"):
        sitting.check_in(meeting, by=house.head, now=now_at(10, 7))
    with pytest.raises(NotAllowed):
        sitting.check_in(meeting, by=house.economist, now=now_at(10, 8))
    assert sitting.check_in(meeting, by=house.head, now=now_at(10, 8)).attendance == "present"
    late = now_at(10, 8) + timedelta(minutes=20)
    assert sitting.check_in(meeting, by=house.leader, now=late).attendance == "late"
    assert sitting.check_in(meeting, by=house.head, now=late).attendance == "present"


def test_who_is_not_named_checks_in_for_his_unit(house: House) -> None:
    """Once; who belongs to no unit that is called, or comes after it has sent somebody, is not called."""
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    meeting = house.call(at(10, 8, 9), units=(economy,))
    second = house.organised.person("kinhtehai", (economy, Role.OFFICER))
    with pytest.raises(NotAllowed):
        sitting.check_in(meeting, by=house.head, now=now_at(10))
    with pytest.raises(NotReady, match="30 phút"):
        sitting.check_in(meeting, by=house.economist, now=now_at(10, 7))
    assert meeting.attendees.get(unit=economy).person is None
    page = signed_in(house.economist).get(f"/lich-hop/{meeting.pk}/co-mat/")
    assert page.status_code == 200
    for _ in range(2):
        row = sitting.check_in(meeting, by=house.economist, now=now_at(10))
        assert (row.unit, row.person, row.attendance) == (economy, house.economist, "present")
    with pytest.raises(NotAllowed):
        sitting.check_in(meeting, by=second, now=now_at(10))
    (entry,) = Entry.objects.filter(action="meeting.check_in")
    assert entry.changes["attendee"] == [economy.name, "Người kinhte"]


def test_the_secretary_notes_who_came(house: House, meeting: Meeting) -> None:
    row = meeting.attendees.get(person=house.head)
    for by, now in ((house.economist, AFTER), (house.head, AFTER)):
        with pytest.raises(NotAllowed):
            sitting.note_attendance(row, Attendance.ABSENT, by=by, now=now)
    with pytest.raises(NotReady, match="chưa diễn ra"):
        sitting.note_attendance(row, Attendance.ABSENT, by=house.officer, now=NOW)
    noted = sitting.note_attendance(row, Attendance.ABSENT, by=house.officer, now=AFTER, reason="Đi công tác")
    assert (noted.attendance, noted.attendance_reason) == ("absent", "Đi công tác")


# Minutes


def test_two_different_people_confirm_the_minutes(house: House, meeting: Meeting) -> None:
    minutes = sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=AFTER)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD
    sitting.confirm_minutes(minutes, by=house.officer, now=AFTER)
    with pytest.raises(NotReady, match="một người khác"):
        sitting.confirm_minutes(minutes, by=house.officer, now=AFTER)
    with pytest.raises(NotAllowed):
        sitting.confirm_minutes(minutes, by=house.head, now=AFTER)
    fixed = sitting.confirm_minutes(minutes, by=house.leader, now=AFTER, version=minutes.version)
    assert (fixed.first_by, fixed.second_by) == (house.officer, house.leader)
    with pytest.raises(NotReady, match="không sửa được"):
        sitting.write_minutes(meeting, "Khác", by=house.officer, now=AFTER)


def test_minutes_begun_while_it_goes_on_leave_it_going_on(house: House, meeting: Meeting) -> None:
    """Somebody writes from the first minute on; the meeting still lasts longer than was thought."""
    begun = now_at(10, 8) + timedelta(minutes=1)
    minutes = sitting.write_minutes(meeting, "Khai mạc", by=house.officer, now=begun)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.FIRM
    longer = extend_meeting(meeting, at(10, 8, 10).end, by=house.officer, now=begun)
    assert set(longer.holds.values_list("ends", flat=True)) == {longer.ends}
    for refused in (
        lambda: move_meeting(meeting, at(11, 8, 9), by=house.coordinator, now=begun, reason="Lùi"),
        lambda: cancel_meeting(meeting, reason="Hoãn", by=house.coordinator, now=begun),
    ):
        with pytest.raises(NotReady, match="đã có biên bản"):
            refused()
    sitting.write_minutes(meeting, "Bế mạc", by=house.officer, now=AFTER)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD
    assert minutes.pk == Minutes.objects.get().pk


def test_minutes_that_two_confirmed_end_a_meeting_before_its_time(house: House, meeting: Meeting) -> None:
    early = now_at(10, 8) + timedelta(minutes=40)
    minutes = sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=early)
    for person in (house.officer, house.leader):
        sitting.confirm_minutes(minutes, by=person, now=early)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


def test_minutes_written_anew_are_confirmed_anew(house: House, meeting: Meeting) -> None:
    minutes = sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=AFTER)
    sitting.confirm_minutes(minutes, by=house.leader, now=AFTER)
    again = sitting.write_minutes(meeting, "Ý kiến đủ", by=house.officer, now=AFTER, version=1)
    assert (again.first_by, again.version) == (None, 2)
    with pytest.raises(Conflict):
        sitting.write_minutes(meeting, "Của người khác", by=house.officer, now=AFTER, version=1)
    with pytest.raises(Conflict):
        sitting.confirm_minutes(again, by=house.leader, now=AFTER, version=1)


def test_the_database_keeps_confirmed_minutes_as_they_are(house: House, meeting: Meeting) -> None:
    minutes = sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=AFTER)
    with pytest.raises(NotReady, match="sửa thẳng"):
        sitting.add_to_minutes(minutes, "Thêm", by=house.officer, now=AFTER)
    sitting.confirm_minutes(minutes, by=house.officer, now=AFTER)
    sitting.confirm_minutes(minutes, by=house.leader, now=AFTER)
    added = sitting.add_to_minutes(minutes, "Đính chính", by=house.officer, now=AFTER)
    for change in (
        lambda: Minutes.objects.filter(pk=minutes.pk).update(text="Khác"),
        lambda: Addendum.objects.filter(pk=added.pk).update(text="Khác"),
        lambda: Addendum.objects.filter(pk=added.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert connection.is_usable()


def test_no_minutes_before_the_meeting(house: House, meeting: Meeting) -> None:
    with pytest.raises(NotReady, match="chưa diễn ra"):
        sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=NOW)
    cancel_meeting(meeting, reason="Hoãn", by=house.leader, now=NOW)
    with pytest.raises(NotReady, match="đã hủy"):
        sitting.write_minutes(meeting, "Ý kiến", by=house.officer, now=AFTER)


# Papers


def test_papers_are_for_those_called_and_the_secretary_sees_who_read(house: House, meeting: Meeting) -> None:
    paper = add_paper(meeting, name="Bao-cao.txt", data=b"Noi dung", by=house.officer, now=NOW)
    assert add_paper(meeting, name="Lan-hai.txt", data=b"Noi dung", by=house.officer, now=NOW).pk == paper.pk
    address = f"/lich-hop/tai-lieu/{paper.pk}/"
    assert signed_in(house.economist).get(address).status_code == 404
    assert b"".join(signed_in(house.head).get(address).streaming_content) == b"Noi dung"  # type: ignore[arg-type]
    signed_in(house.head).get(address)
    assert PaperRead.objects.get().person == house.head
    page = signed_in(house.officer).get(f"/lich-hop/{meeting.pk}/").content.decode()
    assert "1 người đã mở" in page
    assert "Chưa mở hết tài liệu: Người chutich, Người chuyenvien." in page
    with pytest.raises(NotAllowed):
        add_paper(meeting, name="x.txt", data=b"x", by=house.head, now=NOW)


def test_a_wrong_paper_is_taken_back_and_stays_in_the_history(house: House, meeting: Meeting) -> None:
    paper = add_paper(meeting, name="Nham.txt", data=b"Nham", by=house.coordinator, now=NOW)
    reader = signed_in(house.head)
    assert reader.get(f"/lich-hop/tai-lieu/{paper.pk}/").status_code == 200
    with pytest.raises(NotAllowed):
        withdraw_paper(paper, reason="Nhầm", by=house.head, now=NOW)
    with pytest.raises(NotReady, match="lý do"):
        withdraw_paper(paper, reason=" ", by=house.officer, now=NOW)
    with pytest.raises(NotReady, match="đã kết thúc"):
        withdraw_paper(paper, reason="Nhầm", by=house.officer, now=meeting.ends)
    gone = withdraw_paper(paper, reason="Bản chưa duyệt", by=house.officer, now=NOW)
    again = withdraw_paper(paper, reason="Lần nữa", by=house.coordinator, now=NOW)
    assert (gone.withdrawn_by, again.withdrawn_reason) == (house.officer, "Bản chưa duyệt")
    assert reader.get(f"/lich-hop/tai-lieu/{paper.pk}/").status_code == 409
    page = reader.get(f"/lich-hop/{meeting.pk}/").content.decode()
    assert "Nham.txt" in page
    assert "Bản chưa duyệt" in page
    assert f"/lich-hop/tai-lieu/{paper.pk}/" not in page
    told = Notice.objects.filter(key=f"meeting.paper.{paper.pk}.withdrawn")
    assert [one.person for one in told] == [house.head]
    anew = add_paper(meeting, name="Dung.txt", data=b"Nham", by=house.officer, now=NOW)
    assert anew.pk != paper.pk


def test_a_paper_that_bears_a_mark_of_secrecy_is_refused(house: House, meeting: Meeting) -> None:
    document = docx.Document()
    for line in ("ỦY BAN NHÂN DÂN", "XÃ MAI LĨNH", "MẬT", "Số: 05/BC-UBND", "BÁO CÁO", "Về công tác"):
        document.add_paragraph(line)
    data = BytesIO()
    document.save(data)
    file = SimpleUploadedFile("bao-cao.docx", data.getvalue())
    answer = signed_in(house.officer).post(f"/lich-hop/{meeting.pk}/tai-lieu/", {"file": file})
    assert answer.status_code == 409
    assert not meeting.papers.exists()


def test_a_sheet_of_another_program_is_looked_through_later_and_wiped(
    house: House, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = add_paper(meeting, name="bieu.xls", data=b"bieu cu", by=house.officer, now=NOW)
    (job,) = [one for one in OrmQ.objects.all() if one.task["args"] == (paper.pk,)]
    assert job.task["func"] == "sauro_web.meetings.operations.papers.look_through"

    def marked(data: bytes, *, suffix: str) -> None:
        raise Classified("Tệp mang dấu chỉ độ mật.")

    monkeypatch.setattr(marked_files, "refuse_marked_office", marked)
    look_through(paper.pk)
    look_through(paper.pk)
    assert not Path(paper.file.path).exists()
    assert not meeting.papers.exists()
    assert Notice.objects.filter(person=house.officer, text__contains="độ mật").count() == 1


# What leaves the site


def _words(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_invitation_as_docx(house: House, meeting: Meeting) -> None:
    answer = signed_in(house.officer).get(f"/lich-hop/{meeting.pk}/giay-moi.docx")
    words = _words(answer.content)
    assert "GIẤY MỜI" in words.upper()
    assert "Nội dung: Giao ban tuần." in words
    assert "Từ 08:00 đến 09:00 ngày 10/06/2026." in words
    assert "Chủ trì: Người chutich." in words
    assert "- Người truongphong;" in words
    assert signed_in(house.head).get(f"/lich-hop/{meeting.pk}/giay-moi.docx").status_code == 403


def test_the_notice_as_docx(house: House, meeting: Meeting) -> None:
    client = signed_in(house.officer)
    assert client.get(f"/lich-hop/{meeting.pk}/thong-bao-ket-luan.docx").status_code == 409
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    new = NewConclusion("Lập danh mục báo cáo", economy, "30/7/2026", DUE, "Danh mục")
    concluding.conclude(meeting, [new], by=house.coordinator, now=AFTER)
    words = _words(client.get(f"/lich-hop/{meeting.pk}/thong-bao-ket-luan.docx").content)
    assert "1. Lập danh mục báo cáo. Giao Phòng Kinh tế chủ trì thực hiện. Thời hạn: 30/7/2026." in words


def test_the_entry_of_a_calendar(house: House, meeting: Meeting) -> None:
    answer = signed_in(house.head).get(f"/lich-hop/{meeting.pk}/lich.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Giao ban tuần"
    assert str(event["location"]) == "Hội trường"
    assert event.decoded("dtstart") == meeting.starts
    assert signed_in(house.economist).get(f"/lich-hop/{meeting.pk}/lich.ics").status_code == 404


def test_a_persons_meetings_under_a_secret_address(house: House) -> None:
    shown = signed_in(house.head).post("/lich-hop/theo-doi/").content.decode()
    address = shown.split("<code>")[1].split("</code>")[0].split("testserver")[1]
    old = Client().get(address)
    assert old.status_code == 200
    assert old["Content-Type"].startswith("text/calendar")
    assert CalendarFeed.objects.get().digest not in address
    signed_in(house.head).post("/lich-hop/theo-doi/")
    assert Client().get(address).status_code == 404
    assert Client().get("/lich-hop/nguon/khong-co.ics").status_code == 404


def test_a_feed_has_ones_own_meetings_and_not_what_limited_ones_are_about(house: House) -> None:
    mine = house.call(at(10, 8, 9), chair=house.head, limited=True, subject="Công tác cán bộ")
    house.call(at(10, 8, 9), rooms=(), subject="Không phải của tôi")
    gone = house.call(at(11, 8, 9), chair=house.head, subject="Đã hủy")
    cancel_meeting(gone, reason="Hoãn", by=house.leader, now=NOW)
    found = feed_of(house.head, now=NOW)
    assert found == [mine]
    (event,) = Calendar.from_ical(as_icalendar(found, now=NOW, public=True)).walk("VEVENT")
    assert str(event["summary"]) == "Họp (nội dung hạn chế)"


# The year's plan


def _line(house: House, subject: str = "Hội nghị tổng kết", month: int = 6) -> planning.Line:
    return planning.Line(subject=subject, month=month, scope="commune", mode="online", cost=None)


def test_a_conference_off_the_approved_plan_is_for_a_leader(house: House) -> None:
    line = planning.add_line(house.commune, 2026, _line(house), by=house.coordinator, now=NOW)
    about = {"conference": True, "link": "https://hop.example.gov.vn/1"}
    about |= {"mode": house.new(at(9, 8, 9)).mode.ONLINE, "rooms": ()}
    assert not house.call(at(9, 8, 9), subject="Trước khi duyệt", **about).off_plan
    with pytest.raises(NotAllowed):
        planning.approve_plan(house.commune, 2026, by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    on_plan = house.call(at(10, 8, 9), subject="Hội nghị tổng kết", line=line, **about)
    assert (on_plan.state, on_plan.off_plan) == (MeetingState.FIRM, False)
    off = house.call(at(11, 8, 9), subject="Hội nghị khác", **about)
    assert (off.state, off.off_plan) == (MeetingState.PENDING, True)
    with pytest.raises(NotAllowed, match="ngoài kế hoạch"):
        approve_meeting(off, by=house.coordinator, now=NOW)
    assert approve_meeting(off, by=house.leader, now=NOW).state == MeetingState.FIRM
    with pytest.raises(NotReady, match="đã có cuộc họp"):
        house.call(at(12, 8, 9), subject="Lần nữa", line=line, **about)


def test_an_approved_plan_does_not_change(house: House) -> None:
    line = planning.add_line(house.commune, 2026, _line(house), by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    for change in (
        lambda: planning.add_line(house.commune, 2026, _line(house), by=house.leader, now=NOW),
        lambda: planning.remove_line(line, by=house.leader, now=NOW),
        lambda: planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW),
    ):
        with pytest.raises(NotReady):
            change()
    with pytest.raises(NotReady, match="chưa có hội nghị"):
        planning.approve_plan(house.commune, 2027, by=house.leader, now=NOW)
    with pytest.raises(NotAllowed):
        planning.add_line(house.commune, 2027, _line(house), by=house.officer, now=NOW)


def test_last_years_number_is_what_the_cut_is_counted_from(house: House) -> None:
    about = {"conference": True, "link": "https://hop.example.gov.vn/1"}
    about |= {"mode": house.new(at(9, 8, 9)).mode.ONLINE, "rooms": ()}
    with pytest.raises(NotReady, match="lấy từ đâu"):
        planning.set_last_year(house.commune, 2026, 1, "", by=house.coordinator, now=NOW)
    planning.set_last_year(house.commune, 2026, 1, "Báo cáo 05/BC-UBND", by=house.coordinator, now=NOW)
    new = house.new(at(9, 8, 9), "Hội nghị", **about)
    with pytest.raises(NotReady, match="tính cả hội nghị này, năm 2026 có 1"):
        call_meeting(house.commune, new, by=house.coordinator, now=NOW)
