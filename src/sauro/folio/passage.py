"""A stretch of a Folio's text with single spaces, and the way back from each character to the Folio.

Values are written with single spaces; the source has line breaks, tabs and double spaces in the middle of
them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sauro.folio.span import Span
from sauro.records import quick

__all__ = ["Passage"]

_UNEVEN = re.compile(r"\s\s|[^\S ]")
_BLANKS = re.compile(r"\s+")


@quick
@dataclass(frozen=True, slots=True)
class Passage:
    """`text` as read; its character i stands at `offsets[i]` of the Folio's text, or at `start + i` where
    `offsets` is None (nothing was folded)."""

    text: str
    start: int
    offsets: tuple[int, ...] | None = None

    @classmethod
    def of(cls, text: str, start: int) -> Passage:
        """The passage of `text`, which begins at character `start` of the Folio; outer blanks are left
        out."""
        bare = text.strip()
        if len(bare) != len(text):
            start += len(text) - len(text.lstrip())
        # The usual case is told without a regular expression.
        if (bare.isprintable() and "  " not in bare) or not _UNEVEN.search(bare):
            return cls(bare, start)
        pieces: list[str] = []
        offsets: list[int] = []
        end = 0
        for match in _BLANKS.finditer(bare):
            pieces += (bare[end : match.start()], " ")
            offsets.extend(range(start + end, start + match.start() + 1))
            end = match.end()
        pieces.append(bare[end:])
        offsets.extend(range(start + end, start + len(bare)))
        return cls("".join(pieces), start, tuple(offsets))

    @classmethod
    def joined(cls, passages: Sequence[Passage]) -> Passage:
        """Passages that follow one another as one, with single spaces between; an empty one of none."""
        if len(passages) == 1:
            return passages[0]
        pieces: list[str] = []
        offsets: list[int] = []
        for passage in passages:
            if pieces:
                pieces.append(" ")
                offsets.append(offsets[-1] + 1)
            pieces.append(passage.text)
            offsets.extend(passage.place(index) for index in range(len(passage.text)))
        return cls("".join(pieces), offsets[0] if offsets else 0, tuple(offsets))

    def part(self, start: int, end: int | None = None) -> Passage:
        """The passage of characters `start` to `end`, outer blanks left out."""
        stop = len(self.text) if end is None else end
        piece = self.text[start:stop]
        bare = piece.strip()
        if len(bare) != len(piece):
            start += len(piece) - len(piece.lstrip())
        if self.offsets is None:
            return Passage(bare, self.start + start)
        offsets = self.offsets[start : start + len(bare)]
        return Passage(bare, offsets[0] if offsets else self.start, offsets)

    def place(self, index: int) -> int:
        """Where character `index` stands in the Folio's text."""
        return self.start + index if self.offsets is None else self.offsets[index]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The span in the Folio of characters `start` up to, but without, `end`."""
        stop = len(self.text) if end is None else end
        if stop <= start:
            here = self.start if not self.text else self.place(min(start, len(self.text) - 1))
            return Span(here, here)
        return Span(self.place(start), self.place(stop - 1) + 1)
