"""What is wrong with a year's plan in a spreadsheet: all faults of all rows at once. No fault repeats what
stands in a cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import IO

from sauro_web.accounts.importing.reading import Fault, Line, first_cell, in_order, read
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
    named,
)
from sauro_web.meetings.models import MeetingMode, MeetingScope

__all__ = ["CheckedPlan", "PlanRow", "check_plan", "same_line"]

_OURS = "Sáu Rõ - "


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of which all is understood."""

    subject: str
    month: int
    scope: str
    mode: str
    cost: int | None


@dataclass(slots=True)
class CheckedPlan:
    """Rows that may be written, and the faults: where there are any nothing may. `filled` rows the file
    has."""

    filled: int = 0
    rows: list[PlanRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def same_line(subject: str, month: int) -> tuple[tuple[str, ...], int]:
    """By what two lines of a plan are the same conference."""
    return heard(subject), month


def check_plan(
    file: IO[bytes], year: int, *, standing: Collection[tuple[tuple[str, ...], int]]
) -> CheckedPlan:
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
        row = _row(line, found)
        if row is not None:
            key = same_line(row.subject, row.month)
            if key in seen:
                found.append(
                    _fault(line, SUBJECT, "Hội nghị của tháng này đã có trong kế hoạch hoặc trong tệp.")
                )
            seen.add(key)
            checked.rows.append(row)
        checked.faults += [fault for fault in found if (fault.row, fault.column) not in blamed]
    checked.faults = in_order(checked.faults)
    return checked


def _row(line: Line, faults: list[Fault]) -> PlanRow | None:
    subject = " ".join(line[SUBJECT].split())
    month = _month(line, faults)
    scope = _chosen(line, SCOPE, SCOPES, faults)
    mode = _chosen(line, MODE, MODES, faults)
    cost = _cost(line, faults)
    if not subject or month is None or scope is None or mode is None or faults:
        return None
    return PlanRow(subject, month, scope, mode, cost)


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
