"""What happens to a unit's part between the day it is given and the day it is finished."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.tasks import rules
from sauro_web.tasks.life import STEPS, Actor, Step, StepKind, steps_of
from sauro_web.tasks.models import CLOSED, OPEN, Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations.asking import (
    LONGEST,
    address_of,
    as_sentence,
    check_reason,
    check_version,
    day_of,
    held_part,
)
from sauro_web.tasks.operations.deadlines import recount_days
from sauro_web.tasks.operations.obstacles import close_unanswered
from sauro_web.tasks.operations.taking_up import receive_occurrences
from sauro_web.tasks.queries.steps import falls_with, steps_below
from sauro_web.workdays.queries import calendar_of

__all__ = ["cancel_task", "pass_on", "recognise", "take_step"]

_NOT_YOURS = "Ông (bà) không làm được bước này với phần việc này; hãy đề nghị người được giao theo dõi."
_NONE = "Phần việc để biết, hoặc làm theo từng kỳ, không có bước này; hãy mở kỳ đang làm."
_WHOLE_ONLY = "Từng kỳ không chuyển riêng được; hãy chuyển cả việc định kỳ, các kỳ chưa đến hạn đi theo."
_CLOSED_WITH = {
    StepKind.APPROVE: "đóng vì việc đã hoàn thành",
    StepKind.RECALL: "đóng vì việc đã thu hồi",
    StepKind.PASS_ON: "đóng vì việc đã chuyển cho đơn vị khác",
}
_CANCELLED = "đóng vì việc đã hủy"
_PRODUCT = "Hãy ghi sản phẩm hoàn thành: số, ngày văn bản hoặc tên tệp kết quả."


def take_step(
    part: UnitTask,
    kind: StepKind,
    *,
    by: User | None,
    now: datetime,
    version: int | None = None,
    reason: str = "",
    product: str = "",
) -> UnitTask:
    """Takes one step of `tasks.life` with a part; `product` is what is handed in. The same step twice, by a
    second click, is no error. To pass a part on, see `pass_on`.

    Raises NotAllowed; Conflict where somebody changed the part since `version`; NotReady where the state does
    not allow it, a reason or the product is missing, or a step of the task is not finished. With the last
    part that leads a task its open steps are recalled; with what is over close its unanswered obstacles.
    """
    step = STEPS[kind]
    with transaction.atomic():
        held = held_part(part)
        if _done_before(held, step, version):
            return held
        _check(held, step, by=by, now=now, version=version, reason=reason)
        before = held.state
        _EFFECTS.get(kind, _nothing)(held, by, now, product)
        held.state = _after(held, step)
        held.version += 1
        held.save()
        _tell(held, step, reason, now)
        if kind in _CLOSED_WITH:
            close_unanswered([held], why=_CLOSED_WITH[kind], by=by, now=now)
        if kind is StepKind.RECALL:
            _recalled(held, by, now, reason)
        if held.goes_on and kind in _WITH_OCCURRENCES:
            _occurrences_follow(held, step, by, now, reason)
        changes: dict[str, tuple[object, object]] = {"state": (before, held.state)}
        if product.strip():
            changes["product"] = ("", held.product)
        record(f"task.{kind.value}", held, by=by, changes=changes, reason=reason.strip())
    return held


def pass_on(
    part: UnitTask,
    *,
    to: Unit,
    by: User | None,
    now: datetime,
    version: int | None = None,
    reason: str,
) -> UnitTask:
    """Gives the part to another unit, with its deadlines as they stand; the row of the unit that had it stays
    and is not finished. A unit that cooperates in the task already becomes its lead. Of what comes back the
    occurrences go with it that are open and not missed; those that are missed, handed in or finished stay
    whose they were. The new unit's row.

    Raises as `take_step`; NotReady too where the other unit exists no longer, is none that the office gives
    work to, or has the same part or a weightier one already, and for a single occurrence.
    """
    step = STEPS[StepKind.PASS_ON]
    with transaction.atomic():
        held = held_part(part)
        _check(held, step, by=by, now=now, version=version, reason=reason)
        if not to.exists_on(localdate(now)):
            raise NotReady(f"{to.label} không còn hoạt động; hãy chọn đơn vị khác.")
        if not rules.may_be_given(to, held.task):
            raise NotReady(f"{to.label} không thuộc phạm vi giao việc của cơ quan; hãy chọn đơn vị khác.")
        if held.state == TaskState.RECALLED:
            _whole_is_led(held)
        row = _pass(held, to, by, now, reason)
        for one in _ahead(held, step, now) if held.goes_on else ():
            _pass(one, to, by, now, reason, series=row)
        _tell(held, step, reason, now)
        words = f"Được chuyển đến từ {held.unit.label}: {held.task}"[:LONGEST]
        tell_units(
            [(to, words)], link=address_of(held.task_id), key=f"part.{row.pk}.passed.{held.pk}", now=now
        )
    return row


def _pass(
    held: UnitTask, to: Unit, by: User | None, now: datetime, reason: str, *, series: UnitTask | None = None
) -> UnitTask:
    """One row of it; `series` is the new unit's, of which an occurrence becomes one."""
    before, alone = held.state, held.answers_alone
    held.state, held.answers_alone = TaskState.PASSED_ON, False
    held.version += 1
    held.save()
    row = _row_for(held, to, alone=alone, series=series)
    held.passed_to = row
    held.save(update_fields=["passed_to"])
    close_unanswered([held], why=_CLOSED_WITH[StepKind.PASS_ON], by=by, now=now)
    changes = {"state": (before, held.state), "to": ("", str(to))}
    record("task.pass_on", held, by=by, changes=changes, reason=reason.strip())
    return row


