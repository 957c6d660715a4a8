"""The plan of the commune, reviewed to the end."""

from __future__ import annotations

import pytest
from tests.web.organisation import Organisation
from tests.web.plans.conftest import NOW, coordinator, duty, neighbour, uploaded

from sauro_web.accounts.models import User
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, MentionRole, SuggestionState
from sauro_web.plans.operations import Meant

__all__ = ["NOW", "coordinator", "duty", "neighbour", "review_to_the_end", "uploaded"]


@pytest.fixture
def reviewed(uploaded: ImportedPlan, coordinator: User, organised: Organisation) -> ImportedPlan:
    """Every card confirmed, two leads made one, the unknown unit named."""
    return review_to_the_end(uploaded, coordinator, organised)


def review_to_the_end(plan: ImportedPlan, by: User, organised: Organisation) -> ImportedPlan:
    """Answers what is asked and confirms every card."""
    division = organised.unit(organised.commune, "Phòng Kinh tế")
    for suggestion in plan.suggestions.filter(twin_of=None):
        version = suggestion.version
        for mention in suggestion.mentions.all():
            if mention.state == "ask":
                operations.choose_unit(mention, Meant(division), by=by, now=NOW, version=version)
                version += 1
        if "several_leads" in suggestion.doubts:
            first = suggestion.mentions.filter(role=MentionRole.LEAD).first()
            operations.give_role(first, MentionRole.LEAD, by=by, now=NOW, version=version)
            version += 1
        operations.decide(suggestion, SuggestionState.CONFIRMED, by=by, now=NOW, version=version)
    plan.refresh_from_db()
    return plan
