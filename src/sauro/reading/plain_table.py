"""Tables in plain text: rows of cells parted by tabs, or a stream of cells in which the rows must be found
again.

What cannot be put back into rows with certainty stays as paragraphs, with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft
from sauro.folio.model import Run
from sauro.reading.cell_stream import Division, StreamCell, StreamRow, divide
from sauro.reading.plain_cells import (
    ColumnHabit,
    TextCell,
    grid_of,
    head_rows,
    merge_downwards,
    place_stream_row,
    table_of,
)
from sauro.reading.running_numbers import begins_count, is_number_heading, is_row_number, missing_numbers

__all__ = ["TabLine", "TableReading", "read_tables", "starts_header"]

_UNCERTAIN = "table.uncertain"
_UNCERTAIN_TEXT = (
    "Bảng trong tệp văn bản đã mất ranh giới hàng, cột nên được giữ ở dạng đoạn văn; "
    "hãy đọc tệp .docx hoặc .pdf của văn bản này nếu có."
)
_UNCERTAIN_CELLS = "Bảng được dựng lại từ các ô rời nên một số ô có thể lệch cột; hãy đối chiếu với bản gốc."
_MISSING = "table.numbers_missing"
_MISSING_TEXT = "Cột số thứ tự của bảng thiếu {count} số; hãy đối chiếu với bản gốc xem có mất hàng không."
_DIRECT_SHARE = 0.9
_MOST_GAPS = 0.1
_FEW_GAPS = 2
_MOST_COST_PER_ROW = 1.0
_SURE_COST_PER_ROW = 0.3
_HEADER_WORDS = 2
_CAPTION = re.compile(
    r"(?:phụ lục|bảng|biểu|mẫu|danh mục|danh sách|phần|mục)\b|(?:\d{1,2}|[A-HĐ]|[IVX]{1,5})\.\s",
    re.IGNORECASE,
)
_LONG_CAPITALS = 20
_FEWEST_NUMBERED = 3
_NUMBERED_SHARE = 0.8
_MOST_MISSING_SHARE = 0.3
_NARROWER_GAIN = 0.6  # a header that covers fewer columns than usual must be that much cheaper


@dataclass(slots=True)
class TabLine:
    """A line of cells."""

    cells: list[TextCell]


@dataclass(slots=True)
class TableReading:
    """What lines of cells were read as."""

    drafts: list[ParagraphDraft | TableDraft]
    remarks: list[DraftRemark]


@dataclass(slots=True)
class _Segment:
    """A table in a stream: the cells of its header and all that follow until the next header."""

    first: list[TextCell]
    second: list[TextCell]
    cells: list[TextCell]
    stream: list[StreamCell]


def starts_header(cells: Sequence[TextCell]) -> bool:
    """Whether a header begins with these cells: "TT" or "STT", then names of columns."""
    if not cells or not is_number_heading(cells[0].text):
        return False
    names = [cell.text for cell in cells[1 : 1 + _HEADER_WORDS]]
    return bool(names) and all(names)


def read_tables(lines: Sequence[TabLine]) -> TableReading:
    """The tables, and the paragraphs around them, in a run of lines with tabs."""
    start = next((i for i, line in enumerate(lines) if _header_inside(line.cells)), None)
    if start is None:
        return _without_header(lines)
    reading = _without_header(lines[:start])
    rest = lines[start:]
    more = _direct(rest) if _is_direct(rest) else _streamed(rest)
    reading.drafts += more.drafts
    reading.remarks += more.remarks
    return reading


def _header_inside(cells: Sequence[TextCell]) -> bool:
    return any(starts_header(cells[index:]) for index in range(len(cells)))


def _without_header(lines: Sequence[TabLine]) -> TableReading:
    widths = {len(line.cells) for line in lines}
    if len(lines) >= 2 and len(widths) == 1 and not _is_marked_list(lines):
        layout = any(_is_layout(cell.text) for line in lines for cell in line.cells)
        return TableReading([grid_of([line.cells for line in lines], ruled=not layout)], [])
    return TableReading([_flat(line) for line in lines if _flat(line).text.strip()], [])


def _is_marked_list(lines: Sequence[TabLine]) -> bool:
    return sum(is_row_number(line.cells[0].text) for line in lines) > len(lines) / 2 and any(
        len(line.cells) == 2 for line in lines
    )


def _is_layout(text: str) -> bool:
    folded = text.upper()
    return folded.startswith(("CỘNG H", "NƠI NHẬN", "TM. ", "KT. ", "TL. ", "ĐỘC LẬP"))


def _flat(line: TabLine) -> ParagraphDraft:
    """The cells of a line as one paragraph."""
    runs: list[Run] = []
    for cell in line.cells:
        for paragraph in cell.paragraphs:
            if runs and paragraph:
                runs.append(Run(" "))
            runs += paragraph
    return ParagraphDraft(runs)


def _is_direct(lines: Sequence[TabLine]) -> bool:
    """Whether every line begins a row: its first cell is a row number, empty, or a header's."""
    firsts = [line.cells[0].text for line in lines]
    if not starts_header(lines[0].cells):
        return False
    width = max(len(line.cells) for line in lines)
    beginning = sum(
        not text or is_row_number(text) or is_number_heading(text) or (len(line.cells) < width and not n)
        for n, (text, line) in enumerate(zip(firsts, lines, strict=True))
    )
    if beginning < _DIRECT_SHARE * len(lines):
        return False
    numbers = [text for text in firsts if is_row_number(text)]
    too_many = max(_FEW_GAPS, _MOST_GAPS * len(lines))
    if missing_numbers(numbers) > too_many and not _is_one_row_a_line(lines, width):
        return False
    if sum(not text for text in firsts) > len(lines) / 2:
        return False
    return not any(_has_separator(line.cells) for line in lines)