def cancel_task(task: Task, *, by: User | None, now: datetime, reason: str) -> int:
    """Cancels what is still owed of a task and of its steps by any unit; what is finished stays. How many
    parts there were.

    Raises NotAllowed; NotReady without a reason.
    """
    check_reason(reason)
    with transaction.atomic():
        rows = UnitTask.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "task")
        whole = [task, *steps_below(task)]
        parts = list(rows.filter(task__in=whole, ended_at=None, state__in=OPEN).order_by("pk"))
        for part in parts:
            if not rules.may_step(by, part, STEPS[StepKind.RECALL], on=day_of(now)):
                raise NotAllowed(_NOT_YOURS)
            part.state = TaskState.CANCELLED
            part.version += 1
        UnitTask.objects.bulk_update(parts, ["state", "version"], batch_size=200)
        close_unanswered(parts, why=_CANCELLED, by=by, now=now)
        for one in whole:
            owed = [part for part in parts if part.task_id == one.pk]
            if not owed and one is not task:
                continue
            words = f"Hủy việc: {as_sentence(str(one))} Lý do: {reason.strip()}"
            told = [(part.unit, words[:LONGEST]) for part in owed]
            key = f"task.{one.pk}.cancelled.{now.isoformat()}"
            tell_units(told, link=address_of(one.pk), key=key, now=now)
            record("task.cancel", one, by=by, changes={"parts": (len(owed), 0)}, reason=reason.strip())
    return len(parts)


def recognise(part: UnitTask, *, by: User, now: datetime) -> UnitTask:
    """The superior recognises finished work, which is more than that it was handed in; twice is no error.

    Raises NotAllowed; NotReady where it is not finished.
    """
    with transaction.atomic():
        held = held_part(part)
        if not rules.may_recognise(by, held, on=day_of(now)):
            raise NotAllowed("Chỉ lãnh đạo cơ quan giao việc mới ghi nhận kết quả.")
        if held.state != TaskState.FINISHED:
            raise NotReady("Phần việc chưa hoàn thành nên chưa ghi nhận được.")
        if held.recognised_at is None:
            held.recognised_at = now
            held.version += 1
            held.save()
            record("task.recognise", held, by=by)
    return held


def _done_before(held: UnitTask, step: Step, version: int | None) -> bool:
    """A second click: nobody looked at the part in between, and it stands where the step leads."""
    return held.state == _after(held, step) and version is not None and held.version == version + 1


