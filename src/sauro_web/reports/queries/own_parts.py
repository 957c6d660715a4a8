"""What a unit that sums up others has of a figure itself, beside what they report: a row of its own in the
sum.

It is asked for only where no register counts the figure: what the registers of the unit hold is in the sum
already."""

from __future__ import annotations

from collections.abc import Mapping

from sauro.reporting.figures import Reported
from sauro_web.reports.models import Came, FigureVersion, Report, ReportFigure

__all__ = ["OWN", "has_own_part", "own_parts", "sums_up"]

OWN = 0
"""The number of the versions of a figure that are not the figure but the unit's own part of it; the last
holds."""


def sums_up(report: Report) -> bool:
    """Whether others report to it. One query."""
    return report.beneath.exists()


def has_own_part(row: ReportFigure) -> bool:
    """Whether the unit says its own part of the figure, in a report that sums up others."""
    return not row.asked.counted_from


def own_parts(report: Report) -> Mapping[int, Reported]:
    """By the number of the line of the form; none of a line of which nothing was said. One query."""
    rows = FigureVersion.objects.filter(figure__report=report, number=OWN).order_by("pk")
    last = {row.figure_id: row for row in rows.select_related("figure")}
    return {row.figure.asked_id: row.core for row in last.values() if row.came != Came.SILENT}
