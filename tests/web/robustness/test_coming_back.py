"""What an operation refuses, and what another changed meanwhile: the form comes back with what was typed."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import HTMX, NOW
from tests.web.robustness.addresses import asked
from tests.web.robustness.world import World, build

from sauro_web.accounts.models import Role, Unit, UnitGroup
from sauro_web.accounts.operations.groups import change_group
from sauro_web.accounts.operations.people import change_person
from sauro_web.accounts.operations.units import end_unit, rename_unit
from sauro_web.plans import operations
from sauro_web.plans.models import PlanState, SuggestionState
from sauro_web.tasks.operations import issue_plan

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def world(organised: Organisation) -> World:
    return build(organised, TODAY)


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser("administrator")


def words_of(response: HttpResponse) -> str:
    return response.content.decode()


REFUSED = [
    ("don-vi/{commune}/lap-don-vi/", "accounts:unit_found", {"name": "Phòng Kinh tế"}, "đã có một đơn vị"),
    ("don-vi/{unit}/doi-ten/", "accounts:unit_rename", {"name": "Phòng Kinh tế"}, "đã có một đơn vị"),
    ("don-vi/{commune}/ket-thuc/", "accounts:unit_end", {}, "Còn đơn vị trực thuộc"),
    ("don-vi/{unit}/chia-tach/", "accounts:unit_split", {"names": "Phòng A\nPHÒNG A"}, "trùng tên"),
    ("don-vi/{unit}/ket-thuc/", "accounts:unit_end", {"last_day": "01/01/2020"}, "sớm hơn ngày "),
    ("don-vi/{unit}/sap-nhap/", "accounts:unit_merge", {"first_day": "01/01/2020"}, "01/01/2020"),
    ("don-vi/{unit}/ten/", "accounts:name_add", {"text": "-"}, "chưa có chữ nào"),
    ("don-vi/{commune}/nhom/lap/", "accounts:group_make", {"name": "Nhóm thử"}, "đã có nhóm"),
    ("nhom-don-vi/{group}/sua/", "accounts:group_change", {"name": "Các đơn vị sự nghiệp"}, "đã có nhóm"),
]


@pytest.mark.parametrize(("address", "name", "typed", "sentence"), REFUSED)
def test_what_an_operation_refuses_comes_back_with_the_form(
    world: World, browser: Client, address: str, name: str, typed: dict[str, str], sentence: str
) -> None:
    numbers = {"commune": world.organised.commune.pk, "unit": world.unit.pk, "group": world.group.pk}
    data = asked(world, TODAY)[name] | typed
    response = browser.post("/" + address.format(**numbers), data)
    assert response.status_code == 409
    assert sentence in words_of(response)
    for value in data.values():
        assert str(value).split("\n")[0] in words_of(response)


def test_a_delegation_that_is_refused_comes_back(world: World) -> None:
    typed = asked(world, TODAY)["accounts:delegations"] | {
        "valid_from": "01/01/2020",
        "valid_to": "02/01/2020",
    }
    response = world.browser("lead").post("/uy-quyen/", typed)
    assert response.status_code == 409
    assert "Thời gian ủy quyền đã qua" in words_of(response)
    assert "Giấy ủy quyền số 1" in words_of(response)


def test_a_unit_renamed_by_another_says_who_and_keeps_what_was_typed(world: World, browser: Client) -> None:
    address = f"/don-vi/{world.unit.pk}/doi-ten/"
    seen = browser.get(address).context["form"]["seen"].value()
    other = world.organised.person("khac", (world.organised.commune, Role.ADMINISTRATOR))
    rename_unit(world.unit, by=other, name="Phòng Văn hóa và Khoa học", on=TODAY, basis="QĐ 1")
    typed = {"name": "Phòng Văn xã", "basis": "QĐ 2", "seen": seen}
    response = browser.post(address, typed)
    assert response.status_code == 422
    said = words_of(response)
    assert "Người khac vừa thay đổi" in said
    assert "Phòng Văn hóa và Khoa học" in said
    assert "Phòng Văn xã" in said
    assert Unit.objects.get(pk=world.unit.pk).name == "Phòng Văn hóa và Khoa học"
    again = typed | {"seen": response.context["form"]["seen"].value()}
    assert browser.post(address, again).status_code == 302
    assert Unit.objects.get(pk=world.unit.pk).name == "Phòng Văn xã"


def test_a_person_and_a_group_changed_by_another_say_so(world: World, browser: Client) -> None:
    other = world.organised.person("khac", (world.organised.commune, Role.ADMINISTRATOR))
    person, group = world.people["lead"], world.group
    pages = {f"/nguoi-dung/{person.pk}/sua/": {"full_name": "Lò Văn Ấm"}}
    pages[f"/nhom-don-vi/{group.pk}/sua/"] = {"name": "Nhóm của tôi", "rule": "listed"}
    seen = {address: browser.get(address).context["form"]["seen"].value() for address in pages}
    change_person(person, by=other, unit=world.unit, full_name="Lò Văn A", email="", phone="", on=TODAY)
    change_group(
        group, by=other, name="Nhóm khác", rule=group.rule, wordings=(), included=(), excluded=(), on=TODAY
    )
    for address, typed in pages.items():
        response = browser.post(address, typed | {"seen": seen[address]})
        assert response.status_code == 422
        assert "Người khac vừa thay đổi" in words_of(response)
        assert next(iter(typed.values())) in words_of(response)
    assert UnitGroup.objects.get(pk=group.pk).name == "Nhóm khác"


@pytest.mark.parametrize("options", [{}, HTMX])
def test_a_card_corrected_by_another_keeps_what_was_typed(world: World, options: dict[str, object]) -> None:
    browser, card = world.browser("coordinator"), world.card
    other = world.organised.person("khac", (world.organised.commune, Role.COORDINATOR))
    version = card.version
    operations.correct(card, {"product": "Bảng niêm yết"}, by=other, now=NOW, version=version)
    typed = {"text": "Niêm yết theo cách của tôi", "due_text": "Tháng 9/2026", "version": version}
    address = f"/ke-hoach/soat/{card.pk}/sua/"
    response = browser.post(address, typed, **options)
    assert response.status_code == 409
    said = words_of(response)
    assert "Người khac đã thay đổi mục này lúc" in said
    assert "sản phẩm “—” → “Bảng niêm yết”" in said
    assert "Niêm yết theo cách của tôi" in said
    again = typed | {"version": response.context["form"]["version"].value()}
    assert browser.post(address, again).status_code == 302
    card.refresh_from_db()
    assert card.value["text"] == "Niêm yết theo cách của tôi"


def test_a_faulty_form_does_not_hide_what_another_changed(world: World) -> None:
    browser, card = world.browser("coordinator"), world.card
    other = world.organised.person("khac", (world.organised.commune, Role.COORDINATOR))
    version = card.version
    operations.correct(card, {"product": "Bảng niêm yết"}, by=other, now=NOW, version=version)
    faulty = browser.post(f"/ke-hoach/soat/{card.pk}/sua/", {"text": "", "version": version})
    assert int(faulty.context["form"]["version"].value()) == version


def test_a_card_decided_by_another_says_who(world: World) -> None:
    other = world.organised.person("khac", (world.organised.commune, Role.COORDINATOR))
    version = world.card.version
    operations.decide(world.card, SuggestionState.REJECTED, by=other, now=NOW, version=version)
    response = world.browser("coordinator").post(
        f"/ke-hoach/soat/{world.card.pk}/quyet-dinh/", {"state": "confirmed", "version": version}, **HTMX
    )
    assert response.status_code == 409
    assert "Người khac đã thay đổi mục này" in words_of(response)


# Issuing: two tabs, a double click, the button "back"


@pytest.fixture
def reviewed(world: World) -> World:
    """The plan under review, reviewed to the end."""
    from tests.web.tasks.conftest import review_to_the_end

    review_to_the_end(world.plan, world.people["coordinator"], world.organised)
    world.plan.refresh_from_db()
    return world


def test_a_double_click_issues_once(reviewed: World) -> None:
    browser, plan = reviewed.browser("coordinator"), reviewed.plan
    data = {"number": "58", "issued_on": "02/06/2026", "version": plan.version}
    address = f"/ke-hoach/{plan.pk}/giao-viec/"
    first, second = browser.post(address, data), browser.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert plan.tasks.count() == 5
    assert browser.get(second["Location"], follow=True).status_code == 200


def test_back_after_issue_shows_what_holds_and_changes_nothing(reviewed: World) -> None:
    browser, plan = reviewed.browser("coordinator"), reviewed.plan
    by = reviewed.people["coordinator"]
    issue_plan(plan, number="58", issued_on=TODAY, by=by, now=timezone.now(), version=plan.version)
    before = list(plan.suggestions.values_list("pk", "version", "state"))
    card = plan.suggestions.filter(kind="task").first()
    for path, data in (
        (f"/ke-hoach/soat/{card.pk}/quyet-dinh/", {"state": "rejected", "version": card.version}),
        (f"/ke-hoach/soat/{card.pk}/sua/", {"text": "Khác", "version": card.version}),
        (f"/ke-hoach/{plan.pk}/bo/", {"reason": "Nhầm"}),
        (f"/ke-hoach/{plan.pk}/hoan-tac/", {}),
        (f"/ke-hoach/{plan.pk}/giao-viec/", {"number": "59", "issued_on": "02/06/2026", "version": 0}),
    ):
        response = browser.post(path, data, follow=True)
        assert response.status_code in (200, 409)
    assert browser.get(f"/ke-hoach/{plan.pk}/soat/").status_code in (200, 302)
    assert list(plan.suggestions.values_list("pk", "version", "state")) == before
    plan.refresh_from_db()
    assert (plan.state, plan.number) == (PlanState.ISSUED, "58")


def test_a_plan_changed_in_another_tab_is_not_issued_and_the_number_stays(reviewed: World) -> None:
    plan = reviewed.plan
    version = plan.version
    operations.choose_parent(plan, None, by=reviewed.people["coordinator"], now=NOW, version=version)
    data = {"number": "58/KH", "issued_on": "02/06/2026", "version": version}
    response = reviewed.browser("coordinator").post(f"/ke-hoach/{plan.pk}/giao-viec/", data)
    assert response.status_code == 409
    assert "thay đổi" in words_of(response)
    assert 'value="58/KH"' in words_of(response)
    assert int(response.context["form"]["version"].value()) == version + 1


def test_a_unit_that_ended_meanwhile_keeps_the_number_typed(reviewed: World) -> None:
    manager = reviewed.people["administrator"]
    end_unit(reviewed.beside, by=manager, on=TODAY, last_day=TODAY.replace(year=TODAY.year - 1), basis="QĐ 3")
    plan = reviewed.plan
    data = {"number": "58", "issued_on": "02/06/2026", "version": plan.version}
    response = reviewed.browser("coordinator").post(f"/ke-hoach/{plan.pk}/giao-viec/", data)
    assert response.status_code == 409
    assert "không còn hoạt động" in words_of(response)
    plan.refresh_from_db()
    assert plan.state == PlanState.REVIEW


# Without the mark against forged forms


def test_a_form_without_its_mark_leads_back_to_the_page(world: World) -> None:
    client = signed_in(world.people["administrator"])
    client.handler.enforce_csrf_checks = True
    address = f"/don-vi/{world.unit.pk}/doi-ten/"
    came_from = {"headers": {"referer": f"http://testserver{address}"}}
    response = client.post(address, {"name": "Phòng Khác", "basis": "QĐ"}, **came_from)
    assert response.status_code == 403
    assert f'href="{address}"' in words_of(response)
    assert "vẫn được trình duyệt giữ" in words_of(response)
    assert Unit.objects.get(pk=world.unit.pk).name == world.unit.name
