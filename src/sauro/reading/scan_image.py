"""Prepares the picture of a page for recognition: paper white, lines level, edges crisp.

Angles are degrees; a positive angle turns the picture anticlockwise. All pictures are 8 bits a pixel.

Sharpening is worth more than anything else where a scan is soft: the hook of "ổ" runs into its circumflex and
the word is read as "ố". Of the words of a soft scan of 170 dpi 3.4 % are read wrong (4.2 % with a strength of
1.2); of those of a crisp one 0.9 %, with any strength up to 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray

__all__ = [
    "Pose",
    "level_picture",
    "posed",
]

_BLACK, _WHITE = 60, 240  # brightness of print and of paper; what lies beyond is cut off
_CRISP, _SPREAD = 2.0, 1.0  # strength of the unsharp mask and its radius in pixels (at 200 dpi)


@dataclass(frozen=True, slots=True)
class Pose:
    """How a picture was turned to stand upright: first by so many quarter turns anticlockwise, then by an
    angle. `width` and `height` are those of the picture as it was."""

    width: int
    height: int
    turns: int = 0
    angle: float = 0.0

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height after the turns."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def matrix(self) -> NDArray[np.float64]:
        """The 2×3 matrix by which `posed` levels the turned picture."""
        width, height = self.upright
        return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), self.angle, 1.0), np.float64)


def level_picture(picture: Gray) -> Gray:
    """The picture with the paper made white and the print black and crisp."""
    height, width = picture.shape
    even = picture[
        : max(height // 4 * 4, 1), : max(width // 4 * 4, 1)
    ]  # by whole pixels it is five times as fast
    small = cv2.resize(even, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    small = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    small = cv2.max(cv2.GaussianBlur(small, (0, 0), 6), np.ones_like(small))
    flat = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    flat = cv2.divide(picture, flat, dst=flat, scale=255)
    soft = cv2.GaussianBlur(flat, (0, 0), _SPREAD)
    crisp = cv2.addWeighted(flat, 1 + _CRISP, soft, -_CRISP, 0, dst=soft)
    steps = np.clip((np.arange(256) - _BLACK) * 255.0 / (_WHITE - _BLACK), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(crisp, steps, dst=flat), np.uint8)


def posed(picture: NDArray[np.uint8], pose: Pose) -> NDArray[np.uint8]:
    """The picture, grey or in colour, turned upright and level; what comes in at the corners is paper.
    (To draw its edge out makes streaks of the grain there, which are read as letters.)"""
    if pose.turns % 4:
        picture = np.ascontiguousarray(np.rot90(picture, pose.turns))
    if pose.angle:
        height, width = picture.shape[:2]
        paper = np.atleast_1d(np.median(picture[::16, ::16], axis=(0, 1))).tolist()
        picture = np.asarray(
            cv2.warpAffine(
                picture,
                pose.matrix(),
                (width, height),
                flags=cv2.INTER_CUBIC,
                borderMode=cv2.BORDER_CONSTANT,
                borderValue=paper,
            ),
            np.uint8,
        )
    return picture
