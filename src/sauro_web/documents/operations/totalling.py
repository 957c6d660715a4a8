"""Keeping the totals of the registers: folding what was noted, and counting all anew."""

from __future__ import annotations

from sauro_web.common.guards import fold, recount
from sauro_web.documents.totals import REGISTER_TOTALS

__all__ = ["fold_totals", "recount_totals"]


def fold_totals() -> None:
    """Adds what was noted of the registers to their totals; no figure changes by it."""
    fold(REGISTER_TOTALS)


def recount_totals() -> None:
    """Counts all totals anew from the rows of the registers."""
    recount(REGISTER_TOTALS)
