"""Reading figures: the list, one with its versions, the grid of a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.procedures.models import FiguresVersion, ProcedureFigures
from sauro_web.procedures.rules import Reach

__all__ = ["figures_listed", "of_month", "versions_of", "years_of"]


def figures_listed(reach: Reach) -> QuerySet[ProcedureFigures]:
    """All that the person may read, with unit and who saved them."""
    rows = ProcedureFigures.objects.filter(reach.readable)
    return rows.select_related("unit", "unit__commune", "unit__province", "saved_by")


def years_of(reach: Reach) -> list[int]:
    """The years of which there are any, the last first."""
    months = ProcedureFigures.objects.filter(reach.readable).order_by().dates("month", "year", order="DESC")
    return [month.year for month in months]


def of_month(units: Iterable[Unit], month: date) -> Mapping[int, ProcedureFigures]:
    """The figures of a month, by unit."""
    rows = ProcedureFigures.objects.filter(unit__in=list(units), month=month).select_related("saved_by")
    return {row.unit_id: row for row in rows}


def versions_of(figures: ProcedureFigures) -> QuerySet[FiguresVersion]:
    """Every version, the last first."""
    return figures.versions.select_related("by").order_by("-number", "-pk")
