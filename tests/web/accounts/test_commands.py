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
def test_an_office_gets_its_first_administrator() -> None:
    run("found_commune", "00256")
    said = run("first_administrator", "00256", "Quan.Tri", "Đèo Thị Phượng")
    person = User.objects.get()
    position = person.memberships.get()
    assert (person.username, position.role, position.unit.area_code) == (
        "quan.tri",
        Role.ADMINISTRATOR,
        "00256",
    )
    assert person.must_change_password
    assert person.check_password(said.strip().rsplit(": ", 1)[1])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("99999", "quantri", "A"), "Chưa có cơ quan nào"),
        (("00256", "có dấu", "A"), "chữ không dấu"),
        (("00256", "daco", "A"), "đã có người dùng"),
    ],
)
def test_an_administrator_who_cannot_be_says_why(arguments: tuple[str, ...], said: str) -> None:
    run("found_commune", "00256")
    User.objects.create_user("daco", full_name="A")
    with pytest.raises(CommandError, match=said):
        run("first_administrator", *arguments)
