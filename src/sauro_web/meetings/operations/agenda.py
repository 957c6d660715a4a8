"""The agenda of a meeting: its items, those that are agreed without being discussed, and who objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    AgendaItem,
    Attendee,
    Meeting,
    MeetingPaper,
    MeetingState,
    Objection,
)
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.asking import (
    LONGEST_REASON,
    day_of,
    held_meeting,
    needed_words,
    tell_called,
)
from sauro_web.meetings.operations.marks import refuse_marks
from sauro_web.meetings.operations.remarking import ask_as_called
from sauro_web.meetings.queries.before import ItemState, state_of

__all__ = ["ItemSaid", "object_to", "remove_item", "save_item"]

_NOT_YOURS = "Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới sửa chương trình."
_AGREED = "Nội dung này đã được thông qua vì không có ý kiến khác nên không sửa được nữa."
_OBJECTED = "Nội dung này đã có ý kiến khác nên phải giữ trong chương trình để thảo luận."
_MOST = 60
_LONGEST_MINUTES = 1_440


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """What is said of an item. `until`: the term for objections, where it is to pass without discussion;
    `position` None puts it last."""

    text: str
    minutes: int | None = None
    reporter: Attendee | None = None
    paper: MeetingPaper | None = None
    until: datetime | None = None
    position: int | None = None


def save_item(
    meeting: Meeting, said: ItemSaid, *, by: User, now: datetime, item: AgendaItem | None = None
) -> AgendaItem:
    """Adds an item, or writes `item` anew. Whoever is called is told of one that is to pass without
    discussion.

    Raises NotAllowed; NotReady once the meeting began, for a term that is over or after its beginning, and
    for an item that was agreed or objected to.
    """
    text = _text(said)
    with transaction.atomic():
        held = _held(meeting, by, now)
        row = held.items.filter(pk=item.pk).first() if item is not None else AgendaItem(meeting=held)
        if row is None:
            raise NotReady("Nội dung này vừa được bỏ khỏi chương trình.")
        _check(held, row, said, now)
        before = (row.text, row.unopposed, row.objections_until)
        row.text, row.minutes, row.reporter, row.paper = text, said.minutes, said.reporter, said.paper
        row.unopposed, row.objections_until = said.until is not None, said.until
        if said.position is not None:
            row.position = said.position
        elif item is None:
            row.position = (held.items.aggregate(last=Max("position"))["last"] or 0) + 1
        row.save()
        if said.until is not None and before != (text, True, said.until):
            _tell(held, row, said.until, by, now)
        record("meeting.agenda_item", held, by=by, changes={str(row.pk): (before[0], text)})
    return row


def remove_item(item: AgendaItem, *, by: User, now: datetime) -> None:
    """Takes an item off the agenda. Raises as `save_item`."""
    with transaction.atomic():
        held = _held(item.meeting, by, now)
        row = held.items.filter(pk=item.pk).first()
        if row is None:
            return
        _refuse_settled(held, row, now)
        if row.objections.exists():
            raise NotReady(_OBJECTED)
        record("meeting.agenda_remove", held, by=by, changes={str(row.pk): (row.text, "")})
        row.delete()


def object_to(item: AgendaItem, reason: str, *, by: User, now: datetime) -> Objection:
    """Somebody who is called wants the item discussed: it is back on the agenda, and everybody called is
    told. Objecting again writes the reason anew.

    Raises NotAllowed for who is not called; NotReady without a reason, for an item that is discussed anyway,
    and after its term.
    """
    words = needed_words(reason)
    with transaction.atomic():
        held = held_meeting(item.meeting)
        called = ask_as_called(held, by, now)
        row = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
        state = state_of(row, held, now, objected=row.objections.exists())
        if state is ItemState.AGREED:
            raise NotReady("Đã hết hạn gửi ý kiến khác; hãy nêu ý kiến với chủ trì hoặc thư ký.")
        if state is ItemState.DISCUSSED:
            raise NotReady("Nội dung này được thảo luận tại cuộc họp, không cần đề nghị đưa ra.")
        about = {"reason": words, "unit": called.unit, "at": now}
        objection, _ = Objection.objects.update_or_create(item=row, by=by, defaults=about)
        if state is ItemState.OPEN:
            said = f"Có ý kiến khác về “{row.text[:120]}”, nội dung này được thảo luận tại cuộc họp {{}}."
            tell_called(held, said, what=f"objected.{row.pk}", now=now, by=by)
        record("meeting.object", held, by=by, changes={str(row.pk): ("", row.text)}, reason=words)
    return objection


def _held(meeting: Meeting, by: User, now: datetime) -> Meeting:
    held = held_meeting(meeting)
    if not rules.may_run(by, held, on=day_of(now)):
        raise NotAllowed(_NOT_YOURS)
    if held.state not in (MeetingState.PENDING, MeetingState.FIRM) or now >= held.starts:
        raise NotReady("Cuộc họp đã bắt đầu hoặc đã kết thúc nên chương trình không sửa được nữa.")
    return held


def _text(said: ItemSaid) -> str:
    text = " ".join(said.text.split())
    if not text:
        raise NotReady("Hãy ghi nội dung chương trình.")
    refuse_marks([text])
    if len(text) > LONGEST_REASON:
        raise NotReady(f"Nội dung dài quá {LONGEST_REASON} ký tự; hãy ghi ngắn hơn.")
    if said.minutes is not None and not 0 < said.minutes <= _LONGEST_MINUTES:
        raise NotReady(f"Số phút phải từ 1 đến {_LONGEST_MINUTES}.")
    return text


def _check(held: Meeting, row: AgendaItem, said: ItemSaid, now: datetime) -> None:
    for about in (said.reporter, said.paper):
        if about is not None and about.meeting_id != held.pk:
            raise NotReady("Người báo cáo hoặc tài liệu này không thuộc cuộc họp; hãy chọn lại.")
    if row.pk is None:
        if held.items.count() >= _MOST:
            raise NotReady(f"Chương trình quá {_MOST} nội dung; hãy gộp bớt.")
    else:
        _refuse_settled(held, row, now)
        if said.until is not None and row.objections.exists():
            raise NotReady(_OBJECTED)
    if said.until is not None and not now < said.until <= held.starts:
        raise NotReady("Hạn gửi ý kiến khác phải sau lúc này và không muộn hơn giờ họp.")


def _refuse_settled(held: Meeting, row: AgendaItem, now: datetime) -> None:
    if state_of(row, held, now, objected=row.objections.exists()) is ItemState.AGREED:
        raise NotReady(_AGREED)


def _tell(held: Meeting, row: AgendaItem, until: datetime, by: User, now: datetime) -> None:
    """Who is asked for it only is told with the invitation."""
    if held.state != MeetingState.FIRM:
        return
    moment = f"{local(until):%H:%M ngày %d/%m/%Y}"
    said = f"“{row.text[:160]}” được thông qua nếu không có ý kiến khác trước {moment}; cuộc họp {{}}."
    tell_called(held, said, what=f"unopposed.{row.pk}.{now:%Y%m%d%H%M%S}", now=now, by=by)
