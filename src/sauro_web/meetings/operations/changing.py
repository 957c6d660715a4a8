"""A meeting is moved or extended, gets other rooms or other people: never into a clash."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from sauro.dates.intervals import Interval
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.settings import MeetingKind, MeetingMode, MeetingScope
from sauro.scheduling.wording import interval_words
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendee, AttendeeRole, Meeting, MeetingState, Room
from sauro_web.meetings.moments import local, sittings_of, stored
from sauro_web.meetings.operations.approval import (
    attendee_key,
    matter_of,
    put_back,
    reckon_plan,
    refuse_written_up,
)
from sauro_web.meetings.operations.asking import (
    ask_to_change,
    behalf_in,
    check_time,
    day_of,
    held_meeting,
    needed_words,
    tell_called,
    when_of,
)
from sauro_web.meetings.operations.calling import (
    NewMeeting,
    attendees_of,
    check_new,
    check_rooms,
    facts_of,
    is_off_plan,
    reasons_given,
)
from sauro_web.meetings.operations.holding import (
    Taking,
    alone_for,
    people_called,
    refuse_taken,
    take,
)
from sauro_web.meetings.queries.holds import Wanted
from sauro_web.meetings.queries.year import Facts, hours_of, notices_for

__all__ = [
    "change_meeting",
    "change_rooms",
    "extend_meeting",
    "facts_of_change",
    "facts_of_meeting",
    "move_meeting",
    "send_instead",
    "wanted_of_change",
]

_AGAIN = " Chờ duyệt lại."


def facts_of_meeting(meeting: Meeting, when: Interval | None = None) -> Facts:
    """What a meeting that is there is held against, where it is, or at another time; people were invited when
    it was put into the calendar. Two queries."""
    units = meeting.attendees.filter(unit__isnull=False).order_by().values_list("unit_id", flat=True)
    return Facts(
        when or when_of(meeting),
        tuple(MeetingKind(kind) for kind in meeting.kinds),
        MeetingScope(meeting.scope),
        MeetingMode(meeting.mode),
        meeting.conference,
        meeting.urgent,
        meeting.speech_minutes,
        meeting.exceptional,
        meeting.document,
        meeting.guidance,
        frozenset(units),
        invited_on=_invited_on(meeting),
        papers_on=_papers_on(meeting),
        subject=meeting.subject,
    )


def facts_of_change(meeting: Meeting, new: NewMeeting) -> Facts:
    """What a meeting that is written anew is held against: invitation and papers went out when they did. One
    query."""
    return replace(facts_of(new), invited_on=_invited_on(meeting), papers_on=_papers_on(meeting))


def wanted_of_change(meeting: Meeting, new: NewMeeting) -> Wanted:
    """Whom and what a meeting takes once it is written anew: those who go for units that are still called
    too. One query."""
    rows = meeting.attendees.filter(unit__in=new.units, person__isnull=False).select_related("person")
    sent = (row.person for row in rows if row.person is not None)
    required = tuple(dict.fromkeys((*new.wanted.required, *sent)))
    optional = tuple(one for one in new.wanted.optional if one not in required)
    return Wanted(new.wanted.rooms, required, optional)


def _invited_on(meeting: Meeting) -> date | None:
    return timezone.localdate(meeting.approved_at) if meeting.approved_at else None


def _papers_on(meeting: Meeting) -> date | None:
    first: datetime | None = meeting.papers.filter(withdrawn_at=None).aggregate(first=Min("added_at"))[
        "first"
    ]
    return timezone.localdate(first) if first else None


def move_meeting(
    meeting: Meeting,
    when: Interval,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    rooms: Sequence[Room] | None = None,
    reason: str = "",
) -> Meeting:
    """Moves a meeting to another time, and into other rooms where these are named; whoever is called is told.
    `reason` answers the limits that it does not keep there.

    Where `by` does not arrange the calendar, or the conference comes to be off the plan there, it has to be
    approved again and holds nothing until then.

    Raises NotAllowed, Conflict; Clash that names what stands in the way, the meeting staying where it is;
    NotReady as when it is called.
    """
    with transaction.atomic():
        held = held_meeting(meeting)
        ask_to_change(held, by, now, version)
        check_time(when, now)
        if when.start != when_of(held).start:
            refuse_written_up(held, "đổi giờ bắt đầu")
        before, wanted = when_of(held), people_called(held)
        old_rooms = wanted.rooms
        if rooms is not None:
            wanted = replace(wanted, rooms=tuple(rooms))
        check_rooms(held.office, wanted.rooms, when)
        if (before, old_rooms) == (when, wanted.rooms):
            raise NotReady("Cuộc họp đang ở đúng giờ và phòng này; hãy chọn giờ hoặc phòng khác.")
        hours, was, approver = hours_of(held.office), matter_of(held, old_rooms), held.approved_by
        facts = facts_of_meeting(held, when)
        held.starts, held.ends = stored(when.start), stored(when.end)
        reckon_plan(held, when.start.year)
        again = put_back(held, was, wanted.rooms, by, now)
        _take_again(held, wanted, sittings_of(when, hours), by, now)
        held.reasons = _reasons_there(held, facts, hours, reason, now)
        _save(held)
        _tell_changed(held, "Đổi lịch họp", "moved", by, now, again=again, also=((), approver))
        changes: dict[str, tuple[object, object]] = {"when": (interval_words(before), interval_words(when))}
        if old_rooms != wanted.rooms:
            changes["rooms"] = (_names(old_rooms), _names(wanted.rooms))
        _record("meeting.move", held, by, now, changes, reason)
    return held


def _reasons_there(
    held: Meeting, facts: Facts, hours: OfficeHours, reason: str, now: datetime
) -> dict[str, list[str]]:
    """The limits that a meeting does not keep, each with its reason: a new one, or that which it had."""
    told = notices_for(held.office, facts, on=day_of(now), besides=held, hours=hours)
    given = {code: answer for code, (_, answer) in held.reasons.items()}
    return reasons_given(told, {one.code: reason or given.get(one.code, "") for one in told})


def extend_meeting(
    meeting: Meeting, until: datetime, *, by: User, now: datetime, version: int | None = None
) -> Meeting:
    """Makes a meeting end later or earlier, also one that is under way. Raises as `move_meeting`; NotReady
    where it would end before it begins, or be shorter than it has lasted."""
    start = local(meeting.starts)
    if until <= start:
        raise NotReady("Giờ kết thúc phải sau giờ bắt đầu.")
    return move_meeting(meeting, Interval(start, until), by=by, now=now, version=version, reason=_EXTENDED)


_EXTENDED = "Kéo dài hoặc rút ngắn theo diễn biến cuộc họp."


def change_rooms(
    meeting: Meeting, rooms: Sequence[Room], *, by: User, now: datetime, version: int | None = None
) -> Meeting:
    """Gives a meeting other rooms, or none. Raises as `move_meeting`."""
    with transaction.atomic():
        held = held_meeting(meeting)
        ask_to_change(held, by, now, version)
        before = people_called(held)
        check_rooms(held.office, rooms, when_of(held))
        wanted = replace(before, rooms=tuple(rooms))
        again = put_back(held, matter_of(held, before.rooms), wanted.rooms, by, now)
        _take_again(held, wanted, sittings_of(when_of(held), hours_of(held.office)), by, now)
        _save(held)
        words = f"Đổi phòng họp: {{}}, tại {_names(rooms)}." if rooms else "Không còn phòng họp: {}."
        tell_called(held, f"{words}{_AGAIN if again else ''}", what="rooms", now=now, by=by)
        changes: dict[str, tuple[object, object]] = {"rooms": (_names(before.rooms), _names(rooms))}
        _record("meeting.change_rooms", held, by, now, changes)
    return held


def change_meeting(
    meeting: Meeting, new: NewMeeting, *, by: User, now: datetime, version: int | None = None
) -> Meeting:
    """Writes a meeting anew: what it is about, when, whom it calls, its rooms. What people have read and who
    goes for whom stays with those who are still called. It has to be approved again as with `move_meeting`,
    but not for other words alone. Raises as `move_meeting`."""
    check_new(meeting.office, new, now)
    with transaction.atomic():
        held = held_meeting(meeting)
        ask_to_change(held, by, now, version)
        if new.when.start != when_of(held).start:
            refuse_written_up(held, "đổi giờ bắt đầu")
        hours, before, earlier = hours_of(held.office), when_of(held), people_called(held)
        was, approver = matter_of(held, earlier.rooms), held.approved_by
        _describe(held, new)
        _call_anew(held, new)
        # Who goes for a unit is called as well, though the form names but the unit.
        wanted = replace(people_called(held), rooms=new.wanted.rooms)
        facts = facts_of_change(held, new)
        alone_for([earlier, wanted])
        # Another unit's line stays given away to it.
        decided = was.said["line_id"] == held.line_id and not was.said["off_plan"]
        led = decided or rules.leads(by, held.office, on=day_of(now))
        held.off_plan = is_off_plan(held.office, new, besides=held, led=led)
        again = put_back(held, was, wanted.rooms, by, now)
        _take_again(held, wanted, sittings_of(new.when, hours), by, now, earlier=earlier)
        told = notices_for(held.office, facts, on=day_of(now), besides=held, hours=hours)
        held.reasons = reasons_given(told, new.reasons)
        _save(held)
        gone, stay = ({*one.required, *one.optional} for one in (earlier, wanted))
        _tell_changed(
            held, "Thay đổi cuộc họp", "changed", by, now, again=again, also=(gone - stay, approver)
        )
        changes: dict[str, tuple[object, object]] = {
            "when": (interval_words(before), interval_words(new.when)),
            "people": (len(gone), len(stay)),
            "rooms": (_names(earlier.rooms), _names(new.rooms)),
        }
        _record("meeting.change", held, by, now, changes)
    return held


def send_instead(attendee: Attendee, person: User, *, by: User, now: datetime, reason: str = "") -> Attendee:
    """Names who goes for a unit that was called, or in the place of a person who cannot: who goes is held
    from then on, and who does not is free.

    Raises NotAllowed; NotReady without a reason where a person was called, or for somebody who is called
    already; Clash where who is to go is taken.
    """
    with transaction.atomic():
        held = held_meeting(attendee.meeting)
        row = Attendee.objects.select_related("person", "unit", "meeting__office").get(pk=attendee.pk)
        _ask_to_send(row, held, by, now)
        if row.person is not None and row.person_id != person.pk:
            row.instead_reason = needed_words(reason)[:300]
            row.instead_of = row.instead_of or row.person
        if held.attendees.filter(person=person).exclude(pk=row.pk).exists():
            raise NotReady(f"{person} đã có tên trong thành phần dự; hãy chọn người khác.")
        before, row.person = row.person, person
        row.save()
        sittings = sittings_of(when_of(held), hours_of(held.office))
        _take_again(held, people_called(held), sittings, by, now)
        _save(held)
        tell_called(held, "Cử người dự họp: {}.", what="sent", now=now, by=by)
        changes: dict[str, tuple[object, object]] = {"attendee": (str(before or row.unit or ""), str(person))}
        _record("meeting.send", held, by, now, changes, row.instead_reason)
    return row


def _ask_to_send(row: Attendee, held: Meeting, by: User, now: datetime) -> None:
    on = day_of(now)
    own = row.person_id == by.pk or rules.may_send_for(by, row, on=on)
    if not (own or rules.calls(by, held) or rules.may_approve(by, held.office, on=on)):
        raise NotAllowed("Chỉ người được mời, đơn vị được mời hoặc người tổ chức cuộc họp mới cử người dự.")
    if held.state not in (MeetingState.PENDING, MeetingState.FIRM):
        raise NotReady(f"Cuộc họp {held.get_state_display()} nên không thay đổi được nữa.")


def _take_again(
    held: Meeting,
    wanted: Wanted,
    sittings: tuple[Interval, ...],
    by: User,
    now: datetime,
    *,
    earlier: Wanted | None = None,
) -> None:
    """Locks what it held (`earlier`, or what it calls still) and what it will hold, looks what stands in the
    way, and takes it."""
    alone_for([earlier or people_called(held), wanted])
    taking = Taking(str(held.pk), wanted, sittings)
    refuse_taken(taking, by=by, on=day_of(now), besides=[held.pk])
    take([(held, wanted, sittings)], firm=held.state == MeetingState.FIRM)


def _describe(held: Meeting, new: NewMeeting) -> None:
    held.subject, held.agenda, held.why = new.subject.strip(), new.agenda.strip(), new.why.strip()
    held.kinds = [kind.value for kind in new.kinds]
    held.conference, held.scope, held.mode = new.conference, new.scope.value, new.mode.value
    held.link, held.cost, held.speech_minutes = new.link.strip(), new.cost, new.speech_minutes
    held.document, held.guidance = new.document.strip(), new.guidance.strip()
    held.exceptional = new.exceptional.strip()
    held.line = new.line
    held.urgent, held.limited, held.prepared_by = new.urgent, new.limited, new.prepared_by
    held.starts, held.ends = stored(new.when.start), stored(new.when.end)


def _call_anew(held: Meeting, new: NewMeeting) -> None:
    """Rows of those who are called still stay; a person who goes for a unit stays with it. Who is named by
    himself besides has one row all the same: that of the unit, or his own where he is to chair the meeting or
    write it up; the unit then has to send somebody else."""
    old = {attendee_key(row): row for row in held.attendees.all()}
    wanted = {attendee_key(row): row for row in attendees_of(held, new)}
    for key, row in old.items():
        own = wanted.get(("person", row.person_id))
        if row.unit_id is None or row.person_id is None or key not in wanted or own is None:
            continue
        if own.role not in (AttendeeRole.CHAIR, AttendeeRole.SECRETARY):
            del wanted[attendee_key(own)]
        else:
            row.person, row.instead_of, row.instead_reason = None, None, ""
            row.save(update_fields=["person", "instead_of", "instead_reason"])
    Attendee.objects.filter(pk__in=[row.pk for key, row in old.items() if key not in wanted]).delete()
    # First everybody's role is none that is had once, for two may change places.
    Attendee.objects.filter(meeting=held).update(role="optional")
    for key, row in wanted.items():
        there = old.get(key)
        if there is None:
            continue
        there.role, there.position = row.role, row.position
        there.save(update_fields=["role", "position"])
    Attendee.objects.bulk_create([row for key, row in wanted.items() if key not in old])


def _tell_changed(
    held: Meeting,
    said: str,
    what: str,
    by: User,
    now: datetime,
    *,
    again: bool,
    also: tuple[Collection[User], User | None],
) -> None:
    """Whoever is called, those who no longer are, and, where it has to be approved again, who had approved
    it."""
    others, approver = also
    people = {*others} | ({approver} if again and approver is not None else set())
    words = f"{said}: {{}}.{_AGAIN if again else ''}"
    tell_called(held, words, what=what, now=now, by=by, also=people)


def _save(held: Meeting) -> None:
    held.version += 1
    held.save()


def _names(rooms: Sequence[Room]) -> str:
    return ", ".join(room.name for room in rooms)


def _record(
    action: str,
    held: Meeting,
    by: User,
    now: datetime,
    changes: Mapping[str, tuple[object, object]],
    reason: str = "",
) -> None:
    behalf = behalf_in(by, held.office, day_of(now))
    record(action, held, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
