"""Cuts a sheet of paper out of a photograph of it: finds its four edges on the ground it lies on, and sets it
square.

A page from a scanner fills its picture and is told from a photograph at a glance: its edges are as bright as
its middle, or the light falls off towards them little by little, where the edge of a sheet is a step. The
sheet is parted from the ground by their colours (GrabCut: Rother, Kolmogorov and Blake,
2004), since in uneven light neither brightness nor any one edge tells them apart. What is not plainly a sheet
of A4, with nothing printed beside it, is left as it is.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.scan_ink import Colour

__all__ = ["cut_out"]

_SMALL = 8  # times smaller is the picture that is looked at
_SHORTEST = 3  # inches: the shorter side of a photograph that shows a sheet
_RIM = 0.015  # part of the picture's sides that is its edge
_MIDDLE = 0.2  # what is further from the edges than this part of the sides is paper
_DARKER = 0.75  # an edge is ground where it has less than so much of the brightness of the middle
_ROUNDS = 3  # of parting sheet and ground; more change nothing
_LEAST = 0.35  # part of the picture that the sheet takes
_STRAIGHT = 0.95  # part of its four-cornered outline that the sheet fills
_SQUARE = 14.0  # degrees by which a corner of the sheet may differ from a right angle
_A4 = (8.27, 11.69)  # inches
_ALIKE = 0.12  # part by which the sides of a sheet of A4 may seem longer or shorter
_PRINT, _MOST = 30, 0.004  # darkness of print against what is around it; part of the ground that may have it
_NEAR, _STEP = (
    3,
    0.12,
)  # so far from its edge, in pixels of the small picture, sheet and ground differ by so much
_INSET = 0.004  # part of the sheet's length: its edge itself is left out


def cut_out(picture: Colour, dpi: int) -> Colour:
    """The sheet alone, in its own size, where the picture shows one lying on a ground; else the picture."""
    if min(picture.shape[:2]) < _SHORTEST * dpi or not _shows_ground(picture[::_SMALL, ::_SMALL].max(axis=2)):
        return picture
    height, width = (size // _SMALL for size in picture.shape[:2])
    even = picture[: height * _SMALL, : width * _SMALL]
    small = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    corners = _corners(small)
    size = None if corners is None else _size(corners, dpi)
    if corners is None or size is None or not _has_edges(small, corners) or _has_print_beside(small, corners):
        return picture
    wide, high = size
    inset = _INSET * high
    square = [(-inset, -inset), (wide + inset, -inset), (wide + inset, high + inset), (-inset, high + inset)]
    turn = cv2.getPerspectiveTransform((corners + 0.5) * _SMALL, np.array(square, np.float32))
    cut = cv2.warpPerspective(
        picture, turn, (round(wide), round(high)), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, np.uint8)


def _shows_ground(bright: NDArray[np.uint8]) -> bool:
    """Whether an edge of the picture is plainly darker than its middle."""
    height, width = bright.shape
    rim = max(round(_RIM * max(height, width)), 1)
    middle = float(np.median(bright[height // 4 : -height // 4, width // 4 : -width // 4]))
    edges = (bright[:rim], bright[-rim:], bright[:, :rim], bright[:, -rim:])
    return any(float(np.median(edge)) < _DARKER * middle for edge in edges)


def _corners(small: Colour) -> NDArray[np.float32] | None:
    """The corners of the sheet: upper left, upper right, lower right, lower left; None where no four-cornered
    area stands out."""
    height, width = small.shape[:2]
    bare = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    bright = bare.max(axis=2)
    rim = max(round(_RIM * max(height, width)), 1)
    down, across = round(_MIDDLE * height), round(_MIDDLE * width)
    parts = np.full((height, width), cv2.GC_PR_FGD, np.uint8)
    parts[down:-down, across:-across] = cv2.GC_FGD
    ground = bright < _DARKER * np.median(bright[down:-down, across:-across])
    ground[rim:-rim, rim:-rim] = False
    parts[ground] = cv2.GC_BGD
    models = np.zeros((2, 1, 65))
    cv2.setRNGSeed(0)  # it begins with a guess; the same picture is always cut alike
    cv2.grabCut(bare, parts, (0, 0, 0, 0), models[0], models[1], _ROUNDS, cv2.GC_INIT_WITH_MASK)
    sheet = np.asarray((parts == cv2.GC_FGD) | (parts == cv2.GC_PR_FGD), np.uint8)
    outlines, _ = cv2.findContours(sheet, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(largest)
    outline = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True)
    area = cv2.contourArea(outline)
    if len(outline) != 4 or area < _LEAST * sheet.size or cv2.contourArea(largest) < _STRAIGHT * area:
        return None
    corners = np.asarray(outline, np.float32).reshape(4, 2)
    from_middle = corners - corners.mean(axis=0)
    corners = corners[np.argsort(np.arctan2(from_middle[:, 1], from_middle[:, 0]))]
    return corners if _is_square(corners) else None


def _has_edges(small: Colour, corners: NDArray[np.float32]) -> bool:
    """Whether light or colour change at a step along each side that does not lie at the picture's edge. In
    the shadow of a fold or of a lid they change little by little: nothing is to be cut off there."""
    height, width = small.shape[:2]
    bare = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)).astype(np.int16)
    along = np.linspace(0.05, 0.95, 60, dtype=np.float32)[:, np.newaxis]
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        across = np.array((start[1] - end[1], end[0] - start[0])) / max(np.linalg.norm(end - start), 1e-6)
        points = start + (end - start) * along
        inner, outer = (np.rint(points + side * _NEAR * across).astype(int) for side in (1, -1))
        seen = (outer >= 0).all(axis=1) & (outer < (width, height)).all(axis=1)
        if 2 * np.count_nonzero(seen) < len(seen):
            continue
        inner = np.clip(inner[seen], 0, (width - 1, height - 1))
        paper, ground = bare[inner[:, 1], inner[:, 0]], bare[outer[seen, 1], outer[seen, 0]]
        steps = np.abs(paper - ground).max(axis=1) / np.maximum(paper.max(axis=1), 1)
        if float(np.median(steps)) < _STEP:
            return False
    return True


def _has_print_beside(small: Colour, corners: NDArray[np.float32]) -> bool:
    """Whether something is printed outside the sheet: then it is not the whole of it."""
    grey = small.max(axis=2)
    darker = cv2.subtract(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)), grey)
    outside = np.ones(grey.shape, np.uint8)
    cv2.fillConvexPoly(outside, np.rint(corners).astype(np.int32), (0,))
    outside = cv2.erode(outside, np.ones((7, 7), np.uint8))
    dark = cv2.countNonZero(cv2.bitwise_and((darker > _PRINT).astype(np.uint8), outside))
    return bool(dark > _MOST * grey.size)


def _is_square(corners: NDArray[np.float32]) -> bool:
    """Whether all corners are nearly right angles."""
    before, after = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosines = (before * after).sum(axis=1) / np.maximum(lengths, 1e-6)
    return bool((np.abs(cosines) < np.sin(np.radians(_SQUARE))).all())


def _size(corners: NDArray[np.float32], dpi: int) -> tuple[float, float] | None:
    """Width and height of the sheet in pixels; None where it is no A4."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2
    short, long = _A4[0] * dpi, _A4[1] * dpi
    if abs(max(width, height) / min(width, height) / (long / short) - 1) > _ALIKE:
        return None
    return (short, long) if height > width else (long, short)
