"""The leader's page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.tasks import rules
from sauro_web.tasks.queries.dashboard import dashboard

__all__ = ["overview"]

_NOT_YOURS = (
    "Trang tổng quan dành cho lãnh đạo và người theo dõi kế hoạch của cơ quan. "
    "Hãy đề nghị quản trị của cơ quan giao vị trí đó nếu cần."
)


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What is late and with whom, what waits for a decision, how far each plan is, how it goes month by
    month."""
    person, today = person_of(request), timezone.localdate()
    watched = rules.offices_watched(person, on=today)
    if not watched:
        raise NotAllowed(_NOT_YOURS)
    board = dashboard(person, watched, on=today, every_plan=request.GET.get("ke-hoach") == "tat-ca")
    return render(request, "tasks/overview.html", {"board": board, "watched": watched})
