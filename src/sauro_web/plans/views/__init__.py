"""Pages of plans."""

from sauro_web.plans.views.coming_in import (
    discard,
    original,
    plan_list,
    plan_page,
    progress,
    upload,
)
from sauro_web.plans.views.naming import add_unit, choose_unit, drop_unit, give_role, let_each_lead, units
from sauro_web.plans.views.reviewing import card, correct, decide, review, undo

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
    "plan_list",
    "plan_page",
    "progress",
    "review",
    "undo",
    "units",
    "upload",
]
