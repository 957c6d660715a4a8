"""Number, date and the rest of a plan, as a person confirmed them on its card."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.plans.models import ImportedPlan

__all__ = ["take_identity", "whole_day"]


def take_identity(plan: ImportedPlan) -> None:
    """Gives the plan what its card says; nothing where nobody has confirmed it. Inside the caller's
    transaction, which saves the plan. One query."""
    card = plan.suggestions.filter(kind="document", state="confirmed").first()
    if card is None:
        return
    plan.number = (card.value["number"] or "")[:20]
    plan.symbol = (card.value["symbol"] or "")[:60]
    plan.issuer = (card.value["issuer"] or "")[:200]
    plan.subject = (card.value["subject"] or "")[:1_000]
    plan.issued_on = whole_day(card.value["date"])


def whole_day(written: str | None) -> date | None:
    """The date of a card, where it is known to the day."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
