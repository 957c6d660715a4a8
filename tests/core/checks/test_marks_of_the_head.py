"""What stands in the lesser boxes of the form (ô số 10b to 14): urgency, circulation, initials and copies,
address, the line of a digital copy."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.shared import Pt, RGBColor
from tests.core.checks.made_drafts import LETTER, PLAN

from sauro import check
from sauro.anatomy.components import components_of
from sauro.anatomy.dissect import dissect
from sauro.checks.model import Family
from sauro.doctypes.components import Component
from sauro.findings import Finding
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes

_ADDRESS = "Địa chỉ: Số 5, đường Bờ Hồ, phường Hòa Lạc, tỉnh Hòa Lạc; Điện thoại: 0200 1234"
_COPY = "SAO Y; Sở Tài chính tỉnh Hòa Lạc; 12/05/2026 08:15:30 +07:00"


def _named(text: str) -> dict[Component, str]:
    folio = read_bytes(text.encode(), name="du-thao.txt")
    return {piece.component: piece.text for piece in components_of(folio, dissect(folio)).pieces}


@pytest.mark.parametrize(
    ("text", "component", "words"),
    [
        (LETTER.replace("V/v", "HỎA TỐC\nV/v"), Component.URGENCY, "HỎA TỐC"),
        (LETTER.replace("V/v", "XEM XONG TRẢ LẠI\nV/v"), Component.CIRCULATION, "XEM XONG TRẢ LẠI"),
        (LETTER.replace("VT, HCSN.", "VT, HCSN.\nHN.(25)"), Component.DRAFTER, "HN.(25)"),
        (f"{LETTER}{_ADDRESS}\n", Component.CONTACT, _ADDRESS),
        (f"{_COPY}\n{LETTER}", Component.COPY_MARK, _COPY),
    ],
)
def test_each_box_is_known(text: str, component: Component, words: str) -> None:
    assert _named(text)[component] == words


def test_what_only_looks_like_one_is_none() -> None:
    text = PLAN.replace("danh sách theo Phụ lục II.", "danh sách theo Phụ lục II.\nĐịa chỉ: nhà văn hóa thôn")
    text += "Địa chỉ: nhà văn hóa thôn Đông\nHN.(25)\n"
    assert {Component.CONTACT, Component.DRAFTER}.isdisjoint(_named(text))


def _told(fill: Callable[[Any], None]) -> list[str]:
    made = docx.Document()
    normal = made.styles["Normal"].font
    normal.name, normal.size = "Times New Roman", Pt(14)
    for line in LETTER.splitlines():
        made.add_paragraph(line)
    fill(made)
    kept = BytesIO()
    made.save(kept)
    data = kept.getvalue()
    found: tuple[Finding, ...] = check(
        read_bytes(data, name="du-thao.docx"), setting=read_setting(data), families=(Family.FORM,)
    )
    return [f"{one.code} {one.message}" for one in found]


def _above(made: Any, before: str, text: str, **letters: object) -> Any:
    place = next(one for one in made.paragraphs if one.text.startswith(before))
    run = place.insert_paragraph_before().add_run(text)
    for name, value in letters.items():
        setattr(run.font, name, value)
    return run


def test_a_mark_of_urgency_may_be_red_and_stand_at_the_side() -> None:
    def red(made: Any) -> None:
        _above(made, "V/v", "HỎA TỐC", size=Pt(13), bold=True).font.color.rgb = RGBColor(0xFF, 0, 0)

    assert not [one for one in _told(red) if "HỎA TỐC" in one or "màu" in one]


def test_size_style_and_case_of_the_boxes_are_told() -> None:
    def small(made: Any) -> None:
        _above(made, "V/v", "Khẩn", size=Pt(11))
        _above(made, "KT. GIÁM", "hn.(25)", size=Pt(14))
        footer = made.sections[0].footer.paragraphs[0]
        footer.add_run(_ADDRESS).font.size = Pt(9)

    told = _told(small)
    assert "F03.size Dấu chỉ mức độ khẩn “Khẩn” có cỡ chữ 11; phải từ 13 đến 14." in told
    assert "F03.style Dấu chỉ mức độ khẩn “Khẩn” phải trình bày chữ đậm." in told
    assert "F03.case Dấu chỉ mức độ khẩn “Khẩn” phải trình bày chữ in hoa." in told
    initials = "Ký hiệu người soạn thảo và số lượng bản “hn.(25)”"
    assert f"F03.size {initials} có cỡ chữ 14; phải là 11." in told
    assert f"F03.case {initials} phải trình bày chữ in hoa." in told
    assert any(
        one.startswith("F03.size Dòng địa chỉ, liên lạc “Địa chỉ: ") and "9; phải từ 11" in one
        for one in told
    )


def test_page_numbers_and_other_words_of_the_margins_are_let_be() -> None:
    def numbered(made: Any) -> None:
        made.sections[0].footer.paragraphs[0].add_run("Bản in thử của phòng").font.name = "Arial"

    assert not [one for one in _told(numbered) if "Bản in thử" in one]


def test_an_office_in_small_letters_below_the_one_above_is_the_issuer() -> None:
    assert _named(LETTER.replace("SỞ TÀI CHÍNH", "Sở tài chính"))[Component.ISSUER] == "Sở tài chính"
