"""The working days of an office."""

from __future__ import annotations

import calendar as months
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import offices_above
from sauro_web.workdays.models import CalendarDay

__all__ = ["Calendars", "Day", "Month", "calendar_of", "days_of", "months_of"]


@dataclass(frozen=True, slots=True)
class Day:
    """One day as a year's page draws it."""

    on: date
    works: bool
    row: CalendarDay | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; None where a week reaches into another month."""

    number: int
    weeks: Sequence[Sequence[Day | None]]
    working: int
    """How many working days it has."""


def calendar_of(office: Unit | None) -> WorkCalendar:
    """The calendar of an office, or of the country. One query."""
    return WorkCalendar(
        SpecialDay(row.day, DayKind(row.kind), row.name, row.provisional) for row in _rows(office)
    )


class Calendars:
    """The calendars of many units, in one query: those without a day of their own share one."""

    def __init__(self) -> None:
        rows: dict[str, list[SpecialDay]] = defaultdict(list)
        said = CalendarDay.objects.values_list("office__path", "day", "kind", "name", "provisional")
        for path, day, kind, name, provisional in said:
            rows[path or ""].append(SpecialDay(day, DayKind(kind), name, provisional))
        self._rows = rows
        self._made: dict[tuple[str, ...], WorkCalendar] = {}

    def of(self, unit: Unit) -> WorkCalendar:
        """The calendar that a unit works by."""
        paths = tuple(path for path in ("", *offices_above(unit)) if path in self._rows)
        if paths not in self._made:
            self._made[paths] = WorkCalendar(row for path in paths for row in self._rows[path])
        return self._made[paths]


def days_of(office: Unit, year: int) -> list[CalendarDay]:
    """The rows that hold in a year, each day once: the nearest office's. One query."""
    rows = {row.day: row for row in _rows(office).filter(day__year=year)}
    return [rows[day] for day in sorted(rows)]


def months_of(days: Sequence[CalendarDay], year: int) -> list[Month]:
    """The twelve months of a year with the rows that `days_of` gave for it."""
    rows = {row.day: row for row in days}
    kept = WorkCalendar(SpecialDay(row.day, DayKind(row.kind)) for row in rows.values())
    drawn = []
    for number in range(1, 13):
        weeks = [
            [Day(day, kept.is_working(day), rows.get(day)) if day.month == number else None for day in week]
            for week in months.Calendar().monthdatescalendar(year, number)
        ]
        working = sum(day.works for week in weeks for day in week if day)
        drawn.append(Month(number, weeks, working))
    return drawn


def _rows(office: Unit | None) -> QuerySet[CalendarDay]:
    """From the country down to the office, so that of several rows for a day the last holds."""
    reaching = Q(office=None)
    if office is not None:
        reaching |= Q(office__path__in=offices_above(office))
    depth = F("office__depth").asc(nulls_first=True)
    return CalendarDay.objects.filter(reaching).select_related("office").order_by(depth, "day")
