"""What passes on when units merge, split and end, and what may not be decided twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.web.organisation import TODAY, Organisation

from sauro_web.accounts.models import GroupRule, Membership, Role, Unit, UnitGroup, UnitKind
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.groups import make_group
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.operations.successions import merge_units, split_unit
from sauro_web.accounts.operations.units import change_unit, end_unit, found_unit, move_unit
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.queries.groups import members
from sauro_web.accounts.queries.matching import match
from sauro_web.accounts.queries.units import sisters
from sauro_web.accounts.rules import holds
from sauro_web.common.errors import Conflict, NotReady

LATER = date(2026, 9, 1)
NEW_WARD = Body(UnitKind.COMMUNE, "Ủy ban nhân dân phường Mai An")


def division(organised: Organisation, name: str, valid_from: date = FIRST_DAY) -> Unit:
    return plant(organised.commune, [Body(UnitKind.DIVISION, name)], valid_from=valid_from)[0]


def positions(user_name: str) -> list[tuple[str, str, date, date | None]]:
    rows = Membership.objects.filter(user__username=user_name).order_by("pk")
    return list(rows.values_list("unit__name", "role", "valid_from", "valid_to"))


def test_what_is_to_end_is_not_decided_again(organised: Organisation) -> None:
    one, two, three = (division(organised, f"Phòng {name}") for name in ("Một", "Hai", "Ba"))
    merge_units([one], by=None, into=two, first_day=LATER, on=TODAY)
    parts = [Body(UnitKind.DIVISION, "Phòng X"), Body(UnitKind.DIVISION, "Phòng Y")]
    with pytest.raises(Conflict, match="31/08/2026"):
        merge_units([one], by=None, into=three, first_day=TODAY, on=TODAY)
    with pytest.raises(Conflict):
        merge_units([three], by=None, into=one, first_day=LATER, on=TODAY)
    with pytest.raises(Conflict):
        split_unit(one, by=None, parts=parts, first_day=TODAY, on=TODAY)
    with pytest.raises(Conflict):
        end_unit(one, by=None, on=TODAY)


def test_nothing_merges_into_what_is_not_there_yet(organised: Organisation) -> None:
    old, new = division(organised, "Phòng Cũ"), division(organised, "Phòng Mới", date(2026, 6, 1))
    with pytest.raises(NotReady, match="chưa hoạt động"):
        merge_units([old], by=None, into=new, first_day=date(2026, 5, 1), on=TODAY)
    merge_units([old], by=None, into=new, first_day=date(2026, 6, 2), on=TODAY)
    assert match("Phòng Cũ", organised.commune, TODAY).unit == new
    assert match("Phòng Cũ", organised.commune, date(2026, 5, 2)).unit == old


def test_a_part_that_has_its_last_day_keeps_it(organised: Organisation) -> None:
    office = organised.unit(organised.commune, "Phòng Kinh tế")
    end_unit(office, by=None, on=TODAY, last_day=date(2026, 12, 31))
    with pytest.raises(NotReady, match="Phòng Kinh tế đã có ngày kết thúc"):
        merge_units([organised.commune], by=None, into=organised.ward, first_day=LATER, on=TODAY)


def test_people_go_along_until_their_own_last_day(organised: Organisation) -> None:
    one, two = division(organised, "Phòng Một"), division(organised, "Phòng Hai")
    organised.person("biệt phái", (one, Role.OFFICER))
    Membership.objects.filter(unit=one).update(valid_to=date(2026, 12, 31))
    coming = organised.person("sắp về")
    Membership.objects.create(user=coming, unit=one, role=Role.CLERK, valid_from=date(2026, 10, 1))
    merge_units([one], by=None, into=two, first_day=LATER, on=TODAY)
    assert positions("biệt phái") == [
        ("Phòng Một", "officer", FIRST_DAY, date(2026, 8, 31)),
        ("Phòng Hai", "officer", LATER, date(2026, 12, 31)),
    ]
    assert positions("sắp về") == [
        ("Phòng Một", "clerk", date(2026, 10, 1), date(2026, 10, 1)),
        ("Phòng Hai", "clerk", date(2026, 10, 1), None),
    ]


def test_no_role_reaches_further_after_a_merger(organised: Organisation) -> None:
    economy = organised.unit(organised.commune, "Phòng Kinh tế")
    boss = organised.person("truong phong", (economy, Role.HEAD))
    clerk = organised.person("quan tri phong", (economy, Role.ADMINISTRATOR))
    merge_units([organised.commune], by=None, into=organised.ward, first_day=TODAY, on=TODAY)
    assert positions("truong phong")[-1][:2] == (organised.ward.name, "officer")
    assert not holds(boss, (Role.HEAD,), organised.ward, on=TODAY)
    assert not holds(clerk, (Role.ADMINISTRATOR,), organised.ward, on=TODAY)


def test_a_head_is_one_no_more(organised: Organisation) -> None:
    one, two = division(organised, "Phòng Một"), division(organised, "Phòng Hai")
    boss = organised.person("truong phong", (one, Role.HEAD))
    Membership.objects.filter(unit=one).update(is_head=True, title="Trưởng phòng")
    merge_units([one], by=None, into=two, first_day=TODAY, on=TODAY)
    kept = boss.memberships.get(unit=two)
    assert (kept.role, kept.is_head, kept.title) == ("officer", False, "")


def test_a_new_commune_has_the_organisation_of_those_before(organised: Organisation) -> None:
    people = organised.unit(organised.commune, "Phòng Kinh tế")
    organised.person("an", (people, Role.OFFICER))
    both = [organised.commune, organised.ward]
    new = merge_units(both, by=None, into=NEW_WARD, first_day=TODAY, on=TODAY)
    inside = Unit.objects.filter(commune=new).exclude(pk=new.pk)
    assert {"Công an phường", "Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị", "Thôn 1"} <= {
        unit.name for unit in inside
    }
    assert "Công an xã" not in {unit.name for unit in inside}
    assert positions("an")[-1][0] == "Phòng Kinh tế"
    assert Membership.objects.get(user__username="an", valid_to=None).unit.commune == new
    assert match("Công an xã Mai Lĩnh", organised.province, TODAY).unit == organised.unit(
        new, "Công an phường"
    )
    groups = {group.name: group for group in UnitGroup.objects.filter(office=new)}
    assert len(members(groups["Các thôn, tổ dân phố"], TODAY)) == 2
    assert match("các phòng chuyên môn", new, TODAY).groups == (groups["Các cơ quan chuyên môn"],)


def test_villages_of_one_name_stay_two(organised: Organisation) -> None:
    plant(organised.ward, [Body(UnitKind.VILLAGE, "Thôn 1")], valid_from=FIRST_DAY)
    village = organised.unit(organised.commune, "Thôn 1")
    merge_units([organised.commune], by=None, into=organised.ward, first_day=TODAY, on=TODAY)
    names = Unit.objects.filter(commune=organised.ward, kind=UnitKind.VILLAGE).values_list("name", flat=True)
    assert set(names) == {"Thôn 1", "Thôn 1 (Mai Lĩnh)", "Thôn 2"}
    assert village.followed_by.get().successor.name == "Thôn 1 (Mai Lĩnh)"


def test_groups_count_the_successor_in_from_its_first_day(organised: Organisation) -> None:
    chosen = make_group(
        organised.province, by=None, name="Các xã điểm", rule=GroupRule.LISTED,
        included=[organised.commune], on=TODAY,
    )  # fmt: skip
    all_but = make_group(
        organised.province, by=None, name="Các xã còn lại", rule=GroupRule.COMMUNES,
        excluded=[organised.commune, organised.ward], on=TODAY,
    )  # fmt: skip
    both = [organised.commune, organised.ward]
    new = merge_units(both, by=None, into=NEW_WARD, first_day=LATER, on=TODAY)
    assert members(chosen, TODAY) == [organised.commune]
    assert members(chosen, LATER) == [new]
    assert members(all_but, LATER) == []


def test_parts_of_a_split_unit_take_its_place_in_groups(organised: Organisation) -> None:
    office = division(organised, "Phòng Một")
    chosen = make_group(
        organised.commune, by=None, name="Tổ công tác", rule=GroupRule.LISTED, included=[office], on=TODAY
    )
    parts = [Body(UnitKind.DIVISION, "Phòng X"), Body(UnitKind.DIVISION, "Phòng Y")]
    made = split_unit(office, by=None, parts=parts, first_day=TODAY, on=TODAY)
    assert members(chosen, TODAY) == made


def test_a_chain_longer_than_anybody_remembers_resolves(organised: Organisation) -> None:
    unit = division(organised, "Tổ không")
    for step in range(1, 12):
        day = TODAY - timedelta(days=20 - step)
        body = Body(UnitKind.DIVISION, f"Tổ số {step}")
        unit = merge_units([unit], by=None, into=body, first_day=day, on=day)
    assert match("Tổ không", organised.commune, TODAY).unit == unit


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (UnitKind.COMMUNE, "commune"),
        (UnitKind.DEPARTMENT, "commune"),
        (UnitKind.VILLAGE, "province"),
    ],
)
def test_each_kind_stands_in_its_place(organised: Organisation, kind: UnitKind, parent: str) -> None:
    with pytest.raises(NotReady, match=r"chỉ đứng trực tiếp|chỉ thuộc"):
        found_unit(by=None, parent=getattr(organised, parent), body=Body(kind, "Đơn vị lạc"), on=TODAY)


def test_a_commune_is_not_moved_into_a_division(organised: Organisation) -> None:
    office = organised.unit(organised.commune, "Phòng Kinh tế")
    with pytest.raises(NotReady):
        move_unit(organised.ward, by=None, to=office, on=TODAY)


def test_communes_do_not_merge_with_offices(organised: Organisation) -> None:
    department = organised.unit(organised.province, "Sở Nội vụ")
    with pytest.raises(NotReady, match="Xã chỉ sáp nhập với xã"):
        merge_units([organised.commune], by=None, into=department, first_day=LATER, on=TODAY)
    assert list(sisters(organised.commune, TODAY)) == [organised.ward]
    assert organised.ward not in sisters(department, TODAY)


def test_nothing_begins_before_what_it_belongs_to(organised: Organisation) -> None:
    with pytest.raises(NotReady, match="trước ngày đơn vị cấp trên"):
        found_unit(
            by=None, parent=organised.commune, body=Body(UnitKind.DIVISION, "Phòng Sớm"), on=TODAY,
            valid_from=date(2020, 1, 1),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("where", "code"), [("province", "00004"), ("commune", "08"), ("commune", "ABCDE"), ("office", "00004")]
)
def test_an_area_code_is_that_of_its_level(organised: Organisation, where: str, code: str) -> None:
    office = organised.unit(organised.commune, "Phòng Kinh tế")
    unit = office if where == "office" else getattr(organised, where)
    with pytest.raises(NotReady, match="Mã đơn vị hành chính"):
        change_unit(unit, by=None, symbol="", identifier="", area_code=code, position=1, on=TODAY)
