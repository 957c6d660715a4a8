"""What was written by pen in coloured ink between printed words: the number and the day of a document, as
registries write them. The ink is parted from the print, so nothing of it is read; that it is there is
told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import cv2

from sauro.reading.tesseract import Gray, Word

__all__ = ["penned"]

_BLANKS = (
    ("số", re.compile(r"số[:.]*"), re.compile(r"[/-].*")),
    ("ngày", re.compile(r"(?:.*,)?ngày[:.…]*"), re.compile(r"tháng|/\d.*")),
    ("tháng", re.compile(r"tháng[:.…]*"), re.compile(r"năm|/20\d\d.*")),
)
_INK = 215  # coloured ink is darker than this in its layer
_LEAST = 0.001  # square inches of ink: a figure has ten times as much


def penned(words: Sequence[Word], coloured: Gray, dpi: int) -> tuple[str, ...]:
    """Which of "số", "ngày", "tháng" have coloured ink between them and the next printed word of their line.
    `coloured` is the layer of coloured ink, dark on white."""
    found: dict[str, None] = {}
    for word, after in pairwise(words):
        if word.line != after.line:
            continue
        text, following = word.text.lower(), after.text.lower()
        for name, before, behind in _BLANKS:
            told = before.fullmatch(text) and behind.fullmatch(following)
            if told and _ink_between(word, after, coloured) > _LEAST * dpi * dpi:
                found[name] = None
    return tuple(found)


def _ink_between(word: Word, after: Word, coloured: Gray) -> int:
    """Coloured pixels in the gap between two words; a pen writes higher and lower than print."""
    high = word.bottom - word.top
    top, bottom = max(min(word.top, after.top) - high, 0), max(word.bottom, after.bottom) + high // 2
    gap = coloured[top:bottom, max(word.right, 0) : max(after.left, 0)]
    return cv2.countNonZero(cv2.threshold(gap, _INK, 255, cv2.THRESH_BINARY_INV)[1]) if gap.size else 0
