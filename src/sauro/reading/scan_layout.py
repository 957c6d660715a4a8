"""From the words that were read on scanned pages to paragraphs and tables.

Works in points of the page as it is read: turned upright and levelled, from its top left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Box, Part, Run
from sauro.reading.page_blocks import blocks_of
from sauro.reading.page_numbers import take_margins, take_signatures
from sauro.reading.page_paragraphs import (
    Line,
    Manner,
    PageDrafts,
    Setting,
    paragraphs_of,
    starts_item,
)
from sauro.reading.page_settings import PageFace, settings_of
from sauro.reading.ruled_grid import Grid
from sauro.reading.scan_words import Weights
from sauro.reading.tesseract import Word

__all__ = ["ScanTable", "ScannedSheet", "box_of", "drafts_of", "has_columns", "lines_of"]

_DESCENDERS = frozenset("gjpqyQ,;()[]{}/|ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ")
_ASCENT, _DESCENT = 0.9, 0.22  # of a line, in parts of the type size
_FULL_LINE = 1.12  # height of a printed line with capitals, marks and descenders, in parts of the type size
_WIDE_GAP = 14.0  # a gap between two words that may part two columns, in points
_TIMES_USUAL = 3.0  # it is also so many times as wide as the line's other gaps
_ROWS = 4  # rows of three cells or more that make a table
_NUMBER = re.compile(r"[Ss][ốỐ]:?")  # the word before the number of a document


@dataclass(slots=True)
class ScanTable:
    """A ruled table: its grid in points and the lines that stand in each of its cells."""

    grid: Grid
    cells: list[list[Line]]


@dataclass(slots=True)
class ScannedSheet:
    """What was read on one page: lines outside tables, tables, and what stands aside (margins, signatures).
    `turns` and `angle` say how its picture was turned before (`Sheet`)."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[ScanTable] = field(default_factory=list)
    aside: list[tuple[Line, Part]] = field(default_factory=list)
    turns: int = 0
    angle: float = 0.0


def lines_of(words: Sequence[Word], weights: Weights, scale: float) -> list[Line]:
    """The printed lines that these words make up, parted where a wide gap may part two columns. `scale`
    is the size of a pixel in points."""
    printed = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    heights = [_height(line) for line in printed if len(line) > 2] or [_height(line) for line in printed]
    usual = median(heights) / _FULL_LINE if heights else 0.0
    return [
        _line(piece, _type_size(line, usual), weights, scale)
        for line in printed
        for piece in _pieces(line, scale)
    ]


