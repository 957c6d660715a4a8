"""From a task to the one before and after it, for those who may see them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.test_views import issued, lead

from sauro_web.accounts.models import User
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import Task, UnitTask

__all__ = ["issued", "lead"]

pytestmark = pytest.mark.django_db


def _beside(client: Client, task: int) -> tuple[int | None, int | None]:
    page = client.get(f"/nhiem-vu/{task}/").content.decode()
    found = {way: re.search(rf'rel="{way}" href="/nhiem-vu/(\d+)/"', page) for way in ("prev", "next")}
    before, after = (int(one[1]) if one else None for one in (found["prev"], found["next"]))
    return before, after


def test_who_follows_the_office_goes_through_the_whole_plan(issued: ImportedPlan, coordinator: User) -> None:
    order = list(Task.objects.filter(plan=issued).values_list("pk", flat=True))
    client = signed_in(coordinator)
    for before, task, after in zip([None, *order], order, [*order[1:], None], strict=False):
        assert _beside(client, task) == (before, after)


def test_a_unit_is_led_to_its_own_tasks_alone(
    issued: ImportedPlan, organised: Organisation, lead: User
) -> None:
    client = signed_in(lead)
    unit = lead.memberships.get().unit
    own = list(
        Task.objects.filter(pk__in=UnitTask.objects.filter(unit=unit).values("task")).values_list(
            "pk", flat=True
        )
    )
    assert 1 < len(own) < Task.objects.filter(plan=issued).count()
    walked, at = [own[0]], own[0]
    while (following := _beside(client, at)[1]) is not None:
        walked.append(following)
        at = following
    assert walked == own