def _check(
    held: UnitTask, step: Step, *, by: User | None, now: datetime, version: int | None, reason: str
) -> None:
    if not rules.may_step(by, held, step, on=day_of(now)):
        raise NotAllowed(_NOT_YOURS)
    check_version(held, version)
    if held.ended_at is not None:
        raise NotReady("Kế hoạch sửa đổi không còn giao phần việc này cho đơn vị.")
    if held.state not in step.before:
        raise NotReady(f"Phần việc đang ở bước “{held.get_state_display()}” nên không làm được bước này.")
    if step not in steps_of(held):
        raise NotReady(_WHOLE_ONLY if held.series_id and step.kind is StepKind.PASS_ON else _NONE)
    check_reason(reason, needed=step.reason)


def _after(held: UnitTask, step: Step) -> TaskState:
    """Where the step leads; work that is resumed goes on where it was."""
    if step.kind is not StepKind.RESUME:
        return step.after
    if held.started_at is not None:
        return TaskState.WORKING
    return step.after if held.received_at is not None else TaskState.ASSIGNED


def _nothing(part: UnitTask, by: User | None, now: datetime, product: str) -> None:
    pass


def _received(part: UnitTask, by: User | None, now: datetime, product: str) -> None:
    part.received_at = now
    receive_occurrences(part, now)


def _begun(part: UnitTask, by: User | None, now: datetime, product: str) -> None:
    part.started_at = part.started_at or now


def _handed_in(part: UnitTask, by: User | None, now: datetime, product: str) -> None:
    if part.part == Part.LEAD and not product.strip():
        raise NotReady(_PRODUCT)
    _finished_steps(part)
    part.product = product.strip()
    part.started_at = part.started_at or now
    part.submitted_at, part.submitted_by = now, by
    part.handed_in_on, part.percent = day_of(now), 100


def _recalled(part: UnitTask, by: User | None, now: datetime, reason: str) -> None:
    """With the last who leads a task go its steps: who would take them in is no more."""
    numbers = [one.pk for one in falls_with(part)]
    rows = UnitTask.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "task")
    parts = list(rows.filter(pk__in=numbers, state__in=OPEN).order_by("pk"))
    close_unanswered(parts, why=_CLOSED_WITH[StepKind.RECALL], by=by, now=now)
    for below in parts:
        before, below.state = below.state, TaskState.RECALLED
        below.version += 1
        below.save()
        _tell(below, STEPS[StepKind.RECALL], reason, now)
        changes: dict[str, tuple[object, object]] = {"state": (before, below.state)}
        record("task.recall", below, by=by, changes=changes, reason=reason.strip())


def _taken_back(part: UnitTask, by: User | None, now: datetime, product: str) -> None:
    part.handed_in_on = part.finished_at = part.recognised_at = None
    part.taken_in_by_lead = False
    # While it was handed in its days were left as it was judged, whatever changed in the calendar.
    recount_days(part, calendar_of(part.unit))


def _approved(part: UnitTask, by: User | None, now: datetime, product: str) -> None:
    _finished_steps(part)
    part.finished_at = now
    if by is not None and part.part == Part.COOPERATING:
        part.taken_in_by_lead = rules.place_on(by, part.task, on=day_of(now)).takes_in_for_lead(part)


def _given_anew(part: UnitTask, by: User | None, now: datetime, product: str) -> None:
    """It begins from nothing, with its days as they stand."""
    if not part.unit.exists_on(day_of(now)):
        raise NotReady(f"{part.unit.label} không còn hoạt động; hãy chuyển việc cho đơn vị khác.")
    _whole_is_led(part)
    part.received_at = part.started_at = part.submitted_at = part.submitted_by = None
    part.percent, part.product = 0, ""
    recount_days(part, calendar_of(part.unit))


def _whole_is_led(part: UnitTask) -> None:
    """A step is given anew only where somebody would take it in."""
    above = UnitTask.objects.filter(task=part.task.parent_id, part=Part.LEAD, ended_at=None)
    if part.task.parent_id and not above.exclude(state__in=CLOSED).exists():
        raise NotReady("Việc lớn chưa có đơn vị chủ trì; hãy giao lại việc lớn trước rồi giao lại việc này.")


_EFFECTS: dict[StepKind, Callable[[UnitTask, User | None, datetime, str], None]] = {
    StepKind.TAKE_UP: _received,
    StepKind.BEGIN: _begun,
    StepKind.SUBMIT: _handed_in,
    StepKind.WITHDRAW: _taken_back,
    StepKind.SEND_BACK: _taken_back,
    StepKind.REOPEN: _taken_back,
    StepKind.APPROVE: _approved,
    StepKind.GIVE_ANEW: _given_anew,
}


