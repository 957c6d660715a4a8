from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.web.organisation import TODAY, Organisation

from sauro_web.accounts.models import Acting, Delegation, Membership, Role, User
from sauro_web.accounts.operations.delegations import delegate, withdraw_delegation
from sauro_web.accounts.operations.people import (
    add_person,
    appoint_head,
    change_person,
    close_account,
    end_membership,
    give_membership,
    open_account,
)
from sauro_web.accounts.operations.units import end_unit
from sauro_web.accounts.rules import holds
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady

FIRST_PASSWORD = "mot-hai-ba-bon"


@pytest.fixture
def officer(organised: Organisation) -> User:
    return organised.person("chuyenvien", (organised.commune, Role.OFFICER))


def test_a_person_is_entered_with_a_position_and_must_change_the_password(
    organised: Organisation, administrator: User
) -> None:
    user = add_person(
        by=administrator,
        unit=organised.commune,
        username="lanth",
        full_name=" Trịnh Thị  Lan ",
        role=Role.CLERK,
        title="Văn thư",
        password=FIRST_PASSWORD,
        on=TODAY,
    )
    assert (user.full_name, user.get_short_name(), user.must_change_password) == (
        "Trịnh Thị Lan",
        "Lan",
        True,
    )
    assert user.check_password(FIRST_PASSWORD)
    assert str(user.memberships.get()) == "Trịnh Thị Lan, Văn thư, UBND xã Mai Lĩnh"
    entry = Entry.objects.get()
    assert (entry.action, entry.actor) == ("person.add", administrator)
    assert FIRST_PASSWORD not in str(entry.changes)
    with pytest.raises(Conflict):
        add_person(
            by=administrator,
            unit=organised.commune,
            username="lanth",
            full_name="Khác",
            role=Role.CLERK,
            on=TODAY,
        )


@pytest.mark.parametrize(
    "operation",
    [
        lambda where, user, by: add_person(
            by=by, unit=where.commune, username="x", full_name="X", role=Role.CLERK, on=TODAY
        ),
        lambda where, user, by: change_person(
            user, by=by, unit=where.commune, full_name="X", email="", phone="", on=TODAY
        ),
        lambda where, user, by: give_membership(user, by=by, unit=where.commune, role=Role.CLERK, on=TODAY),
        lambda where, user, by: end_membership(user.memberships.get(), by=by, last_day=TODAY, on=TODAY),
        lambda where, user, by: appoint_head(
            where.commune, by=by, user=user, title="Chủ tịch", valid_from=TODAY, on=TODAY
        ),
        lambda where, user, by: close_account(user, by=by, unit=where.commune, on=TODAY),
        lambda where, user, by: delegate(
            user.memberships.get(), by=by, receiver=by, valid_from=TODAY, valid_to=TODAY, on=TODAY
        ),
    ],
)
def test_the_neighbour_is_refused(
    organised: Organisation,
    officer: User,
    outsider: User,
    operation: Callable[[Organisation, User, User], object],
) -> None:
    before = list(Membership.objects.values()), list(User.objects.values())
    with pytest.raises(NotAllowed):
        operation(organised, officer, outsider)
    assert (list(Membership.objects.values()), list(User.objects.values())) == before
    assert not Entry.objects.exists()


def test_nobody_gives_himself_a_position_or_closes_his_own_account(
    organised: Organisation, administrator: User
) -> None:
    with pytest.raises(NotAllowed):
        give_membership(administrator, by=administrator, unit=organised.commune, role=Role.LEADER, on=TODAY)
    with pytest.raises(NotAllowed):
        appoint_head(
            organised.commune,
            by=administrator,
            user=administrator,
            title="Chủ tịch",
            valid_from=TODAY,
            on=TODAY,
        )
    with pytest.raises(NotAllowed):
        close_account(administrator, by=administrator, unit=organised.commune, on=TODAY)


def test_administrator_and_inspector_are_two_people(organised: Organisation, administrator: User) -> None:
    with pytest.raises(NotReady):
        give_membership(administrator, by=None, unit=organised.commune, role=Role.INSPECTOR, on=TODAY)


