"""What every view of meetings needs: who asks, and the meeting that he may see."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sauro_web.accounts.signed_in import person_of
from sauro_web.meetings import rules
from sauro_web.meetings.models import Meeting

__all__ = ["inside_of", "meeting_of"]

_RELATED = Meeting.objects.select_related("office", "prepared_by", "called_by", "approved_by", "series")


def meeting_of(request: HttpRequest, meeting_id: int) -> Meeting:
    """The meeting, for whoever may know of it; for others it is not there."""
    meeting = get_object_or_404(_RELATED, pk=meeting_id)
    if not rules.may_read(person_of(request), meeting, on=timezone.localdate()):
        raise Http404
    return meeting


def inside_of(request: HttpRequest, meeting_id: int) -> Meeting:
    """The meeting, for whoever is called to it or runs it; for others it is not there."""
    meeting = get_object_or_404(_RELATED, pk=meeting_id)
    if not rules.may_read_inside(person_of(request), meeting, on=timezone.localdate()):
        raise Http404
    return meeting
