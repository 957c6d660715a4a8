"""Tables that a page break cut in two, or that repeat their header row, made whole again.

For all readers. Two tables are one where nothing is printed between them, their grids are of one width, and
the second begins with the header of the first, or goes on where the first stopped: with the next running
number, or in the middle of a row. A caption between them, another header or a count that starts anew keeps
them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from sauro.folio.layout import CellDraft, DraftRemark, ParagraphDraft, TableDraft
from sauro.folio.model import Part, Run
from sauro.text.marks import VIETNAMESE_LETTERS, roman_number

__all__ = ["is_page_number", "join_split_tables"]

Draft = ParagraphDraft | TableDraft

_PAGE_NUMBER = re.compile(
    r"(?:trang|page|tr\.?)?\s*(?:số\s*)?[-–—~|.\[(]*\s*(?:\d{1,4}|[ivxl]{1,6})?"
    r"(?:\s*(?:/|\||of|trên|trong tổng số)\s*\d{0,4})?\s*(?:trang)?\s*[-–—~|.\])]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})*)[.)/]?")
_ROMAN = re.compile(r"\(?([IVXL]{1,7})[.)/]?")
_LETTER = re.compile(r"\(?([A-Za-zĐđ])[.)/]?")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?")
_COUNT_HEADS = frozenset(("tt", "stt", "sott", "sothutu", "so"))
_ENDS = tuple('.;:!?…”"')
_ALIKE = 85.0  # per cent of rapidfuzz.ratio; a header read twice by OCR has 90 and more
_HIGHEST_HEADER = 3  # rows

_Row = list[CellDraft]
_Moved = dict[int, tuple[ParagraphDraft, int, ParagraphDraft]]
"""By the id of the second half of a cut paragraph: the first half, where the second begins in it, and the
second."""


def is_page_number(text: str) -> bool:
    """Whether a line holds a page number and nothing else ("- 2 -", "Trang 3/12", "iv")."""
    return len(text) < 40 and _PAGE_NUMBER.fullmatch(text.strip()) is not None


def join_split_tables(drafts: Iterable[Draft], remarks: Iterable[DraftRemark] = ()) -> list[Draft]:
    """The drafts with cut tables whole and repeated header rows dropped. The drafts given are used up:
    paragraphs cut in the middle are put together, and `remarks` on second halves pointed at the whole."""
    moved: _Moved = {}
    joined: list[Draft] = []
    last: int | None = None  # where the table stands that the next one may continue
    for draft in drafts:
        if isinstance(draft, ParagraphDraft):
            if last is not None and not _is_between(draft):
                last = None
            joined.append(draft)
            continue
        table = _without_repeats(draft, moved)
        before = None if last is None else joined[last]
        whole = _joined(before, table, moved) if isinstance(before, TableDraft) else None
        if whole is None or last is None:
            last = len(joined)
            joined.append(table)
        else:
            joined[last] = whole
    _point_anew(remarks, moved)
    return joined


def _point_anew(remarks: Iterable[DraftRemark], moved: _Moved) -> None:
    for remark in remarks:
        while remark.paragraph is not None and id(remark.paragraph) in moved:
            remark.paragraph, offset, _ = moved[id(remark.paragraph)]
            remark.start += offset
            remark.end += offset


def _is_between(draft: ParagraphDraft) -> bool:
    """What may stand between the halves of a table: nothing printed, or what a page has at its edges."""
    if draft.part in (Part.HEADER, Part.FOOTER, Part.FOOTNOTE):
        return True
    text = draft.text.strip()
    return not text or is_page_number(text)


def _rows(table: TableDraft) -> list[_Row]:
    rows: list[_Row] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    for row in rows:
        row.sort(key=lambda cell: cell.column)
    return rows


def _text(cell: CellDraft) -> str:
    return " ".join([paragraph.text for paragraph in cell.paragraphs]).strip()


def _key(text: str) -> str:
    """Letters and figures alone, without marks and case: what OCR gets right most often."""
    folded = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(filter(str.isalnum, folded))


def _row_key(row: _Row) -> str:
    return "|".join([_key(_text(cell)) for cell in row])


def _is_alike(key: str, other: str) -> bool:
    if key == other:
        return True
    shorter, longer = sorted((len(key), len(other)))
    return shorter * 10 >= longer * 7 and fuzz.ratio(key, other) >= _ALIKE


def _header_height(rows: Sequence[_Row]) -> int:
    """How many rows of a table are its header, the row of column numbers "(1) (2) (3)" among them; 0
    without one."""
    if len(rows) < 2 or not _is_header(rows[0], rows[1:]):
        return 0
    height = min(max(cell.row_span for cell in rows[0]), _HIGHEST_HEADER, len(rows))
    if height < len(rows) and _are_column_numbers(rows[height]):
        height += 1
    return height


def _is_header(row: _Row, below: Sequence[_Row]) -> bool:
    printed = [cell for cell in row if cell.paragraphs]
    if len(printed) < 2 or sum(len(_key(_text(cell))) for cell in printed) < 4:
        return False
    first = _text(row[0])
    if _key(first) in _COUNT_HEADS or _is_bold(printed):
        return True
    if (
        not first
        or _count(first) is not None
        or any(any(letter.isdigit() for letter in _text(cell)) for cell in printed)
    ):
        return False
    return any(line and line[0].column == row[0].column and _count(_text(line[0])) for line in below[:3])


def _is_bold(cells: Iterable[CellDraft]) -> bool:
    runs = [
        run for cell in cells for paragraph in cell.paragraphs for run in paragraph.runs if run.text.strip()
    ]
    return bool(runs) and all(run.bold for run in runs)


def _are_column_numbers(row: _Row) -> bool:
    texts = [_text(cell) for cell in row]
    return len(texts) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def _count(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The running number in a first column: its kind and its steps ("2.1" → (2, 1)), if any."""
    if match := _NUMBER.fullmatch(text):
        return "figure", tuple(int(step) for step in match[1].split("."))
    if (match := _ROMAN.fullmatch(text)) and (value := roman_number(match[1])):
        return "roman", (value,)
    if match := _LETTER.fullmatch(text):
        return "letter", (VIETNAMESE_LETTERS.find(match[1].lower()),)
    return None


