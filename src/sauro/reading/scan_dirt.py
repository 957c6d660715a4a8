"""Wipes what a copier adds to a page: specks, black edges, the shadows of punch holes.

A speck is as small as a full stop; what tells them apart is company: full stops stand by letters. A page is
taken for dirty only where specks lie about at many heights, so dotted lines and clean pages are left as they
are.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray

__all__ = ["without_dirt"]

_INK = 170  # brightness of print, the rim of its strokes included
_SPECK = 0.022  # inches: a speck is no longer and no higher
_LETTER = (0.04, 0.6)  # inches: height of what counts as company
_NEAR = 0.03  # inches from the box of a letter that a mark or a full stop may stand
_ROWS = 60  # heights at which lone specks lie on a dirty page, at least
_BAND = 0.1  # inches of the edge of the page that a black edge takes, at least
_MARGIN_OF_EDGES = 0.5  # inches from the edge of the page in which no text stands
_HOLE, _ROUND, _MARGIN = (
    (0.12, 0.45),
    0.7,
    0.1,
)  # inches across, part of its box that is black, part of the width
_FAINT, _SOLID = 20, 250  # of 255: ink from which on a cell of the small picture is touched, is black
_CELL = 4  # pixels: side of a cell of the map of letters


def without_dirt(picture: Gray, dpi: int) -> tuple[Gray, bool]:
    """The picture of a level page without its dirt, and whether it has specks."""
    ink = np.asarray(cv2.threshold(picture, _INK, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    if not _looks_dirty(ink, dpi):
        return picture, False
    _, places, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = np.asarray(stats, np.int32)
    edges = _edges(boxes, picture.shape, dpi)
    edges[0] = False  # the paper
    specks = _specks(boxes, edges, dpi)
    gone = _holes(boxes, picture.shape, dpi)
    dirty = len(np.unique(boxes[specks, cv2.CC_STAT_TOP] // _CELL)) >= _ROWS
    if dirty:
        gone |= specks | (boxes[:, cv2.CC_STAT_AREA] <= _CELL)
    gone[0] = False
    if gone.any():
        picture = _wiped(picture, gone[places], 3)
    if edges.any():
        band = edges[places]
        margin = round(_MARGIN_OF_EDGES * dpi)
        band[margin:-margin, margin:-margin] = False
        picture = _wiped(picture, band, 2 * round(_NEAR * dpi) + 1)
    return picture, dirty


def _looks_dirty(ink: Gray, dpi: int) -> bool:
    """Whether there may be dirt, at a glance: in a picture of a quarter of the size, where words are solid,
    there are specks far from them, ink at the edge, or discs."""
    height, width = (size // _CELL for size in ink.shape)
    even = ink[: height * _CELL, : width * _CELL]
    small = cv2.resize(even, (max(width, 1), max(height, 1)), interpolation=cv2.INTER_AREA)
    touched, solid = (
        np.asarray(cv2.connectedComponentsWithStats(part, connectivity=8)[2], np.int32)[1:]
        for part in (cv2.threshold(small, least, 255, cv2.THRESH_BINARY)[1] for least in (_FAINT, _SOLID))
    )
    specks = np.maximum(touched[:, cv2.CC_STAT_WIDTH], touched[:, cv2.CC_STAT_HEIGHT]) <= 2
    if len(np.unique(touched[specks, cv2.CC_STAT_TOP])) >= _ROWS:
        return True
    scale = dpi // _CELL
    return bool(_edges(touched, small.shape, scale).any() or _holes(solid, small.shape, scale).any())


def _wiped(picture: Gray, dirt: NDArray[np.bool_], reach: int) -> Gray:
    """The picture with dirt made white, and what is within half of `reach` pixels of it."""
    mask = cv2.dilate(dirt.astype(np.uint8) * 255, np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.bitwise_or(picture, mask), np.uint8)


def _edges(boxes: NDArray[np.int32], shape: tuple[int, ...], dpi: int) -> NDArray[np.bool_]:
    """Which pieces of ink are black edges of the page."""
    left, top, width, height = (boxes[:, column] for column in range(4))
    touching = (left <= 1) | (top <= 1) | (left + width >= shape[1] - 1) | (top + height >= shape[0] - 1)
    return np.asarray(touching & (np.maximum(width, height) >= _BAND * dpi), np.bool_)


def _holes(boxes: NDArray[np.int32], shape: tuple[int, ...], dpi: int) -> NDArray[np.bool_]:
    """Which pieces are punch holes: solid discs in a margin."""
    left, top, width, height, area = (boxes[:, column] for column in range(5))
    least, most = (size * dpi for size in _HOLE)
    sized = (np.minimum(width, height) >= least) & (np.maximum(width, height) <= most)
    round_ = (area >= _ROUND * width * height) & (np.abs(width - height) <= 0.2 * width)
    x, y = left + width / 2, top + height / 2
    aside = (np.minimum(x, shape[1] - x) < _MARGIN * shape[1]) | (
        np.minimum(y, shape[0] - y) < _MARGIN * shape[0]
    )
    return np.asarray(sized & round_ & aside, np.bool_)


def _specks(boxes: NDArray[np.int32], edges: NDArray[np.bool_], dpi: int) -> NDArray[np.bool_]:
    """Which pieces are as small as a speck and stand by no letter."""
    left, top, width, height = (boxes[:, column] for column in range(4))
    small = np.maximum(width, height) <= _SPECK * dpi
    letters = boxes[(height >= _LETTER[0] * dpi) & (height <= _LETTER[1] * dpi) & ~edges]
    if not small.any():
        return np.asarray(small, np.bool_)
    near = round(_NEAR * dpi)
    rows, columns = (int((boxes[:, at] + boxes[:, at + 2]).max()) // _CELL + 2 for at in (1, 0))
    steps = np.zeros((rows + 1, columns + 1), np.int32)
    first, above = ((np.maximum(letters[:, at] - near, 0)) // _CELL for at in (0, 1))
    last, below = (
        np.minimum((letters[:, at] + letters[:, at + 2] + near) // _CELL + 1, most)
        for at, most in ((0, columns), (1, rows))
    )
    for y, x, sign in ((above, first, 1), (above, last, -1), (below, first, -1), (below, last, 1)):
        np.add.at(steps, (y, x), sign)
    covered = steps.cumsum(axis=0).cumsum(axis=1) > 0
    beside = covered[(top + height // 2) // _CELL, (left + width // 2) // _CELL]
    return np.asarray(small & ~beside, np.bool_)
