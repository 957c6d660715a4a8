"""Types a document as offices do: a table without lines for head and foot, letters set by hand or by styles
of the office's own, lines drawn, bordered or left to a shape below the heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from sauro.doctypes.components import FORMS, Component, Form
from tools.planted_faults.papers import Block, Document, Grid, Line, Look, Sheet

__all__ = ["HANDS", "Hand", "plain_text", "typed"]

_ALIGNED = {
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justified": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_FREE = Form((13, 14), 14, bold=True)
"""How a line is set for which the decree has no row ("QUYẾT ĐỊNH:")."""


@dataclass(frozen=True, slots=True)
class Hand:
    """The habits of one typist. `largest` takes the largest size allowed, else the smallest; `styles` puts
    the letters into styles of the office's own instead of every run; `rules` is how the lines below the
    heads are made ("border", "shape", "underscores")."""

    name: str
    largest: bool
    indent: float
    before: float
    after: float
    line: float
    styles: bool
    rules: str


HANDS = (
    Hand("by-hand", largest=True, indent=12.7, before=0, after=6, line=1.0, styles=False, rules="shape"),
    Hand("by-style", largest=False, indent=10, before=6, after=6, line=1.2, styles=True, rules="border"),
)
_RUNNING = (Component.BODY, Component.CLAUSE, Component.HEADING, Component.SECTION, Component.BASIS)


def plain_text(document: Document) -> bytes:
    """The document as text, a paragraph a line, cells parted by tabs."""
    pieces: list[str] = []
    for block in document.blocks:
        if isinstance(block, Line):
            pieces.append(block.text)
        else:
            pieces.append("\n".join("\t".join(row) for row in block.rows))
    return ("\n\n".join(pieces) + "\n").encode()


def typed(document: Document, hand: Hand) -> bytes:
    """The document as a Word file in the hand of one typist."""
    typist = _Typist(hand, document.sheet)
    for is_sided, group in groupby(document.blocks, lambda one: isinstance(one, Line) and bool(one.side)):
        blocks = list(group)
        if is_sided:
            typist.side_by_side([one for one in blocks if isinstance(one, Line)])
        else:
            typist.write(blocks)
    made = BytesIO()
    typist.file.save(made)
    return made.getvalue()


class _Typist:
    def __init__(self, hand: Hand, sheet: Sheet) -> None:
        self.file: Any = docx.Document()
        self._hand, self._sheet = hand, sheet
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", Pt(13)
        _fonts(normal.element.get_or_add_rPr(), "Times New Roman")
        normal.paragraph_format.space_after = Pt(0)
        self._page(self.file.sections[0], first=True)

    def write(self, blocks: Sequence[Block]) -> None:
        """Lines and tables below one another."""
        for block in blocks:
            if isinstance(block, Grid):
                self._grid(block)
                continue
            if block.component is Component.APPENDIX:
                self._page(self.file.add_section(WD_SECTION.NEW_PAGE), first=False)
            self._line(self.file.add_paragraph(), block)

    def side_by_side(self, lines: Sequence[Line]) -> None:
        """The head or the foot: a table without lines, of as many rows as the lines name."""
        rows = sorted({line.row for line in lines})
        table = self.file.add_table(rows=len(rows), cols=2)
        for number, row in enumerate(rows):
            for column, side in enumerate(("left", "right")):
                cell = table.cell(number, column)
                for line in lines:
                    if line.row == row and line.side == side:
                        last = cell.paragraphs[-1]
                        self._line(
                            last if not last.text and len(cell.paragraphs) == 1 else cell.add_paragraph(),
                            line,
                        )

    def _grid(self, grid: Grid) -> None:
        table = self.file.add_table(rows=len(grid.rows), cols=len(grid.rows[0]))
        table.style = "Table Grid"
        for number, row in enumerate(grid.rows):
            for column, text in enumerate(row):
                head = Component.TABLE_HEAD if number == 0 else Component.TABLE_CELL
                self._line(table.cell(number, column).paragraphs[0], Line(head, text, look=grid.look))

    def _line(self, made: Any, line: Line) -> None:
        form = _FREE if line.component is None else FORMS[line.component]
        look, hand = line.look, self._hand
        if hand.styles and line.look == Look() and line.component is not None:
            made.style = self._style(line.component, form)
        else:
            self._set(made.paragraph_format, line, form)
        for text, bold in ((line.text[: line.lead], True), (line.text[line.lead :], None)):
            if not text:
                continue
            run = made.add_run(text)
            if hand.styles and look == Look() and line.component is not None:
                run.bold = bold
            else:
                self._letters(run, form, look, bold)
        if look.rule and form.rule is not None:
            self._rule(made, line)

    def _style(self, component: Component, form: Form) -> Any:
        name = f"VB {component.value}"
        if name not in [style.name for style in self.file.styles]:
            style = self.file.styles.add_style(name, 1)
            style.base_style = self.file.styles["Normal"]
            self._letters(style, form, Look(), None)
            self._set(style.paragraph_format, Line(component, ""), form)
        return self.file.styles[name]

    def _set(self, set_as: Any, line: Line, form: Form) -> None:
        look, hand = line.look, self._hand
        running = line.component in _RUNNING
        set_as.alignment = _ALIGNED[look.align or form.setting]
        indent = look.indent if look.indent is not None else (hand.indent if running else 0)
        set_as.first_line_indent = Mm(indent) if indent else None
        before = look.before if look.before is not None else (hand.before if running else form.before)
        after = look.after if look.after is not None else (hand.after if running else form.after)
        set_as.space_before, set_as.space_after = Pt(before), Pt(after)
        set_as.line_spacing = look.line or (hand.line if running else 1.0)

    def _letters(self, run: Any, form: Form, look: Look, bold: bool | None) -> None:
        size = form.sizes[1] if self._hand.largest else form.sizes[0]
        run.font.size = Pt(look.size or size)
        stated = form.bold if look.bold is None else look.bold
        run.font.bold = bold if bold is not None and look.bold is None else stated
        run.font.italic = form.italic if look.italic is None else look.italic
        font = look.font or "Times New Roman"
        run.font.name = font
        _fonts(run.element.get_or_add_rPr(), font)
        if look.colour:
            run.font.color.rgb = RGBColor.from_string(look.colour)

    def _rule(self, made: Any, line: Line) -> None:
        width = 50 if line.component is Component.MOTTO else 22
        if self._hand.rules == "border":
            below = made._parent.add_paragraph() if line.side else self.file.add_paragraph()
            below.paragraph_format.space_after = Pt(0)
            inner = 78 if line.side else 160
            side = Mm((inner - width) / 2)
            below.paragraph_format.left_indent = below.paragraph_format.right_indent = side
            borders = parse_xml(
                f"<w:pBdr {nsdecls('w')}><w:top w:val='single' w:sz='4' w:space='1' w:color='auto'/></w:pBdr>"
            )
            below._p.get_or_add_pPr().append(borders)
            below._p.get_or_add_pPr().remove(borders)
            below._p.pPr.insert_element_before(
                borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
            )
        else:
            made.add_run()._r.append(parse_xml(_SHAPE.format(names=nsdecls("w"), width=width * 2.8346)))

    def _page(self, section: Any, *, first: bool) -> None:
        sheet = self._sheet
        section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
        section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
        section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = not sheet.first_is_numbered
        if not first and sheet.appendix_starts is not None:
            numbers = OxmlElement("w:pgNumType")
            numbers.set(qn("w:start"), str(sheet.appendix_starts))
            section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
        if first and sheet.number:
            self._number(section.header.paragraphs[0])

    def _number(self, made: Any) -> None:
        made.alignment = _ALIGNED[self._sheet.number_align]
        run = made.add_run()
        run.font.size = Pt(self._sheet.number_size)
        run.font.italic = self._sheet.number_italic
        for kind, words in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "2"), ("end", "")):
            if kind:
                element = OxmlElement("w:fldChar")
                element.set(qn("w:fldCharType"), kind)
            else:
                element = OxmlElement("w:instrText" if words == "PAGE" else "w:t")
                element.text = words
            run._r.append(element)


_SHAPE = (
    '<w:pict {names} xmlns:v="urn:schemas-microsoft-com:vml">'
    '<v:line style="position:absolute;z-index:1;mso-position-horizontal:center" from="0,2pt" '
    'to="{width:.0f}pt,2pt" strokeweight=".5pt"/></w:pict>'
)


def _fonts(properties: Any, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)
