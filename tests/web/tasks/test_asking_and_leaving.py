"""Who may be asked about an obstacle, what he reads of the task, and what becomes of it when the work is
over; a task that nobody leads any more, and a part of a unit that is no more."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.audit.models import Entry
from sauro_web.common import between_pages
from sauro_web.common.clarity import Clarity
from sauro_web.common.errors import NotReady
from sauro_web.notices.models import Notice
from sauro_web.tasks.life import StepKind
from sauro_web.tasks.models import Obstacle, ProgressNote, TaskState, UnitTask
from sauro_web.tasks.operations.living import cancel_task, pass_on, take_step
from sauro_web.tasks.operations.obstacles import answer_obstacle, raise_obstacle
from sauro_web.tasks.queries import task_sheet
from sauro_web.tasks.rules import may_be_asked, may_read_task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def page(part: UnitTask) -> str:
    return f"/nhiem-vu/{part.task_id}/"


def put(part: UnitTask, state: TaskState) -> UnitTask:
    handed = TODAY if state in (TaskState.SUBMITTED, TaskState.FINISHED) else None
    UnitTask.objects.filter(pk=part.pk).update(state=state, handed_in_on=handed)
    part.refresh_from_db()
    return part


def raised(part: UnitTask, to: Unit, by: User, text: str = "Thiếu số liệu dân cư") -> Obstacle:
    term = TODAY + timedelta(days=4)
    return raise_obstacle(part, text=text, to=to, answer_by=term, by=by, now=NOW)


@pytest.fixture
def working(part: UnitTask) -> UnitTask:
    return put(part, TaskState.WORKING)


@pytest.fixture
def villager(organised: Organisation) -> User:
    """Of a unit of the office that has no part in the task."""
    return organised.person("thon2", (organised.unit(organised.commune, "Thôn 2"), Role.HEAD))


def test_only_who_is_concerned_may_be_asked(
    working: UnitTask, officer: User, organised: Organisation
) -> None:
    able = set(Unit.objects.filter(may_be_asked(working)))
    inside = set(Unit.objects.filter(path__startswith=organised.commune.path)) - {working.unit}
    assert able == inside | {organised.province}
    strange = (organised.ward, organised.unit(organised.ward, "Phòng Văn hóa - Xã hội"))
    department = Unit.objects.filter(path__startswith=organised.province.path, commune=None)
    client = signed_in(officer)
    for to in (*strange, department.exclude(pk=organised.province.pk)[0]):
        with pytest.raises(NotReady, match="không phải nơi giải quyết"):
            raised(working, to, officer)
        said = {"version": working.version, "text": "x", "to": to.pk, "answer_by": "01/12/2099"}
        address = f"/nhiem-vu/phan-viec/{working.pk}/vuong-mac/"
        assert client.post(address, said).status_code == 404
    assert raised(working, organised.province, officer).to == organised.province


def test_whom_the_field_offers(
    working: UnitTask, officer: User, leader: User, organised: Organisation
) -> None:
    client = signed_in(officer)
    said = client.get(f"/nhiem-vu/phan-viec/{working.pk}/vuong-mac/").content.decode()
    offered = re.findall(r'name="to" value="(\d+)"', said)
    assert offered[:2] == [str(organised.commune.pk), str(organised.province.pk)]
    (found,) = re.findall(r'hx-get="(/nhiem-vu/chon-don-vi/[^"]*)"', said)
    asked = found.replace("&amp;", "&")
    rows = client.get(f"{asked}&to_words=hoa+an", headers={"HX-Request": "true"}).content.decode()
    assert f'value="{organised.ward.pk}"' not in rows
    rows = client.get(f"{asked}&to_words=kinh+te", headers={"HX-Request": "true"}).content.decode()
    assert re.findall(r'value="(\d+)"', rows) == [str(organised.unit(organised.commune, "Phòng Kinh tế").pk)]
    stranger = signed_in(organised.person("la", (organised.ward, Role.LEADER)))
    assert stranger.get(asked, headers={"HX-Request": "true"}).status_code == 404


def test_a_task_of_the_province_is_no_matter_of_other_communes(
    part: UnitTask, organised: Organisation
) -> None:
    part.task.office = organised.province
    part.task.save()
    able = Unit.objects.filter(may_be_asked(part))
    assert organised.commune in able
    assert organised.province in able
    assert able.filter(commune=None).count() > 1
    assert not able.filter(path__startswith=organised.ward.path).exists()


def test_who_is_asked_reads_the_question_and_no_more(
    working: UnitTask, officer: User, villager: User, organised: Organisation
) -> None:
    ProgressNote.objects.create(part=working, by=officer, at=NOW, text="Ghi chú nội bộ")
    held = raised(working, organised.unit(organised.commune, "Thôn 2"), officer)
    client = signed_in(villager)
    said = client.get(page(working)).content.decode()
    for word in ("Thiếu số liệu dân cư", working.task.text, working.unit.name, "30/07/2026", "Trả lời"):
        assert word in said
    for word in ("Ghi chú nội bộ", "Phòng Kinh tế", "Diễn biến", "Nêu vướng mắc"):
        assert word not in said
    assert not may_read_task(villager, working.task, on=TODAY)
    assert client.get(f"{page(working)}lich-su/").status_code == 404
    assert client.get(f"/nhiem-vu/phan-viec/{working.pk}/tien-do/").status_code == 404
    address = f"/nhiem-vu/vuong-mac/{held.pk}/tra-loi/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "Có ở phụ lục 2"}).status_code == 302
    assert "Có ở phụ lục 2" in client.get(page(working)).content.decode()
    other = organised.person("thon2b", (organised.unit(organised.commune, "Thôn 2"), Role.OFFICER))
    assert signed_in(other).get(page(working)).status_code == 404


def test_whose_unit_one_waits_for_is_named_outside_the_office(
    working: UnitTask, officer: User, organised: Organisation
) -> None:
    to = organised.unit(organised.ward, "Phòng Văn hóa - Xã hội")
    Obstacle.objects.create(
        part=working, raised_by=officer, raised_at=NOW, text="Chờ", to=to, answer_by=TODAY
    )
    said = signed_in(officer).get(f"{page(working)}?phan-viec={working.pk}").content.decode()
    assert f"Đang chờ Phòng Văn hóa - Xã hội ({organised.ward.label}) trả lời vướng mắc" in said


@pytest.mark.parametrize("way", ["approve", "recall", "pass_on", "cancel"])
def test_what_is_over_leaves_no_open_obstacle(
    working: UnitTask, officer: User, leader: User, villager: User, organised: Organisation, way: str
) -> None:
    to = organised.unit(organised.commune, "Thôn 2")
    first, second = raised(working, to, officer), raised(working, organised.commune, officer, "Thiếu mẫu")
    answered = answer_obstacle(second, answer="Dùng mẫu 2", by=leader, now=NOW)
    address, reason = f"/nhiem-vu/phan-viec/{working.pk}/buoc/", "trùng việc"
    client = signed_in(leader)
    if way == "approve":
        put(working, TaskState.SUBMITTED)
        assert "Còn 1 vướng mắc chưa được trả lời" in client.get(page(working)).content.decode()
        assert "Còn 1 vướng mắc" in client.get(f"{address}duyet-hoan-thanh/").content.decode()
        take_step(working, StepKind.APPROVE, by=leader, now=NOW)
    elif way == "recall":
        assert "Còn 1 vướng mắc" in client.get(f"{address}thu-hoi/").content.decode()
        take_step(working, StepKind.RECALL, by=leader, now=NOW, reason=reason)
    elif way == "pass_on":
        free = organised.unit(organised.commune, "Thôn 2")
        pass_on(working, to=free, by=leader, now=NOW, reason=reason)
    else:
        assert "Còn 1 vướng mắc" in client.get(f"{page(working)}huy/").content.decode()
        cancel_task(working.task, by=leader, now=NOW, reason=reason)
    first.refresh_from_db()
    answered.refresh_from_db()
    assert (first.closed_at, answered.closed_at) == (NOW, None)
    why = {"approve": "hoàn thành", "recall": "thu hồi", "pass_on": "chuyển cho", "cancel": "hủy"}[way]
    assert f"đóng vì việc đã {why}" in Entry.objects.get(action="task.close_obstacle").reason
    assert Notice.objects.filter(unit=to, text__contains=f"đóng vì việc đã {why}").count() == 1
    with pytest.raises(NotReady, match="đã được đóng"):
        answer_obstacle(first, answer="Muộn rồi", by=villager, now=NOW)
    if way != "pass_on":
        assert signed_in(villager).get(page(working)).status_code == 404


def test_after_the_lead_was_recalled_nobody_leads(working: UnitTask, leader: User, cooperator: User) -> None:
    take_step(working, StepKind.RECALL, by=leader, now=NOW, reason="không đúng chức năng")
    sheet = task_sheet(working.task, on=TODAY)
    assert (sheet.lead, sheet.taken_back) == (None, working)
    assert not {Clarity.PERSON, Clarity.RESPONSIBILITY} & sheet.clear
    day = f"{timezone.localdate():%d/%m/%Y}"
    said = signed_in(leader).get(page(working)).content.decode()
    assert "Chưa có đơn vị chủ trì:" in said
    assert f"phần việc của {working.unit.label} đã thu hồi ngày {day}" in said
    assert f"/nhiem-vu/giao/?co-quan={working.task.office_id}" in said
    assert f"{working.unit.name} chủ trì" not in said
    said = signed_in(cooperator).get(page(working)).content.decode()
    assert "chờ cơ quan giao việc giao lại" in said
    assert "?co-quan=" not in said


def test_a_unit_that_is_no_more_is_marked(working: UnitTask, leader: User) -> None:
    client = signed_in(leader)
    assert f"Thủ trưởng {working.unit.name}" in client.get(page(working)).content.decode()
    last = timezone.localdate() - timedelta(days=3)
    Unit.objects.filter(pk=working.unit_id).update(valid_to=last)
    marked = f"đã kết thúc hoạt động từ {last + timedelta(days=1):%d/%m/%Y}"
    said = client.get(page(working)).content.decode()
    assert f"{working.unit.name}: đơn vị {marked}" in said
    assert "Thủ trưởng" not in said
    for address in ("/nhiem-vu/?pham-vi=co-quan", "/nhiem-vu/so-theo-doi/?pham-vi=co-quan"):
        assert marked in client.get(address).content.decode()


def test_marking_them_costs_no_query_a_row(
    working: UnitTask, leader: User, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client, last = signed_in(leader), timezone.localdate() - timedelta(days=3)
    for address in ("/nhiem-vu/?pham-vi=co-quan", page(working)):
        Unit.objects.update(valid_to=None)
        client.get(address)
        between_pages.forget()
        with django_assert_max_num_queries(80) as before:
            client.get(address)
        Unit.objects.filter(pk__in=working.task.parts.values("unit")).update(valid_to=last)
        with django_assert_num_queries(len(before)):
            client.get(address)
