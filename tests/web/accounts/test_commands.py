from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.audit.models import Entry


def run(*arguments: str) -> str:
    written = StringIO()
    call_command(*arguments, stdout=written)
    return written.getvalue()


@pytest.mark.django_db
def test_a_commune_is_founded_with_its_province_and_says_how_many_units_it_has() -> None:
    said = run("found_commune", "00256", "--centre", "Trung tâm Dịch vụ đô thị")
    assert said == "Ủy ban nhân dân phường Hai Bà Trưng: 11 đơn vị trực thuộc.\n"
    assert Unit.objects.get(name="Trung tâm Dịch vụ đô thị").kind == UnitKind.CENTRE
    assert Unit.objects.filter(name="Ủy ban nhân dân thành phố Hà Nội").exists()
    assert list(Entry.objects.order_by("number").values_list("action", flat=True)) == [
        "unit.found_province",
        "unit.found_commune",
    ]


@pytest.mark.django_db
def test_a_province_is_founded_from_a_day_on_and_only_once() -> None:
    first = run("found_province", "04", "--from", "2025-08-01")
    assert first == run("found_province", "04", "--from", "2025-08-01")
    province = Unit.objects.get(kind=UnitKind.PROVINCE)
    assert (province.name, str(province.valid_from)) == ("Ủy ban nhân dân tỉnh Cao Bằng", "2025-08-01")


@pytest.mark.django_db
def test_a_code_that_is_none_is_said_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="Không có tỉnh, thành phố nào mang mã này"):
        run("found_province", "99")


@pytest.mark.django_db
def test_the_first_administrator_comes_in_with_a_password_for_one_use() -> None:
    run("found_commune", "02008")
    said = run("add_administrator", "02008", "quantri", "Nguyễn  Thu Hà")
    person = User.objects.get(username="quantri")
    assert said.startswith("Mật khẩu dùng một lần của Nguyễn Thu Hà (quantri): ")
    assert person.check_password(said.split(": ")[1].strip())
    assert person.must_change_password
    membership = person.memberships.get()
    assert (membership.role, membership.unit.area_code) == (Role.ADMINISTRATOR, "02008")
    assert Entry.objects.filter(action="person.add", object_id=person.pk).exists()
    with pytest.raises(CommandError, match="đã có người dùng"):
        run("add_administrator", "02008", "quantri", "Trần Quốc Việt")


@pytest.mark.django_db
def test_an_administrator_needs_an_office_first() -> None:
    with pytest.raises(CommandError, match="Chưa lập cơ quan có mã 02008"):
        run("add_administrator", "02008", "quantri", "Nguyễn Thu Hà")
