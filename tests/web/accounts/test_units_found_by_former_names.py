"""Units that are gone or yet to come: found by their names, and what their pages say and offer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.web.accounts.test_importing import book
from tests.web.organisation import Organisation, signed_in

from sauro_web.accounts.models import GroupRule, Role, Unit, UnitKind, User
from sauro_web.accounts.operations.groups import make_group
from sauro_web.accounts.operations.importing import import_spreadsheet
from sauro_web.accounts.operations.names import add_name
from sauro_web.accounts.operations.successions import merge_units, split_unit
from sauro_web.accounts.operations.units import found_unit, rename_unit
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.queries.units import search_units
from sauro_web.common.errors import Conflict, NotAllowed, NotReady

pytestmark = pytest.mark.django_db
TODAY = localdate()
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def unit(organised: Organisation) -> Unit:
    return organised.unit(organised.commune, "Phòng Kinh tế")


@pytest.fixture
def browser(administrator: User) -> Client:
    return signed_in(administrator)


def test_by_the_name_of_a_unit_that_is_gone_its_successor_is_found(
    organised: Organisation, browser: Client, unit: Unit
) -> None:
    new = Body(UnitKind.DIVISION, "Phòng Tổng hợp")
    follower = merge_units([unit], by=None, into=new, first_day=TODAY, on=TODAY)
    assert search_units("phong kinh te xa mai", on=TODAY) == [follower]
    assert search_units("phong kinh te xa mai") == [unit]
    found = browser.get(reverse("pages:search"), {"q": "phong kinh te xa mai"}).content.decode()
    said = found.replace("<mark>", "").replace("</mark>", "")
    assert f"kế thừa Phòng Kinh tế từ {TODAY:%d/%m/%Y}" in said

    def listed(standing: str) -> list[Unit]:
        data = {"q": "phong kinh te xa mai", "tinh-trang": standing}
        return list(browser.get(reverse("accounts:units"), data).context["shown"].page)

    assert (listed(""), listed("ket-thuc"), listed("tat-ca")) == ([follower], [unit], [unit])


def test_a_succession_to_come_is_not_said_to_be_there(
    organised: Organisation, browser: Client, unit: Unit
) -> None:
    follower = merge_units(
        [unit], by=None, into=Body(UnitKind.DIVISION, "Phòng Tổng hợp"), first_day=SOON, on=TODAY
    )
    page = browser.get(reverse("accounts:unit", args=(unit.pk,))).content.decode()
    assert "Sẽ là" in page
    assert "Nay là" not in page
    new = browser.get(reverse("accounts:unit", args=(follower.pk,))).content.decode()
    assert "từ ngày đó mới giao người và thay đổi được đơn vị" in new
    with pytest.raises(NotReady, match=f"hoạt động từ ngày {SOON:%d/%m/%Y}"):
        rename_unit(follower, by=None, name="Phòng Khác", on=TODAY)


def test_who_administers_a_commune_makes_no_communes_of_it(
    organised: Organisation, administrator: User, browser: Client
) -> None:
    commune = organised.commune
    new = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Tự Lập")
    with pytest.raises(NotAllowed, match="cấp trên"):
        merge_units([commune], by=administrator, into=new, first_day=TODAY, on=TODAY)
    with pytest.raises(NotAllowed, match="cấp trên"):
        split_unit(commune, by=administrator, parts=[new, new], first_day=TODAY, on=TODAY)
    page = browser.get(reverse("accounts:unit", args=(commune.pk,))).content.decode()
    for name, status in (("unit_merge", 403), ("unit_split", 403), ("unit_move", 409)):
        address = reverse(f"accounts:{name}", args=(commune.pk,))
        assert address not in page
        assert browser.get(address).status_code == status
    above = organised.person("quantritinh", (organised.province, Role.ADMINISTRATOR))
    assert merge_units([commune], by=above, into=new, first_day=TODAY, on=TODAY).name == new.name


def test_parts_of_a_split_have_names_of_their_own(unit: Unit) -> None:
    parts = [Body(UnitKind.DIVISION, name) for name in ("Phòng Một", "PHÒNG  MỘT")]
    with pytest.raises(NotReady, match="trùng tên"):
        split_unit(unit, by=None, parts=parts, first_day=TODAY, on=TODAY)


def test_a_name_that_the_unit_bears_already_is_said_to_be_there(unit: Unit) -> None:
    with pytest.raises(NotReady, match="đang mang đúng tên này"):
        rename_unit(unit, by=None, name=unit.name, short_name=unit.short_name, on=TODAY)
    with pytest.raises(Conflict, match="đã có cách gọi này"):
        add_name(unit, by=None, text="phòng kinh tế", on=TODAY)


def test_a_wording_means_one_group_of_an_office(organised: Organisation) -> None:
    make_group(
        organised.commune,
        by=None,
        name="Tổ công tác",
        rule=GroupRule.VILLAGES,
        wordings=["các tổ công tác"],
        on=TODAY,
    )
    for name, wordings in (("tổ công tác", []), ("Nhóm khác", ["Các tổ công tác"])):
        with pytest.raises(Conflict, match="đã thuộc nhóm “Tổ công tác”"):
            make_group(
                organised.commune,
                by=None,
                name=name,
                rule=GroupRule.VILLAGES,
                wordings=wordings,
                on=TODAY,
            )


def test_a_group_is_taken_away_after_saying_what_that_means(organised: Organisation, browser: Client) -> None:
    group = organised.commune.groups.earliest("pk")
    page = reverse("accounts:group_remove", args=(group.pk,))
    assert "không lấy lại được" in browser.get(page).content.decode()
    assert organised.commune.groups.filter(pk=group.pk).exists()
    shown = browser.get(reverse("accounts:group", args=(group.pk,))).content.decode()
    assert shown.count('aria-current="page"') >= 1


def test_villages_of_a_file_stand_in_a_commune(organised: Organisation) -> None:
    village, department = "Thôn, tổ dân phố", "Sở, ban, ngành"
    rows: list[tuple[object, ...]] = [
        ("1", "", village, "Thôn Lạc"),
        ("2", "3", village, "Thôn Xa"),
        ("3", "", department, "Sở Thử"),
    ]
    outcome = import_spreadsheet(organised.province, by=None, file=book(rows), on=TODAY)
    assert [(fault.row, fault.column[0]) for fault in outcome.faults] == [(2, "B"), (3, "B")]
    inside = import_spreadsheet(organised.commune, by=None, file=book(rows[:1]), on=TODAY)
    assert not inside.faults
    found_unit(by=None, parent=organised.commune, body=Body(UnitKind.VILLAGE, "Thôn Mới"), on=TODAY)
