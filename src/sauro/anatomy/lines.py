"""A Folio as the sequence that a reader's eye follows: lines of text, and tables that are tables.

Tables without rules (the head of a document, the block of recipients and signature) are laid open into lines;
so is a ruled table that evidently serves the same purpose. One whose columns are named, the running number
among them, stays a table even without rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sauro.anatomy.run_together import cut_run_together
from sauro.folio.model import Folio, Paragraph, Part, Table
from sauro.folio.passage import Passage
from sauro.records import quick
from sauro.text.capitals import is_capitals
from sauro.text.compare import key
from sauro.text.marks import Mark, read_mark

__all__ = ["COUNTRY", "RECIPIENTS", "Line", "lines_of"]

COUNTRY = "C[ỘO]NG H[OÒ]À?A? ?X[ÃA]"
"""The first words of the country's name over the motto, as scans read them."""
RECIPIENTS = "N[ơo]i nh[ậâa]n"
"""The caption of the list of recipients, as scans read it."""
_LAYOUT = re.compile(
    rf"{COUNTRY} H[ỘO]I|Độc lập\s*-\s*Tự do|(?:^|\t)\s*(?:{RECIPIENTS}\s*:|(?:TM|KT|TL|TUQ)\.\s)",
    re.MULTILINE,
)
"""What tells a table of head or foot: the motto, or a cell or line that begins with recipients or titles."""
_MOST_LAYOUT_ROWS = 4
_MOST_LAYOUT_COLUMNS = 3
_TOPMOST = 3
"""Rows among which the names of the columns begin."""
_FEWEST_COLUMNS = 3
_FEWEST_NAMES = 2
"""Names of columns beside that of the running number."""
_LONGEST_NAME = 60
"""Characters of the longest name of a column."""
_NUMBER_NAMES = frozenset(("tt", "stt", "so tt", "so thu tu", "thu tu"))
_COLUMN_NAME = re.compile(
    r"noi dung|nhiem vu|cong viec|hoat dong|hang muc|dau viec|chu tri|phoi hop|co quan|don vi|phu trach"
    r"|trach nhiem|phan cong|thoi han|thoi gian|tien do|hoan thanh|san pham|ket qua|kinh phi|ghi chu"
)
"""In plain letters, as names are compared."""
_BETWEEN_TABS = re.compile(r"[^\t]+")
_BETWEEN_BREAKS = re.compile(r"[^\n]+")
_HEAD_LINE = re.compile(
    r"^\s*(?:S[ốỐ]\s*[:.]|Độc lập\s*[-–]|[^\n]{2,40},\s*ngày\b|[-–—_=]{3,}\s*$)", re.MULTILINE
)
"""Lines that stand alone in a head, whatever parts them: number, motto, place and date, the rule below."""
_SHORT = 80
"""Characters of the longest cell of a head or foot that lost its table."""
_LONGEST_MARK = 4
"""Characters of the longest mark before a tab."""
_RULE_SIGNS = "-–—_=*"
_RULE_LINE = re.compile(r"[\s\-–—_=*.·]*")
_TRAILING_RULE = re.compile(r"[\s\-–—_=*]{3,}$")


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as read: the whole of it with single spaces, the list mark at its head, and what follows
    the mark. `layout` tells that it came out of a table without rules. Made by `Line.of`."""

    passage: Passage
    paragraph: Paragraph
    layout: bool
    mark: Mark | None
    content: Passage

    @classmethod
    def of(cls, passage: Passage, paragraph: Paragraph, *, layout: bool = False) -> Line:
        """The line of a passage that lies in a paragraph, its mark read."""
        mark = read_mark(passage.text)
        content = passage if mark is None else passage.part(mark.length)
        return cls(passage, paragraph, layout, mark, content)

    @property
    def text(self) -> str:
        """The whole line with single spaces."""
        return self.passage.text

    @property
    def capitals(self) -> bool:
        """Whether its letters are capitals throughout, as headings are set (NĐ 30/2020, Phụ lục I.II.4)."""
        return is_capitals(self.content.text)


def lines_of(folio: Folio) -> tuple[Line | Table, ...]:
    """Lines and tables in reading order; headers, footers, footnotes, stamps and rules of dashes are left
    out."""
    return tuple(_walk(folio))


def _walk(folio: Folio) -> Iterator[Line | Table]:
    for block in folio.blocks:
        if isinstance(block, Paragraph):
            yield from _lines(block)
        elif not _is_layout(folio, block) if block.ruled else _names_columns(block):
            yield block
        else:
            for cell in block.cells:
                for paragraph in cell.paragraphs:
                    yield from _lines(paragraph, layout=True)


def _lines(paragraph: Paragraph, *, layout: bool = False) -> Iterator[Line]:
    """The line of a paragraph; several where paragraphs, or the cells of a head or foot, were run
    together."""
    if paragraph.part is not Part.BODY:
        return
    text = paragraph.text
    pieces = _between_tabs(text) if "\t" in text else ()
    if layout and "\n" in text and _HEAD_LINE.search(text):
        pieces = tuple(match.span() for match in _BETWEEN_BREAKS.finditer(text))
    if len(pieces) < 2:
        pieces = cut_run_together(text)
    for start, end in pieces:
        line = _line(Passage.of(text[start:end], paragraph.span.start + start), paragraph, layout)
        if line is not None:
            yield line


def _between_tabs(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches between tabs, if all are as short as the cells of a head or foot; none where a tab
    follows the mark of an item."""
    cells = text.split("\t")
    if len(cells[0]) <= _LONGEST_MARK or any(len(cell) >= _SHORT for cell in cells):
        return ()
    return tuple(match.span() for match in _BETWEEN_TABS.finditer(text))


def _line(passage: Passage, paragraph: Paragraph, layout: bool) -> Line | None:
    text = passage.text
    if not text or (not text[0].isalnum() and _RULE_LINE.fullmatch(text)):
        return None
    if text[-1] in _RULE_SIGNS and (match := _TRAILING_RULE.search(text)):
        passage = passage.part(0, match.start())
    return Line.of(passage, paragraph, layout=layout)


def _is_layout(folio: Folio, table: Table) -> bool:
    """A ruled table of few cells that holds the motto, the recipients or the signature."""
    return (
        len(table.rows) <= _MOST_LAYOUT_ROWS
        and table.column_count <= _MOST_LAYOUT_COLUMNS
        and _LAYOUT.search(folio.text, table.span.start, table.span.end) is not None
    )


def _names_columns(table: Table) -> bool:
    """Whether one of the topmost rows names columns: the running number, and at least two others."""
    if table.column_count < _FEWEST_COLUMNS:
        return False
    for row in table.rows[:_TOPMOST]:
        names = [key(text) for cell in row.cells if len(text := cell.text) <= _LONGEST_NAME]
        if _NUMBER_NAMES.isdisjoint(names):
            continue
        if sum(_COLUMN_NAME.search(name) is not None for name in names) >= _FEWEST_NAMES:
            return True
    return False
