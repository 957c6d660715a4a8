"""The places of single words of a PDF page. Reading asks only where a line begins and ends; here each word is
found again in the page's own text, from where its line begins there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

import pypdfium2 as pdfium

from sauro.folio.model import Run
from sauro.folio.span import Span
from sauro.reading.pdf_lines import PageText
from sauro.reading.pdf_page import Frame

__all__ = ["PrintedRun", "printed_words"]

_WORD = re.compile(r"\S+")
_AHEAD = 3  # words of the page that may stand between two of a line: what a note or a neighbour puts there

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """A run of a printed line, and where it begins in the Folio's text."""

    start: int
    run: Run


def printed_words(
    page: pdfium.PdfPage, frame: Frame, runs: Sequence[PrintedRun]
) -> Iterator[tuple[Span, Edges]]:
    """The words of these runs, and their edges (left, top, right, bottom) in points of the page in `frame`,
    in which it was read."""
    if not runs:
        return
    text = PageText(page, frame, {})
    try:
        for one in runs:
            yield from _words_of(text, one)
    finally:
        text.close()


def _words_of(page: PageText, one: PrintedRun) -> Iterator[tuple[Span, Edges]]:
    origin = one.run.origin or 0
    reach = min(origin + 2 * len(one.run.text) + 60, len(page.text))
    there = list(page.words(origin, reach))
    at = 0
    for match in _WORD.finditer(one.run.text):
        span = Span(one.start + match.start(), one.start + match.end())
        found = _found(page, there, at, match[0])
        if found is None:
            yield span, _guessed(one.run, match.start(), match.end())
            at += 1
        else:
            yield span, _edges(page, one.run, *there[found])
            at = found + 1


def _found(page: PageText, there: Sequence[tuple[int, int]], at: int, word: str) -> int | None:
    """Which of the page's words it is: the next of the same letters."""
    wanted = normalize("NFKC", word)
    for index in range(at, min(at + _AHEAD, len(there))):
        start, end = there[index]
        if normalize("NFKC", page.tidied(page.text[start:end])) == wanted:
            return index
    return None


def _edges(page: PageText, run: Run, start: int, end: int) -> Edges:
    """The edges of a word: those of its line above and below, where it stands on it."""
    left, _, middle = page.reach(start)
    _, right, _ = page.reach(end - 1)
    box = run.box
    if box is not None and box.top <= middle <= box.bottom:
        return left, box.top, right, box.bottom
    half = (box.bottom - box.top) / 2 if box is not None else 0.0
    return left, middle - half, right, middle + half


def _guessed(run: Run, start: int, end: int) -> Edges:
    """About where a word stands whose letters the page has otherwise: by its part of its line."""
    box, length = run.box, len(run.text.rstrip()) or 1
    if box is None:
        return 0.0, 0.0, 0.0, 0.0
    width = box.right - box.left
    return box.left + width * start / length, box.top, box.left + width * min(end / length, 1.0), box.bottom
