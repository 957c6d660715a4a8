"""What the picture says about single words: dirt taken for a mark, strokes of roman numerals, bold type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray, Word

__all__ = ["Weights", "has_roman_form", "roman_strokes", "without_specks"]

_UNSURE = 60  # a mark read with less confidence may be dirt
_BULLETS = "-–—+*•"
_ONLY_STROKES = re.compile(r"[(\[]?(?=[1l|]?I)[I1l|]{1,4}[.,:;)\]/]?")
_BOLD = 1.2  # strokes so many times as thick as those of the page's usual type are bold
_INK = 128

Sums = NDArray[np.int32]
"""Sums over all rectangles from the top left corner."""


def without_specks(words: Iterable[Word]) -> list[Word]:
    """The words without dirt: marks of one character, read without confidence, that do not begin a line of text; and
    whole lines made up of such."""
    kept: list[Word] = []
    for _, line in groupby(words, key=lambda word: word.line):
        members = list(line)
        if all(_is_doubtful(word) for word in members):
            continue
        kept.extend(
            word
            for place, word in enumerate(members)
            if word.text.isalnum() or not _is_doubtful(word) or (place == 0 and word.text in _BULLETS)
        )
    return kept


def _is_doubtful(word: Word) -> bool:
    return len(word.text) == 1 and word.confidence < _UNSURE


def has_roman_form(text: str) -> bool:
    """Whether a word was read as I, II or III, perhaps with a figure 1 or a letter l among the strokes."""
    return _ONLY_STROKES.fullmatch(text) is not None


def roman_strokes(picture: Gray, word: Word) -> int:
    """How many upright strokes the picture of a word has that was read as I, II or III: Tesseract's Vietnamese model
    reads III mostly as II. 0 where the picture gives no clear answer.

    Counted are the columns that are black over half of the word's middle height, where neither serifs nor a full stop
    join or add strokes; all strokes must be of one thickness, which those of H, N or M are not."""
    crop = picture[max(word.top, 0) : word.bottom, max(word.left - 2, 0) : word.right + 2]
    if crop.shape[0] < 8 or crop.shape[1] < 3:
        return 0
    ink = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1] > 0
    rows = np.flatnonzero(ink.any(axis=1))
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    height = bottom - top
    middle = ink[top + round(0.28 * height) : bottom - round(0.28 * height)]
    black = middle.mean(axis=0) > 0.5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], black.astype(np.int8), [0]))))
    widths = edges[1::2] - edges[::2]
    if len(widths) == 0 or widths.max() > 2.2 * widths.min() + 1 or widths.max() > 0.4 * height:
        return 0
    return len(widths)


@dataclass(frozen=True, slots=True)
class Weights:
    """How thick the strokes of words are, against the usual ones of their page."""

    area: Sums
    rim: Sums
    usual: float

    @classmethod
    def of(cls, picture: Gray, words: Sequence[Word]) -> Weights:
        """Measures a page: ink and its rim, summed up so that any word's share is four look-ups away."""
        ink = cv2.threshold(picture, _INK, 1, cv2.THRESH_BINARY_INV)[1]
        rim = cv2.subtract(ink, cv2.erode(ink, np.ones((3, 3), np.uint8)))
        weights = cls(cv2.integral(ink), cv2.integral(rim), 0.0)
        found = [weights.thickness(word) for word in words if len(word.text) > 1]
        return cls(weights.area, weights.rim, median(found) if found else 0.0)

    def thickness(self, word: Word) -> float:
        """The mean thickness of a word's strokes in pixels: twice its ink over the length of the ink's rim."""
        area, rim = (
            float(sums[word.bottom, word.right])
            - float(sums[word.top, word.right])
            - float(sums[word.bottom, word.left])
            + float(sums[word.top, word.left])
            for sums in (self.area, self.rim)
        )
        return 2 * area / rim if rim else 0.0

    def is_bold(self, word: Word) -> bool:
        """Whether a word is set in bold, on a page whose usual type is not."""
        return self.usual > 0 and self.thickness(word) > _BOLD * self.usual
