"""Reading tasks."""

from sauro_web.tasks.queries.holding import parts_given, parts_held, plans_with_work
from sauro_web.tasks.queries.neighbours import neighbours
from sauro_web.tasks.queries.outlook import Outlook, outlook_of
from sauro_web.tasks.queries.showing import GivenTask, TaskSheet, task_sheet, tasks_of

__all__ = [
    "GivenTask",
    "Outlook",
    "TaskSheet",
    "neighbours",
    "outlook_of",
    "parts_given",
    "parts_held",
    "plans_with_work",
    "task_sheet",
    "tasks_of",
]
