"""Regular reports that one document orders in two ways (NĐ 09/2019/NĐ-CP, Điều 7: period, time and receiver
of a report are fixed once)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sauro.checks.model import Examined, Fault
from sauro.dates.due import Rhythm
from sauro.plan.model import ReportingDuty, Source, Task
from sauro.text.compare import key, unit_key

__all__ = ["body_against_appendix", "days"]

_NAMES = {
    Rhythm.MONTH: "hằng tháng",
    Rhythm.QUARTER: "hằng quý",
    Rhythm.HALF_YEAR: "6 tháng",
    Rhythm.NINE_MONTHS: "9 tháng",
    Rhythm.YEAR: "hằng năm",
}
_REPORTS = ("bao cao", "tong hop", "theo doi")
"""How a duty begins that is a report itself, and does not only end in one."""


def days(examined: Examined) -> Iterator[Fault]:
    """The same report of the same office to the same receiver, due on two days."""
    for one, other in combinations(examined.plan.reporting, 2):
        both_told = one.due_day and other.due_day and one.due_day != other.due_day
        if both_told and one.span != other.span and one.period is not None and _whose(one) == _whose(other):
            yield Fault(
                f"Cùng một báo cáo {_said(one.period)} nhưng ghi hai hạn gửi khác nhau:"
                f" “{_short(one)}” và “{_short(other)}”.",
                one.span,
                others=(other.span,),
            )


def _whose(duty: ReportingDuty) -> tuple[object, ...]:
    return (_offices(duty.reporter), _offices(duty.receiver), duty.period)


def body_against_appendix(examined: Examined) -> Iterator[Fault]:
    """The periods and the receivers of an office's reports in the body and in the appendix."""
    tasks = {task.path: task for task in examined.plan.tasks}
    regimes: dict[frozenset[str], tuple[list[ReportingDuty], list[ReportingDuty]]] = {}
    for duty in examined.plan.reporting:
        task = tasks.get(duty.task or "")
        if duty.period is None or not duty.reporter:
            continue
        in_appendix = task is not None and task.source is Source.APPENDIX
        if in_appendix and not _is_report(task):
            continue
        regimes.setdefault(_offices(duty.reporter), ([], []))[in_appendix].append(duty)
    for body, appendix in regimes.values():
        if body and appendix:
            yield from _differing(body, appendix)


def _is_report(task: Task | None) -> bool:
    return task is not None and key(task.text.value).startswith(_REPORTS)


def _differing(body: Sequence[ReportingDuty], appendix: Sequence[ReportingDuty]) -> Iterator[Fault]:
    office = body[0].reporter[0]
    told = []
    if _periods(body) != _periods(appendix):
        told.append(f"kỳ báo cáo ({_listed(body)}; phụ lục: {_listed(appendix)})")
    mine, others = (_receivers(duties) for duties in (body, appendix))
    if mine and others and mine.keys().isdisjoint(others.keys()):
        told.append(f"nơi nhận ({', '.join(mine.values())}; phụ lục: {', '.join(others.values())})")
    if told:
        yield Fault(
            f"Chế độ báo cáo của {office} ở nội dung và ở phụ lục khác nhau về {' và '.join(told)}.",
            body[0].span,
            others=(appendix[0].span,),
        )


def _periods(duties: Sequence[ReportingDuty]) -> frozenset[Rhythm]:
    return frozenset(duty.period for duty in duties if duty.period is not None)


def _listed(duties: Sequence[ReportingDuty]) -> str:
    return ", ".join(dict.fromkeys(_said(duty.period) for duty in duties if duty.period is not None))


def _said(period: Rhythm) -> str:
    return _NAMES.get(period, "định kỳ")


def _receivers(duties: Sequence[ReportingDuty]) -> dict[str, str]:
    return {unit_key(name): name for duty in duties for name in duty.receiver}


def _offices(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(unit_key, names))


def _short(duty: ReportingDuty) -> str:
    return " ".join(duty.raw.split())
