"""Locking a period, unlocking it as an exception, and correcting a figure of a locked one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.reports import rules
from sauro_web.reports.models import ExceptionKind, PeriodException, ReportFigure, ReportPeriod
from sauro_web.reports.operations.entries import Entry
from sauro_web.reports.operations.filling import set_figure
from sauro_web.reports.operations.holding import Held, hold, hold_period, keep_versions, successors_of

__all__ = ["correct_figure", "lock_held", "lock_period", "unlock_period"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan nhận báo cáo mới khóa, mở khóa kỳ và đính chính."


def lock_period(period: ReportPeriod, *, by: User, now: datetime) -> ReportPeriod:
    """From now on nothing in it changes but by a correction. Locking it again changes nothing.

    Raises NotAllowed; NotReady before its figures are closed.
    """
    on = localdate(now)
    with transaction.atomic():
        held = hold_period(period.pk)
        behalf = _ask(held, by, now)
        if on <= held.last:
            raise NotReady(f"Kỳ báo cáo lấy số liệu đến hết ngày {held.last:%d/%m/%Y} nên chưa khóa được.")
        if held.locked_at is None:
            lock_held(held, by=by, now=now, behalf=behalf)
    return held


def lock_held(period: ReportPeriod, *, by: User, now: datetime, behalf: str = "") -> None:
    """Locks a period that the caller holds."""
    period.locked_at, period.locked_by = now, by
    period.save(update_fields=["locked_at", "locked_by"])
    record("reports.lock", period, by=by, on_behalf_of=behalf)


def unlock_period(period: ReportPeriod, *, reason: str, by: User, now: datetime) -> PeriodException:
    """Opens a locked period again, as an exception that stays written.

    Raises NotAllowed; Conflict where it is not locked; NotReady without a reason.
    """
    with transaction.atomic():
        held = hold_period(period.pk)
        behalf = _ask(held, by, now)
        if held.locked_at is None:
            raise Conflict("Kỳ báo cáo này không khóa.")
        if not reason.strip():
            raise NotReady("Hãy ghi lý do mở khóa kỳ báo cáo.")
        held.locked_at, held.locked_by = None, None
        held.save(update_fields=["locked_at", "locked_by"])
        row = PeriodException.objects.create(
            period=held, kind=ExceptionKind.UNLOCKED, reason=reason.strip()[:500], by=by, at=now
        )
        record("reports.unlock", held, by=by, reason=row.reason, on_behalf_of=behalf)
    return row


def correct_figure(
    figure: ReportFigure, entry: Entry, *, reason: str, by: User, now: datetime
) -> ReportFigure:
    """Corrects a figure of a locked period: what stood stays as a version, the correction is a new one with
    its day and reason. Reports that summed it up stay as they were sent, and show the difference.

    Raises NotAllowed; NotReady without a reason, in a period that is not locked, for numbers that cannot be,
    and where nothing would change.
    """
    with transaction.atomic():
        held = hold(figure.report, by=by, now=now)
        behalf = _ask(held.period, by, now)
        if held.period.locked_at is None:
            raise NotReady("Kỳ báo cáo chưa khóa: hãy trả lại số liệu để đơn vị sửa.")
        if not reason.strip():
            raise NotReady("Hãy ghi lý do đính chính.")
        row = ReportFigure.objects.select_related("asked").get(pk=figure.pk)
        before = row.counted
        if not set_figure(row, replace(entry, note=entry.note or row.note), held):
            raise NotReady("Số liệu đính chính giống số liệu đang có.")
        row.version += 1
        row.save()
        keep_versions([row], by=by, now=now, reason=reason.strip(), corrects=True)
        record(
            "reports.correct", held.report, by=by, changes={row.asked.code: (before, row.counted)},
            reason=reason.strip(), on_behalf_of=behalf,
        )  # fmt: skip
        _tell(held, row, before, now)
    return row


def _tell(held: Held, row: ReportFigure, before: int | None, now: datetime) -> None:
    """The unit whose figure it is, or who followed it: its own report says something else now."""
    units = successors_of(held.report.unit, held.on) or (held.report.unit,)
    was, now_is = ("chưa có số liệu" if one is None else str(one) for one in (before, row.counted))
    last = row.versions.first()
    reason = last.reason if last else ""
    sentence = f"{held.period}: số liệu “{row.asked.name}” được đính chính từ {was} thành {now_is}: {reason}"
    tell_units(
        [(unit, sentence[:400]) for unit in units], link=reverse("reports:report", args=[held.report.pk]),
        key=f"reports.corrected.{row.pk}.{row.version}", now=now,
    )  # fmt: skip


def _ask(period: ReportPeriod, by: User, now: datetime) -> str:
    on, office = localdate(now), period.regime.office
    if not rules.may_follow(rules.reach_of(by, on=on), office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, office, on, in_house=True)
