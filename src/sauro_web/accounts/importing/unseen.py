"""What a sheet has that the values of its cells do not tell: formulas that were never worked out, cells that
are merged into another, rows that are hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, Any

from defusedxml.ElementTree import iterparse
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

__all__ = ["Unseen", "unseen_in"]

_ANY = re.compile(rb"""<(?:\w+:)?(?:f|mergeCell)[\s>/]|\shidden=["'](?:1|true)""")
_PORTION = 1_000_000
_OVERLAP = 64
_MOST_COVERED = 200_000
"""Cells; a sheet merged from edge to edge is read so far."""


@dataclass(slots=True)
class Unseen:
    """Cells as (row, column), both from 1."""

    without_result: set[tuple[int, int]] = field(default_factory=set)
    covered: dict[tuple[int, int], str] = field(default_factory=dict)
    """By which merged range a cell is covered whose value stands in another cell."""
    hidden: set[int] = field(default_factory=set)


def unseen_in(page: ReadOnlyWorksheet, *, last_row: int, last_column: int) -> Unseen:
    """All of it, in these rows and columns. A sheet without any such thing is not read as XML again."""
    found = Unseen()
    with page._get_source() as source:
        if not _has_any(source):
            return found
    with page._get_source() as source:
        _read(source, found, last_row, last_column)
    return found


def _has_any(source: IO[bytes]) -> bool:
    before = b""
    while portion := source.read(_PORTION):
        if _ANY.search(before + portion):
            return True
        before = portion[-_OVERLAP:]
    return False


def _read(source: IO[bytes], found: Unseen, last_row: int, last_column: int) -> None:
    row = 0
    for _, element in iterparse(source):
        match element.tag.rpartition("}")[2]:
            case "row":
                row = int(element.get("r") or row + 1)
                if row <= last_row:
                    _read_row(element, row, found)
                element.clear()
            case "mergeCell":
                _cover(element.get("ref", ""), found, last_row, last_column)


def _read_row(element: Any, row: int, found: Unseen) -> None:
    if element.get("hidden") in ("1", "true"):
        found.hidden.add(row)
    column = 0
    for cell in element:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
        # A formula whose result is an empty text says so by its type.
        if "f" in parts and not parts.get("v") and cell.get("t") != "str":
            found.without_result.add((row, column))


def _cover(reference: str, found: Unseen, last_row: int, last_column: int) -> None:
    left, top, right, bottom = range_boundaries(reference)
    for row in range(top, min(bottom, last_row) + 1):
        for column in range(left, min(right, last_column) + 1):
            if (row, column) != (top, left) and len(found.covered) < _MOST_COVERED:
                found.covered[row, column] = reference
