"""The page of one report, and what its writer does with it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.reports import operations
from sauro_web.reports.forms import ReasonForm, ReportForm, figure_rows
from sauro_web.reports.models import Report, ReportState
from sauro_web.reports.queries.accepting import not_to_accept, not_yours_to_accept
from sauro_web.reports.queries.checking import typed_in
from sauro_web.reports.queries.history import happened_to
from sauro_web.reports.queries.own_parts import own_parts, sums_up
from sauro_web.reports.queries.showing import page_of, punctual
from sauro_web.reports.queries.words import accepted_beneath, narratives_of, words_of_units
from sauro_web.reports.views.reaching import may_receive, may_write, report_named, version_sent

__all__ = ["fill_in", "nothing", "report", "send", "take_over", "without"]

_NOT_YOURS = (
    "Chỉ người của đơn vị báo cáo, hoặc đầu mối theo dõi của cơ quan, mới lập báo cáo của đơn vị này."
)


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Its figures, what is missing, who is waited for; a grid for whoever writes it."""
    found, now = reach(request), timezone.now()
    row = report_named(found, report_id)
    writes, sent = may_write(found, row), request.POST if request.method == "POST" else None
    if sent is not None and not writes:
        raise NotAllowed(_NOT_YOURS)
    unlocked = row.period.locked_at is None
    figures = list(row.figures.select_related("asked").prefetch_related("versions__by"))
    typed = [one for one in figures if row.is_open or one.is_returned] if writes and unlocked else []
    texts = narratives_of(row)
    form = ReportForm(sent, report=row, texts={part: one.text for part, one in texts.items()})
    sums = bool(typed) and sums_up(row)
    rows = figure_rows(typed, sent, own_parts(row) if sums else None)

    def show() -> HttpResponse:
        on = timezone.localdate(now)
        by_figure = {one.figure.pk: one for one in rows}
        context = {
            "report": row, "page": page_of(row, on=on), "form": form, "texts": texts,
            "words": words_of_units(row, accepted_beneath(row)), "opens": found.may_read(row.unit),
            "happened": happened_to(row),
            "lines": [(one, by_figure.get(one.pk)) for one in figures],
            "writes": writes and unlocked and row.is_open, "mends": bool(typed), "sums": sums,
            "receives": may_receive(found, row), "punctual": punctual(row, on), "reason": ReasonForm(),
            "corrects": not unlocked and found.may_follow(row.period.regime.office),
            "below": row.beneath.select_related("unit").order_by("unit__position", "unit__path"),
            "exceptions": row.period.exceptions.filter(Q(report=None) | Q(report=row)).select_related("by"),
            "wrong": [one for one in rows if one.errors],
            "is_sent": row.state == ReportState.SUBMITTED, "why_not_accept": _why_not(request, found, row),
        }  # fmt: skip
        return render(request, "reports/report.html", context, status=200 if sent is None else 422)

    come_back(request, form, show)
    if sent is not None and all(one.is_valid() for one in (form, *rows)):
        until = form.cleaned_data["real_until"]
        operations.save_report(
            row, {one.figure.asked_id: one.entry(until) for one in rows},
            own={one.figure.asked_id: one.own_part for one in rows if one.has_own}, texts=form.texts,
            version=form.cleaned_data["version"], by=person_of(request), now=now,
        )  # fmt: skip
        messages.success(request, "Đã lưu báo cáo.")
        return redirect("reports:report", row.pk)
    return show()


def _why_not(request: HttpRequest, found: Reach, row: Report) -> str:
    """Why it cannot be accepted by whoever looks at it, of a report that waits for him."""
    if row.state != ReportState.SUBMITTED or not may_receive(found, row):
        return ""
    return not_to_accept(row) or not_yours_to_accept(row, person_of(request))


def _named(request: HttpRequest, report_id: int) -> Report:
    """For whoever writes it. Raises NotAllowed, Http404."""
    found = reach(request)
    row = report_named(found, report_id)
    if not may_write(found, row):
        raise NotAllowed(_NOT_YOURS)
    return row


@login_required
@require_POST
def fill_in(request: HttpRequest, report_id: int) -> HttpResponse:
    """From registers and from the reports below."""
    row = _named(request, report_id)
    before = row.version
    done = operations.prefill(row, version=version_sent(request), by=person_of(request), now=timezone.now())
    said = "Đã điền số liệu có sẵn." if done.version != before else "Không có số liệu mới để điền."
    messages.success(request, said)
    return redirect("reports:report", row.pk)


@login_required
@require_POST
def nothing(request: HttpRequest, report_id: int) -> HttpResponse:
    """Nothing occurred in the whole period; where figures were typed, what would go is shown first."""
    row = _named(request, report_id)
    version, sure = version_sent(request), "bo" in request.POST
    if not sure and row.is_open and (typed := typed_in(row)):
        return render(request, "reports/nothing.html", {"report": row, "typed": typed, "version": version})
    operations.say_nothing(
        row, version=version, by=person_of(request), now=timezone.now(), dropping_typed=sure
    )
    messages.success(request, "Đã ghi “không phát sinh” cho cả kỳ; hãy gửi báo cáo.")
    return redirect("reports:report", row.pk)


@login_required
@require_POST
def send(request: HttpRequest, report_id: int) -> HttpResponse:
    """Up to the next."""
    row = _named(request, report_id)
    operations.send_report(row, version=version_sent(request), by=person_of(request), now=timezone.now())
    messages.success(request, "Đã gửi báo cáo.")
    return redirect("reports:report", row.pk)


@login_required
@require_POST
def without(request: HttpRequest, report_id: int) -> HttpResponse:
    """Sums up while some are missing."""
    row = _named(request, report_id)
    reason = request.POST.get("reason", "").replace("\0", "")
    operations.go_without(row, reason=reason, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã ghi ngoại lệ; báo cáo gửi được khi còn thiếu các đơn vị này.")
    return redirect("reports:report", row.pk)


@login_required
@require_POST
def take_over(request: HttpRequest, report_id: int) -> HttpResponse:
    """Words of the units beneath, into those of the report."""
    row = _named(request, report_id)
    numbers = {number for one in request.POST.getlist("words") if (number := number_in(one)) is not None}
    operations.take_over(
        row, numbers, version=version_sent(request), by=person_of(request), now=timezone.now()
    )
    messages.success(
        request, "Đã đưa lời văn vào báo cáo; tên đơn vị đứng sau từng ý, sửa được ở mục Lời văn."
    )
    return redirect(f"{reverse('reports:report', args=[row.pk])}#words")
