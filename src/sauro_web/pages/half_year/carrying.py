"""Units do their parts: each part has a fate, thrown when it is given and lived through the operations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from sauro_web.accounts.models import Unit, User
from sauro_web.pages.half_year.deeds import key_of
from sauro_web.pages.half_year.houses import House, Performer
from sauro_web.pages.half_year.matter import ANSWERS, NOTES, OBSTACLES, REASONS, result
from sauro_web.pages.half_year.play import Play
from sauro_web.tasks.life import StepKind
from sauro_web.tasks.models import OPEN, Extension, Obstacle, Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations.extensions import ask_extension, decide_extension
from sauro_web.tasks.operations.living import pass_on, recognise, take_step
from sauro_web.tasks.operations.obstacles import answer_obstacle, close_obstacle, raise_obstacle
from sauro_web.tasks.operations.progress import add_note, name_officer
from sauro_web.tasks.operations.taking_up import take_up
from sauro_web.tasks.rules import may_be_asked

__all__ = ["Carrying"]

_RUNS = (TaskState.RECEIVED, TaskState.WORKING, TaskState.REDO)
Act = Callable[[House, Performer, int], None]


class Carrying:
    """What units do with their parts, and what the office says to it."""

    def __init__(self, play: Play) -> None:
        self._play, self._houses = play, {house.office.pk: house for house in play.houses}
        play.begun.append(self.begin)

    def take(self, house: House, task: Task) -> None:
        """Begins the fates of the parts of a task that was just given."""
        for part in task.parts.filter(series=None).select_related("unit").order_by("pk"):
            self.begin(part)

    def begin(self, part: UnitTask) -> None:
        """Throws the fate of a part: its unit looks at it in some days, works, and hands in before its
        deadline or behind it."""
        found = self._performer(part)
        if found is None:
            return
        house, performer = found
        rng, habit = self._play.rng, performer.habit
        slow = rng.randrange(habit.slow + 1)
        if part.series_id is None:
            self._in(slow, self._look_at, house, performer, part)
        if part.goes_on or part.part == Part.INFORMED:
            return
        if rng.random() < habit.tells:
            self._in(slow + rng.randrange(2, 8), self._note, house, performer, part)
        if rng.random() < 0.10:
            self._in(slow + rng.randrange(2, 9), self._hold_up, house, performer, part)
        if rng.random() < 0.04:
            self._in(rng.randrange(2, 12), self._pause, house, performer, part)
        if rng.random() < 0.025:
            self._in(rng.randrange(3, 15), self._recall_or_pass_on, house, performer, part)
        self._plan_end(house, performer, part, slow)

    def _plan_end(self, house: House, performer: Performer, part: UnitTask, slow: int) -> None:
        rng, habit, play = self._play.rng, performer.habit, self._play
        calendar = play.calendar(part.unit)
        if part.ends_on is None:
            self._in(slow + rng.randrange(8, 45), self._hand_in, house, performer, part)
            return
        asks = rng.random() < habit.asks
        late = rng.random() < habit.late
        # Behind the deadline as often as before it.
        ask_on = calendar.add(part.ends_on, rng.choice((-4, -2, -1, 0, 1, 3)))
        if asks:
            play.on(ask_on, partial(self._ask, house, performer, part.pk))
        end = calendar.add(part.ends_on, rng.randrange(1, 30) if late else -rng.randrange(0, 7))
        play.on(
            max(end, calendar.add(play.today, slow + 1)), partial(self._hand_in, house, performer, part.pk)
        )

    def _performer(self, part: UnitTask) -> tuple[House, Performer] | None:
        house = self._houses.get(part.task.office_id)
        if house is None:
            return None
        return next(((house, one) for one in house.performers if one.unit.pk == part.unit_id), None)

    def _in(self, days: int, act: Act, house: House, performer: Performer, part: UnitTask) -> None:
        self._play.later(days, partial(act, house, performer, part.pk), part.unit)

    def _row(self, pk: int) -> UnitTask:
        return UnitTask.objects.select_related("unit", "task__office").get(pk=pk)

    def _giver(self, house: House, part: UnitTask) -> User | None:
        """Somebody of the office who did not hand it in himself."""
        able = [one for one in house.givers if one.pk != part.submitted_by_id]
        return self._play.rng.choice(able) if able else None

    def _step(self, kind: StepKind, part: UnitTask, by: User | None, **said: Any) -> Any:
        if by is None:
            return None
        about = {"product": said["product"]} if "product" in said else {}
        step = partial(take_step, part, kind, version=part.version, **said)
        return self._play.do(kind.value, step, by=by, part=key_of(part), about=about)

    def _someone(self, performer: Performer) -> User:
        return self._play.rng.choice(performer.people)

    def _why(self, what: str) -> str:
        return self._play.rng.choice(REASONS[what])

    def _look_at(self, house: House, performer: Performer, pk: int) -> None:
        """Takes it up and names a person, or gives it back."""
        part, rng, by = self._row(pk), self._play.rng, self._someone(performer)
        if part.state != TaskState.ASSIGNED:
            return
        if part.part == Part.INFORMED:
            if rng.random() < 0.6:
                self._play.do("take_up", take_up, part, by=by, part=key_of(part))
            return
        if rng.random() < 0.05:
            if self._step(StepKind.RETURN, part, by, reason=self._why("return")) and rng.random() < 0.85:
                self._in(rng.randrange(1, 5), self._answer_return, house, performer, part)
            return
        self._play.do("take_up", take_up, part, by=by, part=key_of(part))
        if rng.random() < 0.7:
            self._name(performer, self._row(pk), by)

    def _name(self, performer: Performer, part: UnitTask, by: User) -> None:
        officer = self._someone(performer)
        about = {"officer": officer.pk}
        self._play.do(
            "name_officer", name_officer, part, by=by, part=key_of(part), about=about, officer=officer
        )

    def _answer_return(self, house: House, performer: Performer, pk: int) -> None:
        part, rng = self._row(pk), self._play.rng
        if part.state != TaskState.RETURNED:
            return
        chance = rng.random()
        if chance < 0.55:
            if self._step(StepKind.INSIST, part, self._giver(house, part), reason=self._why("insist")):
                self._in(rng.randrange(1, 3), self._look_at, house, performer, part)
        elif chance < 0.85:
            self._pass_on(house, part)
        else:
            self._step(StepKind.RECALL, part, self._giver(house, part), reason=self._why("recall"))

    def _recall_or_pass_on(self, house: House, performer: Performer, pk: int) -> None:
        part = self._row(pk)
        if part.state not in (*_RUNS, TaskState.ASSIGNED):
            return
        if self._play.rng.random() < 0.5:
            self._step(StepKind.RECALL, part, self._giver(house, part), reason=self._why("recall"))
        else:
            self._pass_on(house, part)

    def _pass_on(self, house: House, part: UnitTask) -> None:
        there = set(part.task.parts.values_list("unit_id", flat=True))
        free = [one for one in house.performers if one.unit.pk not in there]
        by = self._giver(house, part)
        if not free or by is None or part.goes_on or part.series_id:
            return
        to = self._play.rng.choice(free).unit
        about: dict[str, Any] = {"unit": to.pk}
        reason = self._why("pass_on")
        row = self._play.do(
            "pass_on", pass_on, part, by=by, part=key_of(part), about=about, to=to, reason=reason
        )
        if row is not None:
            about["new"] = key_of(row)
            self.begin(self._row(row.pk))

    def _note(self, house: House, performer: Performer, pk: int) -> None:
        part, rng = self._row(pk), self._play.rng
        if part.state not in _RUNS or part.percent >= 95:
            return
        percent = min(95, part.percent + rng.choice((5, 10, 20, 30)))
        self._play.do(
            "note", add_note, part, by=self._someone(performer), part=key_of(part),
            about={"percent": percent}, text=rng.choice(NOTES), percent=percent, version=part.version,
            interim=rng.random() < 0.1,
        )  # fmt: skip
        if rng.random() < performer.habit.tells / 2:
            self._in(rng.randrange(4, 12), self._note, house, performer, part)

    def _pause(self, house: House, performer: Performer, pk: int) -> None:
        part = self._row(pk)
        if part.state in (*_RUNS, TaskState.ASSIGNED) and self._step(
            StepKind.PAUSE, part, self._giver(house, part), reason=self._why("pause")
        ):
            self._in(self._play.rng.randrange(4, 20), self._resume, house, performer, part)

    def _resume(self, house: House, performer: Performer, pk: int) -> None:
        part = self._row(pk)
        if part.state == TaskState.PAUSED and self._play.rng.random() < 0.85:
            self._step(StepKind.RESUME, part, self._giver(house, part))
            # What nobody had taken up when it was paused waits for that again.
            self._in(1, self._look_at, house, performer, part)

    def _hold_up(self, house: House, performer: Performer, pk: int) -> None:
        """An obstacle, put to another unit of the office."""
        part, rng = self._row(pk), self._play.rng
        able = set(Unit.objects.filter(may_be_asked(part)).values_list("pk", flat=True))
        others = [one for one in house.performers if one.unit.pk in able]
        if part.state not in _RUNS or not others:
            return
        asked = rng.choice(others)
        about: dict[str, Any] = {"to": asked.unit.pk}
        raised = self._play.do(
            "raise_obstacle", raise_obstacle, part, by=self._someone(performer), part=key_of(part),
            about=about, text=rng.choice(OBSTACLES), to=asked.unit,
            answer_by=self._play.today + timedelta(days=rng.randrange(3, 9)),
        )  # fmt: skip
        if raised is None:
            return
        about["obstacle"] = raised.pk
        if rng.random() < 0.8:
            days = rng.randrange(1, 12)
            self._play.later(days, partial(self._answer, performer, asked, raised.pk), asked.unit)

    def _answer(self, performer: Performer, asked: Performer, obstacle: int) -> None:
        raised, rng = Obstacle.objects.select_related("part__unit").get(pk=obstacle), self._play.rng
        about, by = {"obstacle": obstacle}, self._someone(asked)
        part = key_of(raised.part)
        answer = rng.choice(ANSWERS)
        if rng.random() < 0.9:
            self._play.do(
                "answer_obstacle", answer_obstacle, raised, by=by, part=part, about=about, answer=answer
            )
        if rng.random() < 0.7:
            close = partial(
                self._play.do, "close_obstacle", close_obstacle, raised,
                by=self._someone(performer), part=part, about=about,
            )  # fmt: skip
            self._play.later(rng.randrange(1, 4), close, raised.part.unit)

    def _ask(self, house: House, performer: Performer, pk: int) -> None:
        """More time."""
        part, rng, play = self._row(pk), self._play.rng, self._play
        if part.state not in _RUNS or part.due_on is None:
            return
        until = max(part.due_on, play.today) + timedelta(days=rng.randrange(4, 25))
        about: dict[str, Any] = {"until": until}
        asked = play.do(
            "ask_extension", ask_extension, part, by=self._someone(performer), part=key_of(part), about=about,
            until=until, reason=self._why("extension"), version=part.version,
        )  # fmt: skip
        if asked is not None:
            about["extension"] = asked.pk
            if rng.random() < 0.9:
                self._play.later(rng.randrange(1, 7), partial(self._decide, house, asked.pk), part.unit)

    def _decide(self, house: House, number: int) -> None:
        asked, rng = Extension.objects.select_related("part__unit").get(pk=number), self._play.rng
        able = [one for one in house.givers if one.pk != asked.asked_by_id]
        if not able or asked.part.state not in OPEN:
            return
        granted = rng.random() < 0.75
        until = asked.until - timedelta(days=rng.randrange(3)) if granted else None
        until = None if until is None or until <= (asked.part.due_on or date.min) else until
        about = {"extension": number, "granted": granted, "until": until or asked.until}
        answer = "" if granted else self._why("refuse")
        self._play.do(
            "decide_extension", decide_extension, asked, by=rng.choice(able), part=key_of(asked.part),
            about=about, granted=granted, answer=answer, until=until,
        )  # fmt: skip

    def _hand_in(self, house: House, performer: Performer, pk: int) -> None:
        """Hands in; not while more time is asked for, nor while its steps are open."""
        part, rng = self._row(pk), self._play.rng
        if (
            part.state == TaskState.PAUSED
            or part.state == TaskState.RETURNED
            or part.extensions.filter(granted=None)
        ):
            if rng.random() < 0.8:
                self._in(rng.randrange(2, 7), self._hand_in, house, performer, part)
            return
        if part.state not in _RUNS:
            return
        product = result(rng, f"{self._play.today:%d/%m/%Y}")
        if not self._step(StepKind.SUBMIT, part, self._someone(performer), product=product):
            self._in(rng.randrange(2, 7), self._hand_in, house, performer, part)
            return
        chance = rng.random()
        if chance < 0.03:
            self._in(1, self._withdraw, house, performer, part)
        elif chance < 0.95:
            self._in(rng.randrange(0, 6), self._judge, house, performer, part)

    def _withdraw(self, house: House, performer: Performer, pk: int) -> None:
        part = self._row(pk)
        if part.state == TaskState.SUBMITTED:
            self._step(StepKind.WITHDRAW, part, self._someone(performer))
            self._in(2, self._hand_in, house, performer, part)

    def _judge(self, house: House, performer: Performer, pk: int) -> None:
        part, rng = self._row(pk), self._play.rng
        by = self._giver(house, part)
        if part.state != TaskState.SUBMITTED or by is None:
            return
        if rng.random() < performer.habit.poor:
            self._step(StepKind.SEND_BACK, part, by, reason=self._why("send_back"))
            self._in(rng.randrange(1, 8), self._hand_in, house, performer, part)
            return
        if self._step(StepKind.APPROVE, part, by) is None:
            return
        if rng.random() < 0.15 and house.leaders:
            self._in(rng.randrange(1, 6), self._praise, house, performer, part)
        if rng.random() < 0.02:
            self._in(rng.randrange(1, 8), self._reopen, house, performer, part)

    def _praise(self, house: House, performer: Performer, pk: int) -> None:
        part = self._row(pk)
        if part.state == TaskState.FINISHED:
            self._play.do(
                "recognise", recognise, part, by=self._play.rng.choice(house.leaders), part=key_of(part)
            )

    def _reopen(self, house: House, performer: Performer, pk: int) -> None:
        part = self._row(pk)
        if part.state == TaskState.FINISHED:
            self._step(StepKind.REOPEN, part, self._giver(house, part), reason=self._why("reopen"))
            self._in(self._play.rng.randrange(2, 8), self._hand_in, house, performer, part)
