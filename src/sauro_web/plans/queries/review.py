"""The review page: the source as a document with its quotations marked, and a card for each value read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

from sauro.cli.page_marks import TASK, Marks
from sauro.cli.page_source import source_html
from sauro.folio.serial import from_json
from sauro.folio.span import Span
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionKind
from sauro_web.plans.queries.cards import Card, Progress, deal, progress_of, suggestions_shown
from sauro_web.plans.queries.pictures import PictureMarks, ShownPage
from sauro_web.plans.queries.remarks import Remark, remarks_of

__all__ = ["Review", "review_of"]

_FACTS = ("type", "number", "symbol", "issuer", "place", "date", "subject")


@dataclass(frozen=True, slots=True)
class Review:
    """All that the page shows: the source as pages, or as a document."""

    plan: ImportedPlan
    cards: tuple[Card, ...]
    progress: Progress
    marks: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """For each suggestion, the numbers of its marks in the source."""
    remarks: tuple[Remark, ...] = ()
    """What the reader noticed about the document itself; on pictures without the places."""
    pages: tuple[ShownPage, ...] = ()
    source: str = ""

    @property
    def has_tasks(self) -> bool:
        """Whether the reader found any; without one there is nothing to be given."""
        return any(card.suggestion.kind == SuggestionKind.TASK for card in self.cards)

    @property
    def has_unsure_words(self) -> bool:
        """Whether a word on a page was read without certainty."""
        return any(page.unsure for page in self.pages)


def review_of(plan: ImportedPlan, *, on: date, pictured: bool = False) -> Review:
    """The page of a plan that has been read, with its pages as pictures where `pictured`; five queries,
    however long the plan, and one for each group that it names."""
    suggestions = list(suggestions_shown(plan.suggestions.all()))
    findings = plan.reading.found["findings"]
    if pictured:
        drawn = PictureMarks(plan.page_pictures.all())
        numbers = _numbers(suggestions, drawn)
        pages, source = tuple(drawn.pages(numbers)), ""
        remarks = remarks_of(findings)
    else:
        folio = from_json(plan.reading.folio)
        marks = Marks(folio)
        numbers = _numbers(suggestions, marks)
        for number in (number for own in numbers.values() for number in own):
            marks.value_id(number)
        remarks = remarks_of(findings, folio, marks)
        # The parts of `source_html` are escaped where they are written (`page_marks.safe`).
        pages, source = (), mark_safe(source_html(folio, marks))  # noqa: S308
    cards = tuple(deal(suggestions, numbers, on=on))
    return Review(plan, cards, progress_of(suggestions), numbers, remarks, pages, source)


def _numbers(suggestions: Sequence[Suggestion], marks: Marks | PictureMarks) -> dict[int, list[int]]:
    return {suggestion.pk: list(_marked(suggestion, marks)) for suggestion in suggestions}


def _marked(suggestion: Suggestion, marks: Marks | PictureMarks) -> Iterator[int]:
    """The numbers of the marks of a suggestion, its own words first, then those of its twins."""
    for read in (suggestion.read, *(twin.read for twin in suggestion.twins.all())):
        for kind, span, label in _proofs(SuggestionKind(suggestion.kind), read):
            number = marks.add(kind, Span(span["start"], span["end"]), label)
            if number is not None:
                yield number


def _proofs(
    kind: SuggestionKind, read: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any], str | None]]:
    """Colour, span and label of each quotation."""
    if kind is SuggestionKind.DOCUMENT:
        evidence = read["evidence"]
        yield from (("fact", evidence[name]["span"], None) for name in _FACTS if evidence.get(name))
    elif kind is SuggestionKind.TASK:
        evidence = read["evidence"]
        yield TASK, evidence["text"]["span"], read["path"]
        for name, colour in (("lead", "lead"), ("cooperating", "coop")):
            yield from ((colour, proof["span"], None) for proof in evidence[name])
        for name in ("product", "due", "unread_due"):
            if evidence.get(name):
                yield ("product" if name == "product" else "due"), evidence[name]["span"], None
    else:
        yield ("report" if kind is SuggestionKind.REPORT else "target"), read["span"], None
