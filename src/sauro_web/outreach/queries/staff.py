"""Who works where on a day, and who of them was trained in a year: each person once, however many courses he
attended and however many positions he has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro_web.accounts.models import Membership, Unit, UnitKind
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.rules import in_force, own_house
from sauro_web.outreach.models import Attendance

__all__ = ["Trained", "last_day", "staff_of", "trained"]


@dataclass(frozen=True, slots=True)
class Trained:
    """Of one unit or commune: how many of its staff of that day attended something in the year."""

    unit: Unit
    part: int
    whole: int


def last_day(year: int, on: date) -> date:
    """The day on which the staff of a year is counted: its last, or today."""
    return min(date(year, 12, 31), on)


def staff_of(office: Unit, on: date, *, unit: Unit | None = None) -> Sequence[Membership]:
    """One position of each person of the house of an office on that day, of `unit` and what is beneath it
    where one is named; by unit and name."""
    within = begins("unit__path", unit.path) if unit is not None else own_house(office)
    rows = Membership.objects.filter(in_force(on), within, user__is_active=True)
    rows = rows.select_related("user", "unit").order_by("unit__depth", "unit__position", "unit__path", "pk")
    once: dict[int, Membership] = {}
    for row in rows:
        once.setdefault(row.user_id, row)
    return sorted(once.values(), key=lambda row: (row.unit.path, row.user.full_name, row.pk))


def trained(
    office: Unit, reach: Reach, year: int, *, subject: str = "", on: date
) -> tuple[Sequence[Trained], Trained | None]:
    """A line for each unit, for a province one for each commune too, as far as the person may read them; and
    all of them together, each person once. Three queries."""
    day = last_day(year, on)
    whole = reach.may_read_sums(office)
    rows = Membership.objects.filter(in_force(day), begins("unit__path", office.path), user__is_active=True)
    places = list(rows.values_list("user_id", "unit_id", "unit__commune_id"))
    reached = _attended(year, subject, day)
    staff: dict[int, set[int]] = defaultdict(set)
    everybody: set[int] = set()
    own = {unit.pk for unit in reach.own}
    for person, unit, commune in places:
        line = commune if office.kind == UnitKind.PROVINCE and commune else unit
        if (whole or unit in own) and (line == unit or reach.may_read_whole(office)):
            staff[line].add(person)
            everybody.add(person)
    if whole and not reach.may_read_whole(office):
        staff.clear()
        staff[office.pk] = everybody
    units = Unit.objects.filter(pk__in=staff).order_by("depth", "position", "path")
    lines = [Trained(unit, len(staff[unit.pk] & reached), len(staff[unit.pk])) for unit in units]
    return lines, Trained(office, len(everybody & reached), len(everybody)) if lines else None


def _attended(year: int, subject: str, last: date) -> set[int]:
    """Who attended anything that began in the year by its day `last`, in whatever office."""
    days = date(year, 1, 1), last
    rows = Attendance.objects.filter(session__withdrawn_at=None, session__starts_on__range=days)
    if subject:
        rows = rows.filter(session__subject=subject)
    return set(rows.values_list("person_id", flat=True).distinct())
