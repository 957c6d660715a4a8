"""What an office follows beyond the seven: taken from a confirmed target of a plan, with its counting guide
and what its units were measured by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.indicators import rules
from sauro_web.indicators.models import CountingGuide, FilledBy, OwnBase, OwnIndicator, Shaped
from sauro_web.indicators.operations.setting import set_target
from sauro_web.indicators.queries.other_registers import OTHERS
from sauro_web.indicators.queries.own import units_of
from sauro_web.indicators.queries.targets import NewTarget, new_targets

__all__ = ["Definition", "add_indicator", "say_base", "say_guide"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới làm được việc này."


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator is, in the values of its model."""

    name: str
    unit_word: str
    shape: str
    direction: str
    joining: str
    filled_by: str
    counted_from: str
    guide: str


def add_indicator(
    office: Unit, suggestion: int, said: Definition, *, by: User, now: datetime
) -> OwnIndicator:
    """Follows a target of a plan that is none of the seven, from the first day of the plan's year on.

    Raises NotAllowed; NotReady where the target is none of those that wait (any longer), where the definition
    contradicts itself, and for a level that such an indicator cannot have.
    """
    on = localdate(now)
    behalf = _ask(office, by, on)
    one = next((one for one in new_targets(office, on) if one.suggestion.pk == suggestion), None)
    if one is None:
        raise NotReady("Chỉ tiêu này đã được đưa vào theo dõi hoặc kế hoạch đã thay đổi; hãy tải lại trang.")
    _check(office, said)
    since = date((one.plan.issued_on or on).year, 1, 1)
    quote = str(one.suggestion.read.get("quote", ""))
    with transaction.atomic():
        held = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        row = _row(held, one, said, quote, by, now)
        CountingGuide.objects.create(
            indicator=row, since=since, text=said.guide.strip(), source=row.source, set_by=by, set_at=now
        )
        changes: dict[str, tuple[object, object]] = {"name": ("", row.name), "shape": ("", row.shape)}
        set_target(
            held, row.code, comparator=one.comparator, wanted=one.wanted, since=since, source=row.source,
            by=by, now=now, plan=one.plan, quote=quote,
        )  # fmt: skip
        record("indicators.add", row, by=by, changes=changes, reason=row.source, on_behalf_of=behalf)
    return row


def _row(office: Unit, one: NewTarget, said: Definition, quote: str, by: User, now: datetime) -> OwnIndicator:
    try:
        with transaction.atomic():
            return OwnIndicator.objects.create(
                office=office, code=one.code, name=said.name.strip()[:200],
                unit_word=said.unit_word.strip()[:60], shape=said.shape, direction=said.direction,
                joining=said.joining, filled_by=said.filled_by, counted_from=said.counted_from, plan=one.plan,
                quote=quote, source=one.plan.cited[:300], set_by=by, set_at=now,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotReady("Cơ quan đã theo dõi chỉ tiêu này; hãy tải lại trang.") from error


def _check(office: Unit, said: Definition) -> None:
    if not said.name.strip() or not said.unit_word.strip() or not said.guide.strip():
        raise NotReady("Hãy ghi tên chỉ tiêu, đơn vị tính và hướng dẫn đếm.")
    if said.filled_by == FilledBy.COMMUNES and office.kind != UnitKind.PROVINCE:
        raise NotReady("Chỉ tỉnh mới có chỉ tiêu do các xã, phường nhập.")
    if not said.counted_from:
        return
    other = OTHERS.get(said.counted_from)
    if other is None:
        raise NotReady("Phần mềm không có số liệu này để đếm; hãy tải lại trang.")
    if other.shape.value != said.shape:
        shape = Shaped(other.shape.value).label
        raise NotReady(f"“{other.label}” là {shape}; hãy chọn cách đo đó hoặc để nhập tay.")
    if said.filled_by != FilledBy.OFFICE:
        raise NotReady("Chỉ tiêu đếm từ số liệu có sẵn thì không giao đơn vị nhập.")


def say_guide(
    row: OwnIndicator, text: str, *, since: date, source: str, by: User, now: datetime
) -> CountingGuide:
    """From that day on it is counted so; what held before stays for the days before.

    Raises NotAllowed; NotReady without a text or a source.
    """
    behalf = _ask(row.office, by, localdate(now))
    if not text.strip() or not source.strip():
        raise NotReady("Hãy ghi hướng dẫn đếm và căn cứ.")
    with transaction.atomic():
        guide = CountingGuide.objects.create(
            indicator=row, since=since, text=text.strip(), source=source.strip()[:300], set_by=by, set_at=now
        )
        changes: dict[str, tuple[object, object]] = {"since": ("", since.isoformat())}
        record("indicators.guide", row, by=by, changes=changes, reason=guide.source, on_behalf_of=behalf)
    return guide


def say_base(
    row: OwnIndicator, unit: Unit, year: int, count: int, *, source: str, method: str, by: User, now: datetime
) -> OwnBase:
    """What a unit had in a year, with where that is written and how it was counted; whoever says it confirms
    it. A unit that is gone has its own, and whoever it was merged into their sum.

    Raises NotAllowed, also for a unit of somebody else; NotReady without source or method, below nought, for
    a year that is not over and for an indicator that is no cut.
    """
    on = localdate(now)
    behalf = _ask(row.office, by, on)
    if row.shape != Shaped.CUT:
        raise NotReady("Chỉ tiêu này không so với năm trước nên không cần số gốc.")
    if not source.strip() or not method.strip():
        raise NotReady("Hãy ghi nguồn của số gốc và cách đã đếm.")
    if count < 0 or not 2000 <= year < on.year:
        raise NotReady("Số gốc phải từ 0 trở lên, của một năm đã qua.")
    if unit.pk not in {one.pk for day in (on, date(year, 12, 31)) for one in units_of(row, day)}:
        raise NotAllowed("Đơn vị này không nhập số của chỉ tiêu.")
    with transaction.atomic():
        base = OwnBase.objects.create(
            indicator=row, unit=unit, year=year, count=count, source=source.strip()[:300],
            method=method.strip()[:500], confirmed_by=by, confirmed_at=now,
        )  # fmt: skip
        changes: dict[str, tuple[object, object]] = {unit.label: ("", f"{year}: {count}")}
        record("indicators.base", row, by=by, changes=changes, reason=base.source, on_behalf_of=behalf)
    return base


def _ask(office: Unit, by: User, on: date) -> str:
    if not rules.may_set(rules.reach_of(by, on=on), office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, office, on, in_house=True)
