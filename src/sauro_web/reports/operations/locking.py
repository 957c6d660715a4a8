"""Locking a period, unlocking it as an exception, and correcting figures of a locked one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.reports import rules
from sauro_web.reports.models import ExceptionKind, PeriodException, Report, ReportFigure, ReportPeriod
from sauro_web.reports.operations.entries import (
    Entry,
    OwnPart,
    ask_not_nothing,
    say_own_parts,
    sums_with_own,
)
from sauro_web.reports.operations.filling import set_figure
from sauro_web.reports.operations.holding import Held, hold, hold_period, keep_versions, successors_of
from sauro_web.reports.queries.checking import must_mend

__all__ = ["correct_figures", "lock_held", "lock_period", "unlock_period"]

_NONE = "chưa có số liệu"
_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan nhận báo cáo mới khóa, mở khóa kỳ và đính chính."


def lock_period(period: ReportPeriod, *, by: User, now: datetime) -> ReportPeriod:
    """From now on nothing in it changes but by a correction. Locking it again changes nothing.

    Raises NotAllowed; NotReady before its figures are closed.
    """
    on = localdate(now)
    with transaction.atomic():
        held = hold_period(period.pk)
        behalf = _ask(held, by, now)
        if on <= held.last:
            raise NotReady(f"Kỳ báo cáo lấy số liệu đến hết ngày {held.last:%d/%m/%Y} nên chưa khóa được.")
        if held.locked_at is None:
            lock_held(held, by=by, now=now, behalf=behalf)
    return held


def lock_held(period: ReportPeriod, *, by: User, now: datetime, behalf: str = "") -> None:
    """Locks a period that the caller holds."""
    period.locked_at, period.locked_by = now, by
    period.save(update_fields=["locked_at", "locked_by"])
    record("reports.lock", period, by=by, on_behalf_of=behalf)


def unlock_period(period: ReportPeriod, *, reason: str, by: User, now: datetime) -> PeriodException:
    """Opens a locked period again, as an exception that stays written.

    Raises NotAllowed; Conflict where it is not locked; NotReady without a reason.
    """
    with transaction.atomic():
        held = hold_period(period.pk)
        behalf = _ask(held, by, now)
        if held.locked_at is None:
            raise Conflict("Kỳ báo cáo này không khóa.")
        if not reason.strip():
            raise NotReady("Hãy ghi lý do mở khóa kỳ báo cáo.")
        held.locked_at, held.locked_by = None, None
        held.save(update_fields=["locked_at", "locked_by"])
        row = PeriodException.objects.create(
            period=held, kind=ExceptionKind.UNLOCKED, reason=reason.strip()[:500], by=by, at=now
        )
        record("reports.unlock", held, by=by, reason=row.reason, on_behalf_of=behalf)
    return row


def correct_figures(
    report: Report,
    entries: Mapping[int, Entry],
    *,
    own: Mapping[int, OwnPart] | None = None,
    reason: str,
    version: int,
    by: User,
    now: datetime,
) -> Sequence[ReportFigure]:
    """Corrects figures of a locked period, by the number of their line: a total together with its parts. What
    stood stays as a version, the correction is a new one with its day and reason. Reports that summed it up
    stay as they were sent, and show the difference. Figures whose day of real numbers is not said stay real
    up to the day they were; an estimate that is not said is none any more. `own` as in `save_report`: a
    figure whose own part is corrected is the sum with it.

    Raises NotAllowed; Conflict where somebody changed the report meanwhile; NotReady without a reason, in a
    period that is not locked, for numbers that cannot be or do not agree with each other, and where nothing
    would change.
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        behalf = _ask(held.period, by, now)
        if held.period.locked_at is None:
            raise NotReady("Kỳ báo cáo chưa khóa: hãy trả lại số liệu để đơn vị sửa.")
        if not reason.strip():
            raise NotReady("Hãy ghi lý do đính chính.")
        held.ask_version(version)
        rows = list(held.report.figures.filter(asked__in=list(entries)).select_related("asked"))
        parts = say_own_parts(held, rows, own or {}, by=by, now=now, corrects=reason.strip())
        changed = _corrected(held, rows, {**entries, **sums_with_own(held, rows, entries, parts)})
        if not changed and not parts:
            raise NotReady("Số liệu đính chính giống số liệu đang có.")
        for row, _ in changed:
            row.version += 1
            row.save()
        if faults := must_mend(held.report):
            raise NotReady(
                f"Số liệu đính chính chưa khớp: {faults[0]} Hãy đính chính cùng lúc các số liên quan."
            )
        keep_versions([row for row, _ in changed], by=by, now=now, reason=reason.strip(), corrects=True)
        held.report.version += 1
        held.report.save(update_fields=["version"])
        changes: dict[str, tuple[object, object]] = {f"own.{number}": pair for number, pair in parts.items()}
        changes |= {row.asked.code: (before, row.counted) for row, before in changed}
        record(
            "reports.correct", held.report, by=by, changes=changes, reason=reason.strip(), on_behalf_of=behalf
        )
        if changed:
            _tell(held, changed, reason.strip(), now)
    return [row for row, _ in changed]


def _corrected(
    held: Held, rows: Sequence[ReportFigure], entries: Mapping[int, Entry]
) -> Sequence[tuple[ReportFigure, int | None]]:
    """The figures that say something else now, each with what it said. Raises NotReady for one that would say
    nothing, and for one that is stated to be nothing beside an own part."""
    ask_not_nothing(held, rows, entries)
    found = []
    for row in rows:
        before, entry = row.counted, entries[row.asked_id]
        entry = replace(entry, note=entry.note or row.note, real_until=entry.real_until or row.real_until)
        if not set_figure(row, entry, held):
            continue
        if row.counted is None:
            raise NotReady(f"{row.asked.name}: hãy ghi số đúng; không có thì ghi 0.")
        found.append((row, before))
    return found


def _tell(held: Held, changed: Sequence[tuple[ReportFigure, int | None]], reason: str, now: datetime) -> None:
    """The unit whose figures they are, or who followed it: its own report says something else now."""
    units = successors_of(held.report.unit, held.on) or (held.report.unit,)
    said = "; ".join(
        f"“{row.asked.name}” được đính chính từ {_NONE if was is None else was} thành {row.counted}"
        for row, was in changed
    )
    tell_units(
        [(unit, f"{held.period}: số liệu {said}: {reason}"[:400]) for unit in units],
        link=reverse("reports:report", args=[held.report.pk]),
        key=f"reports.corrected.{held.report.pk}.{held.report.version}", now=now,
    )  # fmt: skip


def _ask(period: ReportPeriod, by: User, now: datetime) -> str:
    on, office = localdate(now), period.regime.office
    if not rules.may_follow(rules.reach_of(by, on=on), office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, office, on, in_house=True)
