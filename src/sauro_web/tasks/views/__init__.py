"""Pages of tasks."""

from sauro_web.tasks.views.boards import board, month
from sauro_web.tasks.views.bulk import many
from sauro_web.tasks.views.issuing import difference, issue
from sauro_web.tasks.views.listing import of_plan, register, task_list
from sauro_web.tasks.views.overview import overview
from sauro_web.tasks.views.progress import of_unit, progress
from sauro_web.tasks.views.saving import forget, save
from sauro_web.tasks.views.showing import task_page
from sauro_web.tasks.views.stepping import take_up

__all__ = [
    "board",
    "difference",
    "forget",
    "issue",
    "many",
    "month",
    "of_plan",
    "of_unit",
    "overview",
    "progress",
    "register",
    "save",
    "take_up",
    "task_list",
    "task_page",
]
