"""What stands between a report and its sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from sauro.dates.periods import Period
from sauro.indicators.sums import Disagreement, TotalRule
from sauro.reporting.figures import Reported, checked, silent, waiting_said
from sauro.reporting.periods import period_before
from sauro_web.accounts.models import Unit
from sauro_web.reports.models import (
    AskedFigure,
    Came,
    ExceptionKind,
    Report,
    ReportFigure,
    ReportState,
    Shaped,
)

__all__ = [
    "absent_units", "disagreements_in", "figures_before", "figures_beside", "missing_in", "must_mend",
    "said_of", "typed_in", "waited_for", "waiting_units",
]  # fmt: skip


def missing_in(report: Report) -> Sequence[str]:
    """The names of the figures of which nobody has said anything."""
    rows = _figures(report)
    figures = {row.asked.code: row.core for row in rows}
    names = {row.asked.code: row.asked.name for row in rows}
    return tuple(names[code] for code in silent(figures, list(names)))


def typed_in(report: Report) -> Sequence[ReportFigure]:
    """The figures that people wrote: typed, or an estimate beside what was counted. One query."""
    return [one for one in _figures(report) if one.came == Came.TYPED or one.estimate is not None]


def said_of(figure: ReportFigure) -> str:
    """A figure with what it says, in words: "Cuộc họp trực tuyến 3/5, ước cả kỳ 4"."""
    whole = f"/{figure.against}" if figure.against is not None and figure.asked.shape == Shaped.SHARE else ""
    guess = f", ước cả kỳ {figure.estimate}" if figure.estimate is not None else ""
    return f"{figure.asked.name} {figure.counted}{whole}{guess}"


def must_mend(report: Report) -> Sequence[str]:
    """Why its figures cannot stand beside each other."""
    return tuple(one.message for one in disagreements_in(report) if one.must)


def disagreements_in(report: Report) -> Sequence[Disagreement]:
    """Totals that are not the sum of their parts, and leaps against the period before. Four queries."""
    rows = _figures(report)
    forms = {row.asked.code: row.asked.form for row in rows}
    rules = _rules([row.asked for row in rows])
    return checked({row.asked.code: row.core for row in rows}, figures_before(report), rules, forms)


def figures_before(report: Report) -> Mapping[str, Reported]:
    """By code what the unit reported of the period before, empty where it sent nothing."""
    period: Period = period_before(report.period.core)
    rows = ReportFigure.objects.filter(
        report__period__regime=report.period.regime, report__period__year=period.year,
        report__period__number=period.index, report__unit=report.unit,
    )  # fmt: skip
    sent = rows.exclude(report__state=ReportState.DRAFT)
    return {row.asked.code: row.core for row in sent.select_related("asked")}


def figures_beside(figure: ReportFigure) -> Sequence[ReportFigure]:
    """The figure with those of its report that have to agree with it, its total and all parts of either, in
    the order of the form. One query."""
    asked = figure.asked
    beside = Q(asked=asked) | Q(asked__total=asked)
    if asked.total_id is not None:
        beside |= Q(asked=asked.total_id) | Q(asked__total=asked.total_id)
    rows = ReportFigure.objects.filter(beside, report=figure.report_id).select_related("asked")
    return list(rows.order_by("asked__position", "pk"))


def absent_units(report: Report) -> Sequence[Unit]:
    """Whose reports are not in it: not accepted, or with a figure that was returned; those that it goes
    without by an exception among them."""
    rows = report.beneath.select_related("unit__commune", "unit__province").prefetch_related("figures")
    return [row.unit for row in rows.order_by("unit__position", "unit__path") if not _stands(row)]


def waiting_units(report: Report) -> Sequence[Unit]:
    """The same without those that it goes without: for these it still waits."""
    gone = report.exceptions.filter(kind=ExceptionKind.WITHOUT).values_list("units", flat=True)
    excepted = {number for units in gone for number in units}
    return [unit for unit in absent_units(report) if unit.pk not in excepted]


def waited_for(report: Report) -> str:
    """The same in words; "" where nobody is waited for."""
    return waiting_said([unit.label for unit in waiting_units(report)])


def _stands(row: Report) -> bool:
    return row.state == ReportState.ACCEPTED and not any(one.is_returned for one in row.figures.all())


def _figures(report: Report) -> Sequence[ReportFigure]:
    return list(report.figures.select_related("asked").order_by("asked__position", "pk"))


def _rules(asked: Sequence[AskedFigure]) -> Sequence[TotalRule]:
    parts: dict[int, list[str]] = {}
    for one in asked:
        if one.total_id is not None:
            parts.setdefault(one.total_id, []).append(one.code)
    return [TotalRule(one.name, one.code, tuple(parts[one.pk])) for one in asked if one.pk in parts]
