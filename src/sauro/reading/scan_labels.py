"""The labels of list items ("I.", "c)", "-") in the picture of a page, drawn close to their text.

Word sets the number of an item apart from its text by a tab stop. Tesseract then takes the numbers for a
column of their own, drops them, or reads a letter alone without the words that would tell it what to
expect: "I." becomes "L", "c)" becomes "€)". With the gap of an ordinary blank it reads them as it reads
typed ones. So they are moved to the right for recognition, and what was read is carried back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray, Word

__all__ = ["Label", "carried_back", "closed_up", "labels_of"]

_SMALL = 100  # dots per inch of the picture that is looked at
_PAPER = 200  # brightness: what is darker there is print
_WITHIN = 0.07  # inches between the signs of one label, at most
_WIDEST, _HIGHEST = 0.55, 0.26  # inches that a label takes, at most
_BAND = 0.07  # inches above and below the middle of a label in which its line has its letters
_GAP = (0.09, 0.6)  # inches between a label and its text
_TEXT = 0.6  # inches of the line behind the gap that are looked at,
_FULL = 0.5  # part of them that has print
_LEFT = 0.5  # part of the width in which lines begin
_BLANK = 0.07  # inches of a blank, a little wider than an ordinary one
_AIR = 3  # pixels around a label that are moved with it


@dataclass(frozen=True, slots=True)
class Label:
    """A label (`left`, `top`, `right`, `bottom`, in pixels) that is moved to the right by so many
    pixels."""

    left: int
    top: int
    right: int
    bottom: int
    move: int

    def holds(self, word: Word) -> bool:
        """Whether the word, as it was read on the picture with moved labels, is this label."""
        return (
            self.left <= word.left - self.move < self.right
            and word.right - self.move <= self.right + _AIR
            and self.top <= word.middle < self.bottom
        )


def labels_of(picture: Gray, dpi: int) -> list[Label]:
    """The labels of a level page that stand further from their text than a blank is wide."""
    scale = _SMALL / dpi
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.asarray(small < _PAPER, np.uint8)
    reach = np.ones((1, round(_WITHIN * _SMALL)), np.uint8)
    signs = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, reach)
    boxes = cv2.connectedComponentsWithStats(signs, connectivity=8)[2][1:]
    fits = (boxes[:, cv2.CC_STAT_WIDTH] <= _WIDEST * _SMALL) & (
        boxes[:, cv2.CC_STAT_HEIGHT] <= _HIGHEST * _SMALL
    )
    fits &= boxes[:, cv2.CC_STAT_LEFT] < _LEFT * ink.shape[1]
    found: list[Label] = []
    for left, top, width, height in boxes[fits][:, :4].tolist():
        gap = _gap_behind(ink, left, top, width, height)
        if gap:
            edges = (round(edge / scale) for edge in (left, top, left + width, top + height))
            x, y, right, bottom = edges
            move = round((gap / _SMALL - _BLANK) * dpi)
            found.append(Label(max(x - _AIR, 0), max(y - _AIR, 0), right + _AIR, bottom + _AIR, move))
    return found


def _gap_behind(ink: NDArray[np.uint8], left: int, top: int, width: int, height: int) -> int:
    """How far the text begins behind what may be a label; 0 where it is none: something stands before it on
    its line, or no text behind it."""
    middle, half = top + height // 2, max(round(_BAND * _SMALL), height // 2)
    band = ink[max(middle - half, 0) : middle + half + 1]
    right = left + width
    if band[:, :left].any() or not band[:, right:].any():
        return 0
    inked = np.asarray(band.any(axis=0))
    gap = int(np.argmax(inked[right:]))
    if not _GAP[0] * _SMALL <= gap <= _GAP[1] * _SMALL:
        return 0
    text = inked[right + gap : right + gap + round(_TEXT * _SMALL)]
    return gap if len(text) and text.mean() >= _FULL else 0


def closed_up(picture: Gray, labels: Sequence[Label]) -> Gray:
    """The picture with these labels moved."""
    if not labels:
        return picture
    moved = picture.copy()
    for label in labels:
        place = np.s_[label.top : label.bottom, label.left : label.right]
        moved[place] = 255
    for label in labels:
        there = np.s_[label.top : label.bottom, label.left + label.move : label.right + label.move]
        piece = picture[label.top : label.bottom, label.left : label.right]
        moved[there] = cv2.min(moved[there], piece[:, : moved[there].shape[1]])
    return moved


def carried_back(words: Sequence[Word], labels: Sequence[Label]) -> list[Word]:
    """The words with those that are labels at their places in the picture, and told to be labels."""
    found: list[Word] = []
    for word in words:
        label = next((label for label in labels if label.holds(word)), None)
        if label is not None:
            left, right = word.left - label.move, word.right - label.move
            word = replace(word, left=left, right=right, is_label=True)
        found.append(word)
    return found
