"""Lists of tasks: of a plan, of units, of a whole office."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.between_pages import kept
from sauro_web.common.lists import Shown, show_list
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries import plan_of
from sauro_web.tasks import queries, rules
from sauro_web.tasks.forms import TaskFilters
from sauro_web.tasks.lists import parts_list, register_list, tasks_list
from sauro_web.tasks.models import SavedFilter, UnitTask
from sauro_web.tasks.operations.bulk import Action
from sauro_web.tasks.part_filters import PartFilters, units_offered
from sauro_web.tasks.queries.days import days_for
from sauro_web.tasks.queries.progress import sections_of
from sauro_web.tasks.scoping import Scope, scope_of

__all__ = ["of_plan", "register", "task_list"]


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
        shown = _parts_of_plan(request, plan, None if reads_all else own, own, today)
    else:
        shown = _tasks_of_plan(request, plan, None if reads_all else own)
    context = {"plan": plan, "reads_all": reads_all, "by_unit": by_unit, "tab": "work"}
    return answer_list(request, shown, "tasks/of_plan.html", context, office=plan.office)


def _tasks_of_plan(request: HttpRequest, plan: ImportedPlan, own: list[Unit] | None) -> Shown:
    """`own` are the units through which alone the person sees tasks; None where he sees them all."""
    opens = None
    if own is not None:
        parts = UnitTask.objects.filter(plan=plan, unit__in=own)
        opens = set(parts.values_list("task_id", flat=True))
    rows_of_units = f"{reverse('tasks:of_plan', args=(plan.pk,))}?xem=don-vi"
    title = f"Nhiệm vụ theo Kế hoạch số {plan.reference}"
    replaced = plan.state == PlanState.REPLACED
    listing = tasks_list(title, opens=opens, all_parts=rows_of_units, replaced=replaced)
    return show_list(request, listing, queries.tasks_of(plan), filters=TaskFilters(request.GET))


def _parts_of_plan(
    request: HttpRequest, plan: ImportedPlan, seen: list[Unit] | None, own: list[Unit], today: date
) -> Shown:
    rows = queries.parts_of_plan(plan, seen_by=seen)
    days = days_for([plan.office, *own], on=today)
    units = units_offered(rows, request.GET.get("don-vi", "")) if seen is None else seen
    filters = PartFilters(
        request.GET,
        person=person_of(request),
        units=units,
        plans=None,
        today=days.today,
        sections=sections_of(plan),
    )
    listing = parts_list(f"Phần việc của đơn vị theo Kế hoạch số {plan.reference}", days=days)
    return show_list(request, listing, rows, filters=filters)


@login_required
@require_GET
def task_list(request: HttpRequest) -> HttpResponseBase:
    """What the person's units owe; for those who follow a whole office also what all its units owe."""
    scope = scope_of(person_of(request), request.GET, on=timezone.localdate())
    listing = parts_list(scope.title, days=scope.days, picked=True)
    shown = show_list(request, listing, queries.drawn_in_lists(scope.parts), filters=scope.filters)
    context = _list_context(scope, "list")
    return answer_list(request, shown, "tasks/list.html", context, office=scope.office)


@login_required
@require_GET
def register(request: HttpRequest) -> HttpResponseBase:
    """The same rows as the book on paper has them, with its fixed columns."""
    scope = scope_of(person_of(request), request.GET, on=timezone.localdate())
    shown = show_list(
        request, register_list(scope.title, days=scope.days), scope.parts, filters=scope.filters
    )
    context = _list_context(scope, "register")
    return answer_list(request, shown, "tasks/list.html", context, office=scope.office)


def _list_context(scope: Scope, view: str) -> dict[str, object]:
    """What was saved is asked for only where it is drawn."""
    own = SavedFilter.objects.filter(person=scope.person)
    saved = partial(kept, ("saved filters", scope.person.pk), lambda: list(own))
    return {"scope": scope, "view": view, "saved": saved, "actions": Action.choices}
