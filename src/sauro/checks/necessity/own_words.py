"""What a document says itself: without head, bases and foot, which every document shares with others; and
what of it stands in a document that is known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from sauro.anatomy.lines import Line, lines_of
from sauro.checks.known import KnownDocument
from sauro.checks.model import Examined
from sauro.doctypes.components import Component
from sauro.doctypes.reference import find_references
from sauro.folio.passage import Passage
from sauro.folio.span import Span
from sauro.text.compare import plain
from sauro.text.passages import Passages, shared_passages

__all__ = [
    "described",
    "is_normative",
    "own_lines",
    "own_passage",
    "sentences_of",
    "shared_with",
    "subject_of",
]

_OWN = (
    Component.ARTICLE,
    Component.SECTION,
    Component.HEADING,
    Component.CLAUSE,
    Component.BODY,
    Component.TABLE_HEAD,
    Component.TABLE_CELL,
    Component.TABLE_FIGURE,
)
_ABOUT = re.compile(r"^\s*(?:V/v|Về việc)\s*:?\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.;:!?]|[.:](?=\S))+[.;:!?]*\s*")


def own_lines(examined: Examined) -> Iterator[Passage]:
    """The paragraphs of what a document says itself, in their order: all that no component of head and foot
    lies in. What is not told apart counts as its own."""
    others = [piece.span for piece in examined.components.pieces if piece.component not in _OWN]
    starts = [span.start for span in others]
    for passage in _paragraphs(examined):
        span = passage.span()
        at = bisect_left(starts, span.start)
        before = at > 0 and others[at - 1].end > span.start
        if not before and not (at < len(others) and others[at].start < span.end):
            yield passage


def _paragraphs(examined: Examined) -> Iterator[Passage]:
    for block in lines_of(examined.folio):
        if isinstance(block, Line):
            yield block.passage
            continue
        for cell in block.cells:
            for paragraph in cell.paragraphs:
                if paragraph.text.strip():
                    yield Passage.of(paragraph.text, paragraph.span.start)


def own_passage(examined: Examined) -> Passage:
    """All of them as one text, with the way back to their places."""
    return Passage.joined(list(own_lines(examined)))


def is_normative(examined: Examined) -> bool:
    """Whether the number has a year, as those of legal normative documents have ("12/2026/QĐ-UBND"): they go
    another way, and say what others may not."""
    return any(
        found.reference.year is not None
        for piece in examined.components.of(Component.NUMBER)
        for found in find_references(piece.text)
    )


def subject_of(examined: Examined) -> tuple[str, Span] | None:
    """What a document says it is about, and where; of a công văn what stands under its number."""
    told = examined.plan.document.subject
    if told is not None:
        return told.value, told.span
    piece = examined.components.first(Component.LETTER_SUBJECT)
    return (_ABOUT.sub("", piece.text), piece.span) if piece is not None else None


def sentences_of(line: Passage) -> Iterator[tuple[Passage, str]]:
    """The sentences of a paragraph, each with its words without accents and capitals, as long as it is."""
    for match in _SENTENCE.finditer(line.text):
        part = line.part(match.start(), match.end())
        if part.text:
            yield part, plain(part.text)


def shared_with(own: str, known: KnownDocument) -> Passages:
    """The passages of a text that stand in a document."""
    return _compared(own, known.text)


@lru_cache(maxsize=64)
def _compared(own: str, other: str) -> Passages:
    """Several checks ask the same of one document."""
    return shared_passages(own, other)


def described(known: KnownDocument) -> str:
    """A document as messages name it: "Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND tỉnh Hòa Lạc"."""
    kind = known.kind or "Văn bản"
    parts = [f"{kind} số {known.reference}" if known.reference else f"{kind} “{known.subject}”"]
    if known.issued_on is not None:
        parts.append(f"ngày {known.issued_on:%d/%m/%Y}")
    if known.issuer:
        parts.append(f"của {known.issuer}")
    return " ".join(parts)
