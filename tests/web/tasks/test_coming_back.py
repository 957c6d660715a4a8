"""What comes back is paused, resumed, recalled and passed on with its occurrences; what was missed stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.web.organisation import Organisation
from tests.web.tasks.conftest import NOW
from tests.web.tasks.test_giving import new

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.queries import entries_of
from sauro_web.common.errors import NotReady
from sauro_web.tasks.life import StepKind, steps_of
from sauro_web.tasks.models import Part, TaskState, UnitTask
from sauro_web.tasks.operations.deadlines import grow_occurrences
from sauro_web.tasks.operations.giving import give_task
from sauro_web.tasks.operations.living import pass_on, take_step

pytestmark = pytest.mark.django_db
SEPTEMBER = NOW + timedelta(days=85)
JUNE, JULY, AUGUST, END, NEXT = (
    date(2026, 5 + month, day) for month, day in ((1, 30), (2, 31), (3, 31), (4, 30), (5, 31))
)


@pytest.fixture
def series(organised: Organisation, leader: User) -> UnitTask:
    """A monthly duty given in June, in the first days of September: two periods missed, one handed in."""
    task = give_task(organised.commune, new(organised, "Hằng tháng"), by=leader, now=NOW)
    grow_occurrences(on=SEPTEMBER.date())
    duty = task.parts.get(part=Part.LEAD, series=None)
    duty.occurrences.filter(first_due_on=JULY).update(state=TaskState.SUBMITTED, handed_in_on=JULY)
    return duty


@pytest.fixture
def other(organised: Organisation) -> Unit:
    return organised.unit(organised.commune, "Thôn 2")


def stands(duty: UnitTask) -> dict[date | None, str]:
    """The states of its occurrences by their days."""
    return dict(duty.occurrences.values_list("first_due_on", "state"))


def passed(duty: UnitTask, to: Unit, by: User, now: datetime = SEPTEMBER) -> UnitTask:
    return pass_on(UnitTask.objects.get(pk=duty.pk), to=to, by=by, now=now, reason="đúng chức năng hơn")


def test_passed_on_it_goes_with_the_period_that_runs(series: UnitTask, other: Unit, leader: User) -> None:
    row = passed(series, other, leader)
    assert stands(series) == {JUNE: "assigned", JULY: "submitted", AUGUST: "assigned", END: "passed_on"}
    assert stands(row) == {END: "assigned"}
    moved = series.occurrences.get(first_due_on=END)
    assert moved.passed_to == row.occurrences.get()
    assert entries_of(moved)[0].action == "task.pass_on"


def test_nobody_is_given_a_period_that_another_unit_had(
    series: UnitTask, other: Unit, leader: User, organised: Organisation
) -> None:
    third = organised.unit(organised.commune, "Công an xã")
    row = passed(passed(series, other, leader), third, leader)
    assert grow_occurrences(on=SEPTEMBER.date()) == 0
    grow_occurrences(on=date(2026, 10, 2))
    assert stands(row) == {END: "assigned", NEXT: "assigned"}
    assert NEXT not in stands(series)


def test_passed_back_it_is_the_first_unit_s_again(series: UnitTask, other: Unit, leader: User) -> None:
    back = passed(passed(series, other, leader), series.unit, leader)
    assert back.pk == series.pk
    assert stands(series)[END] == "assigned"
    assert grow_occurrences(on=SEPTEMBER.date()) == 0


def test_a_single_period_is_not_passed_on(series: UnitTask, other: Unit, leader: User) -> None:
    one = series.occurrences.get(first_due_on=END)
    assert StepKind.PASS_ON not in {step.kind for step in steps_of(one)}
    with pytest.raises(NotReady, match="cả việc định kỳ"):
        passed(one, other, leader)


def test_recalled_it_leaves_what_was_missed(series: UnitTask, leader: User) -> None:
    take_step(series, StepKind.RECALL, by=leader, now=SEPTEMBER, reason="không cần nữa")
    assert stands(series) == {JUNE: "assigned", JULY: "submitted", AUGUST: "assigned", END: "recalled"}
    grow_occurrences(on=date(2026, 10, 2))
    assert NEXT not in stands(series)


def test_paused_its_periods_are_paused_and_resumed(series: UnitTask, leader: User) -> None:
    take_step(series, StepKind.PAUSE, by=leader, now=SEPTEMBER, reason="chờ hướng dẫn")
    grow_occurrences(on=date(2026, 10, 2))
    assert stands(series) == {
        JUNE: "assigned", JULY: "submitted", AUGUST: "assigned", END: "paused", NEXT: "paused"
    }  # fmt: skip
    take_step(series, StepKind.RESUME, by=leader, now=SEPTEMBER + timedelta(days=30))
    assert stands(series)[END] == stands(series)[NEXT] == "assigned"
    series.refresh_from_db()
    assert series.state == TaskState.ASSIGNED


def test_what_was_returned_is_taken_up_with_its_periods(
    series: UnitTask, officer: User, leader: User
) -> None:
    take_step(series, StepKind.RETURN, by=officer, now=SEPTEMBER, reason="không đúng chức năng")
    grow_occurrences(on=date(2026, 10, 2))
    assert stands(series)[NEXT] == "assigned"
    take_step(series, StepKind.INSIST, by=leader, now=SEPTEMBER, reason="đúng chức năng")
    take_step(series, StepKind.TAKE_UP, by=officer, now=SEPTEMBER)
    assert stands(series)[NEXT] == "received"
