"""Which words could be Vietnamese."""

import pytest

from sauro.text.syllables import is_syllable

PROPER = """
ủy uỷ quyết quốc quý khuyên khuỷu nghiệp nghĩa gì gìn giêng giữ giết kỷ kỉ lý Mỹ yêu yên thuở NGƯỜI
Huế xoong đường hoạch thoát loè lòe tuyết tuýt ngoèo oằn ưu a
"""


@pytest.mark.parametrize("word", PROPER.split())
def test_proper_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "ngiệp",
        "ghà",
        "kạ",
        "cế",
        "qýu",
        "tôc",
        "hoạtđộng",
        "virtual",
        "internet",
        "QĐ",
        "đẵk",
        "số1",
        "",
        "tóôt",
    ],
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_syllables_that_end_in_a_stop_take_two_tones_only() -> None:
    tones = ["cac", "các", "cạc", "càc", "cảc", "cãc"]
    assert [word for word in tones if is_syllable(word)] == ["các", "cạc"]


def test_decomposed_letters_count_as_the_composed_ones() -> None:
    assert is_syllable("chu\u0309")
