"""Puts together what page breaks cut: paragraphs, rows of tables, and tables (by `join_split_tables`).

Works on drafts whose runs carry their boxes, so for PDF pages and scans alike, and from one kind to the
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.folio.model import Alignment, Part, Run
from sauro.reading.cut_rows import append_paragraph, join_cut_row
from sauro.reading.page_paragraphs import PageDrafts, cuts_number, is_closed, starts_item, starts_small
from sauro.reading.split_tables import join_split_tables

__all__ = ["join_over_pages"]

Block = ParagraphDraft | TableDraft

_INDENT = 8.0  # from here on a first line is indented, in points
_ALIKE = 0.1  # pages whose widths differ by more than this part are set differently


@dataclass(slots=True)
class _Edges:
    """Left and right edge of the text of a page, and whether its paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool


def join_over_pages(pages: Sequence[PageDrafts]) -> list[Block]:
    """The blocks of all pages, in order. Headers, footnotes and text boxes part nothing: they come behind the
    paragraph or the table that goes on over them."""
    blocks: list[Block] = []
    aside: list[Block] = []
    before: PageDrafts | None = None
    for page in pages:
        body: list[Block] = []
        others: list[Block] = []
        for block in page.blocks:
            (body if isinstance(block, TableDraft) or block.part is Part.BODY else others).append(block)
        last = blocks[-1] if blocks else None
        if last is not None and before is not None and body and _join(last, body[0], before, page):
            del body[0]
        if body and not (isinstance(last, TableDraft) and isinstance(body[0], TableDraft)):
            blocks += aside
            aside = []
        blocks += body
        aside += others
        before = page
    return join_split_tables(blocks + aside)


def _join(last: Block, first: Block, before: PageDrafts, page: PageDrafts) -> bool:
    """Takes the first block of a page into the last one before where that goes on; True where it is
    used up."""
    if isinstance(last, TableDraft) and isinstance(first, TableDraft):
        return join_cut_row(last, first)
    if not isinstance(last, ParagraphDraft) or not isinstance(first, ParagraphDraft):
        return False
    if abs(before.width - page.width) > _ALIKE * page.width:
        return False
    if Alignment.CENTRE in (last.alignment, first.alignment) or not _goes_on(last, first, before, page):
        return False
    append_paragraph(last, first)
    return True


def _edges_of(page: PageDrafts) -> _Edges:
    boxes = [
        run.box for block in page.blocks if isinstance(block, ParagraphDraft) for run in block.runs if run.box
    ]
    if not boxes:
        return _Edges(0.0, page.width, False)
    rights = sorted(box.right for box in boxes)
    indented = any(
        _left(block) - min(run.box.left for run in block.runs if run.box) > _INDENT
        for block in page.blocks
        if isinstance(block, ParagraphDraft)
        and len(block.runs) > 1
        and block.alignment is None
        and block.runs[0].box
    )
    return _Edges(min(box.left for box in boxes), rights[-1 - len(rights) // 30], indented)


def _left(paragraph: ParagraphDraft) -> float:
    box = paragraph.runs[0].box
    return box.left if box else 0.0


def _goes_on(last: ParagraphDraft, first: ParagraphDraft, before: PageDrafts, page: PageDrafts) -> bool:
    """Whether the first paragraph of a page goes on the last one of the page before."""
    if not last.runs or not first.runs:
        return False
    if last.runs[-1].bold != first.runs[0].bold and not starts_small(first.text):
        return False
    if first.text.isupper() and not last.text.isupper():
        return False  # a title in capitals goes on nothing
    small = starts_small(first.text)
    old, new = _edges_of(before), _edges_of(page)
    full = _is_full(last.runs, first.text, old.right, 1.3 if old.indented or new.indented else 1.0)
    if starts_item(first.text):
        cut = first.text[0] in "-–" or cuts_number(last.text, first.text)
        return full and cut and not is_closed(last.text) and _left(first) - new.left < _INDENT
    if not full:
        return small and not is_closed(last.text)
    if _left(first) - new.left > _INDENT and not small:
        return False
    return small or not is_closed(last.text) or old.indented or new.indented


def _is_full(runs: Sequence[Run], below: str, right: float, share: float) -> bool:
    """Whether the first word of `below`, `share` times as wide as it seems, would have found no room
    behind these runs."""
    boxed = [run for run in runs if run.box is not None]
    if not boxed or boxed[-1].box is None:
        return False
    run, box = boxed[-1], boxed[-1].box
    letter = (box.right - box.left) / max(len(run.text.rstrip()), 1)
    return box.right + share * (len(below.split(" ", 1)[0]) + 1) * letter >= right
