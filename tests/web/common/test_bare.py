"""Comparing in the database without accents, the same on both databases."""

from __future__ import annotations

import pytest

from sauro_web.accounts.models import Unit
from sauro_web.common.bare import Bare, LastWord, holding

pytestmark = pytest.mark.django_db


def plant(*names: str) -> None:
    for name in names:
        Unit.objects.add_root({"kind": "other", "name": name, "symbol": "57/KH-ĐB"})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dang uy", True),
        ("ĐẢNG uỷ", True),
        ("57/kh", True),
        ("dang  57/KH-DB", True),
        ("dang xa", False),
        ("%", False),
        ("_ang", False),
        ("'; drop", False),
        ("", True),
    ],
)
def test_every_word_must_stand_in_one_of_the_fields(words: str, found: bool) -> None:
    plant("Văn phòng Đảng Uỷ")
    assert holding(Unit.objects.all(), words, "name", "symbol").exists() is found


def test_letters_lose_accents_and_capitals() -> None:
    plant("ỨNG HOÀ Ặ ệ đ Đ 12", "Lò Thị  Ển", "Một")
    rows = Unit.objects.order_by("pk").annotate(bare=Bare("name"), last=LastWord("name"))
    assert list(rows.values_list("bare", "last")) == [
        ("ung hoa a e d d 12", "12"), ("lo thi  en", "Ển"), ("mot", "Một"),
    ]  # fmt: skip
