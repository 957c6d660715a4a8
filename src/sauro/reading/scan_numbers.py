"""The running numbers of a table's first column (TT) in scans. A lone figure is what Tesseract reads worst;
the figures above and below it tell what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Box
from sauro.text.compare import plain

__all__ = ["Renumbered", "settle_numbers"]

_HEADERS = frozenset(("tt", "stt", "so tt"))
_LABEL = re.compile(r"(?:[IVX]{1,4}|[A-HĐ]|[a-hđ]|\d{1,2}(?:\.\d{1,2})+)[.)]?")
_WELL_READ = 80.0  # confidence from which on a letter is the label of a group, not a figure
_UNSURE = 60.0  # confidence below which the last number of a column is told by the one above alone
_FEWEST = 3  # figures that make a column of running numbers without a header
_RUN = 3  # figures misread one after the other, at most


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A number as it was read, and as the order of its column (`of_heading`: of the headings) tells.
    `applied`: it was changed."""

    read: str
    number: str
    applied: bool
    of_heading: bool = False


def settle_numbers(blocks: Sequence[ParagraphDraft | TableDraft]) -> dict[Box, Renumbered]:
    """Puts right the figures in the first column of the tables of a page that break its order; what was
    changed, or should perhaps be, by the box of its word."""
    found: dict[Box, Renumbered] = {}
    for block in blocks:
        if isinstance(block, TableDraft):
            column = sorted((cell for cell in block.cells if cell.column == 0), key=lambda cell: cell.row)
            found.update(_settled(column))
    return found


def _settled(column: Sequence[CellDraft]) -> dict[Box, Renumbered]:
    header = next((place for place, cell in enumerate(column) if plain(_text(cell)) in _HEADERS), None)
    rows = [cell for cell in column[0 if header is None else header + 1 :] if _is_numbered(cell)]
    values = [_value(cell) for cell in rows]
    found: dict[Box, Renumbered] = {}
    if header is None and sum(value is not None for value in values) < _FEWEST:
        return found
    above = 0 if header is not None else None
    for place, cell in enumerate(rows):
        if above is not None and values[place] != above + 1:
            right = above + 1
            told = [
                value - distance
                for distance, value in enumerate(values[place + 1 : place + 1 + _RUN], 1)
                if value is not None
            ]
            if told.count(right) > told.count(values[place] or 0):
                found.update(_renumbered(cell, right, applied=True))
                values[place] = right
            elif place + 1 == len(rows) and (values[place] or 0) <= above and values[place] != 1:
                applied = _confidence(cell) < _UNSURE or _is_lone_letter(cell)
                found.update(_renumbered(cell, right, applied=applied))
        above = above if values[place] is None else values[place]
    return found


def _text(cell: CellDraft) -> str:
    return " ".join(paragraph.text for paragraph in cell.paragraphs).strip()


def _value(cell: CellDraft) -> int | None:
    text = _text(cell).rstrip(".")
    return int(text) if text.isdecimal() else None


def _confidence(cell: CellDraft) -> float:
    """How sure the program is of the least sure word of a cell."""
    return min(run.confidence or 0.0 for paragraph in cell.paragraphs for run in paragraph.runs)


def _is_lone_letter(cell: CellDraft) -> bool:
    """Whether a cell holds a letter: no running number at all, so a figure was misread."""
    text = _text(cell).rstrip(".")
    return len(text) == 1 and text.isalpha()


def _is_numbered(cell: CellDraft) -> bool:
    """Whether a cell holds one word, and not plainly the label of a group or the title of one."""
    text = _text(cell)
    if not text or " " in text or cell.column_span > 1:
        return False
    return _LABEL.fullmatch(text) is None or _confidence(cell) < _WELL_READ


def _renumbered(cell: CellDraft, number: int, *, applied: bool) -> dict[Box, Renumbered]:
    """Notes, and where it is sure writes, the number of a cell of one word."""
    paragraph = next(paragraph for paragraph in cell.paragraphs if paragraph.text.strip())
    (run,) = paragraph.runs
    if run.box is None:
        return {}
    read = run.text.strip()
    if applied:
        paragraph.runs = [replace(run, text=str(number))]
    return {run.box: Renumbered(read, str(number), applied)}
