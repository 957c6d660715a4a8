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
    rows = check.differences.filter(place=office.name)
    if office.kind == UnitKind.PROVINCE:
        inside = Unit.objects.filter(Q(pk=office.pk) | Q(province=office)).values("name")
        rows = check.differences.filter(Q(place__in=inside) | Q(place=WHOLE_COUNTRY))
    return tuple(rows[:_SHOWN])
