"""Before a meeting: its agenda, and what those called write about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.meetings import rules
from sauro_web.meetings.forms import AgendaItemForm, AnswerForm, ObjectionForm, RemarkForm
from sauro_web.meetings.models import AgendaItem, Meeting, Remark
from sauro_web.meetings.operations import agenda, remarking
from sauro_web.meetings.views.reaching import inside_of, run_by
from sauro_web.meetings.views.small import SmallPage, answer_small, with_version

__all__ = [
    "agenda_item",
    "agenda_item_add",
    "agenda_item_object",
    "agenda_item_remove",
    "remark_add",
    "remark_answer",
    "remark_withdraw",
]

_NOT_CALLED = "Chỉ người hoặc đơn vị được mời dự mới gửi ý kiến về cuộc họp."


@login_required
@require_http_methods(["GET", "POST"])
def agenda_item_add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One more item."""
    return _save(request, run_by(request, meeting_id), None)


@login_required
@require_http_methods(["GET", "POST"])
def agenda_item(request: HttpRequest, agenda_item_id: int) -> HttpResponse:
    """An item is written anew."""
    row = get_object_or_404(AgendaItem, pk=agenda_item_id)
    return _save(request, run_by(request, row.meeting_id), row)


def _save(request: HttpRequest, meeting: Meeting, row: AgendaItem | None) -> HttpResponse:
    called = list(meeting.attendees.select_related("person", "unit"))
    initial = AgendaItemForm.initial_of(row) if row is not None else {}
    papers = list(meeting.papers.filter(withdrawn_at=None))
    form = AgendaItemForm(request.POST or None, initial=initial, called=called, papers=papers)

    def do(clean: Mapping[str, Any]) -> None:
        agenda.save_item(meeting, form.said(), by=person_of(request), now=timezone.now(), item=row)
        messages.success(request, "Đã ghi chương trình.")

    title = "Sửa nội dung chương trình" if row is not None else "Thêm nội dung chương trình"
    return answer_small(request, meeting, form, SmallPage(title, "Lưu"), do)


@login_required
@require_POST
def agenda_item_remove(request: HttpRequest, agenda_item_id: int) -> HttpResponse:
    """An item is taken off."""
    row = get_object_or_404(AgendaItem, pk=agenda_item_id)
    row.meeting = run_by(request, row.meeting_id)
    agenda.remove_item(row, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã bỏ khỏi chương trình.")
    return redirect("meetings:meeting", row.meeting_id)


@login_required
@require_http_methods(["GET", "POST"])
def agenda_item_object(request: HttpRequest, agenda_item_id: int) -> HttpResponse:
    """Somebody who is called wants it discussed."""
    row = get_object_or_404(AgendaItem, pk=agenda_item_id)
    meeting = row.meeting = inside_of(request, row.meeting_id)
    _ask_called(request, meeting)

    def do(clean: Mapping[str, Any]) -> None:
        agenda.object_to(row, clean["reason"], by=person_of(request), now=timezone.now())
        messages.success(request, "Đã ghi ý kiến khác; nội dung này được thảo luận tại cuộc họp.")

    form = ObjectionForm(request.POST or None)
    page = SmallPage("Có ý kiến khác", "Gửi ý kiến khác", f"Nội dung: {row.text}")
    return answer_small(request, meeting, form, page, do)


@login_required
@require_http_methods(["GET", "POST"])
def remark_add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A question or an opinion of somebody who is called."""
    meeting = inside_of(request, meeting_id)
    _ask_called(request, meeting)
    items, papers = list(meeting.items.all()), list(meeting.papers.filter(withdrawn_at=None))
    form = RemarkForm(request.POST or None, items=items, papers=papers)

    def do(clean: Mapping[str, Any]) -> None:
        remarking.add_remark(meeting, form.remark(), by=person_of(request), now=timezone.now())
        messages.success(request, "Đã gửi chủ trì, thư ký cuộc họp.")

    note = "Chủ trì, thư ký trả lời; người dự họp cùng xem. Nội dung được đưa vào biên bản."
    return answer_small(request, meeting, form, SmallPage("Câu hỏi, ý kiến trước cuộc họp", "Gửi", note), do)


@login_required
@require_http_methods(["GET", "POST"])
def remark_answer(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Chair or secretary answer it."""
    row, meeting = _remark(request, remark_id)
    if not rules.may_answer_remarks(person_of(request), meeting):
        raise NotAllowed("Chỉ chủ trì hoặc thư ký cuộc họp mới trả lời.")
    form = AnswerForm(request.POST or None, initial={"text": row.answer, "seen": row.answer})

    def do(clean: Mapping[str, Any]) -> None:
        by, now = person_of(request), timezone.now()
        remarking.answer_remark(row, clean["text"], by=by, now=now, seen=clean["seen"])
        messages.success(request, "Đã trả lời.")

    def renew() -> None:
        there = Remark.objects.filter(pk=row.pk).first()
        with_version(form, there.answer if there else "", "seen")

    page = SmallPage("Trả lời", "Gửi trả lời", f"{row.by}: {row.text}")
    return answer_small(request, meeting, form, page, do, renew=renew)


@login_required
@require_POST
def remark_withdraw(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Who wrote it takes it back."""
    row, meeting = _remark(request, remark_id)
    remarking.withdraw_remark(row, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã rút lại.")
    return redirect("meetings:meeting", meeting.pk)


def _remark(request: HttpRequest, remark_id: int) -> tuple[Remark, Meeting]:
    row = get_object_or_404(Remark.objects.select_related("by"), pk=remark_id)
    meeting = row.meeting = inside_of(request, row.meeting_id)
    if not rules.may_read_remarks(person_of(request), meeting, on=timezone.localdate()):
        raise Http404
    return row, meeting


def _ask_called(request: HttpRequest, meeting: Meeting) -> None:
    if rules.called_as(person_of(request), meeting, on=timezone.localdate()) is None:
        raise NotAllowed(_NOT_CALLED)
