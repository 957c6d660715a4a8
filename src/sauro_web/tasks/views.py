"""Pages of tasks: a plan is issued, what units hold, one task."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import Shown, show_list
from sauro_web.common.refusals import come_back
from sauro_web.plans import rules as plan_rules
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries import plan_of, ties_of
from sauro_web.tasks import operations, queries, rules
from sauro_web.tasks.forms import IssueForm, PartFilters, TaskFilters
from sauro_web.tasks.lists import parts_list, tasks_list
from sauro_web.tasks.models import Task, UnitTask
from sauro_web.tasks.queries.desk import taken_up

__all__ = ["difference", "issue", "of_plan", "take_up", "task_list", "task_page"]

_RELATED = Task.objects.select_related("office", "plan__office", "suggestion", "continued_by__plan")
_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được giao việc từ kế hoạch này."


@login_required
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Number and date, what comes of it, what is missing; then the work is given."""
    person, today = _person(request), timezone.localdate()
    plan = plan_of(plan_id, by=person, on=today)
    if not plan_rules.may_handle_plans(person, plan.office, on=today):
        raise NotAllowed(_NOT_YOURS)
    if plan.state != PlanState.REVIEW:
        return redirect("plans:plan", plan.pk)
    outlook = queries.outlook_of(plan, on=today)
    initial: dict[str, object] = {"number": outlook.number, "issued_on": outlook.issued_on}
    initial |= {"version": plan.version, "seen": outlook.seen}
    form = IssueForm(request.POST or None, initial=initial, on=today)
    if request.method == "POST" and form.is_valid() and _is_new(plan, form):
        come_back(request, form, lambda: _issue_again(request, plan, form))
        issued = operations.issue_plan(plan, **form.cleaned_data, by=person, now=timezone.now())
        messages.success(
            request,
            f"Đã giao {issued.tasks} nhiệm vụ, {issued.parts} phần việc cho {issued.units} đơn vị.",
        )
        return redirect("tasks:of_plan", plan.pk)
    context = _issue_context(plan, outlook, form)
    return render(request, "tasks/issue.html", context, status=422 if form.is_bound else 200)


def _is_new(plan: ImportedPlan, form: IssueForm) -> bool:
    """Whether no other file of the same paper has given work; says so on the form."""
    number, day = form.cleaned_data["number"], form.cleaned_data["issued_on"]
    given = queries.issued_already(plan, number, day)
    if given:
        form.add_error("number", given)
    return not given


def _issue_context(plan: ImportedPlan, outlook: queries.Outlook, form: IssueForm) -> dict[str, object]:
    changes = queries.change_sheet(plan.amends, plan, on=timezone.localdate()) if plan.amends else None
    return {
        "plan": plan,
        "outlook": outlook,
        "form": form,
        "ties": ties_of(plan),
        "may_handle": True,
        "changes": changes,
    }


def _issue_again(request: HttpRequest, plan: ImportedPlan, form: IssueForm) -> HttpResponse:
    """The form as it stands after whatever others did meanwhile; what was typed stays."""
    plan.refresh_from_db(fields=["state", "version", "units_told_at"])
    if plan.state != PlanState.REVIEW:
        messages.info(request, "Kế hoạch này đã được giao việc hoặc đã bỏ; đây là trạng thái hiện nay.")
        return redirect("plans:plan", plan.pk)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = plan.version  # type: ignore[index]
    outlook = queries.outlook_of(plan, on=timezone.localdate())
    return render(request, "tasks/issue.html", _issue_context(plan, outlook, form))


@login_required
@require_GET
def difference(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What an amended plan changes of the one in force, and what becomes of the work in hand; before anybody
    has said that it amends one, beside the one that it seems to amend."""
    person, today = _person(request), timezone.localdate()
    plan = plan_of(plan_id, by=person, on=today)
    ties = ties_of(plan)
    amended = plan.amends or (ties.proposal.plan if ties.proposal else None)
    if amended is None:
        return redirect("plans:plan", plan.pk)
    opens = None if plan.office in rules.offices_watched(person, on=today) else _own(amended, person, today)
    context = {
        "plan": plan,
        "ties": ties,
        "sheet": queries.change_sheet(amended, plan, on=today, opens=opens),
        "may_handle": plan_rules.may_handle_plans(person, plan.office, on=today),
        "tab": "difference",
    }
    return render(request, "tasks/difference.html", context)


def _own(plan: ImportedPlan, person: User, on: date) -> set[int]:
    """The tasks of a plan in which the person's units have a part."""
    own = UnitTask.objects.filter(task__plan=plan, unit__in=rules.units_of(person, on=on))
    return set(own.values_list("task_id", flat=True))


@login_required
@require_GET
def of_plan(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """The work that an issued plan gave: its tasks with their units, or what each unit owes of it."""
    person, today = _person(request), timezone.localdate()
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
    person, today = _person(request), timezone.localdate()
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


@login_required
@require_GET
def task_page(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: the six clarities, the words of the plan, the units. Whose part went over to an amended plan
    is led there."""
    person, today = _person(request), timezone.localdate()
    task = get_object_or_404(_RELATED, pk=task_id)
    if not rules.may_read_task(person, task, on=today):
        latest = queries.latest_wording(task)
        if latest.pk == task.pk or not rules.may_read_task(person, latest, on=today):
            raise Http404
        return redirect("tasks:task", latest.pk)
    own = {unit.pk for unit in rules.units_of(person, on=today)}
    sheet = queries.task_sheet(task, on=today)
    mine = [part for part in (*sheet.leads, *sheet.cooperating) if part.unit_id in own]
    whole = rules.may_read_work_of(person, task.office, on=today)
    before, after = queries.neighbours(task, None if whole else own)
    context = {
        "task": task,
        "before": before,
        "after": after,
        "sheet": sheet,
        "mine": mine,
        "today": today,
        "reads_plan": plan_rules.may_read_plan(person, task.plan, on=today),
    }
    return render(request, "tasks/task.html", context)


@login_required
@require_POST
def take_up(request: HttpRequest, part_id: int) -> HttpResponse:
    """The unit has received its part."""
    part = get_object_or_404(UnitTask.objects.select_related("unit"), pk=part_id)
    _task(request, part.task_id)
    held = operations.take_up(part, by=_person(request), now=timezone.now())
    if getattr(request, "htmx", False):
        row = taken_up(held, timezone.localdate())
        return render(request, "common/_thing.html", {"thing": row})
    messages.success(request, f"Đã ghi nhận: {part.unit.label} nhận việc này.")
    if request.POST.get("next") == "/":
        return redirect("/")
    return redirect("tasks:task", part.task_id)


def _person(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def _task(request: HttpRequest, task_id: int) -> Task:
    """The task, for whoever may see it; for others it is not there."""
    task = get_object_or_404(_RELATED, pk=task_id)
    if not rules.may_read_task(_person(request), task, on=timezone.localdate()):
        raise Http404
    return task
