"""What differs between a draft and its signed copy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sauro.folio.span import Span

__all__ = ["Comparison", "Difference", "DifferenceKind"]


class DifferenceKind(StrEnum):
    """`ADDED`, `REMOVED`, `CHANGED`: the words; `MOVED`: the same words at another place; `FILLED`: number or
    date written into the room that the draft leaves; `DOUBTFUL`: a scan read there with doubt, so that
    a person has to look at the paper."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    FILLED = "filled"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Difference:
    """One passage. `old` is its place in the draft, `new` in the signed copy; None where it has none there.
    `old_text` and `new_text` are its words with single spaces; `before` are the words that stand ahead of it
    in both, for finding it again."""

    kind: DifferenceKind
    old: Span | None
    new: Span | None
    old_text: str
    new_text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in the order of the draft. `same` is the share of the words of both that agree, 0 to
    1."""

    differences: tuple[Difference, ...]
    same: float

    def of(self, *kinds: DifferenceKind) -> tuple[Difference, ...]:
        """The differences of these kinds."""
        return tuple(one for one in self.differences if one.kind in kinds)

    @property
    def changes(self) -> tuple[Difference, ...]:
        """What a person who approved the draft did not see: all but what was filled in or read with doubt."""
        kinds = DifferenceKind
        return self.of(kinds.ADDED, kinds.REMOVED, kinds.CHANGED, kinds.MOVED)
