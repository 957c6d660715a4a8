"""Opening the periods of regimes: each night, for whoever has to report then."""

from __future__ import annotations

import logging
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
from sauro_web.accounts.queries.successions import living_successors, numbers_followed
from sauro_web.audit.operations import record
from sauro_web.reports.models import AskedFigure, Regime, Report, ReportFigure, ReportPeriod
from sauro_web.workdays.queries import calendar_of

__all__ = ["open_periods", "open_periods_of"]

_LOG = logging.getLogger(__name__)


def open_periods(*, now: datetime) -> int:
    """Opens every period that has begun and is not open yet; how many. Done twice it does nothing more. A
    regime whose days cannot be reckoned holds up no other."""
    on, made = localdate(now), 0
    valid = Regime.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    for regime in valid.order_by("pk"):
        try:
            made += open_periods_of(regime, now=now)
        except ValueError as error:
            _LOG.warning("periods of regime %s are not opened: %s", regime.pk, error)
    return made


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
        _add_founded(held, now)
    return made


def _add_founded(regime: Regime, now: datetime) -> None:
    """A unit that was founded, or merged from others, while the days of a period run reports of the rest of
    them; not any more where the report that would sum it up was sent."""
    on = localdate(now)
    running = regime.periods.filter(locked_at=None, first__lte=on, last__gte=on).order_by("pk")
    if not running:
        return
    units = _reporting(regime, on)
    for period in running:
        here = {one.unit_id: one for one in period.reports.select_related("unit")}
        since = localdate(period.opened_at)
        new = [one for one in units if one.pk not in here and one.valid_from > since]
        every = [*(one.unit for one in here.values() if one.unit.exists_on(on)), *new]
        for unit in new:
            above = _above(unit, every, regime)
            over = here.get(above.pk) if above is not None else None
            if over is not None and not over.is_open:
                continue
            here[unit.pk] = _made(period, unit, over)
            record("reports.open", here[unit.pk], by=None, changes={"units": (0, 1)})


def _made(period: ReportPeriod, unit: Unit, above: Report | None) -> Report:
    row = Report.objects.create(period=period, unit=unit, above=above)
    asked = AskedFigure.objects.filter(regime=period.regime)
    ReportFigure.objects.bulk_create([ReportFigure(report=row, asked=one) for one in asked])
    return row


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
    """Who reports that day, each unit once, the office itself among them where it was named; for a unit that
    is no more whoever followed it."""
    found: dict[int, Unit] = {}
    for one in regime.reporters.select_related("unit", "group__office").order_by("pk"):
        if one.unit is not None:
            if one.unit.exists_on(on):
                found[one.unit.pk] = one.unit
            elif one.unit.valid_to is not None and one.unit.valid_to < on:
                found |= {unit.pk: unit for unit in living_successors([one.unit], on)[one.unit.pk]}
        elif one.group is not None:
            found |= {unit.pk: unit for unit in members(one.group, on)}
    return tuple(found.values())


def _above(unit: Unit, units: Sequence[Unit], regime: Regime) -> Unit | None:
    """The nearest reporting unit above it in the tree, else the one that sums up for the regime."""
    over = [one for one in units if one.pk != unit.pk and unit.path.startswith(one.path)]
    if over:
        return max(over, key=lambda one: one.depth)
    named = regime.consolidator
    summing = next((one for one in units if one == named), None)
    if summing is None and named is not None:
        summing = next((one for one in units if named.pk in numbers_followed({one.pk})), None)
    if summing is None or summing.pk == unit.pk or summing.path.startswith(unit.path):
        return None
    return summing
