"""How the picture of a page lies: which way its lines run, how far they are askew, whether it stands on its
head.

Angles are degrees; a positive angle turns the picture anticlockwise.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.scan_image import Pose
from sauro.reading.tesseract import Gray

__all__ = ["pose_of"]

_LEAST_SKEW = 0.1  # a smaller angle is left as it is
_MOST_SKEW = 8.0
_USUAL_SKEW = 3.0  # a sheet fed by hand is rarely more askew
_STRIPS = 48  # a page is cut into so many to measure its skew
_LEAST_PRINT = 200  # pixels of ink below which a page shows no direction
_SMALL = 1000  # long side, in pixels, of the small picture on which angles are measured
_WORD_LENGTH, _WORD_HEIGHT = 8, (3, 40)  # pixels of the small picture that a word takes
_OBLONG = 1.4  # a word is so many times as long as it is high


def pose_of(grey: Gray) -> Pose:
    """How a page has to be turned to stand upright and level."""
    height, width = grey.shape
    ink = _small_print(grey)
    turns = 0
    if _lines_run_down(ink):
        turns = 3 if _stands_on_head(np.ascontiguousarray(np.rot90(grey))) else 1
        ink = np.ascontiguousarray(np.rot90(ink, turns))
    angle = _skew_of(ink)
    return Pose(width, height, turns, angle if abs(angle) >= _LEAST_SKEW else 0.0)


def _small_print(picture: Gray) -> NDArray[np.uint8]:
    """The print of a page, small: 1 where there is ink. Long strokes (rules, the edge of the paper) are left
    out."""
    height, width = picture.shape
    scale = min(_SMALL / max(height, width), 1.0)
    if scale < 0.5:  # halved first, which is several times as fast
        even = picture[: height // 2 * 2, : width // 2 * 2]
        picture = np.asarray(
            cv2.resize(even, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8
        )
        scale *= 2
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 25)
    long = _SMALL // 16
    for size in ((long, 1), (1, long)):
        stroke = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        ink = cv2.subtract(ink, cv2.dilate(stroke, np.ones((3, 3), np.uint8)))
    return np.asarray(ink, np.uint8)


class _Strips:
    """The print of a page cut into upright strips: how much ink each of them has at each height. To turn the
    page by a small angle is to push the strips up and down."""

    def __init__(self, ink: NDArray[np.uint8], *, coarse: int = 1) -> None:
        """`coarse` rows count as one."""
        height, width = ink.shape[0] // coarse * coarse, ink.shape[1]
        edges = np.linspace(0, width, min(_STRIPS // coarse, width) + 1).astype(int)
        sums = np.add.reduceat(ink[:height], edges[:-1], axis=1, dtype=np.int32)
        if coarse > 1:
            sums = sums.reshape(-1, coarse, sums.shape[1]).sum(axis=1)
        self._strips = np.ascontiguousarray(sums.T, np.float32)
        self._offsets = ((edges[:-1] + edges[1:]) / 2 - width / 2) / coarse

    def raggedness(self, angle: float) -> float:
        """How sharply lines and the white between them alternate from top to bottom when the page is turned
        so."""
        moves = np.rint(self._offsets * math.tan(math.radians(angle))).astype(int).tolist()
        height = self._strips.shape[1]
        reach = max(map(abs, moves))
        sums = np.zeros(height + 2 * reach, np.float32)
        for strip, move in zip(self._strips, moves, strict=True):
            sums[reach - move : reach - move + height] += strip
        return float(np.square(np.diff(sums)).sum())


def _lines_run_down(ink: NDArray[np.uint8]) -> bool:
    """Whether the lines of this small print run from top to bottom instead of from left to right. The words
    say so, whatever the page holds: their letters touch or nearly touch, so each of them is an oblong that
    lies along its line. (The sums of rows and columns do not: the cells of a table line up in both.)"""
    words = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    boxes = cv2.connectedComponentsWithStats(words, connectivity=8)[2][1:]
    wide, high = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    length, thickness = np.maximum(wide, high), np.minimum(wide, high)
    is_word = (length >= _WORD_LENGTH) & (thickness >= _WORD_HEIGHT[0]) & (thickness <= _WORD_HEIGHT[1])
    is_word &= length > _OBLONG * thickness
    across, down = length[is_word & (wide > high)].sum(), length[is_word & (high > wide)].sum()
    return bool(down > 1.5 * across)


def _skew_of(ink: NDArray[np.uint8]) -> float:
    """The angle that makes the lines of this small print level (method: the sum of squared differences of row
    sums is greatest). 0 where no angle stands out."""
    if ink.sum() < _LEAST_PRINT:
        return 0.0
    rough = _Strips(ink, coarse=2)
    best, highest = _sharpest(rough, 0.0, _USUAL_SKEW, 0.25)
    far, sharper = _sharpest(rough, 0.0, _MOST_SKEW, 0.5)
    # Columns of short lines, as in a table, may line up by chance at a large angle: it has to be
    # plainly sharper.
    if abs(far) > _USUAL_SKEW and sharper > 1.5 * highest:
        best, highest = far, sharper
    strips = _Strips(ink)
    best, highest = _sharpest(strips, best, 0.2, 0.05)
    return best if highest > 1.02 * strips.raggedness(0.0) else 0.0


def _sharpest(strips: _Strips, centre: float, reach: float, step: float) -> tuple[float, float]:
    """The angle within `reach` of `centre` at which lines and white alternate most sharply, and how
    sharply."""
    angles = [round(float(angle), 2) for angle in np.arange(centre - reach, centre + reach + step / 2, step)]
    sharpness = [strips.raggedness(angle) for angle in angles]
    best = int(np.argmax(sharpness))
    return angles[best], sharpness[best]


def _stands_on_head(picture: Gray) -> bool:
    """Whether level text seems to stand upside down. Vietnamese lines carry more ink above the body of their
    letters (capitals, ascenders, two storeys of marks) than below it. A guess, right on nine pages of ten."""
    width = picture.shape[1]
    strip = np.ascontiguousarray(picture[:, width // 4 : width - width // 4])
    print_ = cv2.adaptiveThreshold(strip, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 25)
    rows = print_.sum(axis=1, dtype=np.float64)
    inked = rows > strip.shape[1] / 250
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    votes = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        line = rows[start:end]
        if not 12 <= end - start <= 80:
            continue
        body = np.flatnonzero(line > 0.5 * line.max())
        above, below = line[: body[0]].sum(), line[body[-1] + 1 :].sum()
        votes += int(np.sign(above - below))
    return votes < 0
