"""Reminders of reports that are due, and of those that are late: to whoever writes them, and to whoever waits
for them by name."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.notices.operations import tell_units
from sauro_web.reports.models import Report, ReportState
from sauro_web.reports.operations.holding import successors_of

__all__ = ["remind_of_reports"]

_BEFORE = (7, 1)
"""Days before the due day on which a unit is reminded; after it on the first day, then every week."""
_WEEK = 7


def remind_of_reports(*, now: datetime) -> int:
    """Tells each unit whose report is due soon or late, and each office, once a period and step, who is
    missing. Said again on the same day nobody is told twice; how many units were told."""
    on = localdate(now)
    open_states = (ReportState.DRAFT, ReportState.RETURNED)
    rows = Report.objects.filter(
        state__in=open_states, period__locked_at=None, period__due__lte=on + timedelta(days=max(_BEFORE)),
        period__due__gt=on - timedelta(days=366),
    )  # fmt: skip
    along = ("unit", "period__regime__office", "above__unit")
    told, missing = 0, defaultdict(list)
    with transaction.atomic():
        for row in rows.select_related(*along).order_by("pk"):
            due = _due(row)
            if not _is_day(due, on):
                continue
            told += _tell(row, due, on, now)
            if on > due:
                receiver = row.above.unit if row.above else row.period.regime.office
                missing[row.period_id, receiver].append(row)
        for (_, receiver), late in missing.items():
            told += _tell_receiver(receiver, late, on, now)
    return told


def _due(row: Report) -> date:
    """By when it is to come: of a returned one the term that it was given."""
    return row.return_until if row.state == ReportState.RETURNED and row.return_until else row.period.due


def _is_day(due: date, on: date) -> bool:
    late = (on - due).days
    return -late in _BEFORE or (late > 0 and late % _WEEK == 1)


def _tell(row: Report, due: date, on: date, now: datetime) -> int:
    days = (due - on).days
    how = f"còn {days} ngày" if days > 0 else f"đã quá hạn {-days} ngày"
    sentence = f"{row.period}: hạn gửi {due:%d/%m/%Y}, {how}."
    units = successors_of(row.unit, on) or (row.unit,)
    return tell_units(
        [(unit, sentence[:400]) for unit in units], link=reverse("reports:report", args=[row.pk]),
        key=f"reports.due.{row.pk}.{on:%Y%m%d}", now=now,
    )  # fmt: skip


def _tell_receiver(receiver: Unit, late: list[Report], on: date, now: datetime) -> int:
    names = ", ".join(row.unit.label for row in late)
    period = late[0].period
    sentence = f"{period}: còn chờ {len(late)} đơn vị quá hạn: {names}."
    if len(sentence) > 400:
        sentence = f"{sentence[:399].rstrip(', ')}…"
    return tell_units(
        [(receiver, sentence)], link=reverse("reports:calendar"),
        key=f"reports.missing.{period.pk}.{on:%Y%m%d}", now=now,
    )  # fmt: skip
