"""Which images on a PDF page may be stamps."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.reading.pdf_page import Frame
from sauro.reading.pdf_rules import Stroke

__all__ = ["Share", "stamps_among"]

Share = tuple[float, float, float, float]
"""Left, top, right and bottom of an image as parts (0 to 1) of the page's width and height."""

_LONG = (30.0, 370.0)  # points; marks of secrecy are 20 to 110 mm long, their image may have some air
_SHORT = 12.0  # points


def stamps_among(images: Sequence[Stroke], frame: Frame) -> list[Share]:
    """The images as large as a stamp. `frame` is that of the page as it is shown."""
    found: list[Share] = []
    for image in images:
        left, top, right, bottom = frame.box(*image)
        short, long = sorted((right - left, bottom - top))
        if short >= _SHORT and _LONG[0] <= long <= _LONG[1]:
            found.append((left / frame.width, top / frame.height, right / frame.width, bottom / frame.height))
    return found
