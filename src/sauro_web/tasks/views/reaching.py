"""What every view of tasks needs: who asks, and the task that he may read."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sauro_web.accounts.signed_in import person_of
from sauro_web.tasks import rules
from sauro_web.tasks.models import Obstacle, Task, UnitTask

__all__ = ["RELATED", "part_asked_about", "part_of", "task_of"]

RELATED = Task.objects.select_related(
    "office", "plan__office", "suggestion", "continued_by__plan", "parent__office"
)


def task_of(request: HttpRequest, task_id: int) -> Task:
    """The task, for whoever may see it; for others it is not there."""
    task = get_object_or_404(RELATED, pk=task_id)
    if not rules.may_read_task(person_of(request), task, on=timezone.localdate()):
        raise Http404
    return task


def part_of(request: HttpRequest, part_id: int) -> UnitTask:
    """The part of a task that the person may see, with its task; for others it is not there."""
    part = get_object_or_404(UnitTask.objects.select_related("unit", "officer"), pk=part_id)
    part.task = task_of(request, part.task_id)
    return part


def part_asked_about(request: HttpRequest, held: Obstacle) -> UnitTask:
    """The part that an obstacle holds up, for whoever may see its task or is asked about it; for others it is
    not there."""
    person, on = person_of(request), timezone.localdate()
    if Obstacle.objects.filter(rules.obstacles_open_to(person, on=on), pk=held.pk).exists():
        part = get_object_or_404(UnitTask.objects.select_related("unit"), pk=held.part_id)
        part.task = get_object_or_404(RELATED, pk=part.task_id)
        return part
    return part_of(request, held.part_id)
