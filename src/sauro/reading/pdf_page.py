"""One page of a PDF: what was laid over it, and how its coordinates become points from the top left
corner."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

__all__ = ["Frame", "frame_of", "merge_annotations", "turned"]

_MERGED = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT})


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns the page's own coordinates into points from the top left corner of the page as it is read:
    x grows to the right, y downwards. `turns` is the number of clockwise quarter turns that set the
    text upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Width of the page as it is read."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as it is read."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page's own space lies."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a rectangle of the page's own space."""
        if self.turns == 0 and left <= right and bottom <= top:  # the usual page, at half the price
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        one, other = self.point(left, bottom), self.point(right, top)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The frame of a page by its visible box and its /Rotate."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page.raw) % 4)


def merge_annotations(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> pdfium.PdfPage:
    """The page with what its signatures, stamps and typed notes show made part of it: offices put
    number, date and the signer's name onto the page in this way. The page itself where it has none."""
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    kinds = set()
    for number in range(count):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        kinds.add(raw.FPDFAnnot_GetSubtype(annotation))
        raw.FPDFPage_CloseAnnot(annotation)
    if not kinds & _MERGED:
        return page
    page.close()
    if document.formenv is None:
        document.init_forms()
    fresh = document[index]
    raw.FPDFPage_Flatten(fresh.raw, raw.FLAT_NORMALDISPLAY)
    fresh.close()
    return document[index]


def turned(frame: Frame, angle: float) -> Frame:
    """The frame in which text that runs at `angle` (radians, clockwise) stands upright."""
    turns = -round(angle / (math.pi / 2)) % 4
    return frame if turns == frame.turns else replace(frame, turns=turns)
