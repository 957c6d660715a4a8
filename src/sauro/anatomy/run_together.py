"""Paragraphs that were run together: some exports keep a whole document on one line.

The numbers of the items tell where the lines were: sections I, II, III follow one another, and inside each 1,
2, 3, and inside those a, b, c. Only such complete runs are cut; a number in a sentence has no successor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sauro.text.marks import VIETNAMESE_LETTERS, roman_text

__all__ = ["cut_run_together"]

_LONGEST_PARAGRAPH = 2500
"""Characters; paragraphs of plans are shorter, so a longer one may hold several."""
_FEWEST = 2


def cut_run_together(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that were lines; one stretch, the whole, where it is a single paragraph."""
    if len(text) < _LONGEST_PARAGRAPH:
        return ((0, len(text)),)
    sections = _run(
        text, 0, len(text), (f"{roman_text(number)}." for number in range(1, 30)), r"[A-ZĐÀ-Ỹ]{2}"
    )
    if len(sections) < _FEWEST:
        return ((0, len(text)),)
    cuts = {0, *sections}
    for start, end in pairwise((*sections, len(text))):
        items = _run(text, start, end, (f"{number}." for number in range(1, 60)), r"[A-ZĐÀ-Ỹ]")
        cuts.update(items)
        for first, last in pairwise((*items, end)):
            cuts.update(
                _run(text, first, last, (f"{letter})" for letter in VIETNAMESE_LETTERS), r"[A-ZĐÀ-Ỹ]")
            )
    ordered = sorted(cuts)
    return tuple(pairwise((*ordered, len(text))))


def _run(text: str, start: int, end: int, labels: Iterator[str], follows: str) -> list[int]:
    """Where the labels stand, in their order, each behind a blank and before a capital; fewer than two are no
    run."""
    found: list[int] = []
    position = start
    for label in labels:
        match = re.compile(rf"(?:^|(?<=\s)){re.escape(label)}\s+(?={follows})").search(text, position, end)
        if match is None:
            break
        found.append(match.start())
        position = match.end()
    return found if len(found) >= _FEWEST else []
