"""Reading tasks."""

from sauro_web.tasks.queries.acting import Following, PartCard, following_of, obstacles_of, obstacles_to
from sauro_web.tasks.queries.carrying import Forecast, forecast
from sauro_web.tasks.queries.changes import ChangeSheet, change_sheet
from sauro_web.tasks.queries.holding import (
    drawn_in_lists,
    parts_given,
    parts_held,
    parts_of_area,
    parts_of_plan,
)
from sauro_web.tasks.queries.neighbours import neighbours
from sauro_web.tasks.queries.outlook import Outlook, issued_already, outlook_of
from sauro_web.tasks.queries.showing import TaskSheet, latest_wording, names_in, task_sheet, tasks_of

__all__ = [
    "ChangeSheet",
    "Following",
    "Forecast",
    "Outlook",
    "PartCard",
    "TaskSheet",
    "change_sheet",
    "drawn_in_lists",
    "following_of",
    "forecast",
    "issued_already",
    "latest_wording",
    "names_in",
    "neighbours",
    "obstacles_of",
    "obstacles_to",
    "outlook_of",
    "parts_given",
    "parts_held",
    "parts_of_area",
    "parts_of_plan",
    "task_sheet",
    "tasks_of",
]
