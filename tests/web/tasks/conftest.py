"""The plan of the commune, reviewed to the end."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.organisation import Organisation
from tests.web.plans.conftest import NOW, coordinator, duty, neighbour, uploaded
from tests.web.put_back import made_once

from sauro_web.accounts.models import Role, User
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, MentionRole, SuggestionState
from sauro_web.plans.operations import Meant
from sauro_web.tasks.models import Origin, Part, Task, UnitTask

__all__ = ["NOW", "coordinator", "duty", "neighbour", "review_to_the_end", "uploaded"]


@pytest.fixture
def reviewed(uploaded: ImportedPlan, coordinator: User, organised: Organisation) -> ImportedPlan:
    """Every card confirmed, two leads made one, the unknown unit named."""
    return made_once(
        lambda: review_to_the_end(uploaded, coordinator, organised), organised, coordinator, uploaded
    )


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


@pytest.fixture
def part(organised: Organisation) -> UnitTask:
    """What Phòng Văn hóa - Xã hội leads of a task that the commune gave."""
    task = Task.objects.create(
        office=organised.commune,
        origin=Origin.DIRECT,
        position=1,
        text="Rà soát các loại báo cáo",
        given_at=NOW,
    )
    days = dict.fromkeys(("due_on", "ends_on", "first_due_on", "first_ends_on"), date(2026, 7, 30))
    for name, role in (("Phòng Kinh tế", Part.COOPERATING), ("Thôn 1", Part.COOPERATING)):
        UnitTask.objects.create(task=task, unit=organised.unit(organised.commune, name), part=role, **days)
    lead = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    return UnitTask.objects.create(task=task, unit=lead, part=Part.LEAD, answers_alone=True, **days)


@pytest.fixture
def helping(part: UnitTask) -> UnitTask:
    """What Phòng Kinh tế helps with in the same task."""
    return part.task.parts.get(unit__name="Phòng Kinh tế")


@pytest.fixture
def officer(organised: Organisation) -> User:
    unit = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    return organised.person("chuyenvien", (unit, Role.OFFICER))


@pytest.fixture
def cooperator(organised: Organisation) -> User:
    return organised.person("phoihop", (organised.unit(organised.commune, "Phòng Kinh tế"), Role.OFFICER))


@pytest.fixture
def leader(organised: Organisation) -> User:
    return organised.person("chutich", (organised.commune, Role.LEADER))
