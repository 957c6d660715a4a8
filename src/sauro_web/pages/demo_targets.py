"""What the made-up offices have to reach: targets of their own plans, and what the province asks of all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.indicators.operations.setting import set_target, take_from_plan
from sauro_web.indicators.queries.targets import proposed

__all__ = ["follow_targets"]

_OF_ALL = {"meetings_reduction": 10, "online_meetings_share": 60, "electronic_exchange_share": 100}
"""Percent, as Kết luận 226-KL/TW and the province's plan have it."""


def follow_targets(offices: Mapping[str, Unit], *, now: datetime) -> None:
    """The province follows all of its plan. The commune follows the first target of its own, which leaves the
    others to be taken by whoever tries the site, and what the province asks of every commune."""
    on, of_province = localdate(now), ""
    for one in proposed(offices["province"], on):
        of_province = one.plan.cited
        take_from_plan(offices["province"], one.suggestion.pk, by=_person("tinh"), now=now)
    for one in proposed(offices["commune"], on)[:1]:
        take_from_plan(offices["commune"], one.suggestion.pk, by=_person("vanphong"), now=now)
    for code, wanted in _OF_ALL.items():
        set_target(
            offices["commune"], code, comparator=">=", wanted=Decimal(wanted), since=date(on.year, 1, 1),
            source=f"{of_province or 'Kế hoạch'} của Ủy ban nhân dân tỉnh", by=_person("vanphong"), now=now,
        )  # fmt: skip


def _person(username: str) -> User:
    return User.objects.get(username=username)
