"""Positions whose days are decided ahead: longer, taken back, no longer than their unit; and another's
position delegated on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.web.organisation import Organisation, signed_in

from sauro_web.accounts.models import Delegation, Membership, Role, Unit, User
from sauro_web.accounts.operations.people import (
    add_person,
    appoint_head,
    end_membership,
    give_membership,
)
from sauro_web.accounts.operations.units import end_unit
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotReady

pytestmark = pytest.mark.django_db
TODAY = localdate()
SOON, LATER = TODAY + timedelta(days=10), TODAY + timedelta(days=20)


@pytest.fixture
def unit(organised: Organisation) -> Unit:
    return organised.unit(organised.commune, "Phòng Kinh tế")


@pytest.fixture
def officer(organised: Organisation, unit: Unit) -> User:
    return organised.person("balv", (unit, Role.OFFICER))


@pytest.fixture
def browser(administrator: User) -> Client:
    return signed_in(administrator)


def test_who_also_has_a_position_to_come_is_changed_and_closed_all_the_same(
    browser: Client, unit: Unit, officer: User
) -> None:
    give_membership(officer, by=None, unit=unit, role=Role.HEAD, valid_from=SOON, on=TODAY)
    change = reverse("accounts:person_change", args=(officer.pk,))
    assert browser.post(change, {"full_name": "Lê Văn Ba"}).status_code == 302
    assert browser.post(reverse("accounts:account_close", args=(officer.pk,))).status_code == 302
    officer.refresh_from_db()
    assert (officer.full_name, officer.is_active) == ("Lê Văn Ba", False)


def test_no_position_outlives_its_unit(organised: Organisation, unit: Unit, officer: User) -> None:
    end_unit(unit, by=None, on=TODAY, last_day=SOON)
    given = give_membership(officer, by=None, unit=unit, role=Role.CLERK, on=TODAY)
    new = add_person(by=None, unit=unit, username="moi", full_name="Người mới", role=Role.OFFICER, on=TODAY)
    head = appoint_head(unit, by=None, user=officer, title="Trưởng phòng", valid_from=TODAY, on=TODAY)
    assert {given.valid_to, head.valid_to, new.memberships.get().valid_to} == {SOON}
    said = f"kết thúc hoạt động ngày {SOON:%d/%m/%Y}"
    with pytest.raises(NotReady, match=said):
        give_membership(officer, by=None, unit=unit, role=Role.HEAD, valid_from=LATER, on=TODAY)
    with pytest.raises(NotReady, match=said):
        end_membership(given, by=None, last_day=LATER, on=TODAY)


def test_a_position_becomes_longer_only_into_days_that_are_free(
    organised: Organisation, unit: Unit, officer: User
) -> None:
    first = give_membership(officer, by=None, unit=unit, role=Role.INSPECTOR, valid_to=SOON, on=TODAY)
    assert end_membership(first, by=None, last_day=LATER, on=TODAY).valid_to == LATER
    after = LATER + timedelta(days=1)
    give_membership(officer, by=None, unit=unit, role=Role.ADMINISTRATOR, valid_from=after, on=TODAY)
    with pytest.raises(NotReady, match="hai người"):
        end_membership(first, by=None, last_day=after, on=TODAY)
    head = appoint_head(unit, by=None, user=officer, title="Trưởng phòng", valid_from=TODAY, on=TODAY)
    other = organised.person("khac", (unit, Role.OFFICER))
    appoint_head(unit, by=None, user=other, title="Trưởng phòng", valid_from=SOON, on=TODAY)
    with pytest.raises(Conflict, match="người đứng đầu khác"):
        end_membership(head, by=None, last_day=LATER, on=TODAY)


def test_a_position_that_has_not_begun_is_taken_back(browser: Client, unit: Unit, officer: User) -> None:
    row = give_membership(officer, by=None, unit=unit, role=Role.HEAD, valid_from=SOON, on=TODAY)
    page = reverse("accounts:position_end", args=(row.pk,))
    assert "thì vị trí được bỏ" in browser.get(page).content.decode()
    answer = browser.post(page, {"last_day": f"{TODAY:%d/%m/%Y}"}, follow=True)
    assert "Đã bỏ vị trí chưa bắt đầu." in answer.content.decode()
    assert not Membership.objects.filter(pk=row.pk).exists()
    assert Entry.objects.filter(action="person.end_position").exists()
    held = officer.memberships.get()
    with pytest.raises(NotReady, match="sớm hơn"):
        end_membership(held, by=None, last_day=held.valid_from - timedelta(days=1), on=TODAY)


def test_closing_an_account_says_first_what_it_means(browser: Client, officer: User) -> None:
    page = reverse("accounts:account_close", args=(officer.pk,))
    assert "đăng xuất khỏi mọi máy" in browser.get(page).content.decode()
    officer.refresh_from_db()
    assert officer.is_active
    browser.post(page, {"reason": "Nghỉ hưu"})
    assert Entry.objects.get(action="person.close_account").reason == "Nghỉ hưu"


def test_an_administrator_writes_down_a_delegation_on_paper_and_takes_it_back(
    organised: Organisation, browser: Client, administrator: User, unit: Unit, officer: User
) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    page = reverse("accounts:position_lend", args=(leader.memberships.get().pk,))
    shown = browser.get(page).content.decode()
    assert f'value="{officer.pk}"' in shown
    assert f'value="{administrator.pk}"' not in shown
    data = {
        "receiver": officer.pk,
        "valid_from": f"{TODAY:%d/%m/%Y}",
        "valid_to": f"{SOON:%d/%m/%Y}",
    }
    assert browser.post(page, data).status_code == 422
    back = reverse("accounts:person", args=(leader.pk,))
    assert browser.post(page, data | {"basis": "Giấy ủy quyền số 3"}).url == back  # type: ignore[attr-defined]
    row = Delegation.objects.get(receiver=officer)
    withdraw = reverse("accounts:delegation_withdraw", args=(row.pk,))
    assert withdraw in browser.get(back).content.decode()
    assert browser.post(withdraw).url == back  # type: ignore[attr-defined]
    assert withdraw not in browser.get(back).content.decode()
    assert signed_in(officer).get(page).status_code == 404
