"""One scanned page: from its picture to the words that stand on it, sorted by line, table and cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np

from sauro.folio.model import Box
from sauro.reading.page_paragraphs import Line
from sauro.reading.ruled_grid import Grid
from sauro.reading.scan_image import (
    Colour,
    Pose,
    level_picture,
    lines_run_down,
    posed,
    skew_of,
    small_print,
    stands_on_head,
    without_ink,
)
from sauro.reading.scan_layout import ScannedSheet, ScanTable, box_of, lines_of
from sauro.reading.scan_table import Canvas, erase_rules, find_rules, grids_of, page_canvas
from sauro.reading.scan_words import Weights, has_roman_form, roman_strokes, without_specks
from sauro.reading.tesseract import Gray, RecognitionError, Recogniser, Word

__all__ = ["DPI", "ReadPage", "Strokes", "read_page"]

DPI = 200
"""Dots per inch at which pages are read. 200 gives as few wrong words as 300 and takes three quarters of the time."""

_LEAST_SKEW = 0.1  # degrees; a smaller angle is left as it is
_LEGIBLE = 60.0  # confidence from which on a word is taken for one
_DOUBTFUL = 55.0  # a page with less mean confidence may stand upside down
_FEWEST = 3  # a page with fewer legible words shows nothing


@dataclass(frozen=True, slots=True)
class Strokes:
    """What the picture shows of a roman numeral that was read with too few or too many strokes: the numeral by its
    strokes, the word as it was read, and whether the word was changed (the number of a section) or left alone."""

    read: str
    numeral: str
    applied: bool


@dataclass(slots=True)
class ReadPage:
    """The words of a page and what is known of their reading. `confidence` is the mean over its letters (0 to 100);
    None where nothing legible was found. `strokes` are found by the box of their word."""

    sheet: ScannedSheet
    confidence: float | None = None
    strokes: dict[Box, Strokes] = field(default_factory=dict)
    failed: bool = False


@dataclass(slots=True)
class _Reading:
    """One attempt: the prepared picture, its tables, and the words by place."""

    picture: Gray
    grids: list[Grid]
    words: dict[tuple[int, int] | None, list[Word]]

    @property
    def all_words(self) -> list[Word]:
        return [word for words in self.words.values() for word in words]


def read_page(picture: Colour, number: int, recogniser: Recogniser) -> ReadPage:
    """Reads a page from its picture at DPI. `number` is kept as the page's number."""
    grey = without_ink(picture)
    pose = _pose_of(grey)
    upright = posed(grey, pose)
    scale = 72 / DPI
    sheet = ScannedSheet(number, upright.shape[1] * scale, upright.shape[0] * scale)
    page = ReadPage(sheet)
    try:
        reading = _read(upright, recogniser)
        if _mean(reading.all_words) < _DOUBTFUL and small_print(grey).sum() > 0:
            turned = _read(np.ascontiguousarray(np.rot90(upright, 2)), recogniser)
            reading = max(reading, turned, key=lambda attempt: _legible(attempt.all_words))
    except RecognitionError:
        page.failed = True
        return page
    words = reading.all_words
    if _legible(words) < _FEWEST:
        return page
    page.confidence = _mean(words)
    _settle(page, reading, scale)
    return page


def _pose_of(grey: Gray) -> Pose:
    """How the page has to be turned."""
    height, width = grey.shape
    ink = small_print(grey)
    turns = 0
    if lines_run_down(ink):
        ink = np.ascontiguousarray(np.rot90(ink))
        turns = 3 if stands_on_head(np.ascontiguousarray(np.rot90(grey))) else 1
        ink = np.ascontiguousarray(np.rot90(ink, turns - 1))
    angle = skew_of(ink)
    return Pose(width, height, turns, angle if abs(angle) >= _LEAST_SKEW else 0.0)


def _read(upright: Gray, recogniser: Recogniser) -> _Reading:
    picture = level_picture(upright)
    lying, standing = find_rules(picture, DPI)
    grids = grids_of(lying, standing, DPI)
    picture = erase_rules(picture, lying, standing)
    canvas = page_canvas(picture, grids, DPI)
    words = without_specks(recogniser.recognise(canvas.picture, dpi=DPI, mode=_mode(canvas, picture)))
    return _Reading(picture, grids, canvas.sorted_out(words))


def _mode(canvas: Canvas, picture: Gray) -> int:
    """Tesseract's way to cut the canvas: as one block (6, the faster one) where it holds hardly more than cells."""
    rest = sum(patch.bottom - patch.top for patch in canvas.patches if patch.table is None)
    return 6 if rest < 0.2 * picture.shape[0] else 3


def _mean(words: Sequence[Word]) -> float:
    """Mean confidence over the letters."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _legible(words: Sequence[Word]) -> int:
    return sum(word.confidence >= _LEGIBLE and sum(map(str.isalnum, word.text)) > 1 for word in words)


def _settle(page: ReadPage, reading: _Reading, scale: float) -> None:
    """Puts the words into lines, outside tables and in their cells."""
    weights = Weights.of(reading.picture, reading.all_words)
    for place, words in reading.words.items():
        reading.words[place] = _with_strokes(page, reading.picture, words, in_cell=place is not None)
    page.sheet.lines = lines_of(reading.words.get(None, []), weights, scale)
    for number, grid in enumerate(reading.grids):
        cells: list[list[Line]] = [
            lines_of(reading.words.get((number, index), []), weights, scale)
            for index in range(len(grid.cells))
        ]
        in_points = replace(grid, xs=tuple(x * scale for x in grid.xs), ys=tuple(y * scale for y in grid.ys))
        page.sheet.tables.append(ScanTable(in_points, cells))


def _with_strokes(page: ReadPage, picture: Gray, words: list[Word], *, in_cell: bool) -> list[Word]:
    """The words with section numbers as the strokes of their picture show them; every difference is noted."""
    settled: list[Word] = []
    for _, line in groupby(words, key=lambda word: word.line):
        members = list(line)
        for place, word in enumerate(members):
            count = roman_strokes(picture, word) if has_roman_form(word.text) else 0
            numeral = "I" * count
            core = word.text.strip("([.,:;)]/")
            if 0 < count <= 3 and core != numeral:
                heads = place == 0 and (
                    members[1].text[0].isupper() if len(members) > 1 else in_cell or word.text.endswith(".")
                )
                page.strokes[box_of(word, 72 / DPI)] = Strokes(word.text, numeral, heads)
                if heads:
                    word = replace(word, text=word.text.replace(core, numeral))
            settled.append(word)
    return settled
