"""What is wrong with the rows of a file, against themselves and against what there is. No fault repeats what
was typed in a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sauro_web.accounts.importing.reading import Fault, Line, in_order
from sauro_web.accounts.importing.recognised import Rows
from sauro_web.accounts.models import Unit
from sauro_web.accounts.naming import accented
from sauro_web.procedures.counts import COUNTS, Counted, faults_of, whole_number
from sauro_web.procedures.importing.columns import MONTH, NOTHING, UNIT
from sauro_web.procedures.months import month_in

__all__ = ["Checked", "Known", "Row", "check", "named"]


_TOTALS = {"tổng", "tổng số", "tổng cộng", "cộng", "toàn xã", "toàn tỉnh", "toàn phường"}


@dataclass(frozen=True, slots=True)
class Known:
    """Units by name (`named`), the month for rows that say none, months that are closed, and the figures that
    stand."""

    units: Mapping[str, Sequence[Unit]]
    month: date | None
    closed: set[date]
    may_correct: bool
    standing: Mapping[tuple[int, date], Counted]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of which all is understood."""

    unit: Unit
    month: date
    counted: Counted
    nothing: bool


@dataclass(slots=True)
class Checked:
    """Rows that may be written, the faults (where there are any nothing may), and what whoever sends the file
    should look at before he writes it."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


def named(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    """The units by their names, accents and all."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        for text in {accented(unit.name), accented(unit.short_name), accented(unit.symbol)} - {""}:
            found.setdefault(text, []).append(unit)
    return found


def check(rows: Rows, known: Known, *, on: date) -> Checked:
    """All rows, all faults at once, in the order of the file."""
    checked = Checked()
    keys: Counter[tuple[int, date]] = Counter()
    understood: list[tuple[Line, Row]] = []
    blamed = {(fault.row, fault.column) for fault in rows.faults if fault.column}
    for line in rows.lines:
        if accented(rows.cell(line, UNIT)) in _TOTALS:
            checked.remarks.append(rows.fault(line, UNIT, "Dòng tổng không ghi: phần mềm tự cộng."))
            continue
        found: list[Fault] = []
        row = _row(rows, line, known, found, on)
        checked.faults += [fault for fault in found if (fault.row, fault.column) not in blamed]
        if row is not None:
            keys[row.unit.pk, row.month] += 1
            understood.append((line, row))
    for line, row in understood:
        if keys[row.unit.pk, row.month] > 1:
            checked.faults.append(rows.fault(line, UNIT, "Trùng đơn vị và kỳ với dòng khác trong tệp."))
        checked.rows.append(row)
        checked.remarks += _remarks(rows, line, row, known, on)
    checked.faults = in_order([*rows.faults, *checked.faults])
    return checked


def _row(rows: Rows, line: Line, known: Known, faults: list[Fault], on: date) -> Row | None:
    unit = _unit(rows, line, known, faults)
    month = _month(rows, line, known, faults, on)
    counted = _counted(rows, line, faults)
    said = rows.cell(line, NOTHING).casefold()
    if said not in ("", "x"):
        faults.append(rows.fault(line, NOTHING, "Chỉ ghi x, hoặc để trống."))
    nothing = said == "x"
    if nothing and any(counted.values()):
        faults.append(rows.fault(line, NOTHING, "Không phát sinh thì không ghi số nào khác 0."))
    if not nothing and not counted and not faults:
        faults.append(
            rows.fault(
                line, UNIT, "Dòng chưa có số nào; tháng không có hồ sơ thì ghi x ở cột Không phát sinh."
            )
        )
    if unit is None or month is None or faults:
        return None
    before = known.standing.get((unit.pk, month), {})
    for name, sentence in faults_of({**before, **counted}) if not nothing else ():
        label = next(count.label for count in COUNTS if count.name == name)
        faults.append(rows.fault(line, label, sentence))
    return Row(unit, month, counted, nothing) if not faults else None


def _unit(rows: Rows, line: Line, known: Known, faults: list[Fault]) -> Unit | None:
    text = rows.cell(line, UNIT)
    if not text:
        return None
    found = known.units.get(accented(text), ())
    if len(found) == 1:
        return found[0]
    sentence = (
        "Có nhiều đơn vị mang tên này; hãy ghi tên đầy đủ."
        if found
        else "Không có đơn vị này trong danh sách đơn vị mà ông (bà) nhập số liệu; hãy ghi đúng tên."
    )
    faults.append(rows.fault(line, UNIT, sentence))
    return None


def _month(rows: Rows, line: Line, known: Known, faults: list[Fault], on: date) -> date | None:
    text = rows.cell(line, MONTH)
    month = month_in(text) if text else known.month
    if month is None:
        sentence = (
            "Hãy ghi kỳ dạng tháng/năm, thí dụ 6/2026." if text else "Chưa có kỳ số liệu; hãy chọn tháng."
        )
        faults.append(rows.fault(line, MONTH, sentence))
        return None
    if month > on:
        faults.append(rows.fault(line, MONTH, "Kỳ chưa tới; hãy kiểm tra lại."))
        return None
    if month in known.closed and not known.may_correct:
        faults.append(rows.fault(line, MONTH, "Tháng này đã chốt; hãy đề nghị đầu mối theo dõi sửa."))
        return None
    return month


def _counted(rows: Rows, line: Line, faults: list[Fault]) -> dict[str, int]:
    """What the row says; a blank cell says nothing."""
    found: dict[str, int] = {}
    for count in COUNTS:
        if not (text := rows.cell(line, count.label)):
            continue
        number = whole_number(text)
        if isinstance(number, str):
            faults.append(rows.fault(line, count.label, number))
        else:
            found[count.name] = number
    return found


def _remarks(rows: Rows, line: Line, row: Row, known: Known, on: date) -> list[Fault]:
    found = []
    if row.month.year < on.year:
        found.append(rows.fault(line, MONTH, f"Số liệu của năm {row.month.year}, không phải năm nay."))
    before = known.standing.get((row.unit.pk, row.month))
    if before is not None and any(before.get(name) != number for name, number in row.counted.items()):
        found.append(rows.fault(line, UNIT, "Đã có số liệu của tháng này; số trong tệp sẽ thay số cũ."))
    return found
