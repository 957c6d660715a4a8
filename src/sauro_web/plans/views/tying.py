"""What a plan is tied to: whose it is, which one it carries out, which one it amends."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.plans import operations, queries
from sauro_web.plans.forms import OriginForm, SeenForm, TieForm
from sauro_web.plans.models import ImportedPlan, Origin
from sauro_web.plans.views.reaching import is_htmx, plan_handled, today, valid

__all__ = ["amended", "keep", "origin", "parent", "review_again"]


@login_required
@require_http_methods(["GET", "POST"])
def parent(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Which plan this one carries out: confirmed, looked up, or said not to be in the program."""
    plan = plan_handled(request, plan_id)
    if request.method == "GET":
        found = queries.look_up(plan, request.GET.get("q", "")[:200])
        return _search(request, plan, found, tie="parent")
    form = valid(TieForm(request.POST))
    operations.choose_parent(
        plan,
        _other(request, form),
        by=person_of(request),
        now=timezone.now(),
        version=form.cleaned_data["version"],
        reference=form.cleaned_data["reference"],
    )
    messages.success(request, "Đã ghi kế hoạch cấp trên.")
    return _back(request, plan)


@login_required
@require_http_methods(["GET", "POST"])
def amended(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Which plan in force this one amends or replaces."""
    plan = plan_handled(request, plan_id)
    if request.method == "GET":
        found = queries.look_up_amendable(plan, request.GET.get("q", "")[:200])
        return _search(request, plan, found, tie="amended")
    form = valid(TieForm(request.POST))
    chosen = operations.choose_amended(
        plan,
        _other(request, form),
        by=person_of(request),
        now=timezone.now(),
        version=form.cleaned_data["version"],
    )
    if chosen.amends is None:
        messages.success(request, "Đã ghi: kế hoạch này không sửa đổi, thay thế kế hoạch nào.")
        return _back(request, plan)
    messages.success(request, f"Đã ghi: kế hoạch này thay thế Kế hoạch số {chosen.amends.reference}.")
    return redirect("tasks:difference", plan.pk)


@login_required
@require_POST
def origin(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Whose plan it is."""
    plan = plan_handled(request, plan_id)
    form = valid(OriginForm(request.POST))
    said = Origin(form.cleaned_data["origin"])
    operations.say_origin(
        plan, said, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    messages.success(request, f"Đã ghi: {said.label}.")
    return _back(request, plan)


@login_required
@require_POST
def keep(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Keeps a plan received from another office without giving work from it."""
    plan = plan_handled(request, plan_id)
    form = valid(SeenForm(request.POST))
    kept = operations.keep_received(
        plan, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    messages.success(request, f"Đã lưu {kept.cited}. Kế hoạch của cơ quan có thể chọn làm kế hoạch cấp trên.")
    return redirect("plans:plan", plan.pk)


@login_required
@require_POST
def review_again(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Opens a kept plan for review."""
    plan = plan_handled(request, plan_id)
    form = valid(SeenForm(request.POST))
    operations.review_received(
        plan, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    return redirect("plans:review", plan.pk)


def _other(request: HttpRequest, form: TieForm) -> ImportedPlan | None:
    """The plan that was picked, where the person may read it."""
    number = form.cleaned_data["plan"]
    return queries.plan_of(number, by=person_of(request), on=today()) if number else None


def _search(
    request: HttpRequest, plan: ImportedPlan, found: Sequence[ImportedPlan], *, tie: str
) -> HttpResponse:
    context = {"plan": plan, "found": found, "words": request.GET.get("q", ""), "tie": tie}
    return render(
        request, "plans/_tie_found.html" if is_htmx(request) else f"plans/choose_{tie}.html", context
    )


def _back(request: HttpRequest, plan: ImportedPlan) -> HttpResponse:
    """To where the person was asked."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return redirect(asked)
    return redirect("plans:plan", plan.pk)
