"""TCVN3 and VNI: recognised by their syllables, converted there and back."""

import pytest

from sauro.text.legacy import from_tcvn3, from_vni, recognise, syllable_share, to_tcvn3, to_vni

SENTENCE = (
    "Văn phòng Ủy ban nhân dân xã chủ trì, phối hợp với các đơn vị rà soát, đề xuất cắt giảm hội nghị; "
    "báo cáo kết quả trước ngày 15 tháng 6 hằng năm, tỷ lệ họp trực tuyến đạt ít nhất 60%."
)
EVERY_LETTER = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


def test_every_letter_of_tcvn3_comes_back() -> None:
    spaced = " ".join("x" + letter for letter in EVERY_LETTER)
    assert from_tcvn3(to_tcvn3(spaced)) == spaced
    assert all(ord(letter) < 256 for letter in to_tcvn3(EVERY_LETTER))


def test_every_letter_of_vni_comes_back_in_both_cases() -> None:
    both = EVERY_LETTER + EVERY_LETTER.upper()
    assert from_vni(to_vni(both)) == both
    assert all(ord(letter) < 256 for letter in to_vni(both))


def test_known_bytes_of_the_standards() -> None:
    assert from_tcvn3("céng hoµ x· héi chñ nghÜa viÖt nam") == "cộng hoà xã hội chủ nghĩa việt nam"
    assert from_vni("coäng hoøa xaõ hoäi chuû nghóa vieät nam") == "cộng hòa xã hội chủ nghĩa việt nam"
    assert from_vni("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert from_vni("Ñieàu 5. Öu tieân") == "Điều 5. Ưu tiên"


def test_capitals_of_tcvn3_follow_the_word_or_its_neighbours() -> None:
    assert from_tcvn3("KÕ HO¹CH") == "KẾ HOẠCH"
    assert from_tcvn3("I. MôC §ÝCH, ý NGHÜA") == "I. MỤC ĐÍCH, Ý NGHĨA"
    assert from_tcvn3("theo KÕ ho¹ch sè 12/KH-UBND") == "theo Kế ho¹ch".replace("¹", "ạ") + " số 12/KH-UBND"


@pytest.mark.parametrize(("convert", "name"), [(to_tcvn3, "tcvn3"), (to_vni, "vni")])
def test_legacy_text_is_recognised(convert: object, name: str) -> None:
    assert callable(convert)
    assert recognise(convert(SENTENCE)) == name


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Ke hoach nay khong co dau",
        "Le café coûte très cher à côté de l'hôtel, déjà réservé par un élève français.",
        "Größe, Maß und Übermaß müssen für die Prüfung größer sein.",
        "",
        "12/5/2026",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert recognise(text) is None


def test_share_of_syllables() -> None:
    assert syllable_share(SENTENCE) > 0.95
    assert syllable_share(to_tcvn3(SENTENCE)) < 0.5
    assert syllable_share("một hai") == 0.0