def _is_one_row_a_line(lines: Sequence[TabLine], width: int) -> bool:
    """Whether every line has a row's number and no more cells than the header: then the lines are the rows,
    even where their numbers were typed out of order."""
    firsts = [line.cells[0].text for line in lines]
    return len(lines[0].cells) == width and all(
        is_row_number(text) or is_number_heading(text) for text in firsts
    )


def _has_separator(cells: Sequence[TextCell]) -> bool:
    """Whether a row number with words after it follows an empty cell inside the line."""
    texts = [cell.text for cell in cells]
    return any(
        not before and is_row_number(text) and (not after or not is_row_number(after))
        for before, text, after in zip(texts[1:], texts[2:], [*texts[3:], ""], strict=False)
    )


def _direct(lines: Sequence[TabLine]) -> TableReading:
    reading = TableReading([], [])
    part: list[list[TextCell]] = []
    numbers: list[str] = []
    for line in lines:
        if part and starts_header(line.cells):
            reading.drafts.append(grid_of(part))
            part = []
        part.append(line.cells)
        numbers.append(line.cells[0].text)
    reading.drafts.append(grid_of(part))
    _remark_gaps(reading, missing_numbers(numbers))
    return reading


def _remark_gaps(reading: TableReading, missing: int) -> None:
    table = reading.drafts[-1]
    if missing and isinstance(table, TableDraft):
        reading.remarks.append(_remark(table, _MISSING, _MISSING_TEXT.format(count=missing)))


def _remark(table: TableDraft, code: str, message: str) -> DraftRemark:
    paragraph = next((p for cell in table.cells for p in cell.paragraphs if p.text.strip()), None)
    return DraftRemark(code, message, paragraph, 0, len(paragraph.text) if paragraph else 0)


def _streamed(lines: Sequence[TabLine]) -> TableReading:
    cells = [cell for line in lines for cell in line.cells]
    stream = [
        StreamCell(cell.text, begins_line=number > 0 and index == 0)
        for number, line in enumerate(lines)
        for index, cell in enumerate(line.cells)
    ]
    heads = [index for index in range(len(cells)) if starts_header(cells[index : index + 3])]
    if not heads:
        return _without_header(lines)
    first = heads[0]
    reading = TableReading([ParagraphDraft(p) for cell in cells[:first] for p in cell.paragraphs], [])
    for start, following in zip(heads, [*heads[1:], len(cells)], strict=True):
        end = following - (following < len(cells) and _is_caption(cells[following - 1].text))
        _read_segment(_segment(cells[start:end], stream[start:end], opens=start == 0), reading)
        reading.drafts += [ParagraphDraft(p) for cell in cells[end:following] for p in cell.paragraphs]
    return reading


def _is_caption(text: str) -> bool:
    """Whether the last cell before a header is the caption of the table below it."""
    return _CAPTION.match(text) is not None or (len(text) > _LONG_CAPITALS and text.isupper())


