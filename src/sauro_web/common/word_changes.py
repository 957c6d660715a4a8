"""Two wordings of one thing, put together word by word: what stayed, what was taken out, what was put in.

Pure: works on texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

__all__ = ["Kind", "Piece", "names_changed", "words_changed"]

_TOKEN = re.compile(r"\s+|[^\s\w]|[\w/.-]+")
_ALIKE = 0.35
"""Share of common words, 0 to 1, beneath which two wordings are shown whole, one after the other."""


class Kind(Enum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that share one fate."""

    kind: Kind
    text: str

    @property
    def is_in(self) -> bool:
        """Whether they were put in."""
        return self.kind is Kind.IN

    @property
    def is_out(self) -> bool:
        """Whether they were taken out."""
        return self.kind is Kind.OUT


def words_changed(before: str, after: str) -> list[Piece]:
    """The words of both in one line, each word once where it stands in both."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not old or not new or matcher.ratio() < _ALIKE:
        return _whole(before, after)
    return _joined(_pieces(matcher, old, new))


def names_changed(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    """Names in no order: those that stayed, those that went, those that came."""
    stayed = [name for name in after if name in before]
    pieces = [Piece(Kind.SAME, "; ".join(stayed))] if stayed else []
    pieces += [Piece(Kind.OUT, name) for name in before if name not in after]
    return pieces + [Piece(Kind.IN, name) for name in after if name not in before]


def _whole(before: str, after: str) -> list[Piece]:
    both = (Piece(Kind.OUT, before), Piece(Kind.IN, after))
    return [piece for piece in both if piece.text]


def _pieces(matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            yield Piece(Kind.SAME, "".join(new[new_start:new_end]))
            continue
        if start < end:
            yield Piece(Kind.OUT, "".join(old[start:end]))
        if new_start < new_end:
            yield Piece(Kind.IN, "".join(new[new_start:new_end]))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Changes with nothing but a blank between them are one change: words are read, not letters."""
    out: list[str] = []
    put_in: list[str] = []
    joined: list[Piece] = []
    for piece in pieces:
        if piece.kind is Kind.OUT:
            out.append(piece.text)
        elif piece.kind is Kind.IN:
            put_in.append(piece.text)
        elif piece.text.strip() or not (out or put_in):
            joined += [*_change(out, put_in), piece]
            out, put_in = [], []
        else:
            out.append(piece.text)
            put_in.append(piece.text)
    return joined + _change(out, put_in)


def _change(out: Sequence[str], put_in: Sequence[str]) -> list[Piece]:
    """Both sides of a change; the blanks around them belong to neither."""
    pieces = []
    for kind, text in ((Kind.OUT, "".join(out)), (Kind.IN, "".join(put_in))):
        if words := text.strip():
            around = (
                [Piece(Kind.SAME, " ")] * text[:1].isspace(),
                [Piece(Kind.SAME, " ")] * text[-1:].isspace(),
            )
            pieces += [*around[0], Piece(kind, words), *around[1]]
    return pieces
