"""The review page: the source as a document with its quotations marked, and a card for each value read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.safestring import SafeString, mark_safe

from sauro.cli.page_marks import TASK, Marks
from sauro.cli.page_source import source_html
from sauro.folio.serial import from_json
from sauro.folio.span import Span
from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.plans.doubts import DOUBTS
from sauro_web.plans.models import (
    ImportedPlan,
    Mention,
    MentionRole,
    MentionState,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from sauro_web.plans.queries.wording import facts_of

__all__ = ["Card", "Named", "Progress", "Review", "card_of", "progress_of", "review_of"]

_FACTS = ("type", "number", "symbol", "issuer", "place", "date", "subject")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit or a group as a card shows it."""

    mention: Mention
    candidates: tuple[Unit, ...] = ()
    groups: tuple[UnitGroup, ...] = ()

    @property
    def meant(self) -> str:
        """Whom it means; "" where that is asked."""
        return str(self.mention.unit or "; ".join(map(str, self.groups)))

    @property
    def is_asked(self) -> bool:
        """Whether a person has to say whom it means."""
        return self.mention.state == MentionState.ASK


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion, ready to be shown."""

    suggestion: Suggestion
    named: tuple[Named, ...]
    twins: tuple[Suggestion, ...]
    doubts: tuple[str, ...]
    anchor: int | None = None
    """Number of its first mark in the source."""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Names and values, where it is no task."""
        one = self.suggestion
        return facts_of(SuggestionKind(one.kind), one.value, one.read)

    def of_role(self, role: MentionRole) -> list[Named]:
        """Those named in one role, in the plan's order."""
        return [one for one in self.named if one.mention.role == role]

    @property
    def leads(self) -> list[Named]:
        """Those that lead; one, once the card is confirmed."""
        return self.of_role(MentionRole.LEAD)

    @property
    def cooperating(self) -> list[Named]:
        """Those that cooperate."""
        return self.of_role(MentionRole.COOPERATING)

    @property
    def reporters(self) -> list[Named]:
        """Those that owe the report."""
        return self.of_role(MentionRole.REPORTER)

    @property
    def receivers(self) -> list[Named]:
        """Those that receive it."""
        return self.of_role(MentionRole.RECEIVER)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is; twins count with the task that they are."""

    total: int
    confirmed: int
    rejected: int
    asked: int
    """Open ones that a person has to answer before they can be confirmed."""

    @property
    def left(self) -> int:
        """Not decided yet."""
        return self.total - self.confirmed - self.rejected


@dataclass(frozen=True, slots=True)
class Review:
    """All that the page shows."""

    plan: ImportedPlan
    source: SafeString
    cards: tuple[Card, ...]
    progress: Progress
    marks: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """For each suggestion, the numbers of its marks in the source."""


def review_of(plan: ImportedPlan) -> Review:
    """The page of a plan that has been read; five queries, however long the plan."""
    folio = from_json(plan.reading.folio)
    suggestions = list(_suggestions(plan))
    marks = Marks(folio)
    numbers = {suggestion.pk: list(_marked(suggestion, marks)) for suggestion in suggestions}
    known = _Known(suggestions)
    cards = tuple(_card(suggestion, known, numbers[suggestion.pk]) for suggestion in suggestions)
    # The parts of `source_html` are escaped where they are written (`page_marks.safe`).
    source = mark_safe(source_html(folio, marks))  # noqa: S308
    return Review(plan, source, cards, progress_of(suggestions), numbers)


def card_of(suggestion_id: int) -> Card:
    """One card anew, after a step."""
    suggestion = _suggestions(None).get(pk=suggestion_id)
    return _card(suggestion, _Known([suggestion]), [])


def progress_of(suggestions: Iterable[Suggestion]) -> Progress:
    """How many are decided, and how many still ask something that must be answered."""
    states = [(suggestion.state, bool(suggestion.doubts)) for suggestion in suggestions]
    return Progress(
        total=len(states),
        confirmed=sum(state == SuggestionState.CONFIRMED for state, _ in states),
        rejected=sum(state == SuggestionState.REJECTED for state, _ in states),
        asked=sum(state == SuggestionState.OPEN and doubtful for state, doubtful in states),
    )


def _suggestions(plan: ImportedPlan | None) -> Any:
    mentions = Mention.objects.select_related("unit").order_by("role", "position", "id")
    suggestions = (
        Suggestion.objects.filter(twin_of=None) if plan is None else plan.suggestions.filter(twin_of=None)
    )
    return suggestions.select_related("plan").prefetch_related(
        Prefetch("mentions", mentions), Prefetch("twins", Suggestion.objects.order_by("id"))
    )


class _Known:
    """The candidates and groups that mentions name, by their identifiers; two queries."""

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        mentions = [mention for suggestion in suggestions for mention in suggestion.mentions.all()]
        self.units = Unit.objects.in_bulk({number for mention in mentions for number in mention.candidates})
        self.groups = UnitGroup.objects.in_bulk({number for mention in mentions for number in mention.groups})

    def named(self, mention: Mention) -> Named:
        """The mention with what its identifiers stand for."""
        candidates = (self.units[number] for number in mention.candidates if number in self.units)
        groups = (self.groups[number] for number in mention.groups if number in self.groups)
        return Named(mention, tuple(candidates), tuple(groups))


def _card(suggestion: Suggestion, known: _Known, marks: Sequence[int]) -> Card:
    named = tuple(known.named(mention) for mention in suggestion.mentions.all())
    doubts = tuple(DOUBTS[code] for code in suggestion.doubts)
    return Card(suggestion, named, tuple(suggestion.twins.all()), doubts, marks[0] if marks else None)


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