def test_a_position_is_given_once_and_ended_with_its_last_day(
    organised: Organisation, administrator: User, officer: User
) -> None:
    given = give_membership(
        officer, by=administrator, unit=organised.commune, role=Role.COORDINATOR, on=TODAY
    )
    with pytest.raises(Conflict):
        give_membership(officer, by=administrator, unit=organised.commune, role=Role.COORDINATOR, on=TODAY)
    end_membership(given, by=administrator, last_day=date(2026, 6, 20), on=TODAY, reason="chuyển công tác")
    held = [
        holds(officer, (Role.COORDINATOR,), organised.commune, on=day)
        for day in (date(2026, 6, 20), date(2026, 6, 21))
    ]
    assert held == [True, False]
    actions = Entry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["person.give_position", "person.end_position"]


def test_the_last_administrator_stays(organised: Organisation, administrator: User) -> None:
    with pytest.raises(NotReady):
        end_membership(administrator.memberships.get(), by=administrator, last_day=TODAY, on=TODAY)
    organised.person("quantri2", (organised.commune, Role.ADMINISTRATOR))
    end_membership(administrator.memberships.get(), by=administrator, last_day=TODAY, on=TODAY)


def test_a_new_head_ends_the_one_before(organised: Organisation, administrator: User, officer: User) -> None:
    office = organised.unit(organised.commune, "Phòng Kinh tế")
    first = organised.person("cu")
    appoint_head(
        office, by=administrator, user=first, title="Trưởng phòng", valid_from=date(2026, 1, 1), on=TODAY
    )
    head = appoint_head(
        office,
        by=administrator,
        user=officer,
        title="Trưởng phòng",
        acting=Acting.ACTING,
        valid_from=TODAY,
        on=TODAY,
        basis="QĐ 30/QĐ-UBND",
    )
    assert str(head) == "Người chuyenvien, quyền Trưởng phòng, Phòng Kinh tế"
    assert first.memberships.get().valid_to == date(2026, 6, 14)
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert entry.changes["người đứng đầu"] == [
        "Người cu, Trưởng phòng",
        "Người chuyenvien, Trưởng phòng (quyền)",
    ]


def test_the_head_of_a_committee_is_a_leader(organised: Organisation, officer: User) -> None:
    head = appoint_head(
        organised.commune, by=None, user=officer, title="Chủ tịch", valid_from=TODAY, on=TODAY
    )
    assert (head.role, head.is_head) == (Role.LEADER, True)


def test_a_unit_that_has_ended_takes_nobody(organised: Organisation, officer: User) -> None:
    village = organised.unit(organised.commune, "Thôn 1")
    end_unit(village, by=None, on=TODAY)
    with pytest.raises(Conflict):
        give_membership(officer, by=None, unit=village, role=Role.HEAD, on=date(2026, 6, 16))


def test_an_account_is_closed_and_opened(organised: Organisation, administrator: User, officer: User) -> None:
    assert not close_account(officer, by=administrator, unit=organised.commune, on=TODAY).is_active
    assert open_account(officer, by=administrator, unit=organised.commune, on=TODAY).is_active
    actions = Entry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["person.close_account", "person.open_account"]


def test_the_holder_delegates_to_a_colleague_and_takes_it_back(
    organised: Organisation, officer: User
) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    made = delegate(
        leader.memberships.get(),
        by=leader,
        receiver=officer,
        valid_from=TODAY,
        valid_to=date(2026, 6, 20),
        on=TODAY,
    )
    assert holds(officer, (Role.LEADER,), organised.commune, on=TODAY)
    withdraw_delegation(made, by=leader, on=TODAY)
    assert not holds(officer, (Role.LEADER,), organised.commune, on=TODAY)
    with pytest.raises(Conflict):
        withdraw_delegation(made, by=leader, on=TODAY)
    actions = Entry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["position.delegate", "position.withdraw"]


