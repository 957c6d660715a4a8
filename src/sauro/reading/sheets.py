"""A workbook as plain values: what every reader of spreadsheets gives, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Area", "Plain", "Row", "Sheet", "Workbook", "WorkbookKind", "plain_cells"]

Plain = str | bool | int | float | date | datetime | time | timedelta
"""A value of a cell; nothing is the empty string, and a whole number is an int."""


class WorkbookKind(StrEnum):
    """The format of the file by its content, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    XML = "xml"


class Row(NamedTuple):
    """A row in which something stands: its number as the program shows it (from 1), its cells from column A
    on."""

    number: int
    cells: Sequence[Plain]


class Area(NamedTuple):
    """Cells that are merged: rows from 1, columns from 0, all four inside. The value is at the upper left."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows()` may be gone through again and again and leaves out rows without anything.

    `without_value` are cells (row, column) with a formula that was never worked out or came to an error:
    they read as empty. `hidden_rows` are hidden or filtered out; they are read as the others. `merged`,
    `without_value` and `hidden_rows` are empty where the format does not tell.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    without_value: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    hidden_rows: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file in their order."""

    kind: WorkbookKind
    sheets: tuple[Sheet, ...]


def plain_cells(cells: Sequence[Plain], before: int = 0) -> list[Plain]:
    """The cells with `before` empty ones at the left; whole numbers, which most formats keep as fractions, as
    int."""
    whole = [int(cell) if type(cell) is float and cell.is_integer() else cell for cell in cells]
    return [""] * before + whole if before else whole
