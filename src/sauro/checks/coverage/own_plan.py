"""The duty to issue a plan of one's own: what the plan below itself is."""

from __future__ import annotations

import re

from sauro.checks.coverage.addressees import is_given_to
from sauro.plan.model import Plan, Task
from sauro.text.compare import key

__all__ = ["is_own_plan", "own_plan_duty"]

_OWN_PLAN = re.compile(
    r"^(?:can cu .{0,60}?)?(?:khan truong |chu dong )?xay dung(?:,| va)? (?:va )?ban hanh ke hoach\b"
    r".*\b(?:thuc hien|trien khai)\b|^ban hanh ke hoach\b.*\b(?:thuc hien|trien khai)\b"
)


def is_own_plan(task: Task) -> bool:
    """Whether a duty asks for a plan that carries this one out."""
    return _OWN_PLAN.search(key(task.text.value)) is not None


def own_plan_duty(plan: Plan, office: str) -> Task | None:
    """The duty of `plan` by which an office has to issue its own; the one with a time limit where it stands
    twice. None where the plan asks it of nobody, or of others."""
    asked = [
        task
        for task in plan.tasks
        if is_own_plan(task) and is_given_to(office, tuple(lead.value for lead in task.lead))
    ]
    return min(asked, key=lambda task: task.due is None, default=None)
