"""Cells that are merged over several rows below the heading, while one goes down the rows: a day written once
for all documents of that day, or one document whose recipients take several rows."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["MergedRows"]


class MergedRows:
    """Told row after row; keeps no more than the areas that reach the row at hand."""

    def __init__(self, merged: Sequence[tuple[int, int, int, int]], below: int) -> None:
        tall = (area for area in merged if area[0] > below and area[2] > area[0])
        self._waiting = sorted(tall, reverse=True)
        self._open: list[tuple[int, int, object]] = []

    def covering(self, number: int, cells: Sequence[object]) -> dict[int, object]:
        """By column: the value from above for each cell of this row that an area covers. Rows come in their
        order."""
        if not self._waiting and not self._open:
            return {}
        self._open = [area for area in self._open if area[1] >= number]
        covered = {column: value for column, _, value in self._open}
        while self._waiting and self._waiting[-1][0] <= number:
            first_row, first_column, last_row, _ = self._waiting.pop()
            if first_row == number and first_column < len(cells):
                self._open.append((first_column, last_row, cells[first_column]))
        return covered
