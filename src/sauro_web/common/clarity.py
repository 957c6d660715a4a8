"""The six clarities, as the recurring mark draws them: six sides of a hexagon, one for each."""

from __future__ import annotations

from enum import Enum
from math import cos, radians, sin

__all__ = ["Clarity", "side"]


class Clarity(Enum):
    """What must be clear of every task."""

    PERSON = "người"
    WORK = "việc"
    TIME = "thời gian"
    RESPONSIBILITY = "trách nhiệm"
    PRODUCT = "sản phẩm"
    AUTHORITY = "thẩm quyền"


_OUTER, _INNER, _GAP = 14.0, 8.2, 1.5


def side(number: int) -> str:
    """The outline of side `number` (0 at the upper right, clockwise) inside a square of 32, as an SVG path: a
    piece of the hexagon's ring, a little apart from its neighbours."""
    first, last = radians(60 * number - 90), radians(60 * number - 30)
    middle = (first + last) / 2
    out = (_GAP / 2) / cos(radians(30)), middle
    shift = out[0] * cos(out[1]), out[0] * sin(out[1])
    corners = [(_OUTER, first), (_OUTER, last), (_INNER, last), (_INNER, first)]
    points = [(16 + r * cos(a) + shift[0], 16 + r * sin(a) + shift[1]) for r, a in corners]
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"
