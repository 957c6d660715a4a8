"""A Folio as the sequence that a reader's eye follows: lines of text, and tables that are tables.

Tables without rules (the head of a document, the block of recipients and signature) are laid open into lines; so is
a ruled table that evidently serves the same purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sauro.anatomy.run_together import cut_run_together
from sauro.folio.model import Folio, Paragraph, Part, Table
from sauro.folio.passage import Passage
from sauro.text.marks import Mark, read_mark

__all__ = ["Line", "is_capitals", "lines_of"]

_LAYOUT = re.compile(
    r"C[ỘO]NG H[OÒ]À?A? ?X[ÃA] H[ỘO]I|Độc lập\s*-\s*Tự do|^\s*N[ơo]i nh[ậa]n\s*:|^\s*(?:TM|KT|TL|TUQ)\.\s", re.MULTILINE
)
_BETWEEN_TABS = re.compile(r"[^\t]+")
_SHORT = 80
"""Characters of the longest cell of a head or foot that lost its table."""
_RULE_LINE = re.compile(r"[\s\-–—_=*.·]*")
_TRAILING_RULE = re.compile(r"[\s\-–—_=*]{3,}$")


@dataclass(frozen=True)
class Line:
    """One paragraph as read, with its mark taken off. `layout` tells that it came out of a table without rules."""

    passage: Passage
    paragraph: Paragraph
    layout: bool = False

    @cached_property
    def mark(self) -> Mark | None:
        """The list mark at its head."""
        return read_mark(self.passage.text)

    @cached_property
    def content(self) -> Passage:
        """What follows the mark."""
        return self.passage.part(self.mark.length) if self.mark else self.passage

    @property
    def text(self) -> str:
        """The whole line with single spaces."""
        return self.passage.text

    @cached_property
    def capitals(self) -> bool:
        """Whether its letters are capitals throughout, as headings are set (NĐ 30/2020, Phụ lục I.II.4)."""
        return is_capitals(self.content.text)


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals; up to a tenth of small letters is let pass ("SỞ GDĐT tỉnh")."""
    if text.isupper():
        return len(text) > 1
    lower = sum(map(str.islower, text))
    if lower * 9 > len(text):
        return False
    upper = sum(map(str.isupper, text))
    return upper > 1 and lower * 9 <= upper


def lines_of(folio: Folio) -> tuple[Line | Table, ...]:
    """Lines and tables in reading order; headers, footers, footnotes, stamps and rules of dashes are left out."""
    return tuple(_walk(folio))


def _walk(folio: Folio) -> Iterator[Line | Table]:
    for block in folio.blocks:
        if isinstance(block, Paragraph):
            yield from _lines(block)
        elif block.ruled and not _is_layout(folio, block):
            yield block
        else:
            for cell in block.cells:
                for paragraph in cell.paragraphs:
                    yield from _lines(paragraph, layout=True)


def _lines(paragraph: Paragraph, *, layout: bool = False) -> Iterator[Line]:
    """The line of a paragraph; several where the cells of a head or foot were run together with tabs."""
    if paragraph.part is not Part.BODY:
        return
    text = paragraph.text
    pieces = [(0, text)]
    if "\t" in text and all(len(piece) < _SHORT for piece in text.split("\t")) and len(text.split("\t")[0]) > 4:
        pieces = [(match.start(), match[0]) for match in _BETWEEN_TABS.finditer(text)]
    if len(pieces) == 1:
        pieces = [(start, text[start:end]) for start, end in cut_run_together(text)]
    for start, piece in pieces:
        line = _line(Passage.of(piece, paragraph.span.start + start), paragraph, layout)
        if line is not None:
            yield line


def _line(passage: Passage, paragraph: Paragraph, layout: bool) -> Line | None:
    if not passage.text or not passage.text[0].isalnum() and _RULE_LINE.fullmatch(passage.text):
        return None
    if passage.text[-1] in "-–—_=*" and (match := _TRAILING_RULE.search(passage.text)):
        passage = passage.part(0, match.start())
    return Line(passage, paragraph, layout)


def _is_layout(folio: Folio, table: Table) -> bool:
    """A ruled table of few cells that holds the motto, the recipients or the signature."""
    return (
        len(table.rows) <= 4
        and table.column_count <= 3
        and _LAYOUT.search(folio.text, table.span.start, table.span.end) is not None
    )
