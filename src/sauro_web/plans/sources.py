"""What the search of the site finds of plans and of what they demand."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Value, When
from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.common.search import Found
from sauro_web.common.words import excerpt, has_phrase, has_words, is_first
from sauro_web.plans import rules
from sauro_web.plans.findable import DEMANDS
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionState

__all__ = ["find_demands", "find_plans"]


def find_plans(person: User, words: str, on: date, limit: int) -> list[Found]:
    """Plans that the person may read: the one of that very number and symbol first, then those of that
    number, then those that have the words together."""
    rank = Case(
        When(is_first("words", words, whole=True), then=Value(0)),
        When(is_first("words", words), then=Value(1)),
        When(has_phrase("words", words), then=Value(2)),
        default=Value(3),
    )
    plans = ImportedPlan.objects.filter(rules.readable(person, on=on), has_words("words", words))
    ranked = plans.select_related("office").alias(rank=rank).order_by("rank", "-uploaded_at", "-id")
    return [_shown(plan, words) for plan in ranked[:limit]]


def find_demands(person: User, words: str, on: date, limit: int) -> list[Found]:
    """Targets, limits of meetings and reports owed in plans that the person may read: those that have the
    words together first, of alike ones those of the last plan."""
    plans = ImportedPlan.objects.filter(rules.readable(person, on=on))
    cards = Suggestion.objects.filter(has_words("words", words), kind__in=DEMANDS, plan__in=plans)
    standing = cards.exclude(state=SuggestionState.REJECTED).select_related("plan__office")
    rank = Case(When(has_phrase("words", words), then=Value(0)), default=Value(1))
    ranked = standing.alias(rank=rank).order_by("rank", "-plan__uploaded_at", "-plan", "position")
    return [_demand(card, words) for card in ranked[:limit]]


def _demand(card: Suggestion, words: str) -> Found:
    said = [str(card.get_kind_display()), card.plan.cited]
    if card.state == SuggestionState.OPEN:
        said.append("chưa soát")
    address = f"{reverse('plans:review', args=[card.plan_id])}#the-{card.pk}"
    return Found(excerpt(card.read["quote"], words), address, " · ".join(said))


def _shown(plan: ImportedPlan, words: str) -> Found:
    name = plan.subject or plan.file_name
    title = f"Số {plan.reference}: {name}" if plan.reference else name
    said = ["Kế hoạch", plan.get_state_display()]
    if plan.issued_on:
        said.append(f"ban hành ngày {plan.issued_on:%d/%m/%Y}")
    said += [text for text in (plan.issuer or plan.office.name, plan.file_name) if text and text != name]
    return Found(excerpt(title, words), reverse("plans:plan", args=[plan.pk]), " · ".join(said))
