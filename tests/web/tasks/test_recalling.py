"""Work that is taken back: what goes with it, and how it is given anew."""

from __future__ import annotations

import pytest
from tests.web.organisation import signed_in
from tests.web.tasks.conftest import NOW
from tests.web.tasks.test_living import in_state

from sauro_web.audit.queries import entries_of
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.models import Notice
from sauro_web.tasks.life import StepKind
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations.living import pass_on, take_step


def test_with_the_part_that_leads_its_steps_are_recalled(part, helping, leader, organised):
    about = {"office": part.task.office, "origin": "direct", "position": 1, "given_at": NOW}
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    child = Task.objects.create(parent=part.task, text="Lập mẫu phiếu", **about)
    below = Task.objects.create(parent=child, text="In mẫu phiếu", **about)
    rows = [
        UnitTask.objects.create(task=one, unit=unit, part=Part.LEAD, answers_alone=True)
        for one in (child, below)
    ]
    done = UnitTask.objects.create(task=child, unit=helping.task.office, part=Part.COOPERATING)
    in_state(done, TaskState.FINISHED)
    address = f"/nhiem-vu/phan-viec/{part.pk}/buoc/thu-hoi/"
    page = signed_in(leader).get(address).content.decode()
    assert "Lập mẫu phiếu" in page
    assert "In mẫu phiếu" in page
    assert "cũng được thu hồi" not in (
        signed_in(leader).get(f"/nhiem-vu/phan-viec/{helping.pk}/buoc/thu-hoi/").content.decode()
    )
    take_step(part, StepKind.RECALL, by=leader, now=NOW, reason="giao lại cách khác")
    for row in rows:
        row.refresh_from_db()
        assert (row.state, row.version) == (TaskState.RECALLED, 1)
        assert entries_of(row)[0].action == "task.recall"
        assert Notice.objects.filter(unit=unit, key__startswith=f"part.{row.pk}.recall").exists()
    for row in (done, helping):
        before = row.state
        row.refresh_from_db()
        assert row.state == before


def test_steps_stay_where_others_lead_the_whole_too(part, leader, organised):
    about = {"office": part.task.office, "origin": "direct", "position": 1, "given_at": NOW}
    UnitTask.objects.filter(pk=part.pk).update(answers_alone=False)
    UnitTask.objects.create(task=part.task, unit=organised.unit(organised.commune, "Thôn 2"), part=Part.LEAD)
    child = Task.objects.create(parent=part.task, text="Lập mẫu phiếu", **about)
    row = UnitTask.objects.create(task=child, unit=part.unit, part=Part.LEAD, answers_alone=True)
    take_step(part, StepKind.RECALL, by=leader, now=NOW, reason="giao lại cách khác")
    row.refresh_from_db()
    assert row.state == TaskState.ASSIGNED


def test_what_was_recalled_is_given_anew(part, officer, leader):
    in_state(part, TaskState.WORKING)
    UnitTask.objects.filter(pk=part.pk).update(percent=40, started_at=NOW)
    days = UnitTask.objects.values("due_on", "ends_on", "first_due_on").get(pk=part.pk)
    take_step(part, StepKind.RECALL, by=leader, now=NOW, reason="chờ hướng dẫn")
    with pytest.raises(NotAllowed):
        take_step(part, StepKind.GIVE_ANEW, by=officer, now=NOW, reason="xin làm tiếp")
    row = take_step(part, StepKind.GIVE_ANEW, by=leader, now=NOW, reason="đã có hướng dẫn")
    assert (row.state, row.percent, row.started_at) == (TaskState.ASSIGNED, 0, None)
    assert UnitTask.objects.values("due_on", "ends_on", "first_due_on").get(pk=part.pk) == days
    assert Notice.objects.filter(unit=part.unit, text__startswith="Giao lại việc đã thu hồi").exists()
    take_step(row, StepKind.TAKE_UP, by=officer, now=NOW)


def test_what_was_recalled_is_given_to_another_unit(part, leader, organised):
    take_step(part, StepKind.RECALL, by=leader, now=NOW, reason="giao nhầm")
    other = organised.unit(organised.commune, "Thôn 2")
    row = pass_on(part, to=other, by=leader, now=NOW, reason="đúng chức năng")
    assert (row.unit, row.state, row.answers_alone) == (other, TaskState.ASSIGNED, True)
    part.refresh_from_db()
    assert (part.state, part.answers_alone) == (TaskState.PASSED_ON, False)


def test_no_step_is_given_anew_under_nobody(part, leader, organised):
    about = {"office": part.task.office, "origin": "direct", "position": 1, "given_at": NOW}
    child = Task.objects.create(parent=part.task, text="Lập mẫu phiếu", **about)
    row = UnitTask.objects.create(task=child, unit=part.unit, part=Part.LEAD, answers_alone=True)
    take_step(part, StepKind.RECALL, by=leader, now=NOW, reason="chờ hướng dẫn")
    with pytest.raises(NotReady, match="giao lại việc lớn trước"):
        take_step(row, StepKind.GIVE_ANEW, by=leader, now=NOW, reason="làm trước")
    other = organised.unit(organised.commune, "Thôn 2")
    with pytest.raises(NotReady, match="giao lại việc lớn trước"):
        pass_on(row, to=other, by=leader, now=NOW, reason="làm trước")
    take_step(part, StepKind.GIVE_ANEW, by=leader, now=NOW, reason="đã có hướng dẫn")
    row = take_step(row, StepKind.GIVE_ANEW, by=leader, now=NOW, reason="đã có hướng dẫn")
    assert row.state == TaskState.ASSIGNED
