"""Set phrases with wrong marks in whole texts."""

from __future__ import annotations

import pytest

from sauro.text.suspect_phrases import suspect_phrases


def suspects(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.meant) for one in suspect_phrases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phần đầu đạt 90% hộ có vườn rau.", [("Phần đầu", "Phấn đấu")]),
        (
            "việc còn chông chéo, (những nhiễu)",
            [("chông chéo", "chồng chéo"), ("những nhiễu", "nhũng nhiễu")],
        ),
        ("TỐ CHỨC THỰC HIỆN\nTố chức họp", [("TỐ CHỨC", "TỔ CHỨC"), ("Tố chức", "Tổ chức")]),
        ("“tố chức” rồi lại tố chức", [("tố chức", "tổ chức"), ("tố chức", "tổ chức")]),
        ("ưu tiên hợp trực tuyến", [("hợp trực", "họp trực")]),
        ("sau cuộc hợp giao ban", [("cuộc hợp", "cuộc họp")]),
        ("việc họp nhất văn bản sau khi sửa", [("họp nhất", "hợp nhất")]),
        ("phù họp với thực tế", [("phù họp", "phù hợp")]),
    ],
)
def test_phrases_with_wrong_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert suspects(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tổ chức phát triển chuyển đổi số",
        "phần đầu của văn bản",
        "luân chuyển đối với công chức",
        "thăm hỏi động viên các cụ",
        "phối hợp trực tiếp với các thôn",
        "tại kỳ họp nhất trí thông qua",
        "cuộc họp đồng thời với hội nghị",
        "ông Lường Văn Phong, thôn Đông",
        "Phòng Hợp tác với nước bạn",
        "Công ty cổ phần, đầu tư",
        "https://vi.du/to chuc thuc hien",
        "Trả lời của tổ.\nChức danh mới",
        "cây mai\ttổ chức",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert suspects(text) == []
