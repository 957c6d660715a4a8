"""Reading plans."""

from sauro_web.plans.queries.listing import offices_handled, plan_of, plans_of, waiting_for_review
from sauro_web.plans.queries.review import Card, Progress, Review, card_of, progress_of, review_of

__all__ = [
    "Card",
    "Progress",
    "Review",
    "card_of",
    "offices_handled",
    "plan_of",
    "plans_of",
    "progress_of",
    "review_of",
    "waiting_for_review",
]
