"""The addresses of the site; where it has no page yet that issues a plan, one for `kill_trial.py`."""

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
    """Issues the plan under the number that is posted."""
    now = timezone.now()
    plan = queries.plan_of(plan_id, by=request.user, on=now.date())
    number, version = request.POST["number"], int(request.POST["version"])
    day = date(2026, 6, 2)
    issue_plan(plan, number=number, issued_on=day, by=request.user, now=now, version=version)
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [*of_the_site, path("ke-hoach/<int:plan_id>/giao-viec/", issue)]
