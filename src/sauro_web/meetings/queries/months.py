"""How many meetings and conferences an office had month by month, from the first on: one query for all years,
for whoever wants this year's beside the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import STANDING, LimitRule, Meeting, MeetingMode
from sauro_web.meetings.moments import day_around, stored

__all__ = ["MeetingMonths", "counts_online", "months_until"]


@dataclass(frozen=True, slots=True)
class _Heap:
    """Meetings of one month that are alike."""

    year: int
    month: int
    conference: bool
    mode: str
    many: int


@dataclass(frozen=True, slots=True)
class MeetingMonths:
    """Those that were called and not cancelled."""

    heaps: Sequence[_Heap]

    @property
    def begun(self) -> tuple[int, int] | None:
        """Year and month of the first; None of an office that never met."""
        return min(((one.year, one.month) for one in self.heaps), default=None)

    def has_met(self, year: int) -> bool:
        """Whether there is any meeting of a year."""
        return any(one.year == year for one in self.heaps)

    def conferences(self, year: int, months: tuple[int, int] = (1, 12)) -> int:
        """How many conferences there were from one month of a year to another."""
        return sum(one.many for one in self._of(year, months))

    def online(self, year: int, limits: LimitRule) -> int:
        """How many of a year's count as online by the rule of the office."""
        return sum(one.many for one in self._of(year, (1, 12)) if counts_online(one.mode, limits))

    def _of(self, year: int, months: tuple[int, int]) -> Iterator[_Heap]:
        first, last = months
        return (
            one for one in self.heaps if one.conference and one.year == year and first <= one.month <= last
        )


def counts_online(mode: str, limits: LimitRule) -> bool:
    """Whether a conference held so counts as online."""
    return mode == MeetingMode.ONLINE or (mode == MeetingMode.HYBRID and limits.hybrid_counts_online)


def months_until(office: Unit, last: date) -> MeetingMonths:
    """All up to a day, that day among them. One query, with as many rows as there were months."""
    rows = Meeting.objects.filter(
        office=office, state__in=STANDING, starts__lt=stored(day_around(last).end)
    ).order_by()
    found = rows.values_list("starts__year", "starts__month", "conference", "mode").annotate(many=Count("pk"))
    return MeetingMonths([_Heap(*one) for one in found])
