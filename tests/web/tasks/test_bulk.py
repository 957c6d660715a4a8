"""One thing done with many rows: previewed, done row by row, refused row by row."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry
from sauro_web.notices.models import Notice
from sauro_web.tasks.life import StepKind
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations.living import take_step

pytestmark = pytest.mark.django_db
ADDRESS = "/nhiem-vu/nhieu-dong/"


def more(part: UnitTask, number: int) -> list[UnitTask]:
    """So many tasks like that of the part, with its unit alone."""
    task = part.task
    tasks = Task.objects.bulk_create(
        Task(office=task.office, origin=task.origin, position=n, text=f"Việc {n}", given_at=task.given_at)
        for n in range(2, number + 1)
    )
    rows = [
        UnitTask(
            task=one, unit=part.unit, part=Part.LEAD, answers_alone=True, due_on=part.due_on,
            ends_on=part.ends_on, first_due_on=part.due_on, first_ends_on=part.ends_on,
        )
        for one in tasks
    ]  # fmt: skip
    return [part, *UnitTask.objects.bulk_create(rows)]


def test_a_preview_says_what_would_become_of_each_and_changes_nothing(
    part: UnitTask, helping: UnitTask, officer: User
) -> None:
    rows = more(part, 2)
    entries, notices = Entry.objects.count(), Notice.objects.count()
    sent = {"action": "take_up", "phan": [rows[0].pk, rows[1].pk, helping.pk]}
    page = signed_in(officer).post(ADDRESS, sent)
    assert page.status_code == 200
    assert [one.part for one in page.context["able"]] == rows
    (refused,) = page.context["refused"]
    assert refused.part == helping
    assert "không làm được bước này" in page.content.decode()
    assert set(UnitTask.objects.values_list("state", flat=True)) == {TaskState.ASSIGNED}
    assert (Entry.objects.count(), Notice.objects.count()) == (entries, notices)


def test_what_was_previewed_is_done_row_by_row(part: UnitTask, officer: User) -> None:
    rows = more(part, 3)
    client = signed_in(officer)
    seen = [f"{row.pk}.{row.version}" for row in rows]
    take_step(rows[1], StepKind.RETURN, by=officer, now=NOW, reason="Không đúng chức năng")
    page = client.post(ADDRESS, {"action": "take_up", "sure": "on", "phan": seen})
    assert [one.part for one in page.context["able"]] == [rows[0], rows[2]]
    assert "Người khác vừa thay đổi" in page.context["refused"][0].refused
    states = [UnitTask.objects.get(pk=row.pk).state for row in rows]
    assert states == [TaskState.RECEIVED, TaskState.RETURNED, TaskState.RECEIVED]
    assert Entry.objects.filter(action="task.take_up").count() == 2


def test_a_step_that_wants_a_reason_asks_for_it(part: UnitTask, leader: User) -> None:
    client = signed_in(leader)
    sent = {"action": "recall", "phan": f"{part.pk}.0", "sure": "on"}
    page = client.post(ADDRESS, sent)
    assert page.status_code == 422
    assert "Hãy ghi rõ lý do." in page.content.decode()
    part.refresh_from_db()
    assert part.state == TaskState.ASSIGNED
    client.post(ADDRESS, sent | {"reason": "Giao nhầm đơn vị"})
    part.refresh_from_db()
    assert part.state == TaskState.RECALLED
    assert Entry.objects.get(action="task.recall").reason == "Giao nhầm đơn vị"


def test_what_is_recalled_names_the_steps_that_go_with_it(part: UnitTask, leader: User) -> None:
    task = part.task
    child = Task.objects.create(
        office=task.office, origin=task.origin, parent=task, position=1, text="Lập mẫu phiếu", given_at=NOW
    )
    row = UnitTask.objects.create(task=child, unit=part.unit, part=Part.LEAD, answers_alone=True)
    client, sent = signed_in(leader), {"action": "recall", "phan": part.pk}
    assert "“Lập mẫu phiếu”" in client.post(ADDRESS, sent).content.decode()
    row.refresh_from_db()
    assert row.state == TaskState.ASSIGNED
    client.post(ADDRESS, sent | {"phan": f"{part.pk}.0", "sure": "on", "reason": "Giao lại"})
    row.refresh_from_db()
    assert row.state == TaskState.RECALLED


def test_nobody_approves_in_bulk_what_he_handed_in(
    part: UnitTask, officer: User, leader: User, organised: Organisation
) -> None:
    for kind in (StepKind.TAKE_UP, StepKind.SUBMIT):
        take_step(part, kind, by=officer, now=NOW, product="Báo cáo số 5")
    sent = {"action": "approve", "phan": part.pk, "sure": "on"}
    assert signed_in(officer).post(ADDRESS, sent).context["refused"]
    assert signed_in(leader).post(ADDRESS, sent).context["able"]
    part.refresh_from_db()
    assert part.state == TaskState.FINISHED


def test_an_officer_is_named_for_many(part: UnitTask, officer: User, cooperator: User) -> None:
    rows = more(part, 2)
    client = signed_in(officer)
    sent = {"action": "officer", "phan": [row.pk for row in rows], "sure": "on", "officer": officer.pk}
    assert len(client.post(ADDRESS, sent).context["able"]) == 2
    assert UnitTask.objects.filter(officer=officer).count() == 2
    assert client.post(ADDRESS, sent | {"officer": cooperator.pk}).status_code == 409


def test_of_rows_that_one_may_not_see_nothing_is_said(part: UnitTask, outsider: User) -> None:
    page = signed_in(outsider).post(ADDRESS, {"action": "take_up", "phan": part.pk})
    assert page.status_code == 409
    assert "Rà soát" not in page.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"action": "nothing", "phan": "1"}, {"action": "take_up", "phan": "x.1"}, {"phan": "9" * 40}]
)
def test_nonsense_is_refused_in_a_sentence(part: UnitTask, officer: User, sent: dict[str, Any]) -> None:
    assert signed_in(officer).post(ADDRESS, sent).status_code == 409


def test_two_hundred_at_most(part: UnitTask, officer: User) -> None:
    rows = more(part, 201)
    client = signed_in(officer)
    refused = client.post(ADDRESS, {"action": "take_up", "phan": [row.pk for row in rows]})
    assert refused.status_code == 409
    assert "nhiều nhất 200 dòng" in refused.content.decode()
    assert client.post(ADDRESS, {"action": "take_up", "tat-ca": "on"}).status_code == 409


def test_the_whole_list_as_it_is_narrowed(part: UnitTask, officer: User) -> None:
    more(part, 60)
    page = signed_in(officer).post(ADDRESS, {"action": "take_up", "tat-ca": "on", "loc": "tim=viec 5"})
    assert {one.part.task.text for one in page.context["able"]} == {
        f"Việc {n}" for n in range(2, 61) if "5" in str(n)
    }
