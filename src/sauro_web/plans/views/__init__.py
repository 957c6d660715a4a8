"""Pages of plans."""

from sauro_web.plans.views.coming_in import (
    discard,
    original,
    page_picture,
    plan_list,
    plan_page,
    progress,
    upload,
)
from sauro_web.plans.views.naming import add_unit, choose_unit, drop_unit, give_role, let_each_lead, units
from sauro_web.plans.views.reviewing import card, correct, decide, review, source_ways, undo

__all__ = [
    "add_unit",
    "card",
    "choose_unit",
    "correct",
    "decide",
    "discard",
    "drop_unit",
    "give_role",
    "let_each_lead",
    "original",
    "page_picture",
    "plan_list",
    "plan_page",
    "progress",
    "review",
    "source_ways",
    "undo",
    "units",
    "upload",
]
