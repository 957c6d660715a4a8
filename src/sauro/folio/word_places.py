"""Where the words of a Folio stand on their pages, and the areas that the words of a span take there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sauro.folio.span import Span

__all__ = ["PageArea", "WordPlace", "WordPlaces"]

_SAME_LINE = 0.5  # part of the lower one's height by which two words overlap that stand on one line
_GAP = 3.0  # a gap of so many heights of a line parts two columns or cells


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A printed word: its characters in `Folio.text`, and its edges, counted from the upper left corner of
    the page, in one unit for all words (parts of the page's width and height, or pixels of its picture).
    `confidence` (0 to 100) is that of the program that recognised it."""

    span: Span
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageArea:
    """A rectangle on a page, in the unit of the words in it."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class WordPlaces:
    """Finds the areas of spans among words, which may come in any order."""

    def __init__(self, words: Iterable[WordPlace]) -> None:
        self._words = sorted(words, key=lambda word: word.span.start)
        self._ends = [word.span.end for word in self._words]

    def areas(self, span: Span) -> tuple[PageArea, ...]:
        """The areas that hold all words of which the span has a character: one for each printed line,
        in their order; none where no word of it has a place."""
        return tuple(_joined(self._within(span)))

    def _within(self, span: Span) -> Iterator[WordPlace]:
        for index in range(bisect_left(self._ends, span.start + 1), len(self._words)):
            word = self._words[index]
            if word.span.start >= span.end:
                return
            yield word


def _joined(words: Iterable[WordPlace]) -> Iterator[PageArea]:
    line: PageArea | None = None
    for word in words:
        if line is not None and _goes_on(line, word):
            line = PageArea(
                line.page, line.left, min(line.top, word.top), word.right, max(line.bottom, word.bottom)
            )
            continue
        if line is not None:
            yield line
        line = PageArea(word.page, word.left, word.top, word.right, word.bottom)
    if line is not None:
        yield line


def _goes_on(line: PageArea, word: WordPlace) -> bool:
    overlap = min(line.bottom, word.bottom) - max(line.top, word.top)
    height = min(line.bottom - line.top, word.bottom - word.top)
    gap = word.left - line.right
    return (
        word.page == line.page
        and overlap >= _SAME_LINE * height
        and word.right > line.right
        and gap < _GAP * (line.bottom - line.top)
    )
