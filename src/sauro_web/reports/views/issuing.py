"""Phát hành: the page on which a report is frozen, worded, given its number, and held against its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.reporting.wording import figure_text
from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import PDF, WORD, download
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.common.pdfs import pdf_of
from sauro_web.common.refusals import come_back
from sauro_web.documents import rules as register_rules
from sauro_web.documents.models import Series
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.reports import operations, rules
from sauro_web.reports.drawn_up import folio_of, passages_in, word_of
from sauro_web.reports.issue_forms import IssueForm, WhyForm, WordFileForm, WordingForm
from sauro_web.reports.issued_copies import Standing, file_of, pdf_of_issued, standing_of
from sauro_web.reports.models import FrozenReport, IssuedReport, Report, ReportWording
from sauro_web.reports.queries.issuing import (
    frozen_of,
    issued_of,
    kept_back,
    series_to_issue,
    wording_of,
)
from sauro_web.reports.queries.showing import reports_seen
from sauro_web.reports.views.reaching import may_write

__all__ = ["ask", "freeze", "issue", "pdf", "word", "word_back", "wording"]

_NOT_YOURS = (
    "Chỉ người của đơn vị báo cáo, hoặc đầu mối theo dõi của cơ quan, mới lập bản phát hành và sửa lời văn."
)
_NOT_FROZEN = "Chưa lập bản phát hành; hãy bấm “Lập bản phát hành” ở trang này trước."


def _named(request: HttpRequest, number: int) -> tuple[Reach, Report, Series | None]:
    """A report that the person may read, or gives the number of. Raises Http404."""
    found, on = reach(request), timezone.localdate()
    row = reports_seen(found).filter(pk=number).first()
    if row is not None:
        return found, row, series_to_issue(row, on)
    along = ("period__regime__office", "unit__province", "unit__commune", "above__unit")
    row = get_object_or_404(Report.objects.select_related(*along), pk=number)
    series = series_to_issue(row, on)
    if not _keeps(request, series):
        raise Http404
    return found, row, series


def _keeps(request: HttpRequest, series: Series | None) -> bool:
    on = timezone.localdate()
    return series is not None and register_rules.keeps_series(person_of(request), series, on=on)


def _frozen(row: Report) -> FrozenReport:
    """Raises NotReady where nothing is frozen."""
    frozen = frozen_of(row)
    if frozen is None:
        raise NotReady(_NOT_FROZEN)
    return frozen


@login_required
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, report_id: int) -> HttpResponse:
    """Where the report stands on its way to a number; whoever keeps the series gives it one."""
    found, row, series = _named(request, report_id)
    now = timezone.now()
    on, frozen = timezone.localdate(now), frozen_of(row)
    if request.method == "POST" and not _keeps(request, series):
        raise NotAllowed("Chỉ văn thư giữ sổ của cơ quan mới cấp số và phát hành báo cáo.")
    form = IssueForm(request.POST if request.method == "POST" else None, on=on)

    def show() -> HttpResponse:
        context = _context(request, found, row, series, frozen) | {"form": form}
        return render(request, "reports/issue.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        done = operations.issue_report(
            _frozen(row), issued_on=form.cleaned_data["issued_on"],
            why_needed=form.cleaned_data["why_needed"], site=_site(request), by=person_of(request), now=now,
        )  # fmt: skip
        messages.success(request, f"Đã phát hành báo cáo số {done.row.document.reference}.")
        for note in done.notes:
            messages.warning(request, note)
        return redirect("reports:issue", row.pk)
    return show()


def _context(
    request: HttpRequest, found: Reach, row: Report, series: Series | None, frozen: FrozenReport | None
) -> dict[str, Any]:
    on, person = timezone.localdate(), person_of(request)
    done: Sequence[IssuedReport] = issued_of(row)
    last = next((one for one in done if frozen is not None and one.frozen_id == frozen.pk), None)
    keeps = _keeps(request, series)
    standing: Standing | None = standing_of(row, frozen, last, series) if frozen else None
    above = row.above.unit if row.above else None
    ready = frozen is not None and last is None and not kept_back(row)
    return {
        "reads": rules.may_read(found, row.period.regime.office, row.unit, above),
        "report": row, "office": row.unit.house, "frozen": frozen, "last": last, "issued": done,
        "wording": wording_of(frozen) if frozen else None, "writes": may_write(found, row),
        "keeps": keeps and ready, "why_not": kept_back(row), "series": series, "standing": standing,
        "asks": ready and series is not None and register_rules.may_ask(person, series.office, on=on),
        "allowance": allowance_of(series.office, on.year, on) if series and ready and keeps else None,
        "file": WordFileForm(initial={"version": wording_of(frozen).number if frozen else 0}),
        "why": WhyForm(auto_id="why_%s"),
    }  # fmt: skip


@login_required
@require_POST
def freeze(request: HttpRequest, report_id: int) -> HttpResponse:
    """Keeps what it says now, for issue."""
    _, row, _ = _named(request, report_id)
    before = frozen_of(row)
    made = operations.freeze_report(row, by=person_of(request), now=timezone.now())
    same = before is not None and before.pk == made.pk
    said = (
        "Số liệu không đổi so với bản phát hành đã lập."
        if same
        else "Đã lập bản phát hành; số liệu được giữ."
    )
    messages.success(request, said)
    return redirect("reports:issue", row.pk)


@login_required
@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, report_id: int) -> HttpResponse:
    """The sentences, with the figures locked in brackets."""
    found, row, _ = _named(request, report_id)
    if not may_write(found, row):
        raise NotAllowed(_NOT_YOURS)
    frozen = _frozen(row)
    words = wording_of(frozen)
    passages, figures = passages_in(words), figure_text(folio_of(frozen, words))
    sent = request.POST if request.method == "POST" else None
    form = WordingForm(sent, wording=words, passages=passages, figures=figures)

    def show() -> HttpResponse:
        context = {"report": row, "frozen": frozen, "form": form, "wording": words}
        return render(request, "reports/wording.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if sent is not None and form.is_valid():
        operations.reword(
            frozen, form.typed, form.around, version=form.cleaned_data["version"], by=person_of(request),
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, "Đã lưu lời văn; số liệu giữ nguyên.")
        return redirect("reports:issue", row.pk)
    return show()


@login_required
@require_POST
def word_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """Takes over the sentences of a Word file."""
    found, row, _ = _named(request, report_id)
    if not may_write(found, row):
        raise NotAllowed(_NOT_YOURS)
    frozen = _frozen(row)
    form = WordFileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise NotReady(next(str(one) for errors in form.errors.values() for one in errors))
    operations.take_from_word(
        frozen, form.cleaned_data["file"][1], version=form.cleaned_data["version"], by=person_of(request),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, "Đã lấy câu chữ từ tệp Word; số liệu trong tệp đúng như báo cáo.")
    return redirect("reports:issue", row.pk)


@login_required
@require_POST
def ask(request: HttpRequest, report_id: int) -> HttpResponse:
    """Asks for a number; beyond the allowance the leader decides."""
    _, row, _ = _named(request, report_id)
    frozen, form = _frozen(row), WhyForm(request.POST)
    why = form.cleaned_data["why_needed"] if form.is_valid() else ""
    wanted = operations.ask_number(frozen, why_needed=why, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã gửi đề nghị cấp số: {wanted.get_state_display()}.")
    return redirect("reports:issue", row.pk)


@login_required
@require_GET
def word(request: HttpRequest, report_id: int) -> HttpResponse:
    """The Word file: as it was issued, else as it would be, number and date left open."""
    _, row, _ = _named(request, report_id)
    frozen = _frozen(row)
    return download(_data(request, frozen, wording_of(frozen)), WORD, f"{_name(frozen)}.docx")


@login_required
@require_GET
def pdf(request: HttpRequest, report_id: int) -> HttpResponse:
    """The same as PDF; of an issued one it is made once."""
    _, row, _ = _named(request, report_id)
    frozen = _frozen(row)
    done = IssuedReport.objects.filter(frozen=frozen).first()
    data = pdf_of_issued(done) if done else pdf_of(_data(request, frozen, wording_of(frozen)))
    return download(data, PDF, f"{_name(frozen)}.pdf")


def _data(request: HttpRequest, frozen: FrozenReport, words: ReportWording) -> bytes:
    done = IssuedReport.objects.filter(frozen=frozen).first()
    return file_of(done) if done else word_of(frozen, words, site=_site(request))


def _name(frozen: FrozenReport) -> str:
    return f"bao-cao-{frozen.report_id}-ban-{frozen.number}"


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
