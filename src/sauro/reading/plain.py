"""Reads plain text: .txt, .md, and what portals export.

A line is a paragraph, unless the whole text was broken at a width. Marks of Markdown and HTML are taken out,
tables are put together from cells parted by tabs or bars. Every run keeps the offset of its first character
in the decoded text of the file (`sauro.reading.encodings.decode`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sauro.errors import Unreadable
from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Folio, Run, Source, SourceKind
from sauro.reading.cell_lines import goes_on, rows_of_cell_lines
from sauro.reading.encodings import Decoded, decode
from sauro.reading.file_kind import NO_TEXT
from sauro.reading.hard_wraps import wrap_width, wraps_on
from sauro.reading.line_table import line_table
from sauro.reading.markdown_marks import Line, MarkedLine, strip_marks
from sauro.reading.pipe_table import is_pipe_row, opens_bare_rows, pipe_table
from sauro.reading.plain_cells import cell_of, pieces_between, trimmed
from sauro.reading.plain_table import TabLine, read_tables, starts_header
from sauro.reading.running_numbers import is_number_heading, is_row_number
from sauro.reading.split_paragraphs import join_split_paragraphs
from sauro.reading.split_tables import join_split_tables

__all__ = ["read_plain"]

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LEGACY = "text.legacy_encoding"
_LEGACY_TEXT = (
    "Tệp dùng bảng mã cũ {name} và đã được chuyển sang Unicode; hãy soát lại chữ hoa và dấu khi trích dẫn."
)
_DAMAGED = "text.damaged_characters"
_DAMAGED_TEXT = "Tệp có {count} ký tự hỏng, được thay bằng dấu “\ufffd”; hãy đối chiếu với bản gốc."
_LEGACY_NAMES = {"cp1258": "Windows-1258", "tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
_LIST_ITEM = re.compile(r"\s*(?:[-–+*•]|\(?[\da-zđIVX.]{1,8}[.)])\t")

_CAPTION = re.compile(
    r"\s*(?:PHỤ (?:LỤC|BIỂU)\b|Phụ (?:lục|biểu)\s+(?:số\s+)?(?:[IVXL]{1,6}|\d{1,2})\b)(?!\s*[,;)])"
)
"""The caption of an appendix; a title in capitals may follow."""


@dataclass(slots=True)
class _TextLine:
    """A line that is not blank; lines of one block have no blank line between."""

    marked: MarkedLine
    block: int

    @property
    def text(self) -> str:
        """Its words without marks."""
        return self.marked.text


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    drafts: list[ParagraphDraft | TableDraft]
    remarks: list[DraftRemark]
    prose: list[ParagraphDraft | TableDraft] = field(default_factory=list)
    """Paragraphs since the last table."""

    def end_prose(self) -> None:
        """Joins what page breaks cut in two; cells that were kept as text are not joined."""
        self.drafts += join_split_paragraphs(self.prose)
        self.prose = []


def read_plain(data: bytes, *, name: str) -> Folio:
    """The Folio of a text file.

    Raises Unreadable where the file is empty or its encoding is not known.
    """
    decoded = decode(data)
    if not decoded.text.strip():
        raise Unreadable(NO_TEXT)
    reading = _read(decoded.text)
    remarks = [*_encoding_remarks(decoded), *reading.remarks]
    source = Source(name, SourceKind.TEXT, hashlib.sha256(data).hexdigest(), len(data))
    return compose(join_split_tables(reading.drafts, remarks), source=source, remarks=remarks)


def _encoding_remarks(decoded: Decoded) -> list[DraftRemark]:
    if decoded.is_legacy:
        return [DraftRemark(_LEGACY, _LEGACY_TEXT.format(name=_LEGACY_NAMES[decoded.encoding]))]
    if decoded.damaged:
        return [DraftRemark(_DAMAGED, _DAMAGED_TEXT.format(count=decoded.damaged))]
    return []


def _read(text: str) -> _Reading:
    blocks = [strip_marks(text, block) for block in _blocks(text)]
    lines = [_TextLine(line, number) for number, block in enumerate(blocks) for line in block]
    width = wrap_width([[line.text for line in block if "\t" not in line.text] for block in blocks])
    texts = [line.text.strip() for line in lines]
    reading = _Reading([], [])
    position = 0
    while position < len(lines):
        end = _table_end(lines, position)
        if end > position:
            reading.end_prose()
            found = read_tables(_tab_lines(lines[position:end]))
            reading.drafts += found.drafts
            reading.remarks += found.remarks
            position = end
            continue
        end = _pipe_end(lines, position)
        if end > position:
            reading.end_prose()
            reading.drafts.append(pipe_table([line.marked for line in lines[position:end]]))
            position = end
            continue
        rows = rows_of_cell_lines(texts, position) if is_number_heading(texts[position]) else []
        if rows:
            reading.end_prose()
            table, remarks = line_table(
                [[lines[i].marked for i in row] for row in rows], goes_on=goes_on(texts, rows)
            )
            reading.drafts.append(table)
            reading.remarks += remarks
            position = rows[-1].stop
            continue
        position = _add_paragraph(reading, lines, position, width)
    reading.end_prose()
    return reading


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines that are not blank."""
    block: list[Line] = []
    position = 0
    for start, end in [*((m.start(), m.end()) for m in _LINE_END.finditer(text)), (len(text), len(text))]:
        if text[position:start].strip(" \xa0\u200b\ufeff"):
            block.append(Line(position, start))
        elif block:
            yield block
            block = []
        if block and text[start:end] == "\f":
            yield block
            block = []
        position = end
    if block:
        yield block


