"""What a list is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

__all__ = ["Column", "Kind", "Listing", "Value"]

Value = str | int | Decimal | date | None
"""Of a cell: a `datetime` is a date too. None and "" are nothing."""


class Kind(Enum):
    """How a column stands."""

    MAIN = "main"
    """What the row is about: it stands first, takes the room that is left and cannot be taken away."""
    TEXT = "text"
    DATE = "date"
    FIGURE = "number"
    SHORT = "short"
    """A word that is never cut."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is what stands in the sheet, and on the page too unless `link`, `chip` or a
    template say more. All of them are given a row."""

    key: str
    """In the address and among the chosen columns."""
    heading: str
    value: Callable[[Any], Value]
    by: tuple[str, ...] = ()
    """Fields that sort by it, rising; none: it cannot be sorted by."""
    kind: Kind = Kind.TEXT
    shown: bool = True
    """Whether it stands there before somebody chose."""
    link: Callable[[Any], str] | None = None
    """Where the value leads; "" for nowhere."""
    chip: Callable[[Any], tuple[str, str] | None] | None = None
    """Kind and word of a state. The same word as the value: it stands in its place; another: behind it."""
    chip_alone: bool = False
    """The word of the chip is the value, where it has one."""
    template: str = ""
    """Draws the cell where the above do not suffice; the row is `row`."""
    width: int = 18
    """Of the sheet, in letters."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list. `order` are the fields sorted by where nothing was asked, of which the last tells any two
    rows apart; `size` is how many rows a page has."""

    name: str
    title: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    size: int = 40
    fixed: bool = False
    """Whether its columns are those of a book on paper, which nobody chooses."""
    computed: Mapping[str, Any] = field(default_factory=dict)
    """What is worked out for the rows where they are sorted by it, by its name in `by`."""
    picked: str = ""
    """Name under which ticked rows are sent by the form `#picked`; "" where none can be ticked."""

    def column(self, key: str) -> Column | None:
        """The column of that key."""
        return next((column for column in self.columns if column.key == key), None)

    def order_for(self, asked: str) -> tuple[str, ...]:
        """The fields to sort by when a heading was asked for ("han", "-han"); nonsense is the usual order."""
        column = self.column(asked.removeprefix("-"))
        if column is None or not column.by:
            return self.order
        last = self.order[-1]
        falling = "-" if asked.startswith("-") else ""
        turned = [_turned(field) if falling else field for field in column.by]
        return (*turned, *([last] if last.lstrip("-") not in {field.lstrip("-") for field in turned} else []))

    def sorted_by(self, order: tuple[str, ...]) -> str:
        """The key of the column, "-" before it where it falls, by which this order sorts; "" for none."""
        for column in self.columns:
            for key, by in ((column.key, column.by), (f"-{column.key}", tuple(map(_turned, column.by)))):
                if by and order[: len(by)] == by:
                    return key
        return ""


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"
