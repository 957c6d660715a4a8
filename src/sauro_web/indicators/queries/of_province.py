"""What a province sees of all its offices together: documents against the sum of their bases, and shares of
the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from sauro.indicators.arithmetic import RolledUp
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import taken_over, whose_records
from sauro_web.documents.models import CountingRule, Document
from sauro_web.documents.queries.counting import not_kept_from, rule_of, wording_of
from sauro_web.documents.queries.summing import summed, summed_by_office
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.standing import percent_of_change
from sauro_web.indicators.queries.totals import (
    Sums,
    as_sums,
    documents_of,
    figures_by,
    offices_of,
    standings_of,
)

__all__ = ["ProvinceSums", "SamePeriod", "sums_of_province"]


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """The same days of the year before and of this one over the same offices: `offices` of `every`, those
    whose registers hold these days of both years."""

    before: Sums
    now: Sums
    offices: int
    every: int

    @property
    def change(self) -> Decimal | None:
        """By how many percent there are more documents now (below nought: fewer); None where that is not
        known."""
        if self.now.documents is None or self.before.documents is None:
            return None
        return percent_of_change(self.now.documents, self.before.documents)


@dataclass(frozen=True, slots=True)
class ProvinceSums:
    """Of a year so far; `same` compares it with the year before, None where no office has that. `documents`
    are those of the offices whose base is known, in its months, against the sum of these bases. `wording` is
    the rule that all of it is counted by."""

    now: Sums
    same: SamePeriod | None
    documents: RolledUp
    wording: str


def sums_of_province(asked: Asked) -> ProvinceSums:
    """The sums of a province, by its own counting rule."""
    province, rule = asked.office, rule_of(asked.office, asked.last)
    offices = list(offices_of(province, asked.last))
    standings = standings_of(offices, rule, asked.year, on=asked.last)
    now = _summed(asked, rule, asked.first, asked.last)
    return ProvinceSums(
        as_sums(now), _same_period(asked, rule, offices, now), documents_of(standings), wording_of(rule)
    )


def _summed(asked: Asked, rule: CountingRule, first: date, last: date) -> Counter[str]:
    """Of the province, and of those that have become one with it since."""
    found: Counter[str] = Counter()
    for one in whose_records(asked.office, first, asked.last):
        found.update(summed(one, first, last, figures_by(rule)))
    return found


def _same_period(
    asked: Asked, rule: CountingRule, offices: Collection[Unit], now: Counter[str]
) -> SamePeriod | None:
    first, last = asked.days_before
    gone = taken_over([one.pk for one in offices], first, asked.last)
    whole = {one.pk: (one, *gone.get(one.pk, ())) for one in offices}
    lacking = not_kept_from(whole, first.year, first.month)
    have = whole.keys() - lacking
    if not have:
        return None
    before = _summed(asked, rule, first, last)
    without = {one.pk for office in lacking for one in whole[office]}
    return SamePeriod(
        as_sums(_less(before, _of_rows(without, rule, first, last))),
        as_sums(_less(now, _of_year(without, rule, asked.year))),
        len(have),
        len(whole),
    )


def _of_rows(offices: Collection[int], rule: CountingRule, first: date, last: date) -> Mapping[str, int]:
    """From the registers themselves: offices have no totals of single days, and those that began to keep a
    register later have little in it."""
    if not offices:
        return {}
    rows = Document.objects.filter(office__in=offices, dated__range=(first, last)).order_by()
    counts = {name: Count("pk", filter=condition) for name, condition in figures_by(rule).items()}
    return rows.aggregate(**counts)


def _of_year(offices: Collection[int], rule: CountingRule, year: int) -> Mapping[str, int]:
    if not offices:
        return {}
    found: Counter[str] = Counter()
    for one in summed_by_office(offices, date(year, 1, 1), date(year, 12, 31), figures_by(rule)).values():
        found.update(one)
    return found


def _less(whole: Counter[str], part: Mapping[str, int]) -> Counter[str]:
    """Nothing is cut off at nought, so that totals which contradict themselves are seen."""
    return Counter({name: many - part.get(name, 0) for name, many in whole.items()})
