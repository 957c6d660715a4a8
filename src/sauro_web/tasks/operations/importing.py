"""Tasks and progress from a spreadsheet: the whole of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from sauro.dates.due import Due
from sauro.plan.serial import due_to_json
from sauro_web.accounts.importing.reading import Fault, Line
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.naming import accented
from sauro_web.audit.operations import record, record_each
from sauro_web.common.errors import NotAllowed
from sauro_web.notices.operations import tell_units
from sauro_web.tasks import rules
from sauro_web.tasks.findable import rows_of_words, words_of_task
from sauro_web.tasks.from_today import due_given
from sauro_web.tasks.importing.checking import Given, Known, News, check_progress, check_tasks
from sauro_web.tasks.importing.columns import DUE, PROGRESS, TASKS
from sauro_web.tasks.importing.reading import all_faults, lines_of
from sauro_web.tasks.importing.units import names_in
from sauro_web.tasks.models import OPEN, Origin, Part, ProgressNote, Task, TaskState, TaskWord, UnitTask
from sauro_web.tasks.operations.asking import day_of
from sauro_web.tasks.operations.deadlines import grow_occurrences, plan_days
from sauro_web.tasks.queries.meant import meant_by
from sauro_web.tasks.schedule import only_day
from sauro_web.workdays.queries import calendar_of

__all__ = ["Imported", "import_progress", "import_tasks"]

_BATCH = 500
_SHOWN = 200
_LONGEST_NAME = 200
_BEGUN_BY_NEWS = (TaskState.RECEIVED, TaskState.REDO)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows the file has to write, its faults (at most 200 shown), whether it was written, and how
    names were understood and what else is odd (at most 200 shown)."""

    rows: int
    faults: tuple[Fault, ...]
    fault_count: int
    written: bool
    remarks: tuple[Fault, ...] = ()
    remark_count: int = 0

    @property
    def faults_left(self) -> int:
        """How many faults are not shown."""
        return self.fault_count - len(self.faults)

    @property
    def remarks_left(self) -> int:
        """How many remarks are not shown."""
        return self.remark_count - len(self.remarks)


def _imported(
    rows: int, faults: Sequence[Fault], *, written: bool, remarks: Sequence[Fault] = ()
) -> Imported:
    return Imported(
        rows,
        tuple(faults[:_SHOWN]),
        len(faults),
        written and not faults,
        tuple(remarks[:_SHOWN]),
        len(remarks),
    )


def import_tasks(
    office: Unit, *, by: User, file: IO[bytes], now: datetime, dry_run: bool = True, name: str = ""
) -> Imported:
    """Checks the file and, unless `dry_run` or anything is wrong, gives all the work in it and tells the
    units; the history of each task names the file. All faults of all rows are told at once.

    Raises NotAllowed.
    """
    on = day_of(now)
    if office not in rules.offices_watched(by, on=on):
        raise NotAllowed("Chỉ người theo dõi của cơ quan mới giao việc từ tệp.")
    lines, of_form = lines_of(file, TASKS)
    if not lines:
        return _imported(0, of_form, written=False)
    with transaction.atomic():
        held = Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        calendar = calendar_of(held)
        dues = {text: due_given(text, on=on, calendar=calendar) for text in {line[DUE] for line in lines}}
        meant = meant_by(names_in(lines), held, on)
        checked = check_tasks(lines, meant, dues, _known(held, dues), on=on, calendar=calendar)
        faults = all_faults(of_form, checked.faults)
        if not dry_run and not faults:
            tasks = _give(held, checked.given, by, now)
            came = {"file": ("", name[:_LONGEST_NAME])}
            record_each("task.import", ((task, came) for task in tasks), by=by)
            record("task.import", held, by=by, changes={"tasks": (0, len(checked.given)), **came})
    return _imported(len(lines), faults, written=not dry_run, remarks=checked.remarks)


def _known(office: Unit, dues: Mapping[str, Due | None]) -> Known:
    """What is open; and of the rest what had one of the deadlines of the file."""
    rows = UnitTask.objects.filter(office=office, part=Part.LEAD, series=None)
    rows = rows.exclude(task__origin=Origin.PLAN).exclude(state__in=(TaskState.RECALLED, TaskState.CANCELLED))
    is_open = Q(state__in=OPEN, ended_at=None)
    days = {day for due in dues.values() if (day := only_day(due))}
    found = rows.filter(is_open | Q(first_due_on__in=days)).values_list(
        "task__text", "unit_id", "first_due_on", "state", "ended_at"
    )
    known = Known()
    for text, unit, due_on, state, ended_at in found.iterator():
        wording = accented(text)
        if state in OPEN and ended_at is None:
            known.open.add((wording, unit))
        if due_on is not None:
            known.dated.add((wording, unit, due_on))
    return known


