"""One more day of a series: the same meeting at another time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sauro.dates.intervals import Interval
from sauro.scheduling.settings import MeetingKind, MeetingMode, MeetingScope
from sauro_web.accounts.models import User
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import AttendeeRole, Meeting, MeetingState
from sauro_web.meetings.operations.asking import day_of, when_of
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting
from sauro_web.meetings.operations.holding import people_called

__all__ = ["add_occurrence", "new_of"]


def new_of(meeting: Meeting, when: Interval) -> NewMeeting:
    """A meeting like this one at that time: what it is about, whom it calls, its rooms."""
    rows = list(meeting.attendees.select_related("person", "unit"))
    people = {role: [row.person for row in rows if row.role == role and row.person] for role in AttendeeRole}
    (chair,) = people[AttendeeRole.CHAIR]
    return NewMeeting(
        subject=meeting.subject,
        when=when,
        chair=chair,
        secretary=next(iter(people[AttendeeRole.SECRETARY]), None),
        required=tuple(
            row.person for row in rows if row.role == AttendeeRole.REQUIRED and row.person and not row.unit
        ),
        optional=tuple(people[AttendeeRole.OPTIONAL]),
        units=tuple(row.unit for row in rows if row.unit),
        guests=tuple(row.guest for row in rows if row.guest),
        rooms=people_called(meeting).rooms,
        kinds=tuple(MeetingKind(kind) for kind in meeting.kinds),
        conference=meeting.conference,
        scope=MeetingScope(meeting.scope),
        mode=MeetingMode(meeting.mode),
        link=meeting.link,
        agenda=meeting.agenda,
        why=meeting.why,
        document=meeting.document,
        guidance=meeting.guidance,
        exceptional=meeting.exceptional,
        speech_minutes=meeting.speech_minutes,
        cost=meeting.cost,
        urgent=meeting.urgent,
        limited=meeting.limited,
        prepared_by=meeting.prepared_by,
        reasons={code: answer for code, (_, answer) in meeting.reasons.items()},
    )


def add_occurrence(meeting: Meeting, when: Interval, *, by: User, now: datetime, reason: str = "") -> Meeting:
    """Adds a day to the series of a meeting, as that meeting is. `reason` answers the limits that it does not
    keep on that day and that were not answered before.

    Raises NotAllowed for who does not run it; NotReady where it is of no series or the day is there; and as
    `call_meeting`.
    """
    if not rules.may_run(by, meeting, on=day_of(now)):
        raise NotAllowed("Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới thêm buổi của loạt họp.")
    if meeting.series is None:
        raise NotReady("Cuộc họp này không thuộc loạt họp định kỳ nào.")
    day = when.start.date()
    there = meeting.series.meetings.filter(occurrence=day).exclude(state=MeetingState.CANCELLED)
    if there.exists():
        raise NotReady("Ngày này loạt họp đã có một buổi.")
    if when == when_of(meeting):
        raise NotReady("Buổi này đang ở đúng giờ ấy; hãy chọn giờ khác.")
    new = replace(new_of(meeting, when), reason=reason.strip())
    return call_meeting(meeting.office, new, by=by, now=now, series=meeting.series)
