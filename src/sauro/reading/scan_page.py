"""One scanned page: from its picture to the words that stand on it, sorted by line, table and cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sauro.folio.model import Box
from sauro.reading.page_paragraphs import Line
from sauro.reading.ruled_grid import Grid
from sauro.reading.scan_dirt import without_dirt
from sauro.reading.scan_image import Pose, level_picture, posed
from sauro.reading.scan_ink import Colour, Inks, ink_boxes, inks_of
from sauro.reading.scan_layout import ScannedSheet, ScanTable, box_of, has_columns, lines_of
from sauro.reading.scan_numbers import Renumbered
from sauro.reading.scan_paper import cut_out
from sauro.reading.scan_pen import penned
from sauro.reading.scan_pose import pose_of
from sauro.reading.scan_stamps import StampWords, stamp_pieces, words_of_stamps
from sauro.reading.scan_strokes import Strokes, settled_by_strokes
from sauro.reading.scan_table import (
    Canvas,
    erase_rules,
    find_rules,
    grids_of,
    page_canvases,
    shows_rules,
    under_ink,
)
from sauro.reading.scan_unread import read_again, unread_pieces, with_words
from sauro.reading.scan_words import Weights, without_fragments, without_specks
from sauro.reading.tesseract import Gray, Recogniser, RecognitionError, Word
from sauro.text.syllables import is_syllable

__all__ = ["DPI", "PreparedPage", "ReadPage", "prepare_page", "read_page"]

DPI = 200
"""Dots per inch at which pages are read. 200 gives as few wrong words as 300 and takes three quarters of the
time."""

Place = tuple[int, int] | None
"""Table and cell on a page, by their indexes; None for what stands outside tables."""

_POINTS = 72 / DPI  # size of a pixel
_LEGIBLE = 60.0  # confidence from which on a word is taken for one
_DOUBTFUL = 55.0  # a page with less mean confidence may stand upside down,
_MANY, _PART = 40, 0.2  # unless it has so many syllables, and so many among its words, however poor it is
_FEW = (
    0.25  # a page with fewer syllables among its words may stand so too, unless it was read with confidence
)
_SIGNS = "(“\"'”).,:;…/-–"
_INKED = 128  # brightness of print
_FEWEST = 3  # a page with fewer legible words shows nothing,
_SURE = 85.0  # unless it was read with such confidence: a page may hold a heading and nothing else


@dataclass(slots=True)
class ReadPage:
    """The words of a page and what is known of their reading. `confidence` is the mean over its letters (0 to
    100); None where nothing legible was found. `strokes` and `numbers` are found by the box of their word.
    `stamps` is what stamps say, `dropped` counts the fragments under seals and signatures that were left out,
    `penned` names what is written by pen ("số"), `unread` counts places with print that could not be read;
    from a `dirty` page specks were wiped. `lost_table`: there are cells that belong to no table found."""

    sheet: ScannedSheet
    confidence: float | None = None
    strokes: dict[Box, Strokes] = field(default_factory=dict)
    numbers: dict[Box, Renumbered] = field(default_factory=dict)
    stamps: list[StampWords] = field(default_factory=list)
    dropped: int = 0
    penned: tuple[str, ...] = ()
    unread: int = 0
    dirty: bool = False
    lost_table: bool = False
    failed: bool = False


@dataclass(slots=True)
class PreparedPage:
    """A page that only waits for recognition: its inks upright, level and crisp, its tables, and its parts as
    they are given to Tesseract. `pose` is how it was turned; `ruled`: it has rules as a table has, but no
    table was found."""

    number: int
    pose: Pose
    inks: Inks
    grids: list[Grid]
    canvases: list[Canvas]
    dirty: bool = False
    ruled: bool = False


@dataclass(slots=True)
class _Reading:
    """One attempt: the page as it was turned, and the words of each of its canvases, where they were read."""

    page: PreparedPage
    canvases: list[list[Word]]

    @property
    def all_words(self) -> list[Word]:
        """The words of all canvases."""
        return [word for words in self.canvases for word in words]

    def words(self) -> dict[Place, list[Word]]:
        """The words where they stand on the page, by place."""
        found: dict[Place, list[Word]] = {}
        for canvas, words in zip(self.page.canvases, self.canvases, strict=True):
            for place, members in canvas.sorted_out(words).items():
                found.setdefault(place, []).extend(members)
        return found

    @property
    def confidence(self) -> float:
        """Mean confidence over the letters."""
        words = self.all_words
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0

    @property
    def legible(self) -> int:
        """How many words of more than one letter are surely read."""
        return len(self._legible())

    @property
    def syllables(self) -> int:
        """Legible words that are Vietnamese ones. Of what is read upside down a quarter is legible, but
        hardly any of it a syllable."""
        return sum(is_syllable(word.text.strip(_SIGNS)) for word in self._legible())

    @property
    def is_upright(self) -> bool:
        """Whether it makes sense as it was read."""
        syllables, words = self.syllables, len(self.all_words)
        if self.confidence < _DOUBTFUL:
            return syllables >= _MANY and syllables >= _PART * words
        return self.confidence >= _SURE or syllables >= _FEW * words

    def _legible(self) -> list[Word]:
        return [
            word
            for word in self.all_words
            if word.confidence >= _LEGIBLE and sum(map(str.isalnum, word.text)) > 1
        ]


def prepare_page(picture: Colour, number: int) -> PreparedPage:
    """Makes a page ready from its picture at DPI. `number` is kept as the page's number."""
    inks = inks_of(cut_out(picture, DPI))
    del picture  # it is three times as large as what is needed from here on
    pose = pose_of(inks.black)
    inks = inks.changed(lambda layer: posed(layer, pose))
    return _prepared(number, pose, Inks(level_picture(inks.black), inks.coloured))


