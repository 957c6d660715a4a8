"""The lists of tasks: what units owe, and the tasks of one plan."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from django.urls import reverse

from sauro_web.common.lists import Column, Kind, Listing, Value
from sauro_web.plans.models import MentionRole
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.queries import names_in

__all__ = ["parts_list", "tasks_list"]


def parts_list(title: str, *, on: date, size: int = 40) -> Listing:
    """Parts of units, the next due first."""
    return Listing(
        "nhiem-vu",
        title,
        (
            Column(
                "viec",
                "Nhiệm vụ",
                lambda part: part.task.text,
                kind=Kind.MAIN,
                link=lambda part: reverse("tasks:task", args=(part.task_id,)),
            ),
            Column("don-vi", "Đơn vị", lambda part: part.unit.label, by=("unit_called",), width=30),
            Column("phan", "Phần việc", _taking_part, by=("part",), kind=Kind.SHORT, width=14),
            Column(
                "han", "Thời hạn", _due, by=("due_on",), kind=Kind.DATE, chip=lambda part: _late(part, on)
            ),
            Column(
                "ke-hoach",
                "Kế hoạch",
                lambda part: part.task.plan.reference if part.task.plan else part.task.source,
                by=("task__plan__issued_on", "task__plan_id"),
                kind=Kind.SHORT,
            ),
            Column(
                "trang-thai",
                "Trạng thái",
                lambda part: _state(part)[1],
                by=("state",),
                kind=Kind.SHORT,
                chip=_state,
                width=14,
            ),
            Column("san-pham", "Sản phẩm", lambda part: part.task.product, shown=False, width=40),
            Column("tham-quyen", "Thẩm quyền", lambda part: part.task.authority, shown=False, width=30),
            Column(
                "thoi-han-ghi", "Thời hạn ghi trong kế hoạch", lambda part: part.task.due_text, shown=False
            ),
            Column(
                "giao-ngay",
                "Giao ngày",
                lambda part: part.task.given_at,
                by=("task__given_at",),
                kind=Kind.DATE,
                shown=False,
                width=16,
            ),
        ),
        order=("due_on", "id"),
        size=size,
    )


def tasks_list(
    title: str, *, opens: Container[int] | None, all_parts: str, replaced: bool = False
) -> Listing:
    """The tasks of a plan in its order. `opens` are those that the person may open, None: all; `all_parts` is
    where the rows of the units are: not counted where the plan was `replaced`, for the new one has them."""

    def page_of_task(task: Task) -> str:
        return reverse("tasks:task", args=(task.pk,)) if opens is None or task.pk in opens else ""

    def parts_of_task(task: Task) -> str:
        return f"{all_parts}&viec={task.pk}" if opens is None or task.pk in opens else ""

    units = Column(
        "don-vi", "Số đơn vị", _units, by=("sharing",), kind=Kind.FIGURE, link=parts_of_task, width=10
    )
    return Listing(
        "viec-cua-ke-hoach",
        title,
        (
            Column("viec", "Nhiệm vụ", lambda task: task.text, kind=Kind.MAIN, link=page_of_task),
            Column("chu-tri", "Chủ trì", _leads, width=34),
            Column("phoi-hop", "Phối hợp", _helpers, width=34),
            Column(
                "thoi-han",
                "Thời hạn",
                lambda task: task.due_text,
                by=("due_on",),
                kind=Kind.DATE,
                width=24,
            ),
            *(() if replaced else (units,)),
            Column("san-pham", "Sản phẩm", lambda task: task.product, width=40),
            Column(
                "han", "Hạn (ngày)", lambda task: task.due_on, by=("due_on",), kind=Kind.DATE, shown=False
            ),
            Column("tham-quyen", "Thẩm quyền", lambda task: task.authority, shown=False, width=30),
        ),
        order=("position", "id"),
    )


def _taking_part(part: UnitTask) -> str:
    word = str(part.get_part_display())
    return f"{word} (nhóm)" if part.part == Part.LEAD and not part.answers_alone else word


def _due(part: UnitTask) -> Value:
    return part.due_on or part.task.due_text


def _late(part: UnitTask, on: date) -> tuple[str, str] | None:
    is_late = part.due_on is not None and part.due_on < on and part.ended_at is None
    return ("late", "trễ") if is_late else None


def _state(part: UnitTask) -> tuple[str, str]:
    if part.ended_at is not None:
        return "plain", "không phải làm nữa"
    return ("waiting" if part.state == TaskState.ASSIGNED else "working", str(part.get_state_display()))


def _leads(task: Task) -> str:
    names = _named(task, MentionRole.LEAD)
    return f"{names} ({task.group_size} đơn vị)" if task.group_size else names


def _helpers(task: Task) -> str:
    return _named(task, MentionRole.COOPERATING)


def _named(task: Task, role: MentionRole) -> str:
    return names_in(task.suggestion.mentions.all(), role) if task.suggestion else ""


def _units(task: Task) -> int:
    shared: int = task.sharing  # type: ignore[attr-defined]  # annotated by `tasks_of`
    return shared
