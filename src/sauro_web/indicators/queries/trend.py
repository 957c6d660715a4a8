"""An indicator month by month, this year beside the one before, and for what is counted up day by day: what
its charts are drawn from and its tables say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from django.db.models import Count

from sauro.indicators.model import Tally
from sauro_web.documents.queries.counting import base_of, documents_counted, first_and_last, rule_of
from sauro_web.documents.queries.digitised import digitised_months
from sauro_web.documents.queries.exchanged import exchanged_months
from sauro_web.indicators.queries.measuring import Asked
from sauro_web.meetings.queries.conferences import Held, conferences_of
from sauro_web.meetings.queries.limits import limits_of
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.queries.settings import counting_of
from sauro_web.procedures.queries.sums import by_month
from sauro_web.procedures.rules import figures_of

__all__ = ["Month", "Trend", "month_rows", "trend_of"]

_CROWDED = 10
"""Days that the table of the busiest shows."""


@dataclass(frozen=True, slots=True)
class Trend:
    """`months` are those so far, `before` all twelve of the year before, none where nothing of it is here;
    `days` how many there were on each day of the year, of what is counted up."""

    months: Sequence[Tally] = ()
    before: Sequence[Tally] = ()
    days: Mapping[date, int] = field(default_factory=dict)

    @property
    def crowded(self) -> list[tuple[date, int]]:
        """The days with most, the most first."""
        return sorted(self.days.items(), key=lambda one: (-one[1], one[0]))[:_CROWDED]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the table: its own figure and the sum up to it, of this year and of the year before where
    they are known."""

    number: int
    now: Tally
    up_to_now: Tally
    before: Tally | None
    up_to_before: Tally | None


def month_rows(trend: Trend) -> list[Month]:
    """The months so far, in order."""
    sums = list(accumulate(trend.months))
    earlier = list(accumulate(trend.before))
    return [
        Month(
            number + 1,
            now,
            sums[number],
            trend.before[number] if trend.before else None,
            earlier[number] if earlier else None,
        )
        for number, now in enumerate(trend.months)
    ]


def trend_of(code: str, asked: Asked) -> Trend:
    """Of one indicator; empty of one that is not counted by months. At most six queries."""
    months = _MONTHS.get(code)
    return months(asked) if months else Trend()


def _documents(asked: Asked) -> Trend:
    office, rule = asked.office, rule_of(asked.office, asked.last)
    first, last = first_and_last(asked.year, base_of(office, asked.year - 1))

    def days(begin: date, end: date) -> dict[date, int]:
        rows = documents_counted(office, rule, begin, end).order_by()
        return dict(rows.values_list("dated").annotate(many=Count("pk")))

    now = days(first, min(last, asked.last))
    return _counted_up(asked, now, days(*_whole(asked.year - 1)))


def _meetings(asked: Asked) -> Trend:
    def days(held: Iterable[Held]) -> dict[date, int]:
        return Counter(one.day for one in held)

    now = days(conferences_of(asked.office, asked.first, asked.last))
    return _counted_up(asked, now, days(conferences_of(asked.office, *_whole(asked.year - 1))))


def _counted_up(asked: Asked, now: Mapping[date, int], before: Mapping[date, int]) -> Trend:
    def months(days: Mapping[date, int], until: int) -> list[Tally]:
        many: Counter[int] = Counter()
        for day, count in days.items():
            many[day.month] += count
        return [Tally(many[month]) for month in range(1, until + 1)]

    return Trend(months(now, asked.last.month), months(before, 12) if before else (), now)


def _online(asked: Asked) -> Trend:
    limits = limits_of(asked.office, asked.last)

    def months(first: date, last: date) -> dict[int, Tally]:
        held = conferences_of(asked.office, first, last)
        every = Counter(one.day.month for one in held)
        online = Counter(one.day.month for one in held if one.is_online(limits))
        return {month: Tally(online[month], every[month]) for month in every}

    return _shares(asked, months)


def _procedures(asked: Asked) -> Trend:
    shares = counting_of(asked.office, asked.last.replace(day=1)).shares[:1]

    def months(first: date, last: date) -> dict[int, Tally]:
        rows = ProcedureFigures.objects.filter(figures_of(asked.office), month__range=(first, last))
        found = by_month(rows, shares).items()
        return {
            month.month: Tally(one.digital.part, one.digital.whole)
            for month, one in found
            if one.digital.known
        }

    return _shares(asked, months)


def _digitised(asked: Asked) -> Trend:
    rule = rule_of(asked.office, asked.last)

    def months(first: date, last: date) -> dict[int, Tally]:
        return {
            month: Tally(*parts) for month, parts in digitised_months(asked.office, rule, first, last).items()
        }

    return _shares(asked, months)


def _exchanged(asked: Asked) -> Trend:
    def months(first: date, last: date) -> dict[int, Tally]:
        found = exchanged_months(asked.office, first, last)
        return {month: Tally(*parts) for month, parts in found.items()}

    return _shares(asked, months)


def _shares(asked: Asked, months: Callable[[date, date], Mapping[int, Tally]]) -> Trend:
    now, before = months(asked.first, asked.last), months(*_whole(asked.year - 1))
    nothing = Tally(0, 0)
    return Trend(
        [now.get(month, nothing) for month in range(1, asked.last.month + 1)],
        [before.get(month, nothing) for month in range(1, 13)] if before else (),
    )


def _whole(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


_MONTHS: Mapping[str, Callable[[Asked], Trend]] = {
    "admin_documents_reduction": _documents,
    "meetings_reduction": _meetings,
    "online_meetings_share": _online,
    "digital_procedures_share": _procedures,
    "digitised_documents_share": _digitised,
    "electronic_exchange_share": _exchanged,
}
"""People trained are counted once a year, whatever the month."""
