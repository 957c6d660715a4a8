"""How many meetings and conferences an office had month by month, from the first on: one query for all years,
for whoever wants this year's beside the year before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import whose_records
from sauro_web.meetings.models import STANDING, LimitRule, Meeting, MeetingMode
from sauro_web.meetings.moments import day_around, stored

__all__ = ["MeetingMonths", "counts_online", "months_until", "stood_beside", "whose_meetings"]


@dataclass(frozen=True, slots=True)
class _Heap:
    """Meetings of one month that are alike."""

    office: int
    year: int
    month: int
    conference: bool
    mode: str
    many: int


@dataclass(frozen=True, slots=True)
class MeetingMonths:
    """Those that were called and not cancelled; `units` are whose they are: the office itself first, then
    those that have become one with it."""

    units: Sequence[Unit]
    heaps: Sequence[_Heap]

    @property
    def begun(self) -> tuple[int, int] | None:
        """Year and month from which on all of them are here; None of an office that never met, and where one
        of those that became one with it never did. What the office was made of goes before its own first."""
        office, *others = self.units
        joined = [self._first(one) for one in others if stood_beside(one, office)]
        before = [self._first(one) for one in others if not stood_beside(one, office)]
        made, own = _last(before), self._first(office)
        return _last([min(own, made) if own and made else own or made, *joined])

    def _first(self, unit: Unit) -> tuple[int, int] | None:
        return min(((one.year, one.month) for one in self.heaps if one.office == unit.pk), default=None)

    def has_met(self, year: int) -> bool:
        """Whether there is any meeting of a year."""
        return any(one.year == year for one in self.heaps)

    def only(self, units: Collection[Unit]) -> MeetingMonths:
        """Those of some of the units."""
        numbers = {one.pk for one in units}
        return replace(self, units=tuple(units), heaps=[one for one in self.heaps if one.office in numbers])

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


def _last(begun: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    """The latest of these months; None where one is not known, and of none."""
    known = [one for one in begun if one is not None]
    return max(known) if known and len(known) == len(begun) else None


def stood_beside(unit: Unit, office: Unit) -> bool:
    """Whether a unit that is one with the office now joined it when it stood already; else the office was
    made of it."""
    return unit.valid_to is None or unit.valid_to >= office.valid_from


def counts_online(mode: str, limits: LimitRule) -> bool:
    """Whether a conference held so counts as online."""
    return mode == MeetingMode.ONLINE or (mode == MeetingMode.HYBRID and limits.hybrid_counts_online)


def whose_meetings(office: Unit, since: date, by: date | None) -> tuple[Unit, ...]:
    """The office, and with `by` those that still stood on their own after `since` and had become one with it
    by that day."""
    return (office,) if by is None else whose_records(office, since, by)


def months_until(
    office: Unit, last: date, *, since: date | None = None, by: date | None = None
) -> MeetingMonths:
    """All up to a day, that day among them, and with `by` those of `whose_meetings` since a day (None: the
    first of its year). One query, with as many rows as there were months, and those of `whose_records`."""
    since = since or date(last.year, 1, 1)
    units = whose_meetings(office, since, by)
    rows = Meeting.objects.filter(
        office__in=units, state__in=STANDING, starts__lt=stored(day_around(last).end)
    ).order_by()
    found = rows.values_list("office", "starts__year", "starts__month", "conference", "mode")
    return MeetingMonths(units, [_Heap(*one) for one in found.annotate(many=Count("pk"))])
