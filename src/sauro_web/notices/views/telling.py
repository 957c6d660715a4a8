"""The page of notices."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.lists import show_list
from sauro_web.notices.forms import NoticeFilters
from sauro_web.notices.lists import notices_list
from sauro_web.notices.operations import mark_seen
from sauro_web.notices.queries import notices_for, notices_unseen

__all__ = ["notice_list", "open_notice", "see_all"]


@login_required
@require_GET
def notice_list(request: HttpRequest) -> HttpResponseBase:
    """What the person's units were told, the last first."""
    person, today = person_of(request), timezone.localdate()
    told = notices_for(person, on=today).select_related("unit")
    shown = show_list(request, notices_list("Thông báo"), told, filters=NoticeFilters(request.GET))
    # Asked for on paper and in a spreadsheet alone.
    office = home_of(person, today) if "dang" in request.GET else None
    return answer_list(request, shown, "notices/list.html", office=office)


@login_required
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Goes where the notice leads; it is seen from then on."""
    person = person_of(request)
    notice = get_object_or_404(notices_for(person, on=timezone.localdate()), pk=notice_id)
    mark_seen([notice], by=person, now=timezone.now())
    return redirect(notice.link)


@login_required
@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    """Everything is seen."""
    person = person_of(request)
    waiting = list(notices_unseen(person, on=timezone.localdate()))
    mark_seen(waiting, by=person, now=timezone.now())
    messages.success(request, f"Đã đánh dấu {len(waiting)} thông báo là đã xem.")
    return redirect("notices:list")
