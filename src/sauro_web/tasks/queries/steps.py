"""The steps into which a task was taken apart, and what of them falls with it."""

from __future__ import annotations

from collections.abc import Sequence

from sauro_web.common.words import excerpt
from sauro_web.tasks.models import OPEN, Part, Task, UnitTask

__all__ = ["falls_with", "named_steps", "steps_below"]

_NAMED = 5


def steps_below(task: Task) -> list[Task]:
    """The steps of a task, their steps, and so on; a query for each depth."""
    found: list[Task] = []
    above = [task]
    while above := list(Task.objects.filter(parent__in=above).order_by("pk")):
        found += above
    return found


def falls_with(part: UnitTask) -> list[UnitTask]:
    """What is still owed of the steps below, where this part is taken back and nobody leads the whole any
    more; nothing where others lead it too."""
    if part.part != Part.LEAD:
        return []
    others = UnitTask.objects.filter(task=part.task_id, part=Part.LEAD, state__in=OPEN, ended_at=None)
    if others.exclude(pk=part.pk).exists():
        return []
    steps = steps_below(part.task)
    owed = UnitTask.objects.filter(task__in=steps, state__in=OPEN, ended_at=None)
    return list(owed.select_related("task", "unit").order_by("pk")) if steps else []


def named_steps(parts: Sequence[UnitTask]) -> str:
    """The steps that they belong to by their names, the first few of many; blank where there are none."""
    names = list(dict.fromkeys(f"“{excerpt(str(one.task), '', longest=80)}”" for one in parts))
    more = f" và {len(names) - _NAMED} việc khác" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
