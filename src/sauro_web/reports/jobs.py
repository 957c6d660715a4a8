"""Work with reports that nobody asks for."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.reports.operations.judging import keep_what_came
from sauro_web.reports.operations.opening import open_periods
from sauro_web.reports.operations.reminding import remind_of_reports

__all__ = ["open_and_remind"]


def open_and_remind() -> None:
    """Every night: periods that have begun are opened; who owes a report, or waits for one, hears of it; what
    units within estimated sums came to is kept."""
    now = timezone.now()
    open_periods(now=now)
    remind_of_reports(now=now)
    keep_what_came(now=now)
