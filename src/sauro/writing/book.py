"""A register as a Word file to be printed and bound: A4 across, the decree's columns with their numbers under
them, the head on every page (NĐ 30/2020, Phụ lục IV).

A year's book has thousands of rows. python-docx makes cells one by one and takes minutes for them, so the
rows are written as XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import cast
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

__all__ = ["BookColumn", "RegisterBook", "cell_text", "column_numbers", "write_book"]

_FONT = "Times New Roman"
_ACROSS, _UP = 297, 210  # millimetres
_SIDE, _TOP = 15, 20  # millimetres of the margins; holes are punched at the left
_LEFT = 20
_TWIPS = 56.6929  # to the millimetre
_SIZE = 11  # points
_BESIDE = 60  # twips of air at both sides of a cell
_UNPRINTABLE = dict.fromkeys(
    [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
)


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: its heading, its share of the width, and whether it is centred, as days and numbers are."""

    heading: str
    share: float
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """What is printed. `issuer` are the lines at the upper left; `period` is "Từ ngày … đến ngày …"; rows
    have a text for each column."""

    issuer: Sequence[str]
    title: str
    period: str
    columns: Sequence[BookColumn]
    rows: Iterable[Sequence[str]]


def cell_text(text: str) -> str:
    """A text as a cell of the book shows it, whatever file it is written to: in one line, without what no
    printer knows."""
    return " ".join(text.translate(_UNPRINTABLE).split())


def column_numbers(book: RegisterBook) -> list[str]:
    """What stands under the headings: "(1)", "(2)" and so on."""
    return [f"({number})" for number in range(1, len(book.columns) + 1)]


def write_book(book: RegisterBook) -> bytes:
    """The file for Word."""
    document = Document()
    _set_page(document)
    _head(document, book)
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(_table(book)))  # before the settings of the section
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_ACROSS), Mm(_UP)
    section.top_margin = section.bottom_margin = Mm(_TOP)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_SIDE)
    section.header_distance = Mm(_TOP / 2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    normal.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        number.add_run()._r.append(_field(kind, words))


def _field(kind: str, words: str) -> BaseOxmlElement:
    element = cast(BaseOxmlElement, OxmlElement("w:instrText" if words else "w:fldChar"))
    if words:
        element.text = words
    else:
        element.set(qn("w:fldCharType"), kind)
    return element


def _head(document: WordDocument, book: RegisterBook) -> None:
    for number, line in enumerate(book.issuer):
        last = number + 1 == len(book.issuer)
        _line(document, line.upper(), bold=last, left=True)
    _line(document, book.title.upper(), bold=True, before=12, size=15)
    _line(document, book.period, before=2, after=8, italic=True)


def _line(
    document: WordDocument, words: str, *, bold: bool = False, italic: bool = False, left: bool = False,
    before: int = 0, after: int = 0, size: int = 13,
) -> Paragraph:  # fmt: skip
    made = document.add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    made.paragraph_format.keep_with_next = True
    run = made.add_run(words.translate(_UNPRINTABLE))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return made


def _table(book: RegisterBook) -> str:
    whole = sum(column.share for column in book.columns)
    room = (_ACROSS - _LEFT - _SIDE) * _TWIPS
    widths = [round(room * column.share / whole) for column in book.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    parts = [
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_BESIDE}" w:type="dxa"/><w:right w:w="{_BESIDE}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>",
        _row([column.heading for column in book.columns], widths, bold=True),
        _row(column_numbers(book), widths, italic=True),
    ]
    centred = [column.is_centred for column in book.columns]
    parts += [_row(row, widths, centred) for row in book.rows]
    return "".join([*parts, "</w:tbl>"])


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    centred: Sequence[bool] | None = None,
    *,
    bold: bool = False,
    italic: bool = False,
) -> str:
    """One row; a heading, centred throughout, comes again on every page."""
    set_as = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    upright = '<w:vAlign w:val="center"/>' if centred is None else ""
    cells = []
    for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
        middle = centred is None or centred[number]
        place = '<w:jc w:val="center"/>' if middle else ""
        words = escape(cell_text(text))
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            f"{upright}</w:tcPr>"
            f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/>{place}</w:pPr><w:r><w:rPr>{set_as}'
            f'<w:sz w:val="{2 * _SIZE}"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:tc>'
        )
    again = "<w:tblHeader/>" if centred is None else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{''.join(cells)}</w:tr>"
