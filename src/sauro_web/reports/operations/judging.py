"""Keeping what units came to, where the report that sums them up had estimated it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from sauro_web.reports.models import Came, CameTo, Report, ReportFigure, ReportState
from sauro_web.reports.queries.came_to import came_to

__all__ = ["keep_what_came"]

_SETTLED = timedelta(days=7)
"""By then the registers have what belongs to a window."""
_TRIED = timedelta(days=60)
"""So long it is tried again where a register has not said anything yet."""


def keep_what_came(*, now: datetime) -> int:
    """Counts each unit within an estimated sum once more, a week after the window, the lowest in the tree
    first; how many figures were kept. Done twice it does nothing more."""
    on = localdate(now)
    rows = ReportFigure.objects.filter(
        _estimated("report__above") | _estimated("report__above__above"), came_to=None,
        came__in=(Came.COUNTED, Came.SUMMED), report__state=ReportState.ACCEPTED,
        report__period__last__lte=on - _SETTLED, report__period__last__gt=on - _TRIED,
    )  # fmt: skip
    along = ("asked", "report__unit__commune", "report__unit__province", "report__period__regime__office")
    by_report: dict[Report, list[ReportFigure]] = defaultdict(list)
    for row in rows.select_related(*along).order_by("-report__unit__depth", "report_id", "pk"):
        by_report[row.report].append(row)
    kept = 0
    for report, figures in by_report.items():
        found = came_to(report, figures)
        new = [
            CameTo(figure=one, counted=found[one.asked.code], at=now)
            for one in figures
            if one.asked.code in found
        ]
        CameTo.objects.bulk_create(new, ignore_conflicts=True)
        kept += len(new)
    return kept


def _estimated(above: str) -> Exists:
    rows = ReportFigure.objects.filter(asked=OuterRef("asked"), came=Came.SUMMED, estimate__isnull=False)
    return Exists(rows.filter(report=OuterRef(above)))
