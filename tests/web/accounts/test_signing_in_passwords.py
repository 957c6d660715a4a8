"""Rules for passwords."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from tests.web.accounts.signing_in_people import PASSWORD, person

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.passwords import first_password

MAI = User(username="lo.thi.mai", full_name="Lò Thị Mai", email="mai.lt@xa.example", phone="0912 345 678")


def _faults(password: str, user: User | None = MAI) -> set[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {fault.code or "" for fault in error.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        "Hoa ban nở 2026",
        "ruộng bậc thang chín vàng",
        "Suối-Giàng-30",
        "xKq7 mpw2 Zt",
        "một câu dài toàn chữ thường",
    ],
)
def test_good_ones(password: str) -> None:
    assert _faults(password) == set()


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("Ab3$efg", "password_too_short"),
        ("A1b " * 40, "password_too_long"),
        ("chuthuongthoi", "password_of_few_kinds"),
        ("Matkhau@2026", "password_too_common"),
        ("MậtKhẩu@2026", "password_too_common"),
        ("Ubnd-Xa-2026", "password_too_common"),
        ("20262027202820292030", "password_too_common"),
        ("iloveyou123", "password_too_common"),
        ("Lo.Thi.Mai-1", "password_too_similar"),
        ("Lò Thị Mai 2026", "password_too_similar"),
        ("Mai.lt@0912", "password_too_similar"),
        ("A-0912345678-b", "password_too_similar"),
    ],
)
def test_bad_ones(password: str, fault: str) -> None:
    assert fault in _faults(password)


@pytest.mark.django_db
def test_the_present_one_is_no_change() -> None:
    mai = person()
    assert _faults(PASSWORD, mai) == {"password_unchanged"}
    assert "password_unchanged" not in _faults(PASSWORD, None)


def test_every_rule_is_told_beside_the_field() -> None:
    assert password_validators_help_texts() == [
        "Ít nhất 10 ký tự.",
        "Có ba trong bốn loại: chữ thường, chữ hoa, chữ số, ký tự khác; hoặc một câu từ 16 ký tự trở lên.",
        "Không giống tên, tên đăng nhập, thư điện tử, số điện thoại.",
        "Không chỉ gồm chữ số, không phải từ dễ đoán.",
        "Khác mật khẩu đang dùng.",
    ]


def test_a_first_password_can_be_read_from_paper() -> None:
    made = {first_password() for _ in range(200)}
    assert len(made) == 200
    assert not set("".join(made)) & set("01ilo")
    assert all(len(password) == 19 and _faults(password) <= {"password_too_similar"} for password in made)
