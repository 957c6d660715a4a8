"""What a part carries beside its task and unit is what stands there, whatever was done with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.plans.conftest import NOW
from tests.web.tasks.working import work_in_hand

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.operations.units import move_unit
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.jobs import begin_periods
from sauro_web.tasks.models import Origin, Part, Task, UnitTask
from sauro_web.tasks.operations import issue_plan

pytestmark = pytest.mark.django_db


def differing() -> int:
    """Rows that say something else than their task or unit."""
    return UnitTask.objects.settled_differently().count()


def beside(part: UnitTask) -> tuple[int | None, ...]:
    part.refresh_from_db()
    return part.office_id, part.plan_id, part.given_by_id, part.province_id, part.commune_id


def test_parts_of_an_issued_plan_carry_it(reviewed: ImportedPlan, coordinator: User) -> None:
    issue_plan(
        reviewed, number="57", issued_on=date(2026, 6, 2), by=coordinator, now=NOW, version=reviewed.version
    )
    begin_periods()
    parts = UnitTask.objects.filter(plan=reviewed, office=reviewed.office)
    assert parts.count() == UnitTask.objects.count() > 0
    assert differing() == 0


def test_made_one_by_one_or_in_bulk_with_task_at_hand_or_not(
    organised: Organisation, coordinator: User
) -> None:
    work_in_hand(organised, coordinator)
    assert differing() == 0
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    tasks = [
        Task.objects.create(
            office=organised.commune, origin=Origin.DIRECT, position=at, text="Việc", given_at=NOW,
            given_by=coordinator,
        )
        for at in range(2)
    ]  # fmt: skip
    one, two = UnitTask.objects.bulk_create(
        [
            UnitTask(task=tasks[0], unit=unit, part=Part.LEAD),
            UnitTask(task_id=tasks[1].pk, unit_id=unit.pk, part=Part.LEAD),
        ]
    )
    expected = organised.commune.pk, None, coordinator.pk, unit.province_id, unit.commune_id
    assert beside(one) == beside(two) == expected


def test_put_under_another_task_or_unit_in_bulk_it_follows(part: UnitTask, organised: Organisation) -> None:
    other = Task.objects.create(
        office=organised.province, origin=Origin.DIRECT, position=1, text="Việc khác", given_at=timezone.now()
    )
    part.task, part.unit = other, organised.province
    UnitTask.objects.bulk_update([part], ["task", "unit"])
    assert beside(part) == (organised.province.pk, None, None, organised.province.pk, None)
    assert differing() == 0


def test_what_was_changed_past_it_is_found_and_mended(part: UnitTask, organised: Organisation) -> None:
    right = beside(part)
    UnitTask.objects.filter(pk=part.pk).update(office=organised.province, commune=None, given_by=None)
    assert differing() == 1
    begin_periods()
    assert differing() == 0
    assert beside(part) == right


def test_a_unit_that_moves_takes_its_parts_along_by_the_next_day(
    part: UnitTask, organised: Organisation
) -> None:
    department = Unit.objects.filter(province=organised.province, commune=None, depth=2).first()
    move_unit(part.unit, by=None, to=department, on=timezone.localdate() + timedelta(days=1))
    begin_periods()
    assert differing() == 0
    assert beside(part)[-1] is None
