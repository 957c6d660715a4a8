"""A card of the review page: one suggestion with the units it names, its quotations and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.accounts.queries.groups import members
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.plans.doubts import DOUBTS
from sauro_web.plans.models import (
    Mention,
    MentionRole,
    MentionState,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from sauro_web.plans.queries.twins import Difference, Quotation, differences_of, quotations_of
from sauro_web.plans.queries.wording import facts_of

__all__ = [
    "Card",
    "Named",
    "Progress",
    "card_of",
    "cards_of",
    "deal",
    "gone_of",
    "progress_of",
    "suggestions_shown",
]


@dataclass(frozen=True, slots=True)
class Named:
    """A unit or a group as a card shows it."""

    mention: Mention
    candidates: tuple[Unit, ...] = ()
    groups: tuple[UnitGroup, ...] = ()
    members: tuple[Unit, ...] = ()
    """Whom the groups mean on the day on which the page is shown, each once."""
    gone: str = ""
    """Why whom it meant can take no work today; "" where he can. It is then asked anew."""

    @property
    def meant(self) -> str:
        """Whom it means; "" where that is asked."""
        return str(self.mention.unit or "; ".join(map(str, self.groups)))

    @property
    def is_asked(self) -> bool:
        """Whether a person has to say whom it means."""
        return self.mention.state == MentionState.ASK or bool(self.gone)

    @property
    def is_related(self) -> bool:
        """Whether it means nobody in particular."""
        return self.mention.state == MentionState.RELATED

    @property
    def is_outside(self) -> bool:
        """Whether it means nobody in the organisation."""
        return self.mention.state == MentionState.OUTSIDE


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

    @property
    def due_meant(self) -> str:
        """What the words for the time limit come to, where they do not say it themselves: the day, or what
        it hangs on."""
        due, words = self.suggestion.value.get("due"), self.suggestion.value.get("due_text", "")
        if not due or due["kind"] not in ("by", "event"):
            return ""
        if due["kind"] == "event" or not due["date"]:
            return str(due["explained"]).rstrip(".")
        year, month, day = (int(part) for part in due["date"].split("-"))
        said = f"{day}/{month}/{year}" in words or f"{day:02}/{month:02}/{year}" in words
        return "" if said else f"chậm nhất {day:02}/{month:02}/{year}"

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The words of both places, where the duty stands twice in the plan."""
        return quotations_of(self.suggestion, self.twins)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """In what the two places differ."""
        return differences_of(self.suggestion, self.twins)

    def of_role(self, role: MentionRole) -> list[Named]:
        """Those named in one role, in the plan's order."""
        return [one for one in self.named if one.mention.role == role]

    @property
    def leads(self) -> list[Named]:
        """Those that lead; one, once the card is confirmed."""
        return self.of_role(MentionRole.LEAD)

    @property
    def has_several_leads(self) -> bool:
        """Whether a person has to say which of them leads."""
        return "several_leads" in self.suggestion.doubts

    @property
    def asks(self) -> bool:
        """Whether it asks whom a name means."""
        return any(one.is_asked for one in self.named)

    @property
    def each_of(self) -> int:
        """How many units lead it each for itself, where no one of them answers for all; 0 elsewhere."""
        leads = [one for one in self.leads if not one.is_outside]
        if not (self.suggestion.value.get("each") or any(one.groups for one in leads)):
            return 0
        units = {unit.pk for one in leads for unit in one.members}
        return len(units | {one.mention.unit_id for one in leads if one.mention.unit_id})

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


def cards_of(numbers: Sequence[int], *, on: date) -> list[Card]:
    """Some cards anew, after a step; in the order of the plan."""
    shown = list(suggestions_shown(Suggestion.objects.filter(pk__in=numbers)))
    return list(deal(shown, {}, on=on))


def card_of(suggestion_id: int, *, on: date) -> Card:
    """One card anew."""
    return cards_of([suggestion_id], on=on)[0]


def gone_of(suggestion: Suggestion, on: date) -> list[str]:
    """What it names that can take no work that day: units that ended, groups that were removed."""
    (card,) = deal(list(suggestions_shown(Suggestion.objects.filter(pk=suggestion.pk))), {}, on=on)
    return [f"“{one.mention.text}”: {one.gone}" for one in card.named if one.gone]


def progress_of(suggestions: Iterable[Suggestion]) -> Progress:
    """How many are decided, and how many still ask something that must be answered."""
    states = [(suggestion.state, bool(suggestion.doubts)) for suggestion in suggestions]
    return Progress(
        total=len(states),
        confirmed=sum(state == SuggestionState.CONFIRMED for state, _ in states),
        rejected=sum(state == SuggestionState.REJECTED for state, _ in states),
        asked=sum(state == SuggestionState.OPEN and doubtful for state, doubtful in states),
    )


def suggestions_shown(suggestions: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Those that have a card, with all that it shows: a twin is shown with the duty that it is."""
    mentions = Mention.objects.select_related("unit__commune", "unit__province").order_by(
        "role", "position", "id"
    )
    return (
        suggestions.filter(twin_of=None)
        .select_related("plan__office__province")
        .prefetch_related(
            Prefetch("mentions", mentions), Prefetch("twins", Suggestion.objects.order_by("id"))
        )
    )


def deal(
    suggestions: Sequence[Suggestion], marks: Mapping[int, Sequence[int]], *, on: date
) -> Iterable[Card]:
    """The cards of suggestions; `marks` are the numbers of their marks in the source."""
    known = _Known(suggestions, on)
    for suggestion in suggestions:
        named = tuple(known.named(mention) for mention in suggestion.mentions.all())
        doubts = tuple(DOUBTS[code] for code in suggestion.doubts)
        first = next(iter(marks.get(suggestion.pk, ())), None)
        yield Card(suggestion, named, tuple(suggestion.twins.all()), doubts, first)


class _Known:
    """The candidates and groups that mentions name, by their identifiers; two queries, and one for each
    group."""

    def __init__(self, suggestions: Iterable[Suggestion], on: date) -> None:
        mentions = [mention for suggestion in suggestions for mention in suggestion.mentions.all()]
        asked = {number for mention in mentions for number in mention.candidates}
        named = {number for mention in mentions for number in mention.groups}
        self.units = Unit.objects.select_related("commune", "province").in_bulk(asked)
        self.groups = UnitGroup.objects.select_related("office").in_bulk(named)
        self.on = on
        ended = [mention.unit for mention in mentions if mention.unit and not mention.unit.exists_on(on)]
        self.successors = living_successors(ended, on) if ended else {}
        self.members = {number: members(group, on) for number, group in self.groups.items()}

    def named(self, mention: Mention) -> Named:
        """The mention with what its identifiers stand for."""
        candidates = tuple(self.units[number] for number in mention.candidates if number in self.units)
        groups = tuple(self.groups[number] for number in mention.groups if number in self.groups)
        meant = {unit.pk: unit for group in groups for unit in self.members[group.pk]}
        gone = self._gone(mention)
        if gone and mention.unit_id:
            candidates = tuple(self.successors.get(mention.unit_id, ()))
        return Named(mention, candidates, groups, tuple(meant.values()), gone)

    def _gone(self, mention: Mention) -> str:
        if mention.state not in (MentionState.MATCHED, MentionState.CHOSEN):
            return ""
        if mention.unit is not None and not mention.unit.exists_on(self.on):
            return f"{mention.unit} không còn hoạt động"
        if any(number not in self.groups for number in mention.groups):
            return "nhóm này đã bị bỏ"
        return ""
