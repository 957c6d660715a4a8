"""Which words are which component, in text without any style."""

import pytest
from tests.core.checks.made_drafts import DECISION, LETTER, PLAN

from sauro.anatomy.components import Components, components_of
from sauro.anatomy.dissect import dissect
from sauro.doctypes.components import Component
from sauro.reading.open import read_bytes


def components(text: str) -> Components:
    folio = read_bytes(text.encode(), name="du-thao.txt")
    return components_of(folio, dissect(folio))


def texts(text: str, component: Component) -> list[str]:
    return [piece.text for piece in components(text).of(component)]


@pytest.mark.parametrize(
    ("component", "text", "found"),
    [
        (Component.ISSUER, PLAN, ["ỦY BAN NHÂN DÂN", "XÃ BẾN LĂNG"]),
        (Component.PARENT_ISSUER, PLAN, []),
        (Component.PARENT_ISSUER, LETTER, ["UBND TỈNH HÒA LẠC"]),
        (Component.ISSUER, LETTER, ["SỞ TÀI CHÍNH"]),
        (Component.NUMBER, LETTER, ["Số: 212/STC-HCSN"]),
        (Component.LETTER_SUBJECT, LETTER, ["V/v lập dự toán sửa chữa trụ sở"]),
        (Component.ADDRESSEE, LETTER, ["- Sở Nội vụ;", "- Ủy ban nhân dân các xã, phường."]),
        (Component.KIND, LETTER, []),
        (Component.KIND, PLAN, ["KẾ HOẠCH"]),
        (Component.SECTION, PLAN, ["I. MỤC ĐÍCH, YÊU CẦU", "II. NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN"]),
        (Component.HEADING, PLAN, ["1. Mục đích", "2. Yêu cầu", "1. Khảo sát"]),
        (Component.AUTHORITY, PLAN, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (Component.SIGNER, PLAN, ["Ngô Thị Lệ Quyên"]),
        (Component.RECIPIENT, DECISION, ["- Như Điều 2;", "- Lưu: VT, VP."]),
        (Component.APPENDIX, PLAN, ["Phụ lục I", "Phụ lục II"]),
        (Component.APPENDIX_TITLE, PLAN, ["DANH SÁCH TUYẾN ĐƯỜNG", "DANH SÁCH NGƯỜI PHỤ TRÁCH"]),
        (Component.SUBJECT, DECISION, ["Về việc thành lập Tổ công tác"]),
    ],
)
def test_components_are_read_from_text(component, text, found):
    assert texts(text, component) == found


def test_bases_stand_before_the_text():
    assert [text.split()[0] for text in texts(DECISION, Component.BASIS)] == ["Căn", "Theo"]


def test_what_is_written_otherwise_is_known_for_what_it_is_meant_to_be():
    odd = PLAN.replace("KẾ HOẠCH\n", "Kế Hoạch\n").replace("KT. CHỦ TỊCH", "Kt: Chủ tịch")
    odd = odd.replace("Bến Lăng, ngày 06", "Bến Lăng Ngày 06").replace("XÃ BẾN LĂNG", "Xã Bến Lăng", 1)
    assert texts(odd, Component.KIND) == ["Kế Hoạch"]
    assert texts(odd, Component.PLACE_DATE) == ["Bến Lăng Ngày 06 tháng 4 năm 2026"]
    assert texts(odd, Component.ISSUER) == ["ỦY BAN NHÂN DÂN", "Xã Bến Lăng"]
    assert "Kt: Chủ tịch" in texts(odd, Component.AUTHORITY)


def test_a_paragraph_of_several_components_has_none():
    joined = PLAN.replace("VIỆT NAM\nĐộc lập", "VIỆT NAM Độc lập")
    found = components(joined)
    nation, motto = found.first(Component.NATION), found.first(Component.MOTTO)
    assert nation is not None
    assert motto is not None
    assert found.at(nation.span) is None or not nation.whole
    assert not motto.whole
