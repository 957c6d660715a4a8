"""How parts stood on an earlier day, as the trail has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import coordinator, uploaded
from tests.web.tasks.conftest import reviewed
from tests.web.tasks.test_figures import issued

from sauro_web.accounts.models import User
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.life import StepKind
from sauro_web.tasks.models import Part, TaskState, UnitTask
from sauro_web.tasks.operations.extensions import ask_extension, decide_extension
from sauro_web.tasks.operations.living import cancel_task, pass_on, take_step
from sauro_web.tasks.operations.progress import add_note
from sauro_web.tasks.queries.days import days_for
from sauro_web.tasks.queries.past import as_it_was, counts_on
from sauro_web.tasks.standing import STANDINGS, Counts, counted_so
from sauro_web.tasks.timing import Timing

__all__ = ["coordinator", "issued", "reviewed", "uploaded"]
pytestmark = pytest.mark.django_db
NOW_ON = date(2026, 9, 1)
At = Callable[[date], datetime]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Moves the clock to the day, by which the trail is written too."""

    def move(day: date) -> datetime:
        when = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: when)
        return when

    return move


def then(part: UnitTask, day: date) -> UnitTask:
    row = UnitTask.objects.select_related("task", "unit").get(pk=part.pk)
    (was,) = as_it_was([row], day, days_for([row.unit], on=NOW_ON))
    return was


def test_each_day_has_the_state_of_its_evening(part: UnitTask, officer: User, leader: User, at: At) -> None:
    take_step(part, StepKind.TAKE_UP, by=officer, now=at(date(2026, 6, 20)))
    add_note(part, text="Đang làm", percent=40, by=officer, now=at(date(2026, 6, 25)))
    take_step(part, StepKind.SUBMIT, by=officer, now=at(date(2026, 7, 10)), product="Báo cáo số 5")
    take_step(part, StepKind.SEND_BACK, by=leader, now=at(date(2026, 7, 14)), reason="Thiếu số liệu")
    take_step(part, StepKind.SUBMIT, by=officer, now=at(date(2026, 8, 3)), product="Báo cáo số 9")
    take_step(part, StepKind.APPROVE, by=leader, now=at(date(2026, 8, 5)))
    stood = {
        date(2026, 6, 15): (TaskState.ASSIGNED, None),
        date(2026, 6, 22): (TaskState.RECEIVED, None),
        date(2026, 6, 25): (TaskState.WORKING, None),
        date(2026, 7, 10): (TaskState.SUBMITTED, date(2026, 7, 10)),
        date(2026, 7, 20): (TaskState.REDO, None),
        date(2026, 8, 4): (TaskState.SUBMITTED, date(2026, 8, 3)),
        date(2026, 8, 20): (TaskState.FINISHED, date(2026, 8, 3)),
    }
    for day, expected in stood.items():
        was = then(part, day)
        assert (was.state, was.handed_in_on) == expected, day
    assert then(part, date(2026, 8, 4)).ends_on == date(2026, 7, 30)


def test_before_it_was_given_there_was_nothing(part: UnitTask) -> None:
    rows = UnitTask.objects.filter(pk=part.pk)
    days = days_for([part.unit], on=NOW_ON)
    assert counts_on(rows, date(2026, 6, 14), days).total == 0
    assert counts_on(rows, date(2026, 6, 15), days).total == 1


