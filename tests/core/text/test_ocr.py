"""Words that were probably misread."""

import pytest

from sauro.text.ocr import Reason, Suspect, suspect_words
from sauro.text.ocr_phrases import FAULTS, PHRASES


def suspects(text: str) -> list[tuple[str, str | None]]:
    """Word and suggestion of what is suspected in a text that was not recognised here."""
    return [
        (found.word, found.suggestion) for found in suspect_words([(word, None) for word in text.split()])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phân đầu giảm 5% số cuộc họp", [("Phân", "Phấn"), ("đầu", "đấu")]),
        ("Phần đầu đạt các chỉ tiêu", [("Phần", "Phấn"), ("đầu", "đấu")]),
        ("không những nhiều, gây khó", [("những", "nhũng"), ("nhiều", "nhiễu")]),
        ("hành vi những nhiễu", [("những", "nhũng")]),
        ("việc chông chéo, chùng chéo", [("chông", "chồng"), ("chùng", "chồng")]),
        ("TỐ CHỨC thực hiện", [("TỐ", "TỔ")]),
        ("giảm chỉ phí in ấn", [("chỉ", "chi")]),
        ("tỉnh giản đầu mối", [("tỉnh", "tinh")]),
        ("ưu tiên hợp trực tuyến", [("hợp", "họp")]),
        ("sau cuộc hợp giao ban", [("hợp", "họp")]),
    ],
)
def test_phrases_with_wrong_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert suspects(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu giảm 5% số cuộc họp",
        "phần đầu của văn bản",
        "vốn cho phần đầu tư công",
        "phối hợp trực tiếp với xã",
        "Phòng Hợp tác quốc tế",
        "luân chuyển đối với công chức",
        "thăm hỏi động viên gia đình",
        "kết hợp trực tuyến và trực tiếp",
        "những nhiệm vụ nhiều năm",
        "thăm hỏi, động viên gia đình",
        "Hội Đông y huyện",
        "Uỷ ban nhân dân và Ủy ban nhân dân",
        "hệ số lương ngạch bậc",
        "giao Sở Nội vụ (bản điện tử) theo dõi",
        "Virtual Assistant, internet, wifi",
        "huyện Krông Búk, tỉnh Đắk Lắk",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert suspects(text) == []


def test_no_syllable() -> None:
    assert suspects("thực hiệnn các hoạtđộng") == [("hiệnn", None), ("hoạtđộng", None)]


def test_confidence() -> None:
    words = [
        ("cơ", 96.0),
        ("quan,", 41.0),
        ("oniine", 70.0),
        ("online", 95.0),
        ("-", 20.0),
        ("tố", 50.0),
        ("chức", 96.0),
    ]
    assert suspect_words(words) == (
        Suspect(1, "quan", None, Reason.LOW_CONFIDENCE),
        Suspect(2, "oniine", None, Reason.NO_SYLLABLE),
        Suspect(5, "tố", "tổ", Reason.CONFUSED),
    )


def test_nothing_to_suspect() -> None:
    assert suspect_words([]) == ()
    assert suspect_words([("…", None), ("", None)]) == ()


def test_every_phrase_is_one_of_its_own_forms() -> None:
    assert all(phrase.right in phrase.forms for phrase in PHRASES.values())
    assert not any(pair in phrase.forms for pair in FAULTS for phrase in PHRASES.values())
