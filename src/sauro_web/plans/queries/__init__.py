"""Reading plans."""

from sauro_web.plans.queries.cards import Card, Progress, card_of, cards_of, progress_of
from sauro_web.plans.queries.choosing import Choices, choices_for, group_named, unit_named
from sauro_web.plans.queries.listing import offices_handled, plan_of, plans_of, waiting_for_review
from sauro_web.plans.queries.pictures import picture_of
from sauro_web.plans.queries.review import Review, review_of

__all__ = [
    "Card",
    "Choices",
    "Progress",
    "Review",
    "card_of",
    "cards_of",
    "choices_for",
    "group_named",
    "offices_handled",
    "picture_of",
    "plan_of",
    "plans_of",
    "progress_of",
    "review_of",
    "unit_named",
    "waiting_for_review",
]
