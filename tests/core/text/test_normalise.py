import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.text.normalise import (
    Normalised,
    fold_tone_place,
    lower_case,
    normalise,
    single_spaces,
    squeeze,
    unify_dashes,
)

MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from("aăâeêoôơuưyđAĐ -\n\r\t1/"),
        st.sampled_from("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"),
        st.sampled_from("\u00a0\u00ad\u200b\u2011\ufffe\ufeff\u2028\u202f"),
        st.characters(),
    )
)


def test_tidy_text_keeps_no_map():
    text = "Ủy ban nhân dân xã Bình Lâm – năm 2026"
    assert normalise(text) == Normalised(text)


def test_composes_and_points_back():
    result = normalise(unicodedata.normalize("NFD", "Uỷ ban"))
    assert result.text == "Uỷ ban"
    assert result.offsets == (0, 1, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("số\u00a05", "số 5"),
        ("kế\u00adhoạch", "kếhoạch"),
        ("QĐ\u2011TTg", "QĐ-TTg"),
        ("QĐ\ufffeTTg", "QĐ-TTg"),
        ("\ufeffKẾ HOẠCH", "KẾ HOẠCH"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("không\u200b rộng", "không rộng"),
    ],
)
def test_characters_of_programs(written, read):
    assert normalise(written).text == read


def test_offsets_after_removed_and_joined_characters():
    result = normalise("a\r\nb\u200bc")
    assert result.text == "a\nbc"
    assert [result.original(i) for i in range(5)] == [0, 1, 3, 5, 6]
    assert [result.normalised(i) for i in range(7)] == [0, 1, 1, 2, 2, 3, 4]


@given(MIXED)
def test_map_is_whole_and_rising(text):
    result = normalise(text)
    offsets = [result.original(i) for i in range(len(result.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset < len(text) for offset in offsets[:-1])


@given(MIXED)
def test_result_is_nfc_and_stable(text):
    once = normalise(text).text
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once) == Normalised(once)


@given(st.text(alphabet="abcđêệữơ ,.-–\n"))
def test_each_kept_character_stands_at_its_offset(clean):
    broken = clean.replace(" ", "\u00a0\u200b")
    result = normalise(broken)
    assert result.text == clean
    for i, character in enumerate(result.text):
        if character != " ":
            assert broken[result.original(i)] == character
        assert result.normalised(result.original(i)) == i


def test_single_spaces():
    assert single_spaces("  Trong\n tháng\u00a05/2026 ") == "Trong tháng 5/2026"
    assert single_spaces("Quý IV") == "Quý IV"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("hoà", "hòa"),
        ("HOÀ", "HÒA"),
        ("Uỷ ban", "Ủy ban"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("hoàn thành", "hoàn thành"),
        ("quý", "quý"),
        ("Quỹ", "Quỹ"),
        ("khuỷu", "khuỷu"),
        ("loại", "loại"),
        ("hòa", "hòa"),
    ],
)
def test_fold_tone_place(written, folded):
    assert fold_tone_place(written) == folded


def test_unify_dashes():
    assert unify_dashes("2026 – 2030 — a\u2011b −1") == "2026 - 2030 - a-b -1"


def test_squeeze_keeps_the_way_back():
    assert squeeze("một hai") == Normalised("một hai")
    result = squeeze(" a\n\n b\u00a0c ")
    assert result.text == " a b c "
    assert [result.original(i) for i in range(8)] == [0, 1, 2, 5, 6, 7, 8, 9]


@given(st.text(alphabet="ab \n\t\u00a0"))
def test_squeezed_letters_stand_at_their_offsets(text):
    result = squeeze(text)
    assert result.text.split() == text.split()
    assert result.original(len(result.text)) == len(text)
    assert all(text[result.original(i)] == letter for i, letter in enumerate(result.text) if letter != " ")


@given(MIXED)
def test_lower_case_keeps_length(text):
    assert len(lower_case(text)) == len(text)


def test_lower_case():
    assert lower_case("QUÝ IV, ĐỊNH KỲ") == "quý iv, định kỳ"
