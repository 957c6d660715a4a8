"""The state of every part on a day, from the plain log of what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tools.half_year.days import days_that_come_back, goes_on, next_working, only_day

__all__ = ["Ledger", "Owed"]

Key = tuple[int, date | None]
OPEN = {"assigned", "returned", "received", "working", "submitted", "redo", "paused"}
GONE = {"read", "passed_on", "recalled", "cancelled"}
_BECOMES = {
    "return": "returned", "begin": "working", "submit": "submitted", "withdraw": "working",
    "approve": "finished", "send_back": "redo", "insist": "assigned", "pause": "paused",
    "recall": "recalled", "give_anew": "assigned", "reopen": "redo",
}  # fmt: skip


@dataclass
class Asked:
    """More time asked for, and whether it is decided."""

    by: int
    on: date
    until: date
    decided: bool = False


@dataclass
class Snag:
    """An obstacle."""

    to: int
    answered: bool = False
    closed: bool = False


@dataclass
class Owed:
    """What one unit owes of a task, or owes of it in one period."""

    key: Key
    unit: int
    role: str
    task: dict[str, Any]
    given: date
    series: bool = False
    due: date | None = None
    first: date | None = None
    state: str = "assigned"
    handed_in: date | None = None
    handed_in_by: int | None = None
    begun: bool = False
    received: bool = False
    officer: int | None = None
    percent: int = 0
    product: str = ""
    asked: dict[int, Asked] = field(default_factory=dict)
    snags: dict[int, Snag] = field(default_factory=dict)
    nudges: list[tuple[int, date]] = field(default_factory=list)

    @property
    def last(self) -> date | None:
        """The last day to be in time."""
        return next_working(self.due) if self.due else None

    @property
    def first_last(self) -> date | None:
        """The same for the deadline first given."""
        return next_working(self.first) if self.first else None

    @property
    def is_open(self) -> bool:
        """Whether something is owed."""
        return self.state in OPEN


class Ledger:
    """Replays the log up to the evening of a day."""

    def __init__(self, log: Sequence[Any], *, until: date) -> None:
        self.parts: dict[Key, Owed] = {}
        self.nudges: list[dict[str, Any]] = []
        self.seen: set[int] = set()
        self._by_task: dict[int, list[Owed]] = {}
        self._series: list[Owed] = []
        if not log:
            return
        deeds = {day: list(group) for day, group in groupby(log, key=lambda one: one.on)}
        day = log[0].on
        while day <= until:
            for one in self._series:
                self._come_back(one, day)
            for deed in deeds.get(day, ()):
                self._play(deed)
            day += timedelta(days=1)

    def of(self, task: int) -> Iterable[Owed]:
        """All parts of a task."""
        return self._by_task.get(task, ())

    def _of_all(self, task: int) -> list[Owed]:
        """Those of a task and of its steps, their steps, and so on."""
        steps = {part.task["task"] for part in self.parts.values() if part.task["parent"] == task}
        return [*self.of(task), *(part for step in sorted(steps) for part in self._of_all(step))]

    def _keep(self, part: Owed) -> None:
        self.parts[part.key] = part
        self._by_task.setdefault(part.task["task"], []).append(part)

    def _come_back(self, one: Owed, day: date) -> None:
        if not one.is_open:
            return
        for due in sorted(days_that_come_back(one.task["due"], one.given, day)):
            key = (one.key[0], due)
            if key not in self.parts:
                state = {"returned": "assigned"}.get(one.state, one.state)
                state = state if state in ("assigned", "paused") else "received"
                new = Owed(key, one.unit, one.role, one.task, one.given, due=due, first=due, state=state)
                new.officer, new.received = one.officer, one.received
                self._keep(new)

    def _play(self, deed: Any) -> None:
        if deed.what in ("give", "issue"):
            self._give(deed)
        elif deed.what == "cancel":
            for part in self._of_all(deed.about["task"]):
                if part.is_open:
                    part.state = "cancelled"
        elif deed.what == "nudge":
            # As they stood at that moment: what is granted or sent back later in the day changes them.
            then = [replace(self.parts[key]) for key in deed.about["parts"]]
            self.nudges.append({"on": deed.on, "by": deed.by, "then": then, **deed.about})
            for key in deed.about["parts"]:
                self.parts[key].nudges.append((deed.about["nudge"], deed.on))
        elif deed.what == "see_nudge":
            self.seen.add(deed.about["nudge"])
        else:
            part = self.parts[deed.part]
            getattr(self, f"_{deed.what}", self._step)(part, deed)

    def _give(self, deed: Any) -> None:
        task = dict(deed.about)
        for number, unit, role, _ in task["parts"]:
            informed = role == "informed"
            series = goes_on(task["due"]) and not informed
            due = None if informed or series else only_day(task["due"])
            part = Owed((number, None), unit, role, task, deed.on, series=series, due=due, first=due)
            self._keep(part)
            if series:
                self._series.append(part)
                if deed.what == "give":
                    self._come_back(part, deed.on)

    def _take_up(self, part: Owed, deed: Any) -> None:
        part.state, part.received = "read" if part.role == "informed" else "received", True
        for other in self._occurrences(part):
            if other.state == "assigned":
                other.state, other.received = "received", True

    def _occurrences(self, part: Owed) -> list[Owed]:
        """Of what comes back; of anything else none."""
        every = self.of(part.task["task"]) if part.series else ()
        return [other for other in every if other.key[0] == part.key[0] and other.key[1]]

    def _step(self, part: Owed, deed: Any) -> None:
        part.state = _BECOMES[deed.what]
        if deed.what in ("pause", "recall"):
            self._follow(part, deed)
        if deed.what == "begin":
            part.begun = True
        if deed.what == "submit":
            part.begun, part.percent, part.product = True, 100, deed.about["product"]
            part.handed_in, part.handed_in_by = deed.on, deed.by
        if deed.what in ("withdraw", "send_back", "reopen"):
            part.handed_in = None

    def _recall(self, part: Owed, deed: Any) -> None:
        """With the last who leads a task go its steps."""
        self._step(part, deed)
        task = part.task["task"]
        if part.role != "lead" or any(one.role == "lead" and one.is_open for one in self.of(task)):
            return
        for one in self._of_all(task):
            if one.task["task"] != task and one.is_open:
                one.state = part.state

    def _follow(self, part: Owed, deed: Any) -> None:
        """What is not missed yet goes with what comes back."""
        for one in self._occurrences(part):
            paused = one.state == "paused" and deed.what == "recall"
            runs = one.is_open and one.state not in ("submitted", "paused") and one.last
            if paused or (runs and one.last >= deed.on and (deed.what, one.state) != ("pause", "returned")):
                one.state = part.state

    def _resume(self, part: Owed, deed: Any) -> None:
        for one in (part, *(one for one in self._occurrences(part) if one.state == "paused")):
            one.state = "working" if one.begun else "received" if one.received else "assigned"

    def _note(self, part: Owed, deed: Any) -> None:
        part.percent, part.begun = deed.about["percent"], True
        if part.state in ("received", "redo"):
            part.state = "working"

    def _name_officer(self, part: Owed, deed: Any) -> None:
        part.officer = deed.about["officer"]

    def _recognise(self, part: Owed, deed: Any) -> None:
        """Changes no figure."""

    def _pass_on(self, part: Owed, deed: Any) -> None:
        part.state = "passed_on"
        key = deed.about["new"]
        new = Owed(key, deed.about["unit"], part.role, part.task, part.given, due=part.due, first=part.first)
        self._keep(new)

    def _ask_extension(self, part: Owed, deed: Any) -> None:
        part.asked[deed.about["extension"]] = Asked(deed.by, deed.on, deed.about["until"])

    def _decide_extension(self, part: Owed, deed: Any) -> None:
        part.asked[deed.about["extension"]].decided = True
        if deed.about["granted"]:
            part.due = deed.about["until"]

    def _raise_obstacle(self, part: Owed, deed: Any) -> None:
        part.snags[deed.about["obstacle"]] = Snag(deed.about["to"])

    def _answer_obstacle(self, part: Owed, deed: Any) -> None:
        part.snags[deed.about["obstacle"]].answered = True

    def _close_obstacle(self, part: Owed, deed: Any) -> None:
        part.snags[deed.about["obstacle"]].closed = True
