"""What every view of meetings needs: who asks, and the meeting that he may see."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.meetings import rules
from sauro_web.meetings.models import Meeting, OpinionRound

__all__ = ["inside_of", "meeting_of", "office_called_in", "round_of", "run_by"]

_NOT_CALLING = "Chỉ người công tác tại cơ quan mới đề nghị họp. Hãy đề nghị quản trị của cơ quan phân quyền."
_NOT_YOURS = "Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới ghi kết quả cuộc họp."
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


def run_by(request: HttpRequest, meeting_id: int) -> Meeting:
    """The meeting, for whoever runs it; raises NotAllowed for others who may know of it."""
    meeting = meeting_of(request, meeting_id)
    if not rules.may_run(person_of(request), meeting, on=timezone.localdate()):
        raise NotAllowed(_NOT_YOURS)
    return meeting


def round_of(request: HttpRequest, round_id: int) -> OpinionRound:
    """The round of opinions, for whoever asks, is asked or follows it; for others it is not there."""
    rows = OpinionRound.objects.select_related("office", "asked_by", "closed_by")
    row = get_object_or_404(rows, pk=round_id)
    if not rules.may_read_round(person_of(request), row, on=timezone.localdate()):
        raise Http404
    return row


def office_called_in(request: HttpRequest) -> Unit:
    """Of the offices in which the person may ask for a meeting that which the address or the form names, else
    that in which he acts. Raises NotAllowed where there is none."""
    offices = rules.offices_called_in(person_of(request), on=timezone.localdate())
    if not offices:
        raise NotAllowed(_NOT_CALLING)
    wanted = number_in(request.POST.get("co-quan") or request.GET.get("co-quan") or "")
    return next((one for one in offices if one.pk == wanted), offices[0])