def _prepared(number: int, pose: Pose, inks: Inks) -> PreparedPage:
    black, dirty = without_dirt(inks.black, DPI)
    lying, standing = find_rules(black, DPI)
    grids = grids_of(lying, standing, DPI)
    if inks.coloured is not None and _is_stamped(inks.coloured, grids):
        lying, standing = (
            under_ink(mask, black, inks.coloured, DPI, across=across)
            for mask, across in ((lying, True), (standing, False))
        )
        grids = grids_of(lying, standing, DPI)
    if (
        dirty and not grids
    ):  # a copier breaks thin rules into dashes, the smallest of which are wiped as specks
        lying, standing = find_rules(inks.black, DPI, broken=True)
        grids = grids_of(lying, standing, DPI)
    bare = erase_rules(black, lying, standing)
    ruled = not grids and shows_rules(lying, standing, DPI)
    canvases = page_canvases(bare, grids, DPI)
    return PreparedPage(number, pose, Inks(black, inks.coloured), grids, canvases, dirty, ruled)


def _is_stamped(coloured: Gray, grids: Sequence[Grid]) -> bool:
    """Whether coloured ink lies on a table."""
    return any(
        (
            coloured[round(grid.top) : round(grid.bottom) : 4, round(grid.left) : round(grid.right) : 4]
            < _INKED
        ).any()
        for grid in grids
    )


def read_page(page: PreparedPage, recogniser: Recogniser) -> ReadPage:
    """Reads a page that was prepared."""
    try:
        reading = _upright(page, recogniser)
        page = reading.page
        unread = _complete(reading, recogniser) if reading.legible >= _FEWEST else 0
        pieces = stamp_pieces(page.inks, DPI, first=page.number == 1)
        stamps = words_of_stamps(pieces, recogniser, DPI)
    except RecognitionError:
        return ReadPage(_sheet(page), failed=True)
    result = ReadPage(_sheet(page), stamps=stamps, dirty=page.dirty, unread=unread)
    if reading.legible < _FEWEST and not (reading.legible and reading.confidence >= _SURE):
        return result
    result.confidence = reading.confidence
    _settle(result, reading)
    return result


