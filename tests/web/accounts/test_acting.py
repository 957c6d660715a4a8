"""Acting in another's position: before, within and after the days of the delegation, for those who take part
in a task and for those who do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.web.organisation import TODAY, Organisation, signed_in
from tests.web.plans.conftest import NOW, coordinator, duty, neighbour, uploaded
from tests.web.tasks.conftest import reviewed

from sauro_web.accounts.acting import ACTING
from sauro_web.accounts.models import Delegation, Membership, Role, User
from sauro_web.accounts.queries.standings import on_behalf, standings
from sauro_web.accounts.queries.units import home_of
from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotAllowed
from sauro_web.plans.models import ImportedPlan
from sauro_web.plans.operations import discard_plan
from sauro_web.plans.queries import offices_handled
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.operations import issue_plan, take_up
from sauro_web.tasks.rules import offices_watched, units_of

__all__ = ["coordinator", "duty", "neighbour", "reviewed", "uploaded"]
pytestmark = pytest.mark.django_db
PAPER = "12/GUQ-UBND ngày 14/6/2026"
DAY = timedelta(days=1)
IN_WORDS = (
    "Người theodoi, Đầu mối theo dõi, Phòng Văn hóa - Xã hội, theo ủy quyền số 12/GUQ-UBND ngày 14/6/2026"
)


@pytest.fixture
def delegate(organised: Organisation, coordinator: User) -> User:
    """Follows the plans of the ward, and today and tomorrow those of the commune for another."""
    person = organised.person("thaythe", (organised.ward, Role.COORDINATOR))
    lend(coordinator.memberships.get(), person)
    return person


def lend(position: Membership, to: User, first: date = TODAY, last: date = TODAY + DAY) -> Delegation:
    return Delegation.objects.create(
        membership=position, receiver=to, valid_from=first, valid_to=last, basis=PAPER
    )


def acting(person: User, position: Membership | None) -> User:
    person.acting_in = position.pk if position else None
    return person


def offices(person: User, on: date = TODAY) -> list[str]:
    return [office.label for office in offices_handled(person, on)]


def test_the_office_of_the_acting_position_stands_first(
    organised: Organisation, coordinator: User, delegate: User
) -> None:
    own, lent = organised.ward.label, organised.commune.label
    assert offices(delegate) == [own, lent]
    acting(delegate, coordinator.memberships.get())
    assert offices(delegate) == [lent, own]
    assert [office.label for office in offices_watched(delegate, on=TODAY)] == [lent, own]
    assert units_of(delegate, on=TODAY)[0].commune == organised.commune
    home = home_of(delegate, TODAY)
    assert home is not None
    assert home.commune == organised.commune


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY + 2 * DAY])
def test_out_of_its_days_the_choice_falls_back_by_itself(
    organised: Organisation, coordinator: User, delegate: User, day: date
) -> None:
    acting(delegate, coordinator.memberships.get())
    assert offices(delegate, day) == [organised.ward.label]
    assert [standing.delegation for standing in standings(delegate, day)] == [None]
    assert on_behalf(delegate, (Role.COORDINATOR,), organised.commune, day, in_house=True) == ""


def test_withdrawn_it_falls_back_too(organised: Organisation, coordinator: User, delegate: User) -> None:
    Delegation.objects.update(withdrawn_on=TODAY)
    assert offices(acting(delegate, coordinator.memberships.get())) == [organised.ward.label]


def test_a_position_that_was_never_lent_is_no_choice(organised: Organisation, delegate: User) -> None:
    stranger = organised.person("khac", (organised.province, Role.LEADER))
    acting(delegate, stranger.memberships.get())
    assert offices(delegate)[0] == organised.ward.label
    client = signed_in(delegate)
    assert client.post("/vi-tri-dang-lam/", {"position": stranger.memberships.get().pk}).status_code == 404


def test_what_only_the_delegation_lets_one_do_is_recorded_under_both_names(
    reviewed: ImportedPlan, coordinator: User, delegate: User
) -> None:
    issue_plan(reviewed, number="57", issued_on=TODAY, by=delegate, now=NOW, version=reviewed.version)
    entry = Entry.objects.get(action="plan.issue")
    assert (entry.actor, entry.on_behalf_of) == (delegate, IN_WORDS)


@pytest.mark.parametrize(("chosen", "words"), [(True, IN_WORDS), (False, "")])
def test_what_several_positions_allow_is_recorded_by_the_chosen_one(
    organised: Organisation, reviewed: ImportedPlan, coordinator: User, chosen: bool, words: str
) -> None:
    position = coordinator.memberships.get()
    both = organised.person("haivai", (organised.unit(organised.commune, "Phòng Kinh tế"), Role.COORDINATOR))
    lend(position, both)
    acting(both, position if chosen else None)
    discard_plan(reviewed, by=both, now=NOW, reason="nhầm")
    assert Entry.objects.get(action="plan.discard").on_behalf_of == words


def test_on_the_day_after_the_plan_is_another_s_again(
    reviewed: ImportedPlan, coordinator: User, delegate: User
) -> None:
    acting(delegate, coordinator.memberships.get())
    with pytest.raises(NotAllowed):
        discard_plan(reviewed, by=delegate, now=NOW + 2 * DAY, reason="")


@pytest.mark.parametrize("name", ["Phòng Văn hóa - Xã hội", "Phòng Kinh tế"])
def test_lead_and_cooperating_unit_are_taken_up_for_by_whoever_stands_in(
    organised: Organisation, reviewed: ImportedPlan, coordinator: User, name: str
) -> None:
    issue_plan(reviewed, number="57", issued_on=TODAY, by=coordinator, now=NOW, version=reviewed.version)
    part = UnitTask.objects.filter(unit=organised.unit(organised.commune, name)).first()
    assert part is not None
    head = organised.person("truongphong", (part.unit, Role.HEAD))
    other = organised.person("thay", (organised.ward, Role.OFFICER))
    with pytest.raises(NotAllowed):
        take_up(part, by=other, now=NOW)
    lend(head.memberships.get(), other)
    for day in (-DAY, 2 * DAY):
        with pytest.raises(NotAllowed):
            take_up(part, by=other, now=NOW + day)
    take_up(part, by=other, now=NOW)
    entry = Entry.objects.get(action="task.take_up")
    assert entry.on_behalf_of.startswith("Người truongphong, Thủ trưởng đơn vị, ")
    assert entry.on_behalf_of.endswith(f", theo ủy quyền số {PAPER}")


def browser(person: User) -> Client:
    """Today by the clock of the machine: the delegation is moved there."""
    Delegation.objects.update(valid_from=date.today(), valid_to=date.today())
    return signed_in(person)


def test_the_switch_changes_the_letterhead_the_list_of_plans_and_says_for_whom(
    organised: Organisation, coordinator: User, delegate: User
) -> None:
    client = browser(delegate)
    assert "phường Hòa An" in client.get("/").content.decode()
    answer = client.post("/vi-tri-dang-lam/", {"position": coordinator.memberships.get().pk}, follow=True)
    words = answer.content.decode()
    assert "(thay Người theodoi)" in words
    assert "Từ giờ ông (bà) làm việc ở vị trí: Người theodoi, Đầu mối theo dõi" in words
    assert client.get("/ke-hoach/").context["office"] == organised.commune
    Delegation.objects.update(valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 2))
    words = client.get("/").content.decode()
    assert ("phường Hòa An" in words, "(thay " in words) == (True, False)
    assert client.session[ACTING]
    assert client.get("/ke-hoach/").context["office"] == organised.ward
