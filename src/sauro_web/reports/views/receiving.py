"""What whoever receives a report does with it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.reports import operations
from sauro_web.reports.forms import CorrectForm, GiveBackForm, figure_rows
from sauro_web.reports.models import Report
from sauro_web.reports.queries.checking import figures_beside
from sauro_web.reports.queries.own_parts import own_parts, sums_up
from sauro_web.reports.views.reaching import figure_named, may_receive, report_named, version_sent

__all__ = ["accept", "correct", "figure_back", "give_back"]

_NOT_YOURS = "Chỉ nơi nhận báo cáo mới duyệt hoặc trả lại báo cáo này."
_TERM = timedelta(days=3)


@login_required
@require_POST
def accept(request: HttpRequest, report_id: int) -> HttpResponse:
    """Takes it as it is."""
    found = reach(request)
    row = report_named(found, report_id)
    operations.accept_report(row, version=version_sent(request), by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã duyệt báo cáo của {row.unit.label}.")
    return redirect("reports:report", row.pk)


@login_required
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """The whole of it."""
    found, now = reach(request), timezone.now()
    row = report_named(found, report_id)
    if not may_receive(found, row):
        raise NotAllowed(_NOT_YOURS)
    form = _form(request, row)

    def show() -> HttpResponse:
        context = {"report": row, "form": form, "what": "Trả lại cả báo cáo"}
        return render(request, "reports/give_back.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        operations.return_report(
            row, reason=clean["reason"], until=clean["until"], version=clean["version"] or 0,
            by=person_of(request), now=now,
        )  # fmt: skip
        messages.success(request, f"Đã trả lại báo cáo của {row.unit.label}.")
        return redirect("reports:report", row.pk)
    return show()


@login_required
@require_http_methods(["GET", "POST"])
def figure_back(request: HttpRequest, figure_id: int) -> HttpResponse:
    """One figure, while the rest stands."""
    found, now = reach(request), timezone.now()
    figure = figure_named(found, figure_id)
    row = figure.report
    if not may_receive(found, row):
        raise NotAllowed(_NOT_YOURS)
    form = _form(request, row)

    def show() -> HttpResponse:
        context = {"report": row, "figure": figure, "form": form, "what": "Trả lại một số liệu"}
        return render(request, "reports/give_back.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        operations.return_figure(
            figure, reason=clean["reason"], until=clean["until"], by=person_of(request), now=now
        )
        messages.success(request, f"Đã trả lại số liệu “{figure.asked.name}”; các số liệu khác vẫn giữ.")
        return redirect("reports:report", row.pk)
    return show()


def _form(request: HttpRequest, row: Report) -> GiveBackForm:
    first = {"until": timezone.localdate() + _TERM, "version": row.version}
    return GiveBackForm(request.POST if request.method == "POST" else None, initial=first)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, figure_id: int) -> HttpResponse:
    """A figure of a locked period, with its total or its parts: they have to agree."""
    found, now = reach(request), timezone.now()
    figure = figure_named(found, figure_id)
    report = figure.report
    if not found.may_follow(report.period.regime.office):
        raise NotAllowed("Chỉ đầu mối theo dõi của cơ quan nhận báo cáo mới đính chính.")
    sent = request.POST if request.method == "POST" else None
    form = CorrectForm(sent, initial={"version": report.version})
    sums = sums_up(report)
    rows = figure_rows(figures_beside(figure), sent, own_parts(report) if sums else None)

    def show() -> HttpResponse:
        context = {"report": report, "figure": figure, "form": form, "rows": rows, "sums": sums}
        return render(request, "reports/correct.html", context, status=200 if sent is None else 422)

    come_back(request, form, show)
    if sent is not None and all(one.is_valid() for one in (form, *rows)):
        clean = form.cleaned_data
        operations.correct_figures(
            report, {one.figure.asked_id: one.entry(one.figure.real_until) for one in rows},
            own={one.figure.asked_id: one.own_part for one in rows if one.has_own}, reason=clean["reason"],
            version=clean["version"], by=person_of(request), now=now,
        )  # fmt: skip
        messages.success(request, "Đã ghi đính chính; bản trước được giữ lại.")
        return redirect("reports:report", report.pk)
    return show()
