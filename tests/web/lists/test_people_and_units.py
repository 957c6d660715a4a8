"""The lists of people, units and members of groups, and what of them leaves the office."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from tests.web.lists.conftest import sheet_of
from tests.web.organisation import FRAME, TODAY, TRAIL, Organisation, signed_in

from sauro_web.accounts.importing.reading import read
from sauro_web.accounts.models import GroupRule, Membership, Role, Unit, UnitGroup, UnitKind, UnitName, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.importing import import_spreadsheet
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.views import reaching
from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "localdate", lambda: TODAY)


def called(*names: str) -> None:
    """Names people otherwise."""
    for user, name in zip(User.objects.order_by("pk"), names, strict=True):
        User.objects.filter(pk=user.pk).update(full_name=name)


def test_people_are_sorted_by_the_name_they_are_called_by(
    organised: Organisation, administrator: User
) -> None:
    for name in ("a", "b", "c"):
        organised.person(name, (organised.commune, Role.OFFICER))
    called("Vũ Thị Đào", "Lò Văn Én", "Đinh Bảo Anh", "An Thị Ửng")
    client = signed_in(administrator)
    sheet = sheet_of(client, "/nguoi-dung/?xep=ho-ten&dang=xlsx")
    assert [row[0] for row in sheet.rows] == ["Đinh Bảo Anh", "Vũ Thị Đào", "Lò Văn Én", "An Thị Ửng"]
    assert sheet.headings == ["Họ và tên", "Tên đăng nhập", "Đơn vị", "Chức vụ", "Vai trò", "Tài khoản"]


def test_a_list_of_people_that_leaves_the_office_is_recorded(
    organised: Organisation, administrator: User
) -> None:
    organised.person("vanthu", (organised.commune, Role.CLERK))
    client = signed_in(administrator)
    client.get("/nguoi-dung/")
    assert not Entry.objects.filter(action="people.export").exists()
    assert len(sheet_of(client, "/nguoi-dung/?vai-tro=clerk&dang=xlsx").rows) == 1
    entry = Entry.objects.get(action="people.export")
    assert (entry.actor_id, entry.object_id, entry.reason) == (
        administrator.pk, str(organised.commune.pk), "Vai trò: Văn thư",
    )  # fmt: skip
    assert entry.changes == {"số dòng": [None, 1]}
    client.get("/nguoi-dung/?dang=in")
    assert Entry.objects.filter(action="people.export").count() == 2
    history = client.get(reverse("accounts:unit", args=(organised.commune.pk,))).content.decode()
    assert "Xuất danh sách người dùng" in history


def test_people_of_a_commune_are_listed_for_it_and_above_it_alone(organised: Organisation) -> None:
    department = Unit.objects.filter(province=organised.province, kind=UnitKind.DEPARTMENT)[0]
    people = {
        name: signed_in(organised.person(name, (unit, Role.OFFICER)))
        for name, unit in {
            "tinh": organised.province, "so": department, "xa": organised.commune, "phuong": organised.ward,
        }.items()
    }  # fmt: skip
    seen = {
        name: {row[1] for row in sheet_of(client, "/nguoi-dung/?dang=xlsx").rows}
        for name, client in people.items()
    }
    assert seen == {
        "tinh": {"tinh", "so", "xa", "phuong"}, "so": {"tinh", "so"}, "xa": {"xa"}, "phuong": {"phuong"},
    }  # fmt: skip
    for name, client in people.items():
        assert {row.user.username for row in client.get("/nguoi-dung/").context["shown"].page} == seen[name]
        for username in seen[name]:
            assert client.get(f"/nguoi-dung/{User.objects.get(username=username).pk}/").status_code == 200
    assert people["so"].get(f"/nguoi-dung/{User.objects.get(username='xa').pk}/").status_code == 404


def test_somebody_without_a_position_has_an_empty_list(organised: Organisation) -> None:
    client = signed_in(organised.person("moi"))
    assert "chưa được xếp vào đơn vị nào" in client.get("/nguoi-dung/").content.decode()
    assert sheet_of(client, "/nguoi-dung/?dang=xlsx").rows == []
    assert sheet_of(client, "/don-vi/?dang=xlsx").rows == []
    assert not Entry.objects.filter(action="people.export").exists()


def test_three_thousand_people_cost_as_many_queries_as_three(
    organised: Organisation, administrator: User, django_assert_num_queries: Any
) -> None:
    client = signed_in(administrator)
    sheet_of(client, "/nguoi-dung/?dang=xlsx")  # The first entry of a trail begins it.
    for count in (3, 3_000):
        Membership.objects.exclude(user=administrator).delete()
        User.objects.exclude(pk=administrator.pk).delete()
        users = User.objects.bulk_create(
            User(username=f"n{number}", full_name=f"Người {number}") for number in range(count)
        )
        Membership.objects.bulk_create(
            Membership(user=user, unit=organised.commune, role=Role.OFFICER) for user in users
        )
        with django_assert_num_queries(10 + TRAIL):
            assert len(sheet_of(client, "/nguoi-dung/?dang=xlsx").rows) == count + 1


# Units


def test_units_have_codes_heads_and_dates(organised: Organisation, administrator: User) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    head = organised.person("truong", (unit, Role.HEAD))
    head.memberships.update(is_head=True, acting="acting")
    client = signed_in(administrator)
    sheet = sheet_of(client, "/don-vi/?dang=xlsx")
    assert sheet.headings == ["Đơn vị", "Loại", "Người đứng đầu", "Ký hiệu", "Mã ĐVHC", "Từ ngày"]
    row = next(row for row in sheet.rows if row[0] == "Phòng Kinh tế")
    assert row[2] == "Người truong (quyền)"
    assert row[5] == datetime(2025, 7, 1)
    assert [row[0] for row in sheet.rows] == [
        unit.name for unit in client.get("/don-vi/").context["shown"].page
    ]


def test_the_whole_tree_and_what_has_ended(organised: Organisation, administrator: User) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    plant(unit, [Body(UnitKind.OTHER, "Tổ Một cửa")], valid_from=FIRST_DAY)
    Unit.objects.filter(name="Thôn 2").update(valid_to=date(2026, 1, 1))
    client = signed_in(administrator)

    def names(query: str) -> list[str]:
        return [row[0] for row in sheet_of(client, f"/don-vi/?{query}&dang=xlsx").rows]

    assert "Tổ Một cửa" not in names("")
    assert names("pham-vi=toan-bo&loai=other") == ["Tổ Một cửa"]
    assert names("tinh-trang=ket-thuc") == ["Thôn 2"]
    assert {"Thôn 1", "Thôn 2"} <= set(names("tinh-trang=tat-ca"))
    assert "Thôn 2" not in names("")
    everything = names("pham-vi=toan-bo&tinh-trang=tat-ca")
    assert everything == list(
        Unit.objects.filter(path__startswith=organised.commune.path, depth__gt=organised.commune.depth)
        .order_by("path").values_list("name", flat=True)
    )  # fmt: skip
    assert names("q=mot cua") == ["Tổ Một cửa"]
    neighbour = signed_in(organised.person("ben", (organised.ward, Role.OFFICER)))
    assert "Tổ Một cửa" not in [
        row[0] for row in sheet_of(neighbour, "/don-vi/?pham-vi=toan-bo&dang=xlsx").rows
    ]


def test_units_leave_in_the_spreadsheet_by_which_they_come(
    organised: Organisation, administrator: User, outsider: User
) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    plant(unit, [Body(UnitKind.OTHER, "=1+1")], valid_from=FIRST_DAY)
    Unit.objects.filter(pk=unit.pk).update(symbol="KT", short_name="P. Kinh tế")
    UnitName.objects.create(unit=unit, text="P.KT", key="p.kt", kind="spelling")
    data = signed_in(administrator).get(f"/don-vi/{organised.commune.pk}/theo-mau-nhap.xlsx").content
    lines, faults = read(BytesIO(data))
    assert faults == []
    line = next(line for line in lines["Đơn vị"] if line["Tên đầy đủ"] == "Phòng Kinh tế")
    assert (line["Ký hiệu"], line["Tên gọi tắt"], line["Loại"]) == ("KT", "P. Kinh tế", "Phòng, văn phòng")
    assert "P.KT" in line["Cách viết khác"]
    assert next(line for line in lines["Đơn vị"] if line["Tên đầy đủ"] == "=1+1")["Thuộc"] == str(unit.pk)
    empty = plant(
        organised.province, [Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Cửa Rừng")], valid_from=FIRST_DAY
    )[0]
    outcome = import_spreadsheet(empty, by=None, file=BytesIO(data), on=TODAY, dry_run=False)
    assert (outcome.faults, outcome.written) == ((), True)
    for office in (organised.commune, empty):
        office.refresh_from_db()
    taken = [
        [
            (unit.depth, unit.kind, unit.name, unit.symbol)
            for unit in Unit.objects.filter(path__startswith=office.path)
        ]
        for office in (organised.commune, empty)
    ]
    assert sorted(taken[0][1:]) == sorted(taken[1][1:])
    elsewhere = signed_in(organised.person("khong"))
    assert elsewhere.get(f"/don-vi/{organised.commune.pk}/theo-mau-nhap.xlsx").status_code == 404


# Groups


@pytest.mark.parametrize("count", [1, 3])
def test_members_of_a_group_are_listed_and_leave(
    organised: Organisation, administrator: User, django_assert_num_queries: Any, count: int
) -> None:
    group = UnitGroup.objects.create(office=organised.commune, name="Tổ", rule=GroupRule.LISTED)
    units = Unit.objects.filter(path__startswith=organised.commune.path, depth=organised.commune.depth + 1)
    group.included.set(units.order_by("position", "path")[:count])
    address = reverse("accounts:group", args=(group.pk,))
    client = signed_in(administrator)
    with django_assert_num_queries(FRAME + 7):
        page = client.get(address)
    names = [unit.name for unit in page.context["shown"].page]
    assert len(names) == count
    assert f"Hôm nay gồm {count} đơn vị" in page.content.decode()
    assert [row[0] for row in sheet_of(client, f"{address}?dang=xlsx").rows] == names
    assert sheet_of(client, f"{address}?dang=xlsx&q=khong co").rows == []
    stranger = signed_in(organised.person("khong"))
    assert stranger.get(f"{address}?dang=xlsx").status_code == 404
