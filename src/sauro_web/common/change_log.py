"""What a process of the site knows of the log of changes (`guards.notes_changes`), page after page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from sauro_web.common.guards import ANEW, FRAME, Change, noted

__all__ = ["NEVER", "State", "Turns", "state_now"]

NEVER = -1
"""A mark below every one."""
_turns = count()
"""No number twice in the life of a process."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Of the plans of an office: a number that is another one after each change of the plan."""

    changed: Mapping[int | None, int] = field(default_factory=dict)
    """Of those that changed since `first` was drawn."""
    first: int = field(default_factory=lambda: next(_turns))
    """Of all others."""

    def of(self, plan: int | None) -> int:
        """Of one plan; None stands for what the office gave without one."""
        return self.changed.get(plan, self.first)


@dataclass(frozen=True, slots=True)
class State:
    """What was read up to a mark of the log. It is never changed but for `found`: a page keeps to the state
    that it began with, whatever another thread reads meanwhile."""

    mark: int = NEVER
    seen: Mapping[int, int] = field(default_factory=dict)
    """Rows of the log that come again with the next reading, with their tags: the last of all, and on
    PostgreSQL those of transactions beside which an older one was still at work."""
    first: int = field(default_factory=lambda: next(_turns))
    """The turn of every place that has not changed."""
    turns: Mapping[tuple[str, int | None], Mapping[int | None, int]] = field(default_factory=dict)
    """By kind and office, for each plan that changed."""
    found: dict[Hashable, Any] = field(default_factory=dict)
    """What pages read that holds until the frame changes."""

    def turns_of(self, kind: str, office: int) -> Turns:
        """Of the plans of an office."""
        return Turns(self.turns.get((kind, office), {}), self.first)


def state_now(known: State, connection: BaseDatabaseWrapper) -> State:
    """What is known after another look at the log. One query.

    Nothing of before is known where a row that was seen is there no more: a transaction that this connection
    saw from inside was taken back, the database was put back, or the log was forgotten. Nor where no row was
    seen: while nothing is noted the log is empty.
    """
    asked = {"since": known.mark, "last": max(known.seen)} if known.seen else {"since": None, "last": None}
    mark, rows = noted(connection, **asked)
    tags = {row.number: row.tag for row in rows}
    seen = {row.number: row.tag for row in rows if row.by >= mark} | dict(list(tags.items())[-1:])
    new = [row for row in rows if row.number not in known.seen]
    gone = not known.seen or mark < known.mark or not known.seen.items() <= tags.items()
    if gone or any(row.kind == ANEW for row in new):
        return State(mark, seen)
    if not new:
        return replace(known, mark=mark, seen=seen)
    found = {} if any(row.kind == FRAME for row in new) else known.found
    return replace(known, mark=mark, seen=seen, turns=_turned(known, new), found=found)


def _turned(
    known: State, changes: Iterable[Change]
) -> Mapping[tuple[str, int | None], Mapping[int | None, int]]:
    turn = next(_turns)
    changed: dict[tuple[str, int | None], dict[int | None, int]] = defaultdict(dict)
    for one in changes:
        if one.kind != FRAME:
            changed[one.kind, one.of][one.part] = turn
    after = {office: {**known.turns.get(office, {}), **of} for office, of in changed.items()}
    return {**known.turns, **after}
