"""Where something stands: a half-open range of characters in the text of a Folio."""

from __future__ import annotations

from dataclasses import dataclass

from sauro.records import quick

__all__ = ["Span"]


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, but without, `end` of `Folio.text`. Unit: Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def holds(self, place: int) -> bool:
        """Whether the character at `place` is one of those covered."""
        return self.start <= place < self.end

    def shifted(self, by: int) -> Span:
        """The same length, `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
