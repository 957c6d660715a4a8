"""Two versions of a draft, put beside one another paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sauro_web.common.word_changes import Kind, Piece, words_changed
from sauro_web.drafts.models import DraftVersion

__all__ = ["Changed", "Difference", "difference"]

_AROUND = 1
"""Unchanged paragraphs that are shown before and after a change."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph: `kind` is "same", "changed", "added", "removed", or "gap" for `many` left out."""

    kind: str
    pieces: Sequence[Piece] = ()
    many: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the paragraphs."""

    rows: Sequence[Changed]
    changed: int
    added: int
    removed: int

    @property
    def is_none(self) -> bool:
        """Whether both say the same."""
        return not (self.changed or self.added or self.removed)


def difference(before: DraftVersion, after: DraftVersion) -> Difference:
    """What was changed, added and removed; of what stayed only the paragraphs around. The text alone is
    looked at, not how it is set."""
    rows = list(_rows(_lines(before), _lines(after)))
    count = {kind: sum(one.kind == kind for one in rows) for kind in ("changed", "added", "removed")}
    return Difference(list(_shortened(rows)), **count)


def _lines(version: DraftVersion) -> list[str]:
    return [line for text in version.folio["text"].split("\n") if (line := " ".join(text.split()))]


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Changed]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            yield from (Changed("same", [Piece(Kind.SAME, one)]) for one in old[start:end])
            continue
        both = min(end - start, new_end - new_start)
        for one in range(both):
            yield Changed("changed", words_changed(old[start + one], new[new_start + one]))
        yield from (Changed("removed", [Piece(Kind.OUT, one)]) for one in old[start + both : end])
        yield from (Changed("added", [Piece(Kind.IN, one)]) for one in new[new_start + both : new_end])


def _shortened(rows: Sequence[Changed]) -> Iterator[Changed]:
    near = {
        beside
        for at, one in enumerate(rows)
        if one.kind != "same"
        for beside in range(at - _AROUND, at + _AROUND + 1)
    }
    left = 0
    for at, one in enumerate(rows):
        if at in near:
            if left:
                yield Changed("gap", many=left)
            left = 0
            yield one
        else:
            left += 1
    if left:
        yield Changed("gap", many=left)