def _goes_on(last: tuple[int, ...], first: tuple[int, ...]) -> bool:
    """Whether `first` is the next number after `last`: 2 → 3, 2.1 → 2.2, 2.1 → 3, 2 → 2.1."""
    for depth in range(min(len(last), len(first))):
        if last[depth] != first[depth]:
            is_next = first[depth] == last[depth] + 1
            return is_next and all(step == 1 for step in first[depth + 1 :])
    return len(first) == len(last) + 1 and first[-1] == 1


def _without_repeats(table: TableDraft, moved: _Moved) -> TableDraft:
    """The table without the copies of its header row further down."""
    rows = _rows(table)
    height = _header_height(rows)
    if not height:
        return table
    length, key = _length(rows[0]), _row_key(rows[0])
    cuts = [
        index
        for index in range(height, len(rows))
        if length < 2 * _length(rows[index]) < 4 * length
        and _same_columns(rows[index], rows[0])
        and _is_alike(_row_key(rows[index]), key)
    ]
    if not cuts:
        return table
    whole: TableDraft | None = None
    for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        piece = _slice(table, rows, start, end)
        whole = piece if whole is None else _append(whole, piece, _repeated(rows, _rows(piece)), moved)
    return table if whole is None else whole


def _length(row: _Row) -> int:
    return sum([len(paragraph.text) for cell in row for paragraph in cell.paragraphs])


def _same_columns(row: _Row, other: _Row) -> bool:
    return [cell.column for cell in row] == [cell.column for cell in other]


def _slice(table: TableDraft, rows: Sequence[_Row], start: int, end: int) -> TableDraft:
    cells = [
        replace(cell, row=cell.row - start, row_span=min(cell.row_span, end - cell.row))
        for row in rows[start:end]
        for cell in row
    ]
    return replace(table, cells=cells, row_count=end - start)


def _repeated(rows: Sequence[_Row], later: Sequence[_Row]) -> int:
    """How many rows at the top of `later` repeat the header at the top of `rows`."""
    height = _header_height(rows)
    count = 0
    while count < min(height, len(later)) and _is_alike(_row_key(rows[count]), _row_key(later[count])):
        count += 1
    return count


def _joined(before: TableDraft, table: TableDraft, moved: _Moved) -> TableDraft | None:
    """Both as one table; None where they are two."""
    if before.column_count != table.column_count or before.ruled != table.ruled:
        return None
    rows, later = _rows(before), _rows(table)
    repeated = _repeated(rows, later)
    if repeated:
        first, last = _first_count(later[repeated:]), _last_count(rows)
        if first is not None and last is not None and first[0] == last[0] == "figure" and first[1] == (1,):
            return None  # the same form filled in twice
        return _append(before, table, repeated, moved)
    return _append(before, table, 0, moved) if _continues(before, rows, table, later) else None


