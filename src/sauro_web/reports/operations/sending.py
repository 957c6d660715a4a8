"""Sending a report up, and going without whoever does not report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.reports.models import ExceptionKind, PeriodException, Report, ReportState
from sauro_web.reports.operations.holding import behalf_of, hold
from sauro_web.reports.queries.checking import missing_in, must_mend, waited_for

__all__ = ["go_without", "send_report"]


def send_report(report: Report, *, version: int, by: User, now: datetime) -> Report:
    """Sends a report to the unit above or to the office. Sent once: again only after it was returned.

    Raises NotAllowed; Conflict where it was sent already or changed meanwhile; NotReady in a locked period,
    while figures are missing or disagree, and while a unit that reports to it is waited for.
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_writer()
        row = held.report
        if not row.is_open:
            sent = f" lúc {localdate(row.sent_at):%d/%m/%Y}" if row.sent_at else ""
            raise Conflict(f"Báo cáo này đã gửi{sent}, không cần gửi lại.")
        held.ask_unlocked("gửi báo cáo")
        held.ask_version(version)
        _ask_whole(row)
        row.state, row.sent_at, row.sent_by = ReportState.SUBMITTED, now, by
        row.first_sent_at = row.first_sent_at or now
        row.return_reason, row.return_until = "", None
        row.version += 1
        row.save()
        record(
            "reports.send", row, by=by, changes={"state": ("", row.state)},
            on_behalf_of=behalf_of(by, row.unit, held.on),
        )  # fmt: skip
        receiver = row.above.unit if row.above else held.period.regime.office
        tell_units(
            [(receiver, f"{row.unit.label} đã gửi {held.period}.")],
            link=reverse("reports:report", args=[row.pk]), key=f"reports.sent.{row.pk}.{row.version}",
            now=now,
        )  # fmt: skip
    return row


def _ask_whole(row: Report) -> None:
    """Raises NotReady while figures are missing or disagree, or a unit below is waited for."""
    if names := missing_in(row):
        raise NotReady(
            f"Chưa có số liệu: {'; '.join(names)}. Hãy nhập, hoặc ghi “không phát sinh” nếu không có."
        )
    if faults := must_mend(row):
        raise NotReady(f"Số liệu chưa khớp: {faults[0]}")
    if waits := waited_for(row):
        raise NotReady(
            f"Chưa gửi được vì {waits}. Hãy chờ các đơn vị này được duyệt, hoặc ghi lý do tổng hợp khi "
            "còn thiếu."
        )


def go_without(report: Report, *, reason: str, by: User, now: datetime) -> PeriodException:
    """Lets a report that sums up others be sent while some of them are missing: they are named in it.

    Raises NotAllowed for anybody but whoever writes it; NotReady without a reason, where nobody is waited
    for, and in a locked period.
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_writer()
        held.ask_unlocked("tổng hợp khi còn thiếu")
        if not reason.strip():
            raise NotReady("Hãy ghi lý do tổng hợp khi còn thiếu đơn vị.")
        below = held.report.beneath.exclude(state=ReportState.ACCEPTED)
        returned = held.report.beneath.filter(figures__returned_at__isnull=False)
        units = sorted({*below.values_list("unit", flat=True), *returned.values_list("unit", flat=True)})
        if not units:
            raise NotReady("Không còn đơn vị nào phải chờ.")
        row = PeriodException.objects.create(
            period=held.period, report=held.report, kind=ExceptionKind.WITHOUT, units=units,
            reason=reason.strip()[:500], by=by, at=now,
        )  # fmt: skip
        record(
            "reports.go_without", held.report, by=by, changes={"units": ([], units)}, reason=row.reason,
            on_behalf_of=behalf_of(by, held.report.unit, held.on),
        )  # fmt: skip
    return row
