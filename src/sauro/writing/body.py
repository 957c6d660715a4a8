"""What stands between the head and the signature of a document that is written."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.doctypes.components import Component
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Run

__all__ = ["Item", "appendix", "basis", "clause", "heading", "paragraph", "section", "table", "text"]

Item = ParagraphDraft | TableDraft
"""One block of a document that is being put together."""


def paragraph(component: Component, *runs: str | Run) -> ParagraphDraft:
    """A paragraph in the form of a component; words in bold or italics besides that come as runs."""
    made = [run if isinstance(run, Run) else Run(run) for run in runs]
    return ParagraphDraft(made, style=component.value)


def basis(words: str) -> ParagraphDraft:
    """One căn cứ."""
    return paragraph(Component.BASIS, words)


def section(words: str) -> ParagraphDraft:
    """ "I. TÌNH HÌNH THỰC HIỆN": a numbered part of a report or plan."""
    return paragraph(Component.SECTION, words)


def heading(words: str) -> ParagraphDraft:
    """ "1. Kết quả": a numbered heading with a title of its own."""
    return paragraph(Component.HEADING, words)


def clause(words: str) -> ParagraphDraft:
    """ "a) …", "- …": a numbered or dashed item without a title."""
    return paragraph(Component.CLAUSE, words)


def text(*words: str | Run) -> ParagraphDraft:
    """Running text."""
    return paragraph(Component.BODY, *words)


def appendix(number: str, title: str, about: str) -> list[ParagraphDraft]:
    """The three lines over an appendix, which begins on a page of its own: "Phụ lục I", its title, "(Kèm theo
    Báo cáo số …)". Blank lines are left out."""
    lines = (
        (Component.APPENDIX, number),
        (Component.APPENDIX_TITLE, title),
        (Component.APPENDIX_BASIS, about),
    )
    return [paragraph(component, words) for component, words in lines if words]


def table(
    head: Sequence[str], rows: Sequence[Sequence[str | Run]], *, figures: Sequence[int] = ()
) -> TableDraft:
    """A ruled table. `figures` are the columns, counted from 0, whose cells are set to the right. A short row
    is filled up with "—", the sign for nothing. A cell that is a run stands in one paragraph as it is.

    Raises ValueError for a table without columns or a row with more cells than the head.
    """
    if not head or any(len(row) > len(head) for row in rows):
        raise ValueError("a table needs a head as wide as its widest row")
    cells = [_cell(0, number, Component.TABLE_HEAD, words) for number, words in enumerate(head)]
    for number, row in enumerate(rows, start=1):
        for column in range(len(head)):
            words = row[column] if column < len(row) else ""
            kind = Component.TABLE_FIGURE if column in figures else Component.TABLE_CELL
            cells.append(_cell(number, column, kind, words))
    return TableDraft(cells, row_count=len(rows) + 1, column_count=len(head))


def _cell(row: int, column: int, component: Component, words: str | Run) -> CellDraft:
    if isinstance(words, Run):
        return CellDraft(row, column, [paragraph(component, words)])
    return CellDraft(row, column, [paragraph(component, line) for line in (words or "—").split("\n")])