def _sheet(page: PreparedPage) -> ScannedSheet:
    height, width = page.inks.black.shape
    pose = page.pose
    return ScannedSheet(page.number, width * _POINTS, height * _POINTS, turns=pose.turns, angle=pose.angle)


def _upright(page: PreparedPage, recogniser: Recogniser) -> _Reading:
    """The page as it reads best: turned further where it makes no sense as it was prepared."""
    best = _recognised(page, recogniser)
    for turns in (2, 1, 3):
        if best.is_upright or not (page.inks.black < _INKED).any():
            break
        other = _recognised(_turned(page, turns), recogniser)
        best = max(best, other, key=lambda reading: (reading.syllables, reading.legible))
    return best


def _turned(page: PreparedPage, turns: int) -> PreparedPage:
    inks = page.inks.changed(lambda layer: np.ascontiguousarray(np.rot90(layer, turns)))
    # To level a page and then to turn it is to turn it and then to level it.
    return _prepared(page.number, replace(page.pose, turns=(page.pose.turns + turns) % 4), inks)


def _recognised(page: PreparedPage, recogniser: Recogniser) -> _Reading:
    words = [
        canvas.without_runs(without_specks(recogniser.recognise(canvas.picture, dpi=DPI, mode=canvas.mode)))
        for canvas in page.canvases
    ]
    return _Reading(page, words)


def _complete(reading: _Reading, recogniser: Recogniser) -> int:
    """Reads what was passed over, and puts it among the words; how many places are still not read."""
    pieces = [
        (number, piece)
        for number, (canvas, words) in enumerate(zip(reading.page.canvases, reading.canvases, strict=True))
        if canvas.of_cells or not reading.page.dirty
        for piece in unread_pieces(canvas.picture, words, DPI, in_cells=canvas.of_cells)
    ]
    pictures = [(reading.page.canvases[number].picture, piece) for number, piece in pieces]
    unread = 0
    for line, ((number, piece), words) in enumerate(
        zip(pieces, read_again(pictures, recogniser, DPI), strict=True), 1
    ):
        if words:
            reading.canvases[number] = with_words(reading.canvases[number], piece, words, line)
        else:
            unread += 1
    return unread


def _settle(result: ReadPage, reading: _Reading) -> None:
    """Puts the words into lines, outside tables and in their cells; fragments under seals and signatures are
    left out."""
    page, places = reading.page, reading.words()
    if page.inks.coloured is not None and None in places:
        boxes = ink_boxes(page.inks.coloured, DPI)
        kept = without_fragments(places[None], boxes)
        result.dropped = len(places[None]) - len(kept)
        result.penned = penned(kept, page.inks.coloured, DPI)
        places[None] = kept
    weights = Weights.of(page.inks.black, [word for words in places.values() for word in words])
    for place, words in places.items():
        places[place] = _with_strokes(result, page.inks.black, words, in_cell=place is not None)
    result.sheet.lines = lines_of(places.get(None, []), weights, _POINTS)
    result.lost_table = page.ruled or has_columns(result.sheet.lines)
    for number, grid in enumerate(page.grids):
        cells: list[list[Line]] = [
            lines_of(places.get((number, index), []), weights, _POINTS) for index in range(len(grid.cells))
        ]
        xs, ys = (tuple(edge * _POINTS for edge in edges) for edges in (grid.xs, grid.ys))
        result.sheet.tables.append(ScanTable(replace(grid, xs=xs, ys=ys), cells))


def _with_strokes(page: ReadPage, picture: Gray, words: list[Word], *, in_cell: bool) -> list[Word]:
    """The words with roman numerals as the strokes of their picture show them; every difference is noted."""
    settled: list[Word] = []
    for word, strokes in settled_by_strokes(picture, words, in_cell=in_cell):
        if strokes is not None:
            page.strokes[box_of(word, _POINTS)] = strokes
        settled.append(word)
    return settled
