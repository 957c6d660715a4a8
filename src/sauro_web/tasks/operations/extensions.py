"""More time: asked for with a reason, decided by who gave the work; the first deadline stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.tasks.life import Actor
from sauro_web.tasks.models import Extension, UnitTask
from sauro_web.tasks.operations.asking import (
    LONGEST,
    address_of,
    as_sentence,
    ask_side,
    check_open,
    check_version,
    day_of,
    held_part,
)
from sauro_web.tasks.operations.deadlines import set_deadline
from sauro_web.workdays.queries import calendar_of

__all__ = ["ask_extension", "decide_extension"]


def ask_extension(
    part: UnitTask, *, until: date, reason: str, by: User, now: datetime, version: int | None = None
) -> Extension:
    """A unit asks for more time, until a day after its deadline.

    Raises NotAllowed, Conflict; NotReady without a reason, without a deadline, or while one is undecided.
    """
    if not reason.strip():
        raise NotReady("Hãy ghi rõ lý do xin gia hạn.")
    with transaction.atomic():
        held = held_part(part)
        ask_side(by, held, Actor.UNIT, now, "Chỉ người của đơn vị có phần việc này mới xin gia hạn.")
        check_open(held)
        check_version(held, version)
        if held.due_on is None:
            raise NotReady("Phần việc này không có thời hạn nên không cần gia hạn.")
        if until <= held.due_on or until < day_of(now):
            raise NotReady("Ngày xin gia hạn phải sau thời hạn hiện tại và không ở quá khứ.")
        _check_gain(held, until)
        if held.extensions.filter(granted=None).exists():
            raise NotReady("Đã có một đề nghị gia hạn đang chờ quyết định.")
        asked = Extension.objects.create(
            part=held, asked_by=by, asked_at=now, until=until, reason=reason.strip()
        )
        held.version += 1
        held.save()
        whose = f"{held.unit.label} xin gia hạn đến {until:%d/%m/%Y}: {as_sentence(str(held.task))}"
        words = f"{whose} Lý do: {reason.strip()}"
        _tell(asked, held, held.task.office_id, words, now, "asked")
        changes = {"until": (held.due_on.isoformat(), until.isoformat())}
        record("task.ask_extension", held, by=by, changes=changes, reason=reason.strip())
    return asked


def decide_extension(
    asked: Extension, *, granted: bool, answer: str, by: User, now: datetime, until: date | None = None
) -> Extension:
    """Grants or refuses; granted, the deadline moves to `until`, or to the day asked for. A refusal says why.
    The same decision twice is no error.

    Raises NotAllowed, also to whoever asked; NotReady where it is decided otherwise already.
    """
    with transaction.atomic():
        rows = Extension.objects.select_for_update(of=("self",), no_key=True)
        held = rows.get(pk=asked.pk)
        part = held_part(UnitTask(pk=held.part_id))
        ask_side(
            by, part, Actor.GIVER, now, "Chỉ người theo dõi của cơ quan giao việc mới quyết định gia hạn."
        )
        if by.pk == held.asked_by_id:
            raise NotAllowed("Người xin gia hạn không tự quyết định; hãy để người khác quyết định.")
        if held.granted is not None:
            if held.granted == granted:
                return held
            raise NotReady("Đề nghị này đã được quyết định.")
        if not granted and not answer.strip():
            raise NotReady("Hãy ghi rõ lý do không đồng ý.")
        _decide(held, part, granted=granted, until=until or held.until, by=by, now=now, answer=answer.strip())
    return held


def _check_gain(part: UnitTask, until: date) -> None:
    """More time ends on a later working day than the deadline does already.

    Raises NotReady.
    """
    if part.ends_on is None:
        return
    calendar = calendar_of(part.unit)
    if calendar.next_working(until) <= part.ends_on:
        first = calendar.next_working(part.ends_on + timedelta(days=1))
        raise NotReady(
            f"Ngày {until:%d/%m/%Y} không thêm được ngày làm việc nào: theo lịch làm việc, việc này đã được "
            f"tính hạn đến hết {part.ends_on:%d/%m/%Y}; hãy chọn từ {first:%d/%m/%Y} trở đi."
        )


def _decide(
    held: Extension,
    part: UnitTask,
    *,
    granted: bool,
    until: date,
    by: User,
    now: datetime,
    answer: str,
) -> None:
    before = part.due_on
    if granted:
        check_open(part)
        if before is not None and until <= before:
            raise NotReady("Ngày gia hạn phải sau thời hạn hiện tại.")
        _check_gain(part, until)
        set_deadline(part, until, calendar_of(part.unit))
        part.version += 1
        part.save()
    held.granted, held.granted_until = granted, until if granted else None
    held.decided_by, held.decided_at, held.answer, held.before = by, now, answer, before
    held.save()
    said = f"Đồng ý gia hạn đến {until:%d/%m/%Y}" if granted else "Không đồng ý gia hạn"
    words = f"{said}: {as_sentence(str(part.task))} {answer}".strip()
    _tell(held, part, part.unit_id, words, now, "decided")
    day = before.isoformat() if before else ""
    changes = {"due_on": (day, until.isoformat() if granted else day)}
    record(
        "task.grant_extension" if granted else "task.refuse_extension",
        part,
        by=by,
        changes=changes,
        reason=answer,
    )


def _tell(asked: Extension, part: UnitTask, unit: int, words: str, now: datetime, what: str) -> None:
    to = part.unit if unit == part.unit_id else part.task.office
    key = f"extension.{asked.pk}.{what}"
    tell_units([(to, words[:LONGEST])], link=address_of(part.task_id), key=key, now=now)
