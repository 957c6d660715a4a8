"""Reports that somebody owes: by whom, to whom, how often, by which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sauro.anatomy.parts import Anatomy
from sauro.dates.due import DueKind, Rhythm
from sauro.dates.parse import ReportPeriod, read_report_periods
from sauro.extraction.time_words import begins_time_behind_name
from sauro.extraction.unit_lists import split_units
from sauro.extraction.unit_words import AUTHORITY, begins_new_name
from sauro.extraction.units import head_units, unit_end
from sauro.folio.passage import Passage
from sauro.plan.model import ReportingDuty, Source, Task

__all__ = ["closing_duties", "task_duties"]

# What may not stand before it comes behind the words, which are found faster when they come first.
_REPORT = re.compile(
    r"[Bb]áo cáo\b(?! đột xuất)(?! viên)"
    r"(?<!\w.{7})(?<!chế độ .{7})(?<!thông tin .{7})(?<!thông tin, .{7})"
)
# Those who report and those to whom one reports.
_ADDRESSEE = (
    rf"(?:{AUTHORITY}|UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|(?:Phó )?Chủ tịch|Thường trực|Thủ tướng|Chính phủ"
    r"|Thanh tra|(?:Phó )?Giám đốc|Hiệu trưởng|Chánh|Chi cục|cấp trên|cơ quan)"
)
_ADVISED = re.compile(
    r"[Tt]ham mưu(?:,? (?:cho|giúp|trình))?\s+"
    rf"(?P<who>(?!cấp|cơ quan){_ADDRESSEE}\b[^,;.]{{0,60}}?)\s+(?:ban hành\s+|định kỳ\s+|gửi\s+)?báo cáo"
)
_SENT_TO = (
    r"(?:[Gg]ửi(?: báo cáo)?(?: về| cho| đến| tới)?"
    r"|[Bb]áo cáo(?: kết quả)?(?: thực hiện)?(?: \w+){0,6}? (?:về|gửi|cho|lên|(?<!hợp )với)|[Tt]rình"
    r"|[Bb]áo cáo)"
)
_RECEIVER = re.compile(rf"{_SENT_TO}\s+(?={_ADDRESSEE}\b)")
# "báo cáo tháng (trước ngày 20), báo cáo quý (trước ngày 15) về Sở Tài chính"
_BEHIND_PERIODS = re.compile(
    rf"(?<!\w)(?:gửi(?: về| cho| đến| tới)?|về|lên|(?<!hợp )với)\s+(?={_ADDRESSEE}\b)"
)
_REPORTS_AT_ONCE = ("Báo cáo", "Tổng hợp báo cáo", "Tổng hợp, báo cáo")
"""How a row begins that is a report."""
_REPORT_WORDS = "báo cáo định kỳ "
"""Before a bare period, which is read as one only beside a report."""
_REGULAR = re.compile(r"[Đđ]ịnh kỳ")
# "… trước ngày 25 hằng tháng, báo cáo quý trước ngày …"
_OTHER_REPORT = re.compile(r"(?:[,;]|\svà)\s+(?:và\s+)?(?:(?:gửi|nộp)\s+)?báo cáo(?:\s+[^\s,;]+){0,4}?\s*$")
# Behind what a reporter may be named inside a sentence, and what he then does.
_JOINT = re.compile(r"[,:]\s+(?=\w)")
_REPORTING = re.compile(r"[^,;:.]{0,40}(?<!\w)(?:gửi|báo cáo)(?!\w)")
# "trình Chánh Thanh tra ký gửi …": he who signs it is not he who gets it.
_SIGNS = re.compile(r"(?<!chữ )(?<!đăng )(?<!tiết )ký(?=\s*,?\s*(?:gửi|báo cáo|ban hành|trình)|,)")
_SIGNED = 24
"""Characters behind a name in which the signing of it shows."""
_LONGEST_RECEIVER = 90
"""Characters of the longest name of one to whom a report goes."""
_BREATH = 12
"""Characters between periods that are named in the same breath."""


def task_duties(tasks: Iterable[Task], passages: dict[str, tuple[Passage, ...]]) -> Iterator[ReportingDuty]:
    """The reports that tasks ask for. `passages` are, by path, the texts of the task to be searched (its
    words and its product)."""
    for task in tasks:
        reporter = tuple(unit.value for unit in task.lead)
        due = task.due.value if task.due else None
        found: list[ReportingDuty] = []
        for passage in passages[task.path]:
            found += _in_passage(passage, reporter, task.path)
        if due is not None and due.kind is DueKind.PERIODIC:
            if found and due.every and all(duty.period is None for duty in found):
                found = [replace(duty, period=rhythm) for duty in found for rhythm in due.every]
            elif not found and task.source is Source.APPENDIX:
                found = list(_by_due(task, passages[task.path], reporter, due.every))
        elif due is None and not found and task.source is Source.APPENDIX:
            found = list(_by_cell(task, reporter))
        yield from _with_receivers(found, passages[task.path])


def _by_cell(task: Task, reporter: tuple[str, ...]) -> Iterator[ReportingDuty]:
    """The reports of a row that is a report itself, by the cell for its time ("6 tháng"), which for other
    duties would be no time limit."""
    cell = task.unread_due
    if cell is None or not task.text.value.startswith(_REPORTS_AT_ONCE):
        return
    for period in read_report_periods(_REPORT_WORDS + cell.value):
        yield ReportingDuty(
            reporter, (), period.rhythm, period.due_day, cell.value, cell.span, task.path, period.day
        )


def closing_duties(anatomy: Anatomy) -> Iterator[ReportingDuty]:
    """The reports that closing paragraphs ask for."""
    for line in anatomy.closing:
        yield from _in_passage(line.passage, (), None)


def _in_passage(passage: Passage, reporter: tuple[str, ...], path: str | None) -> Iterator[ReportingDuty]:
    """One duty for each period named in the same clause as a report; else one for a bare "định kỳ"."""
    text = passage.text
    if "áo cáo" not in text or not _REPORT.search(text):
        return
    last, told = -1, 0
    for run in _runs(read_report_periods(text)):
        begin, end = _clause(text, run[0].start, run[-1].end)
        # In one clause a second run is another report's only where it is called so.
        if not _REPORT.search(text[begin:end]) or (
            begin <= last and not _OTHER_REPORT.search(text, told, run[0].start)
        ):
            continue
        last, told = begin, run[-1].end
        who = _reporter(passage, begin, end, told) or reporter
        to = _receivers(passage, begin, end) or _receivers(passage, run[0].start, end, _BEHIND_PERIODS)
        for period in run:
            span = passage.span(period.start, period.end)
            yield ReportingDuty(who, to, period.rhythm, period.due_day, period.raw, span, path, period.day)
    if last >= 0:
        return
    regular = _REGULAR.search(text)
    if regular is None:
        return
    begin, end = _clause(text, *regular.span())
    if _REPORT.search(text, begin, end):
        who = _reporter(passage, begin, end, regular.end()) or reporter
        to = _receivers(passage, begin, end)
        clause = passage.part(begin, end)
        yield ReportingDuty(who, to, None, None, clause.text, passage.span(begin, end), path)


def _runs(periods: tuple[ReportPeriod, ...]) -> Iterator[list[ReportPeriod]]:
    """Periods written in one run ("Định kỳ quý I (…); 6 tháng (…) và hằng năm (…)")."""
    run: list[ReportPeriod] = []
    for period in periods:
        if run and period.start - run[-1].end > _BREATH:
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


def _reporter(passage: Passage, begin: int, end: int, told: int) -> tuple[str, ...]:
    """ "tham mưu X báo cáo": X is the reporter; else the unit named right before it reports, at the head of
    the clause or behind its period, which ends at `told` ("Hằng tháng, X báo cáo …"). Empty where the whole
    duty names him."""
    text = passage.text
    if match := _ADVISED.search(text, begin, end):
        return (match["who"],)
    if begin > 0 and head_units(passage)[1] <= begin:
        units, _ = head_units(passage.part(begin, end))
        if units:
            return tuple(unit.text for unit in units)
    before = begin = max(begin, head_units(passage)[1])
    for joint in _JOINT.finditer(text, begin, end):
        before, listed = joint.end(), before > begin and begins_new_name(text, before)
        if listed or not begins_new_name(text, joint.end()):
            continue
        clause = passage.part(joint.end(), end)
        units, rest = head_units(clause)
        if units and _REPORTING.match(clause.text, rest):
            return tuple(unit.text for unit in units)
    if begin < told and _REPORT.search(text, begin, told) is None:  # "Định kỳ 6 tháng các đơn vị báo cáo …"
        clause = passage.part(told, end)
        units, rest = head_units(clause)
        if units and _REPORTING.match(clause.text, rest):
            return tuple(unit.text for unit in units)
    return ()


def _receivers(
    passage: Passage, begin: int, end: int, opening: re.Pattern[str] = _RECEIVER
) -> tuple[str, ...]:
    """Those to whom a clause sends the report: the first units so named, without the time behind them."""
    text = passage.text[:end]
    for match in opening.finditer(text, begin):
        stop, _ = unit_end(text, match.end())
        if _SIGNS.search(text, match.end(), stop + _SIGNED):
            continue
        bracket = text.find("(", match.end(), stop)
        named = passage.part(match.end(), bracket if bracket >= 0 else stop)
        units = split_units(named.part(0, begins_time_behind_name(named.text)))
        if units:
            return tuple(unit.text for unit in units if len(unit.text) < _LONGEST_RECEIVER)
    return ()


def _by_due(
    task: Task, passages: tuple[Passage, ...], reporter: tuple[str, ...], every: tuple[Rhythm, ...]
) -> Iterator[ReportingDuty]:
    """A row whose product is a report and whose time limit is a rhythm."""
    for passage in reversed(passages):
        for match in _REPORT.finditer(passage.text):
            begin, end = _clause(passage.text, *match.span())
            if begin > 0 and not _RECEIVER.search(passage.text, begin, end):
                continue
            to = _receivers(passage, begin, end)
            clause = passage.part(begin, end)
            for rhythm in every:
                span = passage.span(begin, end)
                yield ReportingDuty(reporter, to, rhythm, None, clause.text, span, task.path)
            return


def _with_receivers(found: list[ReportingDuty], passages: tuple[Passage, ...]) -> Iterator[ReportingDuty]:
    """A duty whose clause names no receiver takes the one that the same task names elsewhere."""
    elsewhere: tuple[str, ...] = ()
    if any(not duty.receiver for duty in found):
        receivers = (_receivers(passage, 0, len(passage.text)) for passage in passages)
        elsewhere = next(filter(None, receivers), ())
    for duty in found:
        yield duty if duty.receiver else replace(duty, receiver=elsewhere)
