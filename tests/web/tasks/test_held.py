"""What a unit or a person holds is said before it ends, and nobody is named for it once he has left."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import Membership, Role, User
from sauro_web.accounts.operations.people import close_account, end_membership
from sauro_web.accounts.operations.units import end_unit
from sauro_web.tasks.models import TaskState, UnitTask

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(organised: Organisation) -> User:
    return organised.person("quantri", (organised.commune, Role.ADMINISTRATOR))


@pytest.fixture
def named(part: UnitTask, helping: UnitTask, officer: User) -> UnitTask:
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.WORKING, officer=officer)
    UnitTask.objects.filter(pk=helping.pk).update(
        state=TaskState.FINISHED, handed_in_on=NOW.date(), officer=officer
    )
    part.refresh_from_db()
    return part


def pages(part: UnitTask, officer: User) -> list[tuple[str, str]]:
    position = officer.memberships.get()
    of_unit, of_person = "Đơn vị đang giữ 1 phần việc chưa xong", "Người này đang thụ lý 1 việc chưa xong"
    return [
        (reverse("accounts:account_close", args=[officer.pk]), of_person),
        (reverse("accounts:position_end", args=[position.pk]), of_person),
        *(
            (reverse(f"accounts:unit_{way}", args=[part.unit_id]), of_unit)
            for way in ("end", "merge", "split")
        ),
    ]


def test_the_pages_say_how_much_is_held_and_open_just_that(
    named: UnitTask, officer: User, organised: Organisation, administrator: User
) -> None:
    both = organised.person("kiem", (organised.commune, Role.ADMINISTRATOR))
    Membership.objects.create(
        user=both, unit=organised.commune, role=Role.LEADER, valid_from=timezone.localdate()
    )
    for address, said in pages(named, officer):
        asked = signed_in(administrator).get(address)
        page = asked.content.decode()
        assert asked.status_code == 200, address
        assert said in page, address
        assert "Người theo dõi và lãnh đạo cơ quan xem được danh sách các việc ấy" in page, address
        assert "Xem 1 việc" not in page  # what he may not read he is led to nowhere
        page = signed_in(both).get(address).content.decode()
        (link,) = re.findall(r'href="(/nhiem-vu/\?[^"]*han=chua-xong)">Xem 1 việc<', page)
        rows = signed_in(both).get(unescape(link)).content.decode()
        assert set(re.findall(r"/nhiem-vu/(\d+)/", rows)) == {str(named.task_id)}, address


def test_nothing_is_said_where_nothing_is_held(
    officer: User, organised: Organisation, administrator: User
) -> None:
    page = signed_in(administrator).get(reverse("accounts:account_close", args=[officer.pk])).content.decode()
    assert "đang thụ lý" not in page


def test_a_name_is_not_told_to_who_may_not_read_it(
    named: UnitTask, officer: User, organised: Organisation
) -> None:
    elsewhere = organised.person(
        "khac", (organised.unit(organised.ward, "Phòng Văn hóa - Xã hội"), Role.OFFICER)
    )
    page = signed_in(elsewhere).get(f"/nhiem-vu/?nguoi-giu={officer.pk}").content.decode()
    assert officer.full_name not in page


@pytest.mark.parametrize(("ahead", "freed"), [(-1, True), (0, True), (1, False)])
def test_who_leaves_is_named_for_nothing_at_once(
    named: UnitTask, officer: User, administrator: User, ahead: int, freed: bool
) -> None:
    today = timezone.localdate()
    position = officer.memberships.get()
    Membership.objects.filter(pk=position.pk).update(valid_from=today - timedelta(days=30))
    last = today + timedelta(days=ahead)
    end_membership(position, by=administrator, last_day=last, on=today)
    named.refresh_from_db()
    assert (named.officer is None) is freed
    assert named.state == TaskState.WORKING


def test_who_keeps_another_position_there_keeps_his_work(
    named: UnitTask, officer: User, administrator: User
) -> None:
    today, position = timezone.localdate(), officer.memberships.get()
    Membership.objects.create(user=officer, unit=named.unit, role=Role.HEAD, valid_from=position.valid_from)
    end_membership(position, by=administrator, last_day=today, on=today)
    named.refresh_from_db()
    assert named.officer == officer


def test_a_closed_account_and_an_ended_unit_free_the_work(
    named: UnitTask, helping: UnitTask, officer: User, cooperator: User, administrator: User
) -> None:
    today = timezone.localdate()
    UnitTask.objects.filter(pk=helping.pk).update(state=TaskState.WORKING, officer=cooperator)
    close_account(cooperator, by=administrator, unit=helping.unit, on=today)
    helping.refresh_from_db()
    assert helping.officer is None
    end_unit(named.unit, by=administrator, on=today)
    named.refresh_from_db()
    assert named.officer is None
