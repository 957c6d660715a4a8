"""An office in the middle of its work: parts in every state, early, late, extended, of several units."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle

from django.utils import timezone
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Unit, User
from sauro_web.tasks.models import Extension, Obstacle, Origin, Part, Task, TaskState, UnitTask

__all__ = ["work_in_hand"]

_DUE = (-40, -9, -3, -1, 0, 2, 20, None)


def work_in_hand(
    organised: Organisation, by: User, *, times: int = 1, office: Unit | None = None
) -> list[UnitTask]:
    """For each state and each distance of its deadline one part, by turns of several units; some of them
    extended, with obstacles, without a person."""
    office = office or organised.commune
    units = cycle(
        Unit.objects.filter(path__startswith=office.path, depth=office.depth + 1).order_by("path")[:3]
    )
    given, on = timezone.now() - timedelta(days=60), timezone.localdate()
    made = []
    for number in range(times):
        for state in TaskState:
            for due in _DUE:
                task = Task.objects.create(
                    office=office, origin=Origin.DIRECT, position=number, text=f"Việc {state.label} {due}",
                    given_at=given, given_by=by if due == 2 else None,
                )  # fmt: skip
                made.append(_part(task, next(units), state, due, on))
    for part in made[:: 2 * len(TaskState)]:
        open_one = part.state not in (TaskState.FINISHED, TaskState.READ, TaskState.CANCELLED)
        if open_one and part.due_on:
            Extension.objects.create(
                part=part,
                asked_by=_asker(organised),
                asked_at=given,
                until=part.due_on + timedelta(days=9),
                reason="Chờ",
            )
    for part in made[::7]:
        Obstacle.objects.create(
            part=part, raised_by=by, raised_at=given, text="Thiếu số liệu", to=office, answer_by=on
        )
    return made


def _asker(organised: Organisation) -> User:
    return User.objects.get_or_create(username="xin", defaults={"full_name": "Người xin"})[0]


def _part(task: Task, unit: Unit, state: TaskState, due: int | None, on: date) -> UnitTask:
    last = on + timedelta(days=due) if due is not None else None
    first = (
        last - timedelta(days=10) if last and due == -9 else last
    )  # extended by ten days, and then in time
    handed = (
        on - timedelta(days=15 if due == -40 else 5 if due != -9 else 10)
        if state in (TaskState.SUBMITTED, TaskState.FINISHED)
        else None
    )
    return UnitTask.objects.create(
        task=task, unit=unit, part=Part.LEAD, answers_alone=True, state=state, due_on=last, ends_on=last,
        first_due_on=first, first_ends_on=first, handed_in_on=handed, goes_on=False,
        commune=unit.commune, province=unit.province, percent=30 if state == TaskState.WORKING else 0,
    )  # fmt: skip
