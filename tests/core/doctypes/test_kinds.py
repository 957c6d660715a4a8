"""Kinds of documents and their abbreviations."""

import pytest

from sauro.doctypes.kinds import (
    ADMINISTRATIVE_KINDS,
    Order,
    fits,
    kind_named,
    kind_of_symbol,
    kinds_abbreviated,
)


def test_the_decree_names_twenty_nine_kinds() -> None:
    assert len({kind.name for kind in ADMINISTRATIVE_KINDS}) == 29


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("KH-UBND", "Kế hoạch"),
        ("QyĐ-UBND", "Quy định"),
        ("TTr-SNV", "Tờ trình"),
        ("NĐ-CP", "Nghị định"),
        ("TT-BNV", "Thông tư"),
        ("TTLT-BNV-BTC", "Thông tư liên tịch"),
        ("KL/TW", "Kết luận"),
        ("CT/TU", "Chỉ thị"),
        ("TT/TW", "Thông tri"),
        ("UBND-NC", "Công văn"),
        ("QH15", None),
        ("", None),
    ],
)
def test_a_symbol_shows_the_kind(symbol: str, name: str | None) -> None:
    kind = kind_of_symbol(symbol)
    assert (kind.name if kind else None) == name


def test_one_abbreviation_of_the_party_stands_for_two_kinds() -> None:
    assert [kind.name for kind in kinds_abbreviated("QĐ", party=True)] == ["Quyết định", "Quy định"]


@pytest.mark.parametrize(
    ("name", "symbol", "expected"),
    [
        ("Quy định", "QĐ/TW", True),
        ("Kế hoạch", "KL/TW", False),
        ("Luật", "QH15", True),
        ("Nghị quyết", "QH15", True),
        ("Nghị định", "QH15", False),
        ("Pháp lệnh", "UBTVQH15", True),
        ("Công văn", "UBND-NC", True),
        ("Quyết định", "UBND-NC", False),
    ],
)
def test_a_name_fits_a_symbol_or_not(name: str, symbol: str, expected: bool) -> None:
    assert fits(name, symbol) is expected


def test_kinds_are_found_by_name_whatever_the_case() -> None:
    kind = kind_named("KẾ  HOẠCH")
    assert kind is not None
    assert (kind.name, kind.abbreviation, kind.order) == ("Kế hoạch", "KH", Order.ADMINISTRATIVE)
    party = kind_named("kết luận")
    assert party is not None
    assert party.order is Order.PARTY
