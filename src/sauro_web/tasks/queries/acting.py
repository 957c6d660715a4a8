"""The parts of one task as its page shows them to one person: where each stands, and what he may do with
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.models import Entry
from sauro_web.tasks.life import Actor, Step, StepKind, steps_of
from sauro_web.tasks.models import OPEN, Extension, Obstacle, Part, Task, TaskState, UnitTask
from sauro_web.tasks.queries.lived import Moment, Wait, moments_of, waits_of
from sauro_web.tasks.rules import Place, obstacles_open_to
from sauro_web.tasks.standing import chip_of, today_of
from sauro_web.tasks.timing import Timing, days_late, timing_of
from sauro_web.workdays.queries import Calendars

__all__ = [
    "Following",
    "PartCard",
    "RollUp",
    "following_of",
    "obstacles_of",
    "obstacles_to",
    "roll_up",
    "unanswered",
]

_MOST = 12
"""Parts that stand open on a page at once."""
_OCCURRENCES = 24
_MAIN = (StepKind.TAKE_UP, StepKind.SUBMIT, StepKind.APPROVE, StepKind.SEND_BACK, StepKind.INSIST)
_SOMETIMES = (StepKind.BEGIN, StepKind.RETURN, StepKind.WITHDRAW, StepKind.RESUME)
_CHIPS = {
    TaskState.ASSIGNED: "waiting",
    TaskState.RETURNED: "refused",
    TaskState.SUBMITTED: "waiting",
    TaskState.REDO: "near",
    TaskState.FINISHED: "done",
    TaskState.READ: "plain",
    TaskState.PAUSED: "plain",
    TaskState.PASSED_ON: "plain",
    TaskState.RECALLED: "plain",
    TaskState.CANCELLED: "plain",
}
_WHY = ("task.send_back", "task.return", "task.pause", "task.insist", "task.give_anew", "task.reopen")


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part with what a person may do with it."""

    part: UnitTask
    sides: frozenset[Actor]
    timing: Timing
    late: int
    """Working days."""
    time_chip: tuple[str, str] | None
    """Kind and words of how it stands to its deadline, as lists have it."""
    steps: tuple[Step, ...] = ()
    why: str = ""
    """The reason that was last given for where it stands."""
    asked: Extension | None = None
    """More time that is asked for and not decided."""
    may_decide: bool = False
    obstacles: Sequence[Obstacle] = ()
    """Those not closed."""
    occurrences: Sequence[PartCard] = ()
    opened: bool = False
    moments: Sequence[Moment] = ()
    """Its line of life."""
    waits: Sequence[Wait] = ()
    """For whom its unit has waited."""

    @property
    def is_own(self) -> bool:
        """Whether it is the person's to do."""
        return Actor.UNIT in self.sides

    @property
    def is_open(self) -> bool:
        """Whether something is owed."""
        return self.part.ended_at is None and self.part.state in OPEN and self.part.part != Part.INFORMED

    @property
    def main_steps(self) -> list[Step]:
        """Those one mostly takes from here; the others stand behind them."""
        return [step for step in self.steps if step.kind in _MAIN]

    @property
    def other_steps(self) -> list[Step]:
        """Those taken now and then."""
        return [step for step in self.steps if step.kind in _SOMETIMES]

    @property
    def rare_steps(self) -> list[Step]:
        """Those seldom taken."""
        return [step for step in self.steps if step.kind not in (*_MAIN, *_SOMETIMES)]

    @property
    def may_note(self) -> bool:
        """Say how far it is."""
        return self.is_own and self.is_open and self.part.state in (*_RUNS, TaskState.PAUSED)

    @property
    def may_extend(self) -> bool:
        """Ask for more time."""
        return self.is_own and self.is_open and self.part.due_on is not None and self.asked is None

    @property
    def may_raise(self) -> bool:
        """Say what holds it up."""
        return self.is_own and self.is_open

    @property
    def may_recognise(self) -> bool:
        """Recognise it, above having approved it."""
        return (
            Actor.SUPERIOR in self.sides
            and self.part.state == TaskState.FINISHED
            and self.part.recognised_at is None
        )

    @property
    def unanswered(self) -> int:
        """How many of its obstacles close unanswered where it is approved, as the person may; nought where he
        may not."""
        if all(step.kind is not StepKind.APPROVE for step in self.steps):
            return 0
        return sum(one.answered_at is None for one in self.obstacles)

    @property
    def is_for_superior(self) -> bool:
        """Whether the one lead has finished, which the superior recognises or has recognised."""
        done = self.part.answers_alone and self.part.state == TaskState.FINISHED
        return done and Actor.SUPERIOR in self.sides

    @property
    def lacks_officer(self) -> bool:
        """Whether nobody in the unit is named for what it has received."""
        return self.is_open and self.part.officer_id is None and self.part.state in _RUNS

    @property
    def waits_for_answer(self) -> bool:
        """Whether who gave it is asked something, or who leads to take it in."""
        if self.part.state == TaskState.SUBMITTED and Actor.LEAD in self.sides:
            return True
        asked = self.part.state in (TaskState.SUBMITTED, TaskState.RETURNED)
        return self.may_decide or (asked and Actor.GIVER in self.sides)

    @property
    def state_chip(self) -> tuple[str, str]:
        """Kind and word of where it stands."""
        if self.part.ended_at is not None:
            return "plain", "không phải làm nữa"
        state = TaskState(self.part.state)
        return _CHIPS.get(state, "working"), str(state.label)


