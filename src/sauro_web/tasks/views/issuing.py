"""A plan is issued, and what that changes."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.models import User
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.plans import rules as plan_rules
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries import plan_of, ties_of
from sauro_web.tasks import operations, queries, rules
from sauro_web.tasks.forms import IssueForm
from sauro_web.tasks.models import UnitTask

__all__ = ["difference", "issue"]

_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được giao việc từ kế hoạch này."


@login_required
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Number and date, what comes of it, what is missing; then the work is given."""
    person, today = person_of(request), timezone.localdate()
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
    person, today = person_of(request), timezone.localdate()
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
    own = UnitTask.objects.filter(plan=plan, unit__in=rules.units_of(person, on=on))
    return set(own.values_list("task_id", flat=True))
