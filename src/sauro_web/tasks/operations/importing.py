"""Tasks and progress from a spreadsheet: the whole of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.db import transaction
from django.urls import reverse

from sauro.dates.due import Due, DueKind
from sauro.plan.serial import due_to_json
from sauro_web.accounts.importing.reading import Fault
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.naming import accented
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.rules import in_force
from sauro_web.audit.operations import record, record_each
from sauro_web.common.errors import NotAllowed
from sauro_web.notices.operations import tell_units
from sauro_web.tasks import rules
from sauro_web.tasks.findable import rows_of_words, words_of_task
from sauro_web.tasks.importing.checking import Given, News, check_progress, check_tasks
from sauro_web.tasks.importing.columns import PROGRESS, TASKS
from sauro_web.tasks.importing.reading import lines_of
from sauro_web.tasks.models import OPEN, Origin, Part, ProgressNote, Task, TaskState, TaskWord, UnitTask
from sauro_web.tasks.operations.asking import day_of
from sauro_web.tasks.operations.deadlines import set_deadline
from sauro_web.workdays.queries import Calendars

__all__ = ["Imported", "import_progress", "import_tasks"]

_BATCH = 500
_SHOWN = 200
_LONGEST_NAME = 200
_BEGUN_BY_NEWS = (TaskState.RECEIVED, TaskState.REDO)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows the file has to write, its faults (at most 200 shown), and whether it was written."""

    rows: int
    faults: tuple[Fault, ...]
    fault_count: int
    written: bool


def _imported(rows: int, faults: Sequence[Fault], *, written: bool) -> Imported:
    return Imported(rows, tuple(faults[:_SHOWN]), len(faults), written and not faults)


def import_tasks(
    office: Unit, *, by: User, file: IO[bytes], now: datetime, dry_run: bool = True, name: str = ""
) -> Imported:
    """Checks the file and, unless `dry_run` or anything is wrong, gives all the work in it and tells the
    units; the history of each task names the file.

    Raises NotAllowed.
    """
    on = day_of(now)
    if office not in rules.offices_watched(by, on=on):
        raise NotAllowed("Chỉ người theo dõi của cơ quan mới giao việc từ tệp.")
    lines, faults = lines_of(file, TASKS)
    if faults:
        return _imported(0, faults, written=False)
    with transaction.atomic():
        held = Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        units = Unit.objects.filter(in_force(on), begins("path", held.path))
        checked = check_tasks(lines, units, _open_work(held), on=on)
        if not dry_run and not checked.faults:
            tasks = _give(held, checked.given, by, now)
            came = {"file": ("", name[:_LONGEST_NAME])}
            record_each("task.import", ((task, came) for task in tasks), by=by)
            record("task.import", held, by=by, changes={"tasks": (0, len(checked.given)), **came})
    return _imported(len(lines), checked.faults, written=not dry_run)


def _open_work(office: Unit) -> set[tuple[str, int]]:
    rows = UnitTask.objects.filter(office=office, part=Part.LEAD, state__in=OPEN, ended_at=None, series=None)
    found = rows.exclude(task__origin=Origin.PLAN).values_list("task__text", "unit_id")
    return {(accented(text), unit) for text, unit in found.iterator()}


def _give(office: Unit, given: Sequence[Given], by: User, now: datetime) -> list[Task]:
    tasks = [_task(office, one, number, by, now) for number, one in enumerate(given, 1)]
    Task.objects.bulk_create(tasks, batch_size=_BATCH)
    TaskWord.objects.bulk_create(rows_of_words(tasks, TaskWord), batch_size=_BATCH)
    calendars = Calendars()
    parts = [
        _part(task, unit, role, one.due_on, calendars)
        for task, one in zip(tasks, given, strict=True)
        for unit, role in ((one.lead, Part.LEAD), *((unit, Part.COOPERATING) for unit in one.cooperating))
    ]
    UnitTask.objects.bulk_create(parts, batch_size=_BATCH)
    units = {part.unit_id: part.unit for part in parts}
    counted = Counter(part.unit_id for part in parts)
    told = [(unit, f"{office.label} giao đơn vị {counted[pk]} việc.") for pk, unit in units.items()]
    tell_units(told, link=reverse("tasks:list"), key=f"tasks.import.{tasks[0].pk}", now=now)
    return tasks


def _task(office: Unit, one: Given, position: int, by: User, now: datetime) -> Task:
    written = f"{one.due_on:%d/%m/%Y}" if one.due_on else ""
    due = due_to_json(Due(DueKind.BY, written, date=one.due_on)) if one.due_on else None
    task = Task(
        office=office,
        origin=Origin.DOCUMENT if one.source else Origin.DIRECT,
        source=one.source,
        given_by=by,
        position=position,
        text=one.text,
        product=one.product,
        authority=one.authority,
        due_text=written,
        due=due,
        due_on=one.due_on,
        given_at=now,
    )
    task.words = words_of_task(task, one.source, (one.lead.name, one.lead.short_name))
    return task


def _part(task: Task, unit: Unit, role: Part, due_on: date | None, calendars: Calendars) -> UnitTask:
    part = UnitTask(
        task=task,
        unit=unit,
        part=role,
        answers_alone=role is Part.LEAD,
        province_id=unit.province_id,
        commune_id=unit.commune_id,
    )
    set_deadline(part, due_on, calendars.of(unit))
    return part


def import_progress(
    *, by: User, file: IO[bytes], now: datetime, dry_run: bool = True, name: str = ""
) -> Imported:
    """Checks the file and, unless `dry_run` or anything is wrong, adds a note to each part of the person's
    units that has news; the history of each names the file."""
    lines, faults = lines_of(file, PROGRESS)
    if faults:
        return _imported(0, faults, written=False)
    numbers = [int(line["Mã phần việc"]) for line in lines if _is_number(line["Mã phần việc"])]
    own = rules.units_asked(by, on=day_of(now))
    with transaction.atomic():
        rows = UnitTask.objects.select_for_update(of=("self",), no_key=True)
        parts = rows.filter(pk__in=numbers, unit__in=own).order_by("pk").in_bulk()
        checked = check_progress(lines, parts)
        if not checked.news and not checked.faults:
            empty = "Tệp chưa có dòng nào được cập nhật."
            return _imported(0, [Fault("", 0, "", empty)], written=False)
        if not dry_run and not checked.faults:
            _say(checked.news, by, now)
            came = {"file": ("", name[:_LONGEST_NAME])}
            record_each("task.import_progress", ((one.part, came) for one in checked.news), by=by)
            changes = {"notes": (0, len(checked.news)), **came}
            record("task.import_progress", own[0], by=by, changes=changes)
    return _imported(len(checked.news), checked.faults, written=not dry_run)


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
    moved = [one for one in news if one.percent is not None]
    for one in moved:
        part = one.part
        if part.state in _BEGUN_BY_NEWS:
            part.state = TaskState.WORKING
        part.started_at = part.started_at or now
        part.percent = one.percent or 0
        part.version += 1
    changed = ["state", "started_at", "percent", "version"]
    UnitTask.objects.bulk_update([one.part for one in moved], changed, batch_size=_BATCH)
