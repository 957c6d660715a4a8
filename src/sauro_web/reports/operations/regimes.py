"""Saying which reports an office receives: by hand, or from a duty that a confirmed plan names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro.indicators.model import Direction, Shape
from sauro_web.accounts.models import Unit, UnitGroup, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.plans.models import Suggestion
from sauro_web.reports import rules
from sauro_web.reports.models import AskedFigure, DueFrom, Frequency, Regime, RegimeReporter
from sauro_web.reports.queries.proposing import proposed

__all__ = ["FigureSaid", "RegimeSaid", "end_regime", "found_regime"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới đặt chế độ báo cáo gửi đến cơ quan."
_MOST_FIGURES = 60


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """A line of the form. `part_of` is the code of the figure that it is a part of."""

    code: str
    name: str
    unit_word: str
    shape: Shape = Shape.COUNT
    direction: Direction = Direction.MORE
    guide: str = ""
    counted_from: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class RegimeSaid:
    """A regime as it is to be; the fields are those of `Regime`."""

    name: str
    rhythm: Frequency
    valid_from: date
    figures: Sequence[FigureSaid]
    units: Sequence[Unit] = ()
    groups: Sequence[UnitGroup] = ()
    basis: str = ""
    cut_off: str = "standard"
    cut_off_day: int = 14
    due_from: DueFrom = DueFrom.AFTER
    due_number: int = 2
    due_month: int = 0
    due_before: bool = False
    consolidator: Unit | None = None
    feeds: Sequence[Regime] = field(default_factory=tuple)


def found_regime(
    office: Unit, said: RegimeSaid, *, by: User, now: datetime, suggestion: Suggestion | None = None
) -> Regime:
    """From now on the office receives this report; with `suggestion` it is one that a plan asks for.

    Raises NotAllowed; Conflict where the suggestion was taken already; NotReady where it is none that is
    proposed, without a name, without anybody who reports and without a figure.
    """
    on = localdate(now)
    behalf = _ask(office, by, on)
    _check(said)
    with transaction.atomic():
        held = Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        about = {"suggestion": suggestion}
        quote, cited = _taken(held, suggestion, on)
        row = Regime.objects.create(
            office=held, name=said.name.strip()[:200], basis=said.basis.strip()[:300], quote=quote,
            plan_cited=cited, rhythm=said.rhythm, cut_off=said.cut_off, cut_off_day=said.cut_off_day,
            due_from=said.due_from, due_number=said.due_number, due_month=said.due_month,
            due_before=said.due_before, consolidator=said.consolidator, valid_from=said.valid_from,
            set_by=by, set_at=now, **about,
        )  # fmt: skip
        RegimeReporter.objects.bulk_create(
            [RegimeReporter(regime=row, unit=one) for one in said.units]
            + [RegimeReporter(regime=row, group=one) for one in said.groups]
        )
        _ask_figures(row, said.figures)
        row.feeds.set(said.feeds)
        changes: dict[str, tuple[object, object]] = {
            "name": ("", row.name), "figures": (0, len(said.figures))
        }  # fmt: skip
        record(
            "reports.found_regime", row, by=by, changes=changes, reason=row.resting_on, on_behalf_of=behalf
        )
    return row


def end_regime(regime: Regime, *, last: date, by: User, now: datetime) -> Regime:
    """No period that begins after that day is opened; those that are open stay.

    Raises NotAllowed; Conflict where it has ended already; NotReady for a day before it began.
    """
    behalf = _ask(regime.office, by, localdate(now))
    with transaction.atomic():
        held = Regime.objects.select_for_update(of=("self",), no_key=True).get(pk=regime.pk)
        if held.valid_to is not None:
            raise Conflict(f"Chế độ báo cáo này đã thôi áp dụng sau ngày {held.valid_to:%d/%m/%Y}.")
        if last < held.valid_from:
            raise NotReady(f"Chế độ báo cáo áp dụng từ {held.valid_from:%d/%m/%Y}; hãy chọn ngày sau đó.")
        held.valid_to, held.version = last, held.version + 1
        held.save(update_fields=["valid_to", "version"])
        record(
            "reports.end_regime", held, by=by, changes={"valid_to": ("", last.isoformat())},
            on_behalf_of=behalf,
        )  # fmt: skip
    return held


def _ask(office: Unit, by: User, on: date) -> str:
    if not rules.may_follow(rules.reach_of(by, on=on), office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, office, on, in_house=True)


def _check(said: RegimeSaid) -> None:
    if not said.name.strip():
        raise NotReady("Hãy ghi tên báo cáo.")
    if not said.units and not said.groups:
        raise NotReady("Hãy chọn ít nhất một đơn vị hoặc nhóm đơn vị phải báo cáo.")
    if not said.figures:
        raise NotReady("Hãy chọn hoặc ghi ít nhất một số liệu.")
    if len(said.figures) > _MOST_FIGURES:
        raise NotReady(f"Một báo cáo có nhiều nhất {_MOST_FIGURES} số liệu.")
    codes = [one.code for one in said.figures]
    if len(set(codes)) < len(codes):
        raise NotReady("Hai số liệu có cùng tên; hãy gộp hoặc đặt tên khác.")
    if any(one.part_of and one.part_of not in codes for one in said.figures):
        raise NotReady("Có số liệu là một phần của số liệu không có trong mẫu.")
    if (said.due_from == DueFrom.YEARLY) != (1 <= said.due_month <= 12):
        raise NotReady("Hạn là một ngày trong năm thì phải có cả ngày và tháng.")


def _taken(office: Unit, suggestion: Suggestion | None, on: date) -> tuple[str, str]:
    """The words of the duty and its plan."""
    if suggestion is None:
        return "", ""
    if Regime.objects.filter(suggestion=suggestion).exists():
        raise Conflict("Chế độ báo cáo này đã được đưa vào theo dõi.")
    one = next((one for one in proposed(office, on) if one.suggestion.pk == suggestion.pk), None)
    if one is None:
        raise NotReady("Kế hoạch đã thay đổi nên không còn đề xuất này; hãy tải lại trang.")
    return one.quote, one.plan.cited


def _ask_figures(regime: Regime, figures: Sequence[FigureSaid]) -> None:
    rows = [
        AskedFigure(
            regime=regime, position=number, code=one.code, name=one.name[:200], unit_word=one.unit_word[:40],
            shape=one.shape.value, direction=one.direction.value, guide=one.guide[:500],
            counted_from=one.counted_from,
        )
        for number, one in enumerate(figures, 1)
    ]  # fmt: skip
    AskedFigure.objects.bulk_create(rows)
    by_code = {row.code: row for row in rows}
    for one in figures:
        if one.part_of:
            AskedFigure.objects.filter(pk=by_code[one.code].pk).update(total=by_code[one.part_of])
