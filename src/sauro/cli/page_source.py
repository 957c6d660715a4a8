"""The left side of the page: the source as it is built, paragraphs, headings and tables."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.cli.page_marks import Marks
from sauro.folio.model import Alignment, Cell, Folio, Paragraph, Part, Table

__all__ = ["source_html"]

_ALIGNED = {Alignment.CENTRE: "c", Alignment.RIGHT: "r"}
_PARTS = {Part.HEADER: "aside", Part.FOOTER: "aside", Part.FOOTNOTE: "aside", Part.TEXT_BOX: "box"}
_DEEPEST = 6  # level of a heading in HTML
_WIDEST = 1000  # columns or rows that a cell may cover in HTML


def source_html(folio: Folio, marks: Marks) -> str:
    """The blocks of the Folio in reading order, with a line wherever a new page begins."""
    return "\n".join(_blocks(folio, marks))


def _blocks(folio: Folio, marks: Marks) -> Iterator[str]:
    page: int | None = None
    for block in folio.blocks:
        if block.place.page is not None and block.place.page != page:
            page = block.place.page
            yield f'<p class="page">Trang {page}</p>'
        yield _paragraph(block, marks) if isinstance(block, Paragraph) else _table(block, marks)


def _paragraph(paragraph: Paragraph, marks: Marks) -> str:
    names = [
        _ALIGNED.get(paragraph.alignment, "") if paragraph.alignment else "",
        _PARTS.get(paragraph.part, ""),
        "b" if _is_heading(paragraph) else "",
    ]
    classes = " ".join(filter(None, names))
    attributes = f' class="{classes}"' if classes else ""
    if paragraph.outline_level is not None:
        level = min(paragraph.outline_level + 3, _DEEPEST)
        attributes += f' role="heading" aria-level="{level}"'
    return f"<p{attributes}>{marks.written(paragraph)}</p>"


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
