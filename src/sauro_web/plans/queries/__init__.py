"""Reading plans."""

from sauro_web.plans.queries.beneath import plans_below
from sauro_web.plans.queries.cards import Card, Progress, card_of, cards_of, progress_of
from sauro_web.plans.queries.choosing import Choices, choices_for, group_named, unit_named
from sauro_web.plans.queries.coverage import compared_plan, coverage_of, told_of
from sauro_web.plans.queries.findings import findings_on
from sauro_web.plans.queries.history import steps_of
from sauro_web.plans.queries.links import look_up, look_up_amendable
from sauro_web.plans.queries.listing import (
    offices_handled,
    offices_read,
    plan_of,
    plans_listed,
    plans_of,
    waiting_for_review,
    years_of,
)
from sauro_web.plans.queries.missing import paragraphs_with
from sauro_web.plans.queries.pictures import picture_of
from sauro_web.plans.queries.review import Review, review_of
from sauro_web.plans.queries.sheet import PlanSheet, Ties, sheet_of, ties_of

__all__ = [
    "Card",
    "Choices",
    "PlanSheet",
    "Progress",
    "Review",
    "Ties",
    "card_of",
    "cards_of",
    "choices_for",
    "compared_plan",
    "coverage_of",
    "findings_on",
    "group_named",
    "look_up",
    "look_up_amendable",
    "offices_handled",
    "offices_read",
    "paragraphs_with",
    "picture_of",
    "plan_of",
    "plans_below",
    "plans_listed",
    "plans_of",
    "progress_of",
    "review_of",
    "sheet_of",
    "steps_of",
    "ties_of",
    "told_of",
    "unit_named",
    "waiting_for_review",
    "years_of",
]