_RUNS = (TaskState.RECEIVED, TaskState.WORKING, TaskState.REDO)


@dataclass(frozen=True, slots=True)
class RollUp:
    """How many units have finished, of how many."""

    word: str
    finished: int
    units: int


@dataclass(frozen=True, slots=True)
class Following:
    """What the page of a task has of its parts."""

    cards: Sequence[PartCard]
    """Those that stand open: the person's own, those that wait for his decision, the one he asked for."""
    every: Sequence[PartCard]
    """All units' parts, a row each."""
    counts: Sequence[RollUp]

    @property
    def lead(self) -> PartCard | None:
        """The part of the one that answers for all; None where a group leads."""
        return next((card for card in self.every if card.part.answers_alone), None)


def following_of(
    parts: Sequence[UnitTask], place: Place, *, on: date, opened: int | None = None
) -> Following:
    """The parts of a task as the person sees them; `parts` are those of its units, without occurrences. Six
    queries, however many there are."""
    maker = _Maker(parts, place, on)
    every = [maker.card(part, opened=opened) for part in parts]
    children = [one for card in every for one in card.occurrences]
    few = len(parts) + len(children) <= 3
    chosen = [card for card in every if card.is_own or card.waits_for_answer or card.opened]
    chosen += [card for card in every if card.is_for_superior]
    chosen += [one for one in children if one.waits_for_answer or one.opened]
    begun = [card for card in every if card.is_own and card.part.state != TaskState.ASSIGNED]
    chosen += [one for card in begun for one in _next_due(card.occurrences)]
    if few:
        chosen += [card for card in (*every, *children) if card.main_steps or card.other_steps]
    shown = list({card.part.pk: card for card in chosen}.values())
    shown.sort(key=lambda card: (not card.opened, not card.is_own))
    return Following(shown[:_MOST], every, roll_up(parts))


def _next_due(occurrences: Iterable[PartCard]) -> list[PartCard]:
    """The occurrence to be done next."""
    owed = [one for one in occurrences if one.is_open]
    return sorted(owed, key=lambda one: one.part.due_on or date.max)[:1]


