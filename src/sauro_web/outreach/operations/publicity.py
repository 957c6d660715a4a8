"""Recording what was done to reach the public."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.outreach.models import PublicityItem
from sauro_web.outreach.operations.asking import ask, changes_of, locked, reason_given, refuse_withdrawn
from sauro_web.plans.models import ImportedPlan

__all__ = ["ItemSaid", "save_item", "withdraw_item"]

_NAMES = ("channel", "title", "on", "link", "plan_id", "unit_id")


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """What is said of an item."""

    channel: str
    title: str
    on: date
    link: str = ""
    plan: ImportedPlan | None = None


def save_item(
    unit: Unit,
    said: ItemSaid,
    *,
    by: User,
    now: datetime,
    item: PublicityItem | None = None,
    version: int = 0,
) -> PublicityItem:
    """Records an item of a unit, or changes one.

    Raises NotAllowed; NotReady for a day to come, for a plan of another office, for an item that was taken
    back; Conflict.
    """
    today = localdate(now)
    behalf = ask(unit, by=by, on=today)
    if said.on > today:
        raise NotReady("Ngày đăng, phát chưa tới; chỉ ghi những gì đã làm.")
    if said.plan is not None and said.plan.office_id != unit.house.pk:
        raise NotReady("Kế hoạch đã chọn không phải của cơ quan này.")
    with transaction.atomic():
        before = None
        row = PublicityItem(unit=unit)
        if item is not None:
            row = locked(PublicityItem, item, version)
            refuse_withdrawn(row)
            ask(row.unit, by=by, on=today)
            before = copy(row)
            row.version += 1
        for name in ("channel", "title", "on", "link", "plan"):
            setattr(row, name, getattr(said, name))
        row.unit, row.province_id, row.commune_id = unit, unit.province_id, unit.commune_id
        row.saved_by, row.saved_at = by, now
        row.save()
        action = "outreach.change_item" if before else "outreach.add_item"
        record(action, row, by=by, changes=changes_of(before, row, _NAMES), on_behalf_of=behalf)
    return row


def withdraw_item(
    item: PublicityItem, *, reason: str, by: User, now: datetime, version: int
) -> PublicityItem:
    """Takes an item back; it stays to be seen, and counts no more.

    Raises NotAllowed; NotReady without a reason; Conflict.
    """
    behalf = ask(item.unit, by=by, on=localdate(now))
    why = reason_given(reason)
    with transaction.atomic():
        row = locked(PublicityItem, item, version)
        refuse_withdrawn(row)
        row.withdrawn_at, row.withdrawn_why, row.version = now, why, row.version + 1
        row.save(update_fields=["withdrawn_at", "withdrawn_why", "version"])
        record("outreach.withdraw_item", row, by=by, reason=why, on_behalf_of=behalf)
    return row
