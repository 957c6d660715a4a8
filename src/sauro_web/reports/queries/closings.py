"""When the figures of an office's periods were closed: what came into its registers later was not in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from sauro.indicators.arranged import Window
from sauro_web.accounts.models import Unit
from sauro_web.reports.models import Report, ReportState

__all__ = ["windows_closed"]


def windows_closed(office: Unit, since: date) -> Iterator[Window]:
    """The periods that the office itself has reported on that day or later; of one sent again the first
    time counts, for figures that differ then were changed. One query."""
    begins = make_aware(datetime(since.year, since.month, since.day))
    own = Q(unit=office) | Q(period__regime__office=office, above=None)
    rows = Report.objects.filter(own, first_sent_at__gte=begins)
    rows = rows.exclude(state=ReportState.DRAFT).order_by("pk")
    for first, last, sent in rows.values_list("period__first", "period__last", "first_sent_at"):
        yield Window(first, last, localdate(sent))
