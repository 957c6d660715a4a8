"""What the year of a meeting holds besides it, and what it is held against: the limits of Kết luận số
226-KL/TW and Quyết định số 45/2018/QĐ-TTg, counted from rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

from django.db.models import Q

from sauro.dates.intervals import Interval
from sauro.scheduling.limits import ahead_notices, limit_notices
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.notices import Broadcast, MeetingFacts, Notice, PlannedMeeting, Year
from sauro.scheduling.sameness import is_same_document, is_same_subject
from sauro.scheduling.settings import MeetingKind, MeetingMode, MeetingScope
from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import offices_above
from sauro_web.meetings.models import (
    STANDING,
    Attendee,
    Meeting,
    MeetingState,
    PlannedConference,
    YearlyMeetingPlan,
)
from sauro_web.meetings.moments import day_around, local, minutes_of_sitting, stored, year_around
from sauro_web.meetings.queries.last_year import LastYear, last_year_of
from sauro_web.meetings.queries.limits import settings_of
from sauro_web.meetings.queries.months import whose_meetings
from sauro_web.workdays.queries import calendar_of

__all__ = [
    "Facts",
    "ahead_for",
    "hours_of",
    "notices_for",
    "notices_of_series",
    "open_lines",
    "plan_of",
    "year_of",
]

_MERGED_WITHIN = timedelta(days=14)
_BROADCAST_WITHIN = timedelta(days=2 * 366)
"""How long what was broadcast keeps others from holding it again."""
_ASKED_OR_STANDING = (*STANDING, MeetingState.PENDING)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a meeting before it is called. `audience`: the units that come, their numbers."""

    when: Interval
    kinds: tuple[MeetingKind, ...] = ()
    scope: MeetingScope = MeetingScope.INTERNAL
    mode: MeetingMode = MeetingMode.IN_PERSON
    conference: bool = False
    urgent: bool = False
    speech_minutes: int = 0
    exceptional: str = ""
    document: str = ""
    guidance: str = ""
    audience: frozenset[int] = frozenset()
    invited_on: date | None = None
    papers_on: date | None = None
    subject: str = ""


def hours_of(office: Unit) -> OfficeHours:
    """The sessions and working days of an office. One query."""
    return OfficeHours(calendar=calendar_of(office))


def notices_for(
    office: Unit, facts: Facts, *, on: date, besides: Meeting | None = None, hours: OfficeHours | None = None
) -> tuple[Notice, ...]:
    """All notices about a meeting, as seen on the day `on`. At most six queries."""
    hours = hours or hours_of(office)
    year = year_of(office, facts, besides=besides)
    about, figures = _as_core_has_it(facts, hours), settings_of(office, on)
    return limit_notices(about, year, hours.calendar, on=on, settings=figures, hours=hours)


def ahead_for(office: Unit, facts: Facts, *, on: date, hours: OfficeHours) -> tuple[Notice, ...]:
    """Of these only what is told of invitation and papers. One query."""
    about = _as_core_has_it(facts, hours)
    return tuple(ahead_notices(about, hours.calendar, on, settings_of(office, on)))


def _as_core_has_it(facts: Facts, hours: OfficeHours) -> MeetingFacts:
    return MeetingFacts(
        sittings=(Interval.lasting(facts.when.start, minutes_of_sitting(facts.when, hours)),),
        kinds=facts.kinds,
        scope=facts.scope,
        mode=facts.mode,
        conference=facts.conference,
        urgent=facts.urgent,
        invited_on=facts.invited_on,
        papers_on=facts.papers_on,
        speech_minutes=facts.speech_minutes,
        exceptional=facts.exceptional,
        document=facts.document or None,
        guidance=(facts.guidance,) if facts.guidance else (),
        audience=frozenset(str(number) for number in facts.audience),
        called=facts.when,
        subject=facts.subject,
    )


def notices_of_series(
    office: Unit, each: Sequence[Facts], *, subject: str, on: date, hours: OfficeHours
) -> list[tuple[Notice, ...]]:
    """The notices about each occurrence of a series by its own day: the occurrences before it count in its
    year. As many queries as for one meeting, and one or two more for each further year."""
    if not each:
        return []
    days, figures = [one.when.start.date() for one in each], settings_of(office, on)
    others = _others(office, each[0], min(days), max(days))
    before = {
        year: last_year_of(office, year, by=max(days))
        for year in {day.year for day in days}
        if each[0].conference
    }
    broadcasts = _broadcasts(office, each[0], max(days)) if each[0].audience else ()
    found: list[tuple[Notice, ...]] = []
    for number, (facts, day) in enumerate(zip(each, days, strict=True)):
        earlier = (
            PlannedMeeting(
                f"new {place}",
                days[place],
                one.scope,
                one.mode,
                one.conference,
                subject,
                exceptional=bool(one.exceptional),
            )
            for place, one in enumerate(each[:number])
        )
        year = Year(
            tuple(one for one in (*others, *earlier) if _counts(one, day)),
            broadcasts=broadcasts,
            **_before(before.get(day.year)),
        )
        about = _as_core_has_it(facts, hours)
        found.append(limit_notices(about, year, hours.calendar, on=on, settings=figures, hours=hours))
    return found


