"""Recording a training session and who attended it."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.outreach.models import Attendance, TrainingSession
from sauro_web.outreach.operations.asking import ask, changes_of, locked, reason_given, refuse_withdrawn
from sauro_web.outreach.queries.staff import staff_of
from sauro_web.plans.models import ImportedPlan

__all__ = ["SessionSaid", "mark_attendance", "save_session", "withdraw_session"]

_LONGEST = timedelta(days=366)
_NAMES = ("title", "subject", "starts_on", "ends_on", "mode", "trainer", "documents", "plan_id", "unit_id")


@dataclass(frozen=True, slots=True)
class SessionSaid:
    """What is said of a session."""

    title: str
    subject: str
    starts_on: date
    ends_on: date
    mode: str
    trainer: str = ""
    documents: str = ""
    plan: ImportedPlan | None = None


def save_session(
    unit: Unit,
    said: SessionSaid,
    *,
    by: User,
    now: datetime,
    session: TrainingSession | None = None,
    version: int = 0,
) -> TrainingSession:
    """Records a session of a unit, or changes one.

    Raises NotAllowed; NotReady for days that cannot be, for a plan of another office, for a session that was
    taken back; Conflict.
    """
    on = localdate(now)
    behalf = ask(unit, by=by, on=on)
    _check(unit, said)
    with transaction.atomic():
        before = None
        row = TrainingSession(unit=unit)
        if session is not None:
            row = locked(TrainingSession, session, version)
            refuse_withdrawn(row)
            ask(row.unit, by=by, on=on)
            before = copy(row)
            row.version += 1
        for name in ("title", "subject", "starts_on", "ends_on", "mode", "trainer", "documents", "plan"):
            setattr(row, name, getattr(said, name))
        row.unit, row.province_id, row.commune_id = unit, unit.province_id, unit.commune_id
        row.saved_by, row.saved_at = by, now
        row.save()
        action = "outreach.change_session" if before else "outreach.hold_session"
        record(action, row, by=by, changes=changes_of(before, row, _NAMES), on_behalf_of=behalf)
    return row


def _check(unit: Unit, said: SessionSaid) -> None:
    if said.ends_on < said.starts_on:
        raise NotReady("Ngày kết thúc không thể trước ngày bắt đầu.")
    if said.ends_on - said.starts_on > _LONGEST:
        raise NotReady("Lớp tập huấn kéo dài quá một năm; hãy kiểm tra lại ngày.")
    if said.plan is not None and said.plan.office_id != unit.house.pk:
        raise NotReady("Kế hoạch đã chọn không phải của cơ quan này.")


def mark_attendance(
    session: TrainingSession,
    present: Collection[int],
    *,
    among: Collection[int],
    guests: int,
    by: User,
    now: datetime,
    version: int,
) -> TrainingSession:
    """Says who of the people `among` (by number) attended; of others what was said stays. Only staff of the
    day on which it began, in the office or beneath it; the rest are guests, of whom the number is kept.

    Raises NotAllowed; NotReady before it began, and for somebody who was no staff that day; Conflict.
    """
    on = localdate(now)
    behalf = ask(session.unit, by=by, on=on)
    with transaction.atomic():
        row = locked(TrainingSession, session, version)
        refuse_withdrawn(row)
        if row.starts_on > on:
            raise NotReady("Lớp chưa bắt đầu nên chưa điểm danh được.")
        staff = _staff(row, among)
        if set(among) - staff.keys():
            raise NotReady("Có người không công tác tại cơ quan vào ngày mở lớp; hãy tải lại trang.")
        kept = Attendance.objects.filter(session=row)
        before = kept.count()
        kept.filter(person__in=set(among) - set(present)).delete()
        there = set(kept.values_list("person_id", flat=True))
        new = [pk for pk in present if pk in staff and pk not in there]
        Attendance.objects.bulk_create(
            [Attendance(session=row, person_id=pk, unit=staff[pk].unit) for pk in dict.fromkeys(new)]
        )
        was, row.guests = row.guests, guests
        row.version += 1
        row.saved_by, row.saved_at = by, now
        row.save(update_fields=["guests", "version", "saved_by", "saved_at"])
        changes = {"attended": (before, kept.count()), "guests": (was, guests)}
        record("outreach.attendance", row, by=by, changes=changes, on_behalf_of=behalf)
    return row


def _staff(session: TrainingSession, among: Collection[int]) -> dict[int, Membership]:
    """Those of the people who worked in the office or beneath it on the day."""
    office = session.unit.house
    rows = staff_of(office, session.starts_on, unit=office)
    return {row.user_id: row for row in rows if row.user_id in set(among)}


def withdraw_session(
    session: TrainingSession, *, reason: str, by: User, now: datetime, version: int
) -> TrainingSession:
    """Takes a session back: it was not held, or was entered twice. It stays to be seen, and counts no more.

    Raises NotAllowed; NotReady without a reason; Conflict.
    """
    behalf = ask(session.unit, by=by, on=localdate(now))
    why = reason_given(reason)
    with transaction.atomic():
        row = locked(TrainingSession, session, version)
        refuse_withdrawn(row)
        row.withdrawn_at, row.withdrawn_why, row.version = now, why, row.version + 1
        row.save(update_fields=["withdrawn_at", "withdrawn_why", "version"])
        record("outreach.withdraw_session", row, by=by, reason=why, on_behalf_of=behalf)
    return row
