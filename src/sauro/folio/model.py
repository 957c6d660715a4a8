"""The neutral document: what every reader yields and every engine takes.

A `Folio` is one text (`Folio.text`, NFC) and the blocks that lie in it. Blocks follow one another in reading
order, joined by line feeds; the cells of a table row are joined by tabs, its rows by line feeds. Each block
keeps its place in the source (page, paragraph, row and column), and each run may keep the offset of its first
character in the source's own text, so that a value can be shown where it stands in the original file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sauro.folio.span import Span
from sauro.records import quick

__all__ = [
    "Alignment",
    "Block",
    "Box",
    "Cell",
    "Folio",
    "Label",
    "Paragraph",
    "Part",
    "Place",
    "Remark",
    "Row",
    "Run",
    "Sheet",
    "Source",
    "SourceKind",
    "Table",
]


class SourceKind(StrEnum):
    """What the file was; says how far its text may be trusted (a scan: not without looking)."""

    DOCX = "docx"
    PDF = "pdf"
    SCAN = "scan"
    TEXT = "text"


class Part(StrEnum):
    """Where on the sheet a paragraph stands."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"


class Alignment(StrEnum):
    """How a paragraph is set, where the source says so."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its source. `page` counts from 1 and is None where the format knows no pages;
    `paragraph` counts the source's paragraphs (or the table's, for a cell) from 0; `row` and `column` are
    None outside tables and count from 0."""

    page: int | None
    paragraph: int
    row: int | None = None
    column: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one make. The texts of a paragraph's runs, put together, are the paragraph's text.

    `origin` is the offset of the first character in the source's own text (the decoded file for plain text,
    the page's text for a PDF), None where the character is not in the source (a computed number, a joining
    space). `page` is set where it differs from the paragraph's page. `confidence` (0 to 100) and `box` come
    from OCR.
    """

    text: str
    bold: bool = False
    italic: bool = False
    origin: int | None = None
    page: int | None = None
    confidence: float | None = None
    box: Box | None = None


@quick
@dataclass(frozen=True, slots=True)
class Label:
    """The number of a list item that the word processor computes. `text` is as printed and stands at the head
    of the paragraph's text; `ordinal` is the count behind it (Word prints "e)" for the fifth item, a
    Vietnamese typist "đ)": both have ordinal 5); `level` counts from 0."""

    text: str
    ordinal: int
    level: int


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; lines broken inside it (Shift+Enter) stay as line feeds in its text."""

    text: str
    span: Span
    runs: tuple[Run, ...]
    place: Place
    part: Part = Part.BODY
    label: Label | None = None
    style: str | None = None
    alignment: Alignment | None = None
    outline_level: int | None = None

    @property
    def is_bold(self) -> bool:
        """Whether all that is printed of it is bold; False for an empty paragraph."""
        printed = [run for run in self.runs if run.text.strip()]
        return bool(printed) and all(run.bold for run in printed)


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; one merged over several rows or columns stands once, at its top left corner."""

    row: int
    column: int
    paragraphs: tuple[Paragraph, ...]
    span: Span
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """The cell's paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in one row, left to right."""

    cells: tuple[Cell, ...]
    span: Span

    def cell_at(self, column: int) -> Cell | None:
        """The cell of this row that covers `column`; None where there is none (merged from above, or
        ragged)."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.column_span:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, whole again where a page break cut it. `column_count` is that of its grid. `ruled` is False
    for a layout table without lines (the head of a document, the signature block)."""

    rows: tuple[Row, ...]
    span: Span
    place: Place
    column_count: int
    ruled: bool = True

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        for row in self.rows:
            yield from row.cells


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader has to say about its reading: a part it could not read, a word it suspects. `code` is
    dotted ("ocr.suspect_word", "docx.picture"); `message` is Vietnamese and may be shown; `suggestion` is
    what might be meant."""

    code: str
    message: str
    span: Span | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read. `digest` is the SHA-256 of its bytes, in hexadecimal."""

    name: str
    kind: SourceKind
    digest: str
    size: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page as it was read: the boxes of its runs count in its `width` and `height`, in points.
    Before, the picture that the file shows of it was turned by so many quarter turns anticlockwise (`turns`)
    and then, about its middle, by `angle` degrees; of a page that was `scanned`, what lies around the sheet
    of paper was cut off first."""

    page: int
    width: float
    height: float
    scanned: bool = False
    turns: int = 0
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Folio:
    """The parsed body of one file. `sheets` are the pages that were read, where the format has pages."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs in reading order, those of tables included."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                for cell in block.cells:
                    yield from cell.paragraphs

    @property
    def tables(self) -> Iterator[Table]:
        """All tables in reading order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
