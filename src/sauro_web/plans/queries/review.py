"""The review page: the source as a document with its quotations marked, and a card for each value read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from sauro.cli.page_marks import TASK, Marks
from sauro.cli.page_source import source_html
from sauro.folio.serial import from_json
from sauro.folio.span import Span
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionKind
from sauro_web.plans.queries.cards import Card, Progress, deal, progress_of, suggestions_shown
from sauro_web.plans.queries.remarks import Remark, remarks_of

__all__ = ["Review", "review_of"]

_FACTS = ("type", "number", "symbol", "issuer", "place", "date", "subject")


@dataclass(frozen=True, slots=True)
class Review:
    """All that the page shows."""

    plan: ImportedPlan
    source: SafeString
    cards: tuple[Card, ...]
    progress: Progress
    marks: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """For each suggestion, the numbers of its marks in the source."""
    remarks: tuple[Remark, ...] = ()
    """What the reader noticed about the document itself."""


def review_of(plan: ImportedPlan, *, on: date) -> Review:
    """The page of a plan that has been read; five queries, however long the plan, and one for each group that
    it names."""
    folio = from_json(plan.reading.folio)
    suggestions = list(suggestions_shown(plan.suggestions.all()))
    marks = Marks(folio)
    numbers = {suggestion.pk: list(_marked(suggestion, marks)) for suggestion in suggestions}
    cards = tuple(deal(suggestions, numbers, on=on))
    remarks = remarks_of(plan.reading.found["findings"], folio, marks)
    # The parts of `source_html` are escaped where they are written (`page_marks.safe`).
    source = mark_safe(source_html(folio, marks))  # noqa: S308
    return Review(plan, source, cards, progress_of(suggestions), numbers, remarks)


def _marked(suggestion: Suggestion, marks: Marks) -> Iterator[int]:
    """The numbers of the marks of a suggestion, its own words first, then those of its twins."""
    for read in (suggestion.read, *(twin.read for twin in suggestion.twins.all())):
        for kind, span, label in _proofs(SuggestionKind(suggestion.kind), read):
            number = marks.add(kind, Span(span["start"], span["end"]), label)
            if number is not None:
                marks.value_id(number)
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
