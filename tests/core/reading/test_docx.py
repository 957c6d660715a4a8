"""Paragraphs, changes, fields, boxes, pages, letters of .docx files."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from tests.core.reading.docx_builder import STRICT, docx, field, numbered, paragraph, row, run, style, table
from tests.shared import SAMPLES, needs_shared

from sauro.folio.model import Alignment, Folio, Part, Run, SourceKind
from sauro.reading.docx import read_docx


def folio(*body: str, **more: object) -> Folio:
    return read_docx(docx(*body, **more), name="thử.docx")  # type: ignore[arg-type]


def texts(*body: str, **more: object) -> list[str]:
    return [entry.text for entry in folio(*body, **more).paragraphs]


def test_source_is_that_of_the_bytes() -> None:
    data = docx(paragraph("KẾ HOẠCH"))
    source = read_docx(data, name="kh.docx").source
    assert (source.name, source.kind, source.size) == ("kh.docx", SourceKind.DOCX, len(data))
    assert source.digest == hashlib.sha256(data).hexdigest()
    assert source.pages is None


def test_paragraphs_in_order_without_empty_ones() -> None:
    assert folio(paragraph("Một"), paragraph(""), paragraph("  "), paragraph("Hai")).text == "Một\nHai\n"


def test_bold_boundary_inside_a_word_does_not_part_it() -> None:
    body = paragraph(run("Ủy b", "<w:b/>") + run("an", "<w:i/>") + run(" nhân dân", "<w:i/>"))
    (entry,) = folio(body).paragraphs
    assert entry.text == "Ủy ban nhân dân"
    assert entry.runs == (Run("Ủy b", bold=True), Run("an nhân dân", italic=True))


def test_make_of_letters_from_styles() -> None:
    styles = (
        style("Goc", "<w:rPr><w:b/></w:rPr>")
        + style("Con", "<w:rPr><w:i/></w:rPr>", based_on="Goc")
        + style("Dam", "<w:rPr><w:b/></w:rPr>", kind="character")
    )
    body = paragraph(
        run("đậm nghiêng ") + run("không đậm ", '<w:rStyle w:val="Dam"/>') + run("thẳng", '<w:b w:val="0"/>'),
        '<w:pStyle w:val="Con"/>',
    )
    (entry,) = folio(body, parts={"styles": styles}).paragraphs
    assert entry.runs == (Run("đậm nghiêng ", True, True), Run("không đậm thẳng", False, True))
    assert entry.style == "Con"


def test_alignment_and_outline_level() -> None:
    styles = style("De", '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr>')
    first, second = folio(
        paragraph("Giữa", '<w:pStyle w:val="De"/>'),
        paragraph("Phải", '<w:pStyle w:val="De"/><w:jc w:val="end"/><w:outlineLvl w:val="9"/>'),
        parts={"styles": styles},
    ).paragraphs
    assert (first.alignment, first.outline_level) == (Alignment.CENTRE, 1)
    assert (second.alignment, second.outline_level) == (Alignment.RIGHT, None)


def test_a_ring_of_styles_ends() -> None:
    styles = style("A", "", based_on="B") + style("B", "", based_on="A")
    assert texts(paragraph("Chữ", '<w:pStyle w:val="A"/>'), parts={"styles": styles}) == ["Chữ"]


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = paragraph(
        run("giữ ")
        + '<w:del w:id="1"><w:r><w:delText>xóa</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("thêm ")}</w:ins>'
        + f'<w:moveFrom w:id="3">{run("đi")}</w:moveFrom><w:moveTo w:id="4">{run("đến")}</w:moveTo>'
    )
    assert texts(body) == ["giữ thêm đến"]


def test_deleted_paragraph_mark_joins_and_the_second_gives_the_format() -> None:
    deleted = '<w:jc w:val="left"/><w:rPr><w:del w:id="1"/></w:rPr>'
    (entry,) = folio(paragraph("Nửa đầu ", deleted), paragraph("nửa sau", '<w:jc w:val="both"/>')).paragraphs
    assert (entry.text, entry.alignment) == ("Nửa đầu nửa sau", Alignment.JUSTIFIED)


def test_deleted_mark_before_a_table_or_the_end_loses_nothing() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    found = texts(paragraph("Trước bảng", deleted), table(row("ô", "ô")), paragraph("Cuối", deleted))
    assert found == ["Trước bảng", "ô", "ô", "Cuối"]


def test_drop_cap_goes_on_in_the_next_paragraph() -> None:
    assert texts(paragraph("K", '<w:framePr w:dropCap="drop"/>'), paragraph("ế hoạch")) == ["Kế hoạch"]


def test_controls_links_tags_are_walked_through() -> None:
    body = (
        paragraph(
            run("Số: ")
            + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>"
            + f"<w:hyperlink>{run('/KH')}</w:hyperlink><w:smartTag>{run('-UBND')}</w:smartTag>"
            + f'<w:fldSimple w:instr="DATE">{run(" ngày 5")}</w:fldSimple>'
        )
        + f"<w:sdt><w:sdtContent>{paragraph('Khối')}</w:sdtContent></w:sdt>"
    )
    assert texts(body) == ["Số: 12/KH-UBND ngày 5", "Khối"]


def test_field_gives_its_result_not_its_instruction() -> None:
    nested = field("begin") + run("lệnh") + field("separate") + run("lệnh lồng") + field("end")
    body = paragraph(
        run("Trang ")
        + field("begin")
        + "<w:r><w:instrText>PAGEREF</w:instrText></w:r>"
        + nested
        + field("separate")
        + run("7")
        + field("end")
        + run(" hết")
    )
    assert texts(body) == ["Trang 7 hết"]


def test_field_without_end_hides_one_paragraph_at_most() -> None:
    assert texts(paragraph(field("begin") + run("lệnh")), paragraph("Thấy")) == ["Thấy"]


def test_field_result_over_two_paragraphs() -> None:
    first = field("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + field("separate") + run("Mục I")
    assert texts(paragraph(first), paragraph(run("Mục II") + field("end"))) == ["Mục I", "Mục II"]


def test_signs_inside_runs() -> None:
    body = paragraph(
        "<w:r><w:t>534/QĐ</w:t><w:noBreakHyphen/><w:t>TTg</w:t><w:tab/><w:t>công</w:t><w:softHyphen/><w:t>văn</w:t>"
        '<w:br/><w:t>dòng hai</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>60%</w:t></w:r>'
    )
    assert texts(body) == ["534/QĐ-TTg côngvăn\ndòng hai≥60%"]


def test_typographic_blanks_and_hyphens_become_plain_ones() -> None:
    assert texts(paragraph("226\u2011KL/TW\u00a0ngày\u200b 11\u00ad/12")) == ["226-KL/TW ngày 11/12"]


def test_line_feed_of_pretty_printed_xml_is_a_blank() -> None:
    assert texts(paragraph("một\nhai\tba")) == ["một hai ba"]


def test_text_is_nfc_even_where_a_tone_mark_has_its_own_run() -> None:
    decomposed = unicodedata.normalize("NFD", "Kế hoạch")
    body = paragraph(run(decomposed) + run(" ho") + run("a", "<w:b/>") + run("\u0300 bình"))
    (entry,) = folio(body).paragraphs
    assert entry.text == "Kế hoạch hoà bình"
    assert entry.runs[1] == Run("à", bold=True)
    assert unicodedata.is_normalized("NFC", entry.text)


def test_hidden_text_is_not_printed() -> None:
    styles = style("An", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    body = paragraph(
        run("thấy ") + run("ẩn", "<w:vanish/>") + run("ẩn", '<w:rStyle w:val="An"/>') + run("rõ")
    )
    assert texts(body, parts={"styles": styles}) == ["thấy rõ"]


def test_capitals_by_format_stay_as_typed() -> None:
    assert texts(paragraph(run("Kế hoạch", "<w:caps/>"))) == ["Kế hoạch"]


def test_formula_and_ruby_are_text() -> None:
    fraction = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
    ruby = f"<w:r><w:ruby><w:rt>{run('đọc')}</w:rt><w:rubyBase>{run(' chữ')}</w:rubyBase></w:ruby></w:r>"
    assert texts(paragraph(run("Tỷ lệ ") + f"<m:oMath>{fraction}</m:oMath>" + ruby)) == ["Tỷ lệ a/b chữ"]


def test_tcvn3_font_from_run_and_style_and_capitals_font() -> None:
    styles = style("Cu", '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>')
    capitals = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    first, second = texts(
        paragraph("kÕ ho¹ch “n¨m”", '<w:pStyle w:val="Cu"/>'),
        paragraph(run("ñy ban", capitals)),
        parts={"styles": styles},
    )
    assert first == "kế hoạch “năm”"
    assert second == "ỦY BAN"


def test_vni_letter_cut_by_a_run_boundary() -> None:
    make = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    assert texts(paragraph(run("Keá hoa", make) + run("ïch", make))) == ["Kế hoạch"]


def test_unicode_text_in_a_legacy_font_is_left_alone() -> None:
    assert texts(paragraph(run("Kế hoạch số", '<w:rFonts w:ascii=".VnTime"/>'))) == ["Kế hoạch số"]


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


def test_text_box_once_without_its_fallback() -> None:
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + box("DỰ THẢO")
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + box("DỰ THẢO")
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    entries = list(folio(paragraph(run("Neo") + drawing), paragraph("Sau")).paragraphs)
    assert [(entry.text, entry.part) for entry in entries] == [
        ("Neo", Part.BODY),
        ("DỰ THẢO", Part.TEXT_BOX),
        ("Sau", Part.BODY),
    ]


def test_fallback_is_read_where_the_choice_holds_nothing() -> None:
    body = paragraph(
        "<w:r><mc:AlternateContent><mc:Choice Requires='w16se'/><mc:Fallback><w:t>✓</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(body) == ["✓"]


def test_old_text_box_and_word_art() -> None:
    art = "<v:shape><v:textpath string='DỰ THẢO'/></v:shape>"
    pict = f"<w:pict>{art}<v:textbox>{box('Hộp')}</v:textbox></w:pict>"
    assert texts(paragraph(f"<w:r>{pict}</w:r>")) == ["DỰ THẢO", "Hộp"]


def test_picture_gives_a_remark_a_drawn_line_none() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'
    line = "<w:r><w:drawing><wps:wsp><wps:spPr/></wps:wsp></w:drawing></w:r>"
    found = folio(paragraph(run("Sơ đồ: ") + picture), paragraph(line), paragraph(picture))
    assert [(remark.code, remark.span and remark.span.of(found.text)) for remark in found.remarks] == [
        ("docx.picture", "Sơ đồ:"),
        ("docx.picture", None),
    ]


BROKEN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_where_word_left_its_breaks() -> None:
    found = folio(
        paragraph("Trang một"),
        paragraph(run("đầu ") + BROKEN + run("cuối")),
        paragraph('<w:r><w:br w:type="page"/></w:r>'),
        paragraph(BROKEN + run("Trang ba")),
    )
    entries = list(found.paragraphs)
    assert [entry.place.page for entry in entries] == [1, 1, 3]
    assert entries[1].runs == (Run("đầu "), Run("cuối", page=2))
    assert found.source.pages == 3


def test_ordered_breaks_alone_tell_no_page() -> None:
    found = folio(paragraph('<w:r><w:br w:type="page"/></w:r>'), paragraph("Sau"))
    assert [entry.place.page for entry in found.paragraphs] == [None]


def test_strict_namespace_and_unusual_main_part() -> None:
    assert texts(paragraph("Chặt", '<w:jc w:val="start"/>'), namespace=STRICT) == ["Chặt"]
    assert texts(paragraph("Lạ"), main="noi-dung/van-ban1.xml") == ["Lạ"]


def test_changes_of_properties_are_not_properties() -> None:
    former = '<w:pPrChange><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange>'
    made = run("thường", "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>")
    (entry,) = folio(paragraph(made, former)).paragraphs
    assert (entry.alignment, entry.is_bold) == (None, False)


def test_embedded_file_gives_a_remark() -> None:
    found = folio(paragraph("Chữ"), '<w:altChunk r:id="rId5"/>')
    assert [remark.code for remark in found.remarks] == ["docx.embedded"]


def block_texts(found: Folio) -> list[list[str]]:
    return [
        [entry.text] if not hasattr(entry, "rows") else [one.text for one in entry.cells]
        for entry in found.blocks
    ]


@needs_shared
@pytest.mark.shared
def test_computed_numbers_equal_typed_ones() -> None:
    typed = read_docx((SAMPLES / "003_ke-hoach.docx").read_bytes(), name="a.docx")
    computed = read_docx((SAMPLES / "003_ke-hoach_danh-so-tu-dong.docx").read_bytes(), name="b.docx")
    assert len(typed.blocks) == 90
    assert block_texts(computed) == block_texts(typed)
    assert [(entry.ruled, len(entry.rows), entry.column_count) for entry in typed.tables] == [
        (False, 2, 2), (False, 1, 2), (True, 15, 6),
    ]  # fmt: skip


def test_numbered_paragraph_without_numbering_part() -> None:
    assert texts(numbered("Chữ", num_id=5)) == ["Chữ"]
