"""What was asked for is put into the calendar or refused; what is in it is taken off again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sauro.scheduling.wording import interval_words
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import Hold, Meeting, MeetingState
from sauro_web.meetings.moments import sittings_of
from sauro_web.meetings.operations.approval import reckon_plan, refuse_written_up
from sauro_web.meetings.operations.asking import (
    address_of,
    ask_to_change,
    behalf_in,
    check_time,
    check_version,
    day_of,
    held_meeting,
    needed_words,
    tell_called,
    when_of,
)
from sauro_web.meetings.operations.holding import (
    Taking,
    alone_for,
    people_called,
    refuse_taken,
    take,
)
from sauro_web.meetings.operations.sending import keep_reasons, late_when_approved
from sauro_web.meetings.queries.holds import pending_beside
from sauro_web.meetings.queries.year import hours_of
from sauro_web.notices.operations import tell_each

__all__ = ["approve_meeting", "cancel_meeting", "refuse_meeting"]

_OFF_PLAN = "Hội nghị này ngoài kế hoạch năm đã duyệt nên chỉ lãnh đạo cơ quan mới duyệt."
_NOT_YOURS = "Chỉ lãnh đạo hoặc người xếp lịch của cơ quan mới duyệt lịch họp."


def approve_meeting(
    meeting: Meeting, *, by: User, now: datetime, version: int | None = None, reason: str = ""
) -> Meeting:
    """Puts a meeting that was asked for into the calendar. Whoever asked for one that now clashes with it is
    told; of two requests for one room never both are approved. `reason` answers that invitation or papers
    go out late with it.

    Raises NotAllowed, Conflict; Clash that names what was approved before; NotReady where it is decided
    already, its time is over, or what is late wants a reason.
    """
    with transaction.atomic():
        held = held_meeting(meeting)
        _ask_to_decide(held, by, now, version)
        check_time(when_of(held), now)
        wanted, on = people_called(held), day_of(now)
        reckon_plan(held, when_of(held).start.year)
        if held.off_plan and not rules.leads(by, held.office, on=on):
            raise NotAllowed(_OFF_PLAN)
        sittings = sittings_of(when_of(held), hours_of(held.office))
        alone_for([wanted])
        taking = Taking(str(held.pk), wanted, sittings)
        refuse_taken(taking, by=by, on=on, besides=[held.pk])
        keep_reasons(held, late_when_approved(held, now=now), reason)
        take([(held, wanted, sittings)], firm=True)
        held.state, held.approved_by, held.approved_at = MeetingState.FIRM, by, now
        held.version += 1
        held.save()
        tell_called(held, "Mời họp: {}.", what="called", now=now, by=by, also={held.called_by})
        for other in pending_beside(wanted, sittings, besides=held):
            _tell_late(other, held, now)
        changes = {"state": (MeetingState.PENDING.value, MeetingState.FIRM.value)}
        behalf = behalf_in(by, held.office, on)
        record("meeting.approve", held, by=by, changes=changes, reason=reason.strip(), on_behalf_of=behalf)
    return held


def refuse_meeting(
    meeting: Meeting, *, reason: str, by: User, now: datetime, version: int | None = None
) -> Meeting:
    """Does not put a meeting that was asked for into the calendar. Raises NotAllowed, Conflict, NotReady."""
    words = needed_words(reason)
    with transaction.atomic():
        held = held_meeting(meeting)
        _ask_to_decide(held, by, now, version)
        _end(held, words)
        said = f"Không duyệt lịch họp “{held.subject}”, {interval_words(when_of(held))}: {words}"
        key = f"meeting.{held.pk}.refused"
        tell_each([(held.called_by, said[:400])], link=address_of(held.pk), key=key, now=now)
        changes = {"state": (MeetingState.PENDING.value, held.state)}
        behalf = behalf_in(by, held.office, day_of(now))
        record("meeting.refuse", held, by=by, changes=changes, reason=words, on_behalf_of=behalf)
    return held


def cancel_meeting(
    meeting: Meeting, *, reason: str, by: User, now: datetime, version: int | None = None
) -> Meeting:
    """Takes a meeting off the calendar: its rooms and people are free at once, and whoever was called is
    told. Raises NotAllowed, Conflict, NotReady."""
    words = needed_words(reason)
    with transaction.atomic():
        held = held_meeting(meeting)
        ask_to_change(held, by, now, version)
        refuse_written_up(held, "hủy được")
        before = held.state
        _end(held, words)
        if before == MeetingState.FIRM:
            tell_called(held, f"Hủy cuộc họp: {{}}. Lý do: {words}", what="off", now=now, by=by)
        behalf = behalf_in(by, held.office, day_of(now))
        changes = {"state": (before, held.state)}
        record("meeting.cancel", held, by=by, changes=changes, reason=words, on_behalf_of=behalf)
    return held


def _end(held: Meeting, reason: str) -> None:
    Hold.objects.filter(meeting=held).update(live=False)
    held.state, held.ended_reason = MeetingState.CANCELLED, reason
    held.version += 1
    held.save()


def _ask_to_decide(held: Meeting, by: User, now: datetime, version: int | None) -> None:
    if not rules.may_approve(by, held.office, on=day_of(now)):
        raise NotAllowed(_NOT_YOURS)
    if held.state != MeetingState.PENDING:
        raise NotReady(f"Đề nghị này {held.get_state_display()} rồi, không phải duyệt nữa.")
    check_version(held, version)


def _tell_late(other: Meeting, approved: Meeting, now: datetime) -> None:
    """Whoever asked for a room or a person that another meeting now has."""
    said = (
        f"Đề nghị họp “{other.subject}” bị trùng phòng hoặc người với một cuộc họp vừa được duyệt "
        f"({interval_words(when_of(approved))}); hãy chọn giờ hoặc phòng khác."
    )
    key = f"meeting.{other.pk}.overtaken.{approved.pk}"
    asker = other.called_by
    tell_each([(asker, said[:400])], link=address_of(other.pk), key=key, now=now)
