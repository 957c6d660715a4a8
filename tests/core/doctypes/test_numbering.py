"""Numbers as documents bear them, and how they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.doctypes.kinds import ADMINISTRATIVE_KINDS, NORMATIVE_KINDS, PARTY_KINDS, Order
from sauro.doctypes.numbering import SUFFIXES, kind_in, next_suffix, reference_key, reference_of
from sauro.doctypes.reference import parse_reference


def _written(order: Order, name: str, number: int, issuer: str, **more: str) -> str:
    kind = kind_in(order, name)
    assert kind is not None
    return str(reference_of(kind, number, issuer=issuer, year=2026, **more))


def test_each_class_has_its_pattern() -> None:
    assert _written(Order.ADMINISTRATIVE, "Kế hoạch", 153, "UBND") == "153/KH-UBND"
    assert _written(Order.ADMINISTRATIVE, "Kế hoạch", 153, "UBND", suffix="a") == "153a/KH-UBND"
    assert _written(Order.ADMINISTRATIVE, "Công văn", 9, "UBND", unit="VX") == "09/UBND-VX"
    assert _written(Order.NORMATIVE, "Quyết định", 5, "UBND") == "05/2026/QĐ-UBND"
    assert _written(Order.PARTY, "Kết luận", 12, "TU") == "12-KL/TU"


def test_the_same_name_is_another_kind_in_another_order() -> None:
    assert kind_in(Order.ADMINISTRATIVE, "quyết định") != kind_in(Order.NORMATIVE, "Quyết định")
    assert kind_in(Order.NORMATIVE, "Giấy mời") is None


@given(
    st.sampled_from([*ADMINISTRATIVE_KINDS, *NORMATIVE_KINDS[-3:-1], *PARTY_KINDS]),
    st.integers(1, 99_999),
    st.sampled_from(["", "a", "đ"]),
)
def test_what_is_written_is_read_back(kind: object, number: int, suffix: str) -> None:
    issuer = "TU" if kind.order is Order.PARTY else "UBND"  # type: ignore[attr-defined]
    written = reference_of(kind, number, issuer=issuer, year=2026, unit="VX", suffix=suffix)  # type: ignore[arg-type]
    assert parse_reference(str(written)) == written


def test_letters_follow_the_vietnamese_alphabet() -> None:
    assert next_suffix(set()) == "a"
    assert next_suffix(set("abcd")) == "đ"
    with pytest.raises(ValueError, match="every letter"):
        next_suffix(set(SUFFIXES))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("09/KH-UBND", "9 / kh–ubnd"),
        ("05/2026/QĐ-UBND", "5/2026/qd-ubnd"),
        ("226-KL/TW", "226-kl/tw"),
        (" 12/UBND-VX", "12/UBND - VX"),
    ],
)
def test_spellings_of_one_number_have_one_key(one: str, other: str) -> None:
    assert reference_key(one) == reference_key(other)


def test_numbers_that_differ_have_other_keys() -> None:
    keys = {reference_key(text) for text in ("15/KH-UBND", "15a/KH-UBND", "150/KH-UBND", "15/QĐ-UBND", "")}
    assert len(keys) == 5
