"""Counts over many offices from the totals of the registers, by the very conditions that rows are counted by.
Each is one statement over what is folded and what is not yet, so that it is exact at every moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet, Sum

from sauro.dates.periods import last_day
from sauro_web.accounts.models import Unit
from sauro_web.common.guards import Period
from sauro_web.documents.models import RegisterChange, RegisterTotal
from sauro_web.documents.totals import COUNTRY, OF_COUNTRY, OF_OFFICE, OF_PROVINCE

__all__ = ["is_of_halves", "summed", "summed_by_office"]

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
