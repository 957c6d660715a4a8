"""Who sees a meeting, who calls one, and who may change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.merged import became
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.meetings.models import (
    Attendee,
    AttendeeRole,
    Meeting,
    MeetingPaper,
    MeetingState,
    Opinion,
    OpinionRound,
    PlannedConference,
    Room,
)

__all__ = [
    "called_as",
    "calendars_of",
    "calls",
    "is_approved_again",
    "is_line_of",
    "leads",
    "may_answer_remarks",
    "may_answer_slip",
    "may_approve",
    "may_call",
    "may_change",
    "may_keep_rooms",
    "may_plan_for",
    "may_read",
    "may_read_inside",
    "may_read_remarks",
    "may_read_round",
    "may_run",
    "may_run_round",
    "may_send_for",
    "may_take",
    "may_withdraw",
    "offices_arranged",
    "offices_called_in",
    "offices_seen",
    "readable",
    "readable_of",
    "rounds_readable",
    "slips_of",
    "slips_to_answer",
    "units_answered_for",
    "units_planned_for",
]

_CALLING = (Role.LEADER, Role.COORDINATOR, Role.HEAD, Role.OFFICER, Role.CLERK)
_ARRANGING = (Role.LEADER, Role.COORDINATOR)
_RECEIVING = (*_ARRANGING, Role.CLERK)
"""Roles of an office that answer what is sent to the office as a whole."""
_BESIDE = (Role.INSPECTOR, Role.ADMINISTRATOR)


def _houses(held: Iterable[Standing]) -> list[Unit]:
    return list({house.pk: house for house in (one.unit.house for one in held)}.values())


def offices_seen(user: User, *, on: date) -> list[Unit]:
    """The offices whose calendar is the person's own; that of the position in which he acts first."""
    return _houses(standings(user, on))


def offices_called_in(user: User, *, on: date) -> list[Unit]:
    """The offices in which the person may ask for a meeting."""
    return _houses(one for one in standings(user, on) if one.role in _CALLING)


def offices_arranged(user: User, *, on: date) -> list[Unit]:
    """The offices whose calendar the person keeps: who leads them or follows their work."""
    return _houses(one for one in standings(user, on) if one.role in _ARRANGING)


def calendars_of(user: User, *, on: date) -> tuple[set[int], set[int]]:
    """The numbers of `offices_seen` and of `offices_arranged`, asked for together."""
    held = standings(user, on)
    arranging = (one for one in held if one.role in _ARRANGING)
    return {one.pk for one in _houses(held)}, {one.pk for one in _houses(arranging)}


def units_answered_for(user: User, *, on: date) -> set[int]:
    """The units in whose name the person answers an invitation: those he works in, and the whole office for
    who leads it, follows its work or keeps its papers."""
    held = [one for one in standings(user, on) if one.role not in _BESIDE]
    houses = {one.unit.house.pk for one in held if one.role in _RECEIVING}
    return {one.unit.pk for one in held} | houses


def may_call(user: User, office: Unit, *, on: date) -> bool:
    """Ask for a meeting of the office: whoever works in it."""
    return office.pk in {one.pk for one in offices_called_in(user, on=on)}


def may_approve(user: User, office: Unit, *, on: date) -> bool:
    """Put a meeting into the calendar, or refuse it."""
    return office.pk in {one.pk for one in offices_arranged(user, on=on)}


def leads(user: User, office: Unit, *, on: date) -> bool:
    """Decide what is off the plan of the year, and the plan itself: who leads the office."""
    held = (one for one in standings(user, on) if one.role == Role.LEADER)
    return office.pk in {one.pk for one in _houses(held)}


def units_planned_for(user: User, office: Unit, *, on: date) -> list[Unit]:
    """The units of the office whose lines in the plan of the year are the person's: those he heads, by his
    own position or by one that is delegated to him."""
    held = (one.unit for one in standings(user, on) if one.role == Role.HEAD)
    return list({one.pk: one for one in held if one.house == office and one.pk != office.pk}.values())


def may_plan_for(user: User, office: Unit, unit: Unit | None, *, on: date) -> bool:
    """Add and remove the lines of a unit, None for those of the committee itself: who arranges the calendar
    all, who heads a unit its own."""
    if may_approve(user, office, on=on):
        return True
    return unit is not None and unit.pk in {one.pk for one in units_planned_for(user, office, on=on)}


