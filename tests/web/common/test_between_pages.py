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
from sauro_web.common import guards
from sauro_web.common.between_pages import kept, only_looked_at
from sauro_web.common.housekeeping import forget_changes
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
def test_every_change_of_who_stands_where_is_noted(
    organised: Organisation, administrator: User, change: Callable[[Organisation, User], object]
) -> None:
    before = _noted()
    change(organised, administrator)
    after = _noted()[len(before) :]
    assert after
    assert {one.kind for one in after} == {guards.FRAME}


def test_what_changes_nothing_of_it_is_not_noted(organised: Organisation, administrator: User) -> None:
    before = _noted()
    administrator.last_login = timezone.now()
    administrator.save()
    Unit.objects.filter(pk=0).update(name="Không có")
    Membership.objects.filter(pk=0).delete()
    assert _noted() == before


def _noted() -> list[guards.Change]:
    return guards.noted(connection, since=0, last=0)[1]


def _names(organised: Organisation) -> Callable[[], tuple[str, int]]:
    """What asks a page for a name, and says how often it has been read."""
    read: list[int] = []

    def ask() -> tuple[str, int]:
        with only_looked_at():
            name = kept("name", lambda: read.append(1) or Unit.objects.get(pk=organised.commune.pk).name)
        return name, len(read)

    return ask


def test_the_log_is_forgotten_at_night_and_nothing_is_missed(organised: Organisation) -> None:
    ask = _names(organised)
    name, _ = ask()
    units = Unit.objects.filter(pk=organised.commune.pk)
    units.update(name="Ban ngày")
    assert ask() == ("Ban ngày", 2)
    units.update(name="Chưa ai xem")
    forget_changes()
    assert [one.kind for one in _noted()] == [guards.ANEW]
    assert ask() == ask() == ("Chưa ai xem", 3)
    units.update(name="Sau đó")
    assert ask() == ask() == ("Sau đó", 4)
    # Two nights in which no page was asked for.
    for other in ("Đêm một", name):
        units.update(name=other)
        forget_changes()
    assert ask() == (name, 5)


def test_while_nothing_is_noted_nothing_is_kept(organised: Organisation) -> None:
    ask = _names(organised)
    ask()
    guards.remove(connection)
    for number, name in enumerate(("Một", "Hai", "Ba"), start=2):
        Unit.objects.filter(pk=organised.commune.pk).update(name=name)
        assert ask() == (name, number)
    guards.install(connection)
    assert ask() == ask() == ("Ba", 5)


def test_a_database_put_back_is_read_anew(organised: Organisation) -> None:
    ask = _names(organised)
    before = ask()[0]
    with transaction.atomic():
        Unit.objects.filter(pk=organised.commune.pk).update(name="Mất")
        assert ask() == ("Mất", 2)
        transaction.set_rollback(True)
    # As many changes as there were, and more: the same numbers in the log for other ones.
    Unit.objects.filter(pk=organised.ward.pk).update(position=5)
    assert ask() == (before, 3)


def test_what_a_page_reads_inside_a_transaction_of_its_own_is_not_kept(organised: Organisation) -> None:
    units = Unit.objects.filter(pk=organised.commune.pk)

    def name() -> str:
        return kept("name", lambda: units.get().name)

    with only_looked_at():
        before = kept("other", lambda: units.get().name)
        with transaction.atomic():
            units.update(name="Bị hủy")
            assert name() == "Bị hủy"
            transaction.set_rollback(True)
        assert name() == before
    with only_looked_at():
        assert name() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs several connections")
def test_an_older_transaction_that_commits_later_is_not_missed(organised: Organisation) -> None:
    ask = _names(organised)
    ask()
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE accounts_unit SET name = %s WHERE id = %s", ["Cũ", organised.commune.pk])
        for number in range(3):
            Unit.objects.filter(pk=organised.ward.pk).update(position=number)
        name, times = ask()
        assert (name, times) == (organised.commune.name, 2)
        # What came after the older one is read once, however long that one goes on.
        assert ask() == ask() == (name, 2)
        other.commit()
        assert ask() == ask() == ("Cũ", 3)
        Unit.objects.filter(pk=organised.ward.pk).update(position=9)
        assert ask() == ask() == ("Cũ", 4)
    finally:
        other.close()


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
