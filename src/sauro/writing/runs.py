"""Words that are more than words: a figure that may be checked, a link, the place that a figure leads to.

They are runs of a Folio like others; a writer that knows no marks writes their text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

from sauro.folio.model import Folio, Run

__all__ = ["FigureRun", "LinkRun", "PlaceRun", "figure_digest", "figures_of"]


@dataclass(frozen=True, slots=True)
class FigureRun(Run):
    """A figure as it is shown. `figure` is its key: at most 32 small letters, digits, "-" and "."; `source`
    the key of the `PlaceRun` that tells what it was counted from, blank where nothing was counted."""

    figure: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LinkRun(Run):
    """Words that open an address outside the file."""

    address: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRun(Run):
    """Words that figures lead to: the line that tells what they were counted from."""

    source: str = ""


def figures_of(folio: Folio) -> tuple[tuple[str, str], ...]:
    """The key and the text of every figure, in the order of the document; one that stands in two places comes
    twice."""
    return tuple(
        (run.figure, run.text)
        for paragraph in folio.paragraphs
        for run in paragraph.runs
        if isinstance(run, FigureRun)
    )


def figure_digest(figures: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of keys and texts, in hexadecimal: the same as long as no figure is changed, added, taken away
    or moved before another. It tells of a change by whoever does not make the digest anew; against one who
    does, hold it against the digest that was kept when the report was frozen."""
    listed = dumps([list(pair) for pair in figures], ensure_ascii=False, separators=(",", ":"))
    return sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()
