"""Ruled tables as WordprocessingML: widths by what stands in the columns, the head again on every page, rows
that no page break cuts.

python-docx makes cells one by one and takes minutes for a table of a province; the rows are written as XML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from docx.oxml.ns import nsdecls

from sauro.doctypes.components import FORMS, MARGINS, PAGE, Component
from sauro.folio.model import Cell, Paragraph, Table
from sauro.writing.docx_runs import RunWriter

__all__ = ["TEXT_WIDTH", "component_of", "ruled_table"]

TEXT_WIDTH = PAGE[0] - MARGINS.left[2] - MARGINS.right[2]
"""Millimetres between the margins."""
_TWIPS = 56.6929  # to the millimetre
_LETTER, _BESIDE = 2.1, 4.8
"""Millimetres of a letter in a table, and of what stands left blank at both sides of a cell."""
_BOLD = 1.2
"""How much wider bold letters are."""
_CAPITAL = 1.35
"""How much wider capitals are."""
_BREAKS = re.compile(r"[ \t\n]+")
"""Where a line may break: not at a hard space."""
_WIDEST = 60
"""Letters that a column of a table counts for at most when the width is shared out."""
_KNOWN = {component.value: component for component in Component}
_SHORT = 3
"""Letters up to which what stands in a column needs no more than its own width: numbers of order."""
_INSET = 108
"""Twips from the border of a cell to its text: the table is set in by as much, to end at the margins."""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def component_of(paragraph: Paragraph) -> Component:
    """The component that the paragraph's style names; running text where it names none."""
    return _KNOWN.get(paragraph.style or "", Component.BODY)


def ruled_table(table: Table, runs: RunWriter) -> str:
    """The whole w:tbl."""
    widths = [round(share * TEXT_WIDTH * _TWIPS) for share in _shares(table)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    covering = _covering(table)
    rows = [
        _row(number, [covering.get((number, column)) for column in range(table.column_count)], widths, runs)
        for number in range(len(table.rows))
    ]
    return (
        f'<w:tbl {nsdecls("w", "r")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_INSET}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _covering(table: Table) -> dict[tuple[int, int], Cell]:
    """Which cell covers each place of the grid."""
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _row(number: int, cells: Sequence[Cell | None], widths: Sequence[int], runs: RunWriter) -> str:
    written: list[str] = []
    for column, cell in enumerate(cells):
        if cell is None:
            written.append(_cell(f'<w:tcW w:w="{widths[column]}" w:type="dxa"/>', "<w:p/>"))
        elif column == cell.column:
            written.append(_first_of(number, cell, widths, runs))
    head = "<w:tblHeader/>" if number == 0 else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(written)}</w:tr>"


def _first_of(number: int, cell: Cell, widths: Sequence[int], runs: RunWriter) -> str:
    """The cell in one of its rows; below the first only that it goes on."""
    width = sum(widths[cell.column : cell.column + cell.column_span])
    about = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.column_span > 1:
        about += f'<w:gridSpan w:val="{cell.column_span}"/>'
    if cell.row_span > 1:
        about += '<w:vMerge w:val="restart"/>' if number == cell.row else "<w:vMerge/>"
    if number > cell.row:
        return _cell(about, "<w:p/>")
    paragraphs = [_paragraph(paragraph, runs) for paragraph in cell.paragraphs]
    if number == 0:
        about += '<w:vAlign w:val="center"/>'
    return _cell(about, "".join(paragraphs) or "<w:p/>")


def _cell(about: str, inside: str) -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inside}</w:tc>"


def _paragraph(paragraph: Paragraph, runs: RunWriter) -> str:
    component = component_of(paragraph)
    words = runs.paragraph(paragraph, upper=FORMS[component].upper)
    return f'<w:p><w:pPr><w:pStyle w:val="nd30_{component.value}"/></w:pPr>{words}</w:p>'


def _shares(table: Table) -> Sequence[float]:
    """Widths of the columns as shares of the whole: room for the longest word of each, then for its head in
    two lines and nearly all of its rows in one, what is left after the length of these. A single long name
    does not take the room of the others."""
    lines: list[list[int]] = [[] for _ in range(table.column_count)]
    words, heads = [_SHORT] * table.column_count, [0] * table.column_count
    for cell in table.cells:
        if cell.column_span == 1:
            text, column = cell.text, cell.column
            bold = _BOLD if cell.row == 0 else 1
            words[column] = max(words[column], *(ceil(_breadth(word) * bold) for word in _BREAKS.split(text)))
            if cell.row:
                lines[column] += [len(line) for line in text.splitlines()]
            else:
                heads[column] = ceil(len(text) * _BOLD / 2)
    wanted = [
        min(max(_nearly_all(lines[column]), heads[column], words[column]), _WIDEST)
        for column in range(table.column_count)
    ]
    return _shared_out(words, wanted)


def _breadth(word: str) -> float:
    """Of a word, in letters."""
    return sum(_CAPITAL if letter.isupper() else 1 for letter in word)


def _shared_out(words: Sequence[int], wanted: Sequence[int]) -> list[float]:
    """Shares of columns whose longest words, and whose lines, are of so many letters."""
    least = [_BESIDE + letters * _LETTER for letters in words]
    left = max(0.0, TEXT_WIDTH - sum(least))
    missing = [max(0, wish - word) * _LETTER for wish, word in zip(wanted, words, strict=True)]
    part = min(1.0, left / (sum(missing) or 1))
    left -= part * sum(missing)
    growing = [wish if wish > _SHORT else 0 for wish in wanted]
    over = left / (sum(growing) or 1)
    widths = [
        width + part * one + over * wish for width, one, wish in zip(least, missing, growing, strict=True)
    ]
    return [width / sum(widths) for width in widths]


def _nearly_all(lengths: Sequence[int]) -> int:
    """The length that is enough for all but the longest twentieth."""
    return sorted(lengths)[-1 - len(lengths) // 20] if lengths else 0
