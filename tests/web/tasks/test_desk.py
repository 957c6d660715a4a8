"""The first page: what waits for whom, why, and what can be done with it on the spot."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.organisation import FRAME, FRAME_AGAIN, Organisation, signed_in
from tests.web.tasks.test_views import DAY, _more, _own, _task, _words, cooperating, issued, lead

from sauro_web.accounts.models import Role, UnitKind, User
from sauro_web.common import desk
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import Task, TaskState, UnitTask

__all__ = ["cooperating", "issued", "lead"]
pytestmark = pytest.mark.django_db
LACKING = "Việc đã nhận chưa có người thụ lý"
FIRST, AGAIN = FRAME + 17, FRAME_AGAIN + 9
"""Queries of the first page of an officer: where he stands, the days
that offices work, what others wait for, what waits in plans, in tasks, in registers (led, helped with), in
the calendar, in rounds of opinions, which indicators are said by units."""


def test_new_work_waits_on_the_desk_until_it_is_taken_up(issued: ImportedPlan, cooperating: User) -> None:
    (span,) = desk.waiting_for(cooperating, on=DAY)
    (thing,) = span.things
    assert (thing.unit, thing.due) == ("Thôn 1, Kế hoạch số 57/KH-UBND", date(2026, 7, 30))
    assert thing.reason == "mới giao, phối hợp"
    assert thing.act == "Nhận việc"
    assert "Rà soát" in _words(signed_in(cooperating).get(thing.address))
    UnitTask.objects.filter(unit__kind=UnitKind.VILLAGE).update(state=TaskState.RECEIVED)
    (span,) = desk.waiting_for(cooperating, on=DAY)
    assert [thing.title for thing in span.things] == [LACKING]
    UnitTask.objects.filter(unit__kind=UnitKind.VILLAGE).update(officer=cooperating)
    assert not desk.waiting_for(cooperating, on=DAY)


@pytest.mark.parametrize(
    ("day", "reason", "state"),
    [
        (date(2026, 7, 20), "", ""),
        (date(2026, 7, 25), "còn 4 ngày làm việc, đang làm", "near"),
        (date(2026, 7, 30), "đến hạn hôm nay, đang làm", "near"),
        (date(2026, 8, 2), "trễ 1 ngày làm việc, đang làm", "late"),
    ],
)
def test_what_is_in_hand_comes_back_as_its_day_draws_near(
    issued: ImportedPlan, cooperating: User, day: date, reason: str, state: str
) -> None:
    UnitTask.objects.update(state=TaskState.RECEIVED, officer=cooperating)
    things = [thing for span in desk.waiting_for(cooperating, on=day) for thing in span.things]
    assert [(thing.reason, thing.state, thing.act) for thing in things] == [(reason, state, "")] * bool(
        reason
    )


def test_a_part_is_taken_up_on_its_row(issued: ImportedPlan, cooperating: User) -> None:
    part = UnitTask.objects.get(unit__name="Thôn 1", task=_task())
    client = signed_in(cooperating)
    row = _words(client.post(f"/nhiem-vu/phan-viec/{part.pk}/nhan/", headers={"HX-Request": "true"}))
    assert row.startswith('<li class="thing-done">')
    assert "đã nhận việc" in row
    assert "<html" not in row
    part.refresh_from_db()
    assert part.state == TaskState.RECEIVED


def test_without_script_one_comes_back_to_the_first_page(issued: ImportedPlan, cooperating: User) -> None:
    part = UnitTask.objects.get(unit__name="Thôn 1", task=_task())
    address = f"/nhiem-vu/phan-viec/{part.pk}/nhan/"
    client = signed_in(cooperating)
    assert client.post(address, {"next": "/"})["Location"] == "/"
    assert client.post(address, {"next": "//elsewhere"})["Location"] == f"/nhiem-vu/{part.task_id}/"


def test_a_leader_sees_what_was_given_and_how_much_of_it_is_taken_up(
    issued: ImportedPlan, organised: Organisation
) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    (span,) = desk.waiting_for(leader, on=DAY)
    (thing,) = span.things
    number = UnitTask.objects.count()
    assert thing.title.startswith("Kế hoạch đã giao việc: Rút gọn")
    assert thing.reason == f"các đơn vị đã nhận 0/{number} phần việc"
    UnitTask.objects.update(state=TaskState.RECEIVED)
    (span,) = desk.waiting_for(leader, on=DAY)
    assert span.things[0].state == "done"
    assert desk.waiting_for(leader, on=DAY + timedelta(days=20)) == []


def test_a_leader_sees_what_others_review(uploaded: ImportedPlan, organised: Organisation) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    (span,) = desk.waiting_for(leader, on=DAY)
    (thing,) = span.things
    assert thing.title.startswith("Người theodoi đang soát kế hoạch: Rút gọn")
    assert thing.reason.endswith("mục chưa soát")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("nobody", "chưa có vị trí nào trong cơ quan"),
        ("outsider", "chưa có việc mới giao"),
        ("neighbour", "mọi kế hoạch đã soát xong"),
    ],
)
def test_an_empty_first_page_says_why_and_what_to_do(
    issued: ImportedPlan, outsider: User, neighbour: User, organised: Organisation, who: str, said: str
) -> None:
    people = {"nobody": organised.person("moi"), "outsider": outsider, "neighbour": neighbour}
    assert said in _words(signed_in(people[who]).get("/"))


def test_a_clerk_sees_what_his_office_is_given(issued: ImportedPlan, organised: Organisation) -> None:
    clerk = organised.person("vanthu", (organised.unit(organised.commune, "Phòng Kinh tế"), Role.CLERK))
    things = [thing for span in desk.waiting_for(clerk, on=DAY) for thing in span.things]
    assert things
    assert {thing.unit for thing in things} == {"Phòng Kinh tế, Kế hoạch số 57/KH-UBND"}


@pytest.mark.parametrize("number", [1, 3])
def test_the_first_page_asks_as_often_whatever_waits(
    issued: ImportedPlan, lead: User, number: int, django_assert_num_queries: Any
) -> None:
    own = UnitTask.objects.filter(unit=_own(lead))
    own.exclude(task=_task()).delete()
    _more(own.get(), number - 1)
    client = signed_in(lead)
    with django_assert_num_queries(FIRST):
        assert _words(client.get("/")).count("Nhận việc") == number
    with django_assert_num_queries(AGAIN):
        client.get("/")


def test_who_follows_an_office_sees_what_waits_longest_and_a_way_to_the_rest(
    organised: Organisation, issued: ImportedPlan, coordinator: User
) -> None:
    part = UnitTask.objects.filter(task__plan=issued, answers_alone=True).first()
    assert part is not None
    for number in range(17):
        task = Task.objects.create(
            office=part.task.office,
            origin="direct",
            position=number,
            text=f"Việc {number}",
            given_at=timezone.now(),
        )
        state = {"state": TaskState.SUBMITTED, "handed_in_on": DAY - timedelta(days=number)}
        task.parts.create(unit=part.unit, part="lead", answers_alone=True, **state)
    things = [thing for span in desk.waiting_for(coordinator, on=DAY) for thing in span.things]
    decided = [thing for thing in things if thing.action == "Xem để duyệt"]
    assert [thing.title for thing in decided] == [f"Việc {number}" for number in range(16, 6, -1)]
    rest = next(thing for thing in things if thing.title == "Các việc khác chờ duyệt, đơn vị trả lại")
    assert rest.reason == "trang này chỉ hiện 10 mục chờ lâu nhất"
    page = signed_in(coordinator).get(rest.address)
    assert "17 dòng" in page.content.decode()
