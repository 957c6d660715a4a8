"""The tables of a .docx file: w:tbl → TableDraft, merged cells put together on the grid.

ECMA-376 Part 1, 17.4. A row may skip columns (w:gridBefore, w:gridAfter); a cell covers w:gridSpan columns
and, with w:vMerge, the rows below that say "continue". The text of a continuing cell is not printed by
Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.reading.docx_package import Element, W
from sauro.reading.docx_styles import StyleSheet, borders_of, child, value, whole

__all__ = ["THROUGH", "entries", "read_table"]

_MOST_COLUMNS = 63  # Word's own limit
THROUGH = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
"""What may stand between a container and its paragraphs, tables, rows or cells."""
_SIDES = ("top", "left", "bottom", "right")

ReadCell = Callable[[Element], list[ParagraphDraft]]
"""The paragraphs of a cell, nested tables and text boxes among them."""


def entries(container: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row (`name` "{…}tr"), those inside content controls too."""
    for entry in container:
        if entry.tag == name:
            yield entry
        elif entry.tag in THROUGH:
            yield from entries(entry, name)


@dataclass(slots=True)
class _Grid:
    """The table as far as it has been read. `open_cells`: what the next row may continue, by column."""

    cells: list[CellDraft] = field(default_factory=list)
    open_cells: dict[int, CellDraft] = field(default_factory=dict)
    row_count: int = 0
    column_count: int = 0


def read_table(
    table: Element, styles: StyleSheet, read_cell: ReadCell, page: int | None
) -> TableDraft | None:
    """The draft of a w:tbl that begins on `page`; None where tracked deletions leave no row of it."""
    grid = _Grid()
    for row in entries(table, W + "tr"):
        properties = child(row, W + "trPr")
        if child(properties, W + "del") is None:
            _read_row(row, properties, grid, read_cell)
    if not grid.cells:
        return None
    return TableDraft(grid.cells, grid.row_count, grid.column_count, page, _is_ruled(table, styles))


def _read_row(row: Element, properties: Element | None, grid: _Grid, read_cell: ReadCell) -> None:
    column = whole(value(properties, W + "gridBefore"), 0, _MOST_COLUMNS) or 0
    continued: dict[int, CellDraft] = {}
    latest: CellDraft | None = None
    for entry in entries(row, W + "tc"):
        facts = {} if (found := child(entry, W + "tcPr")) is None else {part.tag: part for part in found}
        if W + "cellDel" in facts:
            continue
        span = whole(_stated(facts, "gridSpan"), 1, _MOST_COLUMNS) or 1
        merge = facts.get(W + "vMerge")
        above = grid.open_cells.get(column)
        if _stated(facts, "hMerge") == "continue" and latest is not None:
            latest.column_span += span
        elif merge is not None and merge.get(W + "val", "continue") == "continue" and above is not None:
            above.row_span += 1
            continued[column] = above
        else:
            latest = CellDraft(grid.row_count, column, read_cell(entry), 1, span)
            grid.cells.append(latest)
            if merge is not None:
                continued[column] = latest
        column += span
    after = whole(value(properties, W + "gridAfter"), 0, _MOST_COLUMNS) or 0
    grid.open_cells = continued
    grid.column_count = max(grid.column_count, column + after)
    grid.row_count += 1


def _stated(facts: dict[str, Element], name: str) -> str | None:
    entry = facts.get(W + name)
    if entry is None:
        return None
    return entry.get(W + "val", "continue")


def _is_ruled(table: Element, styles: StyleSheet) -> bool:
    """Whether lines part the cells. One line alone (under the name of an office) does not make a table."""
    properties = child(table, W + "tblPr")
    sides = {**styles.borders(value(properties, W + "tblStyle")), **borders_of(properties, W + "tblBorders")}
    if next(table.iter(W + "tcBorders"), None) is None:
        return sum(sides.values()) >= 2
    rows = list(entries(table, W + "tr"))
    ruled = bare = 0
    for index, row in enumerate(rows):
        inside = sides.get("insideV", False)
        edges = {
            "top": sides.get("insideH" if index else "top", False),
            "bottom": sides.get("insideH" if index < len(rows) - 1 else "bottom", False),
            "left": inside or sides.get("left", False),
            "right": inside or sides.get("right", False),
        }
        for cell in entries(row, W + "tc"):
            own = borders_of(child(cell, W + "tcPr"), W + "tcBorders")
            visible = sum(own.get(side, edges[side]) for side in _SIDES)
            if visible >= 2:
                ruled += 1
            else:
                bare += 1
    return ruled > bare
