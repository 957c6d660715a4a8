"""Pages of tasks."""

from sauro_web.tasks.views.importing import progress_template, progress_upload, tasks_template, tasks_upload
from sauro_web.tasks.views.issuing import difference, issue
from sauro_web.tasks.views.listing import of_plan, task_list
from sauro_web.tasks.views.nudging import nudge_letter, nudge_list, nudge_new, nudge_page, nudge_seen
from sauro_web.tasks.views.showing import task_page
from sauro_web.tasks.views.stepping import take_up

__all__ = [
    "difference",
    "issue",
    "nudge_letter",
    "nudge_list",
    "nudge_new",
    "nudge_page",
    "nudge_seen",
    "of_plan",
    "progress_template",
    "progress_upload",
    "take_up",
    "task_list",
    "task_page",
    "tasks_template",
    "tasks_upload",
]
