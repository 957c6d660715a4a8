"""What is written is in the form of the decree, and what was written can be read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm, Pt

from sauro.doctypes.components import FORMS, MARGINS, Component
from sauro.reading.open import read
from sauro.writing import Frame, clause, heading, lay_out, section, table, text, write_docx
from sauro.writing.body import appendix

FRAME = Frame(
    parent_issuer="Ủy ban nhân dân tỉnh Đông Giang",
    issuer="Ủy ban nhân dân xã Mai Lĩnh",
    number="7",
    symbol="BC-UBND",
    place="Mai Lĩnh",
    on=date(2026, 6, 5),
    kind="Báo cáo",
    subject="Kết quả thực hiện Kế hoạch số 57/KH-UBND",
    addressees=("Ủy ban nhân dân tỉnh Đông Giang",),
    authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    signer="Ngô Thị Lệ Quyên",
    recipients=("Như trên", "Các phòng, đơn vị thuộc xã"),
    filing="VT, VHXH",
)
BODY = [
    text("Thực hiện Kết luận số 226-KL/TW, Ủy ban nhân dân xã báo cáo như sau:"),
    section("I. Kết quả"),
    heading("1. Việc đã giao"),
    table(["TT", "Đơn vị", "Tổng số"], [["1", "Phòng Kinh tế", "12"], ["2", "Thôn 1"]], figures=(2,)),
    clause("- Đề nghị tỉnh ban hành mẫu."),
]


@pytest.fixture(scope="module")
def written() -> bytes:
    extra = [*appendix("Phụ lục I", "Việc quá hạn", "(Kèm theo Báo cáo)"), table(["TT"], [["1"]])]
    return write_docx(lay_out(FRAME, BODY, appendices=extra))


@pytest.fixture(scope="module")
def document(written):
    return Document(BytesIO(written))


def test_paper_and_margins(document):
    paper = document.sections[0]
    assert (round(paper.page_width / Mm(1)), round(paper.page_height / Mm(1))) == (210, 297)
    for side in ("top", "bottom", "left", "right"):
        least, most, _ = getattr(MARGINS, side)
        assert least <= round(getattr(paper, f"{side}_margin") / Mm(1)) <= most
    assert paper.different_first_page_header_footer


@pytest.mark.parametrize("component", list(Component))
def test_every_component_has_a_style_within_its_form(document, component):
    form, style = FORMS[component], document.styles[f"nd30_{component.value}"]
    assert form.sizes[0] <= style.font.size / Pt(1) <= form.sizes[1]
    assert (style.font.bold, style.font.italic, style.font.name) == (
        form.bold,
        form.italic,
        "Times New Roman",
    )


def test_it_reads_back_with_its_numbers_whole(written, tmp_path):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(written)
    words = read(path).text
    for said in (
        "ỦY BAN NHÂN DÂN XÃ MAI LĨNH",
        "Số: 07/BC-UBND",
        "Mai Lĩnh, ngày 05 tháng 6 năm 2026",
        "226-KL/TW",
        "- Đề nghị tỉnh ban hành mẫu./.",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "- Lưu: VT, VHXH.",
        "2\tThôn 1\t—",
    ):
        assert said in words


def test_numbers_of_documents_are_not_broken_at_the_end_of_a_line(written):
    xml = ZipFile(BytesIO(written)).read("word/document.xml").decode()
    assert xml.count("<w:noBreakHyphen/>") == 3


def test_heads_of_tables_come_again_and_rows_are_not_cut(document):
    ruled = document.tables[1]
    assert "tblHeader" in ruled.rows[0]._tr.xml
    assert all("cantSplit" in row._tr.xml for row in ruled.rows)


def test_the_signature_does_not_stand_alone(document):
    last = next(one for one in document.paragraphs if one.text.endswith("./."))
    assert last.paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 2, 3), "ngày 03 tháng 02 năm 2026"),
        (date(2026, 10, 13), "ngày 13 tháng 10 năm 2026"),
        (None, "ngày      tháng      năm 2027"),
    ],
)
def test_how_the_day_is_written(on, said):
    frame = Frame("Sở Nội vụ", "SNV-VP", "Đông Giang", "việc", ("Giám đốc",), on=on, year=2027)
    assert said in lay_out(frame, [text("Lời.")]).text


def test_a_letter_has_its_subject_under_the_number_and_its_addressees_one_a_line():
    frame = Frame(
        "Sở Nội vụ",
        "SNV-VP",
        "Đông Giang",
        "đôn đốc việc quá hạn",
        ("Giám đốc",),
        addressees=("Sở A", "Sở B"),
    )
    words = lay_out(frame, [text("Đề nghị thực hiện.")]).text
    assert "Số:        /SNV-VP\nV/v đôn đốc việc quá hạn" in words
    assert "Kính gửi:\n- Sở A;\n- Sở B.\nĐề nghị thực hiện./." in words


def test_a_table_is_as_wide_as_its_head():
    with pytest.raises(ValueError, match="head"):
        table(["TT"], [["1", "2"]])
    with pytest.raises(ValueError, match="head"):
        table([], [])
