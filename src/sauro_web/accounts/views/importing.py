"""Units and people from a spreadsheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.forms.units import ImportForm
from sauro_web.accounts.importing.template import SPREADSHEET, template
from sauro_web.accounts.operations.importing import import_spreadsheet
from sauro_web.accounts.signed_in import person_of
from sauro_web.accounts.views.reaching import managed_unit, today
from sauro_web.common.refusals import come_back

__all__ = ["empty_file", "upload"]


@require_GET
def empty_file(request: HttpRequest) -> HttpResponse:
    """The template to fill in."""
    response = HttpResponse(template(), content_type=SPREADSHEET)
    response["Content-Disposition"] = 'attachment; filename="don-vi-va-nguoi-dung.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Checks a file, and writes it where that was asked and nothing is wrong."""
    unit = managed_unit(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome = None

    def show() -> HttpResponse:
        status = 422 if form.errors or (outcome and outcome.faults) else 200
        context = {"unit": unit, "form": form, "outcome": outcome}
        return render(request, "accounts/import.html", context, status=status)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        outcome = import_spreadsheet(
            unit, by=person_of(request), file=clean["file"], on=today(), dry_run=not clean["write"]
        )
        if outcome.written:
            messages.success(request, f"Đã ghi {outcome.units} đơn vị và {outcome.people} người dùng.")
            return redirect("accounts:unit", pk)
    return show()
