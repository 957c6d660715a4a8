import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.text.compare import closeness, find_words, key, plain, same_wording, unit_key


def test_key_folds_accents_case_dashes_and_tone_place():
    assert key("Phòng Văn hoá – Xã hội") == key("PHÒNG VĂN HÓA-XÃ  HỘI") == "phong van hoa xa hoi"
    assert key("Đắk Đoa") == "dak doa"
    assert key("“Sáu rõ”") == "sau ro"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND xã An Lạc", "Ủy ban nhân dân xã An Lạc"),
        ("UBND xã An Lạc;", "Uỷ ban nhân dân xã An Lạc"),
        ("VP HĐND&UBND xã", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"),
        ("VPHĐND-UBND xã", "Văn phòng HĐND và UBND xã"),
        ("Văn phòng HĐND, UBND", "Văn phòng HĐND và UBND"),
        ("TT PVHCC", "Trung tâm Phục vụ hành chính công"),
        ("TTPVHCC", "Trung tâm Phục vụ hành chính công"),
        ("Trung tâm PVHCC xã", "Trung tâm Phục vụ hành chính công xã"),
        ("TT Phục vụ HCC", "Trung tâm Phục vụ hành chính công"),
        ("Phòng VH-XH", "Phòng Văn hóa - Xã hội"),
        ("P. VHXH", "Phòng Văn hóa và Xã hội"),
        ("UBMTTQ xã", "Ủy ban Mặt trận Tổ quốc xã"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("TT HĐND xã", "Thường trực Hội đồng nhân dân xã"),
        ("PCT UBND", "Phó Chủ tịch Ủy ban nhân dân"),
        ("BCHQS", "Ban Chỉ huy Quân sự"),
    ],
)
def test_unit_key_spells_out(short, full):
    assert unit_key(short) == unit_key(full)
    assert closeness(short, full) == 1.0


def test_unit_key_keeps_words_that_only_look_like_abbreviations():
    assert unit_key("Ca trực") == "ca truc"
    assert unit_key("Phòng Kinh tế") != unit_key("Văn phòng")


def test_closeness_orders():
    near = closeness("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hôi xã")
    far = closeness("Phòng Văn hóa - Xã hội", "Công an xã")
    assert far < 0.7 < near < 1.0


def test_find_words():
    text = "Tổ chức hội nghị Văn hoá –\nXã hội; văn hóa-xã hội."
    assert find_words("van hoa xa hoi", text) == ((17, 33), (35, 49))
    assert find_words("hội", "xãhội") == ()
    assert find_words("  ", text) == ()


@given(st.text())
def test_plain_keeps_length(text):
    assert len(plain(text)) == len(text)


def test_plain_is_the_same_beside_a_letter_of_another_script():
    """Texts in the alphabet of plans go a quicker way than others."""
    letters = "".join(map(chr, range(0xD800)))
    assert "".join(map(plain, letters)) == plain(letters)


@given(st.text(), st.text())
def test_closeness_is_symmetric_and_bounded(first, second):
    assert 0.0 <= closeness(first, second) <= 1.0
    assert closeness(first, second) == pytest.approx(closeness(second, first))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Văn hoá – Xã hội", "VĂN HÓA-XÃ HỘI", True),
        ("“Một cửa”", "Một  cửa", True),
        ("sửa bàn", "sửa bản", False),
        ("trước 30/7", "trước 30/8", False),
    ],
)
def test_the_same_wording_keeps_its_accents(first, second, same):
    assert same_wording(first, second) is same
