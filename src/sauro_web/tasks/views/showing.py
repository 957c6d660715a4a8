"""One task."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.plans import rules as plan_rules
from sauro_web.tasks import queries, rules
from sauro_web.tasks.views.reaching import RELATED, person_of

__all__ = ["task_page"]


@login_required
@require_GET
def task_page(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: the six clarities, the words of the plan, the units. Whose part went over to an amended plan
    is led there."""
    person, today = person_of(request), timezone.localdate()
    task = get_object_or_404(RELATED, pk=task_id)
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
        "reads_plan": task.plan is not None and plan_rules.may_read_plan(person, task.plan, on=today),
    }
    return render(request, "tasks/task.html", context)
