"""What units say of an indicator month by month: typed, confirmed, closed, corrected. Every version stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro.dates.periods import last_day
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record, record_each
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.indicators import rules
from sauro_web.indicators.models import ClosedFigures, Confirmation, OwnFigure, OwnIndicator, Shaped
from sauro_web.indicators.queries.own import newest, units_of

__all__ = ["Said", "close_figures", "confirm_figures", "say_figures"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới làm được việc này."
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says of a month; `seen` is the number of the version that stood before whoever typed, 0
    where there was none. Nothing is said by no number at all."""

    unit: Unit
    counted: int | None
    against: int | None = None
    nothing: bool = False
    seen: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return self.counted is None and self.against is None and not self.nothing


def say_figures(
    row: OwnIndicator, month: date, said: Sequence[Said], *, by: User, now: datetime, reason: str = ""
) -> list[OwnFigure]:
    """A new version of what differs from what stands; whoever follows the office of the indicator confirms by
    saying it. After the month was closed he alone corrects, with a reason.

    Raises NotAllowed; NotReady for a month to come, a part above its whole, numbers below nought, a closed
    month without a reason; Conflict where somebody else has said something meanwhile.
    """
    on = localdate(now)
    found = rules.reach_of(by, on=on)
    follows = rules.may_set(found, row.office)
    _ask(row, month, said, found, on)
    with transaction.atomic():
        held = OwnIndicator.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        closed = ClosedFigures.objects.filter(indicator=held, month=month).exists()
        standing = {one.unit_id: one for one in newest(held).filter(month=month)}
        changed = [one for one in said if _differs(row, one, standing.get(one.unit.pk))]
        if changed and closed and not follows:
            raise NotAllowed("Tháng này đã chốt; hãy đề nghị đầu mối theo dõi của cơ quan sửa.")
        if changed and closed and not reason.strip():
            raise NotReady("Tháng đã chốt: hãy ghi lý do sửa.")
        rows = [_version(held, month, one, standing, by, now) for one in changed]
        for one in rows:
            one.reason, one.after_close = reason.strip()[:500], closed
        OwnFigure.objects.bulk_create(rows)
        if follows:
            Confirmation.objects.bulk_create(Confirmation(figure=one, by=by, at=now) for one in rows)
        changes = [(one, _change(one, standing.get(one.unit_id))) for one in rows]
        behalf = on_behalf(by, rules.SAYING, row.office, on, in_house=True)
        record_each("indicators.figures", changes, by=by, reason=reason.strip(), on_behalf_of=behalf)
    return rows


def _ask(row: OwnIndicator, month: date, said: Sequence[Said], found: rules.Reach, on: date) -> None:
    if row.counted_from:
        raise NotReady("Chỉ tiêu này đếm từ số liệu có sẵn, không nhập tay.")
    if month.day != 1 or month > on:
        raise NotReady(f"Tháng {month:%m/%Y} chưa tới; hãy kiểm tra lại kỳ số liệu.")
    days = (month, last_day(month.year, month.month))
    asked = {unit.pk for day in days for unit in units_of(row, day)}
    for one in said:
        if one.unit.pk not in asked or not rules.may_say(found, row, one.unit):
            raise NotAllowed("Ông (bà) chỉ nhập số của đơn vị mình hoặc của cơ quan mình theo dõi.")


def _differs(row: OwnIndicator, one: Said, before: OwnFigure | None) -> bool:
    if one.is_empty and before is None:
        return False
    _check(row, one)
    new = before is None or _values(row, one) != (before.counted, before.against, before.nothing)
    if new and one.seen != (before.number if before else 0):
        raise Conflict(
            f"Số liệu của {one.unit.label} vừa được người khác lưu; hãy tải lại trang để xem rồi nhập lại."
        )
    return new


