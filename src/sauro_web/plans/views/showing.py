"""The page of one plan, and its history."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sauro_web.accounts.signed_in import person_of
from sauro_web.audit.queries import entries_of
from sauro_web.common.keyset import page_of
from sauro_web.plans import queries, rules
from sauro_web.plans.forms import DiscardForm
from sauro_web.plans.views.reaching import may_handle, plan_seen, today

__all__ = ["history", "plan_page"]

_STEPS = 40


@login_required
@require_GET
def plan_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the plan is, what it is tied to, what it gave, its file."""
    plan = plan_seen(request, plan_id)
    sheet = queries.sheet_of(plan, by=person_of(request), on=today())
    context = {
        "plan": plan,
        "sheet": sheet,
        "ties": sheet.ties,
        "may_handle": may_handle(request, plan),
        "sees_below": rules.may_follow_plans_below(person_of(request), plan, on=today()),
        "form": DiscardForm(),
        "tab": "plan",
    }
    return render(request, "plans/plan.html", context)


@login_required
@require_GET
def history(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Who did what with the plan and when, the last first."""
    plan = plan_seen(request, plan_id)
    page = page_of(entries_of(plan), by=("-number",), at=request.GET.get("trang", ""), size=_STEPS)
    context = {
        "plan": plan,
        "page": page,
        "history": queries.steps_of(plan, page),
        "may_handle": may_handle(request, plan),
        "tab": "history",
    }
    return render(request, "plans/history.html", context)
