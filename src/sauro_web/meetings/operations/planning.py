"""The year's plan of conferences, and the address under which a person follows his meetings."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NotRequired, TypedDict

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import CalendarFeed, PlannedConference, YearlyMeetingPlan
from sauro_web.meetings.operations.asking import behalf_in, day_of

__all__ = [
    "Line",
    "add_line",
    "approve_plan",
    "digest_of",
    "plan_to_change",
    "remove_line",
    "renew_feed",
    "set_last_year",
]

_NOT_YOURS = (
    "Chỉ lãnh đạo, người xếp lịch của cơ quan, và trưởng đơn vị với dòng của đơn vị mình, mới lập kế hoạch "
    "hội nghị năm."
)
_NOT_OURS = "Đơn vị này không thuộc cơ quan; hãy chọn đơn vị khác."
_FIXED = "Kế hoạch hội nghị năm {} đã được duyệt; hội nghị ngoài kế hoạch phải được lãnh đạo duyệt riêng."


class Line(TypedDict):
    """What is said of a planned conference. `unit` of the office holds it; None, or left out: the committee
    itself."""

    subject: str
    month: int
    scope: str
    mode: str
    cost: int | None
    unit: NotRequired[Unit | None]


def add_line(office: Unit, year: int, line: Line, *, by: User, now: datetime) -> PlannedConference:
    """Adds a conference to the plan of a year. Raises NotAllowed; NotReady once the plan is approved, and for
    a unit of another office."""
    unit = line.get("unit")
    if unit is not None and (unit.house != office or unit.pk == office.pk):
        raise NotReady(_NOT_OURS)
    with transaction.atomic():
        plan = plan_to_change(office, year, by, now, units=[unit])
        row = PlannedConference.objects.create(plan=plan, **line)
        record("meeting.plan_line", plan, by=by, changes={"line": ("", str(row))})
    return row


def remove_line(line: PlannedConference, *, by: User, now: datetime) -> None:
    """Takes a conference out of a plan that is not approved. Raises NotAllowed, NotReady."""
    with transaction.atomic():
        plan = plan_to_change(line.plan.office, line.plan.year, by, now, units=[line.unit])
        record("meeting.plan_remove", plan, by=by, changes={"line": (str(line), "")})
        PlannedConference.objects.filter(pk=line.pk).delete()


def set_last_year(
    office: Unit,
    year: int,
    number: int | None,
    source: str,
    *,
    by: User,
    now: datetime,
    months: tuple[int, int] = (1, 12),
) -> YearlyMeetingPlan:
    """Says how many conferences the year before had from one month to another, where the software does not
    hold it, and by which paper. Raises NotAllowed; NotReady for a figure without a source, and for months in
    the wrong order."""
    if number is not None and not source.strip():
        raise NotReady("Hãy ghi số liệu năm trước lấy từ đâu.")
    first, last = months
    if not 1 <= first <= last <= 12:
        raise NotReady("Tháng đầu phải trước hoặc trùng tháng cuối.")
    with transaction.atomic():
        plan = _plan(office, year, by, now, [None])
        before = plan.last_year
        plan.last_year, plan.last_year_source = number, source.strip()[:300]
        plan.last_year_first_month, plan.last_year_last_month = months
        plan.last_year_at = now if number is not None else None
        plan.save()
        changes: dict[str, tuple[object, object]] = {"last_year": (before, number)}
        if months != (1, 12):
            changes["months"] = ("", f"{first}-{last}")
        record("meeting.plan_last_year", plan, by=by, changes=changes)
    return plan


def approve_plan(office: Unit, year: int, *, by: User, now: datetime) -> YearlyMeetingPlan:
    """A leader approves the plan of a year; from then on it does not change. Raises NotAllowed; NotReady for
    a plan without lines, and where it is approved already."""
    on = day_of(now)
    if not rules.leads(by, office, on=on):
        raise NotAllowed("Chỉ lãnh đạo cơ quan mới duyệt kế hoạch hội nghị năm.")
    with transaction.atomic():
        plan = plan_to_change(office, year, by, now)
        if not plan.lines.exists():
            raise NotReady("Kế hoạch chưa có hội nghị nào.")
        plan.approved_by, plan.approved_at = by, now
        plan.save()
        behalf = behalf_in(by, office, on)
        record("meeting.plan_approve", plan, by=by, changes={"state": ("", "approved")}, on_behalf_of=behalf)
    return plan


def _plan(
    office: Unit, year: int, by: User, now: datetime, units: Iterable[Unit | None]
) -> YearlyMeetingPlan:
    """The plan, made where there is none; whoever changes it is alone."""
    if not all(rules.may_plan_for(by, office, unit, on=day_of(now)) for unit in units):
        raise NotAllowed(_NOT_YOURS)
    Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
    return YearlyMeetingPlan.objects.get_or_create(office=office, year=year)[0]


def plan_to_change(
    office: Unit, year: int, by: User, now: datetime, *, units: Iterable[Unit | None] = (None,)
) -> YearlyMeetingPlan:
    """The plan of a year, locked, while its lines may change; `units` whose lines are to be. Raises
    NotAllowed; NotReady once it is approved."""
    plan = _plan(office, year, by, now, units)
    if plan.approved_at is not None:
        raise NotReady(_FIXED.format(plan.year))
    return plan


def digest_of(secret: str) -> str:
    """What is kept of a secret. It holds 256 random bits, so a quick digest cannot be searched through."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def renew_feed(*, by: User, now: datetime) -> str:
    """A new secret address for the person's own calendar; the one before leads nowhere from now on. Nobody
    can be shown it again."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        feed, _ = CalendarFeed.objects.update_or_create(
            person=by, defaults={"digest": digest_of(secret), "made_at": now}
        )
        record("meeting.renew_feed", feed, by=by)
    return secret
