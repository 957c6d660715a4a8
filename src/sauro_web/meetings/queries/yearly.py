"""The year of an office in conferences: the plan, what stands for its lines, and the figures that Kết luận số
226-KL/TW counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.queries.units import beneath
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    LimitRule,
    Meeting,
    MeetingScope,
    MeetingState,
    PlannedConference,
    YearlyMeetingPlan,
)
from sauro_web.meetings.moments import year_around
from sauro_web.meetings.queries.conferences import conferences_of
from sauro_web.meetings.queries.last_year import LastYear, held_by_unit, most_after_cut, year_before_of
from sauro_web.meetings.queries.limits import changed_in, limits_of, wording_of
from sauro_web.meetings.queries.months import whose_meetings
from sauro_web.meetings.queries.year import plan_of

__all__ = ["PlannedBy", "YearlySheet", "units_of_plan", "yearly_sheet"]


@dataclass(frozen=True, slots=True)
class PlannedBy:
    """What one unit of the office means to hold; None: the committee itself. `lines` each with its meeting,
    or None. `before` is what it held the year before as far as the register has that year, `most` what that
    leaves after the cut, `compared` its lines in the months that are compared. `may`: whether the reader adds
    to it."""

    unit: Unit | None
    lines: Sequence[tuple[PlannedConference, Meeting | None]]
    compared: int
    before: int | None
    most: int | None
    may: bool

    @property
    def is_over(self) -> bool:
        """Whether it plans more than the cut leaves."""
        return self.most is not None and self.compared > self.most


@dataclass(frozen=True, slots=True)
class YearlySheet:
    """A year of conferences. `groups` are the plan by unit; `off_plan` are those in no line that the person
    may see; the figures count all, `of_scope` all but the exceptional ones. `compared` is how many lie in the
    months of which last year is known, `registered` what the register has of last year."""

    plan: YearlyMeetingPlan | None
    groups: Sequence[PlannedBy]
    off_plan: Sequence[Meeting]
    conferences: int
    online: int
    of_scope: int
    scope: str
    compared: int
    before: LastYear | None
    registered: LastYear | None
    limits: LimitRule
    """The figures in force that day."""
    changed: Sequence[date]
    """The days of that year on which they changed."""

    @property
    def lines(self) -> int:
        """How many lines the plan has."""
        return sum(len(one.lines) for one in self.groups)

    @property
    def most(self) -> int | None:
        """What last year leaves after the cut, where it is known."""
        return most_after_cut(self.before.count, self.limits) if self.before is not None else None

    @property
    def wording(self) -> str:
        """What counts, and what it is measured by."""
        return wording_of(self.limits)


def units_of_plan(office: Unit, on: date) -> list[Unit]:
    """The units of the office that may hold conferences of their own, in its order. One query."""
    apart = (UnitKind.COMMUNE, UnitKind.VILLAGE)
    return [one for one in beneath(office, on) if one.kind not in apart]


def yearly_sheet(office: Unit, year: int, *, seen_by: User, on: date) -> YearlySheet:
    """Eleven queries besides where the person stands."""
    plan = plan_of(office, year)
    first, last = year_around(year)
    by = min(on, date(year, 12, 31))
    counted = conferences_of(office, date(year, 1, 1), date(year, 12, 31), by=by)
    level = MeetingScope.COMMUNE if office.commune_id else MeetingScope.PROVINCE
    whole = whose_meetings(office, date(year, 1, 1), by)
    rows = Meeting.objects.filter(office__in=whole, conference=True, starts__gte=first, starts__lt=last)
    shown = list(
        rows.filter(rules.readable_of(seen_by, whole, on=on))
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts", "pk")
    )
    limits, of_year_before = limits_of(office, on), year_before_of(office, year, by=by)
    before = of_year_before.known
    registered, held = held_by_unit(of_year_before)
    groups = _groups(office, plan, shown, registered, held, limits, seen_by=seen_by, on=on)
    return YearlySheet(
        plan,
        groups,
        [one for one in shown if one.line_id is None or one.office_id != office.pk],
        len(counted),
        sum(one.is_online(limits) for one in counted),
        sum(one.scope == level and not one.exceptional for one in counted),
        level.label,
        sum(before is None or before.covers(one.day.month) for one in counted),
        before,
        registered,
        limits,
        changed_in(office, year),
    )


def _groups(
    office: Unit,
    plan: YearlyMeetingPlan | None,
    shown: Sequence[Meeting],
    registered: LastYear | None,
    held: Mapping[int | None, int],
    limits: LimitRule,
    *,
    seen_by: User,
    on: date,
) -> list[PlannedBy]:
    """The committee itself, then the units that plan something, held something last year or are the reader's,
    in the order of the office."""
    lines = list(plan.lines.select_related("unit").order_by("month", "pk")) if plan else []
    of_line = {one.line_id: one for one in shown if one.line_id is not None}
    whole = rules.may_approve(seen_by, office, on=on)
    own = {one.pk: one for one in rules.units_planned_for(seen_by, office, on=on)}
    named = own | {line.unit.pk: line.unit for line in lines if line.unit is not None}
    named |= {unit.pk: unit for unit in Unit.objects.filter(pk__in=[pk for pk in held if pk is not None])}
    order = sorted(named.values(), key=lambda unit: (unit.position, unit.path))
    return [
        _group(
            unit,
            [(line, of_line.get(line.pk)) for line in lines if line.unit_id == (unit.pk if unit else None)],
            registered,
            held,
            limits,
            may=whole or (unit is not None and unit.pk in own),
        )
        for unit in (None, *order)
    ]


def _group(
    unit: Unit | None,
    lines: Sequence[tuple[PlannedConference, Meeting | None]],
    registered: LastYear | None,
    held: Mapping[int | None, int],
    limits: LimitRule,
    *,
    may: bool,
) -> PlannedBy:
    before = held.get(unit.pk if unit else None, 0) if registered is not None else None
    return PlannedBy(
        unit,
        lines,
        sum(registered is None or registered.covers(line.month) for line, _ in lines),
        before,
        most_after_cut(before, limits) if before else None,
        may,
    )