def has_columns(lines: Sequence[Line]) -> bool:
    """Whether these lines, none of them in a table, stand side by side in three columns or more, as the cells
    of a table do. (Signatures of three stand so too, but on fewer lines.)"""
    rows: list[tuple[float, int]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and line.middle - rows[-1][0] < line.height / 2:
            rows[-1] = rows[-1][0], rows[-1][1] + 1
        else:
            rows.append((line.middle, 1))
    return sum(pieces > 2 for _, pieces in rows) >= _ROWS


def box_of(word: Word, scale: float) -> Box:
    """Where a word stands, in points."""
    return Box(*(round(edge * scale, 1) for edge in (word.left, word.top, word.right, word.bottom)))


def _height(line: Sequence[Word]) -> float:
    return max(word.bottom for word in line) - min(word.top for word in line)


def _type_size(line: Sequence[Word], usual: float) -> float:
    """The type size of a line in pixels: the page's usual one unless the line is plainly set in another."""
    own = _height(line) / _FULL_LINE
    return own if len(line) > 2 and not 0.82 * usual < own < 1.22 * usual else usual


def _pieces(line: list[Word], scale: float) -> Iterator[list[Word]]:
    """The line's words, parted at gaps far wider than its others. A list mark stays with its text, a symbol
    with the number that is left blank before it."""
    gaps = [after.left - before.right for before, after in pairwise(line)]
    usual = sorted(gaps)[(len(gaps) - 1) // 2] if gaps else 0
    start = 0
    for place, gap in enumerate(gaps, 1):
        if gap * scale < _WIDE_GAP or (len(gaps) > 2 and gap < _TIMES_USUAL * usual):
            continue
        head = line[start]
        if place - start == 1 and (starts_item(f"{head.text} A") or _is_mark(head)):
            continue
        if _NUMBER.fullmatch(line[start].text) and line[place].text[0] in "/-":
            continue
        yield line[start:place]
        start = place
    yield line[start:]


def _is_mark(word: Word) -> bool:
    """Whether a word set apart by a tab is the mark of an item, perhaps misread; not a cell of its own."""
    text = word.text
    return word.is_label and not text.isdecimal() and (not text[-1].isalnum() or text.isupper())


def _line(words: Sequence[Word], size: float, weights: Weights, scale: float) -> Line:
    level = [word.bottom for word in words if not _DESCENDERS.intersection(word.text)]
    base = median(level) if level else median(word.bottom for word in words) - _DESCENT * size
    bold = [weights.is_bold(word) for word in words]
    last = len(words) - 1
    runs = [
        Run(
            word.text + (" " if place < last else ""),
            bold[place],
            confidence=word.confidence,
            box=box_of(word, scale),
        )
        for place, word in enumerate(words)
    ]
    mostly = 2 * sum(len(word.text) for word, is_bold in zip(words, bold, strict=True) if is_bold) > sum(
        len(word.text) for word in words
    )
    return Line(
        "".join(run.text for run in runs),
        min(word.left for word in words) * scale,
        (base - _ASCENT * size) * scale,
        max(word.right for word in words) * scale,
        (base + _DESCENT * size) * scale,
        mostly,
        mostly,
        runs=runs,
    )


def drafts_of(sheets: Sequence[ScannedSheet]) -> list[PageDrafts]:
    """The paragraphs and tables of each page, in reading order; page numbers are dropped."""
    for index, line, part in take_margins([(sheet.lines, sheet.height) for sheet in sheets]):
        sheets[index].aside.append((line, part))
    for sheet in sheets:
        sheet.aside.extend((line, Part.TEXT_BOX) for line in take_signatures(sheet.lines))
    settings = settings_of([_face(sheet) for sheet in sheets])
    pages: list[PageDrafts] = []
    for sheet in sheets:
        setting = settings[sheet.number]
        number = sheet.number
        lines = sorted(sheet.lines, key=lambda line: line.middle)
        tables = ((table.grid.top, _table(table, number)) for table in sheet.tables)
        blocks = list(blocks_of(lines, tables, setting, page=number, at_head=number == 1))
        for line, part in sheet.aside:
            blocks.extend(paragraphs_of([line], setting, page=sheet.number, part=part))
        pages.append(PageDrafts(sheet.number, blocks, sheet.width, sheet.height))
    return pages


def _face(sheet: ScannedSheet) -> PageFace:
    tables = [(table.grid.left, table.grid.right) for table in sheet.tables]
    return PageFace(sheet.number, sheet.width, sheet.height, sheet.lines, tables)


def _table(table: ScanTable, page: int) -> TableDraft:
    grid = table.grid
    padding = min(
        (
            max(line.left - grid.edges(cell)[0], 0.0)
            for cell, lines in zip(grid.cells, table.cells, strict=True)
            for line in lines
        ),
        default=0.0,
    )
    cells: list[CellDraft] = []
    for cell, lines in zip(grid.cells, table.cells, strict=True):
        left, _, right, _ = grid.edges(cell)
        setting = Setting(left + padding, right - padding)
        lines.sort(key=lambda line: line.middle)
        paragraphs: list[ParagraphDraft] = paragraphs_of(lines, setting, page=page, manner=Manner.CELL)
        cells.append(CellDraft(cell.row, cell.column, paragraphs, cell.row_span, cell.column_span))
    return TableDraft(cells, len(grid.ys) - 1, len(grid.xs) - 1, page)
