"""The meetings of an office that count: those that were called and not cancelled, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import STANDING, LimitRule, Meeting
from sauro_web.meetings.moments import day_around, local, stored
from sauro_web.meetings.queries.months import counts_online

__all__ = ["Held", "conferences_of", "meetings_counted"]


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
        return counts_online(self.mode, limits)


def meetings_counted(office: Unit, first: date, last: date) -> QuerySet[Meeting]:
    """Conferences and other meetings that begin on these days."""
    return Meeting.objects.filter(
        office=office, state__in=STANDING, starts__gte=stored(day_around(first).start),
        starts__lt=stored(day_around(last).end),
    ).order_by()  # fmt: skip


def conferences_of(office: Unit, first: date, last: date) -> Sequence[Held]:
    """The conferences that begin on these days, in order. One query."""
    rows = meetings_counted(office, first, last).filter(conference=True)
    told = rows.order_by("starts", "pk").values_list("starts", "mode", "scope", "exceptional")
    return [Held(local(starts).date(), mode, scope, bool(why)) for starts, mode, scope, why in told]