def _continues(before: TableDraft, rows: Sequence[_Row], table: TableDraft, later: Sequence[_Row]) -> bool:
    """Whether a table without a header of its own goes on with the rows of the one before."""
    if not table.ruled or not later or not later[0]:
        return False
    first = _text(later[0][0])
    if _key(first) in _COUNT_HEADS:
        return False
    is_turned = table.page is not None and table.page - 1 == _last_page(before)
    count = _count(first)
    if count is not None:
        last = _last_count(rows, count[0])
        if last is None:
            return (is_turned and count[1] != (1,)) or (bool(_header_height(rows)) and count[1] == (1,))
        return _goes_on(last[1], count[1]) or (is_turned and count[1] > last[1])
    if _header_height(later) or _is_bold(cell for cell in later[0] if cell.paragraphs):
        return False
    return is_turned or _is_cut(rows, later[0])


def _last_count(rows: Sequence[_Row], kind: str | None = None) -> tuple[str, tuple[int, ...]] | None:
    for row in reversed(rows):
        count = _count(_text(row[0])) if row and row[0].column == 0 else None
        if count is not None and kind in (None, count[0]):
            return count
    return None


def _first_count(rows: Sequence[_Row]) -> tuple[str, tuple[int, ...]] | None:
    return _count(_text(rows[0][0])) if rows and rows[0] else None


def _last_page(table: TableDraft) -> int | None:
    pages = [
        page
        for cell in table.cells
        for paragraph in cell.paragraphs
        for page in (paragraph.page, *(run.page for run in paragraph.runs))
        if page is not None
    ]
    return max(pages, default=table.page)


def _is_cut(rows: Sequence[_Row], first: _Row) -> bool:
    """Whether `first` is the rest of the last of `rows`: no number of its own where the rows have one, and
    not a full row whose cells all begin anew (which stands beside a number merged over several rows)."""
    head = _text(first[0])
    if head:
        return head[0].islower() and _count(head) is None
    if not any(cell.paragraphs for cell in first):
        return False
    if not any(row and _count(_text(row[0])) for row in rows):
        return any(_text(cell)[:1].islower() for cell in first)
    written = [cell for cell in first if cell.paragraphs]
    is_full = len(written) >= len(first) - 1 > 1
    return not is_full or any(_text(cell)[0].islower() for cell in written)


def _append(
    before: TableDraft,
    table: TableDraft,
    skipped: int,
    moved: _Moved,
) -> TableDraft:
    """`table` without its first `skipped` rows, put below `before`."""
    rows, later = _rows(before), _rows(table)[skipped:]
    for row in later:
        for cell in row:
            for paragraph in cell.paragraphs:
                paragraph.page = table.page if paragraph.page is None else paragraph.page
    cells = list(before.cells)
    shift = before.row_count - skipped
    if later and later[0] and rows and _is_cut(rows, later[0]):
        shift -= 1
        for cell in later.pop(0):
            _complete(before.row_count - 1, cell, cells, moved)
    cells += (replace(cell, row=cell.row + shift) for row in later for cell in row)
    height = max((cell.row + cell.row_span for cell in cells), default=0)
    return replace(before, cells=cells, row_count=max(height, table.row_count + shift))


def _complete(row: int, rest: CellDraft, cells: list[CellDraft], moved: _Moved) -> None:
    """Puts the rest of a cut cell behind its beginning, in the cell that covers its column in `row`."""
    for index, cell in enumerate(cells):
        if (
            cell.column <= rest.column < cell.column + cell.column_span
            and cell.row <= row < cell.row + cell.row_span
        ):
            cells[index] = replace(
                cell,
                paragraphs=_put_together(cell.paragraphs, rest.paragraphs, moved),
                row_span=cell.row_span + rest.row_span - 1,
            )
            return
    cells.append(replace(rest, row=row))


def _put_together(
    first: list[ParagraphDraft], second: list[ParagraphDraft], moved: _Moved
) -> list[ParagraphDraft]:
    """The paragraphs of both halves; the one that was cut goes on in one line."""
    if not first or not second:
        return first or second
    head, tail = first[-1], second[0]
    if head.text.endswith(_ENDS) and not tail.text[0].islower():
        return first + second
    moved[id(tail)] = (head, len(head.text) + 1, tail)
    head.runs.append(Run(" ", page=tail.page if tail.page != head.page else None))
    for run in tail.runs:
        page = tail.page if run.page is None else run.page
        head.runs.append(replace(run, page=None if page == head.page else page))
    return first + second[1:]
