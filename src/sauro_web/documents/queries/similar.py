"""Documents alike in the registers of offices: by their text, and by their subject while it is typed."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sauro.text.shingles import sampled, shingles, short_runs
from sauro_web.documents.models import (
    Document,
    DocumentState,
    DocumentText,
    Matter,
    PostingBlock,
    PostingSegment,
)
from sauro_web.documents.postings import Part, keys_of, likely, unpacked

__all__ = ["IN_FORCE", "Similar", "about_the_same", "alike"]

IN_FORCE = (
    DocumentState.ISSUED,
    DocumentState.ARRIVED,
    DocumentState.ASSIGNED,
    DocumentState.ANSWERED,
    DocumentState.FILED,
)
"""States of a document that holds; the others were never issued, or are no more."""
_SHOWN = (*IN_FORCE, DocumentState.REPLACED, DocumentState.RECALLED)
_MOST = 5
_LOOKED_AT = {Matter.TEXT: 12, Matter.SUBJECT: 24}
"""Documents that share most with what is sought; each of them is compared. Many subjects share the same."""
_ASKED = 24
"""Shingles of a text by which it is sought: those with the lowest numbers, which every text has sampled that
has them at all."""
_LEAST_OF_SUBJECT = 0.4
"""Of a subject that is typed in the subject of a document that is shown."""
_LEAST_OF_TEXT = 0.1


@dataclass(frozen=True, slots=True)
class Similar:
    """A document and how much of what is sought stands in it, 0 to 1; `is_in_force` unless it was replaced or
    recalled."""

    document: Document
    share: float

    @property
    def is_in_force(self) -> bool:
        """Whether it was neither replaced nor recalled."""
        return self.document.state in IN_FORCE

    @property
    def percent(self) -> int:
        """The share as it is shown."""
        return round(self.share * 100)


def alike(offices: Collection[int], text: str, *, most: int = _MOST, but: int | None = None) -> list[Similar]:
    """Documents of these offices that share most with a text, the nearest first; `but` is the text's own
    document where it has one. The share is that of the text which stands in the document. Four queries,
    and another one where some of the first may not be shown."""
    sought = shingles(text)
    known = _compared(offices, Matter.TEXT, sought, sampled(sought)[:_ASKED])
    near = [(one, share) for one, share, _ in known if share >= _LEAST_OF_TEXT and one != but]
    return _shown(near, most)


def about_the_same(offices: Collection[int], kind: str, subject: str, *, most: int = _MOST) -> list[Similar]:
    """Documents of these offices whose subject is nearest to one that is being typed, of the same kind before
    others of the same share. The share is that of the words typed. Four queries."""
    sought = short_runs(subject)
    if len(sought) < 2:
        return []
    known = _compared(offices, Matter.SUBJECT, sought, sought)
    near = [(one, share) for one, share, _ in known if share >= _LEAST_OF_SUBJECT]
    found = _shown(near, most * 3)
    found.sort(key=lambda one: (-one.share, one.document.kind != kind, -one.document.dated.toordinal()))
    return found[:most]


def _compared(
    offices: Collection[int], matter: Matter, sought: array[int], asked: array[int]
) -> list[tuple[int, float, float]]:
    """The likely documents, each compared: its number, the share of what is sought in it, and how like both
    are; the nearest first."""
    segments = PostingSegment.objects.filter(office__in=offices, matter=matter)
    parts = [Part(*row) for row in segments.values_list("pk", "bits", "documents")]
    blocks = PostingBlock.objects.filter(pk__in=keys_of(parts, asked)).values_list("data", flat=True)
    numbers = likely(unpacked(blocks), asked, sum(one.documents for one in parts), _LOOKED_AT[matter])
    column = "shingles" if matter is Matter.TEXT else "subject_runs"
    rows = DocumentText.objects.filter(pk__in=numbers).values_list("pk", column)
    wanted, found = set(sought), []
    for pk, kept in rows:
        other = DocumentText.runs(kept)
        both = len(wanted.intersection(other))
        found.append((pk, both / len(wanted), both / (len(wanted) + len(other) - both)))
    return sorted(found, key=lambda one: (-one[1], -one[2], -one[0]))


def _shown(near: Sequence[tuple[int, float]], most: int) -> list[Similar]:
    """The first so many of them that may be shown."""
    shown: list[Similar] = []
    for start in range(0, len(near), most):
        some = dict(near[start : start + most])
        rows = Document.objects.filter(pk__in=some, state__in=_SHOWN).select_related("office")
        found = {one.pk: one for one in rows}
        shown += [Similar(found[pk], share) for pk, share in some.items() if pk in found]
        if len(shown) >= most:
            break
    return shown[:most]
