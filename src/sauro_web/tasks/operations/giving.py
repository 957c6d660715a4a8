"""A task that comes from no plan: from a document, a meeting, or given directly; and a step of a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from sauro.dates.due import Due, DueKind
from sauro.plan.serial import due_to_json
from sauro_web.accounts.models import Role, Unit, UnitGroup, User
from sauro_web.accounts.queries.groups import members
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.tasks import rules
from sauro_web.tasks.findable import rows_of_words, words_of_task
from sauro_web.tasks.models import OPEN, Origin, Part, Task, TaskWord, UnitTask
from sauro_web.tasks.operations.asking import LONGEST, address_of, as_sentence, day_of
from sauro_web.tasks.operations.deadlines import grow_occurrences, plan_days
from sauro_web.tasks.schedule import only_day

__all__ = ["NewTask", "give_task"]

_TWICE = timedelta(minutes=2)
"""Within which the same words to the same unit are a second click."""
_NOT_YOURS = (
    "Chỉ người theo dõi hoặc lãnh đạo của cơ quan mới giao việc; việc thành phần do đơn vị chủ trì lập."
)


@dataclass(frozen=True, slots=True)
class NewTask:
    """What is given: the six clarities, and where it comes from. One unit leads, or with `group` each member
    of it that there is that day leads a part of its own."""

    text: str
    lead: Unit | None
    due_text: str
    due: Due | None
    cooperating: Sequence[Unit] = ()
    informed: Sequence[Unit] = ()
    product: str = ""
    authority: str = ""
    origin: Origin = Origin.DIRECT
    source: str = ""
    quote: str = ""
    group: UnitGroup | None = None

    @property
    def led_by(self) -> str:
        """Who leads it, for the trail."""
        return str(self.group or self.lead or "")


def give_task(office: Unit, new: NewTask, *, by: User, now: datetime, parent: Task | None = None) -> Task:
    """Gives a task in the name of an office, or a step of one of its tasks, and tells the units. The same
    again within two minutes is a second click and gives the task that is there, whose `given_at` is not
    `now`.

    Raises NotAllowed; NotReady without words or lead, for a unit that is no more or a group without units, or
    where the whole is closed.
    """
    if not new.text.strip():
        raise NotReady("Hãy ghi nội dung việc giao.")
    on = day_of(now)
    leads = _leads(office, new, on)
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=office.pk)  # one after the other
        _check(office, parent, by, on)
        _check_day(new, parent)
        _check_units(office, (*leads, *new.cooperating, *new.informed), parent, by, on)
        if (there := _given_just_now(office, new, by, now, parent)) is not None:
            return there
        task = _task(office, new, leads, by, now, parent)
        TaskWord.objects.bulk_create(rows_of_words([task], TaskWord))
        parts = list(_parts(task, leads, new))
        plan_days((part for part in parts if part.part != Part.INFORMED), on=on)
        UnitTask.objects.bulk_create(parts)
        grow_occurrences(on=on, tasks=[task.pk])
        _tell(task, parts, now)
        changes: dict[str, tuple[object, object]] = {
            "lead": ("", new.led_by),
            "parts": (0, len(parts)),
            "due_text": ("", task.due_text),
        }
        behalf = on_behalf(by, (Role.COORDINATOR, Role.LEADER), office, on, in_house=True)
        record("task.give", task, by=by, changes=changes, on_behalf_of=behalf)
    return task


def _check(office: Unit, parent: Task | None, by: User, on: date) -> None:
    if parent is None:
        if not rules.may_give(by, office, on=on):
            raise NotAllowed(_NOT_YOURS)
        return
    if not rules.may_give_step(by, parent, on=on):
        raise NotAllowed(_NOT_YOURS)
    if not parent.parts.filter(part=Part.LEAD, ended_at=None, state__in=OPEN).exists():
        raise NotReady("Việc này đã hoàn thành hoặc không còn phải làm nên không thêm việc thành phần được.")


def _check_day(new: NewTask, parent: Task | None) -> None:
    """A step is due no later than the whole."""
    day = only_day(new.due)
    if parent is None or day is None:
        return
    whole = parent.parts.filter(part=Part.LEAD, ended_at=None, state__in=OPEN, goes_on=False)
    last = whole.aggregate(last=Max("due_on"))["last"]
    if last is not None and day > last:
        raise NotReady(
            f"Việc thành phần có hạn {day:%d/%m/%Y}, sau hạn của cả việc là {last:%d/%m/%Y}; hãy chọn ngày "
            "sớm hơn, hoặc gia hạn cả việc trước."
        )


def _leads(office: Unit, new: NewTask, on: date) -> list[Unit]:
    """The unit that leads, or those of the group as it stands that day."""
    if new.group is None:
        if new.lead is None:
            raise NotReady("Hãy chọn đơn vị chủ trì.")
        return [new.lead]
    if new.lead is not None or new.group.office_id != office.pk:
        raise NotReady("Hãy chọn một đơn vị chủ trì, hoặc một nhóm đơn vị của cơ quan.")
    leads = members(new.group, on)
    if not leads:
        raise NotReady(f"Nhóm “{new.group}” hiện không có đơn vị nào; hãy kiểm tra lại nhóm.")
    return leads


def _check_units(office: Unit, units: Sequence[Unit], parent: Task | None, by: User, on: date) -> None:
    """An office gives work to what stands below it; a unit that takes its task apart gives steps to what
    stands below itself and to those that have a part in the task already."""
    reach = [office.path]
    known: set[int] = set()
    if parent is not None and not rules.may_give(by, office, on=on):
        leads = parent.parts.filter(part=Part.LEAD, ended_at=None, unit__in=rules.units_of(by, on=on))
        reach = list(leads.values_list("unit__path", flat=True))
        known = set(parent.parts.values_list("unit_id", flat=True))
    for unit in units:
        if not unit.exists_on(on):
            raise NotReady(f"{unit.label} không còn hoạt động; hãy chọn đơn vị khác.")
        if unit.pk not in known and not unit.path.startswith(tuple(reach)):
            raise NotReady(f"{unit.label} không thuộc phạm vi giao việc của ông (bà); hãy chọn đơn vị khác.")


def _given_just_now(office: Unit, new: NewTask, by: User, now: datetime, parent: Task | None) -> Task | None:
    same = Task.objects.filter(
        office=office, parent=parent, given_by=by, text=new.text.strip(), given_at__gte=now - _TWICE
    )
    if new.group is not None:
        return same.filter(group_name=new.group.name).first()
    return same.filter(parts__unit=new.lead, parts__answers_alone=True).first()


def _task(
    office: Unit, new: NewTask, leads: Sequence[Unit], by: User, now: datetime, parent: Task | None
) -> Task:
    before = Task.objects.filter(office=office, plan=None, parent=parent).aggregate(last=Max("position"))
    due = new.due
    by_day = due is not None and due.kind is DueKind.BY and due.then is None
    task = Task(
        office=office,
        origin=new.origin,
        source=new.source.strip(),
        quote=new.quote.strip(),
        parent=parent,
        given_by=by,
        position=(before["last"] or 0) + 1,
        text=new.text.strip(),
        product=new.product.strip(),
        authority=new.authority.strip(),
        due_text=new.due_text.strip(),
        due=due_to_json(due) if due else None,
        due_on=due.date if due and by_day else None,
        group_name=new.group.name if new.group else "",
        group_size=len(leads) if new.group else None,
        given_at=now,
    )
    named = (new.group.name,) if new.group else (leads[0].name, leads[0].short_name)
    task.words = words_of_task(task, task.source, named)
    task.save()
    return task


def _parts(task: Task, leads: Sequence[Unit], new: NewTask) -> Iterator[UnitTask]:
    """A unit that is named twice has the weightier part alone."""
    seen: set[int] = set()
    named = ((Part.LEAD, leads), (Part.COOPERATING, new.cooperating), (Part.INFORMED, new.informed))
    for part, units in named:
        for unit in units:
            if unit.pk not in seen:
                seen.add(unit.pk)
                yield UnitTask(
                    task=task,
                    unit=unit,
                    part=part,
                    answers_alone=part is Part.LEAD and new.group is None,
                    province_id=unit.province_id,
                    commune_id=unit.commune_id,
                )


def _until(task: Task) -> str:
    """The words, with the day that they came to where that is not what they say."""
    days = [f"{task.due_on:{form}}" for form in ("%d/%m/%Y", "%-d/%-m/%Y")] if task.due_on else []
    written = not days or any(day in task.due_text for day in days)
    return task.due_text if written else f"{task.due_text} ({days[0]})"


def _tell(task: Task, parts: Sequence[UnitTask], now: datetime) -> None:
    until = f" {as_sentence(f'Thời hạn: {_until(task)}')}" if task.due_text else ""
    what = as_sentence(str(task))
    told = [(part.unit, f"Giao việc ({part.get_part_display()}): {what}{until}"[:LONGEST]) for part in parts]
    tell_units(told, link=address_of(task.pk), key=f"task.{task.pk}.given", now=now)