@pytest.mark.parametrize(
    ("receiver", "valid_from", "valid_to"),
    [
        ("langgieng", date(2026, 6, 15), date(2026, 6, 20)),
        ("chuyenvien", date(2026, 6, 20), date(2026, 6, 15)),
        ("chuyenvien", date(2026, 6, 1), date(2026, 6, 14)),
    ],
)
def test_a_delegation_to_a_stranger_to_oneself_or_for_no_days_is_refused(
    organised: Organisation, officer: User, outsider: User, receiver: str, valid_from: date, valid_to: date
) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    with pytest.raises(NotReady):
        delegate(
            leader.memberships.get(),
            by=leader,
            receiver=User.objects.get(username=receiver),
            valid_from=valid_from,
            valid_to=valid_to,
            on=TODAY,
        )
    assert not Delegation.objects.exists()


def test_what_is_delegated_is_not_delegated_on(organised: Organisation, officer: User) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    third = organised.person("thuba", (organised.commune, Role.OFFICER))
    position = leader.memberships.get()
    Delegation.objects.create(membership=position, receiver=officer, valid_from=TODAY, valid_to=TODAY)
    with pytest.raises(NotAllowed):
        delegate(position, by=officer, receiver=third, valid_from=TODAY, valid_to=TODAY, on=TODAY)


def test_an_administrator_needs_a_paper_to_delegate_anothers_position(
    organised: Organisation, administrator: User, officer: User
) -> None:
    position = organised.person("chutich", (organised.commune, Role.LEADER)).memberships.get()
    with pytest.raises(NotReady):
        delegate(position, by=administrator, receiver=officer, valid_from=TODAY, valid_to=TODAY, on=TODAY)
    delegate(
        position,
        by=administrator,
        receiver=officer,
        valid_from=TODAY,
        valid_to=TODAY,
        basis="GUQ 02/UBND ngày 14/6/2026",
        on=TODAY,
    )


def test_what_is_done_by_delegation_is_recorded_under_both_names(
    organised: Organisation, administrator: User, officer: User
) -> None:
    position = administrator.memberships.get()
    Delegation.objects.create(membership=position, receiver=officer, valid_from=TODAY, valid_to=TODAY)
    other = organised.person("moi")
    give_membership(other, by=officer, unit=organised.commune, role=Role.CLERK, on=TODAY)
    entry = Entry.objects.get()
    assert (entry.actor, entry.on_behalf_of) == (officer, "Người quantri, Quản trị, UBND xã Mai Lĩnh")


def test_nobody_delegates_to_himself(organised: Organisation, administrator: User) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    for by in (leader, administrator):
        with pytest.raises(NotAllowed):
            delegate(
                leader.memberships.get(),
                by=by,
                receiver=by,
                valid_from=TODAY,
                valid_to=TODAY,
                basis="GUQ 02/UBND",
                on=TODAY,
            )


def test_an_account_with_a_position_above_is_not_changed_from_below(
    organised: Organisation, administrator: User, officer: User
) -> None:
    Membership.objects.create(user=officer, unit=organised.province, role=Role.OFFICER)
    with pytest.raises(NotAllowed):
        change_person(
            officer,
            by=administrator,
            unit=organised.commune,
            full_name="X",
            email="x@vidu.vn",
            phone="",
            on=TODAY,
        )
    with pytest.raises(NotAllowed):
        close_account(officer, by=administrator, unit=organised.commune, on=TODAY)


def test_the_last_administrator_stays_when_all_leave_on_one_day(organised: Organisation) -> None:
    one = organised.person("mot", (organised.commune, Role.ADMINISTRATOR))
    two = organised.person("hai", (organised.commune, Role.ADMINISTRATOR))
    last_day = date(2026, 6, 30)
    end_membership(one.memberships.get(), by=two, last_day=last_day, on=TODAY)
    with pytest.raises(NotReady, match="quản trị cuối cùng"):
        end_membership(two.memberships.get(), by=one, last_day=last_day, on=TODAY)


