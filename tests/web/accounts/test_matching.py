from __future__ import annotations

from datetime import date

import pytest
from tests.web.organisation import TODAY, Organisation

from sauro_web.accounts.matches import Match, MatchHow, MatchState
from sauro_web.accounts.models import GroupRule, NameKind, Role, Unit, UnitKind, UnitName
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.names import forget_name, learn_name
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.operations.successions import merge_units, split_unit
from sauro_web.accounts.operations.units import rename_unit
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.queries.matching import Matcher, match


def named(found: Match) -> str | None:
    return found.unit.name if found.unit is not None else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Văn phòng HĐND và UBND xã", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("VP HĐND&UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("VPHĐND-UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("Chánh Văn phòng HĐND và UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("Phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("phòng VHXH xã Mai Lĩnh", "Phòng Văn hóa - Xã hội"),
        ("Trưởng phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("P. KT", "Phòng Kinh tế"),
        ("TT PVHCC", "Trung tâm Phục vụ hành chính công"),
        ("Chủ tịch UBND xã", "Ủy ban nhân dân xã Mai Lĩnh"),
        ("UBND", "Ủy ban nhân dân xã Mai Lĩnh"),
        ("Trưởng Công an xã", "Công an xã"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("SNV", "Sở Nội vụ"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở Văn hoá Thể thao du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân"),
        ("Công an tỉnh Đông Giang", "Công an tỉnh"),
        ("UBND phường Hòa An", "Ủy ban nhân dân phường Hòa An"),
        ("Uỷ ban nhân dân phường Hoà An", "Ủy ban nhân dân phường Hòa An"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị phường Hòa An", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("Bộ Nội vụ", "Bộ Nội vụ"),
        ("Thôn 2", "Thôn 2"),
    ],
)
def test_a_name_that_is_alone_is_certain(organised: Organisation, text: str, name: str) -> None:
    found = match(text, organised.commune, TODAY)
    assert (found.state, named(found)) == (MatchState.CERTAIN, name)


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Phòng Văn thể - Xã hội", ["Phòng Văn hóa - Xã hội"]),
        ("UBND phường", None),
        ("Văn phòng UBND", ["Văn phòng Ủy ban nhân dân"]),
        ("UBND xã Mai Linh", ["Ủy ban nhân dân xã Mai Lĩnh"]),
        ("Sở Ngoại vụ", ["Sở Nội vụ"]),
    ],
)
def test_what_is_not_certain_is_asked(organised: Organisation, text: str, proposed: list[str] | None) -> None:
    found = match(text, organised.commune, TODAY)
    assert found.state in (MatchState.ASK, MatchState.UNKNOWN)
    assert found.unit is None
    assert len(found.candidates) <= 2
    if proposed:
        assert found.candidates[0].unit.name == proposed[0]


def test_what_is_no_office_is_unknown(organised: Organisation) -> None:
    assert match("lực lượng tại chỗ", organised.commune, TODAY).state is MatchState.UNKNOWN
    assert match("", organised.commune, TODAY).state is MatchState.UNKNOWN


@pytest.mark.parametrize(
    ("text", "rules", "related"),
    [
        ("Các cơ quan, đơn vị", [GroupRule.OWN_UNITS], False),
        ("Thủ trưởng các cơ quan, đơn vị thuộc UBND xã", [GroupRule.OWN_UNITS], False),
        ("các cơ quan, đơn vị có liên quan", [GroupRule.OWN_UNITS], True),
        ("các phòng, đơn vị trực thuộc", [GroupRule.OWN_UNITS], False),
        ("các cơ quan chuyên môn", [GroupRule.DIVISIONS], False),
        ("các thôn, tổ dân phố", [GroupRule.VILLAGES], False),
        ("các tổ chức chính trị - xã hội", [GroupRule.FRONTS], False),
        ("các sở, ban, ngành tỉnh", [GroupRule.DEPARTMENTS], False),
    ],
)
def test_wordings_of_a_commune_mean_its_groups(
    organised: Organisation, text: str, rules: list[GroupRule], related: bool
) -> None:
    found = match(text, organised.commune, TODAY)
    assert found.state is MatchState.GROUP
    assert ([group.rule for group in found.groups], found.related) == (rules, related)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Các sở, ban, ngành", [GroupRule.DEPARTMENTS]),
        ("Chủ tịch UBND các xã, phường", [GroupRule.COMMUNES]),
        ("Ủy ban nhân dân cấp xã", [GroupRule.COMMUNES]),
        ("Các sở, ban, ngành; UBND các xã, phường", [GroupRule.DEPARTMENTS_AND_COMMUNES]),
        ("Người đứng đầu các sở, ngành, địa phương", [GroupRule.DEPARTMENTS, GroupRule.COMMUNES]),
        ("Sở, ban, ngành, tổ chức chính trị - xã hội", [GroupRule.DEPARTMENTS, GroupRule.FRONTS]),
    ],
)
def test_wordings_of_a_province_mean_its_groups(
    organised: Organisation, text: str, rules: list[GroupRule]
) -> None:
    found = match(text, organised.province, TODAY)
    assert [group.rule for group in found.groups] == rules


