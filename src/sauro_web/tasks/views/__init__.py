"""Pages of tasks."""

from sauro_web.tasks.views.acting import step, value
from sauro_web.tasks.views.asking import answer, close, decide, extend, obstacle
from sauro_web.tasks.views.boards import board, month
from sauro_web.tasks.views.bulk import many
from sauro_web.tasks.views.giving import cancel, due_said, give, give_part, units_found
from sauro_web.tasks.views.importing import progress_template, progress_upload, tasks_template, tasks_upload
from sauro_web.tasks.views.issuing import difference, issue
from sauro_web.tasks.views.listing import of_plan, register, task_list
from sauro_web.tasks.views.noting import note, note_file, officer
from sauro_web.tasks.views.nudging import nudge_letter, nudge_list, nudge_new, nudge_page, nudge_seen
from sauro_web.tasks.views.overview import overview
from sauro_web.tasks.views.progress import of_unit, progress
from sauro_web.tasks.views.saving import forget, save
from sauro_web.tasks.views.showing import history, task_page
from sauro_web.tasks.views.stepping import take_up

__all__ = [
    "answer",
    "board",
    "cancel",
    "close",
    "decide",
    "difference",
    "due_said",
    "extend",
    "forget",
    "give",
    "give_part",
    "history",
    "issue",
    "many",
    "month",
    "note",
    "note_file",
    "nudge_letter",
    "nudge_list",
    "nudge_new",
    "nudge_page",
    "nudge_seen",
    "obstacle",
    "of_plan",
    "of_unit",
    "officer",
    "overview",
    "progress",
    "progress_template",
    "progress_upload",
    "register",
    "save",
    "step",
    "take_up",
    "task_list",
    "task_page",
    "tasks_template",
    "tasks_upload",
    "units_found",
    "value",
]
