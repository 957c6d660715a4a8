"""Work with meetings that nobody asks for."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.meetings.operations.opinions import remind_of_terms
from sauro_web.meetings.operations.retaking import take_anew

__all__ = ["hold_by_the_calendar", "remind_of_opinions"]


def remind_of_opinions() -> None:
    """Every day: whoever has not answered an open round of opinions whose term is near or over."""
    remind_of_terms(now=timezone.now())


def hold_by_the_calendar() -> None:
    """Every day: meetings over several days hold the working days of the calendar as it is now."""
    take_anew(now=timezone.now())
