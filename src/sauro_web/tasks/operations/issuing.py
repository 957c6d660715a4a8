"""A confirmed plan gives work: every unit concerned then holds exactly what it owes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.notices.operations import tell_units
from sauro_web.plans import rules
from sauro_web.plans.findable import words_of_plan
from sauro_web.plans.identity import take_identity
from sauro_web.plans.models import (
    ImportedPlan,
    PlanState,
    Suggestion,
    SuggestionState,
)
from sauro_web.plans.operations.trail import remember
from sauro_web.plans.queries.difference import difference
from sauro_web.plans.queries.questions import open_question
from sauro_web.tasks.findable import rows_of_words
from sauro_web.tasks.models import Part, Task, TaskWord, UnitTask
from sauro_web.tasks.operations.carrying import Carried, carry_over, in_force, link_tasks, told_of_amendment
from sauro_web.tasks.operations.deadlines import begin_series, plan_days
from sauro_web.tasks.queries.duties import (
    confirmed_duties,
    ended_units,
    lost_groups,
    members_named,
    what_is_given,
)
from sauro_web.tasks.queries.giving import parts_of, task_of
from sauro_web.tasks.queries.outlook import issued_already

__all__ = ["Issued", "issue_plan"]

_BATCH = 500
_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được giao việc từ kế hoạch này."
_CHANGED = (
    "Kế hoạch hoặc nhóm đơn vị vừa thay đổi sau khi trang này mở ra; hãy xem lại số nhiệm vụ, số đơn vị rồi "
    "giao việc."
)


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of a plan."""

    tasks: int
    parts: int
    units: int


def issue_plan(
    plan: ImportedPlan,
    *,
    number: str,
    issued_on: date,
    by: User,
    now: datetime,
    version: int,
    seen: str = "",
) -> Issued:
    """Makes a task of every confirmed duty, with one part for each unit, those of a group as it stands today,
    and tells the units; all or nothing. Of a plan that amends another, what goes on is carried over.

    Raises NotAllowed; Conflict where somebody changed the plan since `version`, or a card or a group since
    `seen`, the digest of what the person was shown; NotReady while a card or a question about the plan is
    open, number or date is missing, or a group is empty.
    """
    with transaction.atomic():
        held = _held(plan)
        if not rules.may_handle_plans(by, held.office, on=localdate(now)):
            raise NotAllowed(_NOT_YOURS)
        _check(held, number, issued_on, version)
        duties = _confirmed(held, localdate(now))
        groups = _members_of(duties, localdate(now))
        if seen and seen != what_is_given(duties, groups):
            raise Conflict(_CHANGED)
        _name(held, number.strip(), issued_on)
        amended = in_force(held.amends_id)
        found = difference(amended, held) if amended else None
        tasks = [task_of(held, duty, groups, now) for duty in duties]
        if amended and found:
            link_tasks(amended, tasks, found)
        parts = _give(tasks, duties, groups)
        plan_days(parts, on=localdate(now))
        carried = carry_over(amended, parts, found, now) if amended and found else Carried(new=parts)
        UnitTask.objects.bulk_create(carried.new, batch_size=_BATCH)
        units = _mark_issued(held, told_of_amendment(held, amended, carried) if amended else None, parts, now)
        _record(held, amended, tasks, parts, carried, by, localdate(now))
        enqueue(begin_series, held.pk, key=f"plan.{held.pk}.series")
    return Issued(len(tasks), len(parts), units)


def _give(
    tasks: Sequence[Task], duties: Sequence[Suggestion], groups: Mapping[int, Sequence[Unit]]
) -> list[UnitTask]:
    """Keeps the tasks with the words they are found by; their parts are made and not kept."""
    Task.objects.bulk_create(tasks, batch_size=_BATCH)
    TaskWord.objects.bulk_create(rows_of_words(tasks, TaskWord), batch_size=_BATCH)
    given = zip(tasks, duties, strict=True)
    return [part for task, duty in given for part in parts_of(task, duty, groups)]


def _mark_issued(
    plan: ImportedPlan, told: Iterable[tuple[Unit, str]] | None, parts: Iterable[UnitTask], now: datetime
) -> int:
    """The plan is issued, and its units are told; how many there are."""
    plan.state, plan.units_told_at = PlanState.ISSUED, now
    plan.version += 1
    plan.save()
    sentences = _told(plan, parts) if told is None else told
    return tell_units(sentences, link=f"/ke-hoach/{plan.pk}/viec/", key=f"plan.{plan.pk}.issued", now=now)


