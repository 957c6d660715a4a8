from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.web.organisation import TODAY, Organisation

from sauro_web.accounts.models import (
    GroupRule,
    Membership,
    NameKind,
    Role,
    Succession,
    Unit,
    UnitGroup,
    UnitKind,
    UnitName,
    User,
)
from sauro_web.accounts.operations.founding import FIRST_DAY, found_commune
from sauro_web.accounts.operations.groups import change_group, make_group, remove_group
from sauro_web.accounts.operations.names import add_name, learn_name, learned_unit, remove_name
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.operations.successions import merge_units, split_unit
from sauro_web.accounts.operations.units import change_unit, end_unit, found_unit, move_unit, rename_unit
from sauro_web.accounts.organisation import Body, commune_bodies
from sauro_web.accounts.queries.groups import members
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.accounts.queries.units import search_units
from sauro_web.audit.models import Entry
from sauro_web.audit.queries import verify
from sauro_web.common.errors import Conflict, NotAllowed, NotReady

TEAM = Body(UnitKind.DIVISION, "Tổ công nghệ số", "TCNS")


def actions() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_a_unit_is_founded_named_found_and_recorded(organised: Organisation, administrator: User) -> None:
    unit = found_unit(by=administrator, parent=organised.commune, body=TEAM, on=TODAY, basis="QĐ 12/QĐ-UBND")
    assert (unit.commune_id, unit.province_id, unit.valid_from) == (
        organised.commune.pk,
        organised.province.pk,
        TODAY,
    )
    assert Unit.objects.get_parent(unit) == organised.commune
    assert set(unit.names.values_list("key", "kind")) == {
        ("to cong nghe so", NameKind.OFFICIAL),
        ("tcns", NameKind.SPELLING),
    }
    assert search_units("công nghệ số") == [unit]
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.reason) == ("unit.found", administrator, "QĐ 12/QĐ-UBND")
    assert verify().broken_at is None
    assert Unit.objects.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize(
    "operation",
    [
        lambda where, unit, by: found_unit(by=by, parent=where.commune, body=TEAM, on=TODAY),
        lambda where, unit, by: rename_unit(unit, by=by, name="Phòng Mới", on=TODAY),
        lambda where, unit, by: change_unit(
            unit, by=by, symbol="X", identifier="", area_code="", position=1, on=TODAY
        ),
        lambda where, unit, by: move_unit(unit, by=by, to=where.ward, on=TODAY),
        lambda where, unit, by: end_unit(unit, by=by, on=TODAY),
        lambda where, unit, by: merge_units([unit], by=by, into=where.commune, first_day=TODAY, on=TODAY),
        lambda where, unit, by: split_unit(unit, by=by, parts=[TEAM, TEAM], first_day=TODAY, on=TODAY),
        lambda where, unit, by: add_name(unit, by=by, text="Phòng KTX", on=TODAY),
        lambda where, unit, by: remove_name(unit.names.first(), by=by, on=TODAY),
        lambda where, unit, by: learn_name(unit, by=by, text="Phòng KTX", office=where.commune, on=TODAY),
        lambda where, unit, by: make_group(
            where.commune, by=by, name="Nhóm", rule=GroupRule.LISTED, on=TODAY
        ),
        lambda where, unit, by: remove_group(where.commune.groups.first(), by=by, on=TODAY),
    ],
)
def test_the_neighbour_is_refused_and_nothing_is_recorded(
    organised: Organisation, outsider: User, operation: Callable[[Organisation, Unit, User], object]
) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    before = list(Unit.objects.values()), UnitName.objects.count(), UnitGroup.objects.count()
    with pytest.raises(NotAllowed):
        operation(organised, unit, outsider)
    assert (list(Unit.objects.values()), UnitName.objects.count(), UnitGroup.objects.count()) == before
    assert actions() == []


