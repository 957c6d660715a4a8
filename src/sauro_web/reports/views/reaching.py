"""Which report or period an address names, for whoever may see it."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from sauro_web.accounts.queries.reach import Reach
from sauro_web.common.errors import Conflict
from sauro_web.common.fields import number_in
from sauro_web.reports import rules
from sauro_web.reports.models import Regime, Report, ReportFigure, ReportPeriod
from sauro_web.reports.queries.showing import reports_seen, writable

__all__ = [
    "figure_named",
    "may_receive",
    "may_write",
    "period_named",
    "regime_named",
    "report_named",
    "version_sent",
]


def report_named(found: Reach, number: int) -> Report:
    """A report that the person may read. Raises Http404."""
    return get_object_or_404(reports_seen(found), pk=number)


def figure_named(found: Reach, number: int) -> ReportFigure:
    """A figure of one of them. Raises Http404."""
    figure = get_object_or_404(ReportFigure.objects.select_related("asked"), pk=number)
    figure.report = report_named(found, figure.report_id)
    return figure


def period_named(found: Reach, number: int) -> ReportPeriod:
    """A period of which the person reads every report. Raises Http404."""
    rows = ReportPeriod.objects.select_related("regime__office", "locked_by")
    return get_object_or_404(rows, pk=number, regime__office__in=found.reads)


def regime_named(found: Reach, number: int) -> Regime:
    """A regime of an office that the person reads whole. Raises Http404."""
    return get_object_or_404(Regime.objects.select_related("office"), pk=number, office__in=found.reads)


def may_write(found: Reach, report: Report) -> bool:
    """Whether the person writes the report."""
    return writable(found, report, localdate())


def may_receive(found: Reach, report: Report) -> bool:
    """Whether it comes to the person."""
    above = report.above.unit if report.above else None
    return rules.may_receive(found, report.period.regime.office, above)


def version_sent(request: HttpRequest) -> int:
    """Which version of a report the person has seen. Raises Conflict for none."""
    number = number_in(request.POST.get("version", ""))
    if number is None:
        raise Conflict("Trang đã cũ; hãy tải lại trang rồi làm lại.")
    return number
