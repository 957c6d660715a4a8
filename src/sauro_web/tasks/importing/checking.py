"""What is wrong with the rows of a file, against themselves and against what there is. No fault repeats what
was typed in a cell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sauro.dates.due import Due
from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.importing.reading import Fault, Line
from sauro_web.accounts.models import Unit
from sauro_web.accounts.naming import accented
from sauro_web.tasks.from_today import refusal_of, said_of
from sauro_web.tasks.importing.columns import DUE, PROGRESS, TASKS, Template
from sauro_web.tasks.importing.units import COOPERATING, LEAD, Meant, names_of_cell
from sauro_web.tasks.models import OPEN, TaskState, UnitTask
from sauro_web.tasks.schedule import only_day

__all__ = [
    "CheckedProgress",
    "CheckedTasks",
    "Given",
    "Known",
    "News",
    "check_progress",
    "check_tasks",
]

_YEARS = 5
_ONE_LEAD = "Chỉ ghi một đơn vị chủ trì; các đơn vị khác ghi ở cột Đơn vị phối hợp."
_LEAD_AGAIN = "Đơn vị chủ trì không ghi lại ở cột phối hợp; hãy bỏ tên này."
_PLAIN_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_MOST = 99
_NAMED = 5
"""Rows named beside one of them."""
_SHARE = re.compile(r"([0-9]{1,3})(?:[.,]0{1,4})? ?%?")
_PART_OF_ONE = re.compile(r"0[.,][0-9]+")


@dataclass(frozen=True, slots=True)
class Given:
    """A row of work: what, by whom, with whom, until when, after which document."""

    text: str
    product: str
    lead: Unit
    cooperating: tuple[Unit, ...]
    due: Due
    due_text: str
    source: str
    authority: str


@dataclass(frozen=True, slots=True)
class Known:
    """Work that the office has given already: wording and lead of what is open, and with its first deadline
    of whatever was neither recalled nor cancelled."""

    open: set[tuple[str, int]] = field(default_factory=set)
    dated: set[tuple[str, int, date]] = field(default_factory=set)


@dataclass(slots=True)
class CheckedTasks:
    """Rows that may be written, the faults (where there are any nothing may), and what whoever sends the file
    should look at before he writes it."""

    given: list[Given] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class News:
    """What is new about a part."""

    part: UnitTask
    percent: int | None
    text: str


@dataclass(slots=True)
class CheckedProgress:
    """Rows that say something new, and the faults."""

    news: list[News] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def check_tasks(
    lines: Sequence[Line],
    meant: Mapping[str, Meant],
    dues: Mapping[str, Due | None],
    known: Known,
    *,
    on: date,
    calendar: WorkCalendar,
) -> CheckedTasks:
    """`meant` says which unit each name in the file means, `dues` which time limit each cell of them."""
    checked = CheckedTasks()
    twins = _twins(lines, meant)
    again = 0
    for line in lines:
        faults, remarks = _Faults(TASKS, line), _Faults(TASKS, line)
        lead = _lead(meant, line[LEAD], faults, remarks)
        helpers = _helpers(meant, line, lead, faults, remarks)
        due = dues.get(line[DUE])
        _check_due(line[DUE], due, faults, remarks, on, calendar)
        text = accented(line["Nội dung nhiệm vụ"])
        if others := [row for row in twins.get(_work(line, meant), ()) if row != line.row]:
            where = ", ".join(map(str, others[:_NAMED])) + ("…" if len(others) > _NAMED else "")
            faults.add("Nội dung nhiệm vụ", f"Trùng nội dung và đơn vị chủ trì với dòng {where}.")
        elif lead is not None and (sentence := _given_before(text, lead, only_day(due), known)):
            faults.add("Nội dung nhiệm vụ", sentence)
            again += 1
        checked.faults += faults.found
        checked.remarks += remarks.found
        if lead is not None and due is not None and not faults.found:
            checked.given.append(_given(line, lead, helpers, due))
    if again and again == len(lines):
        sentence = "Mọi việc trong tệp đã có trong phần mềm; có lẽ tệp này đã được ghi rồi."
        checked.faults.insert(0, Fault("", 0, "", sentence))
    return checked


def _work(line: Line, meant: Mapping[str, Meant]) -> tuple[str, int | str]:
    """What tells one work from another: its words and who leads it, however the unit is written."""
    found = meant.get(line[LEAD])
    lead = found.unit if found is not None else None
    return accented(line["Nội dung nhiệm vụ"]), lead.pk if lead is not None else accented(line[LEAD])


def _twins(lines: Sequence[Line], meant: Mapping[str, Meant]) -> dict[tuple[str, int | str], list[int]]:
    """The rows of each work of which all is said."""
    found: dict[tuple[str, int | str], list[int]] = defaultdict(list)
    for line in lines:
        if all(work := _work(line, meant)):
            found[work].append(line.row)
    return found


def _given(line: Line, lead: Unit, cooperating: tuple[Unit, ...], due: Due) -> Given:
    return Given(
        line["Nội dung nhiệm vụ"],
        line["Sản phẩm"],
        lead,
        cooperating,
        due,
        f"{due.date:%d/%m/%Y}" if due.date and _PLAIN_DAY.fullmatch(line[DUE]) else line[DUE],
        line["Văn bản nguồn"],
        line["Thẩm quyền"],
    )


def _given_before(text: str, lead: Unit, due_on: date | None, known: Known) -> str:
    if (text, lead.pk) in known.open:
        return "Đơn vị đang chủ trì một việc cùng nội dung trong phần mềm."
    if due_on is not None and (text, lead.pk, due_on) in known.dated:
        return "Đơn vị đã được giao một việc cùng nội dung và cùng thời hạn trong phần mềm."
    return ""


def check_progress(lines: Sequence[Line], parts: Mapping[int, UnitTask]) -> CheckedProgress:
    """`parts` are those of the person's units, by number."""
    checked = CheckedProgress()
    counted = Counter(line["Mã phần việc"] for line in lines)
    for line in lines:
        percent, text = line["Mức độ (%)"], line["Nội dung cập nhật"]
        if not percent and not text:
            continue
        faults = _Faults(PROGRESS, line)
        number = line["Mã phần việc"]
        part = parts.get(_number(number))
        if counted[number] > 1:
            faults.add("Mã phần việc", "Trùng với dòng khác trong tệp.")
        if part is None:
            faults.add("Mã phần việc", "Không có phần việc này trong đơn vị của ông (bà).")
        else:
            _standing(part, line, faults)
        said = _percent(percent, faults) if percent else None
        if not text:
            faults.add("Nội dung cập nhật", "Chưa điền.")
        checked.faults += faults.found
        if part is not None and not faults.found:
            checked.news.append(News(part, said, text))
    return checked


