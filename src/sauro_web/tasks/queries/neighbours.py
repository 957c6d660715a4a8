"""The task before and the one after, as the plan has them."""

from __future__ import annotations

from collections.abc import Collection

from sauro_web.tasks.models import Task, UnitTask

__all__ = ["neighbours"]


def neighbours(task: Task, units: Collection[int] | None) -> tuple[int | None, int | None]:
    """The numbers of the tasks before and after in the same plan, of those in which one of `units` has a
    part; of all of them where it is None. One query: a plan has a few hundred at most. What comes from no
    plan has none."""
    if task.plan_id is None:
        return None, None
    tasks = Task.objects.filter(plan=task.plan_id)
    if units is not None:
        tasks = tasks.filter(pk__in=UnitTask.objects.filter(unit__in=units).values("task"))
    order = list(tasks.order_by("position", "pk").values_list("pk", flat=True))
    if task.pk not in order:
        return None, None
    at = order.index(task.pk)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