def _counts(one: PlannedMeeting, day: date) -> bool:
    """Whether another meeting is told of with one on that day: a conference of its year, or what lies
    near."""
    return (one.conference and one.day.year == day.year) or abs(one.day - day) <= _MERGED_WITHIN


def year_of(office: Unit, facts: Facts, *, besides: Meeting | None = None) -> Year:
    """The conferences of the office in that year and whatever lies near, last year's number, and what
    superiors have already broadcast about the same document. Four queries at most."""
    day = facts.when.start.date()
    return Year(
        _others(office, facts, day, day, besides=besides),
        broadcasts=_broadcasts(office, facts, day) if facts.audience else (),
        **_before(last_year_of(office, day.year, by=day) if facts.conference else None),
    )


class _Before(TypedDict, total=False):
    last_year: int
    last_year_months: tuple[int, int]


def _before(last: LastYear | None) -> _Before:
    """The year before, as the core takes it."""
    return {"last_year": last.count, "last_year_months": last.months} if last is not None else {}


def _others(
    office: Unit, facts: Facts, first: date, last: date, *, besides: Meeting | None = None
) -> tuple[PlannedMeeting, ...]:
    """The conferences of the years from one day to another, and all meetings near these days; their audiences
    where `facts` has one to compare with. Two queries at most."""
    begin, end = year_around(first.year)[0], year_around(last.year)[1]
    near = Interval(day_around(first).start - _MERGED_WITHIN, day_around(last).end + _MERGED_WITHIN)
    whole = whose_meetings(office, date(first.year, 1, 1), last)
    rows = Meeting.objects.filter(office__in=whole, state__in=_ASKED_OR_STANDING)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    wanted = Q(conference=True, starts__gte=begin, starts__lt=end)
    wanted |= Q(starts__range=(stored(near.start), stored(near.end)))
    others = list(rows.filter(wanted).order_by("starts", "pk"))
    audiences = _audiences(one.pk for one in others) if facts.audience else {}
    return tuple(_planned(one, audiences.get(one.pk, frozenset())) for one in others)


def _planned(row: Meeting, audience: frozenset[str]) -> PlannedMeeting:
    return PlannedMeeting(
        str(row.pk),
        local(row.starts).date(),
        MeetingScope(row.scope),
        MeetingMode(row.mode),
        row.conference,
        row.subject if not row.limited else "",
        audience,
        bool(row.exceptional),
    )


def _audiences(meetings: Iterable[int]) -> dict[int, frozenset[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = Attendee.objects.filter(meeting__in=list(meetings), unit__isnull=False).order_by()
    for meeting, unit in rows.values_list("meeting_id", "unit_id"):
        found[meeting].add(str(unit))
    return {meeting: frozenset(units) for meeting, units in found.items()}


def plan_of(office: Unit, year: int) -> YearlyMeetingPlan | None:
    """The plan of conferences of an office for a year."""
    return YearlyMeetingPlan.objects.filter(office=office, year=year).select_related("approved_by").first()


def open_lines(
    office: Unit, year: int, *, besides: Meeting | None = None, first: Unit | None = None
) -> list[PlannedConference]:
    """Lines of the approved plan of a year that no meeting stands for yet: those of the unit `first` before
    those of the committee itself, then the others. One query."""
    taken = Meeting.objects.filter(line__isnull=False).exclude(state=MeetingState.CANCELLED)
    if besides is not None:
        taken = taken.exclude(pk=besides.pk)
    rows = PlannedConference.objects.filter(
        plan__office=office, plan__year=year, plan__approved_at__isnull=False
    )
    rows = rows.exclude(pk__in=taken.order_by().values("line")).select_related("plan", "unit")
    own = first.pk if first is not None else None
    found = rows.order_by("month", "pk")
    return sorted(found, key=lambda one: (one.unit_id != own, one.unit_id is not None))


def _broadcasts(office: Unit, facts: Facts, last: date) -> tuple[Broadcast, ...]:
    """Meetings of offices above about the same document or in the same words, held online or partly so up to
    a day, with the units they called; a unit below one that was called was reached with it. Of a limited one
    only the document is compared."""
    rows = Meeting.objects.filter(
        office__path__in=offices_above(office)[:-1],
        state__in=STANDING,
        mode__in=(MeetingMode.ONLINE, MeetingMode.HYBRID),
        starts__lt=stored(day_around(last).end),
        starts__gte=stored(day_around(last).start - _BROADCAST_WITHIN),
    )
    found = [
        one
        for one in rows.order_by("starts", "pk")
        if is_same_document(facts.document, one.document)
        or (not one.limited and is_same_subject(facts.subject, one.subject))
    ]
    if not found:
        return ()
    audiences = _audiences(one.pk for one in found)
    paths = dict(Unit.objects.filter(pk__in=facts.audience).values_list("pk", "path"))
    reached = []
    for one in found:
        called = Unit.objects.filter(pk__in=[int(key) for key in audiences.get(one.pk, ())])
        roots = tuple(called.values_list("path", flat=True))
        units = frozenset(str(pk) for pk, path in paths.items() if roots and path.startswith(roots))
        subject = "" if one.limited else one.subject
        reached.append(Broadcast(one.document, local(one.starts).date(), units, subject))
    return tuple(reached)
