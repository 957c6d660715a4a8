"""What is wrong with a year's plan in a spreadsheet: all faults of all rows at once. No fault repeats what
stands in a cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from sauro_web.accounts.importing.reading import Fault, Line, first_cell, in_order, read
from sauro_web.accounts.models import Unit
from sauro_web.accounts.naming import accented
from sauro_web.meetings.importing.cells import MODES, SCOPES, cost_in, heard
from sauro_web.meetings.importing.columns import (
    COST,
    MODE,
    MONTH,
    MOST_LINES,
    NAMED_ON,
    SCOPE,
    SHEET,
    SUBJECT,
    UNIT,
    named,
)
from sauro_web.meetings.models import MeetingMode, MeetingScope

__all__ = ["CheckedPlan", "Holders", "PlanRow", "check_plan", "holders_among", "same_line"]

LineKey = tuple[tuple[str, ...], int, int | None]

_OURS = "Sáu Rõ - "


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of which all is understood."""

    subject: str
    month: int
    scope: str
    mode: str
    cost: int | None
    unit: Unit | None
    """None: the committee itself."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who may hold the conferences of a file: units by their names, and whether the committee
    itself may."""

    units: Mapping[str, Sequence[Unit]]
    committee: bool


def holders_among(units: Iterable[Unit], *, committee: bool) -> Holders:
    """By full, short and abbreviated name, accents and all."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        for text in {accented(unit.name), accented(unit.short_name), accented(unit.symbol)} - {""}:
            found.setdefault(text, []).append(unit)
    return Holders(found, committee)


@dataclass(slots=True)
class CheckedPlan:
    """Rows that may be written, and the faults: where there are any nothing may. `filled` rows the file
    has."""

    filled: int = 0
    rows: list[PlanRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def same_line(subject: str, month: int, unit: int | None) -> LineKey:
    """By what two lines of a plan are the same conference; `unit` is the number of who holds it."""
    return heard(subject), month, unit


def check_plan(file: IO[bytes], year: int, *, standing: Collection[LineKey], holders: Holders) -> CheckedPlan:
    """`standing` are the lines that the plan has, by `same_line`."""
    name = first_cell(file, NAMED_ON)
    if name is not None and name.startswith(_OURS) and name != named(year):
        sentence = f"Tệp theo mẫu khác hoặc mẫu của năm khác; hãy tải tệp mẫu của năm {year} và chép sang."
        return CheckedPlan(faults=[Fault("", 0, "", sentence)])
    lines, faults = read(file, (SHEET,), most_lines=MOST_LINES, may_have=(NAMED_ON,))
    checked = CheckedPlan(faults=faults)
    blamed = {(fault.row, fault.column) for fault in faults if fault.column}
    seen = set(standing)
    for line in lines.get(SHEET.title, ()):
        checked.filled += 1
        found: list[Fault] = []
        row = _row(line, holders, found)
        if row is not None:
            key = same_line(row.subject, row.month, row.unit.pk if row.unit else None)
            if key in seen:
                found.append(
                    _fault(line, SUBJECT, "Hội nghị của tháng này đã có trong kế hoạch hoặc trong tệp.")
                )
            seen.add(key)
            checked.rows.append(row)
        checked.faults += [fault for fault in found if (fault.row, fault.column) not in blamed]
    checked.faults = in_order(checked.faults)
    return checked


def _row(line: Line, holders: Holders, faults: list[Fault]) -> PlanRow | None:
    subject = " ".join(line[SUBJECT].split())
    month = _month(line, faults)
    scope = _chosen(line, SCOPE, SCOPES, faults)
    mode = _chosen(line, MODE, MODES, faults)
    cost = _cost(line, faults)
    unit = _unit(line, holders, faults)
    if not subject or month is None or scope is None or mode is None or faults:
        return None
    return PlanRow(subject, month, scope, mode, cost, unit)


def _unit(line: Line, holders: Holders, faults: list[Fault]) -> Unit | None:
    text = line[UNIT].strip()
    if not text:
        if not holders.committee:
            faults.append(_fault(line, UNIT, "Hãy ghi đơn vị của ông (bà)."))
        return None
    found = holders.units.get(accented(text), ())
    if len(found) == 1:
        return found[0]
    sentence = (
        "Có nhiều đơn vị mang tên này; hãy ghi tên đầy đủ."
        if found
        else "Không có đơn vị này trong các đơn vị mà ông (bà) lập kế hoạch; hãy ghi đúng tên."
    )
    faults.append(_fault(line, UNIT, sentence))
    return None


def _month(line: Line, faults: list[Fault]) -> int | None:
    text = line[MONTH].strip()
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 12:
        return int(text)
    faults.append(_fault(line, MONTH, "Hãy ghi tháng là một số từ 1 đến 12."))
    return None


def _chosen(
    line: Line, heading: str, known: Mapping[tuple[str, ...], str], faults: list[Fault]
) -> str | None:
    if not line[heading].strip():
        return None
    found = known.get(heard(line[heading]))
    if found is None:
        offered = MeetingScope.labels if heading == SCOPE else MeetingMode.labels
        faults.append(_fault(line, heading, f"Hãy ghi một trong: {'; '.join(map(str, offered))}."))
    return found


def _cost(line: Line, faults: list[Fault]) -> int | None:
    if not line[COST].strip():
        return None
    if (figure := cost_in(line[COST])) is not None:
        return figure
    faults.append(_fault(line, COST, "Hãy ghi số đồng là một số nguyên, ví dụ 15.000.000."))
    return None


def _fault(line: Line, heading: str, sentence: str) -> Fault:
    return Fault(SHEET.title, line.row, line.column(heading), sentence)
