"""Headers, footers and notes of .docx files."""

from __future__ import annotations

from tests.core.reading.docx_builder import cell, docx, field, paragraph, row, run, table

from sauro.folio.model import Folio, Label, Part
from sauro.reading.docx import read_docx


def folio(*body: str, **more: object) -> Folio:
    return read_docx(docx(*body, **more), name="thử.docx")  # type: ignore[arg-type]


def texts(*body: str, **more: object) -> list[str]:
    return [entry.text for entry in folio(*body, **more).paragraphs]


NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" Chú thích một."))}</w:footnote>'
    f'<w:footnote w:id="3">{paragraph("Chú thích hai.")}</w:footnote>'
)


def test_footnotes_stand_behind_what_refers_to_them() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    entries = list(
        folio(
            paragraph(run("Nhiệm vụ") + reference.format(2) + run(" này")),
            table(row(cell(paragraph(run("Ô") + reference.format(3))), "ô")),
            paragraph("Sau bảng"),
            parts={"footnotes": NOTES},
        ).paragraphs
    )
    assert [entry.text for entry in entries] == [
        "Nhiệm vụ này", "1 Chú thích một.", "Ô", "ô", "2 Chú thích hai.", "Sau bảng",
    ]  # fmt: skip
    assert (entries[1].part, entries[1].label) == (Part.FOOTNOTE, Label("1", 1, 0))


def test_endnote_has_a_roman_mark_and_a_typed_mark_is_kept() -> None:
    notes = (
        f'<w:endnote w:id="1">{paragraph("Cuối trang.")}</w:endnote>'
        f'<w:endnote w:id="2">{paragraph("* Riêng.")}</w:endnote>'
    )
    body = paragraph(
        run("Chữ")
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
        + '<w:r><w:endnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
        + '<w:r><w:endnoteReference w:id="77"/></w:r>'
    )
    assert texts(body, parts={"endnotes": notes}) == ["Chữ", "i Cuối trang.", "* Riêng."]


def section(*references: str, more: str = "") -> str:
    links = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{identifier}"/>'
        for kind, which, identifier in (entry.split() for entry in references)
    )
    return f"<w:sectPr>{links}{more}</w:sectPr>"


def test_headers_first_footers_last_page_numbers_never() -> None:
    page = (
        field("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + field("separate")
        + run("2")
        + field("end")
    )
    found = folio(
        paragraph("Thân"),
        paragraph("", section("header default rIdHeader1", "header even rIdHeader2")),
        paragraph("Phụ lục"),
        section("header default rIdHeader3", "footer default rIdFooter1", "footer first rIdFooter2"),
        margins={
            "rIdHeader1": paragraph("UBND XÃ MẪU"),
            "rIdHeader2": paragraph("Trang chẵn"),
            "rIdHeader3": paragraph("UBND XÃ MẪU"),
            "rIdFooter1": paragraph(run("Trang ") + page + run("/5")) + paragraph(""),
            "rIdFooter2": paragraph("Trang đầu"),
        },
    )
    assert [(entry.text, entry.part) for entry in found.paragraphs] == [
        ("UBND XÃ MẪU", Part.HEADER),
        ("Thân", Part.BODY),
        ("Phụ lục", Part.BODY),
    ]


def test_first_page_header_even_pages_and_header_of_a_later_section() -> None:
    found = folio(
        paragraph("Thân"),
        paragraph(
            "",
            section("header first rIdHeader1", "header even rIdHeader2", more="<w:titlePg/>"),
        ),
        paragraph("Phụ lục"),
        section("header default rIdHeader3", "footer default rIdFooter1"),
        parts={"settings": "<w:evenAndOddHeaders/>"},
        margins={
            "rIdHeader1": paragraph("HỎA TỐC"),
            "rIdHeader2": paragraph("Chẵn"),
            "rIdHeader3": paragraph("Biểu số 1"),
            "rIdFooter1": paragraph("Lưu hành nội bộ"),
        },
    )
    assert [entry.text for entry in found.paragraphs] == [
        "HỎA TỐC", "Chẵn", "Thân", "Biểu số 1", "Phụ lục", "Lưu hành nội bộ",
    ]  # fmt: skip
