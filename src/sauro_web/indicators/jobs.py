"""What is done for indicators every night."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.indicators.operations.asking import ask_offices
from sauro_web.indicators.operations.checking import check_totals

__all__ = ["ask_about_figures_nightly", "check_totals_nightly"]


def check_totals_nightly() -> None:
    """Every total of the registers is compared with their rows."""
    check_totals(now=timezone.now())


def ask_about_figures_nightly() -> None:
    """Offices are asked about figures that may need an explanation."""
    ask_offices(now=timezone.now())
