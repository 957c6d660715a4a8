"""Which w:p of a Word file each paragraph of its Folio is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sauro.folio.model import Folio, Paragraph, Part
from sauro.folio.span import Span
from sauro.writing.printed import Printed, printed
from sauro.writing.word_parts import Element, W, WordParts, is_transitional

__all__ = ["Placed", "Places"]

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = (Part.BODY, Part.TEXT_BOX)


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph of the Folio and what prints it: in the part of this name. The characters before `head`
    are a number that the word processor computes."""

    paragraph: Paragraph
    printed: Printed
    part: str
    head: int

    def inside(self, span: Span) -> tuple[int, int] | None:
        """A span of the Folio as characters of what is printed; None where it reaches beyond."""
        start = span.start - self.paragraph.span.start - self.head
        end = span.end - self.paragraph.span.start - self.head
        return (start, end) if 0 <= start <= end <= len(self.printed.text) else None


class Places:
    """All paragraphs of a Folio that were found again in its file. One that was not (letters of an old
    code, two paragraphs whose dividing mark is deleted) is not changed."""

    def __init__(self, parts: WordParts, folio: Folio) -> None:
        self._placed: list[Placed] = []
        paragraphs = list(folio.paragraphs)
        for kinds, names in (
            (_BODY, [parts.main]),
            ((Part.HEADER,), list(parts.related("header"))),
            ((Part.FOOTER,), list(parts.related("footer"))),
            ((Part.FOOTNOTE,), [*parts.related("footnotes"), *parts.related("endnotes")]),
        ):
            theirs = [one for one in paragraphs if one.part in kinds]
            if theirs:
                self._pair(theirs, [found for name in names for found in _printed_in(parts, name)])
        self._placed.sort(key=lambda one: one.paragraph.span)

    def __iter__(self) -> Iterator[Placed]:
        return iter(self._placed)

    def at(self, span: Span) -> tuple[Placed, ...]:
        """The paragraphs that a span touches."""
        return tuple(
            one
            for one in self._placed
            if (one.paragraph.span.start < span.end and span.start < one.paragraph.span.end)
            or (not len(span) and one.paragraph.span.start <= span.start <= one.paragraph.span.end)
        )

    def _pair(self, paragraphs: Sequence[Paragraph], found: Sequence[tuple[str, Printed]]) -> None:
        """Pairs both rows of texts, in their order; what only one of them has is left out."""
        theirs = [_bare(one) for one in paragraphs]
        ours = [one.text for _, one in found]
        matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
        for a, b, size in matcher.get_matching_blocks():
            for step in range(size):
                paragraph, (part, printed_one) = paragraphs[a + step], found[b + step]
                head = len(paragraph.text) - len(theirs[a + step])
                self._placed.append(Placed(paragraph, printed_one, part, head))


def _bare(paragraph: Paragraph) -> str:
    """The text without the number that is computed."""
    if paragraph.label is None:
        return paragraph.text
    return paragraph.text[len(paragraph.label.text) :].lstrip()


def _printed_in(parts: WordParts, name: str) -> Iterator[tuple[str, Printed]]:
    root = parts.root(name)
    if not is_transitional(root):
        return
    for paragraph in _paragraphs(root):
        found = printed(paragraph)
        if found.text:
            yield name, found


def _paragraphs(root: Element) -> Iterator[Element]:
    """All w:p but those of the branches that repeat a shape for old programs."""
    twice = {id(one) for fallback in root.iter(_FALLBACK) for one in fallback.iter(W + "p")}
    for paragraph in root.iter(W + "p"):
        if id(paragraph) not in twice:
            yield paragraph
