"""What an office settles: which months are closed, from which units it wants figures, how it counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.procedures import rules
from sauro_web.procedures.models import ClosedMonth, ReportingUnit, ShareDefinition
from sauro_web.procedures.months import ended_before, first_day
from sauro_web.procedures.queries.settings import units_that_may_report

__all__ = ["close_month", "define_share", "set_reporting"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới làm được việc này."


def close_month(office: Unit, month: date, *, by: User, now: datetime) -> ClosedMonth:
    """From now on figures of that month change only with a reason. Closing it again changes nothing.

    Raises NotAllowed; NotReady for a month that is not over.
    """
    on = localdate(now)
    behalf = _ask(office, by, on)
    if month != first_day(month) or month > ended_before(on):
        raise NotReady(f"Tháng {month:%m/%Y} chưa kết thúc nên chưa chốt được.")
    with transaction.atomic():
        held = Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        closed, made = ClosedMonth.objects.get_or_create(
            office=held, month=month, defaults={"by": by, "at": now}
        )
        if made:
            record("procedures.close", closed, by=by, on_behalf_of=behalf)
    return closed


def set_reporting(
    office: Unit, units: Collection[Unit], *, first_month: date, by: User, now: datetime
) -> list[ReportingUnit]:
    """From that month on the office wants figures from these units and from no others; what was wanted before
    stays so. Gives the rows that hold from then on.

    Raises NotAllowed, also for a unit of another office.
    """
    on = localdate(now)
    behalf = _ask(office, by, on)
    allowed = set(units_that_may_report(office, on=on).values_list("pk", flat=True))
    wanted = {unit.pk: unit for unit in units}
    with transaction.atomic():
        held = Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        rows = list(ReportingUnit.objects.filter(office=held).select_related("unit"))
        now_wanted = {row.unit_id for row in rows if row.last_month is None}
        if not set(wanted) <= allowed | now_wanted:
            raise NotAllowed("Chỉ chọn được đơn vị của cơ quan có giải quyết thủ tục hành chính.")
        _end(rows, set(wanted), first_month)
        _begin(held, [unit for pk, unit in wanted.items() if pk not in now_wanted], rows, first_month)
        names = (sorted(row.unit.name for row in rows if row.last_month is None), _names(wanted))
        record("procedures.reporting", held, by=by, changes={"units": names}, on_behalf_of=behalf)
    kept = ReportingUnit.objects.filter(office=office, last_month=None)
    return list(kept.select_related("unit").order_by("unit__position", "unit__path"))


def _names(units: dict[int, Unit]) -> list[str]:
    return sorted(unit.name for unit in units.values())


def _begin(office: Unit, units: Collection[Unit], rows: Collection[ReportingUnit], first_month: date) -> None:
    """What is wanted anew; where that meets a time in which it was wanted before, the two are one."""
    touching = first_day(first_month - timedelta(days=1))
    for unit in units:
        before = [
            row for row in rows if row.unit_id == unit.pk and row.last_month and row.last_month >= touching
        ]
        if before:
            ReportingUnit.objects.filter(pk=before[0].pk).update(last_month=None)
        else:
            ReportingUnit.objects.create(office=office, unit=unit, first_month=first_month)


def _end(rows: Collection[ReportingUnit], wanted: Collection[int], first_month: date) -> None:
    """What is wanted no more ends with the month before; what would end before it began was never wanted."""
    for row in rows:
        if row.last_month is not None or row.unit_id in wanted:
            continue
        if row.first_month >= first_month:
            row.delete()
        else:
            last = first_day(first_month - timedelta(days=1))
            ReportingUnit.objects.filter(pk=row.pk).update(last_month=last)


def define_share(
    office: Unit,
    *,
    reading: str,
    wording: str,
    basis: str,
    goal: int | None,
    first_month: date,
    by: User,
    now: datetime,
) -> ShareDefinition:
    """How the office counts from that month on; what it said before is kept.

    Raises NotAllowed.
    """
    on = localdate(now)
    behalf = _ask(office, by, on)
    with transaction.atomic():
        row = ShareDefinition.objects.create(
            office=office,
            reading=reading,
            wording=wording.strip(),
            basis=basis.strip(),
            goal=goal,
            first_month=first_month,
            by=by,
            at=now,
        )
        changes = {"reading": ("", reading), "wording": ("", row.wording), "goal": (None, goal)}
        record("procedures.define", row, by=by, changes=changes, reason=row.basis, on_behalf_of=behalf)
    return row


def _ask(office: Unit, by: User, on: date) -> str:
    if not rules.reach_of(by, on=on).may_follow(office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, office, on, in_house=True)
