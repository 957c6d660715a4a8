"""Words without accents: how rows keep them, how they are asked for and shown."""

from __future__ import annotations

import unicodedata

import pytest

from sauro_web.common.templatetags.look import marked
from sauro_web.common.words import excerpt, folded, places


def test_a_row_keeps_its_words_in_plain_letters_field_by_field() -> None:
    assert folded("38/KH-UBND", "", "Về chuyển đổi số", "ke_hoach.docx") == (
        " 38 kh ubnd | ve chuyen doi so | ke hoach docx "
    )
    assert folded(unicodedata.normalize("NFD", "Đường hoà bình")) == " duong hoa binh "


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        ("ke hoach", "Kế hoạch số 3", "<mark>Kế</mark> <mark>hoạch</mark> số 3"),
        ("38/kh", "Số 38/KH-UBND", "Số <mark>38</mark>/<mark>KH</mark>-UBND"),
        ("hop", "Gộp các cuộc họp", "Gộp các cuộc <mark>họp</mark>"),
        ("b", "<b>xã</b>", "&lt;<mark>b</mark>&gt;xã&lt;/<mark>b</mark>&gt;"),
        ("", "Kế hoạch", "Kế hoạch"),
        ("(*", "Kế hoạch", "Kế hoạch"),
    ],
)
def test_what_was_sought_is_marked_and_everything_escaped(words: str, text: str, shown: str) -> None:
    assert marked(text, words) == shown


def test_letters_typed_apart_are_marked_whole() -> None:
    assert marked(unicodedata.normalize("NFD", "Kế hoạch"), "kế") == "<mark>Kế</mark> hoạch"


def test_of_a_long_text_the_stretch_that_was_sought_is_shown() -> None:
    text = "Rà soát các loại báo cáo. " * 20 + "Niêm yết quy trình tại trụ sở. " + "Họp giao ban. " * 20
    shown = excerpt(text, "niem yet", longest=120)
    assert "Niêm yết quy trình" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 122
    assert places("khong co", text) == []
