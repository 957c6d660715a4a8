"""What the search of the site finds of tasks."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.accounts.prefixes import begins
from sauro_web.common.search import Found
from sauro_web.common.words import excerpt, has_phrase, has_words, is_first, words_of
from sauro_web.plans.models import PlanState
from sauro_web.tasks import rules
from sauro_web.tasks.findable import LONGEST
from sauro_web.tasks.models import Part, Task, TaskWord, UnitTask

__all__ = ["find_tasks"]

_COMMON = 1_000
"""Rows of one word from which on it tells nothing."""
_SURPLUS = 100
"""How many more of common words are read, to have those with the words together among them."""


def find_tasks(person: User, words: str, on: date, limit: int) -> list[Found]:
    """Tasks that the person may read: those of the plan of that number first, then those that have the words
    together, then those that have them all; of alike ones the last given first,
    those of one plan in its order."""
    wanted = words_of(words)
    if not wanted:
        return []
    offices = rules.offices_read_whole(person, on=on)
    own = UnitTask.objects.filter(unit__in=rules.units_of(person, on=on)).values("task")
    places = _of_offices(offices, wanted, limit) if offices else []
    places += _ranked(Task.objects.filter(pk__in=own).exclude(office__in=offices), wanted, limit)
    best = [pk for *_, pk in sorted(places)[:limit]]
    tasks = Task.objects.select_related("plan").in_bulk(best)
    leads = _leads(best)
    return [_shown(tasks[pk], words, leads.get(pk, "")) for pk in best if pk in tasks]


_Place = tuple[int, float, int]
"""Where a task stands among the found: how well its words fit, how late it was given, its key."""


def _of_offices(offices: list[int], wanted: list[str], limit: int) -> list[_Place]:
    """Of all that offices gave: by the index of the rarest word; where every word is common, the last given
    tasks that have them all, which soon are enough."""
    every = [TaskWord.objects.filter(begins("word", word[:LONGEST]), office__in=offices) for word in wanted]
    number, rarest = min(((rows[:_COMMON].count(), rows) for rows in every), key=lambda counted: counted[0])
    if number < _COMMON:
        return _ranked(Task.objects.filter(pk__in=rarest.values("task")), wanted, limit)
    late = Task.objects.filter(has_words("words", " ".join(wanted)))
    # Office by office: only so the index that has them in this order ends the reading early.
    rows = (late.filter(office=office).order_by("-given_at", "-id") for office in offices)
    return [place for found in rows for place in _places(found[: limit + _SURPLUS], wanted)]


def _ranked(tasks: QuerySet[Task], wanted: list[str], limit: int) -> list[_Place]:
    words = " ".join(wanted)
    rank = Case(
        When(is_first("words", words), then=Value(0)),
        When(has_phrase("words", words), then=Value(1)),
        default=Value(2),
    )
    rows = tasks.filter(has_words("words", words)).alias(rank=rank)
    return _places(rows.order_by("rank", "-given_at", "id")[:limit], wanted)


def _places(tasks: QuerySet[Task], wanted: list[str]) -> list[_Place]:
    """Only what ranks is read, so that a hundred rows cost little more than ten."""
    words = " ".join(wanted)

    def fit(folded: str) -> int:
        if folded.startswith(f" {words} "):
            return 0
        return 1 if f" {words}" in folded else 2

    rows = tasks.values_list("pk", "given_at", "words")
    return [(fit(folded), -given_at.timestamp(), pk) for pk, given_at, folded in rows]


def _leads(tasks: list[int]) -> dict[int, str]:
    parts = UnitTask.objects.filter(task__in=tasks, answers_alone=True).select_related("unit")
    return {part.task_id: part.unit.label for part in parts if part.part == Part.LEAD}


def _shown(task: Task, words: str, lead: str) -> Found:
    said = ["Nhiệm vụ", task.source_name]
    if task.plan is not None and task.plan.state == PlanState.REPLACED:
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
