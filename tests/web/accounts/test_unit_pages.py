from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.organisation import FRAME, TODAY, Organisation, signed_in

from sauro_web.accounts.models import GroupRule, Membership, Role, Succession, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.queries.history import history_of
from sauro_web.accounts.views import reaching


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "localdate", lambda: TODAY)


@pytest.fixture
def lead(administrator: User) -> Client:
    return signed_in(administrator)


CHANGES = [
    "unit_found",
    "unit_rename",
    "unit_change",
    "unit_move",
    "unit_end",
    "unit_merge",
    "unit_split",
    "import",
]


def test_the_tree_shows_the_office_with_its_units(organised: Organisation, lead: Client) -> None:
    page = lead.get(reverse("accounts:units")).content.decode()
    assert "Phòng Văn hóa - Xã hội" in page
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" not in page


def test_search_finds_without_accents_and_says_where_there_is_nothing(
    organised: Organisation, lead: Client
) -> None:
    page = lead.get(reverse("accounts:units"), {"q": "van hoa xa hoi"}).content.decode()
    assert page.count("Phòng Văn hóa - Xã hội</a>") == 2
    nothing = lead.get(reverse("accounts:units"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "Không có đơn vị nào có tên như vậy" in nothing
    assert "<script>alert" not in nothing


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_costs_as_many_queries_however_many_units(
    organised: Organisation, django_assert_num_queries: pytest.FixtureRequest, count: int
) -> None:
    bodies = [Body(UnitKind.DIVISION, f"Phòng {number}") for number in range(count)]
    office = plant(
        organised.province,
        [Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Cửa Rừng", inside=tuple(bodies))],
        valid_from=FIRST_DAY,
    )[0]
    client = signed_in(organised.person("an", (office, Role.OFFICER)))
    with django_assert_num_queries(FRAME + 2):  # type: ignore[operator]
        response = client.get(reverse("accounts:units"))
    assert len(response.context["shown"].page) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_unit_costs_as_many_queries_however_many_people(
    organised: Organisation, lead: Client, django_assert_num_queries: pytest.FixtureRequest, count: int
) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    for number in range(count):
        organised.person(f"nguoi{number}", (unit, Role.OFFICER))
        plant(unit, [Body(UnitKind.OTHER, f"Tổ {number}")], valid_from=FIRST_DAY)
    with django_assert_num_queries(FRAME + 13):  # type: ignore[operator]
        response = lead.get(reverse("accounts:unit", args=(unit.pk,)))
    assert len(response.context["sheet"].people) == count


def test_every_change_is_a_page_for_the_administrator_and_refused_to_others(
    organised: Organisation, lead: Client, outsider: User
) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    cooperating = signed_in(organised.person("an", (unit, Role.OFFICER)))
    neighbour = signed_in(outsider)
    for name in CHANGES:
        address = reverse(f"accounts:{name}", args=(unit.pk,))
        codes = [client.get(address).status_code for client in (lead, cooperating, neighbour)]
        assert codes == [200, 403, 403], name


def test_a_unit_of_another_province_and_a_forged_number_do_not_exist(
    organised: Organisation, lead: Client
) -> None:
    body = Body(UnitKind.DEPARTMENT, "Sở Nội vụ")
    other = plant(
        None,
        [Body(UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Tây Giang", inside=(body,))],
        valid_from=FIRST_DAY,
    )[0]
    inside = organised.unit(other, "Sở Nội vụ")
    assert lead.get(reverse("accounts:unit", args=(other.pk,))).status_code == 200
    for pk in (inside.pk, 999_999):
        for name in ("unit", *CHANGES):
            assert lead.get(reverse(f"accounts:{name}", args=(pk,))).status_code == 404
        assert lead.post(reverse("accounts:unit_end", args=(pk,)), {}).status_code == 404


def test_a_unit_is_founded_from_the_page_and_a_fault_stands_beside_its_field(
    organised: Organisation, lead: Client
) -> None:
    address = reverse("accounts:unit_found", args=(organised.commune.pk,))
    data = {"kind": "division", "name": "Tổ công nghệ số", "valid_from": "15/06/2026", "area_code": "12"}
    wrong = lead.post(address, data)
    assert wrong.status_code == 422
    assert "Mã gồm đúng 5 chữ số." in wrong.content.decode()
    done = lead.post(address, data | {"area_code": "", "variants": "Tổ CNS; TCNS"})
    unit = organised.unit(organised.commune, "Tổ công nghệ số")
    assert done.url == reverse("accounts:unit", args=(unit.pk,))  # type: ignore[attr-defined]
    assert unit.valid_from == date(2026, 6, 15)
    assert {"to cns", "tcns"} <= set(unit.names.values_list("key", flat=True))


def test_a_post_without_the_right_changes_nothing(organised: Organisation, outsider: User) -> None:
    neighbour = signed_in(outsider)
    data = {"name": "Phòng Lạ", "basis": "QĐ 1"}
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    assert neighbour.post(reverse("accounts:unit_rename", args=(unit.pk,)), data).status_code == 403
    unit.refresh_from_db()
    assert unit.name == "Phòng Kinh tế"


def test_rename_move_merge_split_and_end_from_their_pages(organised: Organisation, lead: Client) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    other = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    basis = {"basis": "QĐ 30/QĐ-UBND"}

    def send(page: str, what: Unit, **data: object) -> int:
        return lead.post(reverse(f"accounts:{page}", args=(what.pk,)), basis | data).status_code

    assert send("unit_rename", unit, name="Phòng Kinh tế và Môi trường") == 302
    assert send("unit_move", organised.unit(organised.commune, "Thôn 1"), to=unit.pk) == 302
    assert send("unit_move", unit, to=organised.unit(unit, "Thôn 1").pk) == 422
    assert send("unit_end", unit, last_day="15/06/2026") == 409
    assert send("unit_merge", unit, into=other.pk, first_day="01/07/2026") == 302
    assert Succession.objects.get(predecessor=unit).successor == other
    assert send("unit_split", other, names="Phòng Văn hóa\nPhòng Xã hội", first_day="01/08/2026") == 302
    assert send("unit_end", organised.unit(organised.commune, "Thôn 2"), last_day="15/06/2026") == 302
    assert [step.what for step in history_of(other)] == ["Chia, tách", "Nhận sáp nhập"]


def test_names_are_added_and_taken_away(organised: Organisation, lead: Client) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    lead.post(reverse("accounts:name_add", args=(unit.pk,)), {"text": "<b>Phòng</b> KTX"})
    page = lead.get(reverse("accounts:unit", args=(unit.pk,))).content.decode()
    assert "&lt;b&gt;Phòng&lt;/b&gt; KTX" in page
    name = unit.names.get(text__contains="KTX")
    other = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    assert lead.post(reverse("accounts:name_remove", args=(other.pk, name.pk))).status_code == 404
    lead.post(reverse("accounts:name_remove", args=(unit.pk, name.pk)))
    assert not unit.names.filter(text__contains="KTX").exists()


def test_a_group_is_made_changed_and_shown_with_its_members(organised: Organisation, lead: Client) -> None:
    village = organised.unit(organised.commune, "Thôn 1")
    data = {"name": "Các thôn vùng cao", "rule": GroupRule.LISTED, "wordings": "thôn vùng cao\nbản vùng cao"}
    lead.post(reverse("accounts:group_make", args=(organised.commune.pk,)), data | {"included": [village.pk]})
    group = organised.commune.groups.get(name="Các thôn vùng cao")
    page = lead.get(reverse("accounts:group", args=(group.pk,))).content.decode()
    assert "Thôn 1" in page
    assert "bản vùng cao" in page
    both = lead.post(
        reverse("accounts:group_change", args=(group.pk,)),
        data | {"included": [village.pk], "excluded": [village.pk]},
    )
    assert both.status_code == 422
    assert lead.post(reverse("accounts:group_remove", args=(group.pk,))).status_code == 302


def test_groups_are_read_by_the_cooperating_and_changed_by_who_may(
    organised: Organisation, outsider: User
) -> None:
    group = organised.commune.groups.first()
    assert group is not None
    neighbour = signed_in(outsider)
    assert neighbour.get(reverse("accounts:group", args=(group.pk,))).status_code == 200
    assert neighbour.get(reverse("accounts:group_change", args=(group.pk,))).status_code == 403
    assert neighbour.post(reverse("accounts:group_remove", args=(group.pk,))).status_code == 403
    assert neighbour.get(reverse("accounts:group", args=(999_999,))).status_code == 404


def test_the_neighbour_does_not_see_who_works_in_a_commune(organised: Organisation, outsider: User) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    organised.person("nguyenvanbi", (unit, Role.OFFICER))
    page = signed_in(outsider).get(reverse("accounts:unit", args=(unit.pk,))).content.decode()
    assert "Người nguyenvanbi" not in page


def test_a_person_without_a_position_sees_an_empty_page(organised: Organisation) -> None:
    client = signed_in(organised.person("moi"))
    for name in ("units", "people", "delegations"):
        assert client.get(reverse(f"accounts:{name}")).status_code == 200
    assert client.get(reverse("accounts:unit", args=(organised.commune.pk,))).status_code == 404


def test_nobody_comes_in_without_signing_in(organised: Organisation) -> None:
    response = Client().get(reverse("accounts:unit", args=(organised.commune.pk,)))
    assert response.status_code == 302
    assert Membership.objects.count() == 0
