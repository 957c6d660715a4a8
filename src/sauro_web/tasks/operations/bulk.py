"""One thing done with many parts: row by row through the same operations, each with its own right and its own
refusal. What a preview says is what the operations themselves answer, taken back afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from sauro_web.accounts.models import User
from sauro_web.common.errors import NotReady, SiteError
from sauro_web.tasks.life import STEPS, StepKind
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.operations.living import take_step
from sauro_web.tasks.operations.progress import name_officer

__all__ = ["MOST", "Action", "Outcome", "do_with_many", "preview_of_many"]

MOST = 200
"""Rows at once."""


class Action(models.TextChoices):
    """What can be done with many."""

    TAKE_UP = "take_up", "Nhận việc"
    APPROVE = "approve", "Duyệt hoàn thành"
    SEND_BACK = "send_back", "Yêu cầu làm lại"
    RECALL = "recall", "Thu hồi"
    OFFICER = "officer", "Phân công người thụ lý"

    @property
    def wants_reason(self) -> bool:
        """Whether a reason must be given."""
        return self is not Action.OFFICER and STEPS[StepKind(self.value)].reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row; `refused` says why nothing did."""

    part: UnitTask
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    """What is done with each row, by whom."""

    action: Action
    by: User
    now: datetime
    reason: str
    officer: User | None


class _TakenBack(Exception):
    """Ends a trial."""


def do_with_many(
    parts: Sequence[tuple[UnitTask, int | None]],
    action: Action,
    *,
    by: User,
    now: datetime,
    reason: str = "",
    officer: User | None = None,
) -> list[Outcome]:
    """Does it with each row, `parts` with the version that the person saw; the outcome of each. Each row is
    kept or refused for itself.

    Raises NotReady for more than 200, or without the reason that the step wants.
    """
    _check(parts, action, reason)
    step = _Step(action, by, now, reason, officer)
    return [_tried(part, version, step) for part, version in parts]


def preview_of_many(
    parts: Sequence[UnitTask],
    action: Action,
    *,
    by: User,
    now: datetime,
    officer: User | None = None,
) -> list[Outcome]:
    """What `do_with_many` would answer for each row now: done and taken back again, nobody told.

    Raises NotReady for more than 200.
    """
    _check([(part, None) for part in parts], action, "…")
    step = _Step(action, by, now, "…", officer)
    outcomes: list[Outcome] = []
    try:
        with transaction.atomic():
            outcomes.extend(_tried(part, None, step) for part in parts)
            raise _TakenBack
    except _TakenBack:
        return outcomes


def _check(parts: Sequence[tuple[UnitTask, int | None]], action: Action, reason: str) -> None:
    if not parts:
        raise NotReady("Hãy chọn ít nhất một dòng.")
    if len(parts) > MOST:
        raise NotReady(f"Mỗi lần làm được với nhiều nhất {MOST} dòng; hãy lọc bớt hoặc chọn ít hơn.")
    if action.wants_reason and not reason.strip():
        raise NotReady("Hãy ghi rõ lý do.")


def _tried(part: UnitTask, version: int | None, step: _Step) -> Outcome:
    """Each row in a transaction of its own, inside that of a preview where it is one."""
    try:
        with transaction.atomic():
            _do(part, version, step)
    except SiteError as error:
        return Outcome(part, error.sentence)
    return Outcome(part)


def _do(part: UnitTask, version: int | None, step: _Step) -> None:
    if step.action is Action.OFFICER:
        name_officer(part, officer=step.officer, by=step.by, now=step.now, version=version)
    else:
        kind = StepKind(step.action.value)
        take_step(part, kind, by=step.by, now=step.now, version=version, reason=step.reason)
