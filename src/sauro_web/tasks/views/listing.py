"""Lists of tasks: of a plan, of units, of a whole office."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.common.lists import Shown, show_list
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries import plan_of
from sauro_web.tasks import queries, rules
from sauro_web.tasks.forms import PartFilters, TaskFilters
from sauro_web.tasks.lists import parts_list, tasks_list
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.views.reaching import person_of

__all__ = ["of_plan", "task_list"]


@login_required
@require_GET
def of_plan(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """The work that an issued plan gave: its tasks with their units, or what each unit owes of it."""
    person, today = person_of(request), timezone.localdate()
    plan = plan_of(plan_id, by=person, on=today)
    if plan.units_told_at is None:
        return redirect("plans:plan", plan.pk)
    own = rules.units_of(person, on=today)
    reads_all = plan.office in rules.offices_watched(person, on=today)
    by_unit = request.GET.get("xem") == "don-vi"
    if by_unit:
        shown = _parts_of_plan(request, plan, None if reads_all else own, today)
    else:
        shown = _tasks_of_plan(request, plan, None if reads_all else own)
    context = {"plan": plan, "reads_all": reads_all, "by_unit": by_unit, "tab": "work"}
    return answer_list(request, shown, "tasks/of_plan.html", context, office=plan.office)


def _tasks_of_plan(request: HttpRequest, plan: ImportedPlan, own: list[Unit] | None) -> Shown:
    """`own` are the units through which alone the person sees tasks; None where he sees them all."""
    opens = None
    if own is not None:
        parts = UnitTask.objects.filter(task__plan=plan, unit__in=own)
        opens = set(parts.values_list("task_id", flat=True))
    rows_of_units = f"{reverse('tasks:of_plan', args=(plan.pk,))}?xem=don-vi"
    title = f"Nhiệm vụ theo Kế hoạch số {plan.reference}"
    replaced = plan.state == PlanState.REPLACED
    listing = tasks_list(title, opens=opens, all_parts=rows_of_units, replaced=replaced)
    return show_list(request, listing, queries.tasks_of(plan), filters=TaskFilters(request.GET))


def _parts_of_plan(request: HttpRequest, plan: ImportedPlan, own: list[Unit] | None, today: date) -> Shown:
    rows = queries.parts_of_plan(plan, seen_by=own)
    filters = PartFilters(request.GET, units=own or (), plans=None, on=today)
    listing = parts_list(f"Phần việc của đơn vị theo Kế hoạch số {plan.reference}", on=today)
    return show_list(request, listing, rows, filters=filters)


@login_required
@require_GET
def task_list(request: HttpRequest) -> HttpResponseBase:
    """What the person's units owe; for those who follow a whole office also what all its units owe."""
    person, today = person_of(request), timezone.localdate()
    units = rules.units_of(person, on=today)
    watched = rules.offices_watched(person, on=today)
    whole = bool(watched) and request.GET.get("pham-vi") == "co-quan"
    parts = queries.parts_given(watched) if whole else queries.parts_held(units)
    plans = queries.plans_with_work(parts)
    filters = PartFilters(request.GET, units=[] if whole else units, plans=plans, on=today)
    title = f"Sổ theo dõi nhiệm vụ {watched[0].label} đã giao" if whole else "Sổ theo dõi nhiệm vụ của đơn vị"
    shown = show_list(request, parts_list(title, on=today), parts, filters=filters)
    context = {"whole": whole, "watched": watched, "units": units}
    office = watched[0] if whole else next(iter(units), None)
    return answer_list(request, shown, "tasks/list.html", context, office=office)
