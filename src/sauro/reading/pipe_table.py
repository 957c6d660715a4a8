"""Tables of Markdown: rows of cells between upright bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sauro.folio.layout import TableDraft
from sauro.folio.model import Run
from sauro.reading.markdown_marks import MarkedLine
from sauro.reading.plain_cells import TextCell, cell_of, grid_of, pieces_between
from sauro.reading.running_numbers import is_number_heading

__all__ = ["is_pipe_row", "opens_bare_rows", "pipe_table"]

_FEWEST_BARS = 2
_BOX_RULE = re.compile(r"\+(?:[-=]+\+)+")
_RULE = re.compile(r"[\s|:\-–=+]*")


def is_pipe_row(text: str) -> bool:
    """Whether a line is a row, which begins and ends with a bar, or a rule of dashes between two rows."""
    stripped = text.strip()
    if len(stripped) <= 2 or stripped[0] not in "|+":
        return False
    return stripped.endswith("|") if stripped[0] == "|" else _BOX_RULE.fullmatch(stripped) is not None


def opens_bare_rows(text: str) -> bool:
    """Whether a line is the header of a table whose rows have bars between their cells only: "TT | Nội dung |
    Chủ trì"."""
    return text.count("|") >= _FEWEST_BARS and is_number_heading(text.partition("|")[0])


def pipe_table(lines: Sequence[MarkedLine]) -> TableDraft:
    """The table of these rows; the line of dashes under the header is no row. In a box of "+---+" a line
    without a number goes on with the cells above it."""
    rows: list[list[TextCell]] = []
    boxed = any(line.text.lstrip().startswith("+") for line in lines)
    begins = True
    for line in lines:
        if _RULE.fullmatch(line.text) and "-" in line.text:
            begins = True
            continue
        pieces = pieces_between(line.runs, "|")
        outer = line.text.strip()
        inner = pieces[outer.startswith("|") : len(pieces) - outer.endswith("|")]
        row = [cell_of(piece) for piece in inner]
        if not row:
            continue
        if boxed and not begins and not row[0].paragraphs and len(row) == len(rows[-1]):
            _go_on(rows[-1], row)
        else:
            rows.append(row)
        begins = False
    return grid_of(rows or [[TextCell([])]])


def _go_on(above: Sequence[TextCell], row: Sequence[TextCell]) -> None:
    """Adds the words of a line to those above them, a cell each; they stay one paragraph."""
    for cell, more in zip(above, row, strict=True):
        for runs in more.paragraphs:
            if cell.paragraphs:
                cell.paragraphs[-1] += [Run(" "), *runs]
            else:
                cell.paragraphs.append(runs)
