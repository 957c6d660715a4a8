"""What a plan makes of the plan of the office above, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from sauro.folio.span import Span

__all__ = ["Coverage", "Matter", "Reason", "Row", "Side", "Verdict"]


class Verdict(StrEnum):
    """What became of a duty or target of the plan above.

    `WEAKENED`: a lower value, a later or no time, a part left out. `EXTRA`: only the plan below has it, which
    it may. `WRONG_LEVEL`: the plan below speaks as the office above would. `NOT_ADDRESSED`: the plan above
    asks it of others, so that its absence is no fault.
    """

    COVERED = "covered"
    TIGHTENED = "tightened"
    WEAKENED = "weakened"
    MISSING = "missing"
    WRONG_LEVEL = "wrong_level"
    EXTRA = "extra"
    NOT_ADDRESSED = "not_addressed"


class Matter(StrEnum):
    """What a row is about."""

    TARGET = "target"
    MEETING_LIMIT = "meeting_limit"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Side:
    """Words of one of the two plans: `path` of the duty ("" for a target outside duties), the words as read,
    their place in that plan's Folio, what a target asks ("≥ 95%"), who leads, and the time limit as
    written."""

    path: str
    text: str
    span: Span
    level: str = ""
    leads: tuple[str, ...] = ()
    due: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row has its verdict, or what else is to be known of it. `code` is stable ("value.lower"); `words`
    a Vietnamese clause without a full stop; `weighs` tells whether the verdict rests on it."""

    code: str
    words: str
    weighs: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One duty or target. `name` is that of a target's indicator or of a kind of meeting. `parents` are the
    places of the plan above that say it, `own` those of the plan below that answer it, the nearest first.
    `closeness` is how much of the words above stand below, 0 to 1; 1 for figures."""

    matter: Matter
    verdict: Verdict
    name: str = ""
    parents: tuple[Side, ...] = ()
    own: tuple[Side, ...] = ()
    reasons: tuple[Reason, ...] = ()
    closeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """A plan beside the plan above. `parent` is that plan as cited ("Kế hoạch số 12/KH-UBND ngày 05/5/2026
    của …"), `cites_parent` whether the plan below names its number, `version` the rules that compared."""

    parent: str
    cites_parent: bool
    rows: tuple[Row, ...]
    version: str

    def counts(self) -> dict[Verdict, int]:
        """How many rows have each verdict, noughts included, in their order."""
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in Verdict}
