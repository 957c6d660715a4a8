"""What stamps on a page say: above all whether one of them is a mark of secrecy.

A mark ("MẬT", "TỐI MẬT", "TUYỆT MẬT": capitals 5 mm high in a red frame of 20 to 40 by 8 mm, put on by hand
and mostly askew) is lost with the coloured ink when the page is read, and its frame keeps it from being read
in black. So stamps are cut out, set level, freed of their frames and read by themselves. Round seals are left
alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from sauro.reading.scan_ink import Box, Inks, ink_boxes
from sauro.reading.tesseract import Gray, Recogniser, Word
from sauro.text.compare import plain
from sauro.text.syllables import is_syllable

__all__ = ["StampWords", "stamp_pieces", "words_of_stamps"]

_INK = 128
_FRAME_LONG, _FRAME_SHORT = (0.5, 5.0), (0.2, 0.75)  # inches
_FRAME_OBLONG = 1.5  # a frame is so many times as long as it is high
_ROUND = 1.3  # a seal is at most so many times as long as it is high
_SEAL = 0.7  # inches: a seal is no smaller
_HOLLOW = 0.03  # a frame or a ring has no more than this part of its ink in its middle
_LETTER_HIGH, _LETTER_WIDE = (0.07, 0.45), (0.015, 1.0)  # inches; letters of a stamp may touch
_HEAD_SHARE = 0.4  # of a page's height: marks of secrecy stand above
_BORDER = 0.14  # part of a frame's height that its strokes and their play may take
_FEWEST = 2  # letters that make up a word
_SURE = 75.0  # confidence from which on any words of a stamp are believed
_MARKS = {
    "mat": "MẬT",
    "toimat": "TỐI MẬT",
    "tuyetmat": "TUYỆT MẬT",
    "tailieuthuhoi": "TÀI LIỆU THU HỒI",
    "chinguoicotenmoiduocbocbi": "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ",
}
_LONG_MARK = 6  # letters from which on one wrong letter does not hide a mark


@dataclass(frozen=True, slots=True)
class StampWords:
    """A line that a stamp says, and how sure the program is (0 to 100)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Shape:
    """A connected piece of ink: its number, its box, and its smallest rectangle (middle, sides, angle in
    degrees). A `hollow` one has hardly any ink in its middle, as a frame or a ring."""

    number: int
    box: Box
    middle: tuple[float, float]
    long: float
    short: float
    angle: float
    hollow: bool

    def is_frame(self, dpi: int) -> bool:
        """Whether it is as large and as oblong as the frame of a stamp."""
        return (
            _FRAME_LONG[0] * dpi <= self.long <= _FRAME_LONG[1] * dpi
            and _FRAME_SHORT[0] * dpi <= self.short <= _FRAME_SHORT[1] * dpi
            and self.long >= _FRAME_OBLONG * self.short
        )

    def is_ring(self, dpi: int) -> bool:
        """Whether it is the rim of a seal."""
        return self.hollow and self.short >= _SEAL * dpi and self.long <= _ROUND * self.short

    def is_letter(self, dpi: int) -> bool:
        """Whether it is as large as a letter, or as some that touch."""
        left, top, right, bottom = self.box
        return (
            _LETTER_HIGH[0] * dpi <= bottom - top <= _LETTER_HIGH[1] * dpi
            and _LETTER_WIDE[0] * dpi <= right - left <= _LETTER_WIDE[1] * dpi
        )

    def holds(self, other: _Shape) -> bool:
        """Whether the middle of another one lies in its box."""
        left, top, right, bottom = self.box
        return left <= other.middle[0] <= right and top <= other.middle[1] <= bottom


def stamp_pieces(inks: Inks, dpi: int, *, first: bool) -> list[Gray]:
    """The stamps on an upright page that may say something, each cut out, level and without its frame, dark
    on white: on the `first` page all that is coloured and what is framed in black in the head, on others the
    coloured head."""
    head = round(_HEAD_SHARE * inks.black.shape[0])
    pieces: list[Gray] = []
    if inks.coloured is not None:
        air = dpi // 20
        for left, top, right, bottom in ink_boxes(inks.coloured, dpi):
            if first or top < head:
                spot = inks.coloured[max(top - air, 0) : bottom + air, max(left - air, 0) : right + air]
                pieces.extend(_pieces_of(spot, dpi))
    if first:
        black = inks.black[:head]
        places, shapes = _shapes(black, dpi, _FRAME_SHORT[0] * dpi)
        pieces.extend(
            _inside(black, places, shape) for shape in shapes if shape.hollow and shape.is_frame(dpi)
        )
    return pieces


