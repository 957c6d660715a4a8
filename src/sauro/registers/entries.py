"""The rows of a register → its documents, one after another: a file of any length is gone through once and
nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sauro.registers.days import read_day
from sauro.registers.entry_cells import EntryCells
from sauro.registers.merged_rows import MergedRows
from sauro.registers.model import Direction, Entry, Field, Layout, LeftOut, Reason, Secret
from sauro.registers.row_kinds import RowKinds
from sauro.registers.secrecy import Secrecy, bears_stamp, names_secret_register, secrecy_of
from sauro.text.normalise import normalise

__all__ = ["Line", "entries", "secrets"]

Line = Entry | LeftOut | Secret
"""What a row is."""

_NUMBERS = frozenset(
    (
        Field.NUMBER,
        Field.REFERENCE,
        Field.REFERENCE_AND_DATE,
        Field.ARRIVAL_NUMBER,
        Field.ARRIVAL_NUMBER_AND_DATE,
    )
)
_SUBJECTS = frozenset((Field.SUBJECT, Field.KIND_AND_SUBJECT))
_OF_DOCUMENTS = re.compile(r"\b(?:văn bản|công văn|tài liệu|sổ|vb|cv|thường)\b")
_TELLS_SECRECY = re.compile(r"\bmat\b")


def entries(
    rows: Iterable[tuple[int, Sequence[object]]],
    layout: Layout,
    *,
    on: date,
    merged: Sequence[tuple[int, int, int, int]] = (),
    without_value: frozenset[tuple[int, int]] = frozenset(),
) -> Iterator[Line]:
    """What each row below the heading is. `on` is the day on which it is read; `merged` and `without_value`
    (formulas without a value) as the reader of the file tells them."""
    above = MergedRows(merged, layout.last_heading_row)
    reader = EntryCells(layout, on, without_value)
    judge = _Judge(layout)
    held: Entry | None = None
    secret_above = False
    for number, raw in rows:
        if number <= layout.last_heading_row:
            continue
        covered = above.covering(number, raw)
        if covered and judge.continues(raw, covered):
            # What belongs to a secret is secret.
            if held is not None and not secret_above:
                held = _with_more(held, reader, raw)
            yield LeftOut(number, Reason.CONTINUED)
            continue
        if held is not None:
            yield held
            held = None
        cells = judge.filled(raw, covered) if covered else raw
        other = judge.no_entry(number, cells)
        secret_above = isinstance(other, Secret)
        if other is not None:
            yield other
        else:
            held = reader.entry(number, cells)
    if held is not None:
        yield held


def secrets(
    rows: Iterable[tuple[int, Sequence[object]]],
    layout: Layout,
    *,
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> Iterator[Secret]:
    """The rows of classified documents alone, at a part of the cost of `entries`: a file that has any may not
    be kept."""
    above = MergedRows(merged, layout.last_heading_row)
    judge = _Judge(layout)
    for number, raw in rows:
        if number > layout.last_heading_row:
            covered = above.covering(number, raw)
            if covered and judge.continues(raw, covered):
                continue
            other = judge.no_entry(number, judge.filled(raw, covered) if covered else raw)
            if isinstance(other, Secret):
                yield other


class _Judge:
    """Says of each row of one layout whether it is a document of its own."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._kinds = RowKinds(layout)
        self._secrecies = _Secrecies(layout)
        self._numbers = [column.index for column in layout.columns if column.field in _NUMBERS]
        subjects = [column.index for column in layout.columns if column.field in _SUBJECTS]
        self._continuing = [*self._numbers, *subjects]

    def continues(self, cells: Sequence[object], covered: dict[int, object]) -> bool:
        """Whether the row is the rest of the document above, whose recipients take a row each: it has no
        number of its own, and a number or subject from above covers it."""
        own = any(index < len(cells) and cells[index] != "" for index in self._numbers)
        return not own and any(index in covered for index in self._continuing)

    def filled(self, cells: Sequence[object], covered: dict[int, object]) -> Sequence[object]:
        """The cells with what is merged from above: a day, an issuer, a subject; never a number."""
        filled = list(cells)
        for index, value in covered.items():
            if index not in self._numbers:
                filled += [""] * (index + 1 - len(filled))
                if filled[index] == "":
                    filled[index] = value
        return filled

    def no_entry(self, number: int, cells: Sequence[object]) -> LeftOut | Secret | None:
        """What the row is if it is no document that may be kept; None for one."""
        reason = self._kinds.reason(cells)
        if reason is Reason.SECTION:
            self._secrecies.enter(cells)
            return LeftOut(number, reason)
        found = self._secrecies.of(cells)
        if found is Secrecy.SECRET or (found is Secrecy.DOUBTFUL and reason is None):
            doubtful = found is Secrecy.DOUBTFUL
            return Secret(number, _month(cells, self._layout), doubtful=doubtful)
        return None if reason is None else LeftOut(number, reason)


def _with_more(entry: Entry, reader: EntryCells, cells: Sequence[object]) -> Entry:
    """The entry with the recipients and the handlers of a further row."""
    if bears_stamp(cells):
        return entry
    recipients, handler = reader.text(cells, Field.RECIPIENTS), reader.text(cells, Field.HANDLER)
    return replace(
        entry,
        recipients="; ".join(text for text in (entry.recipients, recipients) if text),
        handler="; ".join(text for text in (entry.handler, handler) if text),
    )


class _Secrecies:
    """What each row says of secrecy: by every column of that name, whatever a person takes it for, by marks
    anywhere in the row, by the title of its section and of the whole register."""

    def __init__(self, layout: Layout) -> None:
        self._whole = layout.secret
        self._section = False
        self._alone = [
            column.index
            for column in layout.columns
            if column.field is Field.CONFIDENTIALITY
            or (_TELLS_SECRECY.search(column.key) and "khan" not in column.key)
        ]
        self._together = [
            column.index
            for column in layout.columns
            if column.index not in self._alone
            and (column.field is Field.URGENCY_AND_CONFIDENTIALITY or _TELLS_SECRECY.search(column.key))
        ]

    def enter(self, cells: Sequence[object]) -> None:
        """Goes on to the section of this heading. One of classified documents ends where another speaks of
        documents: months and kinds are parts of it."""
        title = " ".join(str(cell) for cell in cells if cell != "")
        if names_secret_register(title) or bears_stamp(cells):
            self._section = True
        elif _OF_DOCUMENTS.search(normalise(title).text.lower()):
            self._section = False

    def of(self, cells: Sequence[object]) -> Secrecy:
        """The gravest that is said."""
        if self._whole or self._section or bears_stamp(cells):
            return Secrecy.SECRET
        worst = Secrecy.NONE
        for indexes, together in ((self._alone, False), (self._together, True)):
            for index in indexes:
                cell = cells[index] if index < len(cells) else ""
                said = (
                    secrecy_of(str(cell), with_urgency=together)
                    if cell not in ("", 0, False)
                    else Secrecy.NONE
                )
                if said is Secrecy.SECRET:
                    return said
                if said is Secrecy.DOUBTFUL:
                    worst = said
        return worst


def _month(cells: Sequence[object], layout: Layout) -> str | None:
    """The month by which a classified document is counted: of arrival, or of issue."""
    wanted = (
        (Field.ARRIVED, Field.DATED)
        if layout.direction is Direction.INCOMING
        else (Field.DATED, Field.ARRIVED)
    )
    for field in wanted:
        column = layout.of(field)
        if column is not None and column.index < len(cells):
            day = read_day(cells[column.index], year=layout.year, order=column.day_order).day
            if day is not None:
                return f"{day:%Y-%m}"
    return None
