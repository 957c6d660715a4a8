"""Meetings from a spreadsheet: the template, and sending a file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.importing.template import SPREADSHEET
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import download
from sauro_web.common.refusals import come_back
from sauro_web.meetings.forms import CalendarForm
from sauro_web.meetings.importing.calendar_columns import calendar_template
from sauro_web.meetings.operations.bringing import Brought, import_meetings
from sauro_web.meetings.views.reaching import office_called_in

__all__ = ["bring", "bring_template"]


@login_required
@require_GET
def bring_template(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to fill in."""
    office_called_in(request)
    return download(calendar_template(), SPREADSHEET, "lich-hop.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Checks a file, and calls its meetings where that was asked and nothing is wrong."""
    office = office_called_in(request)
    form = CalendarForm(request.POST, request.FILES) if request.method == "POST" else CalendarForm()
    outcome: Brought | None = None

    def show() -> HttpResponse:
        status = 422 if form.errors or (outcome and outcome.faults) else 200
        context = {"form": form, "outcome": outcome, "office": office}
        return render(request, "meetings/import.html", context, status=status)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    clean, by = form.cleaned_data, person_of(request)
    outcome = import_meetings(
        office, file=clean["file"], by=by, now=timezone.now(), dry_run=not clean["write"]
    )
    if not outcome.written:
        return show()
    words = f"Đã ghi {outcome.rows} cuộc họp"
    waits = f", trong đó {outcome.waiting} cuộc chờ duyệt" if outcome.waiting else ""
    messages.success(request, f"{words}{waits}.")
    return redirect(f"{reverse('meetings:calendar')}?co-quan={office.pk}")
