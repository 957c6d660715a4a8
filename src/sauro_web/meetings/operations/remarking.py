"""What those who are called write about a meeting before it begins, and what chair and secretary answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    AgendaItem,
    Attendee,
    AttendeeRole,
    Meeting,
    MeetingPaper,
    MeetingState,
    Minutes,
    Remark,
    RemarkKind,
)
from sauro_web.meetings.operations.asking import address_of, day_of, held_meeting
from sauro_web.meetings.operations.marks import refuse_marks
from sauro_web.notices.operations import tell_each

__all__ = ["NewRemark", "add_remark", "answer_remark", "ask_as_called", "withdraw_remark"]

_LONGEST = 4_000
_TOLD = 160
_TWICE_SECONDS = 120
_NOT_CALLED = "Chỉ người hoặc đơn vị được mời dự mới gửi ý kiến về cuộc họp."


@dataclass(frozen=True, slots=True)
class NewRemark:
    """A question or an opinion; about an item of the agenda or a paper, or about the meeting as a whole."""

    kind: RemarkKind
    text: str
    item: AgendaItem | None = None
    paper: MeetingPaper | None = None


def ask_as_called(held: Meeting, by: User, now: datetime) -> Attendee:
    """The row by which the person has a say. Raises NotAllowed for who is not called; NotReady unless the
    meeting is in the calendar and has not begun."""
    row = rules.called_as(by, held, on=day_of(now))
    if row is None:
        raise NotAllowed(_NOT_CALLED)
    if held.state != MeetingState.FIRM:
        raise NotReady(f"Cuộc họp {held.get_state_display()} nên không nhận ý kiến trước cuộc họp.")
    if now >= held.starts:
        raise NotReady("Cuộc họp đã bắt đầu; hãy phát biểu tại cuộc họp.")
    return row


def add_remark(meeting: Meeting, new: NewRemark, *, by: User, now: datetime) -> Remark:
    """Writes a question or an opinion down and tells chair and secretary. The same again within two minutes
    is a second click, and gives what is there.

    Raises NotAllowed, NotReady as `ask_as_called`; NotReady without words, or about another meeting's papers.
    """
    text = _words(new.text, "Hãy ghi nội dung câu hỏi, ý kiến.")
    with transaction.atomic():
        held = held_meeting(meeting)
        row = ask_as_called(held, by, now)
        for about in (new.item, new.paper):
            if about is not None and about.meeting_id != held.pk:
                raise NotReady("Nội dung hoặc tài liệu này không thuộc cuộc họp; hãy chọn lại.")
        same = held.remarks.filter(by=by, text=text).order_by("-at").first()
        if same is not None and (now - same.at).total_seconds() <= _TWICE_SECONDS:
            return same
        remark = Remark.objects.create(
            meeting=held,
            kind=new.kind.value,
            item=new.item,
            paper=new.paper,
            text=text,
            by=by,
            unit=row.unit,
            at=now,
        )
        said = f"{_short(by)} gửi {remark.get_kind_display()} về cuộc họp “{held.subject}”: {text[:_TOLD]}"
        running = _running(held)
        told = ((one, said[:400]) for one in running if one != by)
        tell_each(told, link=address_of(held.pk), key=f"meeting.remark.{remark.pk}", now=now)
        record("meeting.remark", held, by=by, changes={"remark": ("", remark.pk)})
    return remark


def withdraw_remark(remark: Remark, *, by: User, now: datetime) -> None:
    """Takes back what one wrote oneself. Raises NotAllowed; NotReady once the meeting began or it is
    answered."""
    with transaction.atomic():
        held = held_meeting(remark.meeting)
        row = Remark.objects.select_for_update(of=("self",), no_key=True).get(pk=remark.pk)
        if row.by_id != by.pk:
            raise NotAllowed("Chỉ người gửi mới rút lại ý kiến của mình.")
        if row.answered_by_id is not None or now >= held.starts:
            raise NotReady("Ý kiến đã được trả lời hoặc cuộc họp đã bắt đầu nên không rút lại được.")
        record("meeting.withdraw_remark", held, by=by, changes={"remark": (row.pk, "")})
        row.delete()


def answer_remark(remark: Remark, text: str, *, by: User, now: datetime, seen: str | None = None) -> Remark:
    """Answers a question or an opinion, or answers it anew, and tells who wrote it. `seen` is the answer that
    whoever answers had before him.

    Raises NotAllowed, Conflict; NotReady without words, and once the minutes are fixed.
    """
    words = _words(text, "Hãy ghi nội dung trả lời.")
    with transaction.atomic():
        held = held_meeting(remark.meeting)
        if not rules.may_answer_remarks(by, held):
            raise NotAllowed("Chỉ chủ trì hoặc thư ký cuộc họp mới trả lời.")
        if held.state == MeetingState.CANCELLED:
            raise NotReady("Cuộc họp đã hủy nên không trả lời nữa.")
        if Minutes.objects.filter(meeting=held, second_by__isnull=False).exists():
            raise NotReady("Biên bản đã được xác nhận nên câu trả lời không sửa được; hãy ghi bổ sung.")
        row = Remark.objects.select_for_update(of=("self",), no_key=True).get(pk=remark.pk)
        if seen is not None and row.answer != seen:
            raise Conflict("Người khác vừa trả lời; hãy xem lại rồi lưu, nội dung đã gõ vẫn còn.")
        row.answer, row.answered_by, row.answered_at = words, by, now
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        if row.by_id != by.pk:
            said = f"{_short(by)} trả lời ý kiến của ông (bà) về cuộc họp “{held.subject}”: {words[:_TOLD]}"
            key = f"meeting.remark.{row.pk}.answer.{now:%Y%m%d%H%M%S}"
            tell_each([(row.by, said[:400])], link=address_of(held.pk), key=key, now=now)
        record("meeting.answer_remark", held, by=by, changes={"remark": ("", row.pk)})
    return row


def _words(text: str, missing: str) -> str:
    words = text.strip()
    if not words:
        raise NotReady(missing)
    refuse_marks([words])
    if len(words) > _LONGEST:
        raise NotReady(f"Nội dung dài quá {_LONGEST} ký tự; hãy ghi ngắn hơn hoặc gửi kèm tài liệu.")
    return words


def _running(held: Meeting) -> list[User]:
    rows = held.attendees.filter(role__in=(AttendeeRole.CHAIR, AttendeeRole.SECRETARY))
    return [row.person for row in rows.select_related("person") if row.person is not None]


def _short(person: User) -> str:
    return (person.full_name or person.username)[:80]
