"""Asking for a meeting; whoever arranges the calendar puts it there at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from sauro.dates.intervals import Interval
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.notices import Notice
from sauro.scheduling.settings import MeetingKind, MeetingMode, MeetingScope
from sauro.scheduling.wording import interval_words
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.conferences import lacking
from sauro_web.meetings.models import (
    Attendee,
    AttendeeRole,
    Meeting,
    MeetingState,
    PlannedConference,
    Room,
    Series,
)
from sauro_web.meetings.moments import sittings_of, stored
from sauro_web.meetings.operations.asking import LONGEST_REASON, behalf_in, check_time, day_of, tell_called
from sauro_web.meetings.operations.holding import (
    Taking,
    alone_for,
    alone_with_lines,
    refuse_taken,
    take,
)
from sauro_web.meetings.operations.marks import refuse_marks
from sauro_web.meetings.queries.holds import Wanted
from sauro_web.meetings.queries.year import Facts, hours_of, notices_for, open_lines, plan_of

__all__ = [
    "INFORMS",
    "NewMeeting",
    "attendees_of",
    "call_meeting",
    "check_new",
    "check_rooms",
    "facts_of",
    "is_off_plan",
    "made",
    "placed",
    "reasons_given",
]

_NOT_YOURS = "Chỉ người công tác tại cơ quan mới đề nghị họp trong lịch của cơ quan."
_MOST_CALLED = 2_000
INFORMS = frozenset({"meeting.no_last_year"})
"""Notices that only tell something: nobody has to answer them."""
_TWICE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting as it is asked for. `when` by the clock of the office; `reasons` answers notices by their
    code."""

    subject: str
    when: Interval
    chair: User
    secretary: User | None = None
    required: tuple[User, ...] = ()
    optional: tuple[User, ...] = ()
    units: tuple[Unit, ...] = ()
    guests: tuple[str, ...] = ()
    rooms: tuple[Room, ...] = ()
    kinds: tuple[MeetingKind, ...] = ()
    conference: bool = False
    scope: MeetingScope = MeetingScope.INTERNAL
    mode: MeetingMode = MeetingMode.IN_PERSON
    link: str = ""
    agenda: str = ""
    why: str = ""
    document: str = ""
    guidance: str = ""
    exceptional: str = ""
    speech_minutes: int = 0
    cost: int | None = None
    urgent: bool = False
    limited: bool = False
    prepared_by: Unit | None = None
    line: PlannedConference | None = None
    """Of the year's plan, for a conference that stands in it."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    """Answers the notices that have no answer of their own."""

    @property
    def wanted(self) -> Wanted:
        """Whom and what it takes."""
        needed = (self.chair, self.secretary, *self.required)
        required = dict.fromkeys(one for one in needed if one is not None)
        optional = dict.fromkeys(one for one in self.optional if one not in required)
        return Wanted(tuple(dict.fromkeys(self.rooms)), tuple(required), tuple(optional))


def call_meeting(
    office: Unit, new: NewMeeting, *, by: User, now: datetime, series: Series | None = None
) -> Meeting:
    """Puts a meeting into the calendar of an office where `by` arranges it, else asks for it; a conference
    that is off the year's plan only a leader puts there. Tells whom it calls. The same again within two
    minutes is a second click, and gives the meeting that is there, whose `called_at` is not `now`. With
    `series` it is one more day of that.

    Raises NotAllowed; Clash that names what stands in the way; NotReady for a time that is over, a room that
    will not do, or a limit that is not kept without a reason given.
    """
    on = day_of(now)
    if not rules.may_call(by, office, on=on):
        raise NotAllowed(_NOT_YOURS)
    check_new(office, new, now)
    hours = hours_of(office)
    with transaction.atomic():
        alone_for([new.wanted])
        if (there := _called_just_now(office, new, by, now)) is not None:
            return there
        meeting, changes = placed(office, new, by=by, now=now, hours=hours, series=series)
        record("meeting.call", meeting, by=by, changes=changes, on_behalf_of=behalf_in(by, office, on))
    return meeting


def placed(
    office: Unit,
    new: NewMeeting,
    *,
    by: User,
    now: datetime,
    hours: OfficeHours,
    series: Series | None = None,
) -> tuple[Meeting, dict[str, tuple[object, object]]]:
    """Puts a meeting that may be one (`check_new`) where `call_meeting` says, and tells whom it calls; what
    the trail says of it. To be called in a transaction that is alone with what the meeting takes.

    Raises Clash, NotReady, as `call_meeting`.
    """
    on, sittings = day_of(now), sittings_of(new.when, hours)
    refuse_taken(Taking("new", new.wanted, sittings), by=by, on=on)
    told = notices_for(office, facts_of(new), on=on, hours=hours)
    reasons = reasons_given(told, new.reasons, new.reason)
    led = rules.leads(by, office, on=on)
    off_plan = is_off_plan(office, new, led=led)
    firm = led if off_plan else rules.may_approve(by, office, on=on)
    meeting = made(office, new, reasons, by=by, now=now, firm=firm, series=series)
    meeting.off_plan = off_plan
    meeting.save()
    Attendee.objects.bulk_create(attendees_of(meeting, new))
    take([(meeting, new.wanted, sittings)], firm=firm)
    if firm:
        tell_called(meeting, "Mời họp: {}.", what="called", now=now, by=by)
    return meeting, {
        "when": ("", interval_words(new.when)),
        "state": ("", meeting.state),
        "people": (0, len(new.wanted.required) + len(new.wanted.optional)),
        "rooms": ("", ", ".join(str(room) for room in new.rooms)),
    }


def is_off_plan(
    office: Unit,
    new: NewMeeting,
    besides: Meeting | None = None,
    *,
    year: int | None = None,
    led: bool = False,
) -> bool:
    """Whether it is a conference that the approved plan of its year, or of that `year`, does not have, or has
    as another unit's; that a leader may give away (`led`). Its line is locked: of two who take it at once the
    second finds it taken.

    Raises NotReady for a line that is another's, or that a meeting stands for already.
    """
    year = year or new.when.start.year
    if new.line is not None:
        alone_with_lines(PlannedConference.objects.filter(pk=new.line.pk))
        if new.line not in open_lines(office, year, besides=besides):
            raise NotReady("Dòng kế hoạch này không thuộc kế hoạch năm đã duyệt hoặc đã có cuộc họp.")
        return not led and not rules.is_line_of(new.prepared_by, new.line)
    if not new.conference:
        return False
    plan = plan_of(office, year)
    return plan is not None and plan.approved_at is not None


def check_new(office: Unit, new: NewMeeting, now: datetime) -> None:
    """Raises NotReady for what can be no meeting."""
    if not new.subject.strip():
        raise NotReady("Hãy ghi nội dung cuộc họp.")
    texts = (new.subject, new.agenda, new.why, new.document, new.guidance, new.exceptional)
    refuse_marks((*texts, *new.guests, *new.reasons.values(), new.reason))
    on_line = new.line is not None
    if lacks := lacking(conference=new.conference, kinds=new.kinds, why=new.why, on_line=on_line):
        raise NotReady(" ".join(lacks.values()))
    check_time(new.when, now)
    if len(new.required) + len(new.optional) + len(new.units) + len(new.guests) > _MOST_CALLED:
        raise NotReady(f"Thành phần dự quá {_MOST_CALLED}; hãy mời theo đơn vị.")
    check_rooms(office, new.rooms, new.when)
    online = new.mode is not MeetingMode.IN_PERSON
    if online and not new.link.strip() and not any(room.virtual for room in new.rooms):
        raise NotReady("Họp trực tuyến cần có đường dẫn tham dự hoặc một phòng họp trực tuyến.")


def check_rooms(office: Unit, rooms: Sequence[Room], when: Interval) -> None:
    """Raises NotReady for a room of another office, and for one that is not there on one of the days."""
    for room in rooms:
        if not rules.may_take(office, room):
            raise NotReady(f"{room} không thuộc cơ quan này hoặc cơ quan cấp trên; hãy chọn phòng khác.")
        first, last = when.days[0], when.days[-1]
        if room.valid_from > first or (room.valid_to is not None and room.valid_to < last):
            raise NotReady(f"{room} không còn sử dụng vào ngày họp; hãy chọn phòng khác.")


def facts_of(new: NewMeeting) -> Facts:
    """What the limits are held against."""
    return Facts(
        new.when,
        new.kinds,
        new.scope,
        new.mode,
        new.conference,
        new.urgent,
        new.speech_minutes,
        new.exceptional.strip(),
        new.document.strip(),
        new.guidance.strip(),
        frozenset(unit.pk for unit in new.units),
        subject=new.subject.strip(),
    )


def reasons_given(
    told: Sequence[Notice], reasons: Mapping[str, str], otherwise: str = ""
) -> dict[str, list[str]]:
    """For each limit that is not kept what was told and the reason given, `otherwise` where it has none of
    its own. Raises NotReady where one is missing, in the words of the notice."""
    kept: dict[str, list[str]] = {}
    for one in told:
        reason = (reasons.get(one.code, "").strip() or otherwise)[:LONGEST_REASON]
        if not reason and one.code not in INFORMS:
            raise NotReady(f"{one.message} Hãy ghi lý do vẫn cần họp như vậy, hoặc chọn cách khác.")
        refuse_marks([reason])
        kept[one.code] = [one.message, reason]
    return kept


def made(
    office: Unit,
    new: NewMeeting,
    reasons: Mapping[str, Sequence[str]],
    *,
    by: User,
    now: datetime,
    firm: bool,
    series: Series | None = None,
) -> Meeting:
    """The row of a meeting, not yet saved."""
    return Meeting(
        office=office,
        province=office.province,
        commune=office.commune,
        prepared_by=new.prepared_by,
        subject=new.subject.strip(),
        agenda=new.agenda.strip(),
        kinds=[kind.value for kind in new.kinds],
        conference=new.conference,
        scope=new.scope.value,
        mode=new.mode.value,
        link=new.link.strip(),
        starts=stored(new.when.start),
        ends=stored(new.when.end),
        urgent=new.urgent,
        limited=new.limited,
        cost=new.cost,
        why=new.why.strip(),
        document=new.document.strip(),
        guidance=new.guidance.strip(),
        speech_minutes=new.speech_minutes,
        exceptional=new.exceptional.strip(),
        reasons=dict(reasons),
        state=MeetingState.FIRM if firm else MeetingState.PENDING,
        called_by=by,
        called_at=now,
        approved_by=by if firm else None,
        approved_at=now if firm else None,
        line=new.line,
        series=series,
        occurrence=new.when.start.date() if series else None,
    )


def attendees_of(meeting: Meeting, new: NewMeeting) -> list[Attendee]:
    """Whom it calls, each once, the chair first."""
    return [
        Attendee(meeting=meeting, role=role, position=position, **who)
        for position, (role, who) in enumerate(_called(new))
    ]


def _called(new: NewMeeting) -> Iterator[tuple[AttendeeRole, dict[str, object]]]:
    seen: set[User] = set()
    wanted = (
        (AttendeeRole.CHAIR, (new.chair,)),
        (AttendeeRole.SECRETARY, (new.secretary,) if new.secretary else ()),
        (AttendeeRole.REQUIRED, new.required),
        (AttendeeRole.OPTIONAL, new.optional),
    )
    for role, people in wanted:
        for person in people:
            if person not in seen:
                seen.add(person)
                yield role, {"person": person}
    for unit in dict.fromkeys(new.units):
        yield AttendeeRole.REQUIRED, {"unit": unit}
    for guest in dict.fromkeys(name for one in new.guests if (name := one.strip())):
        yield AttendeeRole.GUEST, {"guest": guest[:200]}


def _called_just_now(office: Unit, new: NewMeeting, by: User, now: datetime) -> Meeting | None:
    same = Meeting.objects.filter(
        office=office, called_by=by, subject=new.subject.strip(), starts=stored(new.when.start)
    ).exclude(state=MeetingState.CANCELLED)
    there = same.order_by("-called_at").first()
    if there is None or (now - there.called_at).total_seconds() > _TWICE_SECONDS:
        return None
    return there
