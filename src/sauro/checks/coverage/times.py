"""Time limits and reports of a duty above beside those of the duties that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sauro.checks.coverage.addressees import is_given_to
from sauro.checks.coverage.model import Reason
from sauro.checks.levels import Standing, standing_of
from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.explain import day_words, rhythm_words
from sauro.plan.model import Plan, ReportingDuty, Task
from sauro.text.compare import unit_key

__all__ = ["goes_up", "report_reasons", "time_reasons"]


def time_reasons(above: Sequence[Task], own: Sequence[Task], *, issued: str = "") -> Iterator[Reason]:
    """Whether a duty is to be done later or earlier than the plan above says. `issued` is the day of a plan
    that is itself the answer, as far as it is written ("2026-05")."""
    asked = [due.date for due in _limits(above) if due.kind is DueKind.BY and due.date]
    if not asked:
        return
    limit = min(asked)
    if not own:
        yield from _day_of_issue(limit, issued)
        return
    limits = list(_limits(own))
    days = [due.date for due in limits if due.kind is DueKind.BY and due.date]
    if days:  # that of the nearest answer
        yield from _compared(limit, days[0])
    elif any(due.kind is DueKind.ONGOING for due in limits):
        yield Reason("time.open", f"ghi thường xuyên, cấp trên yêu cầu xong trước {day_words(limit)}")
    elif not limits:
        yield Reason("time.none", f"không ghi thời hạn, cấp trên yêu cầu xong trước {day_words(limit)}")


def _limits(tasks: Sequence[Task]) -> Iterator[Due]:
    for task in tasks:
        if task.due is not None:
            yield task.due.value


def _compared(limit: date, day: date) -> Iterator[Reason]:
    words = f"{day_words(day)} so với {day_words(limit)}"
    if day > limit:
        yield Reason("time.later", f"thời hạn {words}, muộn hơn yêu cầu")
    elif day < limit:
        yield Reason("time.earlier", f"thời hạn {words}, sớm hơn yêu cầu")


def _day_of_issue(limit: date, issued: str) -> Iterator[Reason]:
    """A plan dated in time answers in time: that is no stricter limit."""
    if not issued or issued < limit.isoformat()[: len(issued)]:
        known = bool(issued) and issued[:7] < limit.isoformat()[:7]
        if not issued or (len(issued) < 10 and not known):
            yield Reason("time.unknown", "kế hoạch chưa ghi đủ ngày ban hành", weighs=False)
    elif issued > limit.isoformat():
        yield Reason("time.later", f"ban hành ngày {_written(issued)}, sau hạn {day_words(limit)}")
    elif len(issued) < 10:
        yield Reason("time.unknown", "kế hoạch chưa ghi đủ ngày ban hành", weighs=False)


def _written(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def report_reasons(above: Sequence[Task], parent: Plan, plan: Plan) -> Iterator[Reason]:
    """Which reports that the plan above asks of this office the plan below does not send, or sends later."""
    paths = {task.path for task in above}
    office = plan.document.issuer.value if plan.document.issuer else None
    asked = [
        one
        for one in parent.reporting
        if one.task in paths and one.period and is_given_to(office, one.reporter)
    ]
    receivers = {unit_key(name) for one in asked for name in one.receiver}
    sent = [
        one
        for one in plan.reporting
        if one.period
        and (goes_up(one, office) or not receivers.isdisjoint(unit_key(name) for name in one.receiver))
    ]
    missing = [one.period for one in asked if one.period not in {other.period for other in sent}]
    if asked and missing:
        periods = tuple(rhythm for rhythm in Rhythm if rhythm in missing)
        yield Reason("report.missing", f"chưa có kỳ báo cáo {rhythm_words(periods)}")
    for one in asked:
        days = [other.due_day for other in sent if other.period is one.period and other.due_day]
        if one.due_day and days and min(days) > one.due_day:
            late, due = _month_day(min(days)), _month_day(one.due_day)
            period = rhythm_words((one.period,)) if one.period else ""
            yield Reason("report.later", f"báo cáo {period} gửi ngày {late}, sau hạn {due}")


def goes_up(duty: ReportingDuty, office: str | None) -> bool:
    """Whether a report leaves the office: no receiver named, or one that is not of its own level."""
    own = standing_of(office)
    if not duty.receiver or own is None:
        return True
    return any(standing_of(one) not in (None, own) or _is_department(one, own) for one in duty.receiver)


def _is_department(receiver: str, own: Standing) -> bool:
    """A department reports to another department of its province."""
    return own is Standing.DEPARTMENT and standing_of(receiver) is Standing.DEPARTMENT


def _month_day(written: str) -> str:
    month, day = written.split("-")
    return f"{day}/{month}"
