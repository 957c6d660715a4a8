"""The lists of tasks: what units owe, and the tasks of one plan."""

from __future__ import annotations

from collections.abc import Container

from sauro_web.common.bare import Bare
from sauro_web.common.lists import Column, Kind, Listing, Value
from sauro_web.plans.models import MentionRole
from sauro_web.tasks.addresses import page_of_task
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.queries import names_in
from sauro_web.tasks.queries.days import Days

__all__ = ["PICKED", "parts_list", "register_list", "tasks_list"]

PICKED = "phan"
"""Name under which the rows that were ticked are sent."""
_COMPUTED = {"unit_called": Bare("unit__name")}


def parts_list(title: str, *, days: Days, size: int = 40, picked: bool = False) -> Listing:
    """Parts of units, the next due first; `picked`: rows can be ticked for what is done with many."""
    return Listing(
        "nhiem-vu",
        title,
        (*_columns_of_standing(days), *_columns_of_task()),
        order=("due_on", "id"),
        computed=_COMPUTED,
        size=size,
        picked=PICKED if picked else "",
    )


def _columns_of_standing(days: Days) -> tuple[Column, ...]:
    return (
        Column("viec", "Nhiệm vụ", lambda part: part.task.text, kind=Kind.MAIN, link=_page),
        Column("don-vi", "Đơn vị", lambda part: _unit(part, days), by=("unit_called",), width=30),
        Column("han", "Thời hạn", _due, by=("due_on",), kind=Kind.DATE),
        Column(
            "so-han",
            "So với hạn (ngày làm việc)",
            lambda part: _against(part, days)[1],
            kind=Kind.SHORT,
            chip=lambda part: _against(part, days),
            chip_alone=True,
            width=20,
        ),
        Column(
            "trang-thai",
            "Trạng thái",
            lambda part: _state(part)[1],
            by=("state",),
            kind=Kind.SHORT,
            chip=_state,
            chip_alone=True,
            width=14,
        ),
        Column("muc-do", "%", lambda part: part.percent, by=("percent",), kind=Kind.FIGURE, width=8),
        Column("nguoi", "Người thụ lý", _officer, width=24),
    )


def _columns_of_task() -> tuple[Column, ...]:
    return (
        Column(
            "han-dau",
            "Hạn ban đầu",
            lambda part: part.first_due_on,
            by=("first_due_on",),
            kind=Kind.DATE,
        ),
        Column("phan", "Phần việc", _taking_part, by=("part",), kind=Kind.SHORT, width=14),
        Column(
            "ke-hoach",
            "Kế hoạch",
            lambda part: part.task.plan.reference if part.task.plan else part.task.source,
            by=("task__plan__issued_on", "task__plan_id"),
            kind=Kind.SHORT,
        ),
        Column("san-pham", "Sản phẩm", lambda part: part.task.product, shown=False, width=40),
        Column("da-nop", "Sản phẩm đã trình", lambda part: part.product, shown=False, width=40),
        Column(
            "trinh-ngay",
            "Ngày trình",
            lambda part: part.handed_in_on,
            by=("handed_in_on",),
            kind=Kind.DATE,
            shown=False,
        ),
        Column("tham-quyen", "Thẩm quyền", lambda part: part.task.authority, shown=False, width=30),
        Column("thoi-han-ghi", "Thời hạn ghi trong kế hoạch", lambda part: part.task.due_text, shown=False),
        Column(
            "giao-ngay",
            "Giao ngày",
            lambda part: part.task.given_at,
            by=("task__given_at",),
            kind=Kind.DATE,
            shown=False,
            width=16,
        ),
    )


