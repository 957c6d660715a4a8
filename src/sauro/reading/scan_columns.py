"""Finds in the picture of a page where two columns stand side by side: the head and the foot of a document.

Tesseract runs the lines of two columns together where their types differ in size, as those of the recipients
(11 or 12 points) and of the signature (14 points) do, and strokes of a seal in the one spoil the other. So
each is read by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray

__all__ = ["Columns", "columns_of"]

_SMALL = 50  # dots per inch of the picture that is looked at
_PAPER = 225  # brightness: what is darker there is print, single specks are not
_GUTTER = 0.3  # inches between two columns, at least
_MIDDLE = (0.25, 0.75)  # parts of the width between which gutters lie: list marks stand further left
_STEP = 2  # pixels between two places that are tried
_LEAST = 0.2  # inches of print that each column has at least, from top to bottom
_MOST = 3  # side-by-side parts of one page


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns from `top` to `bottom`, parted at `gutter`; in pixels."""

    top: int
    bottom: int
    gutter: int


def columns_of(picture: Gray, dpi: int) -> list[Columns]:
    """The side-by-side parts of a level page, from top to bottom."""
    scale = _SMALL / dpi
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = small < _PAPER
    found: list[Columns] = []
    open_rows = np.ones(ink.shape[0], bool)
    for _ in range(_MOST):
        best = _widest(ink & open_rows[:, np.newaxis], open_rows)
        if best is None:
            break
        top, bottom, gutter = best
        open_rows[top:bottom] = False
        found.append(Columns(round(top / scale), round(bottom / scale), round(gutter / scale)))
    return sorted(found, key=lambda columns: columns.top)


def _widest(ink: NDArray[np.bool_], open_rows: NDArray[np.bool_]) -> tuple[int, int, int] | None:
    """The part with most print on its poorer side: first row, row behind the last one, middle of its
    gutter."""
    height, width = ink.shape
    half = round(_GUTTER * _SMALL / 2)
    counts = np.concatenate((np.zeros((height, 1), np.int32), np.cumsum(ink, axis=1, dtype=np.int32)), axis=1)
    first, last = round(_MIDDLE[0] * width), round(_MIDDLE[1] * width)
    before, after = (
        counts[:, first - half : last - half : _STEP],
        counts[:, first + half : last + half : _STEP],
    )
    blank = (before == after) & open_rows[:, np.newaxis]
    here = counts[:, first:last:_STEP]
    left, right = here > 0, here < counts[:, width:]
    sums = [(blank & side).sum(axis=0) for side in (left, right)]
    best: tuple[int, int, int] | None = None
    most = _LEAST * _SMALL
    for index in np.flatnonzero(np.minimum(*sums) > most).tolist():
        sides = left[:, index], right[:, index]
        edges = np.flatnonzero(np.diff(blank[:, index].astype(np.int8), prepend=0, append=0))
        stretches = edges.reshape(-1, 2)
        for start, end in stretches[stretches[:, 1] - stretches[:, 0] > most].tolist():
            score = min(int(np.count_nonzero(side[start:end])) for side in sides)
            if score > most:
                cut = _between_lines(sides[0] | sides[1], start, end)
                if cut is not None and _beside(sides[0][cut[0] : cut[1]], sides[1][cut[0] : cut[1]]):
                    most, best = score, (*cut, first + _STEP * index)
    return best


def _between_lines(printed: NDArray[np.bool_], start: int, end: int) -> tuple[int, int] | None:
    """The stretch narrowed to begin and end between two lines of the page."""
    blank = np.flatnonzero(~printed[start:end])
    if len(blank) < 2:
        return None
    return start + int(blank[0]), start + int(blank[-1]) + 1


def _beside(left: NDArray[np.bool_], right: NDArray[np.bool_]) -> bool:
    """Whether the two columns stand beside one another, not one below the other."""
    rows = [np.flatnonzero(side) for side in (left, right)]
    if not all(len(side) for side in rows):
        return False
    overlap = min(side[-1] for side in rows) - max(side[0] for side in rows)
    return bool(overlap >= _LEAST * _SMALL)
