"""Setting what an office has to reach: by hand with the paper that says so, or taken from a confirmed
plan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from sauro.indicators.model import THE_SEVEN
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.indicators import rules
from sauro_web.indicators.models import OwnIndicator, SetTarget, Shaped
from sauro_web.indicators.queries.targets import Proposed, in_force, proposed
from sauro_web.plans.models import ImportedPlan

__all__ = ["set_target", "take_from_plan"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới đặt mức phải đạt."
_MOST = 10**11
_CODES = frozenset(one.code for one in THE_SEVEN)


def set_target(
    office: Unit,
    indicator: str,
    *,
    comparator: str,
    wanted: Decimal | None,
    since: date,
    source: str,
    by: User,
    now: datetime,
    plan: ImportedPlan | None = None,
    quote: str = "",
) -> SetTarget:
    """From that day on the office has to reach this; None: nothing any longer. What held before stays for the
    days before. A day of last year is taken too: plans of January hold for the year.

    Raises NotAllowed; NotReady without a source, below nought, above a hundred percent, for an unknown
    indicator, for a day beyond the next year, and where it says what is in force already.
    """
    on = localdate(now)
    behalf = _ask(office, by, on)
    in_percent = _is_in_percent(office, indicator)
    _check(source, wanted, in_percent)
    if since.year > on.year + 1:
        raise NotReady(
            f"Hãy kiểm tra ngày áp dụng: {since:%d/%m/%Y} còn quá xa; chỉ đặt được đến hết năm sau."
        )
    with transaction.atomic():
        held = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        before = in_force(held, since).get(indicator)
        said = (before.wanted, before.comparator) if before else (None, comparator)
        if said == (wanted, comparator):
            raise NotReady("Mức này đang được áp dụng rồi.")
        row = SetTarget.objects.create(
            office=held, indicator=indicator, comparator=comparator, wanted=wanted, in_percent=in_percent,
            since=since, plan=plan, quote=quote, source=source.strip()[:300], set_by=by, set_at=now,
        )  # fmt: skip
        changes: dict[str, tuple[object, object]] = {
            "wanted": (_said(before.wanted if before else None, in_percent), _said(wanted, in_percent)),
            "since": ("", since.isoformat()),
            "indicator": ("", indicator),
        }
        record("indicators.set_target", row, by=by, changes=changes, reason=row.source, on_behalf_of=behalf)
    return row


def take_from_plan(office: Unit, suggestion: int, *, by: User, now: datetime) -> SetTarget:
    """Follows a target that was confirmed in a plan of the office, from the day of the plan on.

    Raises NotAllowed; NotReady where it is none of those that are proposed (any longer).
    """
    on = localdate(now)
    _ask(office, by, on)
    one = next((one for one in proposed(office, on) if one.suggestion.pk == suggestion), None)
    if one is None:
        raise NotReady("Chỉ tiêu này đã được đưa vào theo dõi hoặc kế hoạch đã thay đổi; hãy tải lại trang.")
    return set_target(
        office, one.code, comparator=one.comparator, wanted=one.wanted, since=_since(one, on),
        source=one.plan.cited, by=by, now=now, plan=one.plan, quote=str(one.suggestion.read.get("quote", "")),
    )  # fmt: skip


def _since(one: Proposed, on: date) -> date:
    """The first day of the year of the plan: its targets are of years ("giảm 15 % so với năm trước"). Where
    another target already holds in that year, from today: what was reported by then stays as it was."""
    if one.now is not None:
        return on
    return date((one.plan.issued_on or on).year, 1, 1)


def _check(source: str, wanted: Decimal | None, in_percent: bool) -> None:
    if not source.strip():
        raise NotReady("Hãy ghi văn bản quy định mức phải đạt, ví dụ Kế hoạch số 27/KH-UBND.")
    if wanted is not None and not 0 <= wanted <= (100 if in_percent else _MOST):
        what = "tỷ lệ từ 0 đến 100 %" if in_percent else "một số từ 0 trở lên"
        raise NotReady(f"Mức phải đạt là {what}.")


def _is_in_percent(office: Unit, indicator: str) -> bool:
    """Raises NotReady for an indicator that the office does not follow."""
    if indicator in _CODES:
        return True
    own = OwnIndicator.objects.filter(office=office, code=indicator).first()
    if own is None:
        raise NotReady("Phần mềm không có chỉ tiêu này; hãy tải lại trang.")
    return own.shape != Shaped.COUNT


def _said(wanted: Decimal | None, in_percent: bool) -> str:
    return "" if wanted is None else f"{wanted.normalize():f}{' %' if in_percent else ''}"


def _ask(office: Unit, by: User, on: date) -> str:
    if not rules.may_set(rules.reach_of(by, on=on), office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, office, on, in_house=True)
