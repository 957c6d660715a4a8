"""Work with meetings that nobody asks for."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.meetings.operations.opinions import remind_of_terms

__all__ = ["remind_of_opinions"]


def remind_of_opinions() -> None:
    """Every day: whoever has not answered an open round of opinions whose term is near or over."""
    remind_of_terms(now=timezone.now())
