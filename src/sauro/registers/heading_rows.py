"""Where the heading of a register stands, and the names of its columns.

Above it an office writes its own name, the title and the period. The heading has one row or up to three, of
which the upper ones name several columns at once (merged, or written in the first of them); below it a row
"(1) (2) (3)" may follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sauro.registers.headings import LIKELY, Guess, guess
from sauro.registers.model import Field

__all__ = ["Heading", "SampleRow", "find_heading", "is_row_of_numbers"]

SampleRow = tuple[int, Sequence[object]]
"""The number of a row and its cells."""

_SEARCHED = 60
"""Filled rows among which the heading begins."""
_TALLEST = 3
_LEAST_SCORE = 2.4
_TOLERANCE = 0.3
_LONGEST_NAME = 120
_NUMBER = re.compile(r"\(?\[?\s*(?:\d{1,2}|[A-Z]|[ivxIVX]{1,4})\s*\]?\)?")
_OF_NUMBER = frozenset((
    Field.NUMBER, Field.REFERENCE, Field.REFERENCE_AND_DATE, Field.ARRIVAL_NUMBER, Field.SYMBOL,
    Field.ARRIVAL_NUMBER_AND_DATE,
))  # fmt: skip
_OF_MATTER = frozenset((
    Field.SUBJECT, Field.KIND_AND_SUBJECT, Field.DATED, Field.ARRIVED, Field.REFERENCE_AND_DATE,
    Field.ARRIVAL_NUMBER_AND_DATE,
))  # fmt: skip
_WEAK = frozenset((Field.ORDINAL, Field.OTHER))


@dataclass(frozen=True, slots=True)
class Heading:
    """`first_row` and `last_row` of the heading, the row of numbers below it included; the names of each
    column from the uppermost down, and what they are taken for."""

    first_row: int
    last_row: int
    names: dict[int, tuple[str, ...]]
    guesses: dict[int, Guess]


def find_heading(
    rows: Sequence[SampleRow], merged: Sequence[tuple[int, int, int, int]] = ()
) -> Heading | None:
    """The heading; None where no row names the columns of a register. `merged` are areas as (first row, first
    column, last row, last column)."""
    found: list[tuple[float, int, int]] = []
    for top in range(min(_SEARCHED, len(rows))):
        for height in range(1, _TALLEST + 1):
            block = rows[top : top + height]
            if len(block) < height or not all(map(_may_be_heading, block)):
                break
            score = _score(_guesses(_names(block, merged)))
            if score >= _LEAST_SCORE:
                found.append((score, top, height))
    if not found:
        return None
    # A taller heading must say more, not just as much: what stands above is the title.
    enough = max(score for score, _, _ in found) - _TOLERANCE
    _, top, height = min((one for one in found if one[0] >= enough), key=lambda one: (one[2], one[1]))
    names = _names(rows[top : top + height], merged)
    last = top + height - 1
    if last + 1 < len(rows) and is_row_of_numbers(rows[last + 1][1]):
        last += 1
    return Heading(rows[top][0], rows[last][0], names, _guesses(names))


def is_row_of_numbers(cells: Sequence[object]) -> bool:
    """Whether the row only numbers the columns: "(1) (2) (3)", "A B 1 2"."""
    filled = [str(cell).strip() for cell in cells if cell != ""]
    if len(filled) < 3 or not all(_NUMBER.fullmatch(text) for text in filled):
        return False
    figures = [int(text.strip("()[] ")) for text in filled if text.strip("()[] ").isdecimal()]
    return len(figures) >= 2 and figures == list(range(figures[0], figures[0] + len(figures)))


def _may_be_heading(row: SampleRow) -> bool:
    """No cell of a heading is a day, a number or a sentence."""
    texts = 0
    for cell in row[1]:
        if cell == "":
            continue
        if not isinstance(cell, str) or len(cell) > _LONGEST_NAME:
            return False
        texts += 1
    return texts > 0


def _names(
    block: Sequence[SampleRow], merged: Sequence[tuple[int, int, int, int]]
) -> dict[int, tuple[str, ...]]:
    """The names that stand above each column, uppermost first, each once."""
    width = max(len(cells) for _, cells in block)
    lines: list[list[str]] = []
    for place, (number, cells) in enumerate(block):
        line = [str(cell).strip() for cell in cells] + [""] * (width - len(cells))
        _spread_merged(line, number, merged)
        if place < len(block) - 1 and not merged:
            _spread_blank(line, block[place + 1][1])
        lines.append(line)
    names: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        parts = [line[column] for line in lines if line[column]]
        if parts:
            names[column] = tuple(dict.fromkeys(parts))
    return names


def _spread_merged(line: list[str], number: int, merged: Sequence[tuple[int, int, int, int]]) -> None:
    for first_row, first_column, _last_row, last_column in merged:
        if first_row == number and last_column > first_column and first_column < len(line):
            for column in range(first_column + 1, min(last_column + 1, len(line))):
                line[column] = line[column] or line[first_column]


def _spread_blank(line: list[str], below: Sequence[object]) -> None:
    """Where the format does not tell what is merged, a name holds for the blank cells at its right under
    which names stand."""
    above = ""
    for column, text in enumerate(line):
        named_below = column < len(below) and below[column] != ""
        if text:
            above = text if named_below else ""
        elif above and named_below:
            line[column] = above
        else:
            above = ""


def _guesses(names: dict[int, tuple[str, ...]]) -> dict[int, Guess]:
    return {column: guess(parts) for column, parts in names.items()}


def _score(guesses: dict[int, Guess]) -> float:
    """How much of a register these columns tell; 0 where number or matter is wanting."""
    best: dict[Field, float] = {}
    for one in guesses.values():
        if one.sureness >= LIKELY:
            weight = 0.25 if one.field in _WEAK else 1.0
            best[one.field] = max(best.get(one.field, 0.0), weight * one.sureness)
    if not best.keys() & _OF_NUMBER or not best.keys() & _OF_MATTER:
        return 0.0
    return sum(best.values())
