"""Rows as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.rules import in_force
from sauro_web.outreach.models import PublicityItem, TrainingSession
from sauro_web.plans.models import ImportedPlan

__all__ = ["items_listed", "plans_named", "sessions_listed", "units_written", "years_of"]

_ALONG = ("unit", "unit__commune", "unit__province", "plan", "saved_by")


def sessions_listed(reach: Reach) -> QuerySet[TrainingSession]:
    """Sessions that the person may read, with how many of the staff attended."""
    rows = TrainingSession.objects.filter(reach.readable).select_related(*_ALONG)
    return rows.annotate(attended=Count("attendances"))


def items_listed(reach: Reach) -> QuerySet[PublicityItem]:
    """Items that the person may read."""
    return PublicityItem.objects.filter(reach.readable).select_related(*_ALONG)


def years_of(rows: QuerySet[TrainingSession] | QuerySet[PublicityItem], day: str) -> list[int]:
    """The years of which there are any, the last first; `day` is the field of the day."""
    return [found.year for found in rows.order_by().dates(day, "year", order="DESC")]


def units_written(office: Unit, reach: Reach, *, on: date) -> list[Unit]:
    """The units of an office in whose name the person records: all of the office for whoever follows it, else
    his own."""
    if not reach.may_follow(office):
        return [unit for unit in reach.own if office in (unit.commune, unit.province, unit)]
    near = {"commune": office} if office.commune_id == office.pk else {"province": office, "commune": None}
    units = Unit.objects.filter(in_force(on), **near).select_related("commune", "province")
    return list(units.order_by("depth", "position", "path"))


def plans_named(office: Unit) -> Sequence[ImportedPlan]:
    """Plans of the office that are in force, the last first, to say after which something was done."""
    issued = ImportedPlan.objects.filter(office=office, units_told_at__isnull=False)
    issued = issued.only("number", "symbol", "subject", "issued_on", "office_id")
    return list(issued.order_by("-issued_on", "-pk")[:50])
