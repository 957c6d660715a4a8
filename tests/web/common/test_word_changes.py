"""Two wordings in one line, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro_web.common.word_changes import Kind, names_changed, words_changed


def _marked(before: str, after: str) -> str:
    marks = {Kind.SAME: "{}", Kind.OUT: "[-{}-]", Kind.IN: "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in words_changed(before, after))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Trước ngày 30/7/2026", "Trước ngày 15/8/2026", "Trước ngày [-30/7/2026-][+15/8/2026+]"),
        ("Lập danh mục báo cáo", "Lập danh mục báo cáo", "Lập danh mục báo cáo"),
        ("Lập danh mục của xã", "Lập và công khai danh mục của xã", "Lập [+và công khai+] danh mục của xã"),
        ("Gộp hai cuộc họp tuần", "Gộp cuộc họp tuần", "Gộp [-hai-] cuộc họp tuần"),
        ("Quý III", "Thường xuyên hằng năm", "[-Quý III-][+Thường xuyên hằng năm+]"),
        ("", "Hồ sơ", "[+Hồ sơ+]"),
        ("Hồ sơ", "", "[-Hồ sơ-]"),
    ],
)
def test_words_that_went_and_came_are_told(before: str, after: str, marked: str) -> None:
    assert _marked(before, after) == marked


@given(
    st.lists(st.sampled_from(["họp", "báo", "cáo", "thôn,", "xã.", "2026"])),
    st.lists(st.sampled_from(["họp", "xã"])),
)
def test_nothing_is_lost(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    pieces = words_changed(before, after)
    said = "".join(piece.text for piece in pieces if not piece.is_out)
    was = "".join(piece.text for piece in pieces if not piece.is_in)
    assert said.split() == after.split()
    assert was.split() == before.split()


def test_names_have_no_order() -> None:
    pieces = names_changed(["Phòng A", "Phòng B"], ["Phòng C", "Phòng B"])
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (Kind.SAME, "Phòng B"),
        (Kind.OUT, "Phòng A"),
        (Kind.IN, "Phòng C"),
    ]