def test_two_living_sisters_of_one_name_are_refused(organised: Organisation, administrator: User) -> None:
    with pytest.raises(Conflict):
        found_unit(
            by=administrator,
            parent=organised.commune,
            body=Body(UnitKind.DIVISION, "phòng Kinh  tế"),
            on=TODAY,
        )


def test_villages_that_differ_by_accents_are_two(organised: Organisation) -> None:
    for name in ("Thôn Đông", "Thôn Đồng"):
        found_unit(by=None, parent=organised.commune, body=Body(UnitKind.VILLAGE, name), on=TODAY)
    matcher = Matcher(organised.commune, TODAY)
    assert str(matcher.match("thôn Đồng").unit) == "Thôn Đồng"
    assert str(matcher.match("THÔN ĐÔNG").unit) == "Thôn Đông"
    assert matcher.match("Thon Dong").unit is None


def test_no_change_makes_two_sisters_of_one_name(organised: Organisation) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    office = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    with pytest.raises(Conflict):
        rename_unit(unit, by=None, name="Phòng Văn hóa – xã hội", on=TODAY)
    with pytest.raises(Conflict):
        move_unit(office, by=None, to=organised.ward, on=TODAY)
    body = Body(UnitKind.DIVISION, "Phòng Kinh tế")
    with pytest.raises(Conflict):
        merge_units([office], by=None, into=body, first_day=date(2026, 7, 1), on=TODAY)
    with pytest.raises(Conflict):
        split_unit(office, by=None, parts=[TEAM, body], first_day=date(2026, 7, 1), on=TODAY)
    assert merge_units([unit, office], by=None, into=body, first_day=date(2026, 7, 1), on=TODAY).pk


def test_an_identifier_belongs_to_one_living_unit(organised: Organisation, administrator: User) -> None:
    names = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    first, second = (organised.unit(organised.commune, name) for name in names)
    change_unit(first, by=administrator, symbol="", identifier="000.01", area_code="", position=1, on=TODAY)
    with pytest.raises(Conflict):
        change_unit(
            second, by=administrator, symbol="", identifier="000.01", area_code="", position=2, on=TODAY
        )
    assert actions() == ["unit.change"]


def test_a_commune_renamed_is_found_by_both_names_with_its_units(organised: Organisation) -> None:
    rename_unit(
        organised.commune,
        by=None,
        name="Ủy ban nhân dân xã Đồng Sen",
        short_name="UBND xã Đồng Sen",
        on=TODAY,
    )
    assert search_units("phòng kinh tế xã đồng sen") == [organised.unit(organised.commune, "Phòng Kinh tế")]
    assert dict(organised.commune.names.filter(key__contains="mai linh").values_list("key", "kind")) == {
        "uy ban nhan dan xa mai linh": NameKind.FORMER,
        "xa mai linh": NameKind.FORMER,
    }
    assert actions() == ["unit.rename"]


def test_a_unit_moves_with_all_beneath_it(organised: Organisation) -> None:
    village = organised.unit(organised.commune, "Thôn 1")
    inside = plant(village, [Body(UnitKind.OTHER, "Tổ 1")], valid_from=FIRST_DAY)[0]
    moved = move_unit(village, by=None, to=organised.ward, on=TODAY)
    inside.refresh_from_db()
    assert Unit.objects.get_parent(moved) == organised.ward
    assert (moved.commune_id, inside.commune_id) == (organised.ward.pk, organised.ward.pk)
    assert search_units("thôn 1 phường hòa an") == [moved]
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    assert Entry.objects.get().changes["cấp trên"] == [
        "Ủy ban nhân dân xã Mai Lĩnh",
        "Ủy ban nhân dân phường Hòa An",
    ]


def test_a_loop_is_refused(organised: Organisation) -> None:
    village = organised.unit(organised.commune, "Thôn 1")
    for target in (village, organised.commune):
        with pytest.raises(NotReady):
            move_unit(organised.commune, by=None, to=target, on=TODAY)
    assert actions() == []