def _add_paragraph(reading: _Reading, lines: Sequence[_TextLine], position: int, width: int | None) -> int:
    """Adds the paragraph that begins at `position`; returns where the next one begins."""
    line = lines[position]
    runs = _without_tabs(line.marked.runs)
    end = position + 1
    while (
        width is not None
        and end < len(lines)
        and lines[end].block == line.block
        and "\t" not in lines[end].text
        and lines[end].marked.outline_level is None
        and line.marked.outline_level is None
        and wraps_on(lines[end - 1].text, lines[end].text, width)
    ):
        runs = [*trimmed(runs), Run(" "), *trimmed(_without_tabs(lines[end].marked.runs))]
        end += 1
    runs = trimmed(runs)
    if runs:
        reading.prose.append(ParagraphDraft(runs, outline_level=line.marked.outline_level))
    return end


def _without_tabs(runs: Sequence[Run]) -> list[Run]:
    """A tab inside a paragraph (after the mark of a list item) is a blank."""
    if not any("\t" in run.text for run in runs):
        return list(runs)
    joined: list[Run] = []
    for number, piece in enumerate(pieces_between(runs, "\t")):
        if number and joined and joined[-1].text != " ":
            joined.append(Run(" "))
        joined += piece
    return joined


def _is_tab_row(line: _TextLine) -> bool:
    """Whether a line is a row of cells; one tab after the mark of a list item makes none."""
    if _is_indented(line):
        return False
    count = line.text.count("\t")
    return count > 1 or (count == 1 and not _LIST_ITEM.match(line.text))


def _is_indented(line: _TextLine) -> bool:
    """Whether tabs only move the line to the right: what stands behind them is a paragraph, not a cell."""
    bare = line.text.lstrip("\t ")
    return line.text.startswith("\t") and (
        "\t" not in bare or (bool(_LIST_ITEM.match(bare)) and bare.count("\t") == 1)
    )


def _table_end(lines: Sequence[_TextLine], start: int) -> int:
    """Where the lines of cells that begin at `start` end; `start` where there are none."""
    if not _is_tab_row(lines[start]):
        return start
    width = lines[start].text.count("\t") + 1
    cells = width
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if _is_indented(line) and not line.text.strip()[:1].islower():
            break
        if "\t" in line.text:
            count = line.text.count("\t") + 1
            cells = cells + count - 1 if cells < width and _continues(lines[end - 1], line) else count
        else:
            inside = cells < width or _row_follows(lines, end)
            if not inside or not _continues(lines[end - 1], line) or _is_caption(line.text):
                break
        end += 1
    return end


def _is_caption(text: str) -> bool:
    """Whether a line begins another appendix ("PHỤ LỤC II"), which is no part of a cell above it."""
    match = _CAPTION.match(text) if text.lstrip()[:1] == "P" else None
    return match is not None and not any(map(str.islower, text[match.end() :]))


def _continues(line: _TextLine, following: _TextLine) -> bool:
    return line.block == following.block


def _row_follows(lines: Sequence[_TextLine], position: int) -> bool:
    """Whether a line without tabs stands inside a row: the next line of the block has tabs again."""
    return (
        position + 1 < len(lines)
        and _continues(lines[position], lines[position + 1])
        and "\t" in lines[position + 1].text
        and lines[position].text.strip()[:1].islower()
    )


def _tab_lines(lines: Sequence[_TextLine]) -> list[TabLine]:
    """The rows: a line that does not begin one goes on with the last cell of the row before."""
    rows: list[TabLine] = []
    width = lines[0].text.count("\t") + 1
    for number, line in enumerate(lines):
        cells = [cell_of(piece) for piece in pieces_between(line.marked.runs, "\t")]
        above = rows[-1].cells if rows else None
        broken = (
            above is not None
            and _continues(lines[number - 1], line)
            and len(above) + len(cells) - 1 <= width
            and (len(cells) < width or len(above) < width)
            and not is_row_number(cells[0].text)
            and not starts_header(cells)
            and bool(cells[0].text)
        )
        if broken and above is not None:
            above[-1].paragraphs += cells[0].paragraphs
            above += cells[1:]
        else:
            rows.append(TabLine(cells))
    return rows


def _pipe_end(lines: Sequence[_TextLine], start: int) -> int:
    """Where the rows between bars that begin at `start` end; `start` where there are none."""
    end = start
    if "|" in lines[start].text and opens_bare_rows(lines[start].text):
        while end < len(lines) and lines[end].block == lines[start].block and "|" in lines[end].text:
            end += 1
    while end < len(lines) and lines[end].block == lines[start].block and is_pipe_row(lines[end].text):
        end += 1
    return end if end - start >= 2 else start
