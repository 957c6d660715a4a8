"""How a Word file is set: files of any make are looked at as ours are, styles or not, and what LibreOffice
has written again is still in form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from tests.core.checks.test_form import FAULTS, STYLES, TEXT, edited, findings_of, found, swap
from tests.core.reporting.made_reports import HEAD, province, small

from sauro.folio.model import Folio
from sauro.libre_office import Ended, libre_office, run_libre_office
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.reporting.periodic import periodic_report
from sauro.reporting.reminders import LateDuty, Urging, UrgingKind, letter_that_urges
from sauro.writing import write_docx


def letter() -> Folio:
    day = date(2026, 6, 5)
    duty = LateDuty("Rà soát thủ tục", "", day, 3)
    return letter_that_urges(
        replace(HEAD, symbol="UBND-VP"), Urging(UrgingKind.REMINDER, "Phòng Kinh tế", (duty,), day)
    )


PAPERS = [
    lambda: periodic_report(small()),
    lambda: periodic_report(province()),
    lambda: periodic_report(replace(small(), number="", on=None)),
    letter,
]
NAMES = ["report", "report of a province", "not yet numbered", "letter"]


def without_styles(data: bytes) -> bytes:
    """The file with styles of other names, as in the files of other programs."""
    data = edited(data, TEXT, swap("nd30_", "kieu_"))
    return edited(data, STYLES, swap("nd30_", "kieu_"))


@pytest.mark.parametrize("make", PAPERS, ids=NAMES)
def test_what_is_in_form_is_so_without_our_styles(make):
    assert found(without_styles(write_docx(make()))) == []


@pytest.mark.skipif(libre_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("make", [PAPERS[0], PAPERS[3]], ids=[NAMES[0], NAMES[3]])
def test_what_libreoffice_saved_again_is_still_in_form(make):
    made = run_libre_office(write_docx(make()), ".docx", "docx:MS Word 2007 XML", seconds=120)
    assert made.ended is Ended.DONE
    assert found(made.data) == []


@pytest.mark.parametrize(("code", "part", "edit"), FAULTS)
def test_a_planted_fault_is_found_without_our_styles(code, part, edit):
    written = write_docx(periodic_report(small()))
    assert code in found(without_styles(edited(written, part, edit)))


def opened(edit: Callable[[Document], None]) -> bytes:
    """The report, without our styles, as somebody edited it in a word processor."""
    document = docx.Document(BytesIO(without_styles(write_docx(periodic_report(small())))))
    edit(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def body_of(document: Document) -> docx.text.paragraph.Paragraph:
    return next(one for one in document.paragraphs if len(one.text) > 150)


def colour(document: Document) -> None:
    body_of(document).runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


def small_letters(document: Document) -> None:
    body_of(document).runs[0].font.size = Pt(12)


def wide_lines(document: Document) -> None:
    body_of(document).paragraph_format.line_spacing = 2.0


def exact_lines(document: Document) -> None:
    body_of(document).paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    body_of(document).paragraph_format.line_spacing = Pt(40)


def ragged(document: Document) -> None:
    body_of(document).alignment = WD_ALIGN_PARAGRAPH.LEFT


def no_indent(document: Document) -> None:
    body_of(document).paragraph_format.first_line_indent = Mm(0)


def no_motto_rule(document: Document) -> None:
    for border in list(document.tables[0]._tbl.iter(docx.oxml.ns.qn("w:pBdr"))):
        border.getparent().remove(border)


def motto_gone(document: Document) -> None:
    for cell in document.tables[0]._cells:
        for paragraph in cell.paragraphs:
            if paragraph.text.startswith("Độc lập"):
                paragraph._p.getparent().remove(paragraph._p)


def letter_size(document: Document) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("F01.colour", colour),
        ("F01.paper_size", letter_size),
        ("F02.components", motto_gone),
        ("F03.size", small_letters),
        ("F03.line_spacing", wide_lines),
        ("F03.line_spacing", exact_lines),
        ("F03.alignment", ragged),
        ("F03.indent", no_indent),
        ("F04.rules", no_motto_rule),
    ],
)
def test_what_somebody_set_otherwise_is_found(code, edit):
    assert set(found(opened(edit))) == {code}


def test_places_are_those_of_the_text_that_is_read():
    data = opened(small_letters)
    folio = read_bytes(data, name="van-ban.docx")
    (finding,) = findings_of(data)
    assert len(finding.spans[0].of(folio.text)) > 150
    for paragraph in read_setting(data).paragraphs:
        assert paragraph.span.of(folio.text) == paragraph.text


def test_a_fault_of_many_paragraphs_is_one_finding_with_all_places():
    def all_small(document: Document) -> None:
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(11)

    told = [one for one in findings_of(opened(all_small)) if one.code == "F03.size"]
    assert sum(len(one.spans) for one in told) > 2 * len(told)


def test_a_name_of_the_theme_is_a_typeface():
    def by_theme(document: Document) -> None:
        fonts = body_of(document).runs[0]._r.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        fonts.set(docx.oxml.ns.qn("w:asciiTheme"), "minorHAnsi")
        fonts.set(docx.oxml.ns.qn("w:hAnsiTheme"), "minorHAnsi")

    assert found(opened(by_theme)) == ["F01.font"]


def test_a_drawn_line_is_a_rule():
    def drawn(document: Document) -> None:
        no_motto_rule(document)
        for cell in document.tables[0]._cells:
            for paragraph in cell.paragraphs:
                if paragraph.text.startswith(("Độc lập", "ỦY BAN NHÂN DÂN XÃ")):
                    paragraph.runs[-1]._r.append(OxmlElement("w:pict"))

    assert found(opened(drawn)) == []


def test_a_page_of_one_sheet_needs_no_number():
    document = docx.Document(BytesIO(write_docx(letter())))
    for section in document.sections:
        section.header.paragraphs[0].clear()
    made = BytesIO()
    document.save(made)
    assert found(made.getvalue()) == []
