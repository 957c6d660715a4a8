"""What is done with a part."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.tasks import operations
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.queries.desk import taken_up
from sauro_web.tasks.views.reaching import task_of

__all__ = ["take_up"]


@login_required
@require_POST
def take_up(request: HttpRequest, part_id: int) -> HttpResponse:
    """The unit has received its part."""
    part = get_object_or_404(UnitTask.objects.select_related("unit"), pk=part_id)
    task_of(request, part.task_id)
    held = operations.take_up(part, by=person_of(request), now=timezone.now())
    if getattr(request, "htmx", False):
        row = taken_up(held, timezone.localdate())
        return render(request, "common/_thing.html", {"things": [row]})
    messages.success(request, f"Đã ghi nhận: {part.unit.label} nhận việc này.")
    if request.POST.get("next") == "/":
        return redirect("/")
    return redirect("tasks:task", part.task_id)
