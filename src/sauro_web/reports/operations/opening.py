"""Opening the periods of regimes: each night, for whoever has to report then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from sauro.dates.due import Rhythm
from sauro.dates.periods import Period
from sauro.reporting.periods import due_on, periods_begun, window_of
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.groups import members
from sauro_web.audit.operations import record
from sauro_web.reports.models import AskedFigure, Regime, Report, ReportFigure, ReportPeriod
from sauro_web.workdays.queries import calendar_of

__all__ = ["open_periods", "open_periods_of"]


def open_periods(*, now: datetime) -> int:
    """Opens every period that has begun and is not open yet; how many. Done twice it does nothing more."""
    on = localdate(now)
    valid = Regime.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return sum(open_periods_of(regime, now=now) for regime in valid.order_by("pk"))


def open_periods_of(regime: Regime, *, now: datetime) -> int:
    """The same for one regime. A period is opened when its window begins, and none whose report was due
    before the regime came into force."""
    on = localdate(now)
    made = 0
    with transaction.atomic():
        held = Regime.objects.select_for_update(of=("self",), no_key=True).get(pk=regime.pk)
        work = calendar_of(held.office)
        known = set(held.periods.values_list("year", "number"))
        rhythm = Rhythm(held.rhythm)
        for period in periods_begun(rhythm, held.core_cut_off, since=held.valid_from, on=on):
            window = window_of(period, held.core_cut_off)
            due = due_on(period, window, held.core_due, work)
            if due is None or due < held.valid_from or (period.year, period.index) in known:
                continue
            if held.valid_to is not None and window.first > held.valid_to:
                continue
            _open(held, period, due, now)
            made += 1
    return made


def _open(regime: Regime, period: Period, due: date, now: datetime) -> None:
    window = window_of(period, regime.core_cut_off)
    row = ReportPeriod.objects.create(
        regime=regime, year=period.year, number=period.index, first=window.first, last=window.last,
        due=due, opened_at=now,
    )  # fmt: skip
    units = _reporting(regime, localdate(now))
    reports = {unit.pk: Report.objects.create(period=row, unit=unit) for unit in units}
    for unit in units:
        above = _above(unit, units, regime)
        if above is not None:
            Report.objects.filter(pk=reports[unit.pk].pk).update(above=reports[above.pk])
    asked = list(AskedFigure.objects.filter(regime=regime))
    ReportFigure.objects.bulk_create(
        [ReportFigure(report=report, asked=one) for report in reports.values() for one in asked],
        batch_size=500,
    )
    record("reports.open", row, by=None, changes={"units": (0, len(units)), "due": ("", due.isoformat())})


def _reporting(regime: Regime, on: date) -> Sequence[Unit]:
    """Who reports that day, each unit once, the office itself among them where it was named."""
    found: dict[int, Unit] = {}
    for one in regime.reporters.select_related("unit", "group__office").order_by("pk"):
        if one.unit is not None:
            if one.unit.exists_on(on):
                found[one.unit.pk] = one.unit
        elif one.group is not None:
            found |= {unit.pk: unit for unit in members(one.group, on)}
    return tuple(found.values())


def _above(unit: Unit, units: Sequence[Unit], regime: Regime) -> Unit | None:
    """The nearest reporting unit above it in the tree, else the one that sums up for the regime."""
    over = [one for one in units if one.pk != unit.pk and unit.path.startswith(one.path)]
    if over:
        return max(over, key=lambda one: one.depth)
    summing = next((one for one in units if one.pk == regime.consolidator_id), None)
    if summing is None or summing.pk == unit.pk or summing.path.startswith(unit.path):
        return None
    return summing
