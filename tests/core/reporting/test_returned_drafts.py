"""The letter with which a draft goes back."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.shared import Emu

import sauro
from sauro.checks.model import Family
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.reporting.reminders import Letterhead
from sauro.reporting.returned_drafts import ReturnedDraft, ReturnedPoint, letter_that_returns
from sauro.writing import write_docx

HEAD = Letterhead(
    "Ủy ban nhân dân xã Mai Lĩnh", "UBND-VP", "Mai Lĩnh", ("TM. Ủy ban nhân dân", "Chủ tịch"), "Lò Văn A",
    filing="VT, VP",
)  # fmt: skip
POINT = ReturnedPoint(
    "Ký hiệu không đúng.", "Số:   /BC-UBND", "Nghị định số 30/2020/NĐ-CP, Phụ lục I", "KH-UBND", must=True
)
DRAFT = ReturnedDraft(
    "Phòng Văn hóa - Xã hội", "Kế hoạch", "Rà soát hộ nghèo", 2, (POINT,), "Thêm kinh phí.", 2026
)


def test_it_says_what_must_be_mended_and_where() -> None:
    text = letter_that_returns(HEAD, DRAFT).text
    assert "V/v hoàn thiện dự thảo kế hoạch" in text
    assert "“Rà soát hộ nghèo” (lần 2)" in text
    assert "gồm 1 điểm, trong đó 1 điểm phải sửa trước khi ban hành:" in text
    assert "Thêm kinh phí." in text
    assert "“Số:   /BC-UBND”" in text


def test_it_stands_in_the_form_of_the_decree() -> None:
    data = write_docx(letter_that_returns(HEAD, DRAFT))
    folio = read_bytes(data, name="phieu.docx")
    assert sauro.check(folio, setting=read_setting(data), families=(Family.FORM,)) == ()


def test_there_must_be_something_to_mend() -> None:
    with pytest.raises(ValueError, match="nothing"):
        letter_that_returns(HEAD, ReturnedDraft("Phòng A", "Kế hoạch", "B", 1, ()))


def test_a_column_has_room_for_a_symbol_in_capitals() -> None:
    document = Document(BytesIO(write_docx(letter_that_returns(HEAD, DRAFT))))
    (table,) = (one for one in document.tables if one.cell(0, 0).text == "TT")
    assert Emu(table.columns[4].width).mm >= 22
