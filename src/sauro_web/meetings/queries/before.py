"""What stands before a meeting: its agenda with what became of each item, and what those called wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sauro_web.accounts.models import User
from sauro_web.meetings import rules
from sauro_web.meetings.models import STANDING, AgendaItem, Attendee, Meeting, MeetingState, Objection, Remark
from sauro_web.meetings.moments import interval_of, minutes_of_sitting
from sauro_web.meetings.queries.year import hours_of

__all__ = ["Before", "ItemState", "Shown", "agenda_of", "before_of", "state_of", "term_of"]


class ItemState(StrEnum):
    """What becomes of an item of the agenda."""

    DISCUSSED = "discussed"
    """As items are."""
    OPEN = "open"
    """It will pass without discussion unless somebody objects."""
    AGREED = "agreed"
    """Nobody objected by its term."""
    OBJECTED = "objected"
    """Somebody did: it is back on the agenda."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with what became of it; `term` is that for objections."""

    row: AgendaItem
    state: ItemState
    term: datetime | None
    objections: Sequence[Objection]

    @property
    def is_discussed(self) -> bool:
        """Whether it takes time in the meeting, as far as is known."""
        return self.state in (ItemState.DISCUSSED, ItemState.OBJECTED)


@dataclass(frozen=True, slots=True)
class Before:
    """`minutes` is what the items to be discussed take, `length` how long the meeting is; `remarks` are None
    for who may not see them. What the person may do: `edits` the agenda, `says` his opinion and objects,
    `answers`."""

    items: Sequence[Shown]
    minutes: int
    length: int
    remarks: Sequence[Remark] | None
    edits: bool
    says: bool
    answers: bool

    @property
    def too_long(self) -> bool:
        """Whether the items take longer than the meeting."""
        return self.minutes > self.length


def term_of(row: AgendaItem, meeting: Meeting) -> datetime | None:
    """Until when one may object: never after the meeting begins, wherever that was moved to."""
    return min(row.objections_until, meeting.starts) if row.objections_until is not None else None


def state_of(row: AgendaItem, meeting: Meeting, now: datetime, *, objected: bool) -> ItemState:
    """What becomes of it as of `now`. Silence agrees only where people had been called before the term."""
    term = term_of(row, meeting)
    if objected:
        return ItemState.OBJECTED
    if not row.unopposed or term is None:
        return ItemState.DISCUSSED
    if meeting.state == MeetingState.PENDING:
        return ItemState.OPEN if now < term else ItemState.DISCUSSED
    called = meeting.approved_at
    if meeting.state not in STANDING or called is None or called >= term:
        return ItemState.DISCUSSED
    return ItemState.OPEN if now < term else ItemState.AGREED


def agenda_of(meeting: Meeting, now: datetime) -> list[Shown]:
    """Its items in order. Two queries."""
    rows = meeting.items.select_related("reporter__person", "reporter__unit", "paper")
    found = []
    for row in rows.prefetch_related("objections__by", "objections__unit"):
        objections = list(row.objections.all())
        state = state_of(row, meeting, now, objected=bool(objections))
        found.append(Shown(row, state, term_of(row, meeting), objections))
    return found


def before_of(
    meeting: Meeting, person: User, attendees: Sequence[Attendee], *, now: datetime, on: date
) -> Before:
    """For who may see inside; `attendees` are those called. About eight queries."""
    items = agenda_of(meeting, now)
    length = minutes_of_sitting(interval_of(meeting.starts, meeting.ends), hours_of(meeting.office))
    ahead = now < meeting.starts
    reads = rules.may_read_remarks(person, meeting, on=on)
    remarks = meeting.remarks.select_related("by", "unit", "item", "paper", "answered_by")
    running = {row.person_id for row in attendees if row.role in ("chair", "secretary")}
    open_to_change = ahead and meeting.state in (MeetingState.PENDING, MeetingState.FIRM)
    says = ahead and meeting.state == MeetingState.FIRM
    return Before(
        items,
        sum(one.row.minutes or 0 for one in items if one.is_discussed),
        length,
        list(remarks) if reads else None,
        open_to_change and rules.may_run(person, meeting, on=on),
        says and rules.called_as(person, meeting, on=on) is not None,
        person.pk in running and meeting.state != MeetingState.CANCELLED,
    )
