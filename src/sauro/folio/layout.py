"""Lays drafts of blocks out into a Folio: gives every block its span in one text.

Readers gather drafts (they do not know yet how much text comes before), `compose` writes the text once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sauro.folio.model import (
    Alignment,
    Block,
    Cell,
    Folio,
    Label,
    Paragraph,
    Part,
    Place,
    Remark,
    Row,
    Run,
    Sheet,
    Source,
    Table,
)
from sauro.folio.span import Span

__all__ = ["CellDraft", "DraftRemark", "ParagraphDraft", "TableDraft", "compose", "in_order"]


@dataclass(slots=True)
class ParagraphDraft:
    """A paragraph whose place in the text is not known yet. `label.text`, if any, is already in the first
    run."""

    runs: list[Run]
    page: int | None = None
    part: Part = Part.BODY
    label: Label | None = None
    style: str | None = None
    alignment: Alignment | None = None
    outline_level: int | None = None

    @property
    def text(self) -> str:
        """The runs put together."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


@dataclass(slots=True)
class CellDraft:
    """A cell at its top left corner; rows and columns count from 0."""

    row: int
    column: int
    paragraphs: list[ParagraphDraft]
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class TableDraft:
    """A table as its cells, in any order. `row_count` and `column_count` are those of the grid."""

    cells: list[CellDraft]
    row_count: int
    column_count: int
    page: int | None = None
    ruled: bool = True


@dataclass(slots=True)
class DraftRemark:
    """A remark on words that have no span yet: characters `start` to `end` of the text of `paragraph`; on the
    whole file where `paragraph` is None."""

    code: str
    message: str
    paragraph: ParagraphDraft | None = None
    start: int = 0
    end: int = 0
    suggestion: str | None = None


@dataclass(slots=True)
class _Written:
    """The text written so far."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[int, int] = field(default_factory=dict)

    def write(self, text: str) -> int:
        """Adds a text; returns where it begins."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start


def compose(
    drafts: Iterable[ParagraphDraft | TableDraft],
    *,
    source: Source,
    remarks: Iterable[DraftRemark] = (),
    sheets: Iterable[Sheet] = (),
) -> Folio:
    """The Folio of these drafts, in their order. Paragraphs without a printed character are left out."""
    sheet = _Written()
    blocks: list[Block] = []
    for number, draft in enumerate(drafts):
        if isinstance(draft, ParagraphDraft):
            text = draft.text
            if text.strip():
                blocks.append(_paragraph(draft, text, sheet, Place(draft.page, number)))
                sheet.write("\n")
        elif draft.cells:
            blocks.append(_table(draft, sheet, number))
            sheet.write("\n")
    settled = tuple(
        Remark(
            remark.code,
            remark.message,
            _span_of(remark, sheet.starts),
            remark.suggestion,
        )
        for remark in remarks
    )
    return Folio(source, "".join(sheet.pieces), tuple(blocks), settled, tuple(sheets))


def in_order(drafts: Iterable[ParagraphDraft | TableDraft]) -> Iterator[ParagraphDraft]:
    """The drafts that become paragraphs, in the order of `Folio.paragraphs`."""
    for draft in drafts:
        if isinstance(draft, ParagraphDraft):
            if draft.text.strip():
                yield draft
        else:
            for cell in sorted(draft.cells, key=lambda one: (one.row, one.column)):
                yield from (one for one in cell.paragraphs if one.text.strip())


def _span_of(remark: DraftRemark, starts: dict[int, int]) -> Span | None:
    if remark.paragraph is None or id(remark.paragraph) not in starts:
        return None
    start = starts[id(remark.paragraph)]
    return Span(start + remark.start, start + remark.end)


def _paragraph(draft: ParagraphDraft, text: str, sheet: _Written, place: Place) -> Paragraph:
    start = sheet.write(text)
    sheet.starts[id(draft)] = start
    return Paragraph(
        text,
        Span(start, start + len(text)),
        tuple(draft.runs),
        place,
        draft.part,
        draft.label,
        draft.style,
        draft.alignment,
        draft.outline_level,
    )


def _table(draft: TableDraft, sheet: _Written, number: int) -> Table:
    rows: list[list[CellDraft]] = [[] for _ in range(draft.row_count)]
    for cell in draft.cells:
        rows[cell.row].append(cell)
    table_start = sheet.length
    settled: list[Row] = []
    for index, row in enumerate(rows):
        if index:
            sheet.write("\n")
        row_start = sheet.length
        cells: list[Cell] = []
        for cell in sorted(row, key=lambda cell: cell.column):
            if cells:
                sheet.write("\t")
            cells.append(_cell(cell, sheet, draft.page, number))
        settled.append(Row(tuple(cells), Span(row_start, sheet.length)))
    return Table(
        tuple(settled),
        Span(table_start, sheet.length),
        Place(draft.page, number),
        draft.column_count,
        draft.ruled,
    )


def _cell(cell: CellDraft, sheet: _Written, page: int | None, number: int) -> Cell:
    start = sheet.length
    paragraphs: list[Paragraph] = []
    for draft in cell.paragraphs:
        text = draft.text
        if not text.strip():
            continue
        if paragraphs:
            sheet.write("\n")
        own_page = draft.page if draft.page is not None else page
        paragraphs.append(_paragraph(draft, text, sheet, Place(own_page, number, cell.row, cell.column)))
    return Cell(
        cell.row, cell.column, tuple(paragraphs), Span(start, sheet.length), cell.row_span, cell.column_span
    )
