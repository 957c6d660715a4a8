"""What stands on a page from top to bottom: the tables, and between them the paragraphs that the lines make.
The same for a page with text and for a page that was recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.reading.page_columns import in_order
from sauro.reading.page_paragraphs import Line, Manner, Setting, paragraphs_of

__all__ = ["blocks_of"]


def blocks_of(
    lines: Sequence[Line],
    tables: Iterable[tuple[float, TableDraft]],
    setting: Setting,
    *,
    page: int,
    at_head: bool,
) -> Iterator[ParagraphDraft | TableDraft]:
    """Paragraphs and tables in reading order. `lines` stand outside the tables, from top to bottom; each
    table comes with its upper edge, in the unit of the lines. `at_head`: the page opens the document."""
    rest = list(lines)
    for top, table in tables:
        above = [line for line in rest if line.middle < top]
        rest = [line for line in rest if line.middle >= top]
        yield from _paragraphs(above, setting, page, at_head)
        yield table
        at_head = False
    yield from _paragraphs(rest, setting, page, at_head)


def _paragraphs(lines: list[Line], setting: Setting, page: int, at_head: bool) -> Iterator[ParagraphDraft]:
    for stretch in in_order(lines, setting, at_head=at_head):
        if stretch.flowing:
            yield from paragraphs_of(stretch.lines, setting, page=page)
        else:
            left, right = min(line.left for line in stretch.lines), max(line.right for line in stretch.lines)
            column = Setting(left, right)
            yield from paragraphs_of(stretch.lines, column, page=page, manner=Manner.COLUMN)
