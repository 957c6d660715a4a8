"""Saving figures of units and months, typed or imported: all of them or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record_each
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.procedures import rules
from sauro_web.procedures.counts import COUNTS, Counted, faults_of
from sauro_web.procedures.models import ClosedMonth, FiguresVersion, Origin, ProcedureFigures
from sauro_web.procedures.months import first_day

__all__ = ["Entered", "save_figures"]

_LONGEST_NAME = 200
_BATCH = 500
_ROLES = (*rules.FOLLOWING, *rules.TYPING)


@dataclass(frozen=True, slots=True)
class Entered:
    """What is to stand for a unit and a month. `counted` names the counts that are said; those left out stay
    as they are. `version` is that of the figures one has seen, 0 where there were none; None where nobody
    looked (a file)."""

    unit: Unit
    month: date
    counted: Counted
    nothing: bool = False
    version: int | None = None

    def over(self, before: Counted) -> dict[str, int | None]:
        """All ten counts as they stand then."""
        if self.nothing:
            return {count.name: 0 for count in COUNTS}
        return {count.name: self.counted.get(count.name, before.get(count.name)) for count in COUNTS}


def save_figures(
    office: Unit,
    entries: Sequence[Entered],
    *,
    by: User,
    now: datetime,
    reason: str = "",
    origin: Origin = Origin.TYPED,
    file_name: str = "",
) -> list[ProcedureFigures]:
    """Saves what differs from what stands; gives the figures that changed. After a month was closed only
    whoever follows the work of the office does so, with a reason; every version is kept.

    Raises NotAllowed; Conflict where somebody else saved figures meanwhile; NotReady for a month to come, for
    parts larger than their whole, for a closed month without a reason.
    """
    on = localdate(now)
    reach = rules.reach_of(by, on=on)
    _ask(reach, office, entries, on)
    with transaction.atomic():
        held = Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        closed = _closed(held, entries)
        if closed and not reach.may_follow(office):
            raise NotAllowed("Tháng này đã chốt số liệu; hãy đề nghị đầu mối theo dõi của cơ quan sửa.")
        standing = _standing(entries)
        changed = [one for one in entries if _differs(one, standing.get((one.unit.pk, one.month)))]
        if any(one.month in closed for one in changed) and not reason.strip():
            raise NotReady("Tháng đã chốt số liệu: hãy ghi lý do sửa.")
        _check(changed, standing)
        rows = [_row(one, standing, by, now, origin, file_name) for one in changed]
        _write(rows)
        FiguresVersion.objects.bulk_create(
            [_version(row, by, now, reason.strip(), row.month in closed) for row in rows], batch_size=_BATCH
        )
        changes = [
            (row, _changes(one, standing.get((one.unit.pk, one.month))))
            for row, one in zip(rows, changed, strict=True)
        ]
        behalf = on_behalf(by, _ROLES, office, on, in_house=True)
        record_each("procedures.save", changes, by=by, reason=reason.strip(), on_behalf_of=behalf)
    return rows


def _ask(reach: rules.Reach, office: Unit, entries: Iterable[Entered], on: date) -> None:
    for one in entries:
        if not reach.may_write(one.unit) or one.unit.house != office:
            raise NotAllowed("Ông (bà) chỉ nhập số liệu của đơn vị mình hoặc của cơ quan mình theo dõi.")
        if one.month != first_day(one.month) or one.month > on:
            raise NotReady(f"Tháng {one.month:%m/%Y} chưa tới; hãy kiểm tra lại kỳ số liệu.")
    keys = [(one.unit.pk, one.month) for one in entries]
    if len(set(keys)) < len(keys):
        raise NotReady("Một đơn vị có hai dòng cho cùng một tháng; hãy giữ lại một dòng.")


def _closed(office: Unit, entries: Iterable[Entered]) -> set[date]:
    months = {one.month for one in entries}
    closed = ClosedMonth.objects.filter(office=office, month__in=months)
    return set(closed.values_list("month", flat=True))


_Key = tuple[int, date]


def _standing(entries: Iterable[Entered]) -> dict[_Key, ProcedureFigures]:
    entries = list(entries)
    rows = ProcedureFigures.objects.select_for_update(of=("self",), no_key=True).filter(
        unit__in={one.unit.pk for one in entries}, month__in={one.month for one in entries}
    )
    return {(row.unit_id, row.month): row for row in rows.order_by("pk")}


def _differs(one: Entered, row: ProcedureFigures | None) -> bool:
    """Whether it says anything new. Raises Conflict where it was typed over older figures."""
    if row is None:
        new = one.nothing or any(count is not None for count in one.counted.values())
        stale = bool(one.version)
    else:
        new = (one.over(row.counted), one.nothing) != (row.counted, row.nothing)
        stale = one.version is not None and one.version != row.version
    if new and stale:
        raise Conflict(
            f"Số liệu của {one.unit.label} vừa được người khác lưu; hãy tải lại trang để xem rồi nhập lại."
        )
    return new


def _check(entries: Iterable[Entered], standing: Mapping[_Key, ProcedureFigures]) -> None:
    for one in entries:
        row = standing.get((one.unit.pk, one.month))
        faults = faults_of(one.over(row.counted if row else {}))
        if faults:
            raise NotReady(f"{one.unit.label}, tháng {one.month:%m/%Y}: {faults[0][1]}")


def _row(
    one: Entered,
    standing: Mapping[_Key, ProcedureFigures],
    by: User,
    now: datetime,
    origin: Origin,
    file_name: str,
) -> ProcedureFigures:
    """A new record, so that what stands stays as it was for the trail."""
    before = standing.get((one.unit.pk, one.month))
    return ProcedureFigures(
        pk=before.pk if before else None,
        unit=one.unit,
        province_id=one.unit.province_id,
        commune_id=one.unit.commune_id,
        month=one.month,
        nothing=one.nothing,
        version=(before.version if before else 0) + 1,
        saved_by=by,
        saved_at=now,
        origin=origin,
        file_name=file_name[:_LONGEST_NAME],
        **one.over(before.counted if before else {}),
    )


def _write(rows: Sequence[ProcedureFigures]) -> None:
    new = [row for row in rows if row.pk is None]
    old = [row for row in rows if row.pk is not None]
    ProcedureFigures.objects.bulk_create(new, batch_size=_BATCH)
    names = [count.name for count in COUNTS]
    said = ["nothing", "version", "saved_by", "saved_at", "origin", "file_name"]
    ProcedureFigures.objects.bulk_update(old, [*names, *said], batch_size=_BATCH)


def _version(row: ProcedureFigures, by: User, now: datetime, reason: str, closed: bool) -> FiguresVersion:
    return FiguresVersion(
        figures=row,
        number=row.version,
        by=by,
        at=now,
        reason=reason,
        closed=closed,
        nothing=row.nothing,
        origin=row.origin,
        file_name=row.file_name,
        **row.counted,
    )


def _changes(one: Entered, before: ProcedureFigures | None) -> dict[str, tuple[object, object]]:
    was = before.counted if before else dict.fromkeys(count.name for count in COUNTS)
    now = one.over(was)
    changes: dict[str, tuple[object, object]] = {
        name: (was[name], now[name]) for name in was if was[name] != now[name]
    }
    said = before.nothing if before else False
    return changes | ({"nothing": (said, one.nothing)} if said != one.nothing else {})
