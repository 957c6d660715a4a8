"""The addresses of the site, and one more for `kill_trial.py`: issuing a plan without the page around it."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from sauro_web.plans import queries
from sauro_web.tasks.operations import issue_plan
from sauro_web.urls import handler404, handler500
from sauro_web.urls import urlpatterns as of_the_site

__all__ = ["handler404", "handler500", "issue", "urlpatterns"]


@login_required
def issue(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Issues the plan under a number made of its own."""
    now = timezone.now()
    plan = queries.plan_of(plan_id, by=request.user, on=now.date())
    day = date(2026, 6, 2)
    issue_plan(plan, number=str(plan.pk), issued_on=day, by=request.user, now=now, version=plan.version)
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [path("thu/giao-viec/<int:plan_id>/", issue), *of_the_site]
