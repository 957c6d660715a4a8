"""From what was gathered of a paragraph to its runs: legacy letters decoded, blanks plain, all in NFC."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from sauro.folio.model import Run
from sauro.reading.docx_fonts import decoded
from sauro.reading.docx_package import Element

__all__ = ["LINE_BREAK", "Gathered", "Make", "NoteReference", "runs_of"]

# A line break is a vertical tab until the text is cleaned: XML cannot hold one, so no text has it.
LINE_BREAK = "\v"
_SPECIAL = re.compile("[\t-\r\xa0\xad\u2000-\u200f\u2010\u2011\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_CLEAN = {
    **dict.fromkeys((*b"\t\n\r\f", 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys(
        (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF), ""
    ),
    **dict.fromkeys((0x0B, 0x2028, 0x2029), "\n"),
    **dict.fromkeys((0x2010, 0x2011), "-"),
}


class Make(NamedTuple):
    """What makes two neighbouring pieces of text one run."""

    bold: bool
    italic: bool
    encoding: str | None
    page: int | None


class NoteReference(NamedTuple):
    """A reference to a footnote or endnote. `has_own_mark`: the mark is typed by hand, here and there."""

    kind: str
    identifier: str
    has_own_mark: bool


@dataclass(slots=True)
class Gathered:
    """What one paragraph element holds. `boxes` are w:txbxContent elements, or the words of a WordArt."""

    page: int | None
    pieces: list[tuple[Make, str]] = field(default_factory=list)
    boxes: list[Element | str] = field(default_factory=list)
    notes: list[NoteReference] = field(default_factory=list)
    pictures: int = 0

    def extend(self, other: Gathered) -> None:
        """Puts `other` behind this one: two paragraphs whose dividing mark was deleted."""
        if not self.pieces:
            self.page = other.page
        self.pieces += other.pieces
        self.boxes += other.boxes
        self.notes += other.notes
        self.pictures += other.pictures


def runs_of(gathered: Gathered) -> list[Run]:
    """The runs of a paragraph: legacy letters turned into Unicode, the whole in NFC, blanks at both ends
    dropped."""
    if len(gathered.pieces) == 1:  # most paragraphs
        make, text = gathered.pieces[0]
        if _is_plain(make, text) and unicodedata.is_normalized("NFC", text):
            bare = text.strip()
            return [_run(make, bare, gathered.page)] if bare else []
    merged: list[tuple[Make, str]] = []
    for make, text in gathered.pieces:
        if merged and merged[-1][0] == make:
            merged[-1] = (make, merged[-1][1] + text)
        else:
            merged.append((make, text))
    pieces = [
        (make, text if _is_plain(make, text) else _cleaned(decoded(text, make.encoding)))
        for make, text in merged
    ]
    if not unicodedata.is_normalized("NFC", "".join([text for _, text in pieces])):
        pieces = _composed(pieces)
    return [_run(make, text, gathered.page) for make, text in _stripped(pieces)]


def _run(make: Make, text: str, page: int | None) -> Run:
    """A run of a paragraph that begins on `page`."""
    return Run(text, make.bold, make.italic, page=None if make.page == page else make.page)


def _is_plain(make: Make, text: str) -> bool:
    """Whether nothing needs to be decoded or cleaned, told without a pattern: blanks other than the space,
    signs that are not seen and letters for private use are not printable."""
    return make.encoding is None and text.isprintable() and "\u2010" not in text and "\u2011" not in text


def _cleaned(text: str) -> str:
    return text.translate(_CLEAN) if _SPECIAL.search(text) else text


def _composed(pieces: list[tuple[Make, str]]) -> list[tuple[Make, str]]:
    """NFC over all pieces: a combining mark goes to the piece of the letter that it belongs to."""
    composed: list[tuple[Make, str]] = []
    for make, text in pieces:
        marks = 0
        while composed and marks < len(text) and unicodedata.combining(text[marks]):
            marks += 1
        if marks:
            owner, before = composed[-1]
            composed[-1] = (owner, unicodedata.normalize("NFC", before + text[:marks]))
        if len(text) > marks:
            composed.append((make, unicodedata.normalize("NFC", text[marks:])))
    whole = "".join(text for _, text in composed)
    if composed and not unicodedata.is_normalized("NFC", whole):
        return [(composed[0][0], unicodedata.normalize("NFC", whole))]
    return composed


def _stripped(pieces: list[tuple[Make, str]]) -> list[tuple[Make, str]]:
    first, last = 0, len(pieces)
    while first < last and not pieces[first][1].strip():
        first += 1
    while last > first and not pieces[last - 1][1].strip():
        last -= 1
    kept = pieces[first:last]
    if kept:
        kept[0] = (kept[0][0], kept[0][1].lstrip())
        kept[-1] = (kept[-1][0], kept[-1][1].rstrip())
    return [piece for piece in kept if piece[1]]
