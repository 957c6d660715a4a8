"""What waits for a person in the calendar, for the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from sauro.scheduling.wording import interval_words
from sauro_web.accounts.models import User
from sauro_web.common.desk import Waiting
from sauro_web.common.prepared import records_of
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendee, Meeting, MeetingState, Opinion
from sauro_web.meetings.moments import interval_of, local, stored

__all__ = ["meetings_waiting"]

_MOST = 20
_SOON = timedelta(days=3)


def meetings_waiting(person: User, on: date) -> Iterator[Waiting]:
    """Requests to approve, units that have to name somebody, and where the person has to be in the next three
    days, and slips that wait for his opinion. Two queries, three for who arranges a calendar, besides where
    he stands."""
    offices = rules.offices_arranged(person, on=on)
    if offices:
        yield from _to_approve([one.pk for one in offices], on)
    units = frozenset(rules.units_answered_for(person, on=on))

    def rows() -> QuerySet[Attendee]:
        begin = stored(datetime.combine(on, time()))
        called = Q(person=person) | Q(person=None, unit__in=units)
        found = Attendee.objects.filter(called, meeting__state=MeetingState.FIRM, meeting__ends__gt=begin)
        found = found.filter(Q(person=None) | Q(meeting__starts__lt=begin + _SOON))
        return found.select_related("meeting", "unit").order_by("meeting__starts", "pk")[:_MOST]

    for row in records_of(("called to meetings", person.pk, units, on), rows):
        yield _called(row)

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


def _to_approve(offices: list[int], on: date) -> Iterator[Waiting]:
    def rows() -> QuerySet[Meeting]:
        begin = stored(datetime.combine(on, time()))
        found = Meeting.objects.filter(office__in=offices, state=MeetingState.PENDING, ends__gt=begin)
        return found.select_related("called_by").order_by("starts", "pk")[:_MOST]

    for one in records_of(("meetings to approve", tuple(offices), on), rows):
        yield Waiting(
            title=f"Duyệt lịch họp: {one.subject}",
            address=reverse("meetings:meeting", args=(one.pk,)),
            reason=f"{one.called_by} đề nghị, {interval_words(interval_of(one.starts, one.ends))}",
            state="waiting",
            due=local(one.starts).date(),
            action="Xem, duyệt",
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
