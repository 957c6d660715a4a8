"""What waits for a person in the calendar, for the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse

from sauro.dates.explain import day_words
from sauro.dates.workdays import WorkCalendar
from sauro.scheduling.wording import interval_words
from sauro_web.accounts.models import User
from sauro_web.common.desk import Waiting
from sauro_web.common.prepared import records_of
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    STANDING,
    Attendee,
    AttendeeRole,
    Conclusion,
    Meeting,
    MeetingState,
    Opinion,
)
from sauro_web.meetings.moments import interval_of, last_day_of, local, stored
from sauro_web.meetings.queries.after import notice_due
from sauro_web.workdays.queries import calendar_of

__all__ = ["meetings_waiting"]

_MOST = 20
_SOON = timedelta(days=3)
_DAY = timedelta(days=1)
_TOLD_FOR = timedelta(days=366)
"""How long back conclusions are told that nobody made known."""


def meetings_waiting(person: User, on: date) -> Iterator[Waiting]:
    """Requests to approve, units that have to name somebody, and where the person has to be in the next three
    days; conclusions to be made known; slips that wait for his opinion. Two queries, three for who arranges a
    calendar, besides where he stands; one more for each office whose conclusions wait."""
    offices = rules.offices_arranged(person, on=on)
    units = frozenset(rules.units_answered_for(person, on=on))
    notices = _Notices(on)
    if offices:
        for meeting in _arranged([one.pk for one in offices], on):
            waits = meeting.state == MeetingState.PENDING
            yield _to_approve(meeting) if waits else notices.row(meeting)
    begin = _begin(on)
    for row in records_of(("called to meetings", person.pk, units, on), lambda: _rows(person, units, begin)):
        meeting = row.meeting
        if meeting.state != MeetingState.HELD and meeting.ends > begin:
            yield _called(row)
        elif meeting.pk not in notices.told:
            yield notices.row(meeting)

    def slips() -> QuerySet[Opinion]:
        asked = rules.slips_to_answer(person, on=on).select_related("opinion_round", "unit")
        return asked.order_by("opinion_round__due_at", "pk")[:_MOST]

    for slip in records_of(("slips to answer", person.pk, units, on), slips):
        yield _slip(slip)


def _slip(slip: Opinion) -> Waiting:
    row = slip.opinion_round
    return Waiting(
        title=f"Cho ý kiến bằng phiếu: {row.subject}",
        address=reverse("meetings:opinion_round", args=(row.pk,)),
        reason=f"trả lời trước {local(row.due_at):%H:%M ngày %d/%m/%Y}",
        state="waiting",
        due=local(row.due_at).date(),
        unit=slip.unit.label if slip.unit is not None else "",
        action="Cho ý kiến",
    )


def _begin(on: date) -> datetime:
    return stored(datetime.combine(on, time()))


def _unknown(meeting: str, begin: datetime, prefix: str = "") -> Q:
    """The condition on a meeting that something was concluded that is not made known yet; `meeting` is the
    column of its number."""
    about: dict[str, Any] = {
        "state__in": STANDING,
        "notice_on": None,
        "starts__gte": begin - _TOLD_FOR,
        "starts__lt": begin + _DAY,
    }
    concluded = Conclusion.objects.filter(meeting=OuterRef(meeting)).order_by()
    return Q(Exists(concluded), **{f"{prefix}{name}": value for name, value in about.items()})


def _rows(person: User, units: frozenset[int], begin: datetime) -> QuerySet[Attendee]:
    """Where he or a unit of his is called, and what he wrote up that is not made known; what lies ahead
    first."""
    called = Q(person=person) | Q(person=None, unit__in=units)
    soon = Q(person=None) | Q(meeting__starts__lt=begin + _SOON)
    ahead = called & soon & Q(meeting__state=MeetingState.FIRM, meeting__ends__gt=begin)
    written = Q(person=person, role=AttendeeRole.SECRETARY) & _unknown("meeting", begin, "meeting__")
    found = Attendee.objects.filter(ahead | written).select_related("meeting__office", "unit")
    is_over = Case(When(meeting__ends__gt=begin, then=0), default=1)
    return found.order_by(is_over, "meeting__starts", "pk")[:_MOST]


def _arranged(offices: list[int], on: date) -> list[Meeting]:
    """Requests that wait, then what is concluded and not made known."""

    def rows() -> QuerySet[Meeting]:
        begin = _begin(on)
        waiting = Q(state=MeetingState.PENDING, ends__gt=begin) | _unknown("pk", begin)
        found = Meeting.objects.filter(waiting, office__in=offices).select_related("called_by", "office")
        is_known = Case(When(state=MeetingState.PENDING, then=0), default=1)
        return found.order_by(is_known, "starts", "pk")[:_MOST]

    return records_of(("meetings to approve", tuple(offices), on), rows)


def _to_approve(one: Meeting) -> Waiting:
    return Waiting(
        title=f"Duyệt lịch họp: {one.subject}",
        address=reverse("meetings:meeting", args=(one.pk,)),
        reason=f"{one.called_by} đề nghị, {interval_words(interval_of(one.starts, one.ends))}",
        state="waiting",
        due=local(one.starts).date(),
        action="Xem, duyệt",
    )


class _Notices:
    """Rows about conclusions to be made known, by the calendar of each office."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._calendars: dict[int, WorkCalendar] = {}
        self.told: set[int] = set()

    def row(self, meeting: Meeting) -> Waiting:
        """Of one meeting."""
        self.told.add(meeting.pk)
        if meeting.office_id not in self._calendars:
            self._calendars[meeting.office_id] = calendar_of(meeting.office)
        first, day = local(meeting.starts).date(), last_day_of(meeting.ends)
        due = notice_due(day, self._calendars[meeting.office_id])
        held = f"họp {'' if first == day else 'đến '}ngày {day_words(day)}"
        return Waiting(
            title=f"Ra thông báo kết luận: {meeting.subject}",
            address=reverse("meetings:meeting", args=(meeting.pk,)),
            reason=f"{held}, thông báo chậm nhất ngày {day_words(due)}",
            state="late" if due < self._on else "waiting",
            due=due,
            action="Mở",
        )


def _called(row: Attendee) -> Waiting:
    meeting = row.meeting
    when = interval_words(interval_of(meeting.starts, meeting.ends))
    if row.person_id is None and row.unit is not None:
        return Waiting(
            title=f"Cử người dự họp: {meeting.subject}",
            address=reverse("meetings:send", args=(row.pk,)),
            reason=when,
            state="waiting",
            due=local(meeting.starts).date(),
            unit=row.unit.label,
            action="Cử người",
        )
    return Waiting(
        title=f"Dự họp: {meeting.subject}",
        address=reverse("meetings:meeting", args=(meeting.pk,)),
        reason=f"{row.get_role_display()}, {when}",
        due=local(meeting.starts).date(),
        action="Xem",
    )
