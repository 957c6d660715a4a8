"""What every operation on a part begins with: the row locked, the right asked, nobody overwritten."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from sauro_web.accounts.models import User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.tasks import rules
from sauro_web.tasks.life import Actor
from sauro_web.tasks.models import OPEN, UnitTask

__all__ = [
    "LONGEST",
    "address_of",
    "as_sentence",
    "ask_side",
    "check_open",
    "check_reason",
    "check_version",
    "day_of",
    "held_part",
]

LONGEST = 400
"""Letters of a notice."""
_LONGEST_REASON = 500
_CHANGED = "Người khác vừa thay đổi phần việc này; hãy xem lại rồi làm tiếp, nội dung đã gõ vẫn còn."


def as_sentence(words: str) -> str:
    """With a full stop, where the words have no mark at their end."""
    words = words.rstrip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def held_part(part: UnitTask) -> UnitTask:
    """The row as it is now, locked until the transaction ends; unit, task and office with it."""
    rows = UnitTask.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit", "task__office").get(pk=part.pk)


def day_of(now: datetime) -> date:
    """The day by the clock of the office."""
    return timezone.localdate(now)


def ask_side(by: User, part: UnitTask, side: Actor, now: datetime, sentence: str) -> None:
    """Raises NotAllowed where the person does not stand on that side of the part."""
    if side not in rules.actors_on(by, part, on=day_of(now)):
        raise NotAllowed(sentence)


def check_version(part: UnitTask, version: int | None) -> None:
    """Raises Conflict where somebody changed the part since."""
    if version is not None and part.version != version:
        raise Conflict(_CHANGED)


def check_open(part: UnitTask) -> None:
    """Raises NotReady where nothing is owed any more."""
    if part.ended_at is not None or part.state not in OPEN:
        raise NotReady(f"Phần việc đã ở bước “{part.get_state_display()}” nên không cập nhật được nữa.")


def check_reason(reason: str, *, needed: bool = True) -> None:
    """Raises NotReady for a reason that is missing, or longer than the trail keeps: it stands nowhere
    else."""
    if needed and not reason.strip():
        raise NotReady("Hãy ghi rõ lý do.")
    if len(reason.strip()) > _LONGEST_REASON:
        raise NotReady(f"Lý do dài quá {_LONGEST_REASON} ký tự; hãy ghi ngắn hơn.")


def address_of(task: int) -> str:
    """The path of a task's page, for notices."""
    return reverse("tasks:task", args=(task,))
