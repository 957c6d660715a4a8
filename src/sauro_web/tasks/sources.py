"""What the search of the site finds of tasks."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.common.search import Found
from sauro_web.common.words import excerpt, has_phrase, has_words, is_first
from sauro_web.plans.models import PlanState
from sauro_web.tasks import rules
from sauro_web.tasks.models import Part, Task, UnitTask

__all__ = ["find_tasks"]


def find_tasks(person: User, words: str, on: date, limit: int) -> list[Found]:
    """Tasks that the person may read, the last given first: those of the plan of that number, then those that
    have the words together, then those that have them all."""
    seen = Task.objects.filter(rules.readable(person, on=on)).order_by("-given_at", "-id")
    found: dict[int, Task] = {}
    for condition in (is_first("words", words), has_phrase("words", words), has_words("words", words)):
        if len(found) < limit:
            rows = seen.filter(has_words("words", words), condition).exclude(pk__in=found)
            found |= {task.pk: task for task in _related(rows)[: limit - len(found)]}
    leads = _leads(list(found))
    return [_shown(task, words, leads.get(task.pk, "")) for task in found.values()]


def _related(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("plan")


def _leads(tasks: list[int]) -> dict[int, str]:
    parts = UnitTask.objects.filter(task__in=tasks, answers_alone=True).select_related("unit")
    return {part.task_id: part.unit.label for part in parts if part.part == Part.LEAD}


def _shown(task: Task, words: str, lead: str) -> Found:
    said = ["Nhiệm vụ", f"Kế hoạch số {task.plan.reference}"]
    if task.plan.state == PlanState.REPLACED:
        said.append("đã được thay thế")
    if lead or task.group_name:
        said.append(f"{lead or task.group_name} chủ trì")
    if task.due_on:
        said.append(f"hạn {task.due_on:%d/%m/%Y}")
    elif task.due_text:
        said.append(task.due_text)
    if task.product:
        said.append(f"sản phẩm: {excerpt(task.product, words, longest=100)}")
    return Found(excerpt(task.text, words), reverse("tasks:task", args=[task.pk]), " · ".join(said))