def may_keep_rooms(user: User, office: Unit, *, on: date) -> bool:
    """Say which rooms the office has: who arranges its calendar, and its administrators."""
    held = (one for one in standings(user, on) if one.role in (*_ARRANGING, Role.ADMINISTRATOR))
    return office.pk in {one.pk for one in _houses(held)}


def may_take(office: Unit, room: Room) -> bool:
    """Whether a meeting of the office may be in the room: its own, or one of an office above it."""
    return office.path.startswith(room.office.path)


def is_line_of(unit: Unit | None, line: PlannedConference) -> bool:
    """Whether a line of the plan of the year is for a meeting that the unit prepares: its own, and that of no
    unit. Another unit's is for a leader to give away. The committee itself (None) holds any of its units'."""
    return line.unit is None or unit is None or unit.path.startswith(line.unit.path)


def readable(user: User, *, on: date) -> Q:
    """The condition on a meeting that the person sees what it is about, when and where: whoever works in its
    office, unless it is limited to those called; who arranges the calendar; whoever called it or is called;
    of a province, who leads it or follows its work, the conferences of its communes."""
    held = standings(user, on)
    own = [one.pk for one in _houses(held)]
    arranged = [one.pk for one in offices_arranged(user, on=on)]
    provinces = [
        one.unit.province_id for one in held if one.role in _ARRANGING and one.unit.commune_id is None
    ]
    below = Q(province__in=[one for one in provinces if one], conference=True, limited=False)
    return Q(office__in=own, limited=False) | Q(office__in=arranged) | below | _inside(user, on)


def _inside(user: User, on: date) -> Q:
    called = Q(person=user) | Q(instead_of=user) | Q(unit__in=units_answered_for(user, on=on))
    return Q(called_by=user) | Q(pk__in=Attendee.objects.filter(called).order_by().values("meeting"))


def readable_of(user: User, whole: Collection[Unit], *, on: date) -> Q:
    """As `readable`, of an office (the first) with those that became one with it: whoever works in the office
    sees their meetings as its own."""
    office, *gone = whole
    seen, arranged = calendars_of(user, on=on)
    if not gone or office.pk not in seen:
        return readable(user, on=on)
    theirs = Q(office__in=gone) if office.pk in arranged else Q(office__in=gone, limited=False)
    return readable(user, on=on) | theirs


def may_read(user: User, meeting: Meeting, *, on: date) -> bool:
    """As `readable` has it; of an office that became one with another as `readable_of`. One query besides
    where he stands."""
    if Meeting.objects.filter(readable(user, on=on), pk=meeting.pk).exists():
        return True
    heir = None if meeting.office.exists_on(on) else became(meeting.office, on)
    if heir is None:
        return False
    seen = readable_of(user, (heir, meeting.office), on=on)
    return Meeting.objects.filter(seen, pk=meeting.pk).exists()


def may_read_inside(user: User, meeting: Meeting, *, on: date) -> bool:
    """See who is called, the papers and what was concluded: whoever called the meeting or is called, and who
    arranges the calendar of its office."""
    if may_approve(user, meeting.office, on=on):
        return True
    return Meeting.objects.filter(_inside(user, on), pk=meeting.pk).exists()


def calls(user: User, meeting: Meeting) -> bool:
    """Whether the meeting is the person's to run: he called it, chairs it or is its secretary. One query."""
    if meeting.called_by_id == user.pk:
        return True
    running = (AttendeeRole.CHAIR, AttendeeRole.SECRETARY)
    return meeting.attendees.filter(person=user, role__in=running).exists()


def may_change(user: User, meeting: Meeting, *, on: date) -> bool:
    """Move the meeting, change whom it calls, take it off the calendar: who runs it, and who arranges the
    calendar; not what is over or cancelled."""
    if meeting.state not in (MeetingState.PENDING, MeetingState.FIRM):
        return False
    return may_approve(user, meeting.office, on=on) or calls(user, meeting)


def is_approved_again(user: User, meeting: Meeting, *, on: date) -> bool:
    """Whether what the person changes about the meeting has to be approved again: it is in the calendar,
    which he does not arrange."""
    return meeting.state == MeetingState.FIRM and not may_approve(user, meeting.office, on=on)