def _finished_steps(part: UnitTask) -> None:
    """A task finishes only after its steps: of each, whoever leads has finished."""
    if part.part != Part.LEAD:
        return
    owed = UnitTask.objects.filter(
        task__parent=part.task_id, part=Part.LEAD, state__in=OPEN, ended_at=None, goes_on=False
    )
    left = owed.values("task").distinct().count()
    if left:
        raise NotReady(f"Còn {left} việc thành phần chưa hoàn thành; hãy hoàn thành trước khi trình.")


_WITH_OCCURRENCES = (StepKind.PAUSE, StepKind.RESUME, StepKind.RECALL, StepKind.GIVE_ANEW)


def _ahead(series: UnitTask, step: Step, now: datetime) -> list[UnitTask]:
    """The occurrences that take a step with what comes back: none whose day has passed, for what was missed
    stays; but what was paused meanwhile was not."""
    rows = UnitTask.objects.select_for_update(of=("self",), no_key=True).select_related(
        "unit", "task__office"
    )
    found = rows.filter(series=series.pk, ended_at=None, state__in=step.before)
    if step.kind is not StepKind.RESUME:
        found = found.filter(Q(state=TaskState.PAUSED) | Q(ends_on__gte=day_of(now)))
    return list(found.order_by("pk"))


def _occurrences_follow(series: UnitTask, step: Step, by: User | None, now: datetime, reason: str) -> None:
    following = _ahead(series, step, now)
    for one in following:
        before, one.state = one.state, _after(one, step)
        one.version += 1
        one.save()
        changes: dict[str, tuple[object, object]] = {"state": (before, one.state)}
        record(f"task.{step.kind.value}", one, by=by, changes=changes, reason=reason.strip())
    if step.kind in _CLOSED_WITH:
        close_unanswered(following, why=_CLOSED_WITH[step.kind], by=by, now=now)


_WEIGHTS = (Part.INFORMED, Part.COOPERATING, Part.LEAD)


def _row_for(held: UnitTask, to: Unit, *, alone: bool, series: UnitTask | None) -> UnitTask:
    """The row of the other unit: a new one, or the one that it has, which begins anew."""
    there = UnitTask.objects.filter(task=held.task_id, unit=to, series=series)
    row = there.filter(first_due_on=held.first_due_on).first() if series else there.first()
    if row is not None and _holds(row) and _WEIGHTS.index(Part(row.part)) >= _WEIGHTS.index(Part(held.part)):
        raise NotReady(f"{to.label} đã có phần việc này.")
    if row is None:
        row = UnitTask(task=held.task, unit=to, province_id=to.province_id, commune_id=to.commune_id)
    row.series = series
    row.part, row.answers_alone, row.state = held.part, alone, TaskState.ASSIGNED
    row.goes_on, row.check_on = held.goes_on, held.check_on
    row.due_on, row.ends_on = held.due_on, held.ends_on
    row.first_due_on, row.first_ends_on = held.first_due_on, held.first_ends_on
    row.received_at = row.started_at = row.submitted_at = row.submitted_by = None
    row.handed_in_on = row.finished_at = row.recognised_at = None
    row.percent, row.product, row.taken_in_by_lead = 0, "", False
    row.ended_at = row.passed_to = None
    row.version += 1
    row.save()
    return row


def _holds(row: UnitTask) -> bool:
    """Whether something is owed of it, or was finished."""
    return row.ended_at is None and row.state not in CLOSED


def _tell(held: UnitTask, step: Step, reason: str, now: datetime) -> None:
    """The other side: the unit hears what the giver did, the office what the unit did."""
    if not step.tells:
        return
    by_unit = step.actor is Actor.UNIT
    said = f"{held.unit.label} {step.done}" if by_unit else step.done[:1].upper() + step.done[1:]
    why = f" Lý do: {reason.strip()}" if reason.strip() else ""
    words = f"{said}: {as_sentence(str(held.task))}{why}"[:LONGEST]
    key = f"part.{held.pk}.{step.kind.value}.{held.version}"
    tell_units(
        [(held.task.office if by_unit else held.unit, words)], link=address_of(held.task_id), key=key, now=now
    )