class _Maker:
    """Reads what all parts of a task need at once."""

    def __init__(self, parts: Sequence[UnitTask], place: Place, on: date) -> None:
        self._place, self._on, self._calendars = place, on, Calendars()
        self._occurrences: dict[int, list[UnitTask]] = defaultdict(list)
        going_on = [part.pk for part in parts if part.goes_on]
        rows = UnitTask.objects.filter(series__in=going_on).select_related("unit", "officer")
        for row in rows.order_by("-first_due_on", "-pk"):
            self._occurrences[row.series_id or 0].append(row)
        every = [part.pk for part in parts] + [row.pk for rows in self._occurrences.values() for row in rows]
        self._asked = {
            one.part_id: one
            for one in Extension.objects.filter(part__in=every, granted=None).select_related("asked_by")
        }
        self._obstacles: dict[int, list[Obstacle]] = defaultdict(list)
        for one in Obstacle.objects.filter(part__in=every).select_related(
            "to__commune", "to__province", "answered_by", "raised_by"
        ):
            self._obstacles[one.part_id].append(one)
        self._why = _reasons(every)

    def card(self, part: UnitTask, *, opened: int | None) -> PartCard:
        calendar = self._calendars.of(part.unit)
        today = today_of(self._on, calendar)
        asked = self._asked.get(part.pk)
        sides = self._place.sides(part)
        return PartCard(
            part,
            sides,
            timing_of(part, today),
            days_late(part, today, calendar),
            chip_of(part, today, calendar),
            tuple(step for step in steps_of(part) if self._place.may_step(part, step)),
            self._why.get(part.pk, ""),
            asked,
            asked is not None and Actor.GIVER in sides and asked.asked_by_id != self._place.person,
            [one for one in self._obstacles.get(part.pk, ()) if one.closed_at is None],
            [self.card(row, opened=opened) for row in self._occurrences.get(part.pk, ())[:_OCCURRENCES]],
            part.pk == opened,
            moments_of(part, calendar, self._on),
            waits_of(self._obstacles.get(part.pk, ()), calendar, self._on),
        )


def _reasons(parts: Sequence[int]) -> Mapping[int, str]:
    """For each part why it was last sent back, returned, paused or the like."""
    label = UnitTask._meta.label_lower
    entries = Entry.objects.filter(object_type=label, object_id__in=map(str, parts), action__in=_WHY)
    rows = entries.order_by("number").values_list("object_id", "reason")
    return {int(number): reason for number, reason in rows}


def roll_up(parts: Sequence[UnitTask]) -> list[RollUp]:
    """How many of those who lead together, and of those who cooperate, have finished; nothing where one unit
    alone does it, or where it is never finished once for all."""
    found = []
    counted = [
        part for part in parts if part.ended_at is None and part.state not in _GONE and not part.goes_on
    ]
    for role, word in ((Part.LEAD, "đơn vị"), (Part.COOPERATING, "đơn vị phối hợp")):
        rows = [part for part in counted if part.part == role]
        if len(rows) > 1 or (role == Part.COOPERATING and rows):
            finished = sum(part.state == TaskState.FINISHED for part in rows)
            found.append(RollUp(word, finished, len(rows)))
    return found


_GONE = (TaskState.PASSED_ON, TaskState.RECALLED, TaskState.CANCELLED)


def obstacles_to(units: Iterable[Unit | int], task: int) -> Sequence[Obstacle]:
    """What units are asked to clear away in a task, not answered yet. One query."""
    rows = Obstacle.objects.filter(Q(to__in=list(units)), part__task=task, answered_at=None, closed_at=None)
    return list(rows.select_related("part__unit", "to__commune", "to__province", "raised_by"))


def obstacles_of(person: User, task: Task, *, on: date) -> Sequence[Obstacle]:
    """What the person reads of a task where he is only asked about it. One query, and those of where he
    stands."""
    rows = Obstacle.objects.filter(obstacles_open_to(person, on=on), part__task=task)
    return list(rows.select_related("part__unit", "to", "answered_by").order_by("answered_at", "answer_by"))


def unanswered(parts: Iterable[UnitTask]) -> int:
    """How many obstacles of parts nobody has answered."""
    return Obstacle.objects.filter(part__in=list(parts), answered_at=None, closed_at=None).count()
