"""The conferences of an office that count: those that were called and not cancelled, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import STANDING, LimitRule, Meeting, MeetingMode
from sauro_web.meetings.moments import day_around, local, stored

__all__ = ["Held", "conferences_of"]


@dataclass(frozen=True, slots=True)
class Held:
    """One conference. `exceptional`: a reason was given why the yearly number of its scope does not count
    it."""

    day: date
    mode: str
    scope: str
    exceptional: bool

    def is_online(self, limits: LimitRule) -> bool:
        """Whether it counts as online by the rule of the office."""
        return self.mode == MeetingMode.ONLINE or (
            self.mode == MeetingMode.HYBRID and limits.hybrid_counts_online
        )


def conferences_of(office: Unit, first: date, last: date) -> Sequence[Held]:
    """Those that begin on these days, in order. One query."""
    rows = Meeting.objects.filter(
        office=office, conference=True, state__in=STANDING,
        starts__gte=stored(day_around(first).start), starts__lt=stored(day_around(last).end),
    )  # fmt: skip
    told = rows.order_by("starts", "pk").values_list("starts", "mode", "scope", "exceptional")
    return [Held(local(starts).date(), mode, scope, bool(why)) for starts, mode, scope, why in told]
