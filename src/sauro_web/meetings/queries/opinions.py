"""Rounds of opinions: which a person sees, who has answered what, and the result in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sauro_web.accounts.models import User
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    Conclusion,
    MeetingPaper,
    Opinion,
    OpinionChoice,
    OpinionRound,
)
from sauro_web.meetings.queries.after import Ended, ended_of, papers_seen_by

__all__ = ["RoundSheet", "Tally", "rounds_of", "round_sheet", "tally_of"]

_MOST = 200


@dataclass(frozen=True, slots=True)
class Tally:
    """A result: of `asked` so many `agree`, `disagree` and have an `other` opinion; `late` of these answered
    after the term."""

    asked: int
    agree: int
    disagree: int
    other: int
    late: int

    @property
    def answered(self) -> int:
        """How many have answered."""
        return self.agree + self.disagree + self.other

    @property
    def missing(self) -> int:
        """How many have not."""
        return self.asked - self.answered

    @classmethod
    def kept(cls, row: OpinionRound) -> Tally | None:
        """The result as it was fixed; None while the round is open."""
        return cls(**row.tally) if row.tally else None


def tally_of(opinions: Iterable[Opinion]) -> Tally:
    """Counted from the slips."""
    rows = list(opinions)
    counted = {choice: sum(row.choice == choice for row in rows) for choice in OpinionChoice}
    return Tally(
        len(rows),
        counted[OpinionChoice.AGREE],
        counted[OpinionChoice.DISAGREE],
        counted[OpinionChoice.OTHER],
        sum(row.late for row in rows),
    )


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """A round with its surroundings. `slips` are None for who sees but his own; `late` and `missing` are
    among them. `own` are those in his name and in those of his units. What the person may do: fill in the
    slips `answers`, remind and add papers (`runs`), close it, conclude."""

    row: OpinionRound
    tally: Tally | None
    slips: Sequence[Opinion] | None
    own: Sequence[Opinion]
    answers: Sequence[Opinion]
    papers: Sequence[MeetingPaper]
    conclusions: Sequence[Ended]
    is_over: bool
    runs: bool
    closes: bool

    @property
    def sent(self) -> Sequence[Opinion]:
        """Of his own those that are filled in and stay so."""
        return [one for one in self.own if one.choice and one not in self.answers]

    @property
    def missing(self) -> Sequence[Opinion]:
        """Who has not answered, for who may see that."""
        return [one for one in self.slips or () if not one.choice]

    @property
    def late(self) -> Sequence[Opinion]:
        """Who answered after the term."""
        return [one for one in self.slips or () if one.late]


def round_sheet(row: OpinionRound, person: User, *, now: datetime, on: date) -> RoundSheet:
    """While it is open who was asked sees but his own slip and the papers; then all see all. About eight
    queries."""
    slips = list(row.opinions.select_related("person", "unit", "by"))
    runs, own = rules.may_run_round(person, row, on=on), rules.slips_of(person, row, on=on)
    is_open, is_over = row.closed_by_id is None, now > row.due_at
    sees = runs or not is_open
    return RoundSheet(
        row,
        tally_of(slips) if sees else None,
        slips if sees else None,
        own,
        [one for one in own if is_open and (not is_over or not one.choice)],
        papers_seen_by(row.papers.all(), person),
        ended_of(Conclusion.objects.filter(opinion_round=row)),
        is_over,
        runs,
        is_open and runs and (is_over or all(one.choice for one in slips)),
    )


def rounds_of(person: User, *, on: date) -> Mapping[str, Sequence[Any]]:
    """Those that the person sees, newest first: `waiting` for his answer, `open`, `closed`. Three queries
    besides where he stands."""
    rows = OpinionRound.objects.filter(rules.rounds_readable(person, on=on)).select_related(
        "office", "asked_by"
    )
    found = list(rows.order_by("-asked_at", "-pk")[:_MOST])
    blank = set(rules.slips_to_answer(person, on=on).values_list("opinion_round_id", flat=True))
    return {
        "waiting": [one for one in found if one.pk in blank],
        "open": [one for one in found if one.closed_by_id is None and one.pk not in blank],
        "closed": [one for one in found if one.closed_by_id is not None],
    }
