"""What a unit says of how its part goes, and who in it does the work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.tasks import rules
from sauro_web.tasks.life import Actor
from sauro_web.tasks.models import ProgressNote, TaskState, UnitTask
from sauro_web.tasks.operations.asking import (
    ask_side,
    check_open,
    check_version,
    day_of,
    held_part,
)
from sauro_web.tasks.operations.attaching import Attached, attach, keep_files, refuse_marked
from sauro_web.tasks.queries.people import people_of

__all__ = ["Attached", "add_note", "name_officer"]

_NOT_YOURS = "Chỉ người của đơn vị có phần việc này mới cập nhật tiến độ."
_STARTS = (TaskState.RECEIVED, TaskState.REDO)


def add_note(
    part: UnitTask,
    *,
    text: str,
    by: User,
    now: datetime,
    percent: int | None = None,
    interim: bool = False,
    files: Sequence[Attached] = (),
    version: int | None = None,
) -> ProgressNote:
    """Adds to the stream of a part. With `percent` it is progress, which only the unit says, and which begins
    work that was only received; without, it is a remark of anybody concerned. Whether the work is done is not
    said here but by handing it in: 100 is refused.

    Raises NotAllowed, Conflict; NotReady, also for a file that bears a mark of secrecy.
    """
    if not text.strip():
        raise NotReady("Hãy ghi nội dung.")
    if percent is not None and not 0 <= percent < 100:
        raise NotReady("Mức độ từ 0 đến 99; khi đã xong, hãy trình kết quả.")
    refuse_marked(files, part, by=by)
    kept = keep_files(files)
    with transaction.atomic():
        held = held_part(part)
        if percent is not None:
            ask_side(by, held, Actor.UNIT, now, _NOT_YOURS)
            check_open(held)
            check_version(held, version)
            _go_on(held, percent, now)
        elif not rules.may_read_task(by, held.task, on=day_of(now)):
            raise NotAllowed(_NOT_YOURS)
        note = ProgressNote.objects.create(
            part=held, by=by, at=now, percent=percent, text=text.strip(), interim=interim
        )
        attach(note, kept)
        changes: dict[str, tuple[object, object]] = {"note": ("", note.pk), "files": (0, len(kept))}
        record("task.note", held, by=by, changes=changes)
    return note


def _go_on(held: UnitTask, percent: int, now: datetime) -> None:
    if held.state == TaskState.SUBMITTED:
        raise NotReady("Kết quả đang chờ duyệt; hãy rút lại nếu cần cập nhật.")
    if held.state == TaskState.PAUSED:
        raise NotReady("Phần việc đang tạm dừng nên chưa cập nhật mức độ; vẫn ghi chú được.")
    if held.state in _STARTS:
        held.state = TaskState.WORKING
    held.started_at = held.started_at or now
    held.percent = percent
    held.version += 1
    held.save()


def name_officer(
    part: UnitTask, *, officer: User | None, by: User, now: datetime, version: int | None = None
) -> UnitTask:
    """Says who in the unit does the work, or that nobody is named; the unit stays answerable.

    Raises NotAllowed, Conflict; NotReady where the person does not work in the unit or below it, nor in one
    that followed it.
    """
    with transaction.atomic():
        held = held_part(part)
        ask_side(by, held, Actor.UNIT, now, "Chỉ người của đơn vị mới phân công người thụ lý.")
        check_open(held)
        check_version(held, version)
        if officer is not None and not people_of(held.unit, day_of(now)).filter(pk=officer.pk).exists():
            raise NotReady(f"{officer} không công tác tại {held.unit.label}; hãy chọn người của đơn vị.")
        before, held.officer = held.officer, officer
        held.version += 1
        held.save()
        changes = {"officer": (str(before or ""), str(officer or ""))}
        record("task.name_officer", held, by=by, changes=changes)
    return held