def _held(plan: ImportedPlan) -> ImportedPlan:
    plans = ImportedPlan.objects.select_for_update(of=("self",), no_key=True)
    return plans.select_related("office").get(pk=plan.pk)


def _record(
    plan: ImportedPlan,
    amended: ImportedPlan | None,
    tasks: Sequence[Task],
    parts: Sequence[UnitTask],
    carried: Carried,
    by: User,
    on: date,
) -> None:
    changes: dict[str, tuple[object, object]] = {
        "tasks": (0, len(tasks)),
        "parts": (0, len(parts)),
        "number": ("", plan.number),
    }
    if amended is not None:
        amended.state = PlanState.REPLACED
        amended.version += 1
        amended.save()
        changes["carried_over"] = (0, len(carried.kept) + len(carried.changed))
        changes["ended"] = (0, len(carried.ended))
        ended = {"state": (PlanState.ISSUED, PlanState.REPLACED), "replaced_by": ("", plan.reference)}
        remember("plan.replace", amended, by=by, at=plan.office, on=on, changes=ended)
    remember("plan.issue", plan, by=by, at=plan.office, on=on, changes=changes)


def _check(plan: ImportedPlan, number: str, issued_on: date | None, version: int) -> None:
    if plan.version != version:
        raise Conflict(_CHANGED)
    if plan.state != PlanState.REVIEW:
        raise NotReady("Kế hoạch này không còn ở bước soát nên không giao việc được.")
    if question := open_question(plan):
        raise NotReady(question)
    if not number.strip() or issued_on is None:
        raise NotReady("Kế hoạch chưa có số hoặc ngày ban hành; hãy ghi số và ngày trước khi giao việc.")
    # One after the other, for the same paper may come in two files at once.
    Unit.objects.select_for_update(no_key=True).get(pk=plan.office_id)
    if given := issued_already(plan, number, issued_on):
        raise NotReady(given)
    left = plan.suggestions.filter(twin_of=None, state=SuggestionState.OPEN).count()
    if left:
        raise NotReady(f"Còn {left} mục chưa soát; hãy xác nhận hoặc loại từng mục rồi giao việc.")


def _name(plan: ImportedPlan, number: str, issued_on: date) -> None:
    """Gives the plan the number and date under which it was issued, the rest as it was confirmed."""
    take_identity(plan)
    plan.number, plan.issued_on = number, issued_on
    plan.words = words_of_plan(plan)


def _confirmed(plan: ImportedPlan, on: date) -> list[Suggestion]:
    confirmed = confirmed_duties(plan)
    if not confirmed:
        raise NotReady("Chưa có nhiệm vụ nào được xác nhận; hãy soát kế hoạch trước khi giao việc.")
    for duty, unit in ended_units(confirmed, on):
        raise NotReady(
            f"Nhiệm vụ {duty.read['path']} nêu {unit}, đơn vị không còn hoạt động; hãy chọn đơn vị thay thế."
        )
    return confirmed


def _members_of(duties: Sequence[Suggestion], on: date) -> dict[int, list[Unit]]:
    """Each group that is named, as it stands on the day."""
    groups = members_named(duties, on)
    for duty, name in lost_groups(duties, groups):
        raise NotReady(
            f"Nhiệm vụ {duty.read['path']} nêu nhóm “{name}”, nhóm đã bị bỏ; hãy chọn đơn vị thay thế."
        )
    for group, units in groups.items():
        if not units:
            raise NotReady(f"Nhóm “{group}” hiện không có đơn vị nào; hãy kiểm tra lại nhóm.")
    return {group.pk: units for group, units in groups.items()}


def _told(plan: ImportedPlan, parts: Iterable[UnitTask]) -> Iterator[tuple[Unit, str]]:
    """One sentence a unit, however many parts it has."""
    parts = list(parts)
    units = {part.unit_id: part.unit for part in parts}
    leads = Counter(part.unit_id for part in parts if part.part == Part.LEAD)
    helps = Counter(part.unit_id for part in parts if part.part == Part.COOPERATING)
    for number, unit in units.items():
        said = [
            words
            for count, words in (
                (leads[number], f"chủ trì {leads[number]} việc"),
                (helps[number], f"phối hợp {helps[number]} việc"),
            )
            if count
        ]
        yield unit, f"{plan.cited}: đơn vị {', '.join(said)}."
