"""Head and foot in one order: readers put their two sides one after the other, row by row or line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sauro.anatomy.dissect import dissect
from sauro.folio.model import Folio, Paragraph
from sauro.folio.passage import Passage
from sauro.folio.span import Span

__all__ = ["in_one_order", "sides_of"]

_HEAD = tuple(
    re.compile(pattern)
    for pattern in (r"CỘNG H", r"Độc lập\b", r"Số\b", r"V/v\b|Về việc\b", r"[^\d:;]{2,40},\s*ngày\b")
)
"""The lines of the head in the order in which they are put; the issuer's come before all."""
_FOOT = re.compile(r"Nơi nhận\b|[-–+*]")


def in_one_order(folio: Folio, head: Span, foot: Span) -> list[Paragraph]:
    """The paragraphs of a document, those of head and foot in the decree's order."""
    above = [one for one in folio.paragraphs if head.covers(one.span)]
    below = [one for one in folio.paragraphs if foot.covers(one.span) and not head.covers(one.span)]
    sided = {one.span for one in (*above, *below)}
    rest = [one for one in folio.paragraphs if one.span not in sided]
    before = [one for one in rest if one.span.start < foot.start]
    return [
        *sorted(above, key=_head_rank),
        *before,
        *sorted(below, key=lambda one: _FOOT.match(one.text) is None),
        *rest[len(before) :],
    ]


def _head_rank(paragraph: Paragraph) -> int:
    return next((rank for rank, one in enumerate(_HEAD, 1) if one.match(paragraph.text)), 0)


def sides_of(folio: Folio) -> tuple[Span, Span]:
    """From the beginning to the last line of the head, and what is signed; empty where not found."""
    anatomy = dissect(folio)
    heading, ending = anatomy.heading, anatomy.ending
    lines = [line.passage for line in (*heading.issuer, heading.date, heading.number) if line is not None]
    kind = len(folio.text) if heading.kind is None else heading.kind.start
    ends = [one.span().end for one in lines if one.start < kind]
    signed: list[Passage] = [*ending.recipients, *ending.titles, *((ending.name,) if ending.name else ())]
    if heading.kind is None:  # a letter: the line of its subject stands in the head
        ends += [one.span.end for one in folio.paragraphs if one.text.startswith("V/v")][:1]
    head = Span(0, max(ends, default=0))
    foot = _around(folio, signed, from_place=head.end)
    return head, foot


def _around(folio: Folio, passages: Iterable[Passage], *, from_place: int) -> Span:
    """From the line "Nơi nhận:" or the first of the passages to the end of the last one's paragraph."""
    spans = [one.span() for one in passages if one.start >= from_place]
    if not spans:
        return Span(len(folio.text), len(folio.text))
    start, end = min(one.start for one in spans), max(one.end for one in spans)
    for paragraph in folio.paragraphs:
        if paragraph.span.start <= end <= paragraph.span.end:
            end = paragraph.span.end
        if paragraph.text.startswith("Nơi nhận") and from_place <= paragraph.span.start < end:
            start = min(start, paragraph.span.start)
    return Span(start, end)
