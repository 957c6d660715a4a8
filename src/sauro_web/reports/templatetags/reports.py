"""What pages of reports say of a figure."""

from __future__ import annotations

from django import template

from sauro_web.reports.models import ReportFigure
from sauro_web.reports.queries.counted_where import CountedWhere
from sauro_web.reports.queries.counted_where import counted_where as where

__all__ = ["counted_where", "register"]

register = template.Library()


@register.filter
def counted_where(row: ReportFigure) -> CountedWhere | None:
    """The list of what was counted for a figure; None where nothing was."""
    return where(row)
