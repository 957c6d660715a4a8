"""A Folio as a Word file in the form of NĐ 30: paper, margins, a style of its own for every component.

Works with python-docx. Numbers of documents keep together at the end of a line, heads of tables come again on
every page, and the signature never stands alone on a page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from sauro.doctypes.components import FORMS, MARGINS, PAGE, Component, Rule
from sauro.folio.model import Cell, Folio, Paragraph, Run, Table

__all__ = ["write_docx"]

_FONT = "Times New Roman"
_SETTINGS = {
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justified": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_NUMBERED = re.compile(r"(?<=[\w/])-(?=[A-ZĐ]{2,})")
"""A hyphen inside the number of a document: "226-KL/TW", "QĐ-TTg"."""
_WIDTH = PAGE[0] - MARGINS.left[2] - MARGINS.right[2]
_HALVES = (0.42, 0.58)
"""Shares of the width that head and signature give their two sides."""
_EM = 0.21
"""Average width of a capital in bold Times, in millimetres a point of size, for the length of a rule."""
_LETTER, _BESIDE = 2.1, 4.2
"""Millimetres of a letter in a table, and of what stands left blank at both sides of a cell."""
_NARROWEST, _WIDEST = 6, 60
"""Letters that a column of a table counts for at least and at most when the width is shared out."""


def write_docx(folio: Folio) -> bytes:
    """The file. Paragraphs whose `style` is no component are set as running text."""
    document = Document()
    _set_page(document)
    for component in Component:
        _add_style(document, component)
    blocks = folio.blocks
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            made = _write(document.add_paragraph(), block, width=_WIDTH)
            before_signature = number + 1 < len(blocks) and _is_side_by_side(blocks[number + 1])
            made.paragraph_format.keep_with_next = before_signature or None
            _rule_below(made, block, _WIDTH)
        else:
            _write_table(document, block)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


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
    set_as.page_break_before = component is Component.APPENDIX
    set_as.widow_control = True


def _all_scripts(style: ParagraphStyle) -> None:
    """The font also for the letters that Word counts as East Asian or complex, among them some of
    Vietnamese."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)


def _component(paragraph: Paragraph) -> Component:
    known = {component.value for component in Component}
    return Component(paragraph.style) if paragraph.style in known else Component.BODY


def _write(made: WordParagraph, paragraph: Paragraph, *, width: float) -> WordParagraph:
    component = _component(paragraph)
    made.style = f"nd30_{component.value}"
    for run in paragraph.runs:
        _write_run(made, run, upper=FORMS[component].upper)
    return made


def _write_run(made: WordParagraph, run: Run, *, upper: bool) -> None:
    written = made.add_run()
    if run.bold:
        written.bold = True
    if run.italic:
        written.italic = True
    words = run.text.upper() if upper else run.text
    for number, piece in enumerate(_NUMBERED.split(words)):
        if number:
            written._r.append(OxmlElement("w:noBreakHyphen"))
        written.add_text(piece)


def _rule_below(made: WordParagraph, paragraph: Paragraph, width: float) -> None:
    """The line that the form asks for: the upper border of an empty paragraph as wide as the line is to
    be."""
    form = FORMS[_component(paragraph)]
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


def _is_side_by_side(block: Paragraph | Table) -> bool:
    return isinstance(block, Table) and not block.ruled


def _write_table(document: WordDocument, table: Table) -> None:
    made = document.add_table(rows=len(table.rows), cols=table.column_count)
    made.autofit = False
    if _is_side_by_side(table):
        _without_margins(made)
    shares = _HALVES if _is_side_by_side(table) and table.column_count == 2 else _shares(table)
    widths = [share * _WIDTH for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    if table.ruled:
        made.style = "Table Grid"
    for cell in table.cells:
        _write_cell(made, cell, sum(widths[cell.column : cell.column + cell.column_span]))
    for row in made.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if table.ruled and made.rows:
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _without_margins(made: WordTable) -> None:
    """Cells that use their whole width: the name of the nation has to stand on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    made._tbl.tblPr.append(margins)


def _write_cell(made: WordTable, cell: Cell, width: float) -> None:
    at: WordCell = made.cell(cell.row, cell.column)
    if cell.row_span > 1 or cell.column_span > 1:
        at = at.merge(made.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1))
    at.width = Emu(Mm(width))
    first = at.paragraphs[0]
    for number, paragraph in enumerate(cell.paragraphs):
        written = _write(first if not number else at.add_paragraph(), paragraph, width=width)
        _rule_below(written, paragraph, width - 4)


def _shares(table: Table) -> Sequence[float]:
    """Widths of the columns as shares of the whole: room for the longest word of each, the rest after the
    longest of what stands in each."""
    longest = [0.0] * table.column_count
    words = [0] * table.column_count
    for cell in table.cells:
        if cell.column_span == 1:
            longest[cell.column] = max(longest[cell.column], _room(cell.text))
            words[cell.column] = max(words[cell.column], *(len(word) for word in cell.text.split()), 0)
    wanted = [min(max(letters, _NARROWEST), _WIDEST) for letters in longest]
    least = [_BESIDE + letters * _LETTER for letters in words]
    left = _WIDTH - sum(least)
    if left <= 0:
        return [width / sum(least) for width in least]
    return [
        (width + left * letters / sum(wanted)) / _WIDTH for width, letters in zip(least, wanted, strict=True)
    ]


def _room(words: str) -> float:
    """Letters that a column should have room for: a long text may run over lines, its longest word may
    not."""
    lines: Iterable[str] = words.splitlines() or [""]
    longest_word = max((len(word) for word in words.split()), default=0)
    return max(longest_word + 2.0, *(1.6 * math.pow(len(line), 0.75) for line in lines))
