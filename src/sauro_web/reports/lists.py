"""The list of reports: whole and in time, unit by unit."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.reports.models import Report, ReportState
from sauro_web.reports.queries.showing import is_mending, punctual

__all__ = ["reports_list", "state_chip"]

_CHIPS = {
    ReportState.DRAFT: "plain",
    ReportState.SUBMITTED: "waiting",
    ReportState.RETURNED: "refused",
    ReportState.ACCEPTED: "done",
}


def reports_list(on: date) -> Listing:
    """A row for each report, the one due last first."""
    return Listing(
        "bao-cao-theo-don-vi",
        "Báo cáo theo đơn vị",
        (
            Column(
                "don-vi", "Đơn vị", lambda row: row.unit.label, by=("unit__name",), kind=Kind.MAIN, width=36,
                link=lambda row: reverse("reports:report", args=[row.pk]),
            ),
            Column("bao-cao", "Báo cáo", lambda row: row.period.regime.name, width=40),
            Column("ky", "Kỳ", lambda row: row.period.name, width=22),
            Column("han", "Hạn gửi", lambda row: row.period.due, by=("period__due",), kind=Kind.DATE),
            Column(
                "tinh-trang", "Tình trạng", _state, by=("state",), kind=Kind.SHORT, width=18,
                chip=state_chip,
            ),
            Column(
                "gui", "Đúng hạn", lambda row: punctual(row, on)[1], kind=Kind.SHORT, width=18,
                chip=lambda row: punctual(row, on),
            ),
            Column(
                "co", "Số liệu đã có", lambda row: row.figures_said, by=("figures_said",), kind=Kind.FIGURE
            ),
            Column("can", "Số liệu phải có", lambda row: row.figures_asked, kind=Kind.FIGURE),
            Column(
                "luc", "Gửi lần đầu", lambda row: row.first_sent_at, by=("first_sent_at",), kind=Kind.DATE,
                width=17,
            ),
            Column("nguoi", "Người gửi", lambda row: str(row.sent_by or ""), shown=False, width=24),
        ),
        order=("-period__due", "unit__name", "id"),
    )  # fmt: skip


def _state(row: Report) -> str:
    return "chờ sửa số liệu" if is_mending(row) else str(row.get_state_display())


def state_chip(row: Report) -> tuple[str, str]:
    """Kind and word of where a report stands; of rows of `reports_seen`."""
    kind = "refused" if is_mending(row) else _CHIPS[ReportState(row.state)]
    return kind, _state(row)
