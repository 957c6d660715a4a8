"""What the background work does for the registers."""

from __future__ import annotations

from sauro_web.documents.operations.totalling import fold_totals

__all__ = ["fold_register_totals"]


def fold_register_totals() -> None:
    """Every minute: what was noted since is added to the totals."""
    fold_totals()