def test_administrator_and_inspector_are_two_people_on_every_day(organised: Organisation) -> None:
    person = organised.person("an")
    inspector = organised.person("kiem tra", (organised.commune, Role.INSPECTOR))
    administrator = organised.person("quan tri", (organised.commune, Role.ADMINISTRATOR))
    give_membership(
        person,
        by=None,
        unit=organised.commune,
        role=Role.ADMINISTRATOR,
        valid_from=date(2026, 8, 1),
        on=TODAY,
    )
    office = organised.unit(organised.commune, "Phòng Kinh tế")
    with pytest.raises(NotReady, match="hai người"):
        give_membership(person, by=None, unit=office, role=Role.INSPECTOR, on=TODAY)
    with pytest.raises(NotReady, match="hai người"):
        give_membership(inspector, by=None, unit=organised.province, role=Role.ADMINISTRATOR, on=TODAY)
    give_membership(person, by=None, unit=office, role=Role.INSPECTOR, valid_to=date(2026, 7, 31), on=TODAY)
    with pytest.raises(NotReady, match="hai người"):
        delegate(
            administrator.memberships.get(), by=administrator, receiver=inspector, valid_from=TODAY,
            valid_to=date(2026, 6, 20), on=TODAY,
        )  # fmt: skip


def test_a_role_in_a_unit_is_held_once_at_a_time(organised: Organisation, officer: User) -> None:
    place = officer.memberships.get()
    with pytest.raises(Conflict):
        give_membership(
            officer, by=None, unit=place.unit, role=Role(place.role), valid_to=date(2026, 7, 1), on=TODAY
        )


def test_a_head_with_a_last_day_makes_way_too(organised: Organisation, officer: User) -> None:
    office = organised.unit(organised.commune, "Phòng Kinh tế")
    before = organised.person("truoc", (office, Role.HEAD))
    before.memberships.update(is_head=True, valid_to=date(2026, 12, 31))
    appoint_head(office, by=None, user=officer, title="Trưởng phòng", valid_from=TODAY, on=TODAY)
    assert before.memberships.get().valid_to == date(2026, 6, 14)


def test_the_same_is_delegated_once_at_a_time(organised: Organisation, officer: User) -> None:
    leader = organised.person("lanh dao", (organised.commune, Role.LEADER))
    options = {"by": leader, "receiver": officer, "valid_from": TODAY, "on": TODAY}
    delegate(leader.memberships.get(), valid_to=date(2026, 6, 20), **options)
    with pytest.raises(Conflict, match="đã được ủy quyền"):
        delegate(leader.memberships.get(), valid_to=date(2026, 6, 18), **options)


def test_who_leaves_the_office_no_longer_stands_in(organised: Organisation, officer: User) -> None:
    leader = organised.person("lanh dao", (organised.commune, Role.LEADER))
    delegate(
        leader.memberships.get(), by=leader, receiver=officer, valid_from=TODAY, valid_to=date(2026, 6, 30),
        on=TODAY,
    )  # fmt: skip
    place = officer.memberships.get()
    end_membership(place, by=None, last_day=date(2026, 6, 20), on=TODAY)
    assert holds(officer, (Role.LEADER,), organised.commune, on=date(2026, 6, 20))
    assert not holds(officer, (Role.LEADER,), organised.commune, on=date(2026, 6, 21))
    entry = Entry.objects.get(action="person.end_position")
    assert "Lãnh đạo UBND" in str(entry.changes["ủy quyền đã nhận, nay hết"])


def test_nobody_stands_in_beyond_his_own_last_day(organised: Organisation, officer: User) -> None:
    leader = organised.person("lanh dao", (organised.commune, Role.LEADER))
    officer.memberships.update(valid_to=date(2026, 6, 20))
    with pytest.raises(NotReady, match="thôi công tác"):
        delegate(
            leader.memberships.get(), by=leader, receiver=officer, valid_from=TODAY,
            valid_to=date(2026, 6, 30), on=TODAY,
        )  # fmt: skip
