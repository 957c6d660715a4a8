"""Puts together what page breaks cut: paragraphs, and table rows that go on at the head of the next page.

Works on drafts whose runs carry their boxes, so for PDF pages and scans alike, and from one kind to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Alignment, Part, Run
from sauro.reading.page_paragraphs import PageDrafts, is_closed, joint, starts_item, starts_small

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
    paragraph or the row that goes on over them."""
    blocks: list[Block] = []
    aside: list[Block] = []
    before: PageDrafts | None = None
    for page in pages:
        body = [block for block in page.blocks if _is_body(block)]
        last = blocks[-1] if blocks else None
        alike = before is not None and abs(before.width - page.width) < _ALIKE * page.width
        if before is not None and body and last is not None and alike and _join(last, body[0], before, page):
            del body[0]
        if body or not blocks:
            blocks += aside
            aside = []
        blocks += body
        aside += [block for block in page.blocks if not _is_body(block)]
        before = page
    return blocks + aside


def _is_body(block: Block) -> bool:
    return isinstance(block, TableDraft) or block.part is Part.BODY


def _join(last: Block, first: Block, before: PageDrafts, page: PageDrafts) -> bool:
    """Takes the head of the next page into the last block where that goes on; True where it is used up."""
    if isinstance(last, TableDraft) and isinstance(first, TableDraft):
        return _join_row(last, first)
    if isinstance(last, ParagraphDraft) and isinstance(first, ParagraphDraft):
        if not _goes_on(last, first, _edges_of(before), _edges_of(page)):
            return False
        _append(last, first)
        return True
    return False


def _edges_of(page: PageDrafts) -> _Edges:
    boxes = [run.box for block in page.blocks if isinstance(block, ParagraphDraft) for run in block.runs if run.box]
    if not boxes:
        return _Edges(0.0, page.width, False)
    rights = sorted(box.right for box in boxes)
    indented = any(
        _left(block) - min(run.box.left for run in block.runs if run.box) > _INDENT
        for block in page.blocks
        if isinstance(block, ParagraphDraft) and len(block.runs) > 1 and block.alignment is None and block.runs[0].box
    )
    return _Edges(min(box.left for box in boxes), rights[-1 - len(rights) // 30], indented)


def _left(paragraph: ParagraphDraft) -> float:
    box = paragraph.runs[0].box
    return box.left if box else 0.0


def _goes_on(last: ParagraphDraft, first: ParagraphDraft, old: _Edges, new: _Edges) -> bool:
    """Whether the first paragraph of a page goes on the last one of the page before."""
    if not last.runs or not first.runs or Alignment.CENTRE in (last.alignment, first.alignment):
        return False
    if last.runs[-1].bold != first.runs[0].bold and not starts_small(first.text):
        return False
    if not _is_full(last.runs, first.text, old.right):
        return starts_small(first.text) and not is_closed(last.text)
    if _left(first) - new.left > _INDENT and not starts_small(first.text):
        return False
    if starts_item(first.text) and is_closed(last.text):
        return False
    return not is_closed(last.text) or old.indented or new.indented or starts_small(first.text)


def _is_full(runs: Sequence[Run], below: str, right: float) -> bool:
    """Whether the first word of `below` would have found no room behind these runs."""
    boxed = [run for run in runs if run.box is not None]
    if not boxed or boxed[-1].box is None:
        return False
    run, box = boxed[-1], boxed[-1].box
    letter = (box.right - box.left) / max(len(run.text.rstrip()), 1)
    return box.right + 0.92 * (len(below.split(" ", 1)[0]) + 1) * letter >= right


def _append(last: ParagraphDraft, first: ParagraphDraft) -> None:
    space = joint(last.text, first.text)
    if space:
        last.runs[-1] = replace(last.runs[-1], text=last.runs[-1].text + space)
    page = first.page if first.page != last.page else None
    last.runs.extend(run if run.page is not None else replace(run, page=page) for run in first.runs)


def _join_row(last: TableDraft, first: TableDraft) -> bool:
    """Takes the first row of a table into the last row of the table before where it goes on; True where nothing but
    repeated header rows is left of the second table."""
    if last.column_count != first.column_count:
        return False
    header = _repeated_rows(last, first)
    if header >= first.row_count:
        return False
    upper = {cell.column: cell for cell in _row(last, last.row_count - 1, covering=True)}
    lower = _row(first, header)
    if any(cell.row_span > 1 for cell in lower) or not _row_goes_on(upper, lower, last):
        return False
    for cell in lower:
        _pour(cell, upper.get(cell.column), last)
    first.cells = [
        cell if cell.row < header else replace(cell, row=cell.row - 1) for cell in first.cells if cell.row != header
    ]
    first.row_count -= 1
    return first.row_count == header


def _row(table: TableDraft, row: int, *, covering: bool = False) -> list[CellDraft]:
    """The cells that begin in a row; with `covering` also those that reach down into it."""
    if covering:
        return [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    return [cell for cell in table.cells if cell.row == row]


def _repeated_rows(last: TableDraft, first: TableDraft) -> int:
    """How many rows at the head of the second table repeat the head of the first."""
    count = 0
    while count < min(last.row_count, first.row_count - 1):
        old, new = _texts(_row(last, count)), _texts(_row(first, count))
        if old != new or not any(old.values()):
            break
        count += 1
    return count


def _texts(cells: Iterable[CellDraft]) -> dict[int, str]:
    return {cell.column: _text(cell) for cell in cells}


def _text(cell: CellDraft) -> str:
    return "\n".join(paragraph.text for paragraph in cell.paragraphs)


def _row_goes_on(upper: dict[int, CellDraft], lower: list[CellDraft], last: TableDraft) -> bool:
    """Whether a row is the rest of the row above: some cell goes on in the middle of a sentence, or all that stands in
    it follows on lines that were full, and no cell begins anew."""
    going_on = 0
    unclear = 0
    for cell in lower:
        text = _text(cell)
        if not text.strip():
            continue
        above = upper.get(cell.column)
        if cell.column == 0 and text.strip().rstrip(".").isalnum() and len(text.strip()) <= 5:
            return False
        if above is None or not _text(above).strip():
            continue
        runs = above.paragraphs[-1].runs
        if starts_small(text) and not is_closed(_text(above)):
            going_on += 1
        elif is_closed(_text(above)) or starts_item(text) or not _is_full(runs, text, _column_right(last, above)):
            unclear += 1
        else:
            going_on += 1
    return going_on > unclear


def _column_right(table: TableDraft, cell: CellDraft) -> float:
    rights = [
        run.box.right
        for other in table.cells
        if other.column == cell.column and other.column_span == cell.column_span
        for paragraph in other.paragraphs
        for run in paragraph.runs
        if run.box
    ]
    return max(rights, default=0.0)


def _pour(cell: CellDraft, above: CellDraft | None, table: TableDraft) -> None:
    """Puts the paragraphs of the lower part of a cell into its upper part."""
    if above is None:
        if cell.paragraphs:
            table.cells.append(replace(cell, row=table.row_count - 1))
        return
    paragraphs = list(cell.paragraphs)
    if paragraphs and above.paragraphs:
        last, first = above.paragraphs[-1], paragraphs[0]
        if not is_closed(last.text) and not starts_item(first.text):
            _append(last, first)
            del paragraphs[0]
    above.paragraphs.extend(paragraphs)
