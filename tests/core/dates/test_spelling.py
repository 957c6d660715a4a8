import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.spelling import respelt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hãng năm", "hằng năm"),
        ("hằng nầm", "hằng năm"),
        ("hang  thang", "hằng  tháng"),
        ("hàng qúy", "hàng qúy"),
        ("định kỹ", "định kỳ"),
        ("đinh kỳ 6 tháng", "định kỳ 6 tháng"),
        ("hằng năm", "hằng năm"),
        ("hàng năm", "hàng năm"),
        ("quyết định ký hôm qua", "quyết định ký hôm qua"),
        ("thẩm định kỹ hồ sơ", "thẩm định kỹ hồ sơ"),
        ("quy định kỹ thuật", "quy định kỹ thuật"),
        ("hạng mục năm đầu", "hạng mục năm đầu"),
    ],
)
def test_misread_words(text, expected):
    assert respelt(text) == expected


@given(st.text(alphabet="hàngằđịnhkỳỹ năm quýthg", max_size=60))
def test_the_length_stays(text):
    assert len(respelt(text)) == len(text)
