"""What can be filled into a report without typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sauro.indicators.model import Shape
from sauro.reporting.figures import Came as Ways
from sauro.reporting.figures import Consolidated, Delivered, Reported, consolidated, waiting_said
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import Reach
from sauro_web.indicators.queries.windows import counted_between
from sauro_web.reports.models import AskedFigure, Came, Report, ReportFigure, ReportState

__all__ = ["Line", "prefilled", "summed"]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that can be filled in, and where it comes from (`note`)."""

    name: str
    counted: int | None
    against: int | None
    came: Came
    real_until: date | None
    estimate: int | None
    note: str


def prefilled(report: Report, *, on: date, seen_by: Reach) -> Mapping[int, Line]:
    """By the number of the line of the form: from the register of the office where the line is counted there,
    else the sum of the accepted reports below, else what the unit has told another regime of the same days
    that feeds this one."""
    asked = list(AskedFigure.objects.filter(regime=report.period.regime))
    told = {one.asked.code: _told(one) for one in _fed(report)}
    lines = {one.pk: told[one.code] for one in asked if one.code in told}
    sums = summed(report)
    for one in asked:
        if one.code in sums and sums[one.code].figure.tally is not None:
            lines[one.pk] = _line(one.name, sums[one.code].figure, _of_sum(sums[one.code]))
    return {**lines, **_of_register(report, asked, on, seen_by)}


def _fed(report: Report) -> Sequence[ReportFigure]:
    """Figures of the same unit and days in regimes that feed this one; the last sent of two holds."""
    period = report.period
    rows = ReportFigure.objects.filter(
        report__unit=report.unit, report__period__first=period.first, report__period__last=period.last,
        report__period__regime__in=period.regime.fed_by.all(),
    )  # fmt: skip
    rows = rows.exclude(came=Came.SILENT).exclude(report__state=ReportState.DRAFT)
    return list(rows.select_related("asked", "report__period__regime").order_by("report__sent_at", "pk"))


def _told(row: ReportFigure) -> Line:
    return _line(row.asked.name, row.core, f"lấy từ {row.report.period.regime.name}")


def _line(name: str, figure: Reported, note: str) -> Line:
    tally = figure.tally
    return Line(
        name, tally.counted if tally else None, tally.against if tally else None, Came(figure.came.value),
        figure.real_until, figure.estimate, note[:300],
    )  # fmt: skip


def _of_sum(one: Consolidated) -> str:
    said = [f"tổng của {len(one.within)} đơn vị"]
    if waits := waiting_said(one.waiting):
        said.append(waits)
    left_out = (*one.silent, *one.without_base)
    return "; ".join([*said, f"không có số liệu: {', '.join(left_out)}"] if left_out else said)


def _of_register(
    report: Report, asked: Sequence[AskedFigure], on: date, seen_by: Reach
) -> Mapping[int, Line]:
    """Registers are those of offices: of the unit where it is one, and of its office for the unit that sums
    up for the whole of it."""
    unit, period = report.unit, report.period
    office: Unit = unit.house
    wanted = {one.counted_from for one in asked if one.counted_from}
    sums_up = unit.pk == period.regime.consolidator_id and office.pk == period.regime.office_id
    last = min(period.last, on)
    if not wanted or last < period.first or not (office.pk == unit.pk or sums_up):
        return {}
    tallies = counted_between(office, period.first, last, wanted, seen_by=seen_by)
    return {
        one.pk: _line(
            one.name, Reported(tallies[one.counted_from], Ways.COUNTED, last), f"sổ của {office.label}"
        )
        for one in asked
        if one.counted_from in tallies
    }


def summed(report: Report) -> Mapping[str, Consolidated]:
    """By code the figures of the reports below: only accepted ones, none that was returned. Empty where none
    report to it. One query."""
    rows = ReportFigure.objects.filter(report__above=report).select_related("asked", "report__unit")
    parts: dict[str, list[Delivered]] = {}
    shapes: dict[str, Shape] = {}
    for row in rows.order_by("report__unit__position", "report__unit__path", "pk"):
        stands = row.report.state == ReportState.ACCEPTED and not row.is_returned
        shapes[row.asked.code] = Shape(row.asked.shape)
        part = Delivered(row.report.unit.name, row.core, accepted=stands)
        parts.setdefault(row.asked.code, []).append(part)
    return {code: consolidated(every, shapes[code]) for code, every in parts.items()}
