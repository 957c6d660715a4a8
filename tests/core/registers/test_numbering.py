from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.registers.numbering import read_arrival_number, read_reference


@pytest.mark.parametrize(
    ("number", "symbol", "reference", "kind"),
    [
        ("15/KH-UBND", "", "15/KH-UBND", "Kế hoạch"),
        ("15", "KH-UBND", "15/KH-UBND", "Kế hoạch"),
        (15, "/KH-UBND", "15/KH-UBND", "Kế hoạch"),
        (15, "15/KH-UBND", "15/KH-UBND", "Kế hoạch"),
        ("15/KH-UBND", "KH-UBND", "15/KH-UBND", "Kế hoạch"),
        ("", "15/KH-UBND", "15/KH-UBND", "Kế hoạch"),
        ("05 KH-UBND", "", "05/KH-UBND", "Kế hoạch"),
        ("5", "KH-UBND", "05/KH-UBND", "Kế hoạch"),
        ("Số: 05 / BC – UBND", "", "05/BC-UBND", "Báo cáo"),
        ("153a/KH-UBND", "", "153a/KH-UBND", "Kế hoạch"),
        ("12/TTr.UBND", "", "12/TTr-UBND", "Tờ trình"),
        ("12/BC UBND", "", "12/BC-UBND", "Báo cáo"),
        ("12/UBND-VX", "", "12/UBND-VX", "Công văn"),
        ("1.234/UBND-NC", "", "1234/UBND-NC", "Công văn"),
        ("09/2019/NĐ-CP", "", "09/2019/NĐ-CP", "Nghị định"),
        ("12/2026", "QĐ-UBND", "12/2026/QĐ-UBND", "Quyết định"),
        ("226-KL/TW", "", "226-KL/TW", "Kết luận"),
        (226, "KL/TW", "226-KL/TW", "Kết luận"),
        ("226", "-KL/TW", "226-KL/TW", "Kết luận"),
        ("12", "", "12", ""),
        ("12", "2026", "12", ""),
    ],
)
def test_numbers_and_symbols(number, symbol, reference, kind):
    read = read_reference(number, symbol)
    assert (read.reference, read.kind, read.fault, read.is_usual) == (reference, kind, None, True)


def test_number_and_letter_are_apart():
    read = read_reference("0153A/KH-UBND", "")
    assert (read.number, read.suffix, read.symbol) == (153, "a", "KH-UBND")


def test_a_symbol_of_no_known_form_stays_as_it_is():
    read = read_reference("12/abc", "")
    assert (read.number, read.symbol, read.reference, read.is_usual) == (12, "abc", "12/abc", False)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("12-15/QĐ-UBND", "several"),
        ("12, 13", "several"),
        ("12 và 13/QĐ-UBND", "several"),
        ("/KH-UBND", "blank"),
        ("KH-UBND", "blank"),
        ("chưa có", "unread"),
        (date(2026, 5, 1), "is_day"),
    ],
)
def test_what_is_no_number_says_why(number, fault):
    assert read_reference(number, "").fault == fault


def test_an_empty_cell_is_no_number_and_no_fault():
    read = read_reference("", "")
    assert (read.number, read.reference, read.fault) == (None, "", None)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (12, (12, "", True)),
        ("0012", (12, "", True)),
        ("12a", (12, "a", True)),
        ("#47", (47, "", True)),
        ("12/2026", (12, "", True)),
        ("", (None, "", True)),
        ("chưa", (None, "", False)),
        (date(2026, 5, 1), (None, "", False)),
    ],
)
def test_arrival_numbers(value, read):
    assert read_arrival_number(value) == read


@given(
    st.integers(1, 9_999),
    st.sampled_from(["", "a", "b", "đ"]),
    st.sampled_from(["KH-UBND", "UBND-VX", "QĐ-CTUBND"]),
)
def test_one_cell_or_two_say_the_same(number, suffix, symbol):
    assert read_reference(f"{number}{suffix}/{symbol}", "") == read_reference(f"{number}{suffix}", symbol)


@given(st.text(max_size=30), st.text(max_size=20))
def test_any_text_is_read(number, symbol):
    read_reference(number, symbol)
    read_arrival_number(number)
