"""What was approved is what takes place: which changes have to be approved anew, and what the plan of the
year says of a meeting now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sauro_web.accounts.models import User
from sauro_web.common.errors import NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendee, Meeting, MeetingState, Minutes, Room
from sauro_web.meetings.operations.asking import day_of
from sauro_web.meetings.queries.holds import wanted_by
from sauro_web.meetings.queries.year import plan_of

__all__ = ["Matter", "attendee_key", "matter_of", "put_back", "reckon_plan", "refuse_written_up"]

_UNDER_WAY = (
    "Cuộc họp đang diễn ra: chỉ kéo dài, rút ngắn hoặc đổi phòng; thay đổi khác do người xếp lịch của cơ "
    "quan thực hiện."
)
_WRITTEN_UP = "Cuộc họp đã có biên bản nên không {}; chỉ kéo dài hoặc rút ngắn trong khi đang họp."


def attendee_key(row: Attendee) -> tuple[str, object]:
    """Whom a row calls; whoever a unit sends, it is the unit."""
    if row.unit_id is not None:
        return "unit", row.unit_id
    return ("person", row.person_id) if row.person_id is not None else ("guest", row.guest)


@dataclass(frozen=True, slots=True)
class Matter:
    """What was approved of a meeting: when it begins, and everything that is approved with it, by name."""

    starts: datetime
    said: Mapping[str, object]


def matter_of(meeting: Meeting, rooms: Sequence[Room] | None = None) -> Matter:
    """What somebody approves when he approves a meeting: when it begins and ends, where, whom it calls as
    what, of which kind it is, whether it is in the plan. Its words and papers are not among it. Two queries
    at most."""
    places = wanted_by(meeting).rooms if rooms is None else rooms
    kept = ("starts", "ends", "conference", "scope", "mode", "urgent", "line_id", "off_plan")
    said = {name: getattr(meeting, name) for name in kept} | {
        "rooms": frozenset(room.pk for room in places),
        "people": frozenset((attendee_key(row), row.role) for row in meeting.attendees.all()),
        "kinds": frozenset(meeting.kinds),
    }
    return Matter(meeting.starts, said)


def put_back(held: Meeting, was: Matter, rooms: Sequence[Room], by: User, now: datetime) -> bool:
    """Puts a meeting of the calendar back among the requests, where it is no longer what was approved
    (`was`): somebody who does not arrange the calendar changed it, or it came to be off the plan of the year
    by somebody who does not lead the office. Whether it did. One that is under way whoever runs it may
    extend, shorten and give other rooms.

    Raises NotReady for anything else about one that is under way.
    """
    if held.state != MeetingState.FIRM:
        return False
    now_is, on = matter_of(held, rooms), day_of(now)
    changed = {name for name, value in was.said.items() if now_is.said[name] != value}
    if rules.may_approve(by, held.office, on=on):
        came_off = held.off_plan and "off_plan" in changed
        if not came_off or rules.leads(by, held.office, on=on):
            return False
    if not changed or (was.starts <= now and changed <= {"ends", "rooms"}):
        return False
    if was.starts <= now:
        raise NotReady(_UNDER_WAY)
    held.state, held.approved_by, held.approved_at = MeetingState.PENDING, None, None
    return True


def reckon_plan(held: Meeting, year: int) -> None:
    """What the approved plan of that year says of a meeting now: a line of another year no longer stands for
    it. Another unit's, which it was given or not, is as it was."""
    if held.line is not None and held.line.plan.year != year:
        held.line = None
    if held.line is not None:
        held.off_plan = held.off_plan and not rules.is_line_of(held.prepared_by, held.line)
        return
    plan = plan_of(held.office, year) if held.conference else None
    held.off_plan = plan is not None and plan.approved_at is not None


def refuse_written_up(held: Meeting, what: str) -> None:
    """Raises NotReady for a meeting of which there are minutes; `what` cannot be done with it then. One
    query."""
    if Minutes.objects.filter(meeting=held).exists():
        raise NotReady(_WRITTEN_UP.format(what))