def test_the_deadline_is_that_which_held_then(part: UnitTask, officer: User, leader: User, at: At) -> None:
    take_step(part, StepKind.TAKE_UP, by=officer, now=at(date(2026, 6, 20)))
    for asked, until in ((date(2026, 7, 20), date(2026, 8, 14)), (date(2026, 8, 10), date(2026, 8, 28))):
        wish = ask_extension(part, until=until, reason="Chờ thôn", by=officer, now=at(asked))
        decide_extension(wish, granted=True, answer="", by=leader, now=at(asked + timedelta(days=2)))
    last = {day: then(part, day).ends_on for day in map(date.fromisoformat, ("2026-07-21", "2026-08-01"))}
    assert last == {date(2026, 7, 21): date(2026, 7, 30), date(2026, 8, 1): date(2026, 8, 14)}
    assert then(part, date(2026, 8, 20)).ends_on == date(2026, 8, 28)
    counts = counts_on(
        UnitTask.objects.filter(pk=part.pk), date(2026, 8, 5), days_for([part.unit], on=NOW_ON)
    )
    assert counts.of(Timing.IN_TERM) == 1


def test_what_was_cancelled_later_was_owed_then(part: UnitTask, leader: User, at: At) -> None:
    cancel_task(part.task, by=leader, now=at(date(2026, 7, 6)), reason="Không còn phù hợp")
    assert then(part, date(2026, 7, 5)).state == TaskState.ASSIGNED
    assert then(part, date(2026, 7, 6)).state == TaskState.CANCELLED


def test_what_was_passed_on_later_was_owed_by_its_first_unit_alone(
    part: UnitTask, organised: Organisation, leader: User, at: At
) -> None:
    UnitTask.objects.filter(task=part.task).exclude(pk=part.pk).delete()
    other = organised.unit(organised.commune, "Phòng Kinh tế")
    pass_on(part, to=other, by=leader, now=at(date(2026, 7, 6)), reason="Đúng chức năng hơn")
    rows, days = UnitTask.objects.filter(task=part.task), days_for([part.unit], on=NOW_ON)
    assert rows.count() == 2
    for day in (date(2026, 6, 30), date(2026, 7, 6), date(2026, 7, 20)):
        assert counts_on(rows, day, days).total == 1
    was = as_it_was(list(rows.select_related("task", "unit")), date(2026, 6, 30), days)
    assert [one.unit for one in was] == [part.unit]


def test_a_unit_that_is_only_told_is_in_no_figure(part: UnitTask, helping: UnitTask) -> None:
    UnitTask.objects.filter(task=part.task).exclude(pk=helping.pk).delete()
    days = days_for([part.unit], on=NOW_ON)
    rows = UnitTask.objects.filter(pk=helping.pk)
    assert Counts.of_rows(rows, days.today).total == 1
    rows.update(part=Part.INFORMED)
    assert Counts.of_rows(rows, days.today).total == 0
    assert not [
        key for key, _ in STANDINGS if key != "chua-xong" and rows.filter(counted_so(key, days.today))
    ]


def test_the_page_sets_an_earlier_day_beside_now(
    issued: ImportedPlan, leader: User, officer: User, at: At
) -> None:
    row = UnitTask.objects.filter(unit__name="Phòng Văn hóa - Xã hội", due_on=date(2026, 7, 30)).first()
    row = row or UnitTask.objects.filter(unit__name="Phòng Văn hóa - Xã hội", goes_on=False).first()
    take_step(row, StepKind.TAKE_UP, by=officer, now=at(date(2026, 7, 1)))
    take_step(row, StepKind.SUBMIT, by=officer, now=at(date(2026, 7, 2)), product="Báo cáo số 5")
    take_step(row, StepKind.APPROVE, by=leader, now=at(date(2026, 7, 3)))
    at(NOW_ON)
    client, address = signed_in(leader), f"/ke-hoach/{issued.pk}/thuc-hien/"
    compared = {row[0]: row[1:] for row in client.get(f"{address}?ngay=02/07/2026").context["compared"]}
    assert compared["hoàn thành đúng hạn"] == (0, 1, 1)
    for wrong in ("01/01/2026", "01/09/2026", "31/02/2026", "x", "15/06/9999"):
        page = client.get(f"{address}?ngay={wrong}")
        assert page.status_code == 200
        assert "compared" not in page.context
        assert "field-error" in page.content.decode()
    assert "field-error" not in client.get(f"{address}?ngay=").content.decode()
