"""A Folio as a Word file in the form of NĐ 30: paper, margins, a style of its own for every component.

Works with python-docx. Numbers of documents keep together at the end of a line, heads of tables come again on
every page, and the signature never stands alone on a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from sauro.doctypes.components import FORMS, MARGINS, PAGE, Component, Rule
from sauro.folio.model import Block, Cell, Folio, Paragraph, Table
from sauro.writing.docx_properties import FIGURE_DIGEST, add_property
from sauro.writing.docx_runs import RunWriter
from sauro.writing.docx_table import TEXT_WIDTH, component_of, ruled_table
from sauro.writing.runs import figure_digest

__all__ = ["add_styles", "write_blocks", "write_docx"]

_FONT = "Times New Roman"
_SETTINGS = {
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justified": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_BELOW_TABLE = 6
"""Points between a ruled table and what follows it."""
_HALVES = (0.42, 0.58)
"""Shares of the width that head and signature give their two sides."""
_EM = 0.21
"""Average width of a capital in bold Times, in millimetres a point of size, for the length of a rule."""


def write_docx(folio: Folio) -> bytes:
    """The file. Paragraphs whose `style` is no component are set as running text. The properties of a file
    with figures bear their digest."""
    document = Document()
    _set_page(document)
    add_styles(document)
    runs = RunWriter(lambda address: document.part.relate_to(address, RT.HYPERLINK, is_external=True))
    write_blocks(document, folio.blocks, runs)
    if runs.figures:
        add_property(document, FIGURE_DIGEST, figure_digest(runs.figures))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def add_styles(document: WordDocument) -> None:
    """Those of the components that the document does not have."""
    known = {style.name for style in document.styles}
    for component in Component:
        if f"nd30_{component.value}" not in known:
            _add_style(document, component)


def write_blocks(document: WordDocument, blocks: Sequence[Block], runs: RunWriter) -> None:
    """Writes blocks at the end of a document."""
    beside = (None, *blocks, None)
    for before, block, following in zip(beside, blocks, beside[2:], strict=False):
        if isinstance(block, Paragraph):
            made = _write_paragraph(document, block, following, runs)
            if isinstance(before, Table) and before.ruled:
                made.paragraph_format.space_before = Pt(_BELOW_TABLE)
        elif block.ruled:
            document.element.body.insert_element_before(parse_xml(ruled_table(block, runs)), "w:sectPr")
        else:
            _write_sides(document, block, runs)


def _write_paragraph(
    document: WordDocument, block: Paragraph, following: Paragraph | Table | None, runs: RunWriter
) -> WordParagraph:
    if component_of(block) is Component.APPENDIX:
        _begin_appendix(document)
    made = _write(document.add_paragraph(), block, runs)
    before_signature = isinstance(following, Table) and not following.ruled
    made.paragraph_format.keep_with_next = before_signature or None
    _rule_below(made, block, TEXT_WIDTH)
    return made


def _begin_appendix(document: WordDocument) -> None:
    """A section of its own, so that its pages are numbered from 1. The line that ends the section before is
    as low as a line can be: it must not run over to a page of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    ending = document.paragraphs[-1]
    ending.paragraph_format.space_before = ending.paragraph_format.space_after = Pt(0)
    ending.paragraph_format.line_spacing = Pt(1)


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(MARGINS.top[2]), Mm(MARGINS.bottom[2])
    section.left_margin, section.right_margin = Mm(MARGINS.left[2]), Mm(MARGINS.right[2])
    section.header_distance = Mm(MARGINS.top[2] / 2)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(14)
    _all_scripts(normal)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = number.add_run()
    run.font.size = Pt(13)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_field(kind, words))


def _field(kind: str, words: str) -> BaseOxmlElement:
    if words:
        element = OxmlElement("w:instrText")
        element.text = words
    else:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
    return cast(BaseOxmlElement, element)


def _add_style(document: WordDocument, component: Component) -> None:
    form = FORMS[component]
    style = document.styles.add_style(f"nd30_{component.value}", 1)
    style.base_style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(form.size)
    style.font.bold, style.font.italic, style.font.all_caps = form.bold, form.italic, False
    _all_scripts(style)
    set_as = style.paragraph_format
    set_as.alignment = _SETTINGS[form.setting]
    set_as.first_line_indent = Mm(form.indent) if form.indent else None
    set_as.space_before, set_as.space_after = Pt(form.before), Pt(form.after)
    set_as.line_spacing = 1.0
    set_as.keep_with_next = form.keeps_with_next
    set_as.widow_control = True


def _all_scripts(style: ParagraphStyle) -> None:
    """The font also for the letters that Word counts as East Asian or complex, among them some of
    Vietnamese."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)


def _write(made: WordParagraph, paragraph: Paragraph, runs: RunWriter) -> WordParagraph:
    component = component_of(paragraph)
    made.style = f"nd30_{component.value}"
    words = runs.paragraph(paragraph, upper=FORMS[component].upper)
    for element in list(parse_xml(f"<w:p {nsdecls('w', 'r')}>{words}</w:p>")):
        made._p.append(element)
    return made


def _rule_below(made: WordParagraph, paragraph: Paragraph, width: float) -> None:
    """The line that the form asks for: the upper border of an empty paragraph as wide as the line is to
    be."""
    form = FORMS[component_of(paragraph)]
    if form.rule is None:
        return
    longest = max(len(line) for line in paragraph.text.splitlines()) * form.size * _EM * 0.72
    length = min(longest, width) * (1 if form.rule is Rule.WHOLE else 0.45)
    line = cast(CT_P, OxmlElement("w:p"))
    made._p.addnext(line)
    below = WordParagraph(line, made._parent)
    side = Mm((width - length) / 2)
    set_as = below.paragraph_format
    set_as.left_indent = set_as.right_indent = side
    set_as.space_before, set_as.space_after, set_as.line_spacing = Pt(2), Pt(0), Pt(6)
    set_as.keep_with_next = form.keeps_with_next
    borders = cast(BaseOxmlElement, OxmlElement("w:pBdr"))
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _write_sides(document: WordDocument, table: Table, runs: RunWriter) -> None:
    """Head or signature: cells beside one another, without lines."""
    made = document.add_table(rows=len(table.rows), cols=table.column_count)
    made.autofit = False
    _without_margins(made)
    shares = _HALVES if table.column_count == 2 else [1 / table.column_count] * table.column_count
    widths = [share * TEXT_WIDTH for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for cell in table.cells:
        _write_cell(made, cell, sum(widths[cell.column : cell.column + cell.column_span]), runs)
    for row in made.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _without_margins(made: WordTable) -> None:
    """Cells that use their whole width: the name of the nation has to stand on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    made._tbl.tblPr.append(margins)


def _write_cell(made: WordTable, cell: Cell, width: float, runs: RunWriter) -> None:
    at: WordCell = made.cell(cell.row, cell.column)
    if cell.row_span > 1 or cell.column_span > 1:
        at = at.merge(made.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1))
    at.width = Emu(Mm(width))
    first = at.paragraphs[0]
    for number, paragraph in enumerate(cell.paragraphs):
        written = _write(first if not number else at.add_paragraph(), paragraph, runs)
        _rule_below(written, paragraph, width - 4)
