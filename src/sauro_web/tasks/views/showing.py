"""One task."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from sauro_web.accounts.models import User
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.fields import number_in
from sauro_web.documents.queries.of_tasks import document_of_task
from sauro_web.plans import rules as plan_rules
from sauro_web.tasks import operations, queries, rules
from sauro_web.tasks.models import OPEN, Origin, Part, TaskState
from sauro_web.tasks.queries.stages import parts_named, stages_of
from sauro_web.tasks.queries.stream import stream_of
from sauro_web.tasks.views.reaching import RELATED, task_of

__all__ = ["history", "task_page"]

_LATEST = 6
"""Of what happened, on the page of the task; the rest is on a page of its own."""
_PAGE = 50
_ROWS = 12
"""Units shown before one asks for all of them."""


@login_required
@require_GET
def task_page(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: what the person has to do with it first, then the six clarities, the words of the plan, the
    units, what happened. Who is only asked about an obstacle sees the question. Whose part went over to an
    amended plan is led there. What is only for information is read when somebody of the unit opens it."""
    person, today = person_of(request), timezone.localdate()
    task = get_object_or_404(RELATED, pk=task_id)
    place = rules.place_on(person, task, on=today)
    if not place.reads:
        if asked := queries.obstacles_of(person, task, on=today):
            return render(request, "tasks/asked.html", {"task": task, "asked": asked, "today": today})
        latest = queries.latest_wording(task)
        if latest.pk == task.pk or not rules.may_read_task(person, latest, on=today):
            raise Http404
        return redirect("tasks:task", latest.pk)
    sheet = queries.task_sheet(task, on=today)
    _read(sheet, place, person)
    opened = number_in(request.GET.get("phan-viec", ""))
    following = queries.following_of(sheet.parts, place, on=today, opened=opened)
    before, after = queries.neighbours(task, None if place.follows else place.own)
    named = parts_named(task)
    latest_steps = stream_of(task, named, most=_LATEST + 1)
    context = {
        "task": task,
        "before": before,
        "after": after,
        "sheet": sheet,
        "following": following,
        "today": today,
        "document": document_of_task(task.pk, person, on=today) if task.origin == Origin.DOCUMENT else None,
        "reads_plan": task.plan is not None and plan_rules.may_read_plan(person, task.plan, on=today),
        "reads_parent": task.parent is not None and rules.may_read_task(person, task.parent, on=today),
        "stages": stages_of(task, place, on=today),
        "asked_of_us": queries.obstacles_to(place.asked, task.pk),
        "happened": latest_steps[:_LATEST],
        "more_happened": len(latest_steps) > _LATEST,
        "may_give_anew": sheet.taken_back is not None and rules.may_give(person, task.office, on=today),
        "may_take_apart": _is_open(sheet) and (place.follows or place.leads),
        "may_cancel": place.follows and any(part.state in OPEN for part in sheet.parts),
    } | _rows(request, following)
    return render(request, "tasks/task.html", context)


def _read(sheet: queries.TaskSheet, place: rules.Place, person: User) -> None:
    """What one's own unit was only told of leaves its list."""
    for part in sheet.parts:
        told = part.part == Part.INFORMED and part.state == TaskState.ASSIGNED and part.ended_at is None
        if told and part.unit_id in place.asked:
            part.state = operations.take_up(part, by=person, now=timezone.now()).state


def _is_open(sheet: queries.TaskSheet) -> bool:
    return not sheet.is_replaced and any(part.state in OPEN for part in sheet.leads)


def _rows(request: HttpRequest, following: queries.Following) -> dict[str, object]:
    """The units that were asked for: those that have finished, all of them, or the first."""
    wanted = request.GET.get("don-vi", "")
    rows = list(following.every)
    if wanted == "hoan-thanh":
        rows = [card for card in rows if card.part.state == TaskState.FINISHED]
    elif wanted != "tat-ca":
        rows = rows[:_ROWS]
    return {"rows": rows, "wanted": wanted, "hidden_rows": len(following.every) - len(rows)}


@login_required
@require_GET
def history(request: HttpRequest, task_id: int) -> HttpResponse:
    """All that happened with a task, newest first, fifty at a time."""
    task = task_of(request, task_id)
    asked = request.GET.get("truoc", "")
    before = _moment(asked)
    happened = stream_of(task, parts_named(task), most=_PAGE + 1, before=before)
    older = happened[_PAGE - 1].at.isoformat() if len(happened) > _PAGE else ""
    context = {"task": task, "happened": happened[:_PAGE], "older": older, "before": before}
    return render(request, "tasks/history.html", context)


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text[:40])
    except ValueError:
        return None
    return found if found is None or timezone.is_aware(found) else timezone.make_aware(found)
