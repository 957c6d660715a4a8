"""Ruled tables of a PDF page: which words stand in which cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.reading.page_paragraphs import Line, Manner, Setting, paragraphs_of
from sauro.reading.pdf_lines import PageText
from sauro.reading.ruled_grid import Grid

__all__ = ["PageTable", "table_draft", "take_cells"]

_PADDING = 6.0  # the widest usual distance of a cell's text from its rules, in points


@dataclass(slots=True)
class PageTable:
    """A table's grid and the lines that stand in each of its cells."""

    grid: Grid
    lines: list[list[Line]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = [[] for _ in self.grid.cells]


def take_cells(page: PageText, start: int, end: int, tables: Sequence[PageTable]) -> bool:
    """Puts what PDFium sees as one line into the cells it stands in; False where it stands in no table."""
    left, right, y = page.reach(start)
    for table in tables:
        grid = table.grid
        if not (grid.ys[0] <= y <= grid.ys[-1] and left <= grid.xs[-1]):
            continue
        index = grid.index_at((left + right) / 2, y)
        last_left, last_right, last_y = page.reach(end - 1)
        if index >= 0 and index == grid.index_at((last_left + last_right) / 2, last_y):
            table.lines[index].append(page.line(start, end, one_make=True, right=last_right))
            return True
        if last_right >= grid.left:
            return _share_out(page, start, end, table)
    return False


def _share_out(page: PageText, start: int, end: int, table: PageTable) -> bool:
    """Words that follow one another in one cell become one line of it."""
    cell, begin, stop = -1, start, start
    taken = False
    for first, behind in page.words(start, end):
        left, right, y = page.reach(first)
        index = table.grid.index_at((left + right) / 2, y)
        if index != cell:
            if cell >= 0:
                table.lines[cell].append(page.line(begin, stop, one_make=True))
                taken = True
            cell, begin = index, first
        stop = behind
    if cell >= 0:
        table.lines[cell].append(page.line(begin, stop, one_make=True))
        taken = True
    return taken


def table_draft(table: PageTable, page: int) -> TableDraft:
    """The table with the lines of each cell joined to paragraphs."""
    grid = table.grid
    padding = _padding(table)
    cells: list[CellDraft] = []
    for cell, lines in zip(grid.cells, table.lines, strict=True):
        paragraphs: list[ParagraphDraft] = []
        if lines:
            left, _, right, _ = grid.edges(cell)
            setting = Setting(left + padding, right - padding)
            paragraphs = paragraphs_of(_rows(lines), setting, page=page, manner=Manner.CELL)
        cells.append(CellDraft(cell.row, cell.column, paragraphs, cell.row_span, cell.column_span))
    return TableDraft(cells, len(grid.ys) - 1, len(grid.xs) - 1, page)


def _padding(table: PageTable) -> float:
    """How far text keeps from the rules in this table: the least distance found."""
    distances = [_PADDING]
    for cell, lines in zip(table.grid.cells, table.lines, strict=True):
        if lines:
            left, _, right, _ = table.grid.edges(cell)
            distances.append(min([line.left for line in lines]) - left)
            distances.append(right - max([line.right for line in lines]))
    return max(min(distances), 0.0)


def _rows(lines: list[Line]) -> list[Line]:
    """The lines of a cell from top to bottom, pieces of one printed line (a producer may set each word by
    itself) put together."""
    if len(lines) == 1:
        return lines
    lines.sort(key=lambda line: (round(line.bottom), line.left))
    rows: list[Line] = []
    for line in lines:
        before = rows[-1] if rows else None
        if before is None or line.middle > before.bottom or line.left < before.right - 1:
            rows.append(line)
            continue
        before.text = f"{before.text} {line.text}"
        before.right, before.bold_end = line.right, line.bold_end
        before.italic = before.italic and line.italic
    return rows
