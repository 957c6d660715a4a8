"""Drawing numbers from a series: one row held while they are drawn, so that they follow one another without a
gap however many clerks are at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from sauro_web.common.guards import count_up
from sauro_web.common.held import in_turn
from sauro_web.documents.models import Series, SeriesYear
from sauro_web.documents.queries.numbers import largest_number

__all__ = ["begin_year", "drawing", "held_counter", "next_number", "pass_over"]


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
    a year begins it, behind what the register of that year has already."""
    number = count_up(SeriesYear, "last", series=series.pk, year=year)
    if number is None:
        begin_year(series, year)
        number = count_up(SeriesYear, "last", series=series.pk, year=year)
    if number is None:
        raise LookupError("the counter of the year is gone")
    return number


def pass_over(counter: SeriesYear, last: int) -> None:
    """Raises a held counter until `last` is behind it, one by one: by more the guard lets none grow, so that
    no slip of a hand takes a stretch of numbers away."""
    for _ in range(last - counter.last):
        count_up(SeriesYear, "last", series=counter.series_id, year=counter.year)
    counter.last = last
