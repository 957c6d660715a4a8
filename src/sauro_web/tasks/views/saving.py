"""Filters that a person keeps."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.tasks.models import SavedFilter
from sauro_web.tasks.operations.saving import forget_filter, save_filter

__all__ = ["forget", "save"]


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keeps the list as it stands, under a name."""
    name, address = request.POST.get("ten", ""), request.POST.get("dia-chi", "")
    saved = save_filter(by=person_of(request), name=name, address=address)
    messages.success(request, f"Đã lưu bộ lọc “{saved}”.")
    return redirect(saved.address)


@login_required
@require_POST
def forget(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Takes one away; those of others are not there."""
    person = person_of(request)
    saved = get_object_or_404(SavedFilter, pk=filter_id, person=person)
    forget_filter(saved, by=person)
    messages.success(request, f"Đã bỏ bộ lọc “{saved}”.")
    return redirect("tasks:list")
