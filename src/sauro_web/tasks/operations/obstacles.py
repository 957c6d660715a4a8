"""Vướng mắc: put to the unit that can clear it away, answered within a term, closed by who raised it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.tasks import rules
from sauro_web.tasks.life import Actor
from sauro_web.tasks.models import Obstacle, UnitTask
from sauro_web.tasks.operations.asking import (
    LONGEST,
    address_of,
    ask_side,
    check_open,
    day_of,
    held_part,
)

__all__ = ["answer_obstacle", "close_obstacle", "raise_obstacle"]


def raise_obstacle(
    part: UnitTask, *, text: str, to: Unit, answer_by: date, by: User, now: datetime, proposal: str = ""
) -> Obstacle:
    """A unit says what holds it up, to the unit that can clear it away, and by when it needs an answer.

    Raises NotAllowed; NotReady where nothing is said, the term lies in the past, or the unit is its own.
    """
    if not text.strip():
        raise NotReady("Hãy ghi vướng mắc.")
    if answer_by < day_of(now):
        raise NotReady("Ngày cần trả lời không thể ở quá khứ.")
    with transaction.atomic():
        held = held_part(part)
        ask_side(by, held, Actor.UNIT, now, "Chỉ người của đơn vị có phần việc này mới nêu vướng mắc.")
        check_open(held)
        if to.pk == held.unit_id or not to.exists_on(localdate(now)):
            raise NotReady("Hãy chọn đơn vị khác đang hoạt động, nơi giải quyết được vướng mắc.")
        raised = Obstacle.objects.create(
            part=held,
            raised_by=by,
            raised_at=now,
            text=text.strip(),
            proposal=proposal.strip(),
            to=to,
            answer_by=answer_by,
        )
        words = f"{held.unit.label} chờ trả lời trước ngày {answer_by:%d/%m/%Y}: {raised.text}"
        _tell(raised, to, words, now, "raised")
        record("task.raise_obstacle", held, by=by, changes={"to": ("", str(to))}, reason=raised.text)
    return raised


def answer_obstacle(raised: Obstacle, *, answer: str, by: User, now: datetime) -> Obstacle:
    """The unit that was asked answers; the time until now was spent waiting for it.

    Raises NotAllowed; NotReady without words, or where it is answered already.
    """
    if not answer.strip():
        raise NotReady("Hãy ghi nội dung trả lời.")
    with transaction.atomic():
        held = _held(raised)
        if held.to not in rules.units_asked(by, on=day_of(now)):
            raise NotAllowed(f"Chỉ người của {held.to.label} mới trả lời vướng mắc này.")
        if held.answered_at is not None:
            raise NotReady("Vướng mắc này đã được trả lời; hãy tải lại trang.")
        held.answered_by, held.answered_at, held.answer = by, now, answer.strip()
        held.save()
        _tell(held, held.part.unit, f"{held.to.label} trả lời vướng mắc: {held.answer}", now, "answered")
        record("task.answer_obstacle", held.part, by=by, reason=held.answer)
    return held


def close_obstacle(raised: Obstacle, *, by: User, now: datetime) -> Obstacle:
    """The unit that raised it says that it is cleared away, answered or not; twice is no error.

    Raises NotAllowed.
    """
    with transaction.atomic():
        held = _held(raised)
        ask_side(by, held.part, Actor.UNIT, now, "Chỉ đơn vị đã nêu vướng mắc mới đóng vướng mắc.")
        if held.closed_at is None:
            held.closed_at = now
            held.save()
            record("task.close_obstacle", held.part, by=by)
    return held


def _held(raised: Obstacle) -> Obstacle:
    rows = Obstacle.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("part__unit", "part__task__office", "to").get(pk=raised.pk)


def _tell(raised: Obstacle, to: Unit, words: str, now: datetime, what: str) -> None:
    key = f"obstacle.{raised.pk}.{what}"
    tell_units([(to, words[:LONGEST])], link=address_of(raised.part.task_id), key=key, now=now)
