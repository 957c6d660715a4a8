"""The left side of the page: the source as it is built, paragraphs, headings and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sauro.cli.page_marks import Marks
from sauro.folio.model import Alignment, Cell, Folio, Paragraph, Part, SourceKind, Table

__all__ = ["source_html"]

_ALIGNED = {Alignment.CENTRE: "c", Alignment.RIGHT: "r"}
_PARTS = {Part.HEADER: "aside", Part.FOOTER: "aside", Part.FOOTNOTE: "aside", Part.TEXT_BOX: "box"}
_DEEPEST = 6  # level of a heading in HTML
_WIDEST = 1000  # columns or rows that a cell may cover in HTML
_PRINTED = (SourceKind.PDF, SourceKind.SCAN)
_STATE = ("CỘNG HÒA", "CỘNG HOÀ")
_BESIDE = ("Độc lập", ", ngày")
"""What stands under the name of the State, in the right half of the head."""
_TALLEST_HEAD = 8
"""Lines of the left half of a head."""


def source_html(folio: Folio, marks: Marks) -> str:
    """The blocks of the Folio in reading order, with a line wherever a new page begins."""
    return "\n".join(_blocks(folio, marks))


def _blocks(folio: Folio, marks: Marks) -> Iterator[str]:
    page: int | None = None
    left, right = _head_of(folio)
    for number, block in enumerate(folio.blocks):
        if block.place.page is not None and block.place.page != page:
            page = block.place.page
            yield f'<p class="page">Trang {page}</p>'
        if left and number < len(left) + len(right):
            if number == 0:
                yield _head(left, right, marks)
            continue
        yield _paragraph(block, marks) if isinstance(block, Paragraph) else _table(block, marks)


def _head_of(folio: Folio) -> tuple[list[Paragraph], list[Paragraph]]:
    """The two halves of the head of a printed page, which come one after the other: agency and number, then
    the name of the State, its motto and the date; both empty where the head is none of this kind."""
    if folio.source.kind not in _PRINTED:
        return [], []
    top = takewhile(_is_line, folio.blocks[: 2 * _TALLEST_HEAD])
    lines = [block for block in top if isinstance(block, Paragraph)]
    first = next((number for number, line in enumerate(lines) if line.text.startswith(_STATE)), 0)
    if not 0 < first <= _TALLEST_HEAD:
        return [], []
    beside = list(takewhile(lambda line: any(words in line.text for words in _BESIDE), lines[first + 1 :]))
    return (lines[:first], [lines[first], *beside]) if beside else ([], [])


def _is_line(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph)


def _head(left: Sequence[Paragraph], right: Sequence[Paragraph], marks: Marks) -> str:
    cells = ("".join(_paragraph(line, marks, centred=True) for line in half) for half in (left, right))
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<div class="wide"><table class="bare"><tbody>\n<tr>{row}</tr>\n</tbody></table></div>'


def _paragraph(paragraph: Paragraph, marks: Marks, *, centred: bool = False) -> str:
    names = [
        _ALIGNED[Alignment.CENTRE] if centred else _aligned(paragraph),
        _PARTS.get(paragraph.part, ""),
        "b" if _is_heading(paragraph) else "",
    ]
    classes = " ".join(filter(None, names))
    attributes = f' class="{classes}"' if classes else ""
    if paragraph.outline_level is not None:
        level = min(paragraph.outline_level + 3, _DEEPEST)
        attributes += f' role="heading" aria-level="{level}"'
    return f"<p{attributes}>{marks.written(paragraph)}</p>"


def _aligned(paragraph: Paragraph) -> str:
    return _ALIGNED.get(paragraph.alignment, "") if paragraph.alignment else ""


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is set in bold; plain text, which has none, shows its titles in capitals."""
    return paragraph.is_bold or paragraph.outline_level is not None or paragraph.text.isupper()


def _table(table: Table, marks: Marks) -> str:
    rows = "\n".join(
        "<tr>" + "".join(_cell(cell, marks) for cell in row.cells) + "</tr>" for row in table.rows
    )
    name = "ruled" if table.ruled else "bare"
    return f'<div class="wide"><table class="{name}"><tbody>\n{rows}\n</tbody></table></div>'


def _cell(cell: Cell, marks: Marks) -> str:
    attributes = ""
    if cell.column_span > 1:
        attributes += f' colspan="{min(cell.column_span, _WIDEST)}"'
    if cell.row_span > 1:
        attributes += f' rowspan="{min(cell.row_span, _WIDEST)}"'
    content = "".join(_paragraph(paragraph, marks) for paragraph in cell.paragraphs)
    return f"<td{attributes}>{content}</td>"
