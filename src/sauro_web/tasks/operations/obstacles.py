"""Vướng mắc: put to the unit that can clear it away, answered within a term, closed by who raised it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.tasks import rules
from sauro_web.tasks.life import Actor
from sauro_web.tasks.models import OPEN, Obstacle, UnitTask
from sauro_web.tasks.operations.asking import (
    LONGEST,
    address_of,
    ask_side,
    check_open,
    day_of,
    held_part,
)

__all__ = ["answer_obstacle", "close_obstacle", "close_unanswered", "raise_obstacle"]

_OUT_OF_REACH = (
    "{} không phải nơi giải quyết vướng mắc của việc này; hãy chọn đơn vị của cơ quan giao việc, đơn "
    "vị cùng làm việc này, cơ quan của mình hoặc cơ quan cấp trên."
)
_ELSEWHERE = "/"
"""Where who is asked no more and has no part in the task is led."""


def raise_obstacle(
    part: UnitTask, *, text: str, to: Unit, answer_by: date, by: User, now: datetime, proposal: str = ""
) -> Obstacle:
    """A unit says what holds it up, to the unit that can clear it away, and by when it needs an answer.

    Raises NotAllowed; NotReady where nothing is said, the term lies in the past, or the unit is its own or
    none that may be asked.
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
        if not Unit.objects.filter(rules.may_be_asked(held), pk=to.pk).exists():
            raise NotReady(_OUT_OF_REACH.format(to.label))
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

    Raises NotAllowed; NotReady without words, or where it is answered or closed already.
    """
    if not answer.strip():
        raise NotReady("Hãy ghi nội dung trả lời.")
    with transaction.atomic():
        held = _held(raised)
        if held.to not in rules.units_asked(by, on=day_of(now)):
            raise NotAllowed(f"Chỉ người của {held.to.label} mới trả lời vướng mắc này.")
        if held.answered_at is not None:
            raise NotReady("Vướng mắc này đã được trả lời; hãy tải lại trang.")
        if held.closed_at is not None or held.part.ended_at is not None or held.part.state not in OPEN:
            raise NotReady("Vướng mắc này đã được đóng, không cần trả lời nữa.")
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


def close_unanswered(parts: Iterable[UnitTask], *, why: str, by: User | None, now: datetime) -> int:
    """Closes what nobody has answered of parts for which nothing is owed any more, and tells those who were
    asked; inside the caller's transaction. How many there were."""
    rows = Obstacle.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.filter(part__in=[part.pk for part in parts], answered_at=None, closed_at=None)
    closed = list(rows.select_related("part__unit", "part__task", "to").order_by("pk"))
    for held in closed:
        held.closed_at = now
        held.save(update_fields=["closed_at"])
        words = f"Không cần trả lời vướng mắc của {held.part.unit.label} nữa, {why}: {held.text}"
        task = held.part.task
        knows = held.to_id == task.office_id or task.parts.filter(unit=held.to_id).exists()
        link = address_of(task.pk) if knows else _ELSEWHERE
        tell_units([(held.to, words[:LONGEST])], link=link, key=f"obstacle.{held.pk}.closed", now=now)
        record("task.close_obstacle", held.part, by=by, reason=f"Vướng mắc chưa được trả lời, {why}.")
    return len(closed)


def _held(raised: Obstacle) -> Obstacle:
    # The part before what belongs to it, as whoever changes the part does.
    held_part(UnitTask(pk=raised.part_id))
    rows = Obstacle.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("part__unit", "part__task__office", "to").get(pk=raised.pk)


def _tell(raised: Obstacle, to: Unit, words: str, now: datetime, what: str) -> None:
    key = f"obstacle.{raised.pk}.{what}"
    tell_units([(to, words[:LONGEST])], link=address_of(raised.part.task_id), key=key, now=now)
