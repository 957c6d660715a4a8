"""The year of an office in conferences: the plan, what stands for its lines, and the figures that Kết luận số
226-KL/TW counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro_web.accounts.models import Unit, User
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    STANDING,
    LimitRule,
    Meeting,
    MeetingMode,
    MeetingScope,
    MeetingState,
    PlannedConference,
    YearlyMeetingPlan,
)
from sauro_web.meetings.moments import year_around
from sauro_web.meetings.queries.limits import limits_of, wording_of
from sauro_web.meetings.queries.year import last_year_of, plan_of

__all__ = ["YearlySheet", "yearly_sheet"]


@dataclass(frozen=True, slots=True)
class YearlySheet:
    """A year of conferences. `lines` each with its meeting, or None; `off_plan` are those in no line that the
    person may see; the figures count all."""

    plan: YearlyMeetingPlan | None
    lines: Sequence[tuple[PlannedConference, Meeting | None]]
    off_plan: Sequence[Meeting]
    conferences: int
    online: int
    of_scope: int
    scope: str
    before: int | None
    limits: LimitRule
    """The figures in force that day."""

    @property
    def wording(self) -> str:
        """What counts, and what it is measured by."""
        return wording_of(self.limits)


def yearly_sheet(office: Unit, year: int, *, seen_by: User, on: date) -> YearlySheet:
    """Seven queries besides where the person stands."""
    plan = plan_of(office, year)
    first, last = year_around(year)
    rows = Meeting.objects.filter(office=office, conference=True, starts__gte=first, starts__lt=last)
    standing = rows.filter(state__in=STANDING).order_by()
    counted = list(standing.values_list("mode", "scope"))
    level = MeetingScope.COMMUNE if office.commune_id else MeetingScope.PROVINCE
    shown = list(
        rows.filter(rules.readable(seen_by, on=on))
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts", "pk")
    )
    of_line = {one.line_id: one for one in shown if one.line_id is not None}
    limits = limits_of(office, on)
    online = (MeetingMode.ONLINE, *((MeetingMode.HYBRID,) if limits.hybrid_counts_online else ()))
    lines = list(plan.lines.order_by("month", "pk")) if plan else []
    return YearlySheet(
        plan,
        [(line, of_line.get(line.pk)) for line in lines],
        [one for one in shown if one.line_id is None],
        len(counted),
        sum(mode in online for mode, _ in counted),
        sum(scope == level for _, scope in counted),
        level.label,
        last_year_of(office, year),
        limits,
    )
