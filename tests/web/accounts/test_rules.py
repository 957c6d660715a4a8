from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.web.organisation import TODAY, Organisation

from sauro_web.accounts import rules
from sauro_web.accounts.models import Delegation, Membership, Role, User
from sauro_web.accounts.queries.standings import on_behalf, standings

OFFICER = (Role.OFFICER,)


def test_a_role_holds_in_its_unit_and_beneath_it_but_not_above_or_beside(organised: Organisation) -> None:
    user = organised.person("an", (organised.commune, Role.OFFICER))
    office = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    held = [
        rules.holds(user, OFFICER, unit, on=TODAY)
        for unit in (organised.commune, office, organised.province, organised.ward)
    ]
    assert held == [True, True, False, False]
    assert not rules.holds(user, (Role.LEADER,), organised.commune, on=TODAY)


def test_a_position_holds_from_its_first_to_its_last_day(organised: Organisation) -> None:
    user = organised.person("an")
    Membership.objects.create(
        user=user,
        unit=organised.commune,
        role=Role.OFFICER,
        valid_from=date(2026, 6, 1),
        valid_to=date(2026, 6, 10),
    )
    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 10), date(2026, 6, 11)]
    held = [rules.holds(user, OFFICER, organised.commune, on=day) for day in days]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"valid_from": date(2026, 6, 16)}, False),
        ({"valid_to": date(2026, 6, 14)}, False),
        ({"withdrawn_on": date(2026, 6, 15)}, False),
        ({"withdrawn_on": date(2026, 6, 16)}, True),
    ],
)
def test_a_delegation_gives_the_position_while_it_is_in_force(
    organised: Organisation, change: dict[str, date], expected: bool
) -> None:
    leader = organised.person("lanhdao", (organised.commune, Role.LEADER))
    other = organised.person("thaythe", (organised.commune, Role.OFFICER))
    days = {"valid_from": date(2026, 6, 1), "valid_to": date(2026, 6, 30)} | change
    Delegation.objects.create(membership=leader.memberships.get(), receiver=other, **days)
    assert rules.holds(other, (Role.LEADER,), organised.commune, on=TODAY) is expected
    assert len(standings(other, TODAY)) == 1 + expected


def test_a_delegation_ends_with_the_position_and_with_the_holders_account(organised: Organisation) -> None:
    leader = organised.person("lanhdao", (organised.commune, Role.LEADER))
    other = organised.person("thaythe")
    position = leader.memberships.get()
    Delegation.objects.create(
        membership=position, receiver=other, valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 30)
    )
    User.objects.filter(pk=leader.pk).update(is_active=False)
    assert not rules.holds(other, (Role.LEADER,), organised.commune, on=TODAY)
    User.objects.filter(pk=leader.pk).update(is_active=True)
    Membership.objects.filter(pk=position.pk).update(valid_to=date(2026, 6, 14))
    assert not rules.holds(other, (Role.LEADER,), organised.commune, on=TODAY)
    assert standings(other, TODAY) == ()


def test_a_superuser_a_closed_account_and_a_stranger_hold_nothing(organised: Organisation) -> None:
    superuser = User.objects.create_superuser("goc", full_name="Gốc")
    closed = organised.person("nghi", (organised.commune, Role.ADMINISTRATOR))
    closed.is_active = False
    for user in (superuser, closed, AnonymousUser()):
        assert not rules.may_manage_units(user, organised.commune, on=TODAY)
        assert not rules.may_read_unit(user, organised.commune, on=TODAY)
        assert standings(user, TODAY) == ()


def test_only_the_site_itself_founds_at_the_top(administrator: User) -> None:
    assert not rules.may_manage_units(administrator, None, on=TODAY)
    assert rules.may_manage_units(None, None, on=TODAY)


def test_units_are_read_within_a_province_and_people_within_a_commune(organised: Organisation) -> None:
    user = organised.person("an", (organised.commune, Role.OFFICER))
    above = organised.person("binh", (organised.province, Role.OFFICER))
    assert rules.may_read_unit(user, organised.ward, on=TODAY)
    assert not rules.may_read_people(user, organised.ward, on=TODAY)
    assert rules.may_read_people(user, organised.province, on=TODAY)
    assert rules.may_read_people(above, organised.ward, on=TODAY)


def test_asking_a_rule_costs_one_query(
    organised: Organisation, administrator: User, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert rules.may_manage_people(administrator, organised.commune, on=TODAY)


def test_acting_by_delegation_names_the_position(organised: Organisation) -> None:
    leader = organised.person("lanhdao", (organised.commune, Role.LEADER))
    other = organised.person("thaythe")
    Delegation.objects.create(
        membership=leader.memberships.get(), receiver=other, valid_from=TODAY, valid_to=TODAY
    )
    assert on_behalf(other, (Role.LEADER,), organised.commune, TODAY) == (
        "Người lanhdao, Lãnh đạo UBND, UBND xã Mai Lĩnh"
    )
    assert on_behalf(leader, (Role.LEADER,), organised.commune, TODAY) == ""
