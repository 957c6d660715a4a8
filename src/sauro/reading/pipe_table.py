"""Tables of Markdown: rows of cells between upright bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sauro.folio.layout import TableDraft
from sauro.reading.markdown_marks import MarkedLine
from sauro.reading.plain_cells import TextCell, cell_of, grid_of, pieces_between

__all__ = ["is_pipe_row", "pipe_table"]

_RULE = re.compile(r"[\s|:\-–=+]*")


def is_pipe_row(text: str) -> bool:
    """Whether a line is a row: it begins and ends with a bar."""
    stripped = text.strip()
    return len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|")


def pipe_table(lines: Sequence[MarkedLine]) -> TableDraft:
    """The table of these rows; the line of dashes under the header is no row."""
    rows: list[list[TextCell]] = []
    for line in lines:
        if _RULE.fullmatch(line.text) and "-" in line.text:
            continue
        pieces = pieces_between(line.runs, "|")
        rows.append([cell_of(piece) for piece in pieces[1:-1]])
    return grid_of(rows or [[TextCell([])]])
