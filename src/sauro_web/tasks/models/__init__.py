"""Records of what is to be done and of how it goes."""

from sauro_web.tasks.models.beside import OF_TASK
from sauro_web.tasks.models.following import (
    Extension,
    NoteFile,
    Nudge,
    NudgedPart,
    NudgeKind,
    Obstacle,
    ProgressNote,
)
from sauro_web.tasks.models.reminding import Reminder, ReminderRun
from sauro_web.tasks.models.saved import SavedFilter
from sauro_web.tasks.models.tasks import CLOSED, OPEN, Origin, Part, Task, TaskState, TaskWord, UnitTask

__all__ = [
    "CLOSED",
    "OF_TASK",
    "OPEN",
    "Extension",
    "NoteFile",
    "Nudge",
    "NudgeKind",
    "NudgedPart",
    "Obstacle",
    "Origin",
    "Part",
    "ProgressNote",
    "Reminder",
    "ReminderRun",
    "SavedFilter",
    "Task",
    "TaskState",
    "TaskWord",
    "UnitTask",
]
