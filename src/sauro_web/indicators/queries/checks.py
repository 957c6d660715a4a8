"""How the totals stood when they were last compared with the registers."""

from __future__ import annotations

from collections.abc import Sequence

from sauro_web.indicators.models import TotalsCheck, TotalsDifference

__all__ = ["differences_of", "last_check"]

_SHOWN = 50


def last_check() -> TotalsCheck | None:
    """The last comparison; None before the first. One query."""
    return TotalsCheck.objects.first()


def differences_of(check: TotalsCheck | None) -> Sequence[TotalsDifference]:
    """What differed then, as many as a page shows; no query where nothing did."""
    if check is None or not check.differing:
        return ()
    return tuple(check.differences.all()[:_SHOWN])
