"""A unit is merged, ended, renamed or split while a plan names it: nothing goes to who is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.plans.conftest import HTMX
from tests.web.robustness.world import World, build
from tests.web.tasks.conftest import review_to_the_end

from sauro_web.accounts.models import Role, UnitKind
from sauro_web.accounts.operations.groups import remove_group
from sauro_web.accounts.operations.successions import merge_units, split_unit
from sauro_web.accounts.operations.units import end_unit, rename_unit
from sauro_web.accounts.organisation import Body
from sauro_web.common.errors import NotReady
from sauro_web.plans import operations
from sauro_web.plans.models import MentionRole, SuggestionKind, SuggestionState
from sauro_web.tasks.models import Part, UnitTask
from sauro_web.tasks.operations import issue_plan

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def world(organised: Organisation) -> World:
    return build(organised, TODAY)


def review(world: World) -> None:
    review_to_the_end(world.plan, world.people["coordinator"], world.organised)
    world.plan.refresh_from_db()


def issue(world: World) -> object:
    plan = world.plan
    plan.refresh_from_db()
    by = world.people["coordinator"]
    return issue_plan(plan, number="58", issued_on=TODAY, by=by, now=timezone.now(), version=plan.version)


def merge(world: World) -> None:
    """Phòng Kinh tế goes into Phòng Văn hóa - Xã hội."""
    merge_units([world.beside], by=None, into=world.unit, first_day=TODAY, on=TODAY, basis="QĐ 1")


def end(world: World) -> None:
    end_unit(world.beside, by=None, on=TODAY, last_day=YESTERDAY, basis="QĐ 1")


def split(world: World) -> None:
    parts = [Body(UnitKind.DIVISION, "Phòng Tài chính"), Body(UnitKind.DIVISION, "Phòng Nông nghiệp")]
    split_unit(world.beside, by=None, parts=parts, first_day=TODAY, on=TODAY, basis="QĐ 1")


@pytest.mark.parametrize("change", [merge, end, split])
def test_under_review_it_is_asked_anew(world: World, change: object) -> None:
    change(world)  # type: ignore[operator]
    browser = world.browser("coordinator")
    card = world.plan.suggestions.get(value__text__startswith="Rà soát")
    said = browser.get(f"/ke-hoach/{world.plan.pk}/soat/").content.decode()
    assert "Phòng Kinh tế không còn hoạt động; hãy chọn đơn vị thay thế" in said
    with pytest.raises(NotReady, match="không còn hoạt động"):
        operations.decide(
            card,
            SuggestionState.CONFIRMED,
            by=world.people["coordinator"],
            now=timezone.now(),
            version=card.version,
        )


def test_under_review_the_successor_is_proposed_and_chosen_once_for_the_whole_plan(world: World) -> None:
    merge(world)
    browser = world.browser("coordinator")
    card = world.plan.suggestions.get(value__text__startswith="Rà soát")
    mention = card.mentions.get(text="Phòng Kinh tế")
    address = f"/ke-hoach/soat/don-vi/{mention.pk}/"
    said = browser.get(f"/ke-hoach/{world.plan.pk}/soat/").content.decode()
    assert f'name="unit" value="{world.unit.pk}" formaction="{address}"' in said
    data = {"unit": world.unit.pk, "version": card.version}
    assert browser.post(address, data, **HTMX).status_code == 200
    for one in world.plan.suggestions.all():
        assert not one.mentions.filter(unit=world.beside, key=mention.key).exists()


@pytest.mark.parametrize("change", [merge, end, split])
def test_between_confirming_and_issuing_it_is_asked_anew(world: World, change: object) -> None:
    review(world)
    change(world)  # type: ignore[operator]
    with pytest.raises(NotReady, match="không còn hoạt động"):
        issue(world)
    page = world.browser("coordinator").get(f"/ke-hoach/{world.plan.pk}/giao-viec/").content.decode()
    assert "Phòng Kinh tế không còn hoạt động" in page
    assert not UnitTask.objects.filter(task__plan=world.plan).exists()


def test_a_renamed_unit_keeps_its_work(world: World) -> None:
    review(world)
    rename_unit(world.beside, by=None, name="Phòng Kinh tế và Hạ tầng", on=TODAY)
    issue(world)
    assert UnitTask.objects.filter(task__plan=world.plan, unit=world.beside).exists()


def test_a_group_removed_is_asked_anew(world: World) -> None:
    review(world)
    named = world.plan.suggestions.get(value__text__startswith="Cập nhật").mentions.get()
    group = world.organised.commune.groups.get(pk=named.groups[0])
    remove_group(group, by=None, on=TODAY)
    browser = world.browser("coordinator")
    assert "nhóm này đã bị bỏ" in browser.get(f"/ke-hoach/{world.plan.pk}/soat/").content.decode()
    assert "đã bị bỏ" in browser.get(f"/ke-hoach/{world.plan.pk}/giao-viec/").content.decode()
    with pytest.raises(NotReady, match="nhóm đã bị bỏ"):
        issue(world)


def test_after_issue_the_work_is_its_followers(world: World) -> None:
    held = UnitTask.objects.filter(unit=world.beside, ended_at=None)
    assert held.exists()
    merge(world)
    lead = world.people["lead"]
    client = world.browser("lead")
    assert lead.memberships.get().unit == world.unit
    page = client.get("/nhiem-vu/")
    shown = {part.pk for part in page.context["shown"].page}
    assert set(held.values_list("pk", flat=True)) <= shown
    part = held.filter(part=Part.LEAD).first() or held.first()
    assert client.post(f"/nhiem-vu/phan-viec/{part.pk}/nhan/").status_code == 302
    assert "Phòng Kinh tế" in client.get("/").content.decode() or not held.filter(state="assigned").exists()


def test_after_issue_its_people_see_what_they_were_told(world: World) -> None:
    merge(world)
    page = world.browser("cooperating").get("/thong-bao/").content.decode()
    assert "57/KH-UBND" in page


@pytest.mark.parametrize("change", [end, split])
def test_after_issue_work_of_nobody_is_told_to_who_follows_it(world: World, change: object) -> None:
    change(world)  # type: ignore[operator]
    said = world.browser("coordinator").get("/").content.decode()
    assert "Việc của đơn vị không còn hoạt động: Phòng Kinh tế" in said
    assert "không còn hoạt động" not in world.browser("head").get("/").content.decode()


# Several who lead


def several(world: World) -> object:
    return world.plan.suggestions.get(kind=SuggestionKind.TASK, value__text__startswith="Gộp")


def test_several_leads_are_asked_and_each_may_do_its_own(world: World) -> None:
    card, browser = several(world), world.browser("coordinator")
    assert "several_leads" in card.doubts
    page = browser.get(f"/ke-hoach/{world.plan.pk}/soat/").content.decode()
    assert "Mỗi đơn vị tự làm phần của mình" in page
    refused = browser.post(
        f"/ke-hoach/soat/{card.pk}/quyet-dinh/", {"state": "confirmed", "version": card.version}, **HTMX
    )
    assert refused.status_code == 409
    answered = browser.post(f"/ke-hoach/soat/{card.pk}/moi-don-vi/", {"version": card.version}, **HTMX)
    assert "Không có một đầu mối chung: 2 đơn vị" in answered.content.decode()
    review(world)
    issue(world)
    task = world.plan.tasks.get(text__startswith="Gộp")
    assert (task.group_name, task.group_size) == ("Phòng Kinh tế; Phòng Văn hóa - Xã hội", 2)
    assert list(task.parts.values_list("part", "answers_alone")) == [("lead", False)] * 2


def test_a_group_beside_a_unit_is_asked_too(world: World) -> None:
    card = world.plan.suggestions.get(value__text__startswith="Rà soát")
    by, now = world.people["coordinator"], timezone.now()
    group = world.organised.commune.groups.get(name="Các đơn vị sự nghiệp")
    lead = operations.Meant(group=group)
    operations.add_mention(card, MentionRole.LEAD, lead, by=by, now=now, version=card.version)
    card.refresh_from_db()
    assert "several_leads" in card.doubts


def test_choosing_one_lead_afterwards_makes_it_the_one(world: World) -> None:
    card, by, now = several(world), world.people["coordinator"], timezone.now()
    operations.let_each_lead(card, by=by, now=now, version=card.version)
    first = card.mentions.first()
    operations.give_role(first, MentionRole.LEAD, by=by, now=now, version=card.version + 1)
    card.refresh_from_db()
    assert card.value["each"] is False
    assert card.mentions.filter(role=MentionRole.LEAD).count() == 1


def test_one_lead_alone_is_not_each(world: World) -> None:
    card = world.plan.suggestions.get(value__text__startswith="Rà soát")
    by = world.people["coordinator"]
    with pytest.raises(NotReady, match="chỉ có một đơn vị"):
        operations.let_each_lead(card, by=by, now=timezone.now(), version=card.version)


def test_a_group_that_leads_says_that_each_answers_for_itself(world: World) -> None:
    page = world.browser("coordinator").get(f"/ke-hoach/{world.plan.pk}/soat/").content.decode()
    assert "mỗi đơn vị chịu trách nhiệm phần việc của mình" in page


def test_nobody_else_says_who_leads(world: World) -> None:
    card = several(world)
    world.organised.person("khac", (world.organised.ward, Role.COORDINATOR))
    address = f"/ke-hoach/soat/{card.pk}/moi-don-vi/"
    assert world.browser("outsider").post(address, {"version": card.version}).status_code == 404
    assert world.browser("leader").post(address, {"version": card.version}).status_code == 403
