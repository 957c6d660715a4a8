"""Requests that come at the same moment. On PostgreSQL alone: the database of the other tests is one
connection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from tests.web.exchange.conftest import System

from sauro_web.exchange.models import Answer, Client
from sauro_web.tasks.models import ProgressNote, UnitTask

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs several connections"),
]


def at_once(act: Callable[[int], int], times: int) -> Counter[int]:
    def alone(number: int) -> int:
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        return Counter(pool.map(alone, range(times)))


def test_one_key_sent_many_times_at_once_does_it_once(lead: System, part: UnitTask) -> None:
    address, body = f"/parts/{part.pk}/notes", {"text": "Đã họp"}
    said = at_once(lambda _: lead.post(address, body, Idempotency_Key="k").status_code, 24)
    assert said == {201: 24}
    assert (ProgressNote.objects.count(), Answer.objects.count()) == (1, 1)


def test_of_those_who_saw_the_same_one_is_first(lead: System, part: UnitTask) -> None:
    address = f"/parts/{part.pk}/notes"

    def note(number: int) -> int:
        return lead.post(address, {"text": f"Ghi {number}", "percent": number, "version": 0}).status_code

    assert at_once(note, 16) == {201: 1, 409: 15}
    assert ProgressNote.objects.count() == 1


def test_no_request_beyond_the_number_of_a_minute_slips_through(
    system: Callable[..., System], lead: System
) -> None:
    Client.objects.update(a_minute=5)
    said = at_once(lambda _: lead.get("/me").status_code, 30)
    assert said[200] in (5, 10)  # a minute may end between them
    assert said[200] + said[429] == 30
