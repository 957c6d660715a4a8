"""What becomes of a report that was sent: accepted, returned whole, or with one figure."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.reports import rules
from sauro_web.reports.models import Report, ReportFigure, ReportState
from sauro_web.reports.operations.holding import Held, hold, successors_of
from sauro_web.reports.queries.accepting import not_to_accept, not_yours_to_accept
from sauro_web.reports.queries.checking import missing_in, must_mend, waited_for
from sauro_web.reports.queries.issuing import issued_of

__all__ = ["accept_report", "return_figure", "return_report"]


def accept_report(report: Report, *, version: int, by: User, now: datetime) -> Report:
    """Takes a report as it is.

    Raises NotAllowed, also for whoever sent it or wrote one of its figures; Conflict where it changed
    meanwhile or was accepted already; NotReady in a locked period, where it was not sent, one of its figures
    is being mended, or what was mended since it was sent does not agree with the rest, and while a unit
    beneath it is waited for (again).
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_receiver()
        row = held.report
        if row.state == ReportState.ACCEPTED:
            raise Conflict("Báo cáo này đã được duyệt.")
        held.ask_version(version)
        _ask_sent(row)
        if why := not_to_accept(row):
            raise NotReady(why)
        if why := not_yours_to_accept(row, by):
            raise NotAllowed(why)
        _ask_whole(row)
        row.state, row.accepted_at, row.accepted_by = ReportState.ACCEPTED, now, by
        row.version += 1
        row.save()
        record("reports.accept", row, by=by, on_behalf_of=_behalf(held, by))
    return row


def _ask_whole(row: Report) -> None:
    """Raises NotReady for what the report would not have been sent with: figures were mended since, reports
    beneath it returned."""
    if names := missing_in(row):
        raise NotReady(f"Chưa có số liệu: {'; '.join(names)}. Hãy trả lại số liệu này để đơn vị ghi.")
    if faults := must_mend(row):
        raise NotReady(f"Số liệu chưa khớp: {faults[0]} Hãy trả lại số liệu sai để đơn vị sửa.")
    if waits := waited_for(row):
        raise NotReady(
            f"Chưa duyệt được vì {waits}. Hãy chờ các đơn vị này được duyệt; đơn vị tổng hợp cũng có thể ghi "
            "lý do tổng hợp khi còn thiếu."
        )


def return_report(
    report: Report, *, reason: str, until: date, version: int, by: User, now: datetime
) -> Report:
    """Sends the whole report back, to be sent again by a day.

    Raises NotAllowed; Conflict where it changed meanwhile; NotReady without a reason, for a day that is gone,
    for a report that was not sent, in a locked period, and once the report above it was sent.
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        _ask_return(held, reason, until)
        held.ask_version(version)
        row = held.report
        row.state, row.returned_at, row.returned_by = ReportState.RETURNED, now, by
        row.return_reason, row.return_until = reason.strip()[:500], until
        row.version += 1
        row.save()
        row.figures.update(returned_at=None, returned_by=None, return_reason="", return_until=None)
        record(
            "reports.return", row, by=by, changes={"until": ("", until.isoformat())},
            reason=row.return_reason, on_behalf_of=_behalf(held, by),
        )  # fmt: skip
        _tell(
            held,
            f"{held.period} bị trả lại, gửi lại trước hết ngày {until:%d/%m/%Y}: {row.return_reason}",
            now,
        )
    return row


def return_figure(figure: ReportFigure, *, reason: str, until: date, by: User, now: datetime) -> ReportFigure:
    """Sends one figure back, while the rest of the report stands; a report that was accepted waits again
    until the figure is mended. Raises as `return_report`; Conflict for a figure that was returned already."""
    with transaction.atomic():
        held = hold(figure.report, by=by, now=now)
        _ask_return(held, reason, until)
        row = ReportFigure.objects.select_related("asked").get(pk=figure.pk)
        if row.is_returned:
            raise Conflict("Số liệu này đã được trả lại và đang chờ đơn vị sửa.")
        row.returned_at, row.returned_by = now, by
        row.return_reason, row.return_until = reason.strip()[:500], until
        row.save()
        report = held.report
        if report.state == ReportState.ACCEPTED:
            report.state, report.accepted_at, report.accepted_by = ReportState.SUBMITTED, None, None
        report.version += 1
        report.save()
        changes: dict[str, tuple[object, object]] = {
            "figure": ("", row.asked.code), "until": ("", until.isoformat())
        }  # fmt: skip
        record(
            "reports.return_figure", report, by=by, changes=changes, reason=row.return_reason,
            on_behalf_of=_behalf(held, by),
        )  # fmt: skip
        sentence = (
            f"{held.period}: số liệu “{row.asked.name}” bị trả lại, sửa trước hết ngày {until:%d/%m/%Y}"
        )
        _tell(held, f"{sentence}: {row.return_reason}", now)
    return row


def _ask_return(held: Held, reason: str, until: date) -> None:
    held.ask_receiver()
    if not reason.strip():
        raise NotReady("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì.")
    if until < held.on:
        raise NotReady("Hạn sửa đã qua; hãy chọn từ hôm nay trở đi.")
    held.ask_unlocked("trả lại")
    _ask_sent(held.report)
    if issued := issued_of(held.report):
        raise NotReady(
            f"Báo cáo đã phát hành (số {issued[0].document.reference}) nên không trả lại được; số liệu sai "
            "thì đính chính sau khi khóa kỳ."
        )
    above = held.report.above
    if (
        above is not None
        and not above.is_open
        and not above.figures.filter(returned_at__isnull=False).exists()
    ):
        raise NotReady(
            f"Báo cáo tổng hợp của {above.unit.label} {above.get_state_display()}; hãy đề nghị nơi nhận trả "
            "lại báo cáo tổng hợp trước."
        )


def _ask_sent(report: Report) -> None:
    if report.is_open:
        raise NotReady(f"Báo cáo {report.get_state_display()}; đơn vị chưa gửi.")


def _behalf(held: Held, by: User) -> str:
    above = held.report.above
    office = held.period.regime.office if above is None else above.unit.house
    return on_behalf(by, rules.RECEIVING, office, held.on, in_house=True)


def _tell(held: Held, sentence: str, now: datetime) -> None:
    """The unit, or who followed it."""
    row = held.report
    units = successors_of(row.unit, held.on) or (row.unit,)
    tell_units(
        [(unit, sentence[:400]) for unit in units], link=reverse("reports:report", args=[row.pk]),
        key=f"reports.returned.{row.pk}.{row.version}", now=now,
    )  # fmt: skip
