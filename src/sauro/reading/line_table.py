"""The table of rows whose cells stood one a line.

Where a row has fewer cells than the others, empty ones are put where most blank lines stand, or where times
come to stand among times.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sauro.folio.layout import DraftRemark, TableDraft
from sauro.reading.markdown_marks import MarkedLine
from sauro.reading.plain_cells import ColumnHabit, TextCell, cell_of, grid_of, looks_like_time

__all__ = ["line_table"]

_FEWEST_CELLS = 3
"""Cells of the shortest row that is none of a group."""
_UNCERTAIN = "table.uncertain"
_UNCERTAIN_TEXT = (
    "Bảng chép theo từng dòng bị thiếu ô ở hàng số {rows} nên các ô của hàng có thể lệch cột;"
    " hãy đối chiếu với bản gốc."
)
_CUT_TEXT = (
    "Bảng chép theo từng dòng chỉ đọc được đến hàng số {row}, các hàng sau mất ranh giới ô nên được giữ ở"
    " dạng đoạn văn; hãy bổ sung các nhiệm vụ ấy từ bản gốc."
)


def line_table(
    rows: Sequence[Sequence[MarkedLine]], *, goes_on: bool = False
) -> tuple[TableDraft, list[DraftRemark]]:
    """The table of these rows, the header first, and remarks: on the rows that lack cells, and where the
    table `goes_on` with rows that could not be told apart."""
    width = len(rows[0])
    cells = [[cell_of(line.runs) for line in row] for row in rows]
    columns = [ColumnHabit() for _ in range(width)]
    for full in cells[1:]:
        if len(full) == width:
            for column, cell in zip(columns, full, strict=True):
                column.add(cell.text)
    short: list[str] = []
    first: TextCell | None = None
    for lines, row in zip(rows, cells, strict=True):
        if _FEWEST_CELLS <= len(row) < width:
            short.append(row[0].text)
            first = first or row[0]
            gap = _widest_gap(lines) or _best_gap(row, columns)
            row[gap:gap] = [TextCell([]) for _ in range(width - len(row))]
    table = grid_of(cells)
    remarks: list[DraftRemark] = []
    if goes_on:
        message = _CUT_TEXT.format(row=rows[-1][0].text.strip())
        remarks.append(_remark(table, cells[-1][0], message))
    if first is not None:
        remarks.append(_remark(table, first, _UNCERTAIN_TEXT.format(rows=", ".join(short))))
    return table, remarks


def _remark(table: TableDraft, cell: TextCell, message: str) -> DraftRemark:
    """A remark on a cell that is filled."""
    paragraphs = (p for cell in table.cells for p in cell.paragraphs)
    place = next((p for p in paragraphs if p.runs and p.runs[0] is cell.paragraphs[0][0]), None)
    return DraftRemark(_UNCERTAIN, message, place, 0, len(place.text) if place else 0)


def _widest_gap(lines: Sequence[MarkedLine]) -> int | None:
    """The one cell before which more characters that are no words stand than before any other; None where no
    one stands out."""
    gaps = [_start(after) - _start(before) - len(before.text) for before, after in pairwise(lines)]
    widest = max(gaps)
    return gaps.index(widest) + 1 if gaps.count(widest) == 1 and widest > min(gaps) else None


def _start(line: MarkedLine) -> int:
    return line.runs[0].origin or 0


def _best_gap(row: Sequence[TextCell], columns: Sequence[ColumnHabit]) -> int:
    """The last of the places where the most cells come to stand in columns that are like them."""
    return max(range(2, len(row) + 1), key=lambda gap: (_agreement(row, gap, columns), gap))


def _agreement(row: Sequence[TextCell], gap: int, columns: Sequence[ColumnHabit]) -> int:
    missing = len(columns) - len(row)
    habits = (columns[at + missing * (at >= gap)] for at in range(len(row)))
    return sum(looks_like_time(cell.text) == habit.is_time for cell, habit in zip(row, habits, strict=True))
