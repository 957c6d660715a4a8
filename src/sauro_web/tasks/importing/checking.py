"""What is wrong with the rows of a file, against themselves and against what there is. No fault repeats what
stands in a cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sauro_web.accounts.importing.reading import Fault, Line
from sauro_web.accounts.models import Unit
from sauro_web.accounts.naming import accented
from sauro_web.tasks.importing.columns import PROGRESS, TASKS, Template
from sauro_web.tasks.models import OPEN, TaskState, UnitTask

__all__ = ["CheckedProgress", "CheckedTasks", "Given", "News", "check_progress", "check_tasks"]

_YEARS = 5
_DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Given:
    """A row of work: what, by whom, with whom, until when, after which document."""

    text: str
    product: str
    lead: Unit
    cooperating: tuple[Unit, ...]
    due_on: date | None
    source: str
    authority: str


@dataclass(slots=True)
class CheckedTasks:
    """Rows that may be written, and the faults: where there are any nothing may."""

    given: list[Given] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


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
    lines: Sequence[Line], units: Iterable[Unit], known: set[tuple[str, int]], *, on: date
) -> CheckedTasks:
    """`units` are those that the office may give work to, `known` wording and lead of what is open."""
    checked = CheckedTasks()
    named: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for name in {accented(unit.name), accented(unit.short_name)} - {""}:
            named[name].append(unit)
    doubled = Counter(
        (accented(line["Nội dung nhiệm vụ"]), accented(line["Đơn vị chủ trì"])) for line in lines
    )
    for line in lines:
        faults = _Faults(TASKS, line)
        lead = _unit(named, line["Đơn vị chủ trì"], faults, "Đơn vị chủ trì")
        others = [one.strip() for one in line["Đơn vị phối hợp"].split(";") if one.strip()]
        found = [_unit(named, one, faults, "Đơn vị phối hợp") for one in others]
        due_on = _day(line["Thời hạn"], faults, on)
        key = accented(line["Nội dung nhiệm vụ"]), accented(line["Đơn vị chủ trì"])
        if all(key) and doubled[key] > 1:
            faults.add("Nội dung nhiệm vụ", "Trùng nội dung và đơn vị chủ trì với dòng khác trong tệp.")
        elif lead is not None and (key[0], lead.pk) in known:
            faults.add("Nội dung nhiệm vụ", "Đơn vị đang chủ trì một việc cùng nội dung trong phần mềm.")
        checked.faults += faults.found
        if lead is not None and not faults.found:
            helpers = dict.fromkeys(one for one in found if one is not None and one.pk != lead.pk)
            checked.given.append(
                Given(
                    line["Nội dung nhiệm vụ"],
                    line["Sản phẩm"],
                    lead,
                    tuple(helpers),
                    due_on,
                    line["Văn bản nguồn"],
                    line["Thẩm quyền"],
                )
            )
    return checked


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
        said = _number(percent) if percent else None
        if said is not None and not 0 <= said <= 99:
            faults.add("Mức độ (%)", "Ghi số nguyên từ 0 đến 99; đã xong thì trình kết quả trên phần mềm.")
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
        faults.add("Lần sửa", "Phần việc đã thay đổi sau khi tải tệp; hãy tải tệp mới.")


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


def _unit(named: Mapping[str, list[Unit]], text: str, faults: _Faults, heading: str) -> Unit | None:
    found = named.get(accented(text), []) if text else []
    if len(found) == 1:
        return found[0]
    if text:
        many = "Có nhiều đơn vị mang tên này; hãy ghi tên đầy đủ."
        faults.add(heading, many if found else "Không có đơn vị này trong cơ quan.")
    return None


def _day(text: str, faults: _Faults, on: date) -> date | None:
    if not text:
        return None
    for form in _DATES:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if abs(day.year - on.year) > _YEARS:
            faults.add("Thời hạn", f"Cách nay quá {_YEARS} năm; hãy kiểm tra lại năm.")
        return day
    faults.add("Thời hạn", "Không phải ngày; ghi ngày/tháng/năm, thí dụ 30/09/2026.")
    return None


def _number(text: str) -> int:
    """A whole number, or -1."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1
