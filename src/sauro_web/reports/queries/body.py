"""What stands in a report besides the figures of its form: documents, meetings, shares, work, all counted
from registers for its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sauro_web.reports.models import Report, ReportPeriod, ReportState
from sauro_web.reports.queries.digital_shares import Rated, shares_of
from sauro_web.reports.queries.meetings_held import Meetings, meetings_of
from sauro_web.reports.queries.papers_issued import Papers, papers_of
from sauro_web.reports.queries.scopes import Scope, scope_of
from sauro_web.reports.queries.work_owed import Work, work_of

__all__ = ["Body", "body_of", "counted_of", "report_before"]


@dataclass(frozen=True, slots=True)
class Body:
    """`absent` names what the registers have nothing of."""

    scope: Scope
    papers: Papers
    meetings: Meetings
    shares: Sequence[Rated]
    work: Work
    absent: Sequence[str]


def body_of(report: Report, on: date, known_at: datetime | None = None) -> Body:
    """Of a report as the registers stand now; work as it stood on the last of its days, once that is past.
    `known_at`, a moment of the day `on`: as they stood then, where the days still ran. Some fifty queries,
    however many units report to it."""
    before = report_before(report)
    return counted_of(scope_of(report, on, known_at), since=before.period.last if before else None)


def counted_of(scope: Scope, *, since: date | None = None) -> Body:
    """Of any unit and days."""
    papers, work = papers_of(scope), work_of(scope, since=since)
    meetings, shares = meetings_of(scope), shares_of(scope)
    absent = [] if papers.known else ["văn bản ban hành"]
    if not meetings.known:
        absent.append("hội nghị, cuộc họp")
    absent += [_small(one.name) for one in shares if one.now is None]
    if not work.total.now:
        absent.append("nhiệm vụ được giao")
    return Body(scope, papers, meetings, shares, work, absent)


def report_before(report: Report) -> Report | None:
    """What the unit sent of the period before that of a report; None where it sent nothing. One query."""
    period: ReportPeriod = report.period
    rows = Report.objects.filter(
        period__regime=period.regime, period__last__lt=period.first, unit=report.unit
    ).exclude(state=ReportState.DRAFT)
    return rows.select_related("period__regime").order_by("-period__last").first()


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