@pytest.mark.parametrize(
    "text",
    [
        "phường Trung Tâm",
        "UBND xã Cửa Tùng",
        "các đơn vị trực thuộc Sở",
        "các xã ven biển",
        "các doanh nghiệp",
        "các đơn vị",
        "UBND các xã, phường và đơn vị liên quan",
        "các sở, ban, ngành và các cơ quan, đơn vị có liên quan",
    ],
)
def test_what_only_sounds_like_a_group_is_none(organised: Organisation, text: str) -> None:
    assert not match(text, organised.province, TODAY).is_settled


@pytest.mark.parametrize("text", ["Thôn Trung Tâm", "Văn phòng Trung tâm"])
def test_a_word_for_a_unit_in_a_name_makes_no_group(organised: Organisation, text: str) -> None:
    assert not match(text, organised.commune, TODAY).is_settled


def test_what_a_person_said_of_a_wording_goes_before_the_general_rule(organised: Organisation) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    for text in ("các bộ phận chuyên môn", "Trưởng ban Tổ chức hội chợ"):
        learn_name(unit, by=None, text=text, office=organised.commune, on=TODAY)
        assert match(text, organised.commune, TODAY).unit == unit
        forget_name(by=None, text=text, office=organised.commune, on=TODAY)
        assert match(text, organised.commune, TODAY).unit is None


def test_an_inner_unit_of_some_commune_is_not_taken_in_a_plan_of_the_province(
    organised: Organisation,
) -> None:
    assert not match("Phòng Văn hóa - Xã hội", organised.province, TODAY).is_settled
    assert not match("Phòng Kinh tế", organised.province, TODAY).is_settled


def test_two_communes_that_differ_by_accents_are_told_apart(organised: Organisation) -> None:
    body = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Mai Linh")
    other = plant(organised.province, [body], valid_from=FIRST_DAY)[0]
    matcher = Matcher(organised.province, TODAY)
    assert matcher.match("UBND xã Mai Linh").unit == other
    assert matcher.match("UBND xã Mai Lĩnh").unit == organised.commune
    assert matcher.match("UBND xa Mai Linh").state is MatchState.ASK


