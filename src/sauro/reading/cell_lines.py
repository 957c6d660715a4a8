"""Tables exported one cell a line, without tabs: read back where the row numbers make the rows certain."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.reading.running_numbers import Count, begins_count, is_number_heading, is_row_number

__all__ = ["goes_on", "rows_of_cell_lines"]

_MOST_COLUMNS = 12
_FEWEST_ROWS = 3
_FEWEST_CELLS = 3
"""Filled cells of the shortest row: its number, the work, and one more."""
_FEWEST_WORDS = 3
"""Words of the cell behind a number that begins a row."""
_LONGEST_NAME = 80
"""Characters of the longest name of a column."""
_LONGEST_CELL = 1500
"""Characters of the longest cell."""


def rows_of_cell_lines(texts: Sequence[str], start: int) -> list[range]:
    """The rows of a table whose first cell is line `start`, each as the lines of its cells; empty where there
    is none.

    The header is "TT" or "STT" and the names of columns up to the first row number. Every row must begin with
    the next number and have as many cells as the header, or be the name of a group ("I", and a line). A row
    is shorter where the next number stands inside it, or where the text ends: some of its cells were empty.
    """
    if not is_number_heading(texts[start]):
        return []
    width = _header_width(texts, start)
    rows = [range(start, start + width)] if width else []
    count, place = Count(), start + width
    while rows and place < len(texts):
        row, count = _row(texts, place, width, count)
        if not row:
            break
        rows.append(row)
        place = row.stop
    numbered = sum(texts[row.start].strip("(). ").isdigit() for row in rows)
    return rows if numbered >= _FEWEST_ROWS else []


def goes_on(texts: Sequence[str], rows: Sequence[range]) -> bool:
    """Whether the number after the last one of these rows begins the line behind them, and words follow: rows
    that could not be told apart."""
    after = rows[-1].stop
    numbers = [text for row in rows if (text := texts[row.start].strip("(). ")).isdigit()]
    if after + 1 >= len(texts) or not numbers or not texts[after].strip("(). ").isdigit():
        return False
    follows = int(texts[after].strip("(). ")) == int(numbers[-1]) + 1
    return follows and len(texts[after + 1].split()) >= _FEWEST_WORDS


def _header_width(texts: Sequence[str], start: int) -> int:
    for width in range(2, _MOST_COLUMNS + 1):
        if start + width >= len(texts) or len(texts[start + width]) > _LONGEST_NAME:
            return 0
        if begins_count(texts[start + width]):
            return width
    return 0


def _row(texts: Sequence[str], place: int, width: int, count: Count) -> tuple[range, Count]:
    nothing = range(0)
    if not is_row_number(texts[place]):
        return nothing, count
    after, gap = count.after(texts[place])
    if gap or after == count:
        return nothing, count
    names_group = not texts[place].strip("(). ")[:1].isdigit()
    if names_group and place + 2 < len(texts) and _is_next(texts[place + 2], after):
        return range(place, place + 2), after
    end = _end_of_row(texts, place, width, after)
    if end - place < min(width, _FEWEST_CELLS):
        return nothing, count
    if any(len(text) > _LONGEST_CELL or not text for text in texts[place + 1 : end]):
        return nothing, count
    if any(_is_next(text, after) and not text.strip().isdigit() for text in texts[place + 1 : end]):
        return nothing, count
    return range(place, end), after


def _end_of_row(texts: Sequence[str], place: int, width: int, count: Count) -> int:
    """Where the row that begins at `place` ends: after as many cells as the header has, or before the next
    number if it stands sooner, with words behind it, and no such number follows the full row."""
    end = min(place + width, len(texts))
    if end < len(texts) and _is_next(texts[end], count):
        return end
    for at in range(place + _FEWEST_CELLS, min(end, len(texts) - 1)):
        words = len(texts[at + 1].split())
        if words >= _FEWEST_WORDS and texts[at].strip().isdigit() and _is_next(texts[at], count):
            return at
    return end


def _is_next(text: str, count: Count) -> bool:
    if not is_row_number(text):
        return False
    after, gap = count.after(text)
    return not gap and after != count
