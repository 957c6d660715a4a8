"""The rows of an uploaded table whose columns were recognised by name, wherever they stand and whatever else
the file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from sauro_web.accounts.importing.columns import Column, Sheet
from sauro_web.accounts.importing.reading import Fault, Line, read

__all__ = ["Rows", "refused", "unread"]

_LETTERS = 200
"""Of the one column asked for of a file that cannot be read: none is reached."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The filled rows, the faults of their form, and by our names the headings that were recognised."""

    lines: Sequence[Line]
    faults: Sequence[Fault]
    columns: Mapping[str, str]

    def cell(self, line: Line, name: str) -> str:
        """What stands in one of our columns; "" where the file has no such column."""
        heading = self.columns.get(name)
        return line[heading].strip() if heading is not None else ""

    def fault(self, line: Line, name: str, sentence: str) -> Fault:
        """What is wrong with a cell; with the whole row where the file has no such column, and for no
        name."""
        heading = self.columns.get(name)
        return Fault("", line.row, line.column(heading) if heading is not None else "", sentence)


def refused(sentence: str, sheet: str = "") -> Rows:
    """No rows, and why: of the whole file, or of a sheet of it."""
    return Rows((), (Fault(sheet, 0, "", sentence),), {})


def unread(file: IO[bytes], title: str, name: str) -> Rows:
    """No rows of a file in which no sheet could be looked into, and why: as of one that should have had the
    sheet `title` with the column `name`."""
    _, faults = read(file, (Sheet(title, (Column(name, _LETTERS),)),), most_lines=1)
    return Rows((), tuple(faults), {})
