"""Counts over many offices from the totals of the registers, by the very conditions that rows are counted by.
Each is one statement over what is folded and what is not yet, so that it is exact at every moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from sauro.dates.periods import last_day
from sauro_web.accounts.models import Unit
from sauro_web.common.guards import Period
from sauro_web.documents.models import Document, RegisterChange, RegisterTotal
from sauro_web.documents.totals import COUNTRY, OF_COUNTRY, OF_OFFICE, OF_PROVINCE

__all__ = ["is_of_halves", "summed", "summed_by_office", "summed_of"]

_FIRST_OF_HALF = (1, 7)
_LAST_OF_HALF = (6, 12)


def summed(province: Unit | None, first: date, last: date, figures: Mapping[str, Q]) -> Mapping[str, int]:
    """How many documents of these days each condition counts, of all offices of a province, or of the whole
    country where none is named. One query."""
    grains = OF_COUNTRY if province is None else OF_PROVINCE
    place = COUNTRY if province is None else province.pk
    stored = RegisterTotal.objects.filter(_periods(grains, first, last), place=place)
    noted = RegisterChange.objects.filter(dated__range=(first, last))
    if province is not None:
        noted = noted.filter(province=province)
    found = dict.fromkeys(figures, 0)
    for row in _both(stored.values(of=F("grain")), noted.values(of=F("direction")), figures):
        for name in figures:
            found[name] += row[name] or 0
    return found


def summed_of(
    offices: Collection[int], first: date, last: date, figures: Mapping[str, Q]
) -> Mapping[str, int]:
    """How many documents of these days each condition counts, in the registers of these offices together.
    Half-years are taken from the totals; where the days begin or end inside of one, the rows of its other
    days are taken away, or its own are counted, whichever days are fewer. One query."""
    days, found = _halves(first, last), dict.fromkeys(figures, 0)
    parts: list[QuerySet[Any, Any]] = []
    if days.first <= days.last:
        inside = {"dated__range": (days.first, days.last)}
        stored = RegisterTotal.objects.filter(grain=OF_OFFICE[Period.HALF], place__in=offices, **inside)
        noted = RegisterChange.objects.filter(office__in=offices, **inside)
        counts = {name: Sum("many", filter=condition) for name, condition in figures.items()}
        parts = [
            stored.order_by().values(of=F("grain")).annotate(**counts),
            noted.order_by().values(of=F("direction")).annotate(**counts),
        ]
    for sign, some in ((1, days.counted), (-1, days.taken_away)):
        for few in some:
            rows = Document.objects.filter(office__in=offices, dated__range=few).order_by()
            signed = {name: sign * Count("pk", filter=condition) for name, condition in figures.items()}
            parts.append(rows.values(of=F("direction")).annotate(**signed))
    if not parts:
        return found
    for row in parts[0].union(*parts[1:], all=True):
        for name in figures:
            found[name] += row[name] or 0
    return found


def summed_by_office(
    offices: Collection[int] | None, first: date, last: date, figures: Mapping[str, Q]
) -> Mapping[int, Mapping[str, int]]:
    """The same for each of these offices, by its number; of every office where none are named. What has no
    document is left out. `first` and `last` are days between which half-years are whole. One query.

    Raises ValueError for other days.
    """
    if not is_of_halves(first, last):
        raise ValueError("offices are summed by half-years")
    stored = RegisterTotal.objects.filter(grain=OF_OFFICE[Period.HALF], dated__range=(first, last))
    noted = RegisterChange.objects.filter(dated__range=(first, last))
    if offices is not None:
        stored, noted = stored.filter(place__in=offices), noted.filter(office__in=offices)
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(figures, 0))
    for row in _both(stored.values(of=F("place")), noted.values(of=F("office_id")), figures):
        for name in figures:
            found[row["of"]][name] += row[name] or 0
    return found


@dataclass(frozen=True, slots=True)
class _Halves:
    """Whole half-years, none where `first` is after `last`; days beside them that are counted, and days
    within them that are not."""

    first: date
    last: date
    counted: tuple[tuple[date, date], ...] = ()
    taken_away: tuple[tuple[date, date], ...] = ()


def _halves(first: date, last: date) -> _Halves:
    """Of what half-years these days are made. Days behind today have hardly a row, so that a year up to today
    is nearly its totals alone."""
    if last < first:
        return _Halves(first, last)
    begin, end = _first_of_half(first), _last_of_half(last)
    before, behind = (first - begin).days, (end - last).days
    if _last_of_half(first) == end:
        if before + behind > (last - first).days:
            return _Halves(end, begin, counted=((first, last),))
        return _Halves(begin, end, taken_away=tuple(_outside(begin, first, last, end)))
    counted = []
    if before > (middle := _last_of_half(first) - first).days:
        counted.append((first, first + middle))
        begin = first = first + middle + timedelta(days=1)
    if behind > (last - _first_of_half(last)).days:
        counted.append((_first_of_half(last), last))
        end = last = _first_of_half(last) - timedelta(days=1)
    return _Halves(begin, end, tuple(counted), tuple(_outside(begin, first, last, end)))


def _outside(begin: date, first: date, last: date, end: date) -> Iterator[tuple[date, date]]:
    if begin < first:
        yield begin, first - timedelta(days=1)
    if last < end:
        yield last + timedelta(days=1), end


def _first_of_half(day: date) -> date:
    return date(day.year, 1 if day.month < 7 else 7, 1)


def _last_of_half(day: date) -> date:
    return last_day(day.year, 6 if day.month < 7 else 12)


def is_of_halves(first: date, last: date) -> bool:
    """Whether the days are whole half-years."""
    begins, ends = first.month in _FIRST_OF_HALF and first.day == 1, last.month in _LAST_OF_HALF
    return begins and ends and last == last_day(last.year, last.month)


def _both(stored: QuerySet, noted: QuerySet, figures: Mapping[str, Q]) -> QuerySet:
    """Both sides in one statement, each counted by the same conditions."""
    counts = {name: Sum("many", filter=condition) for name, condition in figures.items()}
    return stored.order_by().annotate(**counts).union(noted.order_by().annotate(**counts), all=True)


def _periods(grains: Mapping[Period, str], first: date, last: date) -> Q:
    """The totals that these days are made of: whole months, and the days before and behind them."""
    begin = first if first.day == 1 else last_day(first.year, first.month) + timedelta(days=1)
    end = last if last == last_day(last.year, last.month) else last.replace(day=1) - timedelta(days=1)
    day, month = grains[Period.DAY], grains[Period.MONTH]
    if end < begin:
        return Q(grain=day, dated__range=(first, last))
    found = Q(grain=month, dated__range=(begin, end))
    if first < begin:
        found |= Q(grain=day, dated__range=(first, begin - timedelta(days=1)))
    if end < last:
        found |= Q(grain=day, dated__range=(end + timedelta(days=1), last))
    return found
