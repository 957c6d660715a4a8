"""The six clarities, as the recurring mark draws them: the star of a brocade, a petal for each."""

from __future__ import annotations

from enum import Enum
from math import cos, radians, sin

__all__ = ["Clarity", "petal"]


class Clarity(Enum):
    """What must be clear of every task."""

    PERSON = "người"
    WORK = "việc"
    TIME = "thời gian"
    RESPONSIBILITY = "trách nhiệm"
    PRODUCT = "sản phẩm"
    AUTHORITY = "thẩm quyền"


_TIP, _SIDE, _HEART, _WIDTH = 15.2, 8.2, 2.2, 26


def petal(number: int) -> str:
    """The outline of petal `number` (0 at the top, clockwise) inside a square of 32, as an SVG path."""
    corners = ((_HEART, 0), (_SIDE, -_WIDTH), (_TIP, 0), (_SIDE, _WIDTH))
    points = []
    for distance, turn in corners:
        angle = radians(60 * number - 90 + turn)
        points.append(f"{16 + distance * cos(angle):.2f} {16 + distance * sin(angle):.2f}")
    return f"M{'L'.join(points)}Z"
