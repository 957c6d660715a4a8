"""Two conferences for one line of the yearly plan, called at the same moment. On PostgreSQL alone: the
database of the other tests is one connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, connections
from tests.web.meetings.conftest import NOW, House, at
from tests.web.meetings.test_bringing import book_of, bytes_of, row_of

from sauro.scheduling.settings import MeetingMode
from sauro_web.common.errors import NotReady
from sauro_web.meetings.models import Meeting
from sauro_web.meetings.operations import planning
from sauro_web.meetings.operations.bringing import import_meetings
from sauro_web.meetings.operations.calling import call_meeting
from sauro_web.meetings.operations.changing import change_meeting

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs several connections"),
]
_ONLINE = {"mode": MeetingMode.ONLINE, "rooms": (), "link": "https://hop.example.gov.vn/1"}
_ROW = row_of(
    subject="Hội nghị sơ kết", conference="x", kind="sơ kết", why="Nửa năm", room="", mode="trực tuyến",
    link="https://hop.example.gov.vn/2", reason="Theo lịch", chair="kinhte", secretary="", called="",
)  # fmt: skip


def test_one_of_them_stands_for_it(house: House) -> None:
    about = planning.Line(subject="Hội nghị sơ kết", month=6, scope="internal", mode="online", cost=None)
    line = planning.add_line(house.commune, 2026, about, by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    there = house.call(at(16, 8, 9), "Họp sơ kết", chair=house.head, conference=True, **_ONLINE)
    together = Barrier(4)

    def act(number: int) -> bool:
        chair = (house.leader, house.officer, house.economist, house.head)[number]
        new = house.new(at(9 + number, 8, 9), f"Số {number}", chair=chair, conference=True, **_ONLINE)
        new = replace(new, line=line, reason="Theo lịch")
        try:
            together.wait(timeout=30)
            if number == 2:
                book = bytes_of(book_of(_ROW))
                import_meetings(house.commune, file=book, by=house.coordinator, now=NOW, dry_run=False)
            elif number == 3:
                change_meeting(there, new, by=house.coordinator, now=NOW)
            else:
                call_meeting(house.commune, new, by=house.coordinator, now=NOW)
        except NotReady:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(4)))
    assert Meeting.objects.filter(line=line).count() == 1
