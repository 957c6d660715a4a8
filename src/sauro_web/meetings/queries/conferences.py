"""The meetings of an office that count: those that were called and not cancelled, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import STANDING, LimitRule, Meeting
from sauro_web.meetings.moments import day_around, local, stored
from sauro_web.meetings.queries.months import counts_online, whose_meetings

__all__ = ["Held", "conferences_among", "conferences_of", "meetings_counted"]


@dataclass(frozen=True, slots=True)
class Held:
    """One conference. `exceptional`: a reason was given why the yearly number of its scope does not count
    it; `office` is the number of the one in whose calendar it stands."""

    day: date
    mode: str
    scope: str
    exceptional: bool
    office: int

    def is_online(self, limits: LimitRule) -> bool:
        """Whether it counts as online by the rule of the office."""
        return counts_online(self.mode, limits)


def meetings_counted(office: Unit, first: date, last: date, *, by: date | None = None) -> QuerySet[Meeting]:
    """Conferences and other meetings that begin on these days: those of the office itself, and with `by`
    those of the units that had become one with it by that day."""
    units = whose_meetings(office, first, by)
    return Meeting.objects.filter(
        office__in=units, state__in=STANDING, starts__gte=stored(day_around(first).start),
        starts__lt=stored(day_around(last).end),
    ).order_by()  # fmt: skip


def conferences_among(office: Unit, first: date, last: date, *, by: date | None = None) -> QuerySet[Meeting]:
    """Of `meetings_counted` the conferences."""
    return meetings_counted(office, first, last, by=by).filter(conference=True)


def conferences_of(office: Unit, first: date, last: date, *, by: date | None = None) -> Sequence[Held]:
    """The conferences that begin on these days, in order; `by` as in `meetings_counted`. One query, and those
    of `whose_records`."""
    rows = conferences_among(office, first, last, by=by)
    told = rows.order_by("starts", "pk").values_list("starts", "mode", "scope", "exceptional", "office")
    return [
        Held(local(starts).date(), mode, scope, bool(why), whose) for starts, mode, scope, why, whose in told
    ]
