import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from tools.sample_docx import write_docx
from tools.sample_numbering import Numbering, NumberReference
from tools.sample_text import Item, Mark

BODY = """KẾ HOẠCH

Sửa đường vào đồi chè

I. MỤC ĐÍCH

Đi lại dễ hơn.

II. NHIỆM VỤ

1. Rải đá

a) Chở đá.

b) San đá.

3. Dựng biển

a) Biển báo dốc.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Vừ Thị Mây

PHỤ LỤC

TT\tViệc\tAi làm
I\tTRƯỚC MÙA MƯA\t
1\tChở đá\tTổ Đường
2\tSan nền\tTổ Đất
"""


def marked(*labels):
    kinds = {"I": Mark.ROMAN, "V": Mark.ROMAN, "-": Mark.DASH}
    for label in labels:
        kind = kinds.get(label[0]) or (Mark.LETTER if label.endswith(")") else Mark.ARABIC)
        yield Item(kind, label, ())


def test_a_regular_sequence_needs_no_override():
    numbering = Numbering("Muc")
    found = [
        numbering.reference(item) for item in marked("I.", "1.", "a)", "b)", "2.", "a)", "-", "II.", "1.")
    ]
    assert {reference.num_id for reference in found} == {1}
    assert [reference.level for reference in found] == [0, 1, 3, 3, 1, 3, 4, 0, 1]
    assert numbering.overrides == []


def test_a_jump_is_forced_and_the_outer_level_is_taken_up_again():
    numbering = Numbering("Muc")
    found = [numbering.reference(item) for item in marked("I.", "1.", "3.", "a)", "4.", "II.", "1.")]
    assert [reference.num_id for reference in found] == [1, 1, 3, 3, 3, 4, 4]
    assert [(level, start) for _, _, level, start in numbering.overrides] == [(1, 3), (0, 2)]


def test_d_with_stroke_comes_from_a_literal_list_and_e_goes_on_by_itself():
    numbering = Numbering("Muc")
    found = [numbering.reference(item) for item in marked("a)", "b)", "c)", "d)", "đ)", "e)", "g)")]
    assert found[4] == NumberReference(2, 0)
    assert found[5] == NumberReference(1, 3)
    assert [(level, start) for _, _, level, start in numbering.overrides] == [(3, 7)]


@pytest.fixture
def document(tmp_path):
    write_docx(BODY, tmp_path / "plan.docx")
    return docx.Document(tmp_path / "plan.docx")


def test_numbers_are_in_the_list_not_in_the_text(document):
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Chở đá." in texts
    assert not any(text.startswith(("a)", "1.", "I.")) for text in texts)


def test_the_table_has_a_repeated_head_a_group_row_and_counted_ranks(document):
    table = document.tables[-1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(1, 1)._tc is table.cell(1, 2)._tc
    assert table.cell(2, 0).text == ""
    assert table.cell(2, 0).paragraphs[0]._p.pPr.numPr is not None


def test_the_appendix_lies_across(document):
    portrait, landscape = document.sections
    assert portrait.page_width < portrait.page_height
    assert landscape.page_width > landscape.page_height


def test_the_same_text_gives_the_same_bytes(tmp_path):
    write_docx(BODY, tmp_path / "one.docx")
    write_docx(BODY, tmp_path / "two.docx")
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    assert zipfile.ZipFile(tmp_path / "one.docx").testzip() is None
