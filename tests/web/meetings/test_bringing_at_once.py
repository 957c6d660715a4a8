"""A file of meetings and meetings that are typed, sent at the same moment. On PostgreSQL alone: the database
of the other tests is one connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from tests.web.meetings.conftest import NOW, House, at
from tests.web.meetings.test_bringing import book_of, bytes_of, row_of

from sauro_web.common.errors import Clash
from sauro_web.meetings.models import Hold, Meeting
from sauro_web.meetings.operations.bringing import import_meetings
from sauro_web.meetings.operations.calling import call_meeting

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs several connections"),
]
DAYS = range(8, 13)


def _file(house: House, number: int) -> bool:
    rows = [row_of(day=f"{day:02}/06/2026", subject=f"Tệp {number}", reason="Theo lịch tuần") for day in DAYS]
    book = bytes_of(book_of(*rows))
    return import_meetings(house.commune, file=book, by=house.coordinator, now=NOW, dry_run=False).written


def _typed(house: House, number: int) -> bool:
    new = house.new(at(12, 9, 10), f"Gõ {number}", chair=house.economist)
    try:
        call_meeting(house.commune, new, by=house.coordinator, now=NOW)
    except Clash:
        return False
    return True


def test_one_of_them_holds_the_hall_and_no_file_is_half_written(house: House) -> None:
    def act(number: int) -> bool:
        try:
            return (_file if number % 2 else _typed)(house, number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(act, range(12)))
    files = [number for number, went in enumerate(done) if went and number % 2]
    typed = [number for number, went in enumerate(done) if went and not number % 2]
    assert len(files) + len(typed) == 1
    assert Meeting.objects.count() == (len(DAYS) if files else 1)
    assert Hold.objects.filter(room=house.hall).count() == Meeting.objects.count()
