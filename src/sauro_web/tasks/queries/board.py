"""Parts as cards: in columns by their state, and in the days of a month."""

from __future__ import annotations

import calendar as months
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from sauro_web.tasks.models import OPEN, TaskState, UnitTask

__all__ = ["Column", "Day", "MonthSheet", "columns_of", "month_sheet"]

_IN_A_COLUMN = 20
_IN_A_DAY = 4
_NEXT_FIRST = F("ends_on").asc(nulls_last=True), F("pk").asc()
_ALWAYS = (
    TaskState.ASSIGNED,
    TaskState.RECEIVED,
    TaskState.WORKING,
    TaskState.SUBMITTED,
    TaskState.FINISHED,
)
_ORDER = (
    TaskState.RETURNED,
    TaskState.ASSIGNED,
    TaskState.RECEIVED,
    TaskState.WORKING,
    TaskState.REDO,
    TaskState.SUBMITTED,
    TaskState.FINISHED,
    TaskState.PAUSED,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One state: how many parts are in it, and those that end first."""

    state: TaskState
    number: int
    parts: Sequence[UnitTask]

    @property
    def more(self) -> int:
        """Those that are not shown."""
        return self.number - len(self.parts)


def columns_of(parts: QuerySet[UnitTask]) -> list[Column]:
    """The states in which something is owed or finished; rare ones only where they have rows. Two queries,
    and one for each state that has rows: each is found along an index, and no further than it is shown."""
    numbers = dict(parts.filter(state__in=_ORDER).order_by().values_list("state").annotate(n=Count("pk")))
    shown: list[int] = []
    for state in numbers:
        first = parts.filter(state=state).order_by(*_NEXT_FIRST).values_list("pk", flat=True)
        shown += first[:_IN_A_COLUMN]
    found: dict[str, list[UnitTask]] = defaultdict(list)
    for part in parts.filter(pk__in=shown).order_by(*_NEXT_FIRST):
        found[part.state].append(part)
    return [
        Column(state, numbers.get(state, 0), found[state])
        for state in _ORDER
        if state in _ALWAYS or numbers.get(state)
    ]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month: how many parts have it for their last day, and the first few of them."""

    on: date
    number: int
    parts: Sequence[UnitTask]

    @property
    def more(self) -> int:
        """Those that are not shown."""
        return self.number - len(self.parts)


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month in weeks from Monday; None where a week reaches into another month."""

    first: date
    last: date
    weeks: Sequence[Sequence[Day | None]]

    @property
    def before(self) -> str:
        """The month before, as the address has it."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after."""
        return f"{self.last + timedelta(days=1):%Y-%m}"

    @property
    def number(self) -> int:
        """Parts of the whole month."""
        return sum(day.number for week in self.weeks for day in week if day)


def month_sheet(parts: QuerySet[UnitTask], span: tuple[date, date]) -> MonthSheet:
    """The parts whose last day lies in the month; three queries."""
    counted = Q(state__in=(*OPEN, TaskState.FINISHED), goes_on=False, ends_on__range=span)
    rows = parts.filter(counted)
    numbers = dict(rows.order_by().values_list("ends_on").annotate(n=Count("pk")))
    found: dict[date | None, list[UnitTask]] = defaultdict(list)
    for part in _first_of(rows, "ends_on", _IN_A_DAY):
        found[part.ends_on].append(part)
    first, last = span
    weeks = [
        [Day(day, numbers.get(day, 0), found[day]) if day.month == first.month else None for day in week]
        for week in months.Calendar().monthdatescalendar(first.year, first.month)
    ]
    return MonthSheet(first, last, weeks)


def _first_of(rows: QuerySet[UnitTask], field: str, most: int) -> QuerySet[UnitTask]:
    """The first rows for each value of a field, those that end first before others: their numbers are found
    before anything else of them is read. One query, and the one that reads them."""
    place = Window(RowNumber(), partition_by=F(field), order_by=_NEXT_FIRST)
    placed = rows.order_by().select_related(None).annotate(place=place).filter(place__lte=most)
    return rows.filter(pk__in=list(placed.values_list("pk", flat=True))).order_by(*_NEXT_FIRST)
