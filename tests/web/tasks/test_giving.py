"""A task given without a plan, a step of a task, and what a unit is only told of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import HTMX
from tests.web.tasks.conftest import NOW

from sauro.dates.parse import read_due
from sauro_web.accounts.models import GroupRule, Role, Unit, UnitGroup, User
from sauro_web.accounts.queries.groups import members
from sauro_web.audit.queries import entries_of, verify
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import Origin, Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations.giving import NewTask, give_task
from sauro_web.tasks.sources import find_tasks

pytestmark = pytest.mark.django_db


def new(organised: Organisation, due: str = "30/7/2026", **more: Any) -> NewTask:
    commune = organised.commune
    return NewTask(
        **{
            "text": "Tổng hợp số liệu hộ nghèo",
            "lead": organised.unit(commune, "Phòng Văn hóa - Xã hội"),
            "due_text": due,
            "due": read_due(due, year=2026),
            "cooperating": [organised.unit(commune, "Phòng Kinh tế")],
            "informed": [organised.unit(commune, "Thôn 1")],
            "product": "Biểu tổng hợp",
            "authority": "Chủ tịch",
            "origin": Origin.MEETING,
            "source": "Thông báo số 45/TB-UBND",
            "quote": "Giao Phòng Văn hóa - Xã hội tổng hợp",
        }
        | more
    )


def test_a_task_of_a_meeting_has_one_lead_and_tells_every_unit(organised: Organisation, leader: User) -> None:
    task = give_task(organised.commune, new(organised), by=leader, now=NOW)
    parts = {part.part: part for part in task.parts.all()}
    assert parts[Part.LEAD].answers_alone
    assert parts[Part.LEAD].first_due_on == parts[Part.COOPERATING].due_on == date(2026, 7, 30)
    assert parts[Part.INFORMED].due_on is None
    assert Notice.objects.filter(key=f"task.{task.pk}.given").count() == 3
    assert entries_of(task)[0].action == "task.give"
    assert verify().broken_at is None
    found = find_tasks(leader, "45/TB-UBND", NOW.date(), 5)
    assert [one.address for one in found] == [f"/nhiem-vu/{task.pk}/"]
    assert find_tasks(leader, "ho ngheo", NOW.date(), 5)


def test_a_second_click_gives_nothing_more(organised: Organisation, leader: User) -> None:
    first = give_task(organised.commune, new(organised), by=leader, now=NOW)
    again = give_task(organised.commune, new(organised), by=leader, now=NOW + timedelta(seconds=5))
    assert first.pk == again.pk
    later = give_task(organised.commune, new(organised), by=leader, now=NOW + timedelta(minutes=5))
    assert later.pk != first.pk


def test_a_unit_named_twice_has_the_weightier_part(organised: Organisation, leader: User) -> None:
    lead = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    task = give_task(
        organised.commune, new(organised, cooperating=[lead], informed=[lead]), by=leader, now=NOW
    )
    assert [part.part for part in task.parts.all()] == [Part.LEAD]


def test_a_periodic_task_has_its_first_occurrence_at_once(organised: Organisation, leader: User) -> None:
    task = give_task(organised.commune, new(organised, "Hằng tháng"), by=leader, now=NOW)
    series = task.parts.get(part=Part.LEAD, series=None)
    assert series.goes_on
    assert series.occurrences.count() == 1
    said = signed_in(leader).get(f"/nhiem-vu/{task.pk}/?phan-viec={series.pk}").content.decode()
    assert "Kỳ 30/06/2026" in said


def test_who_may_give(organised: Organisation, officer: User, neighbour: User, coordinator: User) -> None:
    for person in (officer, neighbour):
        with pytest.raises(NotAllowed):
            give_task(organised.commune, new(organised), by=person, now=NOW)
    give_task(organised.commune, new(organised), by=coordinator, now=NOW)


def test_a_unit_that_is_no_more_is_given_nothing(organised: Organisation, leader: User) -> None:
    Unit.objects.filter(name="Phòng Kinh tế").update(valid_to=date(2026, 1, 1))
    with pytest.raises(NotReady, match="không còn hoạt động"):
        give_task(organised.commune, new(organised), by=leader, now=NOW)


def test_the_lead_takes_its_task_apart_and_takes_the_step_in(
    part: UnitTask, officer: User, cooperator: User, organised: Organisation, neighbour: User
) -> None:
    economy = organised.unit(organised.commune, "Phòng Kinh tế")
    address = f"/nhiem-vu/{part.task_id}/viec-thanh-phan/"
    assert signed_in(cooperator).get(address).status_code == 403
    assert signed_in(neighbour).get(address).status_code == 404
    UnitTask.objects.filter(pk=part.pk).update(due_on=date(2099, 12, 30), ends_on=date(2099, 12, 30))
    data = {"text": "Lập mẫu phiếu", "lead": economy.pk, "due_text": "1/12/2099", "product": "Mẫu phiếu"}
    assert signed_in(officer).post(address, data).status_code == 302
    step = Task.objects.get(parent=part.task)
    assert step.parts.get().unit == economy
    UnitTask.objects.filter(task=step).update(
        state=TaskState.SUBMITTED, handed_in_on=timezone.localdate(), submitted_by=cooperator
    )
    said = signed_in(officer).get(f"/nhiem-vu/{step.pk}/").content.decode()
    assert "Duyệt hoàn thành" in said
    assert "Việc thành phần của" in said
    assert "Lập mẫu phiếu" in signed_in(cooperator).get(f"/nhiem-vu/{part.task_id}/").content.decode()


def test_work_is_given_to_those_below_and_steps_to_those_who_take_part(
    part: UnitTask, organised: Organisation, leader: User, officer: User
) -> None:
    elsewhere = organised.unit(organised.ward, "Phòng Văn hóa - Xã hội")
    aside = organised.unit(organised.commune, "Thôn 2")
    for by, unit, parent in ((leader, elsewhere, None), (officer, aside, part.task)):
        wanted = new(organised, lead=unit, cooperating=[], informed=[])
        with pytest.raises(NotReady, match="phạm vi giao việc"):
            give_task(organised.commune, wanted, by=by, now=NOW, parent=parent)
    helps = organised.unit(organised.commune, "Phòng Kinh tế")
    wanted = new(organised, lead=helps, cooperating=[], informed=[])
    assert give_task(organised.commune, wanted, by=officer, now=NOW, parent=part.task).parent == part.task
    data = GIVEN | {"lead": elsewhere.pk}
    assert signed_in(leader).post("/nhiem-vu/giao/", data).status_code == 404


def test_a_finished_task_is_not_taken_apart(part: UnitTask, officer: User, organised: Organisation) -> None:
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.FINISHED, handed_in_on=date(2026, 6, 1))
    with pytest.raises(NotReady, match="việc thành phần"):
        give_task(organised.commune, new(organised), by=officer, now=NOW, parent=part.task)


def test_what_is_only_told_leaves_the_list_when_it_is_read(
    part: UnitTask, organised: Organisation, leader: User
) -> None:
    unit = organised.unit(organised.commune, "Thôn 2")
    told = UnitTask.objects.create(task=part.task, unit=unit, part=Part.INFORMED)
    signed_in(leader).get(f"/nhiem-vu/{part.task_id}/")
    told.refresh_from_db()
    assert told.state == TaskState.ASSIGNED
    head = organised.person("thon2", (unit, Role.HEAD))
    said = signed_in(head).get(f"/nhiem-vu/{part.task_id}/").content.decode()
    assert "đã xem" in said
    told.refresh_from_db()
    assert told.state == TaskState.READ
    assert entries_of(told)[0].action == "task.read"
    signed_in(head).get(f"/nhiem-vu/{part.task_id}/")
    assert entries_of(told).count() == 1


GIVEN = {"text": "Tổng hợp số liệu", "due_text": "1/12/2099", "product": "Biểu", "origin": "direct"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Hãy ghi nội dung việc giao."),
        ({"due_text": "chắc là sớm"}, "Chưa hiểu thời hạn"),
        ({"due_text": "1/1/2020"}, "đã qua"),
        ({"due_text": "31/2/2099"}, "Chưa hiểu thời hạn"),
        ({"product": ""}, "Hãy ghi sản phẩm"),
        ({"lead": ""}, "hãy chọn đơn vị"),
        ({"origin": "document"}, "Hãy ghi số, ngày của văn bản"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    organised: Organisation, leader: User, wrong: dict[str, str], said: str
) -> None:
    lead = organised.unit(organised.commune, "Phòng Kinh tế")
    data = {key: value for key, value in (GIVEN | {"lead": lead.pk} | wrong).items() if value}
    response = signed_in(leader).post("/nhiem-vu/giao/", data)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Task.objects.exists()


def test_units_are_found_as_one_types(organised: Organisation, leader: User, neighbour: User) -> None:
    address = f"/nhiem-vu/chon-don-vi/?ten=lead&o={organised.commune.pk}&lead_words=thon 2"
    assert "Thôn 2" in signed_in(leader).get(address, **HTMX).content.decode()
    for forged in ("?ten=khac&o=1", "?ten=lead&o=0", "?ten=lead&o=x"):
        assert signed_in(leader).get(f"/nhiem-vu/chon-don-vi/{forged}", **HTMX).status_code == 404


def test_a_group_counts_who_has_finished_and_opens_the_rows(
    part: UnitTask, leader: User, organised: Organisation
) -> None:
    task = part.task
    task.parts.all().delete()
    names = ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Thôn 1")
    for name in names:
        UnitTask.objects.create(task=task, unit=organised.unit(organised.commune, name), part=Part.LEAD)
    UnitTask.objects.filter(unit__name="Thôn 1").update(
        state=TaskState.FINISHED, handed_in_on=date(2026, 6, 1)
    )
    response = signed_in(leader).get(f"/nhiem-vu/{task.pk}/")
    (count,) = response.context["following"].counts
    assert (count.finished, count.units) == (1, 3)
    rows = signed_in(leader).get(f"/nhiem-vu/{task.pk}/?don-vi=hoan-thanh").context["rows"]
    assert [card.part.unit.name for card in rows] == ["Thôn 1"]
    assert len(signed_in(leader).get(f"/nhiem-vu/{task.pk}/?don-vi=tat-ca").context["rows"]) == 3


def test_the_page_asks_as_many_questions_for_many_parts_as_for_few(
    part: UnitTask, leader: User, organised: Organisation
) -> None:
    client = signed_in(leader)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(f"/nhiem-vu/{part.task_id}/").status_code == 200
        return len(seen)

    asked()
    few = asked()
    for unit in Unit.objects.filter(path__startswith=organised.commune.path).exclude(
        pk__in=part.task.parts.values("unit")
    ):
        state = TaskState.SUBMITTED
        UnitTask.objects.create(
            task=part.task, unit=unit, part=Part.COOPERATING, state=state, handed_in_on=date(2026, 6, 1)
        )
    assert asked() == few
    assert few <= 36


def test_led_by_a_group_each_member_has_its_part(organised: Organisation, leader: User) -> None:
    villages = UnitGroup.objects.get(office=organised.commune, rule=GroupRule.VILLAGES)
    wanted = new(organised, lead=None, group=villages, cooperating=[], informed=[])
    task = give_task(organised.commune, wanted, by=leader, now=NOW)
    again = give_task(organised.commune, wanted, by=leader, now=NOW + timedelta(seconds=5))
    names = [unit.name for unit in members(villages, NOW.date())]
    assert again == task
    assert (task.group_name, task.group_size) == (villages.name, len(names))
    assert sorted(part.unit.name for part in task.parts.all()) == sorted(names)
    assert {(part.part, part.answers_alone) for part in task.parts.all()} == {(Part.LEAD, False)}
    UnitTask.objects.filter(task=task, unit__name=names[0]).update(
        state=TaskState.FINISHED, handed_in_on=date(2026, 7, 1)
    )
    page = signed_in(leader).get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert f"Xem 1 {'đơn vị'} đã hoàn thành" in page
    assert f"Xem cả {len(names)} đơn vị" in page


def test_a_group_is_picked_in_the_place_of_a_unit(organised: Organisation, leader: User) -> None:
    browser = signed_in(leader)
    villages = UnitGroup.objects.get(office=organised.commune, rule=GroupRule.VILLAGES)
    assert f"Cả nhóm: {villages.name}" in browser.get("/nhiem-vu/giao/").content.decode()
    data = GIVEN | {"lead": f"nhom-{villages.pk}"}
    assert browser.post("/nhiem-vu/giao/", data).status_code == 302
    assert Task.objects.get(text=GIVEN["text"]).group_name == villages.name
    others = UnitGroup.objects.filter(office=organised.ward)[0]
    for forged in (f"nhom-{others.pk}", "nhom-999999", "nhom-x"):
        assert browser.post("/nhiem-vu/giao/", GIVEN | {"lead": forged}).status_code == 404
    forged = GIVEN | {"lead": leader.memberships.get().unit_id, "cooperating": f"nhom-{villages.pk}"}
    assert browser.post("/nhiem-vu/giao/", forged).status_code == 404


def test_a_group_without_units_and_groups_of_others(organised: Organisation, leader: User) -> None:
    villages = UnitGroup.objects.get(office=organised.commune, rule=GroupRule.VILLAGES)
    others = UnitGroup.objects.filter(office=organised.ward)[0]
    about = {"cooperating": [], "informed": []}
    with pytest.raises(NotReady, match="nhóm đơn vị của cơ quan"):
        give_task(organised.commune, new(organised, lead=None, group=others, **about), by=leader, now=NOW)
    with pytest.raises(NotReady, match="Hãy chọn đơn vị chủ trì"):
        give_task(organised.commune, new(organised, lead=None, **about), by=leader, now=NOW)
    Unit.objects.filter(name__startswith="Thôn").update(valid_to=date(2026, 1, 1))
    with pytest.raises(NotReady, match="hiện không có đơn vị nào"):
        give_task(organised.commune, new(organised, lead=None, group=villages, **about), by=leader, now=NOW)


def test_a_step_is_due_no_later_than_the_whole(
    part: UnitTask, organised: Organisation, officer: User
) -> None:
    step = {"cooperating": [], "informed": [], "lead": part.unit}
    with pytest.raises(NotReady, match="sau hạn của cả việc là 30/07/2026"):
        give_task(
            organised.commune, new(organised, "31/7/2026", **step), by=officer, now=NOW, parent=part.task
        )
    given = give_task(organised.commune, new(organised, **step), by=officer, now=NOW, parent=part.task)
    assert given.parent == part.task
