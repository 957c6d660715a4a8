"""Whether a plan will be on time: what is known counts, what is not known widens the range."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import coordinator, uploaded
from tests.web.tasks.conftest import reviewed
from tests.web.tasks.test_figures import busy, issued, leading
from tests.web.tasks.working import work_in_hand

from sauro_web.accounts.models import User
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks import queries
from sauro_web.tasks.models import TaskState, UnitTask
from sauro_web.tasks.queries.by_plan import editions_of
from sauro_web.tasks.queries.days import days_for
from sauro_web.tasks.queries.on_time import LEAST_KNOWN, Kept, forecast_of, will_be_on_time
from sauro_web.tasks.standing import Counts

__all__ = ["busy", "coordinator", "issued", "leading", "reviewed", "uploaded"]


def test_little_known_foretells_nothing() -> None:
    assert forecast_of({1: 4}, {1: Kept(LEAST_KNOWN - 1, 5)}, in_time=0, total=4) is None
    assert forecast_of({}, {1: Kept(50, 25)}, in_time=3, total=4) is None
    assert forecast_of({1: 4}, {2: Kept(LEAST_KNOWN, 5)}, in_time=0, total=4) is not None


def test_each_unit_by_its_own_past() -> None:
    kept = {1: Kept(200, 196), 2: Kept(200, 10)}
    good = forecast_of({1: 20}, kept, in_time=5, total=30)
    bad = forecast_of({2: 20}, kept, in_time=5, total=30)
    assert good is not None
    assert bad is not None
    assert (good.low, good.likely, good.high) == (23, 24, 25)
    assert (bad.low, bad.likely, bad.high) == (5, 6, 8)


def test_what_is_known_narrows_the_range() -> None:
    little = forecast_of({1: 40}, {1: Kept(10, 5)}, in_time=0, total=40)
    much = forecast_of({1: 40}, {1: Kept(1000, 500)}, in_time=0, total=40)
    assert little is not None
    assert much is not None
    assert little.low < much.low <= much.likely == little.likely == 20 <= much.high < little.high


@pytest.mark.parametrize("seed", range(3))
def test_eight_of_ten_lie_in_the_range(seed: int) -> None:
    """Units with rates of their own, half a year of finished work each, then as much again ahead."""
    random, hits, rounds = Random(seed), 0, 400  # noqa: S311 - made-up units
    for _ in range(rounds):
        rates = [random.betavariate(6, 3) for _ in range(12)]
        kept = {}
        for unit, rate in enumerate(rates):
            done = random.randint(0, 15)
            kept[unit] = Kept(done, sum(random.random() < rate for _ in range(done)))
        owed = {unit: random.randint(1, 6) for unit in kept}
        came = sum(random.random() < rates[unit] for unit, number in owed.items() for _ in range(number))
        told = forecast_of(owed, kept, in_time=0, total=sum(owed.values()))
        if told is None:
            continue
        hits += told.low <= came <= told.high
    assert 0.78 <= hits / rounds <= 0.95


@pytest.mark.django_db
def test_what_is_late_is_not_foretold_to_be_in_time(organised: Organisation, leading: User) -> None:
    work_in_hand(organised, leading, times=2)
    days = days_for([organised.commune], on=timezone.localdate())
    parts = queries.parts_given([organised.commune])
    by_unit = Counts.by(parts, days.today, "unit")
    told = will_be_on_time(by_unit, editions_of([organised.commune]), days)
    assert told is not None
    late = sum(
        1 for part in parts if part.state == TaskState.WORKING and part.ends_on and part.ends_on < days.on
    )
    assert late
    assert told.likely <= told.high <= told.total - late


@pytest.mark.django_db
def test_the_page_of_a_plan_says_it_to_whom_follows_the_office(
    issued: ImportedPlan, leading: User, organised: Organisation
) -> None:
    address = f"/ke-hoach/{issued.pk}/thuc-hien/"
    assert "Dự báo đúng hạn" not in signed_in(leading).get(address).content.decode()
    work_in_hand(organised, leading, times=2)
    soon = timezone.localdate() + timedelta(days=60)
    UnitTask.objects.filter(task__plan=issued).update(
        due_on=soon, ends_on=soon, first_due_on=soon, first_ends_on=soon
    )
    page = signed_in(leading).get(address).content.decode()
    assert "Dự báo đúng hạn" in page
    assert "(độ tin cậy 80 %)" in page
