"""The life of a unit's part: what may be done in which state, by whom, and what it becomes.

One table, asked by operations, by the page for its buttons and by the tests. Whether a person is of the unit
or of those who gave the task is asked of `tasks.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sauro.text.compare import bare_letters
from sauro_web.tasks.models import Part, TaskState, UnitTask

__all__ = ["STEPS", "Actor", "Step", "StepKind", "steps_from", "steps_of"]


class Actor(StrEnum):
    """On which side of a part a person stands."""

    UNIT = "unit"
    """Who works in the unit that owes it."""
    GIVER = "giver"
    """Who follows the work of the office that gave it; of a step, who leads the whole."""
    LEAD = "lead"
    """Of a cooperating part, who acts for the unit that leads the task: takes in what is owed to it, and
    decides nothing about what the office gave, nor opens again what the office approved."""
    SUPERIOR = "superior"
    """Who leads the office that gave it, or one above it."""


class StepKind(StrEnum):
    """What can be done with a part."""

    TAKE_UP = "take_up"
    RETURN = "return"
    BEGIN = "begin"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    INSIST = "insist"
    PASS_ON = "pass_on"  # noqa: S105 - a step, no password
    PAUSE = "pause"
    RESUME = "resume"
    RECALL = "recall"
    GIVE_ANEW = "give_anew"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Step:
    """One way on, taken by `actor` and by those in `also`. `label` stands on its button, `done` in the
    history and in what the other side is told (which it is not of everything); `reason` says that one must be
    given."""

    kind: StepKind
    actor: Actor
    before: tuple[TaskState, ...]
    after: TaskState
    label: str
    done: str
    reason: bool = False
    tells: bool = True
    also: tuple[Actor, ...] = ()

    @property
    def slug(self) -> str:
        """As it stands in an address: its label in small letters without accents."""
        return bare_letters(self.label).replace(" ", "-")


_IN_HAND = (TaskState.RECEIVED, TaskState.WORKING, TaskState.REDO)
_NOT_BEGUN = (TaskState.ASSIGNED, TaskState.RECEIVED)
_RECALLABLE = (*_NOT_BEGUN, TaskState.RETURNED, TaskState.WORKING, TaskState.REDO, TaskState.PAUSED)

STEPS: dict[StepKind, Step] = {
    step.kind: step
    for step in (
        Step(
            StepKind.TAKE_UP,
            Actor.UNIT,
            (TaskState.ASSIGNED,),
            TaskState.RECEIVED,
            "Nhận việc",
            "nhận việc",
            tells=False,
        ),
        Step(
            StepKind.RETURN,
            Actor.UNIT,
            _NOT_BEGUN,
            TaskState.RETURNED,
            "Trả lại",
            "trả lại việc",
            reason=True,
        ),
        Step(
            StepKind.BEGIN,
            Actor.UNIT,
            (TaskState.RECEIVED, TaskState.REDO),
            TaskState.WORKING,
            "Bắt đầu thực hiện",
            "bắt đầu thực hiện",
            tells=False,
        ),
        Step(
            StepKind.SUBMIT,
            Actor.UNIT,
            _IN_HAND,
            TaskState.SUBMITTED,
            "Trình kết quả",
            "trình kết quả",
        ),
        Step(
            StepKind.WITHDRAW,
            Actor.UNIT,
            (TaskState.SUBMITTED,),
            TaskState.WORKING,
            "Rút lại để sửa",
            "rút kết quả về để sửa",
        ),
        Step(
            StepKind.APPROVE,
            Actor.GIVER,
            (TaskState.SUBMITTED,),
            TaskState.FINISHED,
            "Duyệt hoàn thành",
            "duyệt hoàn thành",
            also=(Actor.LEAD,),
        ),
        Step(
            StepKind.SEND_BACK,
            Actor.GIVER,
            (TaskState.SUBMITTED,),
            TaskState.REDO,
            "Yêu cầu làm lại",
            "yêu cầu làm lại",
            reason=True,
            also=(Actor.LEAD,),
        ),
        Step(
            StepKind.INSIST,
            Actor.GIVER,
            (TaskState.RETURNED,),
            TaskState.ASSIGNED,
            "Giữ nguyên việc giao",
            "giữ nguyên việc đã giao",
            reason=True,
        ),
        Step(
            StepKind.PASS_ON,
            Actor.GIVER,
            (*_RECALLABLE, TaskState.RECALLED),
            TaskState.PASSED_ON,
            "Chuyển đơn vị khác",
            "chuyển việc cho đơn vị khác",
            reason=True,
        ),
        Step(
            StepKind.PAUSE,
            Actor.GIVER,
            (TaskState.ASSIGNED, *_IN_HAND),
            TaskState.PAUSED,
            "Tạm dừng",
            "cho tạm dừng",
            reason=True,
        ),
        Step(
            StepKind.RESUME,
            Actor.GIVER,
            (TaskState.PAUSED,),
            TaskState.RECEIVED,
            "Tiếp tục",
            "cho tiếp tục",
        ),
        Step(
            StepKind.RECALL,
            Actor.GIVER,
            _RECALLABLE,
            TaskState.RECALLED,
            "Thu hồi",
            "thu hồi việc đã giao",
            reason=True,
        ),
        Step(
            StepKind.GIVE_ANEW,
            Actor.GIVER,
            (TaskState.RECALLED,),
            TaskState.ASSIGNED,
            "Giao lại",
            "giao lại việc đã thu hồi",
            reason=True,
        ),
        Step(
            StepKind.REOPEN,
            Actor.GIVER,
            (TaskState.FINISHED,),
            TaskState.REDO,
            "Mở lại",
            "mở lại việc đã hoàn thành",
            reason=True,
            also=(Actor.LEAD,),
        ),
    )
}
"""Every step there is. A part only for information has none: it is read and leaves the list."""


def steps_from(state: TaskState | str) -> tuple[Step, ...]:
    """The steps that lead on from a state, whoever may take them, in the order of their buttons."""
    return tuple(step for step in STEPS.values() if state in step.before)


_OF_ONE_END = (StepKind.SUBMIT, StepKind.WITHDRAW, StepKind.APPROVE, StepKind.SEND_BACK, StepKind.REOPEN)
"""Steps of what is finished once for all."""
_OF_THE_WHOLE = (StepKind.PASS_ON,)
"""Steps that no occurrence takes by itself: a duty that comes back is one unit's."""


def steps_of(part: UnitTask) -> tuple[Step, ...]:
    """The steps that lead on from where a part stands. What a later plan took away and what is only for
    information have none; what goes on is handed in by its occurrences, never itself, and passed on with
    them."""
    if part.ended_at is not None or part.part == Part.INFORMED:
        return ()
    other = _OF_ONE_END if part.goes_on else _OF_THE_WHOLE if part.series_id else ()
    return tuple(step for step in steps_from(part.state) if step.kind not in other)
