"""During and after a meeting: who came, and the minutes that two people confirm."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    STANDING,
    Addendum,
    Attendance,
    Attendee,
    Meeting,
    MeetingState,
    Minutes,
)
from sauro_web.meetings.operations.asking import day_of, held_meeting
from sauro_web.meetings.operations.concluding import ask_to_run, refuse_fixed
from sauro_web.meetings.operations.marks import refuse_marks

__all__ = [
    "add_to_minutes",
    "check_in",
    "confirm_minutes",
    "note_attendance",
    "write_minutes",
]

_BEFORE = timedelta(minutes=30)
_LATE = timedelta(minutes=15)
_NOTED = "điểm danh không sửa được"


def check_in(meeting: Meeting, *, by: User, now: datetime) -> Attendee:
    """Somebody who is called says himself that he is there, from half an hour before until the end; later
    than a quarter of an hour after the beginning he is late. Whoever belongs to a unit that is called and has
    sent nobody yet is sent by it with that.

    Raises NotAllowed for who is not called; NotReady outside that time, and once the minutes are fixed.
    """
    with transaction.atomic():
        held = held_meeting(meeting)
        row = _row_of(held, by, now)
        if row is None:
            raise NotAllowed("Ông (bà) không có tên trong thành phần dự cuộc họp này.")
        if held.state not in STANDING or not held.starts - _BEFORE <= now <= held.ends:
            raise NotReady("Chỉ điểm danh từ 30 phút trước giờ họp đến khi kết thúc.")
        refuse_fixed(held, _NOTED)
        if row.attendance in (Attendance.PRESENT, Attendance.LATE):
            return row
        came = Attendance.LATE if now > held.starts + _LATE else Attendance.PRESENT
        changes: dict[str, tuple[object, object]] = {"attendance": ("", came.value)}
        if row.person is None:
            changes["attendee"] = (str(row), str(by))
            row.person = by
            row.save(update_fields=["person"])
        _note(row, came, "", now)
        record("meeting.check_in", held, by=by, changes=changes)
    return row


def _row_of(held: Meeting, by: User, now: datetime) -> Attendee | None:
    """His own row, else the first of a unit of his that has sent nobody."""
    rows = held.attendees.select_for_update(of=("self",), no_key=True).select_related("unit")
    if (own := rows.filter(person=by).first()) is not None:
        return own
    return rows.filter(person=None, unit__in=rules.units_answered_for(by, on=day_of(now))).first()


def note_attendance(
    attendee: Attendee, attendance: Attendance, *, by: User, now: datetime, reason: str = ""
) -> Attendee:
    """The secretary says who came. Raises NotAllowed; NotReady before the meeting begins, and once its
    minutes are fixed."""
    with transaction.atomic():
        held = held_meeting(attendee.meeting)
        ask_to_run(held, by, now)
        if now < held.starts - _BEFORE:
            raise NotReady("Cuộc họp chưa diễn ra nên chưa điểm danh được.")
        refuse_fixed(held, _NOTED)
        row = Attendee.objects.select_for_update(of=("self",), no_key=True).get(pk=attendee.pk)
        before = row.attendance
        _note(row, attendance, reason, now)
        changes = {str(row.pk): (before, attendance.value)}
        record("meeting.note_attendance", held, by=by, changes=changes, reason=reason)
    return row


def _note(row: Attendee, attendance: Attendance, reason: str, now: datetime) -> None:
    refuse_marks([reason])
    row.attendance, row.attendance_reason, row.noted_at = attendance, reason.strip()[:300], now
    row.save(update_fields=["attendance", "attendance_reason", "noted_at"])


def write_minutes(
    meeting: Meeting, text: str, *, by: User, now: datetime, version: int | None = None
) -> Minutes:
    """Writes the minutes, or writes them anew: who had confirmed the earlier wording confirms again. Once it
    is over, the meeting was held with them; while it goes on it can still be extended.

    Raises NotAllowed, Conflict; NotReady before the meeting begins, and once two have confirmed them.
    """
    if not text.strip():
        raise NotReady("Hãy ghi nội dung biên bản.")
    refuse_marks([text])
    with transaction.atomic():
        held = held_meeting(meeting)
        ask_to_run(held, by, now)
        if now < held.starts:
            raise NotReady("Cuộc họp chưa diễn ra nên chưa lập biên bản được.")
        row = Minutes.objects.select_for_update(of=("self",), no_key=True).filter(meeting=held).first()
        row = row or Minutes(meeting=held)
        if row.second_by_id is not None:
            raise NotReady("Biên bản đã được hai người xác nhận, không sửa được; hãy ghi bổ sung.")
        if version is not None and row.version != version:
            raise Conflict("Người khác vừa sửa biên bản; hãy xem lại rồi lưu, nội dung đã gõ vẫn còn.")
        row.text, row.written_by, row.written_at = text.strip(), by, now
        row.first_by, row.first_at = None, None
        row.version += 1
        row.save()
        _mark_held(held, over=now >= held.ends)
        record("meeting.write_minutes", held, by=by, changes={"version": (row.version - 1, row.version)})
    return row


def _mark_held(held: Meeting, *, over: bool) -> None:
    if over and held.state == MeetingState.FIRM:
        held.state = MeetingState.HELD
        held.version += 1
        held.save()


def confirm_minutes(minutes: Minutes, *, by: User, now: datetime, version: int | None = None) -> Minutes:
    """Confirms the minutes; with the second person they are fixed, and the meeting is over.

    Raises NotAllowed, Conflict; NotReady where the same person confirmed them already, or two have.
    """
    with transaction.atomic():
        held = held_meeting(minutes.meeting)
        ask_to_run(held, by, now)
        row = Minutes.objects.select_for_update(of=("self",), no_key=True).get(pk=minutes.pk)
        if version is not None and row.version != version:
            raise Conflict("Biên bản vừa được sửa; hãy đọc lại trước khi xác nhận.")
        if row.second_by_id is not None:
            raise NotReady("Biên bản đã được hai người xác nhận.")
        if row.first_by_id == by.pk:
            raise NotReady("Ông (bà) đã xác nhận; biên bản cần thêm một người khác xác nhận.")
        second = row.first_by_id is not None
        if second:
            row.second_by, row.second_at = by, now
        else:
            row.first_by, row.first_at = by, now
        row.save()
        _mark_held(held, over=second or now >= held.ends)
        changes = {"confirmed": (int(second), int(second) + 1)}
        record("meeting.confirm_minutes", held, by=by, changes=changes)
    return row


def add_to_minutes(minutes: Minutes, text: str, *, by: User, now: datetime) -> Addendum:
    """Adds to minutes that are fixed. Raises NotAllowed; NotReady while they can still be written anew."""
    if not text.strip():
        raise NotReady("Hãy ghi nội dung bổ sung.")
    refuse_marks([text])
    with transaction.atomic():
        held = held_meeting(minutes.meeting)
        ask_to_run(held, by, now)
        row = Minutes.objects.get(pk=minutes.pk)
        if row.second_by_id is None:
            raise NotReady("Biên bản chưa được hai người xác nhận; hãy sửa thẳng vào biên bản.")
        added = Addendum.objects.create(minutes=row, text=text.strip(), by=by, at=now)
        record("meeting.add_to_minutes", held, by=by, changes={"addendum": ("", added.pk)})
    return added
