"""A report as a file, as it stands now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from sauro.reporting.periodic import periodic_report
from sauro.reporting.periodic_facts import PeriodicReport
from sauro.reporting.periodic_sheets import periodic_sheets
from sauro.writing import write_docx
from sauro_web.accounts.offices_asked import reach
from sauro_web.common.downloads import EXCEL, PDF, WORD, download
from sauro_web.common.pdfs import pdf_of
from sauro_web.reports.models import Report, ReportFigure
from sauro_web.reports.views.reaching import report_named
from sauro_web.reports.written import facts_of

__all__ = ["pdf", "sheets", "word"]


@login_required
@require_GET
def word(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report for Word in the form of the decree, number and date left open."""
    report = report_named(reach(request), report_id)
    return download(write_docx(periodic_report(_facts(request, report))), WORD, f"bao-cao-{report.pk}.docx")


@login_required
@require_GET
def pdf(request: HttpRequest, report_id: int) -> HttpResponse:
    """The same as PDF."""
    report = report_named(reach(request), report_id)
    written = write_docx(periodic_report(_facts(request, report)))
    return download(pdf_of(written), PDF, f"bao-cao-{report.pk}.pdf")


@login_required
@require_GET
def sheets(request: HttpRequest, report_id: int) -> HttpResponse:
    """The same figures for Excel."""
    report = report_named(reach(request), report_id)
    return download(periodic_sheets(_facts(request, report)), EXCEL, f"bao-cao-{report.pk}.xlsx")


def _facts(request: HttpRequest, report: Report) -> PeriodicReport:
    page = request.build_absolute_uri(reverse("reports:report", args=[report.pk]))

    def address(row: ReportFigure) -> str:
        return f"{page}#sl-{row.pk}"

    site = request.build_absolute_uri("/").rstrip("/")
    return facts_of(report, on=localdate(), address=address, site=site)