def _check(row: OwnIndicator, one: Said) -> None:
    name = one.unit.label
    if one.is_empty:
        raise NotReady(f"{name}: số đã nhập không xóa được; nếu không có gì thì chọn “không phát sinh”.")
    if one.nothing:
        if one.counted or one.against:
            raise NotReady(f"{name}: đã chọn “không phát sinh” thì không ghi số.")
        return
    if one.counted is None or (row.shape == Shaped.SHARE and one.against is None):
        raise NotReady(f"{name}: hãy ghi cả số đạt và tổng số.")
    if min(one.counted, one.against or 0) < 0 or max(one.counted, one.against or 0) > _MOST:
        raise NotReady(f"{name}: số liệu phải là số nguyên từ 0 trở lên.")
    if one.against is not None and row.shape == Shaped.SHARE and one.counted > one.against:
        raise NotReady(f"{name}: số đạt {one.counted} lớn hơn tổng số {one.against}.")


def _values(row: OwnIndicator, one: Said) -> tuple[int, int | None, bool]:
    is_share = row.shape == Shaped.SHARE
    if one.nothing:
        return 0, 0 if is_share else None, True
    return one.counted or 0, one.against if is_share else None, False


def _version(
    row: OwnIndicator, month: date, one: Said, standing: Mapping[int, OwnFigure], by: User, now: datetime
) -> OwnFigure:
    before = standing.get(one.unit.pk)
    counted, against, nothing = _values(row, one)
    return OwnFigure(
        indicator=row, unit=one.unit, month=month, number=before.number + 1 if before else 1,
        counted=counted, against=against, nothing=nothing, by=by, at=now,
    )  # fmt: skip


def _change(one: OwnFigure, before: OwnFigure | None) -> dict[str, tuple[object, object]]:
    return {
        name: (getattr(before, name, None), getattr(one, name))
        for name in ("counted", "against", "nothing")
        if getattr(before, name, None) != getattr(one, name)
    }


def confirm_figures(
    row: OwnIndicator, month: date, *, by: User, now: datetime, seen: Collection[int] | None = None
) -> int:
    """Confirms what the units say of a month now; how many there were. What is corrected later is confirmed
    anew. `seen` are the numbers of the figures that were looked at, None for all that wait.

    Raises NotAllowed; NotReady where nothing waits; Conflict where something else waits than was looked at.
    """
    behalf = _ask_follower(row, by, localdate(now))
    with transaction.atomic():
        held = OwnIndicator.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        waiting = list(newest(held).filter(month=month, confirmation=None))
        if not waiting:
            raise NotReady("Không có số liệu nào chờ xác nhận; hãy tải lại trang.")
        if seen is not None and {one.pk for one in waiting} != set(seen):
            raise Conflict("Có đơn vị vừa nhập hoặc sửa số liệu; hãy tải lại trang, xem lại rồi xác nhận.")
        Confirmation.objects.bulk_create(Confirmation(figure=one, by=by, at=now) for one in waiting)
        changes: dict[str, tuple[object, object]] = {f"{month:%m/%Y}": (None, len(waiting))}
        record("indicators.confirm", held, by=by, changes=changes, on_behalf_of=behalf)
    return len(waiting)


def close_figures(row: OwnIndicator, month: date, *, by: User, now: datetime) -> ClosedFigures:
    """From now on figures of that month are corrected only with a reason. Closing it again changes nothing.

    Raises NotAllowed; NotReady for a month that is not over, and while figures wait for being confirmed.
    """
    on = localdate(now)
    behalf = _ask_follower(row, by, on)
    if month.day != 1 or last_day(month.year, month.month) >= on:
        raise NotReady(f"Tháng {month:%m/%Y} chưa kết thúc nên chưa chốt được.")
    with transaction.atomic():
        held = OwnIndicator.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        if newest(held).filter(month=month, confirmation=None).exists():
            raise NotReady("Còn số liệu chưa xác nhận; hãy xác nhận trước khi chốt tháng.")
        closed, made = ClosedFigures.objects.get_or_create(
            indicator=held, month=month, defaults={"by": by, "at": now}
        )
        if made:
            changes: dict[str, tuple[object, object]] = {"month": (None, f"{month:%m/%Y}")}
            record("indicators.close", held, by=by, changes=changes, on_behalf_of=behalf)
    return closed


def _ask_follower(row: OwnIndicator, by: User, on: date) -> str:
    if not rules.may_set(rules.reach_of(by, on=on), row.office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, row.office, on, in_house=True)
