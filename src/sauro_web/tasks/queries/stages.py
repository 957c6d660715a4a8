"""The steps that a task was taken apart into, and whose its parts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.queries.acting import PartCard
from sauro_web.tasks.rules import Place
from sauro_web.tasks.standing import chip_of, today_of
from sauro_web.tasks.timing import days_late, timing_of
from sauro_web.workdays.queries import Calendars

__all__ = ["Stage", "parts_named", "stages_of"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a task, with the part of whoever leads it; None where nobody does any more."""

    task: Task
    lead: PartCard | None
    opens: bool
    """Whether the person may open its page."""


def stages_of(task: Task, place: Place, *, on: date) -> Sequence[Stage]:
    """The steps of a task in their order. Three queries at most, however many there are."""
    children = list(Task.objects.filter(parent=task).order_by("position", "pk"))
    if not children:
        return ()
    rows = UnitTask.objects.filter(task__in=children, series=None).select_related("unit", "officer")
    calendars = Calendars()
    own: set[int] = set()
    leads: dict[int, PartCard] = {}
    for part in rows:
        if part.unit_id in place.own:
            own.add(part.task_id)
        if part.part == Part.LEAD and part.state != TaskState.PASSED_ON:
            calendar = calendars.of(part.unit)
            today = today_of(on, calendar)
            late = days_late(part, today, calendar)
            chip = chip_of(part, today, calendar)
            leads[part.task_id] = PartCard(part, frozenset(), timing_of(part, today), late, chip)
    every = place.follows or place.leads
    return [Stage(child, leads.get(child.pk), every or child.pk in own) for child in children]


def parts_named(task: Task) -> dict[int, str]:
    """The units of all parts of a task, occurrences with their day. One query."""
    rows = UnitTask.objects.filter(task=task).select_related("unit")
    return {
        part.pk: f"{part.unit.label}, kỳ {part.first_due_on:%d/%m/%Y}"
        if part.series_id and part.first_due_on
        else part.unit.label
        for part in rows
    }