def test_a_name_of_two_provinces_means_the_own_one_and_the_other_by_its_province(
    organised: Organisation,
) -> None:
    inside = (
        Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Mai Lĩnh"),
        Body(UnitKind.DEPARTMENT, "Sở Nội vụ"),
    )
    other = plant(
        None, [Body(UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Tây Giang", inside=inside)], valid_from=FIRST_DAY
    )[0]
    found = Matcher(organised.province, TODAY).match_all(
        ["UBND xã Mai Lĩnh", "Sở Nội vụ", "UBND xã Mai Lĩnh, tỉnh Tây Giang", "Sở Nội vụ tỉnh Tây Giang"]
    )
    provinces = [one.unit.province_id if one.unit else None for one in found]
    assert provinces == [organised.province.pk, organised.province.pk, other.pk, other.pk]
    assert found[0].unit == organised.commune


def test_a_merged_unit_resolves_to_its_successor_with_a_note(organised: Organisation) -> None:
    old = organised.unit(organised.commune, "Phòng Kinh tế")
    into = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    merge_units([old], by=None, into=into, first_day=date(2026, 5, 1), on=date(2026, 5, 1))
    found = match("Phòng Kinh tế", organised.commune, TODAY)
    assert (found.state, found.unit, found.how) == (MatchState.CERTAIN, into, MatchHow.SUCCESSOR)
    assert found.note == "Phòng Kinh tế (đến 30/04/2026) nay là Phòng Văn hóa - Xã hội."
    assert match("Phòng Kinh tế", organised.commune, date(2026, 4, 30)).unit == old


def test_a_split_unit_is_asked(organised: Organisation) -> None:
    old = organised.unit(organised.commune, "Phòng Kinh tế")
    parts = [Body(UnitKind.DIVISION, "Phòng Tài chính"), Body(UnitKind.DIVISION, "Phòng Nông nghiệp")]
    new = split_unit(old, by=None, parts=parts, first_day=date(2026, 5, 1), on=date(2026, 5, 1))
    found = match("Phòng Kinh tế", organised.commune, TODAY)
    assert found.state is MatchState.ASK
    assert [one.unit for one in found.candidates] == new


def test_a_renamed_unit_keeps_its_old_name_and_a_new_unit_may_take_it(organised: Organisation) -> None:
    old = organised.unit(organised.commune, "Phòng Kinh tế")
    rename_unit(old, by=None, name="Phòng Kinh tế và Hạ tầng", on=TODAY)
    found = match("Phòng Kinh tế", organised.commune, TODAY)
    assert (found.unit, found.how) == (old, MatchHow.FORMER)
    new = plant(organised.commune, [Body(UnitKind.DIVISION, "Phòng Kinh tế")], valid_from=TODAY)[0]
    assert match("Phòng Kinh tế", organised.commune, TODAY).unit == new


def test_a_division_names_its_sisters_and_a_department_its_own_office_first(organised: Organisation) -> None:
    division = organised.unit(organised.commune, "Phòng Kinh tế")
    sisters = Matcher(division, TODAY)
    assert named(sisters.match("VP HĐND và UBND")) == "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"
    assert sisters.match("UBND xã").unit == organised.commune
    department = Matcher(organised.unit(organised.province, "Sở Nội vụ"), TODAY)
    assert named(department.match("Văn phòng Ủy ban nhân dân")) == "Văn phòng Ủy ban nhân dân"
    assert department.match("Văn phòng").unit is None
    assert named(department.match("Sở Tài chính")) == "Sở Tài chính"


def test_a_commune_that_became_a_ward_goes_by_both_words(organised: Organisation) -> None:
    rename_unit(organised.commune, by=None, name="Ủy ban nhân dân phường Mai Lĩnh", on=TODAY)
    organised.commune.refresh_from_db()
    matcher = Matcher(organised.commune, TODAY)
    for text in ("UBND xã", "UBND phường", "UBND xã Mai Lĩnh", "UBND phường Mai Lĩnh"):
        assert matcher.match(text).unit == organised.commune
    assert named(matcher.match("Phòng Kinh tế xã")) == "Phòng Kinh tế"


def test_a_name_shared_by_two_units_is_asked(organised: Organisation) -> None:
    for name in ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội"):
        unit = organised.unit(organised.commune, name)
        UnitName.objects.create(
            unit=unit, text="Phòng chuyên trách", key="phong chuyen trach", kind=NameKind.SPELLING
        )
    found = match("Phòng chuyên trách", organised.commune, TODAY)
    assert found.state is MatchState.ASK
    assert {one.unit.name for one in found.candidates} == {"Phòng Kinh tế", "Phòng Văn hóa - Xã hội"}


def test_what_a_person_taught_holds_for_that_office_alone_and_never_over_a_proper_name(
    organised: Organisation,
) -> None:
    officer = organised.person("an", (organised.commune, Role.OFFICER))
    unit = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    for text in ("Bộ phận văn xã", "Phòng Kinh tế"):
        learn_name(unit, by=officer, text=text, office=organised.commune, on=TODAY)
    found = match("bộ phận Văn xã", organised.commune, TODAY)
    assert (found.unit, found.how) == (unit, MatchHow.LEARNED)
    assert match("Bộ phận văn xã", organised.ward, TODAY).unit is None
    assert named(match("Phòng Kinh tế", organised.commune, TODAY)) == "Phòng Kinh tế"


def test_a_group_may_be_called_by_wordings_of_its_own(organised: Organisation) -> None:
    found = match("cơ quan báo chí", organised.province, TODAY)
    assert (found.state, found.how) == (MatchState.GROUP, MatchHow.GROUP_NAME)


def test_many_names_cost_as_many_queries_as_one(
    organised: Organisation, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    texts = ["Sở Nội vụ", "UBND xã", "Phòng VHXH", "các cơ quan, đơn vị", "Thôn 1"]
    with django_assert_num_queries(6):  # type: ignore[operator]
        Matcher(organised.commune, TODAY).match_all(texts)
    with django_assert_num_queries(6):  # type: ignore[operator]
        Matcher(organised.commune, TODAY).match_all(texts * 20)


def test_an_office_without_any_tree_asks_and_does_not_fail(db: None) -> None:
    lone = plant(None, [Body(UnitKind.OTHER, "Ban Điều phối")], valid_from=FIRST_DAY)[0]
    matcher = Matcher(lone, TODAY)
    assert matcher.match("Sở Nội vụ").state is MatchState.UNKNOWN
    assert matcher.match("các cơ quan, đơn vị").state is MatchState.ASK
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "Các sở, ban, ngành (trừ Sở Y tế)",
        "các sở, ban, ngành, ngoại trừ Sở Y tế",
        "Sở, ban, ngành không kể Sở Y tế",
    ],
)
def test_who_is_left_out_of_a_group_is_asked(organised: Organisation, text: str) -> None:
    found = match(text, organised.province, TODAY)
    assert (found.state, found.text) == (MatchState.ASK, text)
    assert [group.name for group in found.groups] == ["Các sở, ban, ngành"]
    assert found.note == "Trừ Sở Y tế; hãy chọn từng đơn vị."


def test_what_is_left_out_of_no_group_means_nobody(organised: Organisation) -> None:
    text = "Các doanh nghiệp nhà nước (trừ ngân hàng)"
    assert match(text, organised.province, TODAY).state == MatchState.UNKNOWN


def test_heads_of_several_groups_stand_for_them(organised: Organisation) -> None:
    text = "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường"
    found = match(text, organised.province, TODAY)
    assert [group.name for group in found.groups] == ["Các sở, ban, ngành", "UBND các xã, phường"]


def test_divisions_are_called_specialist(organised: Organisation) -> None:
    found = match("các phòng, ban chuyên môn", organised.commune, TODAY)
    assert [group.name for group in found.groups] == ["Các cơ quan chuyên môn"]


def test_a_unit_of_a_merged_commune_is_found_by_its_old_place(organised: Organisation) -> None:
    old = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    merge_units([organised.commune], by=None, into=organised.ward, first_day=TODAY, on=TODAY)
    found = match("Phòng Văn hóa - Xã hội xã Mai Lĩnh", organised.province, TODAY)
    assert found.unit == organised.unit(organised.ward, "Phòng Văn hóa - Xã hội") != old
