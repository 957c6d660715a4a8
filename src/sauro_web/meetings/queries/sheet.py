"""All that the page of a meeting shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro.dates.intervals import Interval
from sauro_web.accounts.models import User
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendee, Meeting, MeetingState, Room
from sauro_web.meetings.moments import interval_of, sittings_of
from sauro_web.meetings.queries.holds import Wanted, pending_beside, wanted_by
from sauro_web.meetings.queries.year import hours_of

__all__ = ["MeetingSheet", "Reason", "sheet_of"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A limit that is not kept: what was told, and the reason that was given, blank where none was asked
    for."""

    message: str
    answer: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """A meeting with its surroundings. `attendees` are None for who only sees the calendar; `rivals` are
    requests that want the same rooms or people, for who decides."""

    meeting: Meeting
    when: Interval
    sittings: tuple[Interval, ...]
    rooms: tuple[Room, ...]
    attendees: Sequence[Attendee] | None
    reasons: tuple[Reason, ...]
    rivals: Sequence[Meeting]
    own: Attendee | None
    sendable: Sequence[Attendee]
    """Rows for which the person may say who goes."""
    changes: bool
    approves: bool

    @property
    def chair(self) -> Attendee | None:
        """Who chairs it, for who may see that."""
        return next((row for row in self.attendees or () if row.role == "chair"), None)


def sheet_of(meeting: Meeting, person: User, *, on: date) -> MeetingSheet:
    """What the person sees of it. Six or seven queries besides where he stands."""
    inside = rules.may_read_inside(person, meeting, on=on)
    wanted = wanted_by(meeting)
    rows = list(meeting.attendees.select_related("person", "unit", "instead_of")) if inside else None
    approves = rules.may_approve(person, meeting.office, on=on)
    when = interval_of(meeting.starts, meeting.ends)
    sittings = sittings_of(when, hours_of(meeting.office))
    changes = rules.may_change(person, meeting, on=on)
    pending = meeting.state == MeetingState.PENDING and approves
    return MeetingSheet(
        meeting,
        when,
        sittings,
        wanted.rooms,
        rows,
        _reasons(meeting) if inside else (),
        _rivals(wanted, sittings, meeting) if pending else (),
        next((row for row in rows or () if row.person_id == person.pk), None),
        _sendable(rows or (), meeting, person, on, changes=changes),
        changes,
        pending,
    )


def _sendable(
    rows: Sequence[Attendee], meeting: Meeting, person: User, on: date, *, changes: bool
) -> list[Attendee]:
    if meeting.state not in (MeetingState.PENDING, MeetingState.FIRM):
        return []
    some = (row for row in rows if row.person_id is not None or row.unit_id is not None)
    return [
        row for row in some if changes or row.person_id == person.pk or rules.may_send_for(person, row, on=on)
    ]


def _reasons(meeting: Meeting) -> tuple[Reason, ...]:
    return tuple(Reason(*pair) for pair in meeting.reasons.values())


def _rivals(wanted: Wanted, sittings: tuple[Interval, ...], meeting: Meeting) -> list[Meeting]:
    return pending_beside(wanted, sittings, besides=meeting)
