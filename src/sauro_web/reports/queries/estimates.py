"""How near the estimates of the report before came, once its whole window has been counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sauro.reporting.figures import Came, EstimateSeen, Reported, estimates_seen
from sauro_web.accounts.queries.reach import Reach
from sauro_web.indicators.queries.windows import counted_between
from sauro_web.reports.models import Report, ReportFigure, ReportPeriod
from sauro_web.reports.queries.checking import figures_before
from sauro_web.reports.queries.scopes import scope_of

__all__ = ["estimates_of"]


def estimates_of(
    report: Report, rows: Sequence[ReportFigure], before: Mapping[str, Reported] | None = None
) -> Sequence[tuple[ReportFigure, EstimateSeen]]:
    """Of those figures that one register counted, whoever asks: a sum is held against no single register.
    None while the window before still runs in this report's. `rows` are the figures of the report, `before`
    those of the one before where they are known."""
    codes = {row.asked.code: row.asked.counted_from for row in rows if row.asked.counted_from}
    if not codes:
        return ()
    every = figures_before(report) if before is None else before
    said = {code: one for code, one in every.items() if one.came is Came.COUNTED and one.estimate is not None}
    if not said:
        return ()
    periods = ReportPeriod.objects.filter(regime=report.period.regime, last__lt=report.period.last)
    last = periods.order_by("-last").first()
    if last is None:
        return ()
    office = scope_of(report, last.last).office
    everything = Reach(follows=(), reads=(office,), own=())
    tallies = counted_between(office, last.first, last.last, set(codes.values()), seen_by=everything)
    came_to = {code: tallies[name].counted for code, name in codes.items() if name in tallies}
    by_code = {row.asked.code: row for row in rows}
    return [(by_code[one.code], one) for one in estimates_seen(said, came_to) if one.code in by_code]
