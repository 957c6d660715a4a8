"""Drawing numbers from a series: one row held while they are drawn, so that they follow one another without a
gap however many clerks are at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Greatest

from sauro_web.accounts.models import Unit
from sauro_web.audit.operations import END, hold_end
from sauro_web.common.guards import Counted, count_up, count_up_holding
from sauro_web.common.held import in_turn
from sauro_web.documents.models import Direction, Document, Series, SeriesYear
from sauro_web.documents.queries.counting import OF_OFFICE, drawn_together
from sauro_web.documents.queries.numbers import largest_number, older_numbers

__all__ = [
    "begin_year",
    "drawing",
    "held_counter",
    "next_number",
    "number_and_end",
    "pass_over",
    "tell_older",
]


@contextmanager
def drawing() -> Iterator[None]:
    """The transaction in which a number is drawn. SQLite lets whoever waits for it look again every now and
    then, so that with many clerks nobody writes for most of the time: there they stand in a line."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with in_turn("numbers"), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            yield


def held_counter(series: Series, year: int) -> SeriesYear:
    """The counter of a series in a year, locked until the transaction ends."""
    rows = SeriesYear.objects.select_for_update(of=("self",), no_key=True)
    begin_year(series, year)
    return rows.get(series=series, year=year)


def begin_year(series: Series, year: int, *, first: int | None = None) -> bool:
    """Opens the book of a year at a number, or behind the largest that the register of that year has already;
    whether it was not open yet. Two at once open one."""
    if SeriesYear.objects.filter(series=series, year=year).exists():
        return False
    if first is None:
        first = largest_number(series, year) + 1
    try:
        with transaction.atomic():
            SeriesYear.objects.create(series=series, year=year, first=first, last=first - 1)
    except IntegrityError:
        return False
    return True


def next_number(series: Series, year: int) -> int:
    """The next number of a series in a year; its counter is held until the transaction ends. The first of
    a year begins it, behind what the register of that year has already. What a book that was brought over
    later has in this run is passed over: looked for only as far as such a book goes (`SeriesYear.older_to`),
    which the counter tells with its number."""
    number, older_to = _counted_up(series, year)
    return _past_older(series, year, number, older_to)


def number_and_end(series: Series, year: int) -> Counted:
    """The same, with the end of the trail held, how many were drawn in the office, and the key of the
    document where the database gives it before: for an operation that draws a number and writes little
    else."""
    asked = {"series": series.pk, "year": year}
    found = count_up_holding(
        SeriesYear,
        "last",
        "older_to",
        end=END,
        together=(OF_OFFICE, year, series.office_id),
        bearer=Document,
        **asked,
    )
    if found is None:  # the first of a year, or of the trail
        number = next_number(series, year)
        return Counted((number,), hold_end(), drawn_together(series.office, year))
    number = _past_older(series, year, *found.numbers)
    return replace(found, numbers=(number,))


def _past_older(series: Series, year: int, number: int, older_to: int) -> int:
    if number <= older_to:
        taken = older_numbers(series, year, number)
        while number in taken:
            number, _ = _counted_up(series, year)
    return number


def _counted_up(series: Series, year: int) -> tuple[int, int]:
    """The next number, and how far older books go; the first of a year begins it."""
    asked = {"series": series.pk, "year": year}
    found = count_up(SeriesYear, "last", "older_to", **asked)
    if found is None:
        begin_year(series, year)
        found = count_up(SeriesYear, "last", "older_to", **asked)
    if found is None:
        raise LookupError("the counter of the year is gone")
    return found[0], found[1]


def tell_older(office: Unit, tops: Mapping[tuple[int, str, str], int]) -> None:
    """Tells the counters of an office how far a book goes that is being brought over: the largest number by
    year, direction and class. Before its rows are written: whoever draws a number holds the counter and then
    writes a row, and who brings rows must not do it the other way round."""
    for (year, direction, document_class), top in tops.items():
        counters = SeriesYear.objects.filter(series__office=office, year=year, last__lt=top)
        if direction == Direction.INCOMING:
            counters = counters.filter(series__direction=direction)
        else:
            counters = counters.exclude(series__direction=Direction.INCOMING)
            counters = counters.filter(series__document_class=document_class)
        counters.filter(older_to__lt=top).update(older_to=Greatest("older_to", top))


def pass_over(counter: SeriesYear, last: int) -> None:
    """Raises a held counter until `last` is behind it, one by one: by more the guard lets none grow, so that
    no slip of a hand takes a stretch of numbers away."""
    for _ in range(last - counter.last):
        count_up(SeriesYear, "last", series=counter.series_id, year=counter.year)
    counter.last = last
