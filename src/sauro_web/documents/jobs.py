"""What the background work does for the registers."""

from __future__ import annotations

from time import monotonic

from sauro_web.documents.operations.indexing import keep_texts_due
from sauro_web.documents.operations.totalling import fold_totals

__all__ = ["fold_register_totals", "keep_register_texts"]

_BATCH = 500
_LONGEST = 45
"""Seconds of a run that goes on while documents wait; the next one begins within the minute."""


def fold_register_totals() -> None:
    """Every minute: what was noted since is added to the totals."""
    fold_totals()


def keep_register_texts() -> None:
    """Every minute: the texts of new and changed documents are kept, so that those alike are found."""
    end = monotonic() + _LONGEST
    while keep_texts_due(_BATCH) == _BATCH and monotonic() < end:
        pass
