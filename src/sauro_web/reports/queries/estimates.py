"""How near the estimates of the report before came, once its whole window has been counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sauro.reporting.figures import Came, EstimateSeen, Reported, estimates_seen
from sauro.reporting.periods import period_before
from sauro_web.reports.models import Report, ReportFigure, ReportState
from sauro_web.reports.queries.came_to import came_to
from sauro_web.reports.queries.checking import figures_before

__all__ = ["estimates_of"]

_JUDGED = (Came.COUNTED, Came.SUMMED)


def estimates_of(
    report: Report, rows: Sequence[ReportFigure], before: Mapping[str, Reported] | None = None
) -> Sequence[tuple[ReportFigure, EstimateSeen]]:
    """Of those figures that registers counted, or that were summed of such, whoever asks. None while the
    window before still runs in this report's. `rows` are the figures of the report, `before` those of the one
    before where they are known."""
    every = figures_before(report) if before is None else before
    said = {code: one for code, one in every.items() if one.came in _JUDGED and one.estimate is not None}
    if not said:
        return ()
    last = _sent_before(report)
    if last is None or last.period.last >= report.period.last:
        return ()
    figures = last.figures.filter(asked__code__in=said).select_related("asked")
    seen = estimates_seen(said, came_to(last, list(figures)))
    by_code = {row.asked.code: row for row in rows}
    return [(by_code[one.code], one) for one in seen if one.code in by_code]


def _sent_before(report: Report) -> Report | None:
    period = period_before(report.period.core)
    rows = Report.objects.filter(
        period__regime=report.period.regime, period__year=period.year, period__number=period.index,
        unit=report.unit,
    ).exclude(state=ReportState.DRAFT)  # fmt: skip
    along = ("unit__commune", "unit__province", "period__regime__office")
    return rows.select_related(*along).first()
