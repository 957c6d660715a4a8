"""Đôn đốc: a person urges a unit about what it owes. Numbered and throttled, so that it keeps its weight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.tasks import rules
from sauro_web.tasks.models import OPEN, Nudge, NudgedPart, NudgeKind, UnitTask
from sauro_web.tasks.operations.asking import LONGEST, day_of
from sauro_web.tasks.timing import Today, days_late
from sauro_web.workdays.queries import calendar_of

__all__ = ["REST", "mark_nudge_seen", "send_nudge"]

REST = 3
"""Working days before a unit is urged again about the same part."""


def send_nudge(
    office: Unit,
    unit: Unit,
    *,
    parts: Sequence[UnitTask],
    kind: NudgeKind,
    text: str,
    by: User,
    now: datetime,
) -> Nudge:
    """Urges a unit about some of its parts of work that the office gave. What is late, and by how many
    working days, is kept as it was that day.

    Raises NotAllowed; NotReady without words or parts, for parts that are not the unit's or owed no more, and
    where it was urged about one of them in the last days.
    """
    if not text.strip() or not parts:
        raise NotReady("Hãy chọn việc cần đôn đốc và ghi nội dung.")
    on = day_of(now)
    if office not in rules.offices_watched(by, on=on):
        raise NotAllowed("Chỉ người theo dõi của cơ quan giao việc mới đôn đốc.")
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=office.pk)  # one number after the other
        held = _parts(office, unit, parts)
        calendar = calendar_of(unit)
        _rested(held, calendar.add(on, -REST))
        nudge = Nudge(office=office, unit=unit, kind=kind, year=on.year, by=by, at=now, text=text.strip())
        nudge.number = _next_number(office, on.year)
        nudge.save()
        today = Today(on, on)
        rows = [NudgedPart(nudge=nudge, part=one, days_late=days_late(one, today, calendar)) for one in held]
        NudgedPart.objects.bulk_create(rows)
        _tell(nudge, len(held), now)
        record("task.nudge", nudge, by=by, changes={"parts": (0, len(held))}, reason=nudge.text)
    return nudge


def _next_number(office: Unit, year: int) -> int:
    last = Nudge.objects.filter(office=office, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _tell(nudge: Nudge, parts: int, now: datetime) -> None:
    words = f"Đôn đốc số {nudge.number} ({nudge.get_kind_display()}), {parts} việc: {nudge.text}"
    link = reverse("tasks:nudge", args=(nudge.pk,))
    tell_units([(nudge.unit, words[:LONGEST])], link=link, key=f"nudge.{nudge.pk}", now=now)


def mark_nudge_seen(nudge: Nudge, *, by: User, now: datetime) -> Nudge:
    """Somebody of the unit has read it; the first one stays written down."""
    if nudge.unit not in rules.units_asked(by, on=day_of(now)):
        raise NotAllowed("Chỉ người của đơn vị được đôn đốc mới xác nhận đã xem.")
    Nudge.objects.filter(pk=nudge.pk, seen_at=None).update(seen_by=by, seen_at=now)
    nudge.refresh_from_db()
    return nudge


def _parts(office: Unit, unit: Unit, parts: Sequence[UnitTask]) -> list[UnitTask]:
    owed = UnitTask.objects.filter(
        pk__in=[part.pk for part in parts], unit=unit, office=office, state__in=OPEN, ended_at=None
    )
    held = list(owed.order_by("pk"))
    if len(held) != len({part.pk for part in parts}):
        raise NotReady("Có việc không phải của đơn vị này hoặc đã xong; hãy chọn lại.")
    return held


def _rested(parts: Sequence[UnitTask], since: date) -> None:
    lately = NudgedPart.objects.filter(part__in=parts, nudge__at__date__gt=since).select_related("part__task")
    if again := lately.first():
        raise NotReady(
            f"Đơn vị vừa được đôn đốc về việc “{again.part.task}”; "
            f"mỗi việc đôn đốc cách nhau {REST} ngày làm việc."
        )
