"""A plan as it stands after review: what the program read, and over it what people have changed, confirmed,
rejected and added."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count, Prefetch, Q, Sum

from sauro.plan.model import Plan
from sauro.plan.serial import from_json
from sauro_web.plans.models import (
    Mention,
    MentionRole,
    MentionState,
    Reading,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)

__all__ = ["marks_of", "plan_as_confirmed"]

Json = Mapping[str, Any]

_BY_HAND = "person"
"""The rule of a value that no words of the plan prove."""
_LISTS = {SuggestionKind.TARGET: "targets", SuggestionKind.LIMIT: "meeting_limits"}


def marks_of(plans: Collection[int]) -> dict[int, str]:
    """Of each plan that has been read a mark that every step of a person on it changes: versions only rise.
    Two queries, however many plans there are."""
    steps: dict[int, tuple[int, ...]] = {
        row[0]: row[1:]
        for row in Suggestion.objects.filter(plan__in=plans, twin_of=None)
        .order_by()
        .values_list("plan")
        .annotate(
            cards=Count("pk"),
            steps=Sum("version"),
            gone=Count("pk", filter=Q(state=SuggestionState.REJECTED)),
        )
    }
    read = Reading.objects.filter(plan__in=plans).values_list("plan_id", "read_at", "version")
    return {plan_id: f"{at.isoformat()} {version} {steps.get(plan_id, ())}" for plan_id, at, version in read}


def plan_as_confirmed(reading: Reading) -> Plan:
    """The plan as it was read, without what a person has rejected, with what he has added, and with his
    values where he has changed or confirmed them. What nobody has touched is as read. Two queries."""
    mentions = Mention.objects.select_related("unit").order_by("position", "id")
    cards = (
        Suggestion.objects.filter(plan=reading.plan_id, twin_of=None)
        .prefetch_related("twins", Prefetch("mentions", mentions))
        .order_by("position", "id")
    )
    by_kind: dict[str, list[Suggestion]] = {}
    for card in cards:
        by_kind.setdefault(card.kind, []).append(card)
    found = dict(reading.found)
    found["document"] = _document(found["document"], by_kind.get(SuggestionKind.DOCUMENT, ()))
    found["tasks"] = _tasks(found["tasks"], by_kind.get(SuggestionKind.TASK, ()))
    for kind, name in _LISTS.items():
        found[name] = _values(found[name], by_kind.get(kind, ()))
    return from_json(found)


def _is_touched(card: Suggestion) -> bool:
    """Whether a person has decided about it or changed it; what he typed and left open counts too."""
    return card.state != SuggestionState.OPEN or card.version > 0


def _values(read: Sequence[Json], cards: Iterable[Suggestion]) -> list[Json]:
    """Targets or limits: each is one card, under what was read of it."""
    said = {_key(card.read): card for card in cards if _is_touched(card)}
    return [value for one in read if (value := _value(one, said.get(_key(one)))) is not None]


def _value(read: Json, card: Suggestion | None) -> Json | None:
    if card is None:
        return read
    return None if card.state == SuggestionState.REJECTED else {**read, **card.value}


def _key(read: Json) -> str:
    return json.dumps(read, sort_keys=True, ensure_ascii=False)


def _tasks(read: Sequence[Json], cards: Sequence[Suggestion]) -> list[Json]:
    """Duties in the order in which they were read; those that a person pointed out stand behind."""
    said: dict[str, Suggestion] = {}
    for card in cards:
        if _is_touched(card):
            said |= {_key(one): card for one in _readings(card)}
    there = {_key(one) for one in read}
    added = [card.read for card in cards if _key(card.read) not in there]
    tasks: list[Json] = []
    for one in (*read, *added):
        touched = said.get(_key(one))
        if touched is None:
            tasks.append(one)
        elif touched.state != SuggestionState.REJECTED:
            tasks.append(_task(one, touched))
    return tasks


def _readings(card: Suggestion) -> Iterator[Json]:
    """What was read of a duty, in prose and, where it stands there too, in an appendix."""
    yield card.read
    for twin in card.twins.all():
        yield twin.read


def _task(read: Json, card: Suggestion) -> Json:
    """One reading of a duty with what its card says; its own wording, unless a person has changed that."""
    value, proof = card.value, dict(read["evidence"])
    by_hand = {"quote": proof["text"]["quote"], "span": proof["text"]["span"], "rule": _BY_HAND}
    task = dict(read)
    if value["text"] != card.read["text"]:
        task["text"] = value["text"]
    for role, name in ((MentionRole.LEAD, "lead"), (MentionRole.COOPERATING, "cooperating")):
        named = [mention for mention in card.mentions.all() if mention.role == role]
        task[name] = [_name(mention) for mention in named]
        proof[name] = [_proof(mention, by_hand) for mention in named]
    unread = None if value["due"] else value["due_text"] or None
    stated = (("product", value["product"] or None), ("due", value["due"]), ("unread_due", unread))
    for name, said in stated:
        if said != read[name]:
            task[name], proof[name] = said, by_hand if said else None
    return {**task, "evidence": proof}


def _name(mention: Mention) -> str:
    """Whom a person chose goes by the unit's name; all others by the words of the plan."""
    chosen = mention.state == MentionState.CHOSEN and mention.unit is not None
    return mention.unit.name if chosen and mention.unit else mention.text


def _proof(mention: Mention, by_hand: Json) -> Json:
    if not mention.spans:
        return by_hand
    return {"quote": mention.quote, "span": mention.spans[0], "rule": _BY_HAND}


def _document(read: Json, cards: Sequence[Suggestion]) -> Json:
    """The head of the plan as its card says it, once a person has confirmed it."""
    card = next((one for one in cards if one.state == SuggestionState.CONFIRMED), None)
    if card is None:
        return read
    value = card.value
    number, symbol = value["number"] or "", value["symbol"] or ""
    said = {
        **{name: value[name] or None for name in ("type", "issuer", "date", "subject")},
        "number": f"{number}/{symbol}" if number and symbol else number or None,
        "symbol": symbol or None,
    }
    proof = dict(read["evidence"])
    for name, words in said.items():
        if words != read[name]:
            proof[name] = words and {"quote": words, "span": {"start": 0, "end": 0}, "rule": _BY_HAND}
    return {**read, **said, "evidence": proof}
