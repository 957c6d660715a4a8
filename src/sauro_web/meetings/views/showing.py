"""The page of a meeting."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.signed_in import person_of
from sauro_web.meetings.models import STANDING
from sauro_web.meetings.queries.after import after_of
from sauro_web.meetings.queries.sheet import sheet_of
from sauro_web.meetings.views.reaching import meeting_of

__all__ = ["meeting_page"]


@login_required
@require_GET
def meeting_page(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What it is about, when, where, who is called, and what the reader may do."""
    meeting, person = meeting_of(request, meeting_id), person_of(request)
    on = timezone.localdate()
    sheet = sheet_of(meeting, person, on=on)
    context: dict[str, object] = {"meeting": meeting, "sheet": sheet, "on": on}
    if sheet.attendees is not None:
        context["after"] = after_of(meeting, person, on=on, day=sheet.when.start.date())
        context["begun"] = meeting.starts <= timezone.now() and meeting.state in STANDING
    return render(request, "meetings/meeting.html", context)
