"""Print that recognition passed over: a lone figure in a cell, the short last line of a paragraph, the mark
of an item. It is found by its ink, which no word covers, and read again, all pieces of a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray, Recogniser, Word

__all__ = ["Piece", "read_again", "unread_pieces", "with_words"]

_SMALL = 100  # dots per inch of the picture that is looked at
_PAPER = 160  # brightness: what is darker there is print
_AROUND = 0.03  # inches that ink of a word reaches beyond its box
_JOINED = 0.13  # inches between the signs of one piece, at most
_HIGH = (0.05, 0.26)  # inches that a printed line is high
_LEAST_WIDE, _LEAST_INK = 0.03, 0.0012  # inches and square inches that a piece has at least
_TOUCHING = 0.05  # inches: what is closer to a word is a part of it
_NEAR = 0.7  # inches between a piece and the words of its line, at most
_ALIGNED = 0.12  # inches from the beginning of another line at which a line of its own begins
_BEYOND = 0.35  # inches above the first and below the last line of a page in which lines may stand
_MOST = 12  # pieces of one page; where there are more, it is not print
_READ = 50.0  # confidence from which on what is read again is taken for it
_SIGNS = ("-", "–", "+")  # what an item may begin with; other signs by themselves are dirt
_AIR = 6  # pixels around a piece


@dataclass(frozen=True, slots=True)
class Piece:
    """Ink that no word covers (`left`, `top`, `right`, `bottom`, in pixels of its canvas), and the line of
    words that it stands in (None where it stands in none)."""

    left: int
    top: int
    right: int
    bottom: int
    line: tuple[int, int, int] | None = None


def unread_pieces(picture: Gray, words: Sequence[Word], dpi: int, *, in_cells: bool) -> list[Piece]:
    """The pieces of print in a picture that none of the words read there covers, from top to bottom. Outside
    of cells only what stands where text does: in a line of words, or at the beginning of a line."""
    scale = _SMALL / dpi
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.asarray(small < _PAPER, np.uint8)
    rest = ink.copy()
    for word in words:
        top, left = (max(int(edge * scale - _AROUND * _SMALL), 0) for edge in (word.top, word.left))
        bottom, right = (int(edge * scale + _AROUND * _SMALL) + 1 for edge in (word.bottom, word.right))
        rest[top:bottom, left:right] = 0
    if not rest.any():
        return []
    joined = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((1, round(_JOINED * _SMALL)), np.uint8))
    boxes = cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:]
    high, wide = boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_WIDTH]
    fits = (high >= _HIGH[0] * _SMALL) & (high <= _HIGH[1] * _SMALL) & (wide >= _LEAST_WIDE * _SMALL)
    fits &= boxes[:, cv2.CC_STAT_AREA] >= _LEAST_INK * _SMALL * _SMALL
    found: list[Piece] = []
    for x, y, width, height in boxes[fits][:, :4].tolist():
        if _touches(ink, x, y, width, height):
            continue
        edges = (round(edge / scale) for edge in (x, y, x + width, y + height))
        piece = _placed(Piece(*edges), words, dpi)
        if in_cells or piece.line is not None or _begins_line(piece, words, dpi):
            found.append(piece)
    return sorted(found, key=lambda piece: (piece.top, piece.left))


def _touches(ink: NDArray[np.uint8], x: int, y: int, width: int, height: int) -> bool:
    """Whether other ink stands close on the left or on the right."""
    reach = round(_TOUCHING * _SMALL)
    rows = ink[y : y + height]
    return bool(rows[:, max(x - reach, 0) : x].any() or rows[:, x + width : x + width + reach].any())


def _placed(piece: Piece, words: Sequence[Word], dpi: int) -> Piece:
    """The piece with the line of the words that stand near to it on the same height."""
    middle, near = (piece.top + piece.bottom) / 2, _NEAR * dpi
    for word in words:
        apart = max(word.left - piece.right, piece.left - word.right)
        if word.top < middle < word.bottom and apart < near:
            return replace(piece, line=word.line)
    return piece


def _begins_line(piece: Piece, words: Sequence[Word], dpi: int) -> bool:
    """Whether a piece begins where other lines do, between the first and the last line or near to them."""
    if not words or not (
        min(word.top for word in words) - _BEYOND * dpi < piece.top
        and piece.bottom < max(word.bottom for word in words) + _BEYOND * dpi
    ):
        return False
    first: dict[tuple[int, int, int], int] = {}
    for word in words:
        first[word.line] = min(word.left, first.get(word.line, word.left))
    return any(abs(left - piece.left) < _ALIGNED * dpi for left in first.values())


def read_again(
    pieces: Sequence[tuple[Gray, Piece]], recogniser: Recogniser, dpi: int
) -> list[tuple[Word, ...]]:
    """What each of these pieces, with the picture it stands in, says; nothing where it is still not read, or
    where there are so many of them that they are no print. Raises RecognitionError."""
    if not 0 < len(pieces) <= _MOST:
        return [() for _ in pieces]
    margin, apart = dpi // 4, dpi // 2
    crops = [
        picture[
            max(piece.top - _AIR, 0) : piece.bottom + _AIR, max(piece.left - _AIR, 0) : piece.right + _AIR
        ]
        for picture, piece in pieces
    ]
    places: list[tuple[int, int]] = []
    x = y = margin
    for crop in crops:
        if x > margin and x + crop.shape[1] > 6 * dpi:
            x, y = margin, y + dpi // 2
        places.append((x, y))
        x += crop.shape[1] + apart
    width = max(x + crop.shape[1] for (x, _), crop in zip(places, crops, strict=True)) + margin
    canvas = np.full((y + dpi // 2, width), 255, np.uint8)
    for (x, y), crop in zip(places, crops, strict=True):
        canvas[y : y + crop.shape[0], x : x + crop.shape[1]] = crop
    words = recogniser.recognise(canvas, dpi=dpi, mode=6)
    found: list[tuple[Word, ...]] = []
    for (x, y), crop, (_, piece) in zip(places, crops, pieces, strict=True):
        inside = [
            word
            for word in words
            if x <= word.centre < x + crop.shape[1] and y <= word.middle < y + crop.shape[0]
        ]
        sure = all(word.confidence >= _READ for word in inside)
        sure = sure and any(word.text in _SIGNS or any(map(str.isalnum, word.text)) for word in inside)
        right, down = max(piece.left - _AIR, 0) - x, max(piece.top - _AIR, 0) - y
        found.append(tuple(word.moved(right, down) for word in inside) if sure else ())
    return found


def with_words(words: Sequence[Word], piece: Piece, added: Sequence[Word], number: int) -> list[Word]:
    """The words of a canvas with those of a piece among them: in its line, from left to right, or as the line
    of its own with this number."""
    if piece.line is None:
        return [*words, *(replace(word, line=(0, 0, -number)) for word in added)]
    line = [word for word in words if word.line == piece.line]
    line += [replace(word, line=piece.line) for word in added]
    line.sort(key=lambda word: word.left)
    first = next(place for place, word in enumerate(words) if word.line == piece.line)
    before = [word for word in words[:first] if word.line != piece.line]
    return [*before, *line, *(word for word in words[first:] if word.line != piece.line)]
