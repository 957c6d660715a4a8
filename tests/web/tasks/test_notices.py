"""Notices: told to a unit, counted in the frame, marked as seen by each person for himself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from tests.web.organisation import FRAME, Organisation, signed_in
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import Acting, Delegation, Role, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.notices.models import Notice, NoticeSeen
from sauro_web.notices.operations import tell_units
from sauro_web.notices.queries import notices_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def villager(organised: Organisation) -> User:
    """Of the village that is told."""
    return organised.person("thon1", (organised.unit(organised.commune, "Thôn 1"), Role.HEAD))


@pytest.fixture
def told(organised: Organisation) -> Notice:
    """A notice to the village."""
    unit = organised.unit(organised.commune, "Thôn 1")
    tell_units([(unit, "Đơn vị chủ trì 2 việc <b>.")], link="/nhiem-vu/", key="plan.1", now=NOW)
    return Notice.objects.get()


def _words(response: HttpResponse) -> str:
    return response.content.decode()


def _count(user: User) -> int:
    words = _words(signed_in(user).get("/thong-bao/"))
    return int(words.split('<span class="count">')[1].split("<")[0]) if 'class="count"' in words else 0


def test_a_notice_is_counted_until_it_is_seen(told: Notice, villager: User) -> None:
    assert _count(villager) == 1
    client = signed_in(villager)
    words = _words(client.get("/thong-bao/"))
    assert "Đơn vị chủ trì 2 việc &lt;b&gt;." in words
    assert "chưa xem" in words
    assert client.post(f"/thong-bao/{told.pk}/")["Location"] == "/nhiem-vu/"
    assert client.post(f"/thong-bao/{told.pk}/").status_code == 302
    assert _count(villager) == 0
    assert NoticeSeen.objects.count() == 1


def test_each_sees_for_himself(told: Notice, villager: User, organised: Organisation) -> None:
    other = organised.person("thon1b", (told.unit, Role.OFFICER))
    signed_in(villager).post("/thong-bao/da-xem/")
    assert (_count(villager), _count(other)) == (0, 1)


def test_what_an_office_is_told_reaches_who_follows_its_plans(
    organised: Organisation, coordinator: User, neighbour: User, administrator: User
) -> None:
    tell_units([(organised.commune, "Đơn vị chủ trì 1 việc.")], link="/nhiem-vu/", key="plan.2", now=NOW)
    assert [_count(person) for person in (coordinator, administrator, neighbour)] == [1, 1, 0]
    clerk = organised.person("phongvh", (coordinator.memberships.get().unit, Role.OFFICER))
    assert _count(clerk) == 0


def test_others_neither_see_nor_mark_it(told: Notice, outsider: User, administrator: User) -> None:
    for person in (outsider, administrator):
        client = signed_in(person)
        assert "Chưa có thông báo nào." in _words(client.get("/thong-bao/"))
        assert client.post(f"/thong-bao/{told.pk}/").status_code == 404
        client.post("/thong-bao/da-xem/")
    assert not NoticeSeen.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_whatever_its_length(
    told: Notice, villager: User, number: int, django_assert_num_queries: Any
) -> None:
    for key in range(number - 1):
        tell_units([(told.unit, "Việc")], link="/nhiem-vu/", key=str(key), now=NOW)
    client = signed_in(villager)
    with django_assert_num_queries(FRAME + 1):
        client.get("/thong-bao/")


# Whom a unit's notice reaches


@pytest.mark.parametrize(
    ("place", "role", "reached"),
    [
        ("office", Role.HEAD, 1),
        ("office", Role.OFFICER, 1),
        ("division", Role.COORDINATOR, 1),
        ("division", Role.LEADER, 1),
        ("division", Role.HEAD, 0),
        ("division", Role.OFFICER, 0),
        ("other", Role.COORDINATOR, 0),
        ("other", Role.HEAD, 0),
    ],
)
def test_what_a_department_is_told_reaches_its_head_and_who_follows_its_plans(
    organised: Organisation, place: str, role: Role, reached: int
) -> None:
    office = organised.unit(organised.province, "Sở Nội vụ")
    division = plant(office, [Body(UnitKind.DIVISION, "Văn phòng Sở Nội vụ")], valid_from=FIRST_DAY)[0]
    other = organised.unit(organised.province, "Sở Tài chính")
    tell_units([(office, "Đơn vị chủ trì 1 việc.")], link="/nhiem-vu/", key="plan.3", now=NOW)
    person = organised.person("ai", ({"office": office, "division": division, "other": other}[place], role))
    assert _count(person) == reached


def test_whoever_stands_in_for_the_head_is_told_on_those_days_alone(
    told: Notice, villager: User, organised: Organisation
) -> None:
    other = organised.person("thay", (organised.ward, Role.OFFICER))
    day = NOW.date()
    Delegation.objects.create(
        membership=villager.memberships.get(),
        receiver=other,
        valid_from=day,
        valid_to=day + timedelta(days=2),
    )
    reached = [notices_for(other, on=day + timedelta(days=number)).count() for number in (-1, 0, 2, 3)]
    assert reached == [0, 1, 1, 0]


def test_an_acting_head_is_told(told: Notice, organised: Organisation) -> None:
    acting = organised.person("phutrach", (told.unit, Role.HEAD))
    acting.memberships.update(is_head=True, acting=Acting.IN_CHARGE)
    assert _count(acting) == 1