def test_an_office_with_living_units_is_not_ended(organised: Organisation) -> None:
    with pytest.raises(NotReady):
        end_unit(organised.commune, by=None, on=TODAY)
    village = organised.unit(organised.commune, "Thôn 1")
    user = organised.person("truongthon", (village, Role.HEAD))
    end_unit(village, by=None, on=TODAY, basis="NQ 3/NQ-HĐND")
    assert user.memberships.get().valid_to == TODAY
    with pytest.raises(Conflict):
        rename_unit(village, by=None, name="Thôn 9", on=date(2026, 6, 16))
    assert actions() == ["unit.end"]


def test_communes_merge_with_their_units_and_people(organised: Organisation) -> None:
    office = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    user = organised.person("an", (office, Role.OFFICER))
    Membership.objects.filter(user=user).update(is_head=True)
    first_day = date(2026, 7, 1)
    merge_units([organised.commune], by=None, into=organised.ward, first_day=first_day, on=TODAY)
    counterpart = organised.unit(organised.ward, "Phòng Văn hóa - Xã hội")
    row = Succession.objects.get(predecessor=office)
    assert (row.successor, row.on) == (counterpart, first_day)
    assert Succession.objects.get(predecessor__name="Phòng Kinh tế").successor == organised.ward
    kept = user.memberships.order_by("pk").values_list("unit", "valid_from", "valid_to", "is_head")
    assert list(kept) == [
        (office.pk, FIRST_DAY, date(2026, 6, 30), True),
        (counterpart.pk, first_day, None, False),
    ]
    assert not Unit.objects.filter(path__startswith=organised.commune.path, valid_to=None).exists()
    assert actions() == ["unit.merge"]


def test_units_merge_into_a_new_one(organised: Organisation) -> None:
    units = [organised.unit(organised.commune, name) for name in ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")]
    body = Body(UnitKind.DIVISION, "Phòng Kinh tế - Văn hóa")
    new = merge_units(units, by=None, into=body, first_day=TODAY, on=TODAY)
    assert set(new.follows.values_list("predecessor", flat=True)) == {unit.pk for unit in units}
    assert Unit.objects.get_parent(new) == organised.commune
    assert new.valid_from == TODAY


def test_nothing_merges_into_itself(organised: Organisation) -> None:
    village = organised.unit(organised.commune, "Thôn 1")
    for into in (organised.commune, village):
        with pytest.raises(NotReady):
            merge_units([organised.commune], by=None, into=into, first_day=date(2026, 7, 1), on=TODAY)


def test_what_was_learned_is_corrected_by_learning_again(organised: Organisation) -> None:
    one, two = (
        organised.unit(organised.commune, name) for name in ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    )
    for unit in (one, two, two):
        learn_name(unit, by=None, text="Tổ giúp việc", office=organised.commune, on=TODAY)
    assert list(UnitName.objects.filter(kind=NameKind.LEARNED).values_list("unit", flat=True)) == [two.pk]
    assert actions() == ["unit.learn_name", "unit.learn_name"]
    assert learn_name(one, by=None, text="Phòng Kinh tế", office=organised.commune, on=TODAY) is None
    add_name(one, by=None, text="Tổ giúp việc", on=TODAY)
    assert learn_name(one, by=None, text="Tổ giúp việc", office=organised.commune, on=TODAY) is None
    assert not UnitName.objects.filter(kind=NameKind.LEARNED).exists()
    assert learned_unit("Tổ giúp việc", organised.commune) is None


def test_official_names_are_not_taken_away(organised: Organisation) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    with pytest.raises(NotReady):
        remove_name(unit.names.get(kind=NameKind.OFFICIAL), by=None, on=TODAY)
    name = add_name(unit, by=None, text="Bộ phận kinh tế", on=TODAY)
    remove_name(name, by=None, on=TODAY)
    assert actions() == ["unit.add_name", "unit.remove_name"]


def test_a_group_is_a_rule_with_what_the_office_adds_and_leaves_out(organised: Organisation) -> None:
    group = organised.commune.groups.get(rule=GroupRule.DIVISIONS)
    office = organised.unit(organised.commune, "Phòng Kinh tế")
    village = organised.unit(organised.commune, "Thôn 1")
    changed = change_group(
        group,
        by=None,
        name=group.name,
        rule=GroupRule.DIVISIONS,
        wordings=["các bộ phận"],
        included=[village],
        excluded=[office],
        on=TODAY,
    )
    found_unit(by=None, parent=organised.commune, body=TEAM, on=TODAY)
    names = {unit.name for unit in members(changed, TODAY)}
    assert names == {
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        "Phòng Văn hóa - Xã hội",
        "Tổ công nghệ số",
        "Thôn 1",
    }
    assert "Tổ công nghệ số" not in {unit.name for unit in members(changed, date(2026, 6, 14))}
    assert actions() == ["group.change", "unit.found"]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        (GroupRule.DEPARTMENTS, 14),
        (GroupRule.COMMUNES, 2),
        (GroupRule.DEPARTMENTS_AND_COMMUNES, 16),
        (GroupRule.FRONTS, 6),
        (GroupRule.LISTED, 0),
    ],
)
def test_rules_of_a_province(organised: Organisation, rule: GroupRule, count: int) -> None:
    group = UnitGroup.objects.create(office=organised.province, name="Thử", rule=rule)
    assert len(members(group, TODAY)) == count