def _give(office: Unit, given: Sequence[Given], by: User, now: datetime) -> list[Task]:
    tasks = [_task(office, one, number, by, now) for number, one in enumerate(given, 1)]
    Task.objects.bulk_create(tasks, batch_size=_BATCH)
    TaskWord.objects.bulk_create(rows_of_words(tasks, TaskWord), batch_size=_BATCH)
    on = day_of(now)
    parts = [
        _part(task, unit, role)
        for task, one in zip(tasks, given, strict=True)
        for unit, role in ((one.lead, Part.LEAD), *((unit, Part.COOPERATING) for unit in one.cooperating))
    ]
    plan_days(parts, on=on)
    UnitTask.objects.bulk_create(parts, batch_size=_BATCH)
    if going_on := {part.task_id for part in parts if part.goes_on}:
        grow_occurrences(on=on, tasks=going_on)
    units = {part.unit_id: part.unit for part in parts}
    counted = Counter(part.unit_id for part in parts)
    told = [(unit, f"{office.label} giao đơn vị {counted[pk]} việc.") for pk, unit in units.items()]
    tell_units(told, link=reverse("tasks:list"), key=f"tasks.import.{tasks[0].pk}", now=now)
    return tasks


def _task(office: Unit, one: Given, position: int, by: User, now: datetime) -> Task:
    task = Task(
        office=office,
        origin=Origin.DOCUMENT if one.source else Origin.DIRECT,
        source=one.source,
        given_by=by,
        position=position,
        text=one.text,
        product=one.product,
        authority=one.authority,
        due_text=one.due_text,
        due=due_to_json(one.due),
        due_on=only_day(one.due),
        given_at=now,
    )
    task.words = words_of_task(task, one.source, (one.lead.name, one.lead.short_name))
    return task


def _part(task: Task, unit: Unit, role: Part) -> UnitTask:
    return UnitTask(
        task=task,
        unit=unit,
        part=role,
        answers_alone=role is Part.LEAD,
        province_id=unit.province_id,
        commune_id=unit.commune_id,
    )


def import_progress(
    *, by: User, file: IO[bytes], now: datetime, dry_run: bool = True, name: str = ""
) -> Imported:
    """Checks the file and, unless `dry_run` or anything is wrong, adds a note to each part of the person's
    units that has news; the history of each names the file."""
    lines, of_form = lines_of(file, PROGRESS)
    if not lines:
        return _imported(0, of_form, written=False)
    of_form = _of_news(of_form, lines)
    numbers = [int(line["Mã phần việc"]) for line in lines if _is_number(line["Mã phần việc"])]
    own = rules.units_asked(by, on=day_of(now))
    with transaction.atomic():
        rows = UnitTask.objects.select_for_update(of=("self",), no_key=True)
        parts = rows.filter(pk__in=numbers, unit__in=own).order_by("pk").in_bulk()
        checked = check_progress(lines, parts)
        faults = all_faults(of_form, checked.faults)
        if not checked.news and not faults:
            empty = "Tệp chưa có dòng nào được cập nhật."
            return _imported(0, [Fault("", 0, "", empty)], written=False)
        if not dry_run and not faults:
            _say(checked.news, by, now)
            came = {"file": ("", name[:_LONGEST_NAME])}
            record_each("task.import_progress", ((one.part, came) for one in checked.news), by=by)
            changes = {"notes": (0, len(checked.news)), **came}
            record("task.import_progress", own[0], by=by, changes=changes)
    return _imported(len(checked.news), faults, written=not dry_run)


def _of_news(faults: Sequence[Fault], lines: Sequence[Line]) -> list[Fault]:
    """Without what is wrong with rows that have no news: nobody reads them."""
    silent = {line.row for line in lines if not line["Mức độ (%)"] and not line["Nội dung cập nhật"]}
    told = ("(Mức độ (%))", "(Nội dung cập nhật)")
    return [fault for fault in faults if fault.row not in silent or fault.column.endswith(told)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _say(news: Sequence[News], by: User, now: datetime) -> None:
    ProgressNote.objects.bulk_create(
        [
            ProgressNote(part=one.part, by=by, at=now, percent=one.percent, text=one.text, interim=False)
            for one in news
        ],
        batch_size=_BATCH,
    )
    for one in news:
        part = one.part
        # Of a remark too: the file is out of date now, so that it is not written twice.
        part.version += 1
        if one.percent is None:
            continue
        if part.state in _BEGUN_BY_NEWS:
            part.state = TaskState.WORKING
        part.started_at = part.started_at or now
        part.percent = one.percent
    changed = ["state", "started_at", "percent", "version"]
    UnitTask.objects.bulk_update([one.part for one in news], changed, batch_size=_BATCH)