def _shapes(picture: Gray, dpi: int, least: float) -> tuple[NDArray[np.int32], list[_Shape]]:
    """The connected pieces of ink of at least that height and at most the size of a stamp, and the picture in
    which every pixel has the number of its piece."""
    ink = cv2.threshold(picture, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    _, places, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    shapes: list[_Shape] = []
    most = _FRAME_LONG[1] * dpi
    for number, (left, top, width, height, _) in enumerate(boxes.tolist()):
        if number and least <= height <= most and width <= most:
            box = (left, top, left + width, top + height)
            shapes.append(_shape(np.asarray(places, np.int32), number, box))
    return np.asarray(places, np.int32), shapes


def _shape(places: NDArray[np.int32], number: int, box: Box) -> _Shape:
    left, top, right, bottom = box
    down, across = np.nonzero(places[top:bottom, left:right] == number)
    points = np.column_stack((across, down)).astype(np.float32)
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    if width < height:
        width, height, angle = height, width, angle - 90
    turn = np.radians(angle)
    along = (points[:, 0] - x) * np.cos(turn) + (points[:, 1] - y) * np.sin(turn)
    off = (points[:, 1] - y) * np.cos(turn) - (points[:, 0] - x) * np.sin(turn)
    amid = (np.abs(along) < 0.3 * width) & (np.abs(off) < 0.25 * height)
    return _Shape(number, box, (x + left, y + top), width, height, angle, float(amid.mean()) < _HOLLOW)


def _pieces_of(spot: Gray, dpi: int) -> list[Gray]:
    """The parts of one spot of coloured ink that may hold words: the insides of frames, and loose letters."""
    places, shapes = _shapes(spot, dpi, _LETTER_HIGH[0] * dpi)
    frames = [shape for shape in shapes if shape.is_frame(dpi)]
    closed = frames + [shape for shape in shapes if shape.is_ring(dpi)]
    loose: list[_Shape] = []
    for shape in shapes:
        if shape.is_letter(dpi) and not any(around is not shape and around.holds(shape) for around in closed):
            loose.append(shape)
    pieces = [_inside(spot, places, frame) for frame in frames]
    if len(loose) >= _FEWEST:
        gone = np.isin(places, [shape.number for shape in shapes if shape not in loose])
        left, top = (min(shape.box[edge] for shape in loose) for edge in (0, 1))
        right, bottom = (max(shape.box[edge] for shape in loose) for edge in (2, 3))
        air = dpi // 20
        area = np.s_[max(top - 2 * air, 0) : bottom + air, max(left - air, 0) : right + air]
        pieces.append(np.asarray(np.where(gone, 255, spot)[area], np.uint8))
    return pieces


def _inside(picture: Gray, places: NDArray[np.int32], frame: _Shape) -> Gray:
    """What stands in a frame, set level. The frame is wiped out; where letters touch it, its edge is cut
    off."""
    left, top, right, bottom = frame.box
    area = np.s_[max(top - 2, 0) : bottom + 2, max(left - 2, 0) : right + 2]
    spot, x, y = picture[area], frame.middle[0] - max(left - 2, 0), frame.middle[1] - max(top - 2, 0)
    border = 0.0
    if frame.hollow:
        own = cv2.dilate((places[area] == frame.number).astype(np.uint8) * 255, np.ones((3, 3), np.uint8))
        spot = np.asarray(cv2.bitwise_or(spot, own), np.uint8)
    else:
        border = _BORDER * frame.short
    width, height = max(round(frame.long - 2 * border), 1), max(round(frame.short - 2 * border), 1)
    matrix = cv2.getRotationMatrix2D((x, y), (frame.angle + 90) % 180 - 90, 1.0)
    matrix[0, 2] += width / 2 - x
    matrix[1, 2] += height / 2 - y
    level = cv2.warpAffine(
        spot,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return np.asarray(level, np.uint8)


def words_of_stamps(pieces: Sequence[Gray], recogniser: Recogniser, dpi: int) -> list[StampWords]:
    """What the pieces say, read one below the other: marks of secrecy however unsure, other words where the
    program is sure of them. Raises RecognitionError."""
    if not pieces:
        return []
    air = dpi // 4
    width = max(piece.shape[1] for piece in pieces) + 2 * air
    canvas = np.full((sum(piece.shape[0] + air for piece in pieces) + air, width), 255, np.uint8)
    y = air
    for piece in pieces:
        height, wide = piece.shape
        canvas[y : y + height, air : air + wide] = piece
        y += height + air
    found: list[StampWords] = []
    for _, members in groupby(recogniser.recognise(canvas, dpi=dpi, mode=6), key=lambda word: word.line):
        line = _said(list(members))
        if line is not None:
            found.append(line)
    return found


def _said(line: list[Word]) -> StampWords | None:
    """A line as it is handed on. Strokes of a frame that were read as letters are left out of a mark."""
    letters = [word for word in line if sum(map(str.isalpha, word.text)) > 1]
    if not letters:
        return None
    confidence = min(word.confidence for word in letters)
    text = " ".join(word.text for word in letters)
    mark = _mark_in("".join(filter(str.isalpha, plain(text))))
    if mark is not None:
        return StampWords(mark, confidence)
    if confidence < _SURE or not any(is_syllable(word.text.strip(".,:;").lower()) for word in letters):
        return None
    return StampWords(" ".join(word.text for word in line), confidence)


def _mark_in(letters: str) -> str | None:
    """The mark of secrecy that these letters, small and without marks, make up."""
    for folded, mark in _MARKS.items():
        if letters == folded or (len(folded) >= _LONG_MARK and Levenshtein.distance(letters, folded) <= 1):
            return mark
    return None
