"""By what a task is found: number and symbol of its plan, its wording, its product, who leads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sauro_web.common.words import folded, words_of

if TYPE_CHECKING:
    from sauro_web.tasks.models import Task, TaskWord

__all__ = ["LONGEST", "rows_of_words", "words_of_task"]

LONGEST = 30
"""Of a word by itself; what is longer is looked up by its beginning."""


def words_of_task(task: Task, reference: str, leads: Iterable[str]) -> str:
    """The words of a task, folded; `leads` are the names of the lead as the plan and the office have them on
    the day of issue: a unit renamed later is still found by the name under which it was given the work."""
    return folded(reference, task.text, task.product, *dict.fromkeys(filter(None, leads)))


def rows_of_words(tasks: Iterable[Task], row: type[TaskWord]) -> Iterator[TaskWord]:
    """A row for each word of each task, for looking them up one by one."""
    for task in tasks:
        for word in dict.fromkeys(word[:LONGEST] for word in words_of(task.words)):
            yield row(office_id=task.office_id, word=word, task_id=task.pk)
