"""How the totals stood when they were last compared with the registers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.indicators.checking import WHOLE_COUNTRY
from sauro_web.indicators.models import TotalsCheck, TotalsDifference

__all__ = ["differences_of", "last_check"]

_SHOWN = 50


def last_check() -> TotalsCheck | None:
    """The last comparison; None before the first. One query."""
    return TotalsCheck.objects.first()


def differences_of(check: TotalsCheck | None, office: Unit, *, whole: bool) -> Sequence[TotalsDifference]:
    """What differed then of the office, of a province with its offices and the whole country, as many as a
    page shows, for whoever reads it whole (`whole`); no query where nothing did."""
    if check is None or not check.differing or not whole:
        return ()
    concerned = Q(unit=office)
    if office.kind == UnitKind.PROVINCE:
        # No unit bears the name of the whole country.
        concerned |= Q(unit__province=office) | Q(unit=None, place=WHOLE_COUNTRY)
    return tuple(check.differences.filter(concerned)[:_SHOWN])
