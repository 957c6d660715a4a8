"""Meetings over several days hold anew what they sit in, where that is no longer what they hold: a day
between has become a day off or a working day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from sauro.scheduling.model import OfficeHours
from sauro_web.common.errors import Clash
from sauro_web.meetings.models import Meeting, MeetingState
from sauro_web.meetings.moments import interval_of, sittings_of
from sauro_web.meetings.operations.asking import address_of, day_of, held_meeting, when_of
from sauro_web.meetings.operations.holding import (
    Taking,
    alone_for,
    people_called,
    refuse_taken,
    take,
)
from sauro_web.meetings.queries.year import hours_of
from sauro_web.notices.operations import tell_each

__all__ = ["take_anew"]

_TAKEN = (
    "Cuộc họp nhiều ngày “{subject}” chưa giữ được phòng, người trong cả thời gian họp; hãy đổi giờ hoặc "
    "phòng. {clash}"
)


def take_anew(*, now: datetime) -> int:
    """Gives the meetings to come that last over a day by the clock the holds of their sittings; how many were
    put right. Where somebody else has what it lacks, a meeting keeps what it holds, and whoever called it is
    told once."""
    to_come = Meeting.objects.filter(state__in=(MeetingState.PENDING, MeetingState.FIRM), ends__gt=now)
    rows = to_come.filter(ends__gt=F("starts") + timedelta(days=1)).select_related("office")
    hours: dict[int, OfficeHours] = {}
    put_right = 0
    for row in rows.order_by("pk"):
        if row.office_id not in hours:
            hours[row.office_id] = hours_of(row.office)
        try:
            with transaction.atomic():
                put_right += _taken_anew(row, hours[row.office_id], now)
        except Clash as clash:
            with transaction.atomic():
                said = _TAKEN.format(subject=row.subject[:120], clash=clash.sentence)[:400]
                key = f"meeting.{row.pk}.not_taken.{row.version}"
                tell_each([(row.called_by, said)], link=address_of(row.pk), key=key, now=now)
    return put_right


def _taken_anew(row: Meeting, hours: OfficeHours, now: datetime) -> bool:
    held = held_meeting(row)
    if held.state not in (MeetingState.PENDING, MeetingState.FIRM):
        return False
    sittings = sittings_of(when_of(held), hours)
    kept = held.holds.order_by().values_list("starts", "ends").distinct()
    if {interval_of(*one) for one in kept} in (set(), set(sittings)):
        return False
    wanted, firm = people_called(held), held.state == MeetingState.FIRM
    alone_for([wanted])
    if firm:
        taking = Taking(str(held.pk), wanted, sittings)
        refuse_taken(taking, by=held.called_by, on=day_of(now), besides=[held.pk])
    take([(held, wanted, sittings)], firm=firm)
    return True
