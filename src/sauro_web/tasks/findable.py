"""By what a task is found: number and symbol of its plan, its wording, its product, who leads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sauro_web.common.words import folded

if TYPE_CHECKING:
    from sauro_web.tasks.models import Task

__all__ = ["words_of_task"]


def words_of_task(task: Task, reference: str, leads: Iterable[str]) -> str:
    """The words of a task, folded; `leads` are the names of the lead as the plan and the office have them on
    the day of issue: a unit renamed later is still found by the name under which it was given the work."""
    return folded(reference, task.text, task.product, *dict.fromkeys(filter(None, leads)))