def test_founding_a_commune_again_adds_nothing(db: None) -> None:
    first = found_commune("00256")
    counted = Unit.objects.count(), UnitName.objects.count(), UnitGroup.objects.count()
    again = found_commune("00256")
    assert again == first
    assert (Unit.objects.count(), UnitName.objects.count(), UnitGroup.objects.count()) == counted
    assert first.name == "Ủy ban nhân dân phường Hai Bà Trưng"
    assert first.province is not None
    assert first.province.area_code == "01"
    assert Unit.objects.filter(kind=UnitKind.COMMUNE, province=first.province).count() == 126


def test_an_unknown_code_is_refused(db: None) -> None:
    for code in ("99999", "01"):
        with pytest.raises(NotReady):
            found_commune(code)


def test_search_prefers_the_own_province_and_names_that_begin_so(organised: Organisation) -> None:
    plant(
        None,
        [
            Body(
                UnitKind.PROVINCE,
                "Ủy ban nhân dân tỉnh An Khê",
                inside=(Body(UnitKind.DEPARTMENT, "Sở Nội vụ"),),
            )
        ],
        valid_from=FIRST_DAY,
    )
    found = search_units("noi vu", near=organised.commune)
    nearest = next(unit for unit in found if unit.kind == UnitKind.DEPARTMENT)
    assert nearest.province_id == organised.province.pk
    assert len(found) == 3
    for office in (organised.ward, organised.commune, organised.province):
        here = search_units("kinh te", near=office)[0]
        assert (here.province_id, here.commune_id) == (office.province_id, office.commune_id)
    assert [unit.name for unit in search_units("vhxh xã mai")] == ["Phòng Văn hóa - Xã hội"]
    assert search_units("") == search_units("%") == search_units("không có đâu") == []


@pytest.mark.parametrize(
    ("kind", "name", "economy"),
    [
        ("xã", "Mai Lĩnh", "Phòng Kinh tế"),
        ("đặc khu", "Vân Đồn", "Phòng Kinh tế"),
        ("đặc khu", "Phú Quốc", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("phường", "Ba Đình", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    ],
)
def test_each_commune_has_the_economy_of_its_kind(kind: str, name: str, economy: str) -> None:
    bodies = [body.name for body in commune_bodies(kind, name=name)]
    assert [found for found in bodies if found.startswith("Phòng Kinh tế")] == [economy]
    assert f"Công an {kind}" in bodies