def may_run(user: User, meeting: Meeting, *, on: date) -> bool:
    """Send its papers, note who came, write down what was said and concluded."""
    return may_approve(user, meeting.office, on=on) or calls(user, meeting)


def may_withdraw(user: User, paper: MeetingPaper) -> bool:
    """Take a paper of a meeting back: who put it there, and the secretary. One query at most."""
    if paper.added_by_id == user.pk:
        return True
    secretaries = Attendee.objects.filter(meeting=paper.meeting_id, role=AttendeeRole.SECRETARY)
    return secretaries.filter(person=user).exists()


def may_send_for(user: User, attendee: Attendee, *, on: date) -> bool:
    """Say who goes for a unit that was called: its head, and who answers for it."""
    if attendee.unit_id is None or attendee.unit is None:
        return False
    if attendee.unit.kind in (UnitKind.COMMUNE, UnitKind.PROVINCE):
        return attendee.unit_id in units_answered_for(user, on=on)
    heading = (one for one in standings(user, on) if one.role in (Role.HEAD, *_ARRANGING))
    return any(one.covers(attendee.unit) for one in heading)


def called_as(user: User, meeting: Meeting, *, on: date) -> Attendee | None:
    """The row by which the person has a say in the meeting: his own, else that of a unit in whose name he
    answers; who chairs it first. None for who is not called. One query besides where he stands."""
    units = units_answered_for(user, on=on)
    rows = meeting.attendees.filter(Q(person=user) | Q(unit__in=units)).select_related("unit")
    return min(rows, key=lambda row: (row.person_id != user.pk, row.position, row.pk), default=None)


def may_answer_remarks(user: User, meeting: Meeting) -> bool:
    """Answer what those called ask: chair and secretary. One query."""
    running = (AttendeeRole.CHAIR, AttendeeRole.SECRETARY)
    return meeting.attendees.filter(person=user, role__in=running).exists()


def may_read_remarks(user: User, meeting: Meeting, *, on: date) -> bool:
    """See what those called wrote: as the rest inside the meeting; of a limited one only those called, and
    who called it."""
    if meeting.limited:
        return Meeting.objects.filter(_inside(user, on), pk=meeting.pk).exists()
    return may_read_inside(user, meeting, on=on)


def rounds_readable(user: User, *, on: date) -> Q:
    """The condition on a round of opinions that the person sees it: who asked, who is asked, and who arranges
    the calendar of its office unless it is limited."""
    arranged = [one.pk for one in offices_arranged(user, on=on)]
    slips = Opinion.objects.filter(_asked(user, on)).order_by()
    return Q(asked_by=user) | Q(office__in=arranged, limited=False) | Q(pk__in=slips.values("opinion_round"))


def _asked(user: User, on: date) -> Q:
    return Q(person=user) | Q(unit__in=units_answered_for(user, on=on))


def may_read_round(user: User, row: OpinionRound, *, on: date) -> bool:
    """As `rounds_readable` has it."""
    return OpinionRound.objects.filter(rounds_readable(user, on=on), pk=row.pk).exists()


def may_run_round(user: User, row: OpinionRound, *, on: date) -> bool:
    """See every slip as it comes, remind, add papers, write down what was concluded: who asked, and who
    arranges the calendar of the office unless it is limited."""
    return row.asked_by_id == user.pk or (not row.limited and may_approve(user, row.office, on=on))


def slips_of(user: User, row: OpinionRound, *, on: date) -> list[Opinion]:
    """The slips that are the person's to fill in: his own first, then those of all units in whose name he
    answers. One query besides where he stands."""
    rows = row.opinions.filter(_asked(user, on)).select_related("person", "unit", "by")
    return sorted(rows, key=lambda one: (one.person_id != user.pk, one.position, one.pk))


def may_answer_slip(user: User, slip: Opinion, *, on: date) -> bool:
    """Fill in a slip: whose it is, and who answers in the name of the unit that is asked."""
    return slip.person_id == user.pk or slip.unit_id in units_answered_for(user, on=on)


def slips_to_answer(user: User, *, on: date) -> QuerySet[Opinion]:
    """Blank slips of open rounds that are the person's to fill in."""
    return Opinion.objects.filter(_asked(user, on), choice="", opinion_round__closed_by=None)
