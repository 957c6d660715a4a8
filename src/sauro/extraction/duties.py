"""Reports that somebody owes: by whom, to whom, how often, by which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sauro.anatomy.parts import Anatomy
from sauro.dates.due import DueKind, Rhythm
from sauro.dates.parse import ReportPeriod, read_report_periods
from sauro.extraction.units import head_units, split_units, unit_end
from sauro.folio.passage import Passage
from sauro.plan.model import ReportingDuty, Task

__all__ = ["closing_duties", "task_duties"]

_REPORT = re.compile(r"(?<!chế độ )(?<!thông tin )(?<!thông tin, )\b[Bb]áo cáo\b(?! đột xuất)(?! viên)")
_ADVISED = re.compile(r"tham mưu(?: (?:cho|giúp|trình))?\s+(?P<who>(?:Chủ tịch |Thường trực )?(?:UBND|Ủy ban|Uỷ ban)[^,;.]{0,60}?)\s+(?:ban hành\s+)?báo cáo")
_RECEIVER = re.compile(
    r"(?:gửi(?: báo cáo)?(?: về| cho| đến| tới)?|báo cáo(?: kết quả)?(?: thực hiện)?(?: \w+){0,6}? (?:về|gửi|cho|lên)|trình|báo cáo)\s+(?=(?:Sở|UBND|Ủy ban|Uỷ ban|Chủ tịch|Văn phòng|Phòng|Bộ|Thủ tướng|Chính phủ|Ban|Công an|Thường trực|Tỉnh ủy|Thành ủy|Đảng ủy|Trung tâm|Thanh tra|HĐND|Hội đồng|Cục|cấp trên|cơ quan)\b)"
)
_REGULAR = re.compile(r"[Đđ]ịnh kỳ")
_UNDATED = re.compile(r"theo quy định|theo yêu cầu|đột xuất")


def task_duties(tasks: Iterable[Task], passages: dict[str, tuple[Passage, ...]]) -> Iterator[ReportingDuty]:
    """The reports that tasks ask for. `passages` are, by path, the texts of the task to be searched (its words and its product)."""
    for task in tasks:
        reporter = tuple(unit.value for unit in task.lead)
        due = task.due.value if task.due else None
        found: list[ReportingDuty] = []
        for passage in passages[task.path]:
            found += _in_passage(passage, reporter, task.path)
        if not found and due is not None and due.kind is DueKind.PERIODIC and task.source == "appendix":
            found = list(_by_due(task, passages[task.path], reporter, due.every))
        yield from _with_receivers(found, passages[task.path])


def closing_duties(anatomy: Anatomy, owners: tuple[str, ...] = ()) -> Iterator[ReportingDuty]:
    """The reports that closing paragraphs ask for."""
    for line in anatomy.closing:
        yield from _in_passage(line.passage, owners, None)


def _in_passage(passage: Passage, reporter: tuple[str, ...], path: str | None) -> Iterator[ReportingDuty]:
    """One duty for each period named in the same breath as a report."""
    text = passage.text
    if "áo cáo" not in text or not _REPORT.search(text):
        return
    for run in _runs(read_report_periods(text, year=None)):
        begin, end = _clause(text, run[0].start, run[-1].end)
        clause = text[begin:end]
        if not _REPORT.search(clause):
            continue
        who = _reporter(passage, begin, end) or reporter
        to = _receivers(passage, begin, end)
        for period in run:
            yield ReportingDuty(
                who, to, period.rhythm, period.due_day, period.raw, passage.span(period.start, period.end), path, period.day
            )
        return
    regular = _REGULAR.search(text)
    if regular:
        begin, end = _clause(text, regular.start(), regular.end())
        report = _REPORT.search(text, begin, end)
        if report:
            yield ReportingDuty(
                _reporter(passage, begin, end) or reporter, _receivers(passage, begin, end), None, None,
                text[begin:end].strip(), passage.span(begin, end), path,
            )  # fmt: skip


def _runs(periods: tuple[ReportPeriod, ...]) -> Iterator[list[ReportPeriod]]:
    """Periods written in one run ("Định kỳ quý I (…); 6 tháng (…) và hằng năm (…)")."""
    run: list[ReportPeriod] = []
    for period in periods:
        if run and period.start - run[-1].end > 12:
            yield run
            run = []
        run.append(period)
    if run:
        yield run


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """From the ";" or sentence before `start` to the one after `end`."""
    begin = max(text.rfind(";", 0, start), text.rfind(". ", 0, start), -1) + 1
    stops = [place for place in (text.find(";", end), text.find(". ", end)) if place >= 0]
    return begin, min(stops, default=len(text))


def _reporter(passage: Passage, begin: int, end: int) -> tuple[str, ...]:
    """"tham mưu X báo cáo": X is the reporter; else a unit named at the head of the clause."""
    if match := _ADVISED.search(passage.text, begin, end):
        return (match["who"],)
    if begin == 0:
        return ()
    units, _ = head_units(passage.part(begin, end))
    return tuple(unit.text for unit in units)


def _receivers(passage: Passage, begin: int, end: int) -> tuple[str, ...]:
    text = passage.text
    out: list[str] = []
    for match in _RECEIVER.finditer(text, begin, end):
        stop, _ = unit_end(text[:end], match.end())
        bracket = text.find("(", match.end(), stop)
        units = split_units(passage.part(match.end(), bracket if bracket >= 0 else stop))
        if units and not out:
            out = [unit.text for unit in units if len(unit.text) < 90]
            break
    return tuple(out)


def _by_due(
    task: Task, passages: tuple[Passage, ...], reporter: tuple[str, ...], every: tuple[Rhythm, ...]
) -> Iterator[ReportingDuty]:
    """A row whose product is a report and whose time limit is a rhythm."""
    for passage in reversed(passages):
        for match in _REPORT.finditer(passage.text):
            begin, end = _clause(passage.text, match.start(), match.end())
            if not _RECEIVER.search(passage.text, begin, end) and begin > 0:
                continue
            for rhythm in every:
                yield ReportingDuty(
                    reporter, _receivers(passage, begin, end), rhythm, None, passage.text[begin:end].strip(),
                    passage.span(begin, end), task.path,
                )  # fmt: skip
            return


def _with_receivers(found: list[ReportingDuty], passages: tuple[Passage, ...]) -> Iterator[ReportingDuty]:
    """A duty whose clause names no receiver takes the one that the same task names elsewhere."""
    fallback: tuple[str, ...] = ()
    if any(not duty.receiver for duty in found):
        for passage in passages:
            fallback = fallback or _receivers(passage, 0, len(passage.text))
    for duty in found:
        if duty.receiver or not fallback:
            yield duty
        else:
            yield ReportingDuty(
                duty.reporter, fallback, duty.period, duty.due_day, duty.raw, duty.span, duty.task, duty.day_of_month
            )