def register_list(title: str, *, days: Days) -> Listing:
    """The book in which the work of an office is followed, as on paper: its columns are fixed, after the
    book of Nghị định 30/2020, Phụ lục IV."""
    return Listing(
        "so-theo-doi",
        title,
        (
            Column("van-ban", "Số, ký hiệu, ngày văn bản giao", _given_by_paper, width=28),
            Column(
                "viec",
                "Nội dung nhiệm vụ",
                lambda part: part.task.text,
                kind=Kind.MAIN,
                link=_page,
            ),
            Column(
                "don-vi",
                "Đơn vị, người thực hiện",
                lambda part: _unit_and_officer(part, days),
                by=("unit_called",),
                width=34,
            ),
            Column("han", "Thời hạn", _due, by=("due_on",), kind=Kind.DATE),
            Column("tien-do", "Tiến độ", lambda part: _progress(part, days), by=("state",), width=34),
            Column("tra-loi", "Văn bản trả lời, sản phẩm", lambda part: part.product, width=34),
            Column("ghi-chu", "Ghi chú", _remark, width=30),
        ),
        order=("due_on", "id"),
        computed=_COMPUTED,
        fixed=True,
    )


def tasks_list(
    title: str, *, opens: Container[int] | None, all_parts: str, replaced: bool = False
) -> Listing:
    """The tasks of a plan in its order. `opens` are those that the person may open, None: all; `all_parts` is
    where the rows of the units are: not counted where the plan was `replaced`, for the new one has them."""

    def page_where_open(task: Task) -> str:
        return page_of_task(task.pk) if opens is None or task.pk in opens else ""

    def parts_of_task(task: Task) -> str:
        return f"{all_parts}&viec={task.pk}" if opens is None or task.pk in opens else ""

    units = Column(
        "don-vi", "Số đơn vị", _units, by=("sharing",), kind=Kind.FIGURE, link=parts_of_task, width=10
    )
    return Listing(
        "viec-cua-ke-hoach",
        title,
        (
            Column("viec", "Nhiệm vụ", lambda task: task.text, kind=Kind.MAIN, link=page_where_open),
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


_PARTS = {part.value: str(part.label) for part in Part}


def _page(part: UnitTask) -> str:
    return page_of_task(part.task_id)


def _taking_part(part: UnitTask) -> str:
    word = _PARTS[part.part]
    return f"{word} (nhóm)" if part.part == Part.LEAD and not part.answers_alone else word


def _due(part: UnitTask) -> Value:
    return part.due_on or part.task.due_text


def _against(part: UnitTask, days: Days) -> tuple[str, str]:
    """How it stands to its deadline, in few words: all days are working days."""
    chip = days.chip(part)
    return (chip[0], chip[1].replace(" làm việc", "")) if chip else ("plain", "")


def _officer(part: UnitTask) -> str:
    return part.officer.full_name if part.officer else ""


def _given_by_paper(part: UnitTask) -> str:
    plan = part.task.plan
    if plan is None:
        return part.task.source_name
    return f"{plan.reference} ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else plan.reference


def _unit(part: UnitTask, days: Days) -> str:
    """By its name; of one that is no more since when."""
    since = part.unit.ended_since(days.on)
    return f"{part.unit.label} (đã kết thúc hoạt động từ {since:%d/%m/%Y})" if since else part.unit.label


def _unit_and_officer(part: UnitTask, days: Days) -> str:
    who = f"{_unit(part, days)} ({_taking_part(part)})"
    return f"{who}; {_officer(part)}" if part.officer else who


def _progress(part: UnitTask, days: Days) -> str:
    chip = days.chip(part)
    said = [_state(part)[1], f"{part.percent} %" if part.percent else "", chip[1] if chip else ""]
    return ", ".join(filter(None, said))


def _remark(part: UnitTask) -> str:
    moved = part.first_due_on is not None and part.first_due_on != part.due_on
    return f"Gia hạn, hạn ban đầu {part.first_due_on:%d/%m/%Y}" if moved else ""


_CHIPS = {
    TaskState.ASSIGNED: "waiting",
    TaskState.SUBMITTED: "waiting",
    TaskState.RETURNED: "refused",
    TaskState.REDO: "refused",
    TaskState.PAUSED: "plain",
    TaskState.FINISHED: "done",
    TaskState.READ: "done",
    TaskState.PASSED_ON: "plain",
    TaskState.RECALLED: "plain",
    TaskState.CANCELLED: "plain",
}

_STATES = {state.value: (_CHIPS.get(state, "working"), state.label) for state in TaskState}


def _state(part: UnitTask) -> tuple[str, str]:
    if part.ended_at is not None:
        return "plain", "không phải làm nữa"
    return _STATES[part.state]


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
