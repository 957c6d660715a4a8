"""Looks through clean and faulty documents, and counts: how many planted faults were found, how many at the
right place, how many findings of level error a clean document has."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sauro
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.folio.setting import Setting
from sauro.folio.span import Span
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from tools.planted_faults.papers import Document, Grid, Line, Place, Planted
from tools.planted_faults.typeset import HANDS, plain_text, typed

__all__ = ["Clean", "Form", "Planter", "Score", "chosen", "clean_of", "forms_of", "score", "span_of"]

Planter = Callable[[Document], Iterable[Planted]]
"""All faults of one check that it knows how to plant into a document, one a time."""


@dataclass(frozen=True, slots=True)
class Form:
    """One of the forms in which a document is looked at: typed by one of the hands, or bare text."""

    name: str
    looked: Callable[[Document], tuple[Folio, tuple[Finding, ...]]]
    is_typed: bool


@dataclass(frozen=True, slots=True)
class Clean:
    """What the checks say of a clean document in one form."""

    document: Document
    form: Form
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of level error, all of which are false."""
        return tuple(one for one in self.findings if one.severity in (Severity.ERROR, Severity.STOP))


@dataclass(slots=True)
class Score:
    """Of one check: planted faults, those found, those found where they are; and which were missed."""

    planted: int = 0
    found: int = 0
    placed: int = 0
    missed: list[str] = field(default_factory=list)


def forms_of() -> tuple[Form, ...]:
    """All forms, the typed ones first."""
    by_hand = [Form(hand.name, lambda one, hand=hand: _typed(one, typed(one, hand)), True) for hand in HANDS]
    return (*by_hand, Form("text", _bare, False))


def _typed(document: Document, data: bytes) -> tuple[Folio, tuple[Finding, ...]]:
    folio = read_bytes(data, name=f"{document.name}.docx")
    return folio, _looked(document, folio, read_setting(data))


def _bare(document: Document) -> tuple[Folio, tuple[Finding, ...]]:
    folio = read_bytes(plain_text(document), name=f"{document.name}.txt")
    return folio, _looked(document, folio)


def _looked(document: Document, folio: Folio, setting: Setting | None = None) -> tuple[Finding, ...]:
    return sauro.check(
        folio, setting=setting, kind=document.kind, issuer=document.issuer, known=document.known
    )


def clean_of(documents: Sequence[Document]) -> Iterator[Clean]:
    """Each document in each form."""
    for document in documents:
        for form in forms_of():
            yield Clean(document, form, form.looked(document)[1])


def score(
    planters: Mapping[str, Planter], documents: Sequence[Document], *, wanted: int = 20
) -> Iterator[tuple[str, Score]]:
    """The score of each check over `wanted` faults, taken from the documents in turn."""
    kept: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for code, planter in planters.items():
        result = Score()
        for planted, clean, form in chosen(code, planter, documents, wanted):
            key = (clean.name, form.name)
            if key not in kept:
                kept[key] = form.looked(clean)[1]
            _count(result, code, planted, kept[key], form)
        yield code, result


def chosen(
    code: str, planter: Planter, documents: Sequence[Document], wanted: int
) -> list[tuple[Planted, Document, Form]]:
    """So many faults of one check, in the documents by turns and in all forms; which of them, a seed
    decides."""
    forms = forms_of()
    waiting = []
    for document in documents:
        known = list(planter(document))
        random.Random(f"{code} {document.name}").shuffle(known)  # noqa: S311
        waiting.append((document, known))
    taken: list[tuple[Planted, Document, Form]] = []
    while len(taken) < wanted and any(known for _, known in waiting):
        for document, known in waiting:
            if known and len(taken) < wanted:
                planted = known.pop()
                seen = [one for one in forms if one.is_typed or not planted.typed_only]
                taken.append((planted, document, seen[len(taken) % len(seen)]))
    return taken


def _count(result: Score, code: str, planted: Planted, clean: Sequence[Finding], form: Form) -> None:
    folio, findings = form.looked(planted.document)
    found = [one for one in findings if one.code == code]
    before = sum(one.code == code for one in clean)
    result.planted += 1
    span = None if planted.place is None else span_of(folio, planted.document, planted.place)
    placed = [one for one in found if span is None or any(_touch(each, span) for each in one.spans)]
    if len(found) > before or (placed and span is not None):
        result.found += 1
        if placed or (planted.place is not None and span is None):
            result.placed += 1
            return
    what = "elsewhere" if len(found) > before else "missed"
    result.missed.append(f"{what}: {planted.document.name}/{form.name}: {_words(planted)}")


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _words(planted: Planted) -> str:
    if planted.place is None:
        return "(the whole document)"
    block = planted.document.blocks[planted.place.block]
    text = block.text if isinstance(block, Line) else block.rows[planted.place.row][planted.place.column]
    return f"{text[:60]!r} at {text[planted.place.start : planted.place.end]!r}"


def span_of(folio: Folio, document: Document, place: Place) -> Span | None:
    """Where a place of a document stands in the text that was read of it; None where it was not read."""
    cursor = 0
    for (block, row, column), text in _pieces(document):
        match = re.compile(_loose(text)).search(folio.text, cursor) if text.strip() else None
        if match is not None:
            cursor = match.end()
        if (block, row, column) == (place.block, place.row, place.column):
            return None if match is None else _inside(folio, match.start(), text, place)
    return None


def _inside(folio: Folio, start: int, text: str, place: Place) -> Span:
    head, words = text[: place.start], text[place.start : place.end]
    pattern = re.compile(f"{_loose(head)}\\s*(?P<it>{_loose(words)})")
    match = pattern.match(folio.text, start)
    return Span(start, start + len(text)) if match is None else Span(match.start("it"), match.end("it"))


def _loose(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())


def _pieces(document: Document) -> Iterator[tuple[tuple[int, int, int], str]]:
    """Every text of the document in reading order."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            for row, cells in enumerate(block.rows):
                for column, text in enumerate(cells):
                    yield (index, row, column), text
        else:
            yield (index, 0, 0), block.text
