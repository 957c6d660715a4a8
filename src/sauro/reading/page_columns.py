"""Reading order of a page: running text from top to bottom, side-by-side blocks one column after the
other.

Administrative documents are set in one column, but for two places that Decree 30/2020 (appendix I)
gives them: the head (agency and number on the left, national title, place and date on the right) and
the foot (recipients on the left, signature on the right).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sauro.folio.model import Run
from sauro.reading.page_paragraphs import Line, Setting, is_centred

__all__ = ["Stretch", "in_order", "whole_lines"]

_GUTTER = 8.0  # two lines of one row stand in two columns if this far apart, in points
_NUMBER = ("Số:", "Số ", "SỐ:")  # begins the last line of the head's left column, below a drawn rule
_REACH = 130.0  # how far below the title the signer's name may stand

Row = list[Line]


@dataclass(slots=True)
class Stretch:
    """Lines that follow one another in one column; `flowing` where they are running text over the whole
    width."""

    lines: list[Line]
    flowing: bool


def in_order(lines: Sequence[Line], setting: Setting, *, at_head: bool) -> list[Stretch]:
    """The lines of a page (or of the part between two tables) in reading order. `at_head` says that the
    document begins here: its left column may then begin higher than its right one."""
    if all((above.top + above.bottom) / 2 < below.top for above, below in pairwise(lines)):
        return [Stretch(list(lines), True)] if lines else []
    rows = _rows(lines)
    stretches: list[Stretch] = []
    index = 0
    for start, end, gutter in _bands(rows, setting, at_head):
        _flow(rows[index:start], stretches)
        for on_side in (_is_left_of(gutter), _is_right_of(gutter)):
            column = [line for row in rows[start:end] for line in row if on_side(line)]
            if column:
                stretches.append(Stretch(column, False))
        index = end
    _flow(rows[index:], stretches)
    return stretches


def whole_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines from top to bottom, those that stand beside one another put together."""
    return [_joined(row) for row in _rows(lines)]


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines that stand beside one another, each row from left to right."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: line.middle):
        first = rows[-1][0] if rows else None
        if first is not None and _overlap(first, line) > 0.5 * min(first.height, line.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.left)
    return rows


def _overlap(one: Line, other: Line) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _flow(rows: list[Row], stretches: list[Stretch]) -> None:
    if rows:
        stretches.append(Stretch([_joined(row) for row in rows], True))


def _joined(row: Row) -> Line:
    """The pieces of one printed line as one line."""
    whole = row[0]
    for piece in row[1:]:
        if whole.runs is not None and piece.runs is not None:
            whole.runs = [*whole.runs, Run(" "), *piece.runs]
        whole.text = f"{whole.text} {piece.text}"
        whole.right = max(whole.right, piece.right)
        whole.top = min(whole.top, piece.top)
        whole.bottom = max(whole.bottom, piece.bottom)
        whole.bold_end = piece.bold_end
        whole.italic = whole.italic and piece.italic
    return whole


def _widest_gap(row: Row) -> tuple[float, float] | None:
    gaps = [(left.right, right.left) for left, right in pairwise(row)]
    wide = [gap for gap in gaps if gap[1] - gap[0] >= _GUTTER]
    return max(wide, key=lambda gap: gap[1] - gap[0]) if wide else None


def _bands(rows: list[Row], setting: Setting, at_head: bool) -> list[tuple[int, int, tuple[float, float]]]:
    """First row, row behind the last one, and gutter of every side-by-side block."""
    bands: list[tuple[int, int, tuple[float, float]]] = []
    index = 0
    while index < len(rows):
        gutter = _widest_gap(rows[index])
        if gutter is None:
            index += 1
            continue
        least = bands[-1][1] if bands else 0
        end, gutter, split = _down(rows, index, gutter, setting, at_head)
        start, gutter = _up(rows, index, least, gutter, setting, at_head)
        right_alone = any(row[0].left > gutter[0] for row in rows[start:end])
        if split > 1 or right_alone:
            bands.append((start, end, gutter))
        index = end
    return bands


def _down(
    rows: list[Row], start: int, gutter: tuple[float, float], setting: Setting, at_head: bool
) -> tuple[int, tuple[float, float], int]:
    """How far down a block goes: the row behind it, its gutter, and how many of its rows stand in both
    columns."""
    near, far = gutter
    bottoms = [rows[start][0].bottom, rows[start][-1].bottom]
    split = 1
    index = start + 1
    while index < len(rows):
        row = rows[index]
        gap = _gap_over(row, near, far)
        if gap is not None:
            near, far = gap
            split += 1
            bottoms = [row[0].bottom, row[-1].bottom]
        elif row[-1].right < far and not _stands_alone(row, setting):
            apart = row[0].top - bottoms[0] > 1.2 * (row[0].bottom - row[0].top)
            if apart and not (at_head and row[0].text.startswith(_NUMBER)):
                break
            near = max(near, row[-1].right)
            bottoms[0] = row[0].bottom
        elif row[0].left > near and not _stands_alone(row, setting):
            if row[0].top - bottoms[1] > _REACH:
                break
            far = min(far, row[0].left)
            bottoms[1] = row[0].bottom
        else:
            break
        index += 1
    return index, (near, far), split


def _up(
    rows: list[Row], start: int, least: int, gutter: tuple[float, float], setting: Setting, at_head: bool
) -> tuple[int, tuple[float, float]]:
    """How far up a block goes above its first row that stands in both columns. Only in the head of a document
    does its left column begin higher: no line of running text stands above it."""
    near, far = gutter
    opens = at_head and not any(_runs_over(row, near, far) for row in rows[:start])
    index = start
    while index > least:
        row = rows[index - 1]
        if rows[index][0].top - row[0].bottom > 1.5 * (row[0].bottom - row[0].top):
            break
        if _stands_alone(row, setting):
            break
        if row[0].left > near:
            far = min(far, row[0].left)
        elif row[-1].right < far and (opens or row[0].text.startswith("Nơi nhận")):
            near = max(near, row[-1].right)
        else:
            break
        index -= 1
    return index, (near, far)


def _runs_over(row: Row, near: float, far: float) -> bool:
    """A line of running text, over the whole width of both columns."""
    return len(row) == 1 and row[0].left < near and row[0].right > far


def _gap_over(row: Row, near: float, far: float) -> tuple[float, float] | None:
    """The gap of a row that lies over the gutter, narrowed to both; None where the row has none there."""
    for left, right in pairwise(row):
        overlap = max(near, left.right), min(far, right.left)
        if overlap[0] < overlap[1]:
            return overlap
    return None


def _stands_alone(row: Row, setting: Setting) -> bool:
    """A title in the middle of the page belongs to neither column."""
    return len(row) == 1 and is_centred(row[0], setting)


def _is_left_of(gutter: tuple[float, float]) -> Callable[[Line], bool]:
    middle = sum(gutter) / 2
    return lambda line: line.left < middle


def _is_right_of(gutter: tuple[float, float]) -> Callable[[Line], bool]:
    middle = sum(gutter) / 2
    return lambda line: line.left >= middle
