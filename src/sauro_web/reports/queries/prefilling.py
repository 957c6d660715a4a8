"""What can be filled into a report without typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sauro.indicators.model import Shape
from sauro.reporting.figures import Came as Ways
from sauro.reporting.figures import Consolidated, Delivered, Reported, consolidated, waiting_said
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import Reach
from sauro_web.reports.models import AskedFigure, Came, Report, ReportFigure, ReportState
from sauro_web.reports.queries.names import WITH_HOUSE, name_in
from sauro_web.reports.queries.own_parts import own_parts
from sauro_web.reports.queries.registers import Counted, counted_in_registers, is_covered

__all__ = ["Line", "prefilled"]

_OWN_PART = " (tự ghi)"


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


@dataclass(frozen=True, slots=True)
class Below:
    """What one unit brings into a sum."""

    unit: Unit
    figure: Reported
    called: str = ""
    """Where it is no report: what it is."""
    accepted: bool = True


def prefilled(report: Report, *, on: date, seen_by: Reach) -> Mapping[int, Line]:
    """By the number of the line of the form: from the registers where the line is counted there, with the
    accepted reports below of whom these do not hold; else the sum of those reports and of the unit's own
    part, else what the unit has told another regime of the same days that feeds this one."""
    asked = list(AskedFigure.objects.filter(regime=report.period.regime))
    told = {one.asked.code: _told(one) for one in _fed(report)}
    lines = {one.pk: told[one.code] for one in asked if one.code in told}
    below, last, office = _below(report, asked), min(report.period.last, on), report.period.regime.office
    counted = _counted(report, asked, on, seen_by)
    for one in asked:
        line = _line_of(one, counted.get(one.counted_from, ()), below.get(one.code, ()), last, office)
        if line is not None:
            lines[one.pk] = line
    return lines


def _line_of(
    one: AskedFigure, own: Sequence[Counted], below: Sequence[Below], last: date, office: Unit
) -> Line | None:
    """None where neither a register nor a report below says anything."""
    offices = [part.office for part in own]
    others = [part for part in below if not is_covered(one.counted_from, part.unit, offices)]
    if len(own) == 1 and not others:
        return _line(one.name, Reported(own[0].tally, Ways.COUNTED, last), _of_book(offices[0]))
    counted = [_of_register(part, last) for part in own]
    found = _consolidated([*counted, *others], Shape(one.shape), office)
    return _line(one.name, found.figure, _of_sum(found)) if found.figure.tally is not None else None


def _of_register(part: Counted, last: date) -> Below:
    return Below(part.office, Reported(part.tally, Ways.COUNTED, last), _of_book(part.office))


def _of_book(office: Unit) -> str:
    return f"sổ của {office.label}"


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
    said += [f"có phần của {name}" for name in one.within if name.endswith(_OWN_PART)]
    if waits := waiting_said(one.waiting):
        said.append(waits)
    left_out = (*one.silent, *one.without_base)
    return "; ".join([*said, f"không có số liệu: {', '.join(left_out)}"] if left_out else said)


def _counted(
    report: Report, asked: Sequence[AskedFigure], on: date, seen_by: Reach
) -> Mapping[str, Sequence[Counted]]:
    wanted: Collection[str] = {one.counted_from for one in asked if one.counted_from}
    last = min(report.period.last, on)
    if not wanted or last < report.period.first:
        return {}
    return counted_in_registers(report, wanted, last, seen_by=seen_by)


def _below(report: Report, asked: Sequence[AskedFigure]) -> Mapping[str, Sequence[Below]]:
    """By code what the reports below say: only accepted ones stand, and none that was returned; and what the
    unit has of it itself. Two queries."""
    along = (f"report__{one}" for one in WITH_HOUSE)
    rows = ReportFigure.objects.filter(report__above=report).select_related("asked", *along)
    parts: dict[str, list[Below]] = {}
    for row in rows.order_by("report__unit__position", "report__unit__path", "pk"):
        stands = row.report.state == ReportState.ACCEPTED and not row.is_returned
        part = Below(row.report.unit, row.core, accepted=stands)
        parts.setdefault(row.asked.code, []).append(part)
    codes = {one.pk: one.code for one in asked}
    for number, figure in own_parts(report).items():
        own = Below(report.unit, figure, f"{name_in(report.unit, report.period.regime.office)}{_OWN_PART}")
        parts.setdefault(codes[number], []).append(own)
    return parts


def _consolidated(parts: Sequence[Below], shape: Shape, office: Unit) -> Consolidated:
    names = [one.called or name_in(one.unit, office) for one in parts]
    alike = Counter(names)
    said = [
        name if alike[name] == 1 else f"{name} ({one.unit.pk})"
        for name, one in zip(names, parts, strict=True)
    ]
    return consolidated(
        (Delivered(name, one.figure, accepted=one.accepted) for name, one in zip(said, parts, strict=True)),
        shape,
    )
