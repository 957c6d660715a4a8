"""The figures that meetings of an office are held against: each version stays."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TypedDict

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import LimitRule
from sauro_web.meetings.operations.asking import behalf_in, day_of
from sauro_web.meetings.queries.limits import default_limits, limits_of

__all__ = ["LimitsSaid", "set_limits"]

_NOT_YOURS = "Chỉ lãnh đạo hoặc người xếp lịch của cơ quan mới đặt giới hạn cuộc họp."
_AT_LEAST = ("invitation_days", "papers_days", "cut", "online_share")
"""Figures that an office may only raise; of the others of the texts it may only set smaller ones."""
_AT_MOST = ("speech_minutes", "province_wide", "commune_wide")


class LimitsSaid(TypedDict):
    """The figures of a version, shares in percent."""

    hybrid_counts_online: bool
    invitation_days: int
    papers_days: int
    speech_minutes: int
    province_wide: int
    commune_wide: int
    cut: Decimal
    online_share: Decimal
    crowded_from: int
    merge_days: int
    source: str


def set_limits(office: Unit, said: LimitsSaid, *, reason: str, by: User, now: datetime) -> LimitRule:
    """A new version, from today on; set again on the same day it takes that one's place. Of the figures that
    stand in the texts an office may set stricter ones only.

    Raises NotAllowed; NotReady without a reason, and for a figure that is less strict than the texts'.
    """
    on = day_of(now)
    if not rules.may_approve(by, office, on=on):
        raise NotAllowed(_NOT_YOURS)
    if not reason.strip():
        raise NotReady("Hãy ghi lý do hoặc văn bản quy định các mức này.")
    _refuse_looser(said, default_limits(office, on))
    values = {**said, "source": said["source"].strip(), "reason": reason.strip(), "set_by": by, "set_at": now}
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        before = limits_of(office, on)
        rule, _ = LimitRule.objects.update_or_create(office=office, valid_from=on, defaults=values)
        changes: dict[str, tuple[object, object]] = {
            name: (str(old), str(new)) for name, new in said.items() if (old := getattr(before, name)) != new
        }
        behalf = behalf_in(by, office, on)
        record("meeting.set_limits", rule, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
    return rule


def _refuse_looser(said: LimitsSaid, usual: LimitRule) -> None:
    given: dict[str, object] = {**said}
    for name in (*_AT_LEAST, *_AT_MOST):
        limit, value = Decimal(getattr(usual, name)), Decimal(str(given[name]))
        if value < limit if name in _AT_LEAST else value > limit:
            label = getattr(LimitRule._meta.get_field(name), "verbose_name", name)
            side = "không thấp hơn" if name in _AT_LEAST else "không quá"
            raise NotReady(f"Mức “{label}” phải {side} mức chung là {limit:g}; chỉ đặt được mức chặt hơn.")
