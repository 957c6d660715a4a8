"""Which duty of an amended plan is which of the plan before, and what changed in it.

Pure: works on the wording of duties, not on rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sauro.text.compare import key, same_wording

__all__ = ["Changed", "Duty", "Pair", "pair_duties"]

_SAME_DUTY = 75.0
"""Closeness of two wordings, 0 to 100, from which they are one duty, amended."""
_SAME_DUTY_IN_PLACE = 55.0
"""The same where both stand at the same place of their plans."""
_IN_PLACE = 5.0
"""How much the same place counts where several are close."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as it is compared. `number` tells it from the others of its plan, `path` where it stands there;
    who leads and who cooperates by the names of the units."""

    number: int
    path: str
    text: str
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due: str = ""
    product: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A field of a duty that says something else than before."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A duty before and after: `old` None where it is new, `new` None where it is gone."""

    old: Duty | None
    new: Duty | None
    changes: tuple[Changed, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the duty stands as it stood."""
        return self.old is not None and self.new is not None and not self.changes


def pair_duties(old: Sequence[Duty], new: Sequence[Duty]) -> list[Pair]:
    """Every duty of both once: those of the new plan in its order, then those that are gone. The closest
    wordings go together first."""
    partner: dict[int, Duty] = {}
    taken: set[int] = set()
    for before, after in _closest(old, new):
        if after.number not in partner and before.number not in taken:
            partner[after.number] = before
            taken.add(before.number)
    pairs = [_pair(partner.get(duty.number), duty) for duty in new]
    return pairs + [Pair(duty, None) for duty in old if duty.number not in taken]


def _closest(old: Sequence[Duty], new: Sequence[Duty]) -> Iterator[tuple[Duty, Duty]]:
    """Pairs that may be one duty, the closest first; among equals in the order of the plans."""
    if not old or not new:
        return
    keys = [key(duty.text) for duty in old], [key(duty.text) for duty in new]
    scores = process.cdist(*keys, scorer=fuzz.ratio)
    found = []
    for row, before in enumerate(old):
        for column, after in enumerate(new):
            score, in_place = float(scores[row][column]), before.path == after.path
            if score >= (_SAME_DUTY_IN_PLACE if in_place else _SAME_DUTY):
                found.append((-(score + _IN_PLACE * in_place), row, column))
    for _, row, column in sorted(found):
        yield old[row], new[column]


def _pair(old: Duty | None, new: Duty) -> Pair:
    return Pair(old, new, tuple(_changes(old, new)) if old else ())


def _changes(old: Duty, new: Duty) -> Iterator[Changed]:
    for field in ("text", "due", "product", "authority"):
        before, after = getattr(old, field), getattr(new, field)
        if not same_wording(before, after):
            yield Changed(field, before, after)
    for field in ("lead", "cooperating"):
        before, after = getattr(old, field), getattr(new, field)
        if set(before) != set(after):
            yield Changed(field, "; ".join(before), "; ".join(after))
