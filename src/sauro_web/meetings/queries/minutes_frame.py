"""What the minutes begin with: who sat, what the meeting before left to do, what passed without discussion,
what was written before, the items to be written under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sauro.dates.explain import day_words
from sauro_web.accounts.models import User
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendance, Attendee, AttendeeRole, Meeting, Remark
from sauro_web.meetings.moments import local
from sauro_web.meetings.queries.after import carried_over
from sauro_web.meetings.queries.before import ItemState, Shown, agenda_of

__all__ = ["frame_of"]


def frame_of(meeting: Meeting, person: User, *, now: datetime, on: date) -> str:
    """As lines, for who writes the minutes to go on with. Without what he may not see."""
    rows = list(meeting.attendees.select_related("person", "unit"))
    remarks: Sequence[Remark] = ()
    if rules.may_read_remarks(person, meeting, on=on):
        remarks = list(meeting.remarks.select_related("by", "unit", "item", "paper", "answered_by"))
    items = agenda_of(meeting, now)
    parts = (_people(rows), _before(meeting), _passed(items), _written(remarks), _discussed(items))
    return "\n\n".join(words for part in parts if (words := "\n".join(part)))


def _people(rows: Sequence[Attendee]) -> Iterator[str]:
    for role, label in ((AttendeeRole.CHAIR, "Chủ trì"), (AttendeeRole.SECRETARY, "Thư ký")):
        for row in rows:
            if row.role == role:
                yield f"{label}: {row}"
    came = [row for row in rows if row.attendance in (Attendance.PRESENT, Attendance.LATE)]
    noted = [row for row in rows if row.attendance]
    if noted:
        yield f"Có mặt: {len(came)}/{len(rows)}"
    for attendance, label in ((Attendance.LATE, "Đến muộn"), (Attendance.ABSENT, "Vắng")):
        named = [_named(row) for row in rows if row.attendance == attendance]
        if named:
            yield f"{label}: {'; '.join(named)}"


def _before(meeting: Meeting) -> Iterator[str]:
    """With what was concluded the last time the talk begins."""
    if (carried := carried_over(meeting)) is None:
        return
    previous, lines = carried
    yield f"Việc từ cuộc họp trước ({day_words(local(previous.starts).date())}):"
    yield from (f"- {line}" for line in lines)


def _named(row: Attendee) -> str:
    return f"{row} ({row.attendance_reason})" if row.attendance_reason else str(row)


def _passed(items: Sequence[Shown]) -> Iterator[str]:
    agreed = [one.row.text for one in items if one.state is ItemState.AGREED]
    if agreed:
        yield "Nội dung được thông qua vì không có ý kiến khác:"
        yield from (f"- {text}" for text in agreed)


def _written(remarks: Sequence[Remark]) -> Iterator[str]:
    if remarks:
        yield "Câu hỏi, ý kiến gửi trước cuộc họp:"
    for one in remarks:
        about = one.item or one.paper
        whose = f"{one.by}, {one.unit.name}" if one.unit is not None else str(one.by)
        said = f"- {whose} ({one.get_kind_display()}{f' về “{about}”' if about else ''}): {one.text}"
        yield f"{said} Trả lời ({one.answered_by}): {one.answer}" if one.answered_by is not None else said


def _discussed(items: Sequence[Shown]) -> Iterator[str]:
    yield "Diễn biến, ý kiến phát biểu:"
    for place, one in enumerate((one for one in items if one.is_discussed), 1):
        who = f" ({one.row.reporter} báo cáo)" if one.row.reporter is not None else ""
        yield f"{place}. {one.row.text}{who}"
        for objection in one.objections:
            yield f"   {objection.by} đề nghị thảo luận: {objection.reason}"
