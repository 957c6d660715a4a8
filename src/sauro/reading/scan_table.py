"""Ruled tables in the picture of a page: finds their rules, and sets their cells one below the other for
recognition.

Read as it stands, a table is a torment to Tesseract: lines run on from column to column, and the isolated
figures of a column TT are taken for dirt. So the rules are erased and the cells cut out and pasted below one
another into one tall column, the short ones of a table side by side on lines of their own; the words that
were read there are carried back. That takes one recognition a page, as a page without a table does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from sauro.reading.ruled_grid import Grid, Rule, find_grids
from sauro.reading.scan_columns import columns_of
from sauro.reading.scan_labels import Label, carried_back, closed_up, labels_of
from sauro.reading.tesseract import Gray, Word

__all__ = [
    "Canvas",
    "Patch",
    "erase_rules",
    "find_rules",
    "grids_of",
    "page_canvases",
    "shows_rules",
    "under_ink",
]

_LEAST_ACROSS, _LEAST_DOWN = 0.32, 0.2  # inches that a rule has at least, lying and standing
_LONG_ACROSS, _LONG_DOWN, _GAP = 0.8, 0.3, 0.045  # inches that broken ones have, and may be interrupted for
_REACH = 0.5  # inches: pieces of a rule lie twice as far from the rest of it at most, their gaps are so wide
_PIECE = 0.06  # inches that a piece has at least
_COLOURED, _RIM = 200, 9  # brightness of coloured ink in its layer; pixels that it reaches further
_SLACK = 0.03  # inches that rules of one position may lie apart
_NARROW = 0.45  # inches: a cell whose ink is no wider holds a number or a mark
_TALL = 0.28  # inches: a cell whose ink is higher has more than one line
_TALLEST = 25  # inches: on a taller canvas Tesseract loses words
_MUCH = 0.6  # from here on a page is given as it is
_LITTLE = 0.2  # what takes less of a page's height than this is read as one block
_INK = 128
_FEWEST = 3  # rules in each direction that a table has


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of the page (`left`, `top`, `right`, `bottom`) that was pasted at (`x`, `y`) of the canvas.
    `table` and `cell` are indexes, None for what stands outside tables."""

    left: int
    top: int
    right: int
    bottom: int
    x: int
    y: int
    table: int | None = None
    cell: int | None = None

    def holds(self, word: Word) -> bool:
        """Whether the word, as it was read on the canvas, stands in this patch."""
        return (
            self.x <= word.centre < self.x + self.right - self.left
            and self.y <= word.middle < self.y + self.bottom - self.top
        )

    def meets(self, word: Word) -> bool:
        """Whether some of the word, as it was read on the canvas, stands in this patch."""
        return (
            word.left < self.x + self.right - self.left
            and word.right > self.x
            and self.y <= word.middle < self.y + self.bottom - self.top
        )

    def carried_back(self, word: Word) -> Word:
        """The word where it stands on the page."""
        return word.moved(self.left - self.x, self.top - self.y)


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is given to recognition, where its parts come from, and how Tesseract cuts it up: 3 as a page, 6
    (the faster way) as one block. On the page that the parts were taken from, `labels` had been moved."""

    picture: Gray
    patches: tuple[Patch, ...]
    mode: int = 3
    labels: tuple[Label, ...] = ()

    @property
    def of_cells(self) -> bool:
        """Whether it holds cells of tables."""
        return self.patches[0].cell is not None

    def without_runs(self, words: Sequence[Word]) -> list[Word]:
        """The words without those that run from one cell into another: signs of both, taken for one word."""
        if not self.of_cells:
            return list(words)
        return [word for word in words if sum(patch.meets(word) for patch in self.patches) < 2]

    def sorted_out(self, words: Sequence[Word]) -> dict[tuple[int, int] | None, list[Word]]:
        """The words that were read, back at their places on the page: by table and cell, those outside under
        None."""
        found: dict[tuple[int, int] | None, list[Word]] = {}
        for word in words:
            for patch in self.patches:
                if patch.holds(word):
                    place = None if patch.table is None or patch.cell is None else (patch.table, patch.cell)
                    found.setdefault(place, []).append(patch.carried_back(word))
                    break
        if self.labels and None in found:
            found[None] = carried_back(found[None], self.labels)
        return found


def find_rules(picture: Gray, dpi: int, *, broken: bool = False) -> tuple[Gray, Gray]:
    """Masks of the lying and of the standing rules of a level page (255 on a rule). `broken`: they may be
    dashes close to one another; then they have to be so long that letters in a row make up none."""
    print_ = cv2.threshold(picture, 170, 255, cv2.THRESH_BINARY_INV)[1]
    masks: list[Gray] = []
    lengths = (_LONG_ACROSS, _LONG_DOWN) if broken else (_LEAST_ACROSS, _LEAST_DOWN)
    for least, across in ((round(lengths[0] * dpi), True), (round(lengths[1] * dpi), False)):
        size = (least, 1) if across else (1, least)
        bridge = (least // 2, 1) if across else (1, least // 2)
        strokes = print_
        if broken:
            gap = round(_GAP * dpi)
            joint = cv2.getStructuringElement(cv2.MORPH_RECT, (gap, 2) if across else (2, gap))
            strokes = cv2.morphologyEx(print_, cv2.MORPH_CLOSE, joint)
        mask = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        if cv2.countNonZero(mask):
            mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
        masks.append(np.asarray(mask, np.uint8))
    return masks[0], masks[1]


def grids_of(lying: Gray, standing: Gray, dpi: int) -> list[Grid]:
    """The ruled tables, from top to bottom, in pixels."""
    slack = _SLACK * dpi
    return find_grids(
        _rules(lying, True, slack), _rules(standing, False, slack), tolerance=slack, least=_LEAST_DOWN * dpi
    )


def under_ink(mask: Gray, picture: Gray, coloured: Gray, dpi: int, *, across: bool) -> Gray:
    """The lying (or standing) rules of `mask` with what a stamp has left of them: the pieces printed in line
    with a rule, however short, and the gaps between them where there is coloured ink."""
    reach, piece = round(_REACH * dpi), round(_PIECE * dpi)
    print_ = cv2.threshold(picture, 170, 255, cv2.THRESH_BINARY_INV)[1]
    ink = cv2.threshold(coloured, _COLOURED, 255, cv2.THRESH_BINARY_INV)[1]
    ink = cv2.dilate(ink, np.ones((_RIM, _RIM), np.uint8))
    short = cv2.morphologyEx(print_, cv2.MORPH_OPEN, _stroke(piece, across))
    near = cv2.dilate(mask, _stroke(4 * reach + 1, across))
    pieces = cv2.bitwise_or(mask, cv2.bitwise_and(short, near))
    closed = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, _stroke(reach // 2 * 2 + 1, across))
    return np.asarray(cv2.bitwise_or(pieces, cv2.bitwise_and(closed, ink)), np.uint8)


def _stroke(length: int, across: bool) -> Gray:
    return np.ones((1, length) if across else (length, 1), np.uint8)


def shows_rules(lying: Gray, standing: Gray, dpi: int) -> bool:
    """Whether there are as many rules, lying and standing, as make up a table, whether they meet or not."""
    slack = _SLACK * dpi
    return len(_rules(standing, False, slack)) >= _FEWEST and len(_rules(lying, True, slack)) >= _FEWEST


def _rules(mask: Gray, across: bool, slack: float) -> list[Rule]:
    """The strokes of a mask as rules; solid areas are none."""
    rules: list[Rule] = []
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        left, top, width, height = cv2.boundingRect(outline)
        length, thickness = (width, height) if across else (height, width)
        if thickness > 3 * slack or length < 3 * thickness:
            continue
        start, at = (left, top + height / 2) if across else (top, left + width / 2)
        rules.append(Rule(at, start, start + length))
    return rules


def erase_rules(picture: Gray, lying: Gray, standing: Gray) -> Gray:
    """The picture without its rules."""
    rules = cv2.bitwise_or(lying, standing)
    if not cv2.countNonZero(rules):
        return picture
    return np.asarray(cv2.max(picture, cv2.dilate(rules, np.ones((3, 3), np.uint8))), np.uint8)


def page_canvases(picture: Gray, grids: Sequence[Grid], dpi: int) -> list[Canvas]:
    """The page (its rules erased) as it is given to recognition: what stands outside tables, its columns one
    below the other; then the cells of the tables, on as many canvases as it takes to keep each of them
    small."""
    cut = picture
    cells: list[Patch] = []
    if grids:
        cut = picture.copy()
        for number, grid in enumerate(grids):
            cells.extend(_inked_cells(picture, grid, number, dpi))
            cut[round(grid.top) : round(grid.bottom) + 1, round(grid.left) : round(grid.right) + 1] = 255
    return [
        *_outside_tables(cut, dpi),
        *(
            _canvas(picture, placed, dpi, mode=6)
            for placed in _stacked(cells, picture.shape[1], dpi)
            if placed
        ),
    ]


def _outside_tables(picture: Gray, dpi: int) -> list[Canvas]:
    """The canvas of a page without its tables; none where it is empty."""
    height, width = picture.shape
    inked = _inked(picture, 0, 0, width, height)
    if inked is None:
        return []
    columns = columns_of(picture, dpi)
    labels = tuple(labels_of(picture, dpi))
    picture = closed_up(picture, labels)
    if not columns and inked[3] - inked[1] > _MUCH * height:
        return [Canvas(picture, (Patch(0, 0, width, height, 0, 0),), labels=labels)]
    parts: list[tuple[int, int, int, int]] = []
    top = 0
    for found in columns:
        parts.append((0, top, width, found.top))
        parts.append((0, found.top, found.gutter, found.bottom))
        parts.append((found.gutter, found.top, width, found.bottom))
        top = found.bottom
    parts.append((0, top, width, height))
    placed: list[Patch] = []
    y = dpi // 4
    for part in parts:
        box = _inked(picture, *part)
        if box is not None:
            placed.append(Patch(*box, box[0], y))
            y += box[3] - box[1] + dpi // 4
    few = len(parts) == 1 and inked[3] - inked[1] < _LITTLE * height
    return [replace(_canvas(picture, placed, dpi, mode=6 if few else 3), labels=labels)]


def _canvas(source: Gray, placed: Sequence[Patch], dpi: int, *, mode: int) -> Canvas:
    """A canvas with these parts of the page."""
    right = max(patch.x + patch.right - patch.left for patch in placed)
    bottom = max(patch.y + patch.bottom - patch.top for patch in placed)
    canvas = np.full((bottom + dpi // 4, right + dpi // 4), 255, np.uint8)
    for patch in placed:
        piece = source[patch.top : patch.bottom, patch.left : patch.right]
        canvas[patch.y : patch.y + piece.shape[0], patch.x : patch.x + piece.shape[1]] = piece
    return Canvas(canvas, tuple(placed), mode)


def _inked_cells(picture: Gray, grid: Grid, number: int, dpi: int) -> list[Patch]:
    """The ink of each cell that has any, not placed yet."""
    inset = max(dpi // 60, 2)
    found: list[Patch] = []
    for index, cell in enumerate(grid.cells):
        left, top, right, bottom = (round(edge) for edge in grid.edges(cell))
        box = _inked(picture, left + inset, top + inset, right - inset, bottom - inset)
        if box is not None:
            found.append(Patch(*box, 0, 0, number, index))
    return found


def _inked(picture: Gray, left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int] | None:
    """The rectangle of ink within a rectangle, with a little air; None where there are only specks."""
    part = picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if part.size == 0:
        return None
    ink = cv2.threshold(part, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    ink = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    x, y, width, height = cv2.boundingRect(ink)
    if width < 3 or height < 6:
        return None
    tall, wide = part.shape
    air = 4
    return (
        left + max(x - air, 0),
        top + max(y - air, 0),
        left + min(x + width + air, wide),
        top + min(y + height + air, tall),
    )


def _is_narrow(cell: Patch, dpi: int) -> bool:
    """Whether a cell holds a number or a mark and nothing else."""
    return cell.right - cell.left < _NARROW * dpi and cell.bottom - cell.top < _TALL * dpi


def _stacked(cells: Sequence[Patch], width: int, dpi: int) -> list[list[Patch]]:
    """The cells at their places, canvas by canvas: the narrow ones on lines of their own, then the others."""
    margin, gap = dpi // 4, dpi // 6
    apart = 2 * dpi // 5  # set closer, they are read as parts of one word (TT 1 as TỊ 1)
    narrow = [cell for cell in cells if _is_narrow(cell, dpi)]
    taken = set(narrow)
    stacks: list[list[Patch]] = [[]]
    x, y, line = margin, margin, 0
    for cell in narrow:
        if x + cell.right - cell.left > min(width, 5 * dpi):
            x, y, line = margin, y + line + gap, 0
        stacks[-1].append(replace(cell, x=x, y=y))
        x += cell.right - cell.left + apart
        line = max(line, cell.bottom - cell.top)
    if narrow:  # a canvas of their own: among lines of words a lone figure may be read as a word
        stacks.append([])
    y = margin
    for cell in cells:
        if cell in taken:
            continue
        high = cell.bottom - cell.top
        if y + high > _TALLEST * dpi and stacks[-1]:
            stacks.append([])
            y = margin
        stacks[-1].append(replace(cell, x=margin, y=y))
        y += high + gap
    return stacks
