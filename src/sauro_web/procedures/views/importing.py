"""Figures from a spreadsheet: the template, and sending a file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.importing.template import SPREADSHEET
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.procedures.forms import ImportForm
from sauro_web.procedures.importing.template import template
from sauro_web.procedures.months import ended_before
from sauro_web.procedures.operations import Imported, import_figures
from sauro_web.procedures.queries.settings import units_typed_in

__all__ = ["template_file", "upload"]


@login_required
@require_GET
def template_file(request: HttpRequest) -> HttpResponse:
    """The template with the person's units, for the month that ended last."""
    found, on = reach(request), timezone.localdate()
    office = office_named(request, found)
    data = template(units_typed_in(office, found, on=on), ended_before(on))
    response = HttpResponse(data, content_type=SPREADSHEET)
    response["Content-Disposition"] = 'attachment; filename="so-lieu-tthc.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Checks a file, and saves it where that was asked and nothing is wrong."""
    found, now = reach(request), timezone.now()
    office = office_named(request, found)
    if not units_typed_in(office, found, on=timezone.localdate(now)):
        raise NotAllowed("Ông (bà) không nhập số liệu thủ tục hành chính của đơn vị nào.")
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome: Imported | None = None

    def show() -> HttpResponse:
        status = 422 if form.errors or (outcome and outcome.faults) else 200
        context = {"form": form, "outcome": outcome, "office": office}
        return render(request, "procedures/import.html", context, status=status)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        outcome = import_figures(
            office,
            by=person_of(request),
            file=clean["file"],
            now=now,
            month=clean["month"],
            reason=clean["reason"],
            dry_run=not clean["write"],
            name=clean["file"].name or "",
        )
        if outcome.written:
            messages.success(request, f"Đã ghi số liệu từ {outcome.rows} dòng của tệp.")
            return redirect(f"{reverse('procedures:list')}?nguon=imported")
    return show()