def _standing(part: UnitTask, line: Line, faults: _Faults) -> None:
    if part.ended_at is not None or part.state not in OPEN:
        faults.add("Mã phần việc", "Phần việc đã xong hoặc không còn giao cho đơn vị.")
    elif part.state == TaskState.SUBMITTED:
        faults.add("Mã phần việc", "Kết quả đang chờ duyệt; hãy rút lại nếu cần cập nhật.")
    elif _number(line["Lần sửa"]) != part.version:
        faults.add("Lần sửa", "Phần việc đã thay đổi sau khi tải tệp, hoặc tệp đã được ghi; hãy tải tệp mới.")
    elif part.state == TaskState.PAUSED and line["Mức độ (%)"]:
        faults.add("Mức độ (%)", "Phần việc đang tạm dừng; để trống mức độ, chỉ ghi nội dung.")


class _Faults:
    """The faults of one row."""

    def __init__(self, template: Template, line: Line) -> None:
        self._sheet, self._line = template.sheet.title, line
        self.found: list[Fault] = []

    def add(self, heading: str, sentence: str) -> None:
        """One more, once."""
        fault = Fault(self._sheet, self._line.row, self._line.column(heading), sentence)
        if fault not in self.found:
            self.found.append(fault)


def _unit(
    meant: Mapping[str, Meant], text: str, heading: str, faults: _Faults, remarks: _Faults, place: int = 0
) -> Unit | None:
    """`place` is that of the name among several in the cell."""
    if not text:
        return None
    found = meant.get(text)
    which = f"Tên thứ {place} trong ô: " if place else ""
    if found is None or found.unit is None:
        faults.add(heading, which + (found.sentence if found else "Không có đơn vị này trong cơ quan."))
        return None
    if not found.is_called(text):
        remarks.add(heading, f"{which}Hiểu là “{found.unit.name}”.")
    return found.unit


def _lead(meant: Mapping[str, Meant], text: str, faults: _Faults, remarks: _Faults) -> Unit | None:
    """One unit; where several may stand in the cell, that is what is said."""
    if len(names_of_cell(text)) > 1:
        faults.add(LEAD, _ONE_LEAD)
        return None
    found = meant.get(text)
    if "," in text and (found is None or found.unit is None):
        faults.add(LEAD, f"Không có đơn vị mang đúng tên này. {_ONE_LEAD}")
        return None
    return _unit(meant, text, LEAD, faults, remarks)


def _helpers(
    meant: Mapping[str, Meant], line: Line, lead: Unit | None, faults: _Faults, remarks: _Faults
) -> tuple[Unit, ...]:
    """The cooperating units, each once."""
    names = names_of_cell(line[COOPERATING])
    found = [
        _unit(meant, one, COOPERATING, faults, remarks, place if len(names) > 1 else 0)
        for place, one in enumerate(names, 1)
    ]
    for place, unit in enumerate(found, 1):
        if unit is not None and lead is not None and unit.pk == lead.pk:
            faults.add(COOPERATING, (f"Tên thứ {place} trong ô: " if len(names) > 1 else "") + _LEAD_AGAIN)
    return tuple(dict.fromkeys(unit for unit in found if unit is not None))


def _check_due(
    text: str, due: Due | None, faults: _Faults, remarks: _Faults, on: date, calendar: WorkCalendar
) -> None:
    """By the rule of the form; what is no plain day is shown as it was understood."""
    if not text:
        return
    day = due.date if due is not None else None
    if day is not None and abs(day.year - on.year) > _YEARS:
        faults.add(DUE, f"Cách nay quá {_YEARS} năm; hãy kiểm tra lại năm.")
    elif refusal := refusal_of(due, on=on):
        faults.add(DUE, refusal)
    elif due is not None and not _PLAIN_DAY.fullmatch(text):
        remarks.add(DUE, said_of(due, calendar, on=on))


def _percent(text: str, faults: _Faults) -> int | None:
    """ "50" and "50%"; 0,5 might be either."""
    found = _SHARE.fullmatch(text)
    if found and int(found[1]) <= _MOST:
        return int(found[1])
    if not found and _PART_OF_ONE.fullmatch(text):
        faults.add("Mức độ (%)", "Chưa rõ bao nhiêu phần trăm; một nửa thì ghi 50.")
    else:
        done = "đã xong thì trình kết quả trên phần mềm"
        faults.add("Mức độ (%)", f"Ghi số nguyên từ 0 đến {_MOST}, thí dụ 50; {done}.")
    return None


def _number(text: str) -> int:
    """A whole number, or -1."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
