"""What pages keep of each other, and that none of it outlives a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from tests.web.organisation import FRAME_AGAIN, TODAY, Organisation, signed_in

from sauro.dates.workdays import DayKind
from sauro_web.accounts.models import Delegation, Membership, Role, Succession, Unit, User
from sauro_web.common.between_pages import kept, only_looked_at
from sauro_web.common.guards import edition
from sauro_web.workdays.models import CalendarDay

pytestmark = pytest.mark.django_db


def test_outside_a_page_everything_is_read() -> None:
    read: list[int] = []
    for _ in range(2):
        kept("thing", lambda: read.append(1))
    assert len(read) == 2


def test_a_page_gets_what_an_earlier_one_read(organised: Organisation) -> None:
    read: list[int] = []
    for _ in range(3):
        with only_looked_at():
            assert kept("thing", lambda: read.append(1) or 7) == 7
    assert len(read) == 1
    Unit.objects.filter(pk=organised.commune.pk).update(short_name="Khác")
    with only_looked_at():
        kept("thing", lambda: read.append(1))
    assert len(read) == 2


def test_what_was_read_before_something_was_taken_back_is_read_anew(organised: Organisation) -> None:
    def name() -> str:
        with only_looked_at():
            return kept("name", lambda: Unit.objects.get(pk=organised.commune.pk).name)

    before = name()
    with transaction.atomic():
        Unit.objects.filter(pk=organised.commune.pk).update(name="Bị hủy")
        assert name() == "Bị hủy"
        transaction.set_rollback(True)
    assert name() == before
    Unit.objects.filter(pk=organised.commune.pk).update(name="Còn lại")
    assert name() == "Còn lại"


def _unit(organised: Organisation, person: User) -> object:
    return Unit.objects.filter(pk=organised.commune.pk).update(position=7)


def _membership(organised: Organisation, person: User) -> object:
    return Membership.objects.create(user=person, unit=organised.commune, role=Role.OFFICER)


def _delegation(organised: Organisation, person: User) -> object:
    held = Membership.objects.exclude(user=person).first() or Membership.objects.create(
        user=User.objects.create(username="khac", full_name="Khác"),
        unit=organised.commune,
        role=Role.LEADER,
    )
    return Delegation.objects.create(
        membership=held,
        receiver=person,
        valid_from=timezone.localdate(),
        valid_to=timezone.localdate(),
        basis="Số 1",
    )


def _succession(organised: Organisation, person: User) -> object:
    units = list(Unit.objects.filter(path__startswith=organised.commune.path)[:2])
    return Succession.objects.create(predecessor=units[0], successor=units[1], on=TODAY)


def _day(organised: Organisation, person: User) -> object:
    day = timezone.localdate() + timedelta(days=400)
    return CalendarDay.objects.create(office=organised.commune, day=day, kind=DayKind.OFF, name="Nghỉ")


def _name(organised: Organisation, person: User) -> object:
    person.full_name = "Tên mới"
    return person.save()


def _locked(organised: Organisation, person: User) -> object:
    return User.objects.filter(pk=person.pk).update(is_active=False)


def _removed(organised: Organisation, person: User) -> object:
    return Membership.objects.filter(unit=organised.commune).delete()


@pytest.mark.parametrize(
    "change", [_unit, _membership, _delegation, _succession, _day, _name, _locked, _removed]
)
def test_every_change_of_who_stands_where_renews_the_edition(
    organised: Organisation, administrator: User, change: Callable[[Organisation, User], object]
) -> None:
    before = edition(connection)
    change(organised, administrator)
    assert edition(connection) != before


def test_signing_in_renews_nothing(administrator: User) -> None:
    before = edition(connection)
    administrator.last_login = timezone.now()
    administrator.save(update_fields=["last_login"])
    assert edition(connection) == before


def test_who_loses_his_position_loses_its_pages_at_once(
    organised: Organisation, administrator: User, django_assert_num_queries: Any
) -> None:
    client, address = signed_in(administrator), f"/don-vi/{organised.commune.pk}/them-nguoi/"
    assert client.get(address).status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    administrator.memberships.update(valid_to=yesterday)
    assert client.get(address).status_code in (403, 404)
    administrator.memberships.update(valid_to=None)
    assert client.get(address).status_code == 200
    client.get("/kieu-dang/")
    with django_assert_num_queries(FRAME_AGAIN):
        client.get("/kieu-dang/")
