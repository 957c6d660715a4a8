"""Builds a Folio from a few lines of text, for tests.

    folio = notate('''
        KẾ HOẠCH
        I. NHIỆM VỤ
        1. Sở Tư pháp: rà soát văn bản.
        | TT | Nội dung | Chủ trì |
        | 1  | Rà soát  | Sở Tư pháp |
    ''')

A line is a paragraph; lines that begin and end with "|" are rows of a table, of as many columns as its first
row; "^" alone in a cell merges it with the one above, "<" with the one to its left. "**line**" is bold, "~"
at the head of a line centres it.
"""

from __future__ import annotations

from textwrap import dedent

from sauro.errors import BadNotation
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Alignment, Folio, Run, Source, SourceKind

__all__ = ["notate"]


def notate(text: str, *, name: str = "mau.txt") -> Folio:
    """The Folio of the notation; raises `BadNotation` where a row has another number of cells than the
    first."""
    drafts: list[ParagraphDraft | TableDraft] = []
    rows: list[list[str]] = []
    for line in [*dedent(text).strip("\n").splitlines(), ""]:
        bare = line.strip()
        if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
            rows.append([cell.strip() for cell in bare[1:-1].split("|")])
            continue
        if rows:
            drafts.append(_table(rows))
            rows = []
        if bare:
            drafts.append(_paragraph(bare))
    return compose(drafts, source=Source(name, SourceKind.TEXT, "", len(text)))


def _paragraph(line: str) -> ParagraphDraft:
    alignment = Alignment.CENTRE if line.startswith("~") else None
    line = line.lstrip("~").strip()
    bold = line.startswith("**") and line.endswith("**") and len(line) > 4
    return ParagraphDraft([Run(line[2:-2] if bold else line, bold=bold)], alignment=alignment)


def _table(rows: list[list[str]]) -> TableDraft:
    width = len(rows[0])
    owners: dict[tuple[int, int], CellDraft] = {}
    cells: list[CellDraft] = []
    for number, row in enumerate(rows):
        if len(row) != width:
            raise BadNotation(f"row {number} has {len(row)} cells, the first has {width}")
        for column, text in enumerate(row):
            if text == "^":
                owner = owners[number - 1, column]
                owner.row_span = number - owner.row + 1
            elif text == "<":
                owner = owners[number, column - 1]
                owner.column_span = column - owner.column + 1
            else:
                paragraphs = [_paragraph(piece.strip()) for piece in text.split("//") if piece.strip()]
                owner = CellDraft(number, column, paragraphs)
                cells.append(owner)
            owners[number, column] = owner
    return TableDraft(cells, len(rows), width)
