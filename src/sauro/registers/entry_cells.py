"""One row of a register → the document it tells of, with what is wrong in its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sauro.doctypes.kinds import fits
from sauro.findings import Severity
from sauro.registers.days import read_day, read_days
from sauro.registers.model import Column, Direction, Entry, Field, Layout, Urgency
from sauro.registers.numbering import Numbered, read_arrival_number, read_reference
from sauro.registers.row_faults import RowFaults
from sauro.registers.sending import read_channel, read_urgency
from sauro.registers.subjects import read_kind, split_subject
from sauro.text.normalise import normalise, single_spaces

__all__ = ["EntryCells"]

_TEXTS = (
    Field.ISSUER, Field.SIGNER, Field.POSITION, Field.RECIPIENTS, Field.KEPT_BY, Field.HANDLER, Field.DRAFTER,
    Field.STATE, Field.REPLY, Field.NOTE, Field.FILE, Field.RECEIPT, Field.BOOK, Field.LANGUAGE,
    Field.FILE_CODE,
)  # fmt: skip
_LISTS = (Field.RECIPIENTS, Field.HANDLER)
_LINE_ENDS = re.compile(r"\s*[;,.]?\s*\n+\s*[-–•+*]?\s*")
_DITTO = frozenset(
    ('"', "''", "″", "“", "”", "〃", "//", "nt", "-nt-", "-nt", "n.t", "như trên", "- nt -", '-"-')
)
_LONGEST_DITTO = 9
_ERROR = re.compile(r"#(?:[A-Z]+(?:/0)?[!?]?|N/A)")
_CONTROLS = dict.fromkeys([*range(32), 127], " ")
_FIGURES = re.compile(r"\d{1,5}")
_KEY_FIELDS = frozenset((
    Field.NUMBER, Field.SYMBOL, Field.REFERENCE, Field.REFERENCE_AND_DATE, Field.DATED, Field.ARRIVED,
    Field.ARRIVAL_NUMBER, Field.ARRIVAL_NUMBER_AND_DATE, Field.SUBJECT, Field.KIND_AND_SUBJECT,
))  # fmt: skip
_OF_NUMBER = (Field.REFERENCE, Field.REFERENCE_AND_DATE, Field.NUMBER, Field.SYMBOL)


class EntryCells:
    """Reads the rows of one layout; remembers the row above for ditto marks."""

    def __init__(self, layout: Layout, on: date, without_value: frozenset[tuple[int, int]]) -> None:
        self._layout = layout
        self._on = on
        self._without_value = without_value
        self._columns: dict[Field, Column] = {column.field: column for column in layout.columns}
        self._columns.pop(Field.OTHER, None)
        self._texts = [
            (column.field.value, column.index, column.field in _LISTS)
            for column in layout.columns
            if column.field in _TEXTS
        ]
        self._numbered = next((field for field in _OF_NUMBER if field in self._columns), Field.REFERENCE)
        self._above: dict[int, object] = {}
        self._incoming = layout.direction is Direction.INCOMING

    def text(self, cells: Sequence[object], field: Field) -> str:
        """The text of a field; lines of a list of recipients are parted by semicolons."""
        return _text(self._of(cells, field), as_list=field in _LISTS)

    def entry(self, row: int, cells: Sequence[object]) -> Entry:
        """The document of a row."""
        faults = RowFaults(row, self._columns)
        if self._without_value:
            self._tell_formulas(row, faults)
        values: dict[str, Any] = {}
        for name, index, as_list in self._texts:
            text = _text(self._cell(cells, index), as_list=as_list)
            before = values.get(name)
            values[name] = f"{before}; {text}" if before and text else before or text
        numbered = self._number(cells, values, faults)
        self._days(cells, values, faults)
        if self._incoming:
            self._arrival(cells, values, faults)
        self._kind_and_subject(cells, numbered, values, faults)
        self._sending(cells, values, faults)
        self._compare(values, faults)
        return Entry(row, faults=tuple(faults.found), **values)

    def _cell(self, cells: Sequence[object], index: int) -> object:
        """A cell; for a ditto mark what stands above it."""
        cell = cells[index] if index < len(cells) else ""
        if isinstance(cell, str) and len(cell) <= _LONGEST_DITTO:
            bare = cell.strip().lower()
            if not bare:
                return ""
            if bare in _DITTO:
                return self._above.get(index, "")
        self._above[index] = cell
        return cell

    def _of(self, cells: Sequence[object], field: Field) -> object:
        column = self._columns.get(field)
        return "" if column is None else self._cell(cells, column.index)

    def _tell_formulas(self, row: int, faults: RowFaults) -> None:
        for field, column in self._columns.items():
            if (row, column.index) in self._without_value and field is not Field.ORDINAL:
                severity = Severity.STOP if field in _KEY_FIELDS else Severity.WARN
                faults.add("cell.without_value", field, severity)

    def _number(self, cells: Sequence[object], values: dict[str, Any], faults: RowFaults) -> Numbered:
        """What arrives may be numbered as its issuer likes, and bear no number at all (an invitation)."""
        field = self._numbered
        cell = self._of(cells, field)
        if isinstance(cell, str):
            if _ERROR.fullmatch(cell):
                faults.add("cell.without_value", field)
                return Numbered()
            cell = _text(cell)
            if field is Field.REFERENCE_AND_DATE:
                cell = self._without_day(cell, values, faults)
        symbol = _text(self._of(cells, Field.SYMBOL)) if field is not Field.SYMBOL else ""
        read = read_reference(cell, symbol)
        values |= {
            "number": read.number, "suffix": read.suffix, "symbol": read.symbol, "reference": read.reference,
        }  # fmt: skip
        strictly = Severity.WARN if self._incoming else Severity.STOP
        if read.fault is not None:
            lenient = read.fault in ("unread", "blank")
            faults.add(f"number.{read.fault}", field, strictly if lenient else Severity.STOP)
        elif not read.reference and not faults.blames(field):
            faults.add("number.missing", field, strictly)
        elif not read.is_usual and not self._incoming:
            faults.add("number.unusual", field, Severity.NOTE)
        if read.suffix and not self._incoming:
            faults.add("number.suffix", field, Severity.NOTE)
        return read

    def _without_day(self, text: str, values: dict[str, Any], faults: RowFaults) -> str:
        """The reference of a cell that holds the day, too; what stands between them ("ngày", brackets, a line
        end) belongs to neither."""
        found = read_days(text, year=self._layout.year)
        days = {read.day for read in found if read.day is not None}
        if len(days) == 1:
            values["dated"] = days.pop()
        elif found:
            faults.add("day.several" if days else "day.impossible", Field.REFERENCE_AND_DATE)
        return _BEFORE_DAY.split(text, maxsplit=1)[0].strip(" ,;(-–")

    def _days(self, cells: Sequence[object], values: dict[str, Any], faults: RowFaults) -> None:
        for field in (Field.DATED, Field.ARRIVED, Field.DUE, Field.FORWARDED):
            column = self._columns.get(field)
            if column is None:
                continue
            cell = self._cell(cells, column.index)
            read = read_day(cell, year=self._layout.year, order=column.day_order)
            key = field in _KEY_FIELDS and not (field is Field.DATED and self._incoming)
            if read.fault is not None and not faults.blames(field):
                faults.add(f"day.{read.fault.code}", field, Severity.STOP if key else Severity.WARN)
            elif read.is_completed:
                faults.add("day.completed", field, Severity.NOTE)
            values[field.value] = read.day

    def _arrival(self, cells: Sequence[object], values: dict[str, Any], faults: RowFaults) -> None:
        """Number and day of arrival; in one cell the day stands behind the number."""
        field = Field.ARRIVAL_NUMBER
        if Field.ARRIVAL_NUMBER_AND_DATE in self._columns:
            field = Field.ARRIVAL_NUMBER_AND_DATE
        cell = self._of(cells, field)
        if field is Field.ARRIVAL_NUMBER_AND_DATE and isinstance(cell, str):
            days = {read.day for read in read_days(cell, year=self._layout.year) if read.day is not None}
            if len(days) == 1:
                values["arrived"] = days.pop()
            elif days:
                faults.add("day.several", field)
            cell = _BEFORE_DAY.split(cell, maxsplit=1)[0].strip(" \n,;(-–/")
        number, suffix, is_read = read_arrival_number(cell)
        values |= {"arrival_number": number, "arrival_suffix": suffix}
        if faults.blames(field) or field not in self._columns:
            return
        if not is_read:
            faults.add("arrival.unread", field)
        elif number is None:
            faults.add("arrival.missing", field)

    def _kind_and_subject(
        self, cells: Sequence[object], numbered: Numbered, values: dict[str, Any], faults: RowFaults
    ) -> None:
        shown = numbered.kind
        field = Field.SUBJECT if Field.SUBJECT in self._columns else Field.KIND_AND_SUBJECT
        subject = _text(self._of(cells, field))
        if _ERROR.fullmatch(subject):
            faults.add("cell.without_value", field)
            subject = ""
        if field is Field.KIND_AND_SUBJECT and subject:
            shown, subject = split_subject(subject, shown)
        kind = shown
        if Field.KIND in self._columns:
            said = read_kind(_text(self._of(cells, Field.KIND)))
            if said is None:
                faults.add("kind.unknown", Field.KIND, Severity.NOTE if shown else Severity.WARN)
            elif said and shown and not (said == shown or fits(said, numbered.symbol)):
                faults.add("kind.differs", Field.KIND, Severity.NOTE)
            kind = said or shown
        values |= {"kind": kind, "subject": subject}
        if not subject and not faults.blames(field):
            faults.add("subject.missing", field)

    def _sending(self, cells: Sequence[object], values: dict[str, Any], faults: RowFaults) -> None:
        for field in (Field.URGENCY, Field.URGENCY_AND_CONFIDENTIALITY):
            if field in self._columns:
                urgency = read_urgency(_text(self._of(cells, field)))
                if urgency is None and field is Field.URGENCY:
                    faults.add("urgency.unknown", field, Severity.NOTE)
                values["urgency"] = urgency or Urgency.NORMAL
        if Field.CHANNEL in self._columns:
            values["channel"] = read_channel(_text(self._of(cells, Field.CHANNEL)))
        for field in (Field.COPIES, Field.PAGES, Field.FILE_ORDINAL):
            if field in self._columns:
                text = _text(self._of(cells, field))
                figures = _FIGURES.match(text)
                values[field.value] = int(figures[0]) if figures else None
                if text and not figures:
                    faults.add("count.unread", field, Severity.NOTE)

    def _compare(self, values: dict[str, Any], faults: RowFaults) -> None:
        """The days against one another, against today and the year of the register."""
        dated, arrived = values.get("dated"), values.get("arrived")
        for field, day in ((Field.DATED, dated), (Field.ARRIVED, arrived)):
            if day is not None and day > self._on:
                faults.add(f"{field.value}.future", field)
        year = self._layout.year
        own, field = (arrived, Field.ARRIVED) if self._incoming else (dated, Field.DATED)
        if own is not None:
            if year is not None and own.year != year:
                faults.add("day.other_year", field, Severity.WARN)
        elif not faults.blames(field) and not self._day_may_be_wanting(field, dated):
            faults.add(f"{field.value}.missing", field)
        if dated is not None and arrived is not None and dated > arrived:
            faults.add("dated.after_arrival", Field.DATED, Severity.WARN)

    def _day_may_be_wanting(self, field: Field, dated: date | None) -> bool:
        """A register of what arrives may tell of one day only."""
        return field is Field.ARRIVED and field not in self._columns and dated is not None


_BEFORE_DAY = re.compile(
    r"[\s,;(\-–]*(?:\bngày\b|(?<![\d/-])\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})(?![\w/-]))",
    re.IGNORECASE,
)


def _text(cell: object, *, as_list: bool = False) -> str:
    """A cell as it reads, in NFC with single spaces."""
    if isinstance(cell, str):
        if not cell:
            return ""
        text = cell if cell.isascii() else normalise(cell).text
        if as_list and "\n" in text:
            text = _LINE_ENDS.sub("; ", text.strip().lstrip("-–•+* "))
        return text.strip() if text.isprintable() and "  " not in text else _spaced(text)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return ""
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _spaced(text: str) -> str:
    return single_spaces(text.translate(_CONTROLS))
