"""Puts together a table row that a page break cut: its rest stands in the first row of the next page's
table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.reading.page_paragraphs import is_closed, joint, starts_item, starts_small

__all__ = ["append_paragraph", "join_cut_row"]

_NUMBER = 5  # a first cell of so few letters and figures is a running number
_EDGE = 12.0  # a line that ends so near to the right edge of its column is full, in points


def append_paragraph(last: ParagraphDraft, first: ParagraphDraft) -> None:
    """Makes the first paragraph of a page the rest of the last one of the page before."""
    space = joint(last.text, first.text)
    if space:
        last.runs[-1] = replace(last.runs[-1], text=last.runs[-1].text + space)
    page = first.page if first.page != last.page else None
    last.runs.extend(run if run.page is not None else replace(run, page=page) for run in first.runs)


def join_cut_row(last: TableDraft, first: TableDraft) -> bool:
    """Takes the first row of a page's table into the last row of the table before where it goes on;
    True where nothing but repeated header rows is left of the second table."""
    if last.column_count != first.column_count:
        return False
    header = _repeated_rows(last, first)
    bottom = last.row_count - 1
    upper = {cell.column: cell for cell in last.cells if cell.row <= bottom < cell.row + cell.row_span}
    lower = _row(first, header)
    if any(cell.row_span > 1 for cell in lower) or not _goes_on(upper, lower, last):
        return False
    for cell in lower:
        _pour(cell, upper.get(cell.column), last)
    first.cells = [
        cell if cell.row < header else replace(cell, row=cell.row - 1)
        for cell in first.cells
        if cell.row != header
    ]
    first.row_count -= 1
    return first.row_count == header


def _row(table: TableDraft, row: int) -> list[CellDraft]:
    return [cell for cell in table.cells if cell.row == row]


def _text(cell: CellDraft) -> str:
    return "\n".join(paragraph.text for paragraph in cell.paragraphs)


def _texts(cells: Iterable[CellDraft]) -> dict[int, str]:
    return {cell.column: _text(cell) for cell in cells}


def _repeated_rows(last: TableDraft, first: TableDraft) -> int:
    """How many rows at the head of the second table repeat the head of the first."""
    count = 0
    while count < min(last.row_count, first.row_count - 1):
        old, new = _texts(_row(last, count)), _texts(_row(first, count))
        if old != new or not any(old.values()):
            break
        count += 1
    return count


def _goes_on(upper: dict[int, CellDraft], lower: list[CellDraft], last: TableDraft) -> bool:
    """Whether a row is the rest of the row above: more of its cells go on in the middle of a sentence,
    or on a line that was full, than begin anew; none bears a running number."""
    going_on = anew = 0
    for cell in lower:
        text = _text(cell).strip()
        above = upper.get(cell.column)
        if cell.column == 0 and text and len(text) <= _NUMBER:
            return False
        before = _text(above).strip() if above is not None else ""
        if above is None or not text or not before:
            continue
        if is_closed(before) or starts_item(text):
            anew += 1
        elif starts_small(text) or _ends_at_edge(above, last):
            going_on += 1
        else:
            anew += 1
    return going_on > anew


def _ends_at_edge(cell: CellDraft, table: TableDraft) -> bool:
    """Whether the last line of a cell reaches the right edge of its column."""
    boxes = [run.box for run in cell.paragraphs[-1].runs if run.box]
    rights = [
        run.box.right
        for other in table.cells
        if (other.column, other.column_span) == (cell.column, cell.column_span)
        for paragraph in other.paragraphs
        for run in paragraph.runs
        if run.box
    ]
    return bool(boxes) and max(rights) - boxes[-1].right < _EDGE


def _pour(cell: CellDraft, above: CellDraft | None, table: TableDraft) -> None:
    """Puts the paragraphs of the lower part of a cell into its upper part."""
    paragraphs = list(cell.paragraphs)
    if above is None:
        if paragraphs:
            table.cells.append(replace(cell, row=table.row_count - 1))
        return
    if paragraphs and above.paragraphs:
        last, rest = above.paragraphs[-1], paragraphs[0]
        if not is_closed(last.text) and not starts_item(rest.text):
            append_paragraph(last, rest)
            del paragraphs[0]
    above.paragraphs.extend(paragraphs)
