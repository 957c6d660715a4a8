"""The leader's page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.glances import glances_of
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
    month; what other apps say of the office in a line."""
    person, today = person_of(request), timezone.localdate()
    watched = rules.offices_watched(person, on=today)
    if not watched:
        raise NotAllowed(_NOT_YOURS)
    board = dashboard(person, watched, on=today, every_plan=request.GET.get("ke-hoach") == "tat-ca")
    glances = glances_of(watched[0], person, on=today)
    context = {"board": board, "watched": watched, "glances": glances}
    return render(request, "tasks/overview.html", context)
