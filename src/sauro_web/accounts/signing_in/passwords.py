"""Rules for passwords, each a validator of Django with its sentence. Long ones need no mixture of signs."""

from __future__ import annotations

import re
import secrets
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from sauro.text.compare import plain

if TYPE_CHECKING:
    from sauro_web.accounts.models import User

__all__ = [
    "Argon2",
    "LongEnough",
    "ManyKinds",
    "NotAboutOneself",
    "NotCommon",
    "NotThePresentOne",
    "first_password",
]

_SHORTEST, _LONGEST, _LONG = 10, 128, 16
_TOO_CLOSE = 0.7
# What people of an office take first, once digits and signs are put away.
_WELL_KNOWN = {
    "admin", "administrator", "anhyeuem", "conyeume", "dangnhap", "emyeuanh", "hochiminh", "hanoi",
    "kehoach", "khongbiet", "matkhau", "matkhaumoi", "nguoidung", "password", "quantri", "quantrivien",
    "saigon", "sauro", "taikhoan", "tinhoc", "toiyeuvietnam", "ubnd", "ubndphuong", "ubndtinh",
    "ubndxa", "uyban", "uybannhandan", "vanphong", "vanthu", "vietnam", "vietnamvodich", "xinchao",
    "yeuem",
}  # fmt: skip
# No letters and digits that are mistaken for one another on paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Argon2(Argon2PasswordHasher):
    """Argon2id as OWASP's cheat sheet on password storage sets it (19 MiB, two passes, one lane). Django's
    own 100 MiB would take a small server's memory when an office signs in at eight o'clock."""

    time_cost, memory_cost, parallelism = 2, 19_456, 1


def first_password() -> str:
    """A password to hand over on paper, for one use: four groups of four, some 79 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", plain(text))


class LongEnough:
    """At least ten signs, and not so many that hashing them becomes an attack."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises `ValidationError` with a sentence."""
        if len(password) < _SHORTEST:
            raise ValidationError(
                f"Mật khẩu quá ngắn: cần ít nhất {_SHORTEST} ký tự.", code="password_too_short"
            )
        if len(password) > _LONGEST:
            raise ValidationError(f"Mật khẩu quá dài: không quá {_LONGEST} ký tự.", code="password_too_long")

    def get_help_text(self) -> str:
        """The rule as the person reads it beside the field."""
        return f"Ít nhất {_SHORTEST} ký tự."


class ManyKinds:
    """Three of four kinds of signs; a phrase of sixteen signs and more may be of one."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises `ValidationError` with a sentence."""
        kinds = {(sign.islower(), sign.isupper(), sign.isdigit()) for sign in password}
        if len(password) < _LONG and len(kinds) < 3:
            raise ValidationError(
                f"Mật khẩu dưới {_LONG} ký tự cần ít nhất ba trong bốn loại: chữ thường, chữ hoa, chữ số, "
                "ký tự khác.",
                code="password_of_few_kinds",
            )

    def get_help_text(self) -> str:
        """The rule as the person reads it beside the field."""
        return (
            f"Có ba trong bốn loại: chữ thường, chữ hoa, chữ số, ký tự khác; hoặc một câu từ {_LONG} ký tự "
            "trở lên."
        )


class NotAboutOneself:
    """Not one's user name, name, e-mail address or telephone number, with accents or without."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises `ValidationError` with a sentence."""
        if user is None:
            return
        mine = re.sub(r"[\W_]", "", plain(password))
        for known in (user.username, user.full_name, user.email.partition("@")[0], user.phone):
            known = re.sub(r"[\W_]", "", plain(known))
            if len(known) >= 4 and (known in mine or self._close(mine, known)):
                raise ValidationError(
                    "Mật khẩu quá giống tên, tên đăng nhập, thư điện tử hoặc số điện thoại.",
                    code="password_too_similar",
                )

    def _close(self, mine: str, known: str) -> bool:
        return SequenceMatcher(a=mine, b=known).quick_ratio() >= _TOO_CLOSE and (
            SequenceMatcher(a=mine, b=known).ratio() >= _TOO_CLOSE
        )

    def get_help_text(self) -> str:
        """The rule as the person reads it beside the field."""
        return "Không giống tên, tên đăng nhập, thư điện tử, số điện thoại."


class NotCommon(CommonPasswordValidator):
    """Not among those that are tried first: Django's twenty thousand, and the words of our offices with
    digits and signs around them."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises `ValidationError` with a sentence."""
        bare = plain(password).strip()
        if bare in self.passwords or (letters := _letters(password)) in _WELL_KNOWN or not letters:
            raise ValidationError(
                "Mật khẩu này quá dễ đoán: đừng dùng riêng chữ số hay những từ ai cũng nghĩ tới.",
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """The rule as the person reads it beside the field."""
        return "Không chỉ gồm chữ số, không phải từ dễ đoán."


class NotThePresentOne:
    """A change is a change."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises `ValidationError` with a sentence."""
        if user is not None and user.pk is not None and user.check_password(password):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.", code="password_unchanged")

    def get_help_text(self) -> str:
        """The rule as the person reads it beside the field."""
        return "Khác mật khẩu đang dùng."