def _segment(cells: list[TextCell], stream: list[StreamCell], *, opens: bool) -> _Segment:
    """The parts of a table in a stream. The header that `opens` the stream fills its first line."""
    length = _header_length(stream, 0)
    if opens:
        length = min(length, next((i for i, cell in enumerate(stream) if cell.begins_line), length))
    after = length
    if after < len(stream) and stream[after].is_blank:
        after += 1
    more = _header_length(stream, after)
    closed = (
        after + more >= len(stream)
        or stream[after + more].is_blank
        or begins_count(stream[after + more].text)
    )
    if more < _HEADER_WORDS or not closed:
        more = 0
    rest = after + more
    if more and rest < len(stream) and stream[rest].is_blank:
        rest += 1
    end = len(stream)
    while end > rest and stream[end - 1].is_blank:
        end -= 1
    return _Segment(cells[:length], cells[after : after + more], cells[rest:end], stream[rest:end])


def _header_length(stream: Sequence[StreamCell], start: int) -> int:
    """How many cells from `start` on are names of columns: up to an empty one, or a row number at the head
    of a line, or (in the first row of a table) the end of the line that it began."""
    end = start
    while end < len(stream) and not stream[end].is_blank:
        if end > start and stream[end].begins_line and begins_count(stream[end].text):
            break
        if end == start and start and begins_count(stream[end].text):
            break
        end += 1
    return end - start


def _read_segment(segment: _Segment, reading: TableReading) -> None:
    width, division = _best_division(segment)
    rows = list(division.rows)
    tail: list[ParagraphDraft] = []
    while rows and len(rows[-1].cells) == 1:
        index = rows[-1].cells[0]
        if index is None or segment.cells[index].text.lower().startswith(("tổng", "cộng")):
            break
        tail[:0] = [ParagraphDraft(p) for p in segment.cells[index].paragraphs]
        rows.pop()
    numbers = [segment.cells[row.cells[0]].text for row in rows if row.cells[0] is not None]
    missing = missing_numbers(numbers)
    if not rows or not _is_certain(division.cost, numbers, missing):
        _keep_as_text(segment, reading)
        return
    columns = _columns(segment, rows, width)
    head = head_rows(segment.first, segment.second, width)
    grid = [place_stream_row(row, segment.cells, width, columns) for row in rows]
    table = table_of([*head, *grid], width)
    merge_downwards(table, len(head))
    reading.drafts += [table, *tail]
    if division.cost / len(rows) > _SURE_COST_PER_ROW:
        reading.remarks.append(_remark(table, _UNCERTAIN, _UNCERTAIN_CELLS))
    if missing:
        reading.remarks.append(_remark(table, _MISSING, _MISSING_TEXT.format(count=missing)))


def _is_certain(cost: float, numbers: Sequence[str], missing: int) -> bool:
    """Whether rows were found with certainty: cheaply, or with row numbers that run from the first to the
    last."""
    per_row = cost / max(1, len(numbers))
    if per_row <= _MOST_COST_PER_ROW:
        return per_row <= _SURE_COST_PER_ROW or missing <= _MOST_MISSING_SHARE * len(numbers)
    numbered = sum(is_row_number(number) for number in numbers)
    return not missing and numbered >= _FEWEST_NUMBERED and numbered >= _NUMBERED_SHARE * len(numbers)


def _best_division(segment: _Segment) -> tuple[int, Division]:
    length, more = len(segment.first), len(segment.second)
    widths = [length + more - spanned for spanned in range(1, 4)] if more else [length]
    divisions = [(width, divide(segment.stream, width)) for width in widths if width > 1] or [
        (2, divide(segment.stream, 2))
    ]
    widest = divisions[0]
    best = min(divisions, key=lambda found: found[1].cost)
    return best if best[1].cost < _NARROWER_GAIN * widest[1].cost else widest


def _columns(segment: _Segment, rows: Sequence[StreamRow], width: int) -> list[ColumnHabit]:
    """What the cells of each column are like, by the rows of full width."""
    columns = [ColumnHabit() for _ in range(width)]
    for column, text in _full_cells(segment, rows, width):
        columns[column].add(text)
    return columns


def _full_cells(segment: _Segment, rows: Sequence[StreamRow], width: int) -> Iterator[tuple[int, str]]:
    for row in rows:
        if len(row.cells) == width:
            for column, index in enumerate(row.cells):
                if index is not None and segment.cells[index].text:
                    yield column, segment.cells[index].text


def _keep_as_text(segment: _Segment, reading: TableReading) -> None:
    cells = [*segment.first, *segment.second, *segment.cells]
    paragraphs = [ParagraphDraft(runs) for cell in cells for runs in cell.paragraphs if runs]
    reading.drafts += paragraphs
    if paragraphs:
        first = paragraphs[0]
        reading.remarks.append(DraftRemark(_UNCERTAIN, _UNCERTAIN_TEXT, first, 0, len(first.text)))
