"""By what an office counts, from which units it wants figures, which months it has closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.rules import in_force
from sauro_web.procedures.models import ClosedMonth, ReportingUnit, ShareDefinition
from sauro_web.procedures.rules import Reach
from sauro_web.procedures.shares import Reading as Readings
from sauro_web.procedures.shares import Share, shares_by

__all__ = [
    "Counting",
    "closed_months",
    "counting_of",
    "definitions_of",
    "is_closed",
    "reporting",
    "reporting_in",
    "units_that_may_report",
    "units_typed_in",
]

_REPORTING = (UnitKind.DIVISION, UnitKind.CENTRE, UnitKind.DEPARTMENT, UnitKind.FORCE)
"""Kinds of units of a house that resolve procedures; and the office itself, for all of them together."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How an office counts in a month: its shares, its goal in percent, and the definition that says so; None
    for the one that comes with the software."""

    shares: Sequence[Share]
    goal: int | None
    definition: ShareDefinition | None


def counting_of(office: Unit, month: date) -> Counting:
    """By the office's own definition, else by its province's. One query."""
    said = ShareDefinition.objects.filter(office__in=_above(office), first_month__lte=month)
    rows = sorted(said, key=lambda row: (row.office_id == office.pk, row.first_month, row.pk))
    if not rows:
        return Counting(shares_by(Readings.ONLINE_AND_DIGITISED), None, None)
    row = rows[-1]
    return Counting(shares_by(Readings(row.reading), row.wording, row.basis), row.goal, row)


def _above(office: Unit) -> set[int]:
    return {office.pk, office.province_id or office.pk}


def definitions_of(office: Unit) -> QuerySet[ShareDefinition]:
    """What the office and its province said, the last first."""
    said = ShareDefinition.objects.filter(office__in=_above(office)).select_related("office", "by")
    return said.order_by("-first_month", "-pk")


def reporting(office: Unit) -> QuerySet[ReportingUnit]:
    """From which units the office wants figures, and from when to when."""
    return ReportingUnit.objects.filter(office=office).select_related(
        "unit", "unit__commune", "unit__province"
    )


def reporting_in(office: Unit, month: date) -> list[Unit]:
    """The units from which it wants figures of that month, in the order of its lists."""
    rows = reporting(office).filter(Q(last_month=None) | Q(last_month__gte=month), first_month__lte=month)
    return [row.unit for row in rows.order_by("unit__position", "unit__path")]


def units_that_may_report(office: Unit, *, on: date) -> QuerySet[Unit]:
    """Units of the house that resolve procedures, and the office itself."""
    house = Q(commune=office) if office.kind == UnitKind.COMMUNE else Q(province=office, commune=None)
    units = Unit.objects.filter(in_force(on)).filter(Q(pk=office.pk) | (house & Q(kind__in=_REPORTING)))
    return units.order_by("depth", "position", "path")


def units_typed_in(office: Unit, reach: Reach, *, on: date) -> list[Unit]:
    """The units of an office for which the person types: of all that report, or once did, those whom the
    rules open to him; where it has not said yet from whom it wants figures, of all that may report."""
    said = [row.unit for row in reporting(office).order_by("unit__position", "unit__path")]
    units = dict.fromkeys(said or units_that_may_report(office, on=on).select_related("commune", "province"))
    return [unit for unit in units if reach.may_write(unit)]


def closed_months(office: Unit, months: Iterable[date]) -> dict[date, ClosedMonth]:
    """Those of the months that are closed."""
    rows = ClosedMonth.objects.filter(office=office, month__in=list(months)).select_related("by")
    return {row.month: row for row in rows}


def is_closed(office: Unit, month: date) -> bool:
    """Whether figures of that month change only with a reason."""
    return ClosedMonth.objects.filter(office=office, month=month).exists()
