"""Pages of plans."""

from sauro_web.plans.views.beneath import below, below_letter, coverage, opinions
from sauro_web.plans.views.coming_in import (
    better_copy,
    discard,
    original,
    page_picture,
    plan_list,
    progress,
    read_again,
    upload,
)
from sauro_web.plans.views.naming import add_unit, choose_unit, drop_unit, give_role, let_each_lead, units
from sauro_web.plans.views.reviewing import (
    add_task,
    card,
    correct,
    decide,
    review,
    source_ways,
    undo,
)
from sauro_web.plans.views.showing import history, plan_page
from sauro_web.plans.views.tying import amended, keep, origin, parent, review_again

__all__ = [
    "add_task",
    "add_unit",
    "amended",
    "below",
    "below_letter",
    "better_copy",
    "card",
    "choose_unit",
    "correct",
    "coverage",
    "decide",
    "discard",
    "drop_unit",
    "give_role",
    "history",
    "keep",
    "let_each_lead",
    "opinions",
    "origin",
    "original",
    "page_picture",
    "parent",
    "plan_list",
    "plan_page",
    "progress",
    "read_again",
    "review",
    "source_ways",
    "review_again",
    "undo",
    "units",
    "upload",
]
