"""The line of life of a part: the days in each step, and for whom it waited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.organisation import signed_in
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import User
from sauro_web.tasks.models import Obstacle, TaskState, UnitTask
from sauro_web.tasks.queries.lived import moments_of, waits_of
from sauro_web.workdays.queries import calendar_of

pytestmark = pytest.mark.django_db


def test_days_in_each_step_are_working_days(part: UnitTask) -> None:
    calendar = calendar_of(part.unit)
    part.received_at, part.started_at = NOW + timedelta(days=1), NOW + timedelta(days=4)
    found = moments_of(part, calendar, date(2026, 6, 22))
    assert [(one.label, one.day, one.days) for one in found] == [
        ("Giao", date(2026, 6, 15), 1),
        ("Nhận", date(2026, 6, 16), 3),
        ("Thực hiện", date(2026, 6, 19), 1),
    ]
    part.state, part.handed_in_on, part.finished_at = (
        TaskState.FINISHED, date(2026, 6, 22), NOW + timedelta(days=8),
    )  # fmt: skip
    assert [one.days for one in moments_of(part, calendar, date(2026, 7, 22))] == [1, 3, 1, 1, None]
    part.goes_on = True
    assert not moments_of(part, calendar, date(2026, 6, 22))


def test_waiting_is_charged_to_the_unit_one_waits_for(
    part: UnitTask, helping: UnitTask, officer: User, cooperator: User
) -> None:
    raised = timezone.now() - timedelta(days=14)
    for answered in (raised + timedelta(days=7), None):
        Obstacle.objects.create(
            part=part, raised_by=officer, raised_at=raised, text="Thiếu số liệu", to=helping.unit,
            answer_by=timezone.localdate(), answered_at=answered,
            answered_by=cooperator if answered else None,
            answer="Đã gửi" if answered else "",
        )  # fmt: skip
    calendar, on = calendar_of(part.unit), timezone.localdate()
    (wait,) = waits_of(part.obstacles.select_related("to"), calendar, on)
    begun = timezone.localdate(raised)
    assert wait.days == calendar.between(begun, on)
    assert (wait.unit, wait.over) == (helping.unit, False)
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.WORKING)
    for person in (officer, cooperator):
        page = signed_in(person).get(f"/nhiem-vu/{part.task_id}/?phan-viec={part.pk}").content.decode()
        assert "Đang chờ Phòng Kinh tế trả lời vướng mắc" in page
        assert "tính cho Phòng Kinh tế" in page


def test_a_day_on_which_two_answers_are_waited_for_is_one_day(part: UnitTask, helping: UnitTask) -> None:
    """From Monday to Thursday, from Wednesday to the next Monday, and from the Wednesday after that."""
    calendar = calendar_of(part.unit)
    asked = [
        Obstacle(
            part=part,
            to=helping.unit,
            raised_at=NOW + timedelta(days=first),
            answered_at=NOW + timedelta(days=last) if last else None,
        )
        for first, last in ((9, None), (0, 3), (2, 7))
    ]
    (wait,) = waits_of(asked, calendar, date(2026, 6, 26))
    assert (wait.days, wait.over) == (5 + 2, False)
    (over,) = waits_of(asked[1:], calendar, date(2026, 6, 26))
    assert (over.days, over.over) == (5, True)
