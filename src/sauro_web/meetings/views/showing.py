"""The page of a meeting."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.signed_in import person_of
from sauro_web.meetings.models import STANDING
from sauro_web.meetings.operations.sending import late_when_approved, unanswered
from sauro_web.meetings.queries.after import after_of
from sauro_web.meetings.queries.before import before_of
from sauro_web.meetings.queries.series import days_of
from sauro_web.meetings.queries.sheet import sheet_of
from sauro_web.meetings.views.reaching import meeting_of

__all__ = ["meeting_page"]


@login_required
@require_GET
def meeting_page(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What it is about, when, where, who is called, and what the reader may do."""
    meeting, person = meeting_of(request, meeting_id), person_of(request)
    now = timezone.now()
    on = timezone.localdate(now)
    sheet = sheet_of(meeting, person, on=on)
    context: dict[str, object] = {"meeting": meeting, "sheet": sheet, "on": on}
    if sheet.approves:
        context["late"] = unanswered(meeting, late_when_approved(meeting, now=now))
    if meeting.series is not None:
        context["days"] = days_of(meeting.series, person, on=on)
    if sheet.attendees is not None:
        context["after"] = after_of(meeting, person, sheet.attendees, now=now)
        context["before"] = before_of(meeting, person, sheet.attendees, now=now, on=on)
        context["begun"] = meeting.starts <= now and meeting.state in STANDING
    return render(request, "meetings/meeting.html", context)
