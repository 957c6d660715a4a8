"""Typesets a plan's text as a Word file of the layout of Decree 30/2020: real list numbers, real tables.

A4, margins 20/20/30/15 mm, Times New Roman 14 pt, justified, first line indented by 1.27 cm; head and
signature block as tables without lines; appendices in landscape sections of their own, their tables with a
repeated head row; page number centred in the header from the second page on. The same text always gives the
same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tools.sample_numbering import NAMESPACE, Numbering, NumberReference
from tools.sample_text import (
    Appendix,
    Element,
    Ending,
    Grid,
    Head,
    Item,
    Line,
    Mark,
    Piece,
    Plain,
    Title,
    parse,
)

__all__ = ["write_docx"]

FONT = "Times New Roman"
SECTION_STYLE = "Muc"
PORTRAIT_WIDTH_MM, LANDSCAPE_WIDTH_MM = 165, 257
EMPTY_LINES_FOR_SIGNATURE = 4
ZIP_TIME = (2026, 1, 1, 0, 0, 0)
CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def write_docx(text: str, path: Path) -> None:
    """Writes the plan `text` (Markdown marks, tab-separated tables) as a Word file to `path`."""
    typesetter = _Typesetter(docx.Document())
    typesetter.set_up()
    for element in parse(text):
        typesetter.add(element)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(typesetter.saved())


@dataclass(slots=True)
class _Typesetter:
    document: docx.document.Document
    numbering: Numbering = field(default_factory=lambda: Numbering(SECTION_STYLE))
    landscape: bool = False
    started: bool = False

    def set_up(self) -> None:
        """Page, styles, page number."""
        section = self.document.sections[0]
        _set_page(section, landscape=False)
        section.different_first_page_header_footer = True
        _add_page_number(section)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(14)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        normal.paragraph_format.space_before, normal.paragraph_format.space_after = Pt(3), Pt(3)
        self._add_section_style()

    def _add_section_style(self) -> None:
        """The style of "I. …": its number comes from the style, not from the paragraph."""
        style = self.document.styles.add_style(SECTION_STYLE, 1)
        style.base_style = self.document.styles["Normal"]
        style.font.bold = True
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr xmlns:w="{NAMESPACE}"><w:numId w:val="1"/></w:numPr>')
        )

    def add(self, element: Element) -> None:
        """Typesets the next element."""
        match element:
            case Head():
                self._turn_page(landscape=False, only_if=self.started)
                self._head(element)
            case Title():
                self._turn_page(landscape=False, only_if=self.landscape)
                self._centred(element.lines, before=12)
            case Appendix():
                self._turn_page(landscape=True, only_if=not self.landscape)
                self._centred(element.lines, before=0)
            case Item():
                self._item(element)
            case Plain():
                self._fill(self._body_paragraph(), element.pieces)
            case Ending():
                self._ending(element)
            case Grid():
                self._grid(element)
        self.started = True

    def saved(self) -> bytes:
        """The finished file; its zip entries all bear one fixed time."""
        part = self.document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        for child in list(parse_xml(self.numbering.xml())):
            part.append(child)
        properties = self.document.core_properties
        properties.created = properties.modified = datetime(*ZIP_TIME)
        properties.author, properties.title = "Sáu Rõ", "Mẫu thử"
        raw = io.BytesIO()
        self.document.save(raw)
        settled = io.BytesIO()
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(zipfile.ZipInfo(name, ZIP_TIME), source.read(name), zipfile.ZIP_DEFLATED)
        return settled.getvalue()

    def _turn_page(self, *, landscape: bool, only_if: bool) -> None:
        """A new section, in the asked orientation, where the condition holds."""
        if not only_if:
            return
        if landscape == self.landscape and not landscape:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            return
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        _set_page(section, landscape=landscape)
        self.landscape = landscape

    def _body_paragraph(self, style: str | None = None) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        paragraph.alignment = JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        return paragraph

    def _centred(self, lines: Iterable[Line], before: int) -> None:
        for number, line in enumerate(lines):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = CENTRE
            paragraph.paragraph_format.space_before = Pt(before if number == 0 else 0)
            caption = line.text.startswith("(")
            self._fill(paragraph, line.pieces, bold=not caption, italic=caption)

    def _item(self, item: Item) -> None:
        reference = self.numbering.reference(item)
        by_style = reference is not None and reference.by_style
        paragraph = self._body_paragraph(SECTION_STYLE if by_style else None)
        pieces = item.pieces
        if reference is None:
            pieces = (Piece(f"{item.label} ", bold=pieces[0].bold if pieces else False), *pieces)
        elif not by_style:
            _set_number(paragraph, reference)
        self._fill(paragraph, pieces, bold=item.mark is Mark.ROMAN)

    @staticmethod
    def _fill(
        paragraph: Paragraph,
        pieces: Iterable[Piece],
        *,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
    ) -> None:
        for piece in pieces:
            run = paragraph.add_run()
            for number, part in enumerate(piece.text.split("\n")):
                if number:
                    run.add_break()
                run.add_text(part)
            run.bold = bold or piece.bold
            run.italic = italic or piece.italic
            if size is not None:
                run.font.size = Pt(size)

    def _head(self, head: Head) -> None:
        """Issuer | motto, then number | place and date; a row of which the text has nothing is left out."""
        upper, lower = bool(head.left or head.right), bool(head.number or head.place_date)
        table = _borderless(self.document.add_table(rows=upper + lower, cols=2), (60, 105))
        if upper:
            left, right = table.rows[0].cells
            _cell_lines(left, head.left, bold=True, size=12, ruled=bool(head.left))
            _cell_lines(right, head.right, bold=True, size=12, ruled=bool(head.right))
        if lower:
            left, right = table.rows[-1].cells
            _cell_lines(left, [head.number] if head.number else [], size=13)
            _cell_lines(right, [head.place_date] if head.place_date else [], italic=True, size=14)

    def _ending(self, ending: Ending) -> None:
        if self.document.paragraphs:
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        table = _borderless(self.document.add_table(rows=1, cols=2), (82, 83))
        _keep_row_whole(table.rows[0]._tr)
        left, right = table.rows[0].cells
        _cell_lines(left, ending.recipients[:1], bold=True, italic=True, size=12, alignment=LEFT)
        for line in ending.recipients[1:]:
            _line_in(left, line, size=11, alignment=LEFT)
        capitals = [line for line in ending.signature if line.text.isupper()]
        names = [line for line in ending.signature if not line.text.isupper()]
        _cell_lines(right, capitals, bold=True, size=14)
        for _ in range(EMPTY_LINES_FOR_SIGNATURE):
            _line_in(right, Line(()), size=14)
        for line in names:
            _line_in(right, line, bold=True, size=14)

    def _grid(self, grid: Grid) -> None:
        width = LANDSCAPE_WIDTH_MM if self.landscape else PORTRAIT_WIDTH_MM
        table = self.document.add_table(rows=len(grid.rows), cols=grid.width)
        table.style = "Table Grid"
        _set_widths(table, _column_widths(grid, width))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        ranks = self.numbering.ranks() if _is_counted(grid) else None
        for number, row in enumerate(grid.rows):
            self._row(table.rows[number].cells, row, header=number == 0, ranks=ranks)

    def _row(
        self, cells: Sequence[_Cell], row: Sequence[Line], *, header: bool, ranks: NumberReference | None
    ) -> None:
        group_from = None if header else _group_start(row)
        if group_from is not None:
            cells[group_from].merge(cells[-1])
            row = row[: group_from + 1]
        for column, line in enumerate(row):
            paragraph = cells[column].paragraphs[0]
            paragraph.alignment = CENTRE if header or (column == 0 and group_from != 0) else LEFT
            if ranks is not None and column == 0 and line.text.strip().isdigit() and not header:
                _set_number(paragraph, ranks)
                continue
            self._fill(paragraph, line.pieces, bold=header or group_from is not None, size=12)


def _set_page(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if landscape else (Mm(30), Mm(15))


def _add_page_number(section: Section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _set_number(paragraph: Paragraph, reference: NumberReference) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()  # its stub does not know numPr
    number = properties.get_or_add_numPr()
    number.get_or_add_ilvl().val = reference.level
    number.get_or_add_numId().val = reference.num_id


def _borderless(table: Table, widths_mm: Sequence[float]) -> Table:
    _set_widths(table, widths_mm)
    return table


def _set_widths(table: Table, widths_mm: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _keep_row_whole(row: object) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]


def _line_in(
    cell: _Cell,
    line: Line,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float,
    alignment: WD_ALIGN_PARAGRAPH = CENTRE,
) -> None:
    """One more line of a cell, the first one in its empty paragraph."""
    empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs and not cell.paragraphs[0].text
    fresh = empty and cell.paragraphs[0].paragraph_format.space_after is None
    paragraph = cell.paragraphs[0] if fresh else cell.add_paragraph()
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    _Typesetter._fill(paragraph, line.pieces, bold=bold, italic=italic, size=size)


def _cell_lines(
    cell: _Cell,
    lines: Sequence[Line],
    *,
    bold: bool = False,
    italic: bool = False,
    size: float,
    alignment: WD_ALIGN_PARAGRAPH = CENTRE,
    ruled: bool = False,
) -> None:
    for line in lines:
        _line_in(cell, line, bold=bold, italic=italic, size=size, alignment=alignment)
    if ruled:
        _rule_below(cell)


def _rule_below(cell: _Cell) -> None:
    """The short line under the issuer and under the motto, drawn as a paragraph's border."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(2), Pt(0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(18)
    paragraph.paragraph_format.line_spacing = Pt(4)
    properties: Any = paragraph._p.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr xmlns:w="{NAMESPACE}">'
        '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    )
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _column_widths(grid: Grid, total_mm: float) -> list[float]:
    """Widths by the square root of the longest cell, the first column narrow, none under 14 mm."""
    weights: list[float] = []
    for column in range(grid.width):
        lengths = [
            len(row[column].text) for row in grid.rows if column < len(row) and _group_start(row) is None
        ]
        weights.append(sqrt(max([*lengths, 4])))
    weights[0] = min(weights[0], 2.0)
    scale = total_mm / sum(weights)
    widths = [max(weight * scale, 14.0 if column else 12.0) for column, weight in enumerate(weights)]
    return [width * total_mm / sum(widths) for width in widths]


def _group_start(row: Sequence[Line]) -> int | None:
    """The column from which a group row ("I | Tuyên truyền | | |") is merged to the right end; None for
    others."""
    filled = [column for column, line in enumerate(row) if line.text.strip()]
    if len(row) > 2 and filled == [0] and len(row[0].text) > 4:
        return 0
    if len(row) > 2 and filled == [0, 1] and not row[0].text.strip().isdigit():
        return 1
    return None


def _is_counted(grid: Grid) -> bool:
    """Whether the first column counts 1, 2, 3 … through the whole table, so that a list may number it."""
    ranks = [row[0].text.strip() for row in grid.rows[1:] if _group_start(row) is None]
    return ranks == [str(number) for number in range(1, len(ranks) + 1)]
