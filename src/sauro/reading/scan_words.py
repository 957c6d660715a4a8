"""What the picture says about single words: dirt taken for a mark, bold type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import cv2
import numpy as np

from sauro.reading.scan_ink import Box
from sauro.reading.tesseract import Gray, Word

__all__ = ["Weights", "without_fragments", "without_specks"]

_WELL_READ = 80  # confidence of a word that is one, also under a seal
_RIM = 10  # pixels that coloured ink may reach beyond its box
_UNSURE = 60  # a mark read with less confidence may be dirt
_BULLETS = "-–—+*•"
_BOLD = 1.2  # strokes so many times as thick as those of the page's usual type are bold
_INK = 128


def without_specks(words: Iterable[Word]) -> list[Word]:
    """The words without dirt: marks of one character, read without confidence, that do not begin a line of
    text; and whole lines made up of such."""
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


def without_fragments(words: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """The words without what seals and signatures (`boxes`: where coloured ink lies) left behind: what was
    read there without confidence and stands by itself. A word beside one that was well read is kept: a title
    or a name under the ink."""
    kept: list[Word] = []
    for _, line in groupby(words, key=lambda word: word.line):
        members = list(line)
        sound = [word for word in members if word.confidence >= _WELL_READ and len(word.text) > 1]
        kept.extend(
            word
            for word in members
            if word in sound
            or not _lies_in(word, boxes)
            or (sum(map(str.isalnum, word.text)) > 1 and any(_are_neighbours(word, one) for one in sound))
        )
    return kept


def _lies_in(word: Word, boxes: Sequence[Box]) -> bool:
    return any(
        left - _RIM <= word.centre <= right + _RIM and top - _RIM <= word.middle <= bottom + _RIM
        for left, top, right, bottom in boxes
    )


def _are_neighbours(word: Word, other: Word) -> bool:
    """Whether two words of a line stand together, in type of one size."""
    high, low = other.bottom - other.top, word.bottom - word.top
    gap = max(word.left - other.right, other.left - word.right)
    return gap < high and 0.5 * high < low < 2 * high


def _is_doubtful(word: Word) -> bool:
    return len(word.text) == 1 and word.confidence < _UNSURE


@dataclass(frozen=True, slots=True)
class Weights:
    """How thick the strokes of words are, against the usual ones of their page."""

    ink: Gray
    rim: Gray
    usual: float

    @classmethod
    def of(cls, picture: Gray, words: Sequence[Word]) -> Weights:
        """Measures a page."""
        ink = np.asarray(cv2.threshold(picture, _INK, 1, cv2.THRESH_BINARY_INV)[1], np.uint8)
        rim = np.asarray(cv2.subtract(ink, cv2.erode(ink, np.ones((3, 3), np.uint8))), np.uint8)
        weights = cls(ink, rim, 0.0)
        found = [weights.thickness(word) for word in words if len(word.text) > 1]
        return cls(ink, rim, median(found) if found else 0.0)

    def thickness(self, word: Word) -> float:
        """The mean thickness of a word's strokes in pixels: twice its ink over the length of the ink's
        rim."""
        place = np.s_[max(word.top, 0) : word.bottom, max(word.left, 0) : word.right]
        rim = cv2.countNonZero(self.rim[place])
        return 2 * cv2.countNonZero(self.ink[place]) / rim if rim else 0.0

    def is_bold(self, word: Word) -> bool:
        """Whether a word is set in bold, on a page whose usual type is not."""
        return self.usual > 0 and self.thickness(word) > _BOLD * self.usual
