"""Which words of the source belong to which values, and the source's text with these words marked.

A mark and its values carry one number: the mark is `s7`, its first value `v7`, so that links lead to and fro
without a script. Marks may lie in one another; where two cross, the later one is cut in two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from html import escape

from sauro.cli.wording import printable
from sauro.folio.model import Folio, Paragraph
from sauro.folio.span import Span

__all__ = ["TASK", "Mark", "Marks", "safe"]

TASK = "task"
"""The kind of mark of a whole duty: not a link itself, it begins with one, so that its words can be
selected."""

_FINDING = "find"


def safe(text: str) -> str:
    """`text` as it may stand in a page, also within quotation marks."""
    return escape(printable(text), quote=True)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the source. `kind` decides the colour; `label` stands before the words of a duty: its path."""

    number: int
    kind: str
    span: Span
    label: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """A mark within one paragraph; sorts so that outer marks open first. `opens`: holds the mark's own
    beginning."""

    start: int
    negative_end: int
    number: int
    opens: bool

    @property
    def end(self) -> int:
        """Where it ends."""
        return -self.negative_end


class Marks:
    """All marks of a page; values ask for theirs, then paragraphs are written with them."""

    def __init__(self, folio: Folio, *, prefix: str = "") -> None:
        self._prefix = prefix  # of the anchors, where a page shows two documents
        self._paragraphs = tuple(folio.paragraphs)
        self._starts = [paragraph.span.start for paragraph in self._paragraphs]
        self._marks: list[Mark] = []
        self._by_place: dict[tuple[str, Span], int] = {}
        self._by_span: dict[Span, int] = {}
        self._values: dict[int, int] = {}
        self._pieces: dict[int, list[_Piece]] = {}

    def add(self, kind: str, span: Span, label: str | None = None) -> int | None:
        """The number of the mark on these words; None where there are no words. Values of one kind with the
        same words share a mark."""
        known = self._by_place.get((kind, span))
        if known is not None:
            return known
        number = len(self._marks)
        pieces = list(self._cut(span, number))
        if not pieces:
            return None
        self._marks.append(Mark(number, kind, span, label))
        self._by_place[kind, span] = number
        self._by_span.setdefault(span, number)
        for paragraph, piece in pieces:
            self._pieces.setdefault(paragraph, []).append(piece)
        return number

    def of_finding(self, span: Span) -> int | None:
        """As `add`, for words that a finding speaks of: a value's own mark where it has the same words."""
        known = self._by_span.get(span)
        return self.add(_FINDING, span) if known is None else known

    def value_id(self, number: int) -> str:
        """The anchor of the next value that belongs to a mark; the mark links to the first."""
        count = self._values.get(number, 0) + 1
        self._values[number] = count
        return f"v{self._prefix}{number}" if count == 1 else f"v{self._prefix}{number}-{count}"

    def _cut(self, span: Span, number: int) -> Iterator[tuple[int, _Piece]]:
        """The pieces of a span, paragraph by paragraph, in offsets of the paragraph."""
        index = max(0, bisect_right(self._starts, span.start) - 1)
        opens = True
        while index < len(self._paragraphs) and self._starts[index] < span.end:
            place = self._paragraphs[index].span
            start, end = max(span.start, place.start), min(span.end, place.end)
            if start < end:
                yield place.start, _Piece(start - place.start, place.start - end, number, opens)
                opens = False
            index += 1

    def written(self, paragraph: Paragraph) -> str:
        """The paragraph's text as HTML, its marked words linked."""
        return _Writer(paragraph.text, self._marks, self._values, self._prefix).write(
            self._pieces.get(paragraph.span.start, [])
        )


class _Writer:
    """Writes one paragraph."""

    def __init__(self, text: str, marks: list[Mark], values: dict[int, int], prefix: str) -> None:
        self._text = text
        self._prefix = prefix
        self._marks = marks
        self._values = values
        self._out: list[str] = []
        self._open: list[_Piece] = []
        self._at = 0

    def write(self, pieces: list[_Piece]) -> str:
        """The paragraph with these pieces marked; one that crosses another is cut where that ends."""
        waiting = sorted(pieces)
        while waiting:
            piece = heappop(waiting)
            self._close_before(piece.start)
            top = self._open[-1] if self._open else None
            if top is not None and top.end < piece.end:
                heappush(waiting, _Piece(top.end, piece.negative_end, piece.number, False))
                piece = _Piece(piece.start, top.negative_end, piece.number, piece.opens)
            self._write_to(piece.start)
            self._begin(piece)
        self._close_before(len(self._text) + 1)
        self._write_to(len(self._text))
        return "".join(self._out)

    def _close_before(self, position: int) -> None:
        """Ends the marks that end at `position` or before."""
        while self._open and self._open[-1].end <= position:
            self._write_to(self._open[-1].end)
            self._open.pop()
            self._out.append("</mark>")

    def _begin(self, piece: _Piece) -> None:
        mark = self._marks[piece.number]
        anchor = f' id="s{self._prefix}{mark.number}"' if piece.opens else ""
        self._out.append(f'<mark{anchor} class="k-{mark.kind}" data-n="{self._prefix}{mark.number}">')
        if mark.kind == TASK and piece.opens and mark.label:
            self._out.append(f'<a class="path" href="#v{self._prefix}{mark.number}">{safe(mark.label)}</a> ')
        self._open.append(piece)

    def _write_to(self, position: int) -> None:
        if position <= self._at:
            return
        words = safe(self._text[self._at : position]).replace("\n", "<br>")
        self._at = position
        target = self._target()
        self._out.append(words if target is None else f'<a href="#v{self._prefix}{target}">{words}</a>')

    def _target(self) -> int | None:
        """The value that the innermost mark leads to."""
        for piece in reversed(self._open):
            mark = self._marks[piece.number]
            if mark.kind != TASK and mark.number in self._values:
                return mark.number
        return None
