"""Reports as their pages show them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from sauro.reporting.figures import EstimateSeen, changed
from sauro.reporting.periods import estimated_from
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.reports import rules
from sauro_web.reports.models import Came, Report, ReportFigure
from sauro_web.reports.queries.body import Body, body_of
from sauro_web.reports.queries.checking import disagreements_in, figures_before, missing_in, waiting_units
from sauro_web.reports.queries.estimates import estimates_of
from sauro_web.reports.queries.prefilling import prefilled

__all__ = [
    "ReportPage",
    "is_mending",
    "page_of",
    "punctual",
    "reports_read",
    "reports_seen",
    "successors_in",
    "writable",
]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What stands beside the figures of a report. `sums_off` are figures that the accepted reports below do
    not add up to (any more)."""

    missing: Sequence[str]
    must: Sequence[str]
    asks: Sequence[str]
    waiting: Sequence[Unit]
    sums_off: Sequence[str]
    better: Sequence[str]
    worse: Sequence[str]
    estimated: Sequence[tuple[str, EstimateSeen]]
    estimates_from: date | None
    successors: tuple[Unit, ...]
    body: Body
    has_before: bool
    """Whether there was a report of the period before."""

    @property
    def has_changed(self) -> bool:
        """Whether something is otherwise than in the report before."""
        return bool(self.better or self.worse or self.body.work.newly_late)


def page_of(report: Report, *, on: date) -> ReportPage:
    """What the page says of it; asks for a fixed number of queries."""
    rows = list(report.figures.select_related("asked"))
    names = {row.asked.code: row.asked.name for row in rows}
    forms = {row.asked.code: row.asked.form for row in rows}
    now, before = {row.asked.code: row.core for row in rows}, figures_before(report)
    said = changed(now, before, forms) if before else None
    found = disagreements_in(report)
    return ReportPage(
        missing_in(report),
        [one.message for one in found if one.must],
        [one.message for one in found if not one.must],
        waiting_units(report),
        _sums_off(report, rows, on),
        [names[code] for code in said.better] if said else (),
        [names[code] for code in said.worse] if said else (),
        [(row.asked.name, one) for row, one in estimates_of(report, rows, before)],
        estimated_from(report.period.window, report.period.due),
        successors_in(report, on),
        body_of(report, on),
        bool(before),
    )


def _sums_off(report: Report, rows: Sequence[ReportFigure], on: date) -> Sequence[str]:
    """Figures that were summed, of which the reports below and the registers say otherwise now."""
    if not any(row.came == Came.SUMMED for row in rows):
        return ()
    # Whoever reads a report reads its sums.
    office = Reach((), (report.unit.house, report.period.regime.office), ())
    lines = prefilled(report, on=on, seen_by=office)
    found = []
    for row in rows:
        line = lines.get(row.asked_id)
        if line is not None and row.came == Came.SUMMED and line.counted not in (None, row.counted):
            found.append(f"{row.asked.name}: nay cộng được {line.counted}, ở đây {row.counted}")
    return found


def reports_read(found: Reach, followed: Collection[int] | None = None) -> QuerySet[Report]:
    """Those that a person may read (`rules.readable`), and whether a figure of each is `mending`."""
    mending = ReportFigure.objects.filter(report=OuterRef("pk"), returned_at__isnull=False)
    rows = Report.objects.filter(rules.readable(found, followed)).annotate(mending=Exists(mending))
    return rows.select_related(
        "period__regime__office", "unit__province", "unit__commune", "above__unit__commune",
        "above__unit__province", "sent_by",
    )  # fmt: skip


def reports_seen(found: Reach, followed: Collection[int] | None = None) -> QuerySet[Report]:
    """The same, with what lists say of them besides: `figures_said` of `figures_asked`."""
    rows = reports_read(found, followed).annotate(
        figures_asked=Count("figures", distinct=True),
        figures_said=Count("figures", filter=~Q(figures__came=Came.SILENT), distinct=True),
    )
    return rows.distinct()


def is_mending(row: Report) -> bool:
    """Whether one of its figures was returned and is not mended yet; of rows of `reports_seen`."""
    return bool(getattr(row, "mending", False))


def writable(found: Reach, report: Report, on: date) -> bool:
    """Whether the person writes it."""
    return rules.may_write(found, report.unit, successors_in(report, on))


def successors_in(report: Report, on: date) -> tuple[Unit, ...]:
    """Who writes a report in the place of a unit that is no more; none of one that exists. One query for a
    unit that is no more."""
    unit = report.unit
    if unit.exists_on(on) or not rules.still_owes(unit, report.period.first):
        return ()
    return tuple(living_successors([unit], on)[unit.pk])


def punctual(report: Report, on: date) -> tuple[str, str]:
    """Kind and word of how a report came: by its first sending, against the day on which it was due."""
    due = report.period.due
    if report.first_sent_at is not None:
        late = (localdate(report.first_sent_at) - due).days
        return ("late", f"gửi trễ {late} ngày") if late > 0 else ("done", "đúng hạn")
    if on > due:
        return "late", f"quá hạn {(on - due).days} ngày"
    if (due - on).days <= 7:
        return "near", f"còn {(due - on).days} ngày"
    return "plain", "chưa đến hạn"
