"""Pages that a person was refused are in the audit trail, without flooding it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from tests.web.accounts.signing_in_people import person, sign_in

from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db


def _refused() -> list[Entry]:
    return list(Entry.objects.filter(action="user.refused").order_by("number"))


def test_a_forged_number_is_recorded_with_who_and_what(client: Client) -> None:
    mai = person()
    sign_in(client)
    assert client.get("/nguoi-dung/777/cap-lai-dang-nhap/?q=1").status_code == 404
    entry = _refused()[0]
    assert (entry.actor, entry.object_id) == (mai, str(mai.pk))
    assert entry.changes == {
        "page": [None, "/nguoi-dung/777/cap-lai-dang-nhap/"],
        "status": [None, 404],
        "address": [None, "127.0.0.1"],
    }


def test_at_most_once_a_minute_for_a_person_and_an_address(client: Client) -> None:
    person()
    person("ha.van.nam", "Hà Văn Nam")
    nam = Client()
    sign_in(client)
    sign_in(nam, "ha.van.nam")
    for number in range(700, 720):
        client.get(f"/nguoi-dung/{number}/cap-lai-dang-nhap/")
    nam.get("/nguoi-dung/700/cap-lai-dang-nhap/")
    client.get("/nguoi-dung/700/cap-lai-dang-nhap/", REMOTE_ADDR="203.0.113.9")
    assert len(_refused()) == 3
    cache.clear()
    client.get("/nguoi-dung/700/cap-lai-dang-nhap/")
    assert len(_refused()) == 4


def test_addresses_that_no_page_has_and_strangers_are_not_recorded(client: Client) -> None:
    person()
    client.get("/nguoi-dung/777/cap-lai-dang-nhap/")
    sign_in(client)
    assert client.get("/khong-co-trang-nay/").status_code == 404
    assert client.get("/dang-nhap/tinh/").status_code == 404
    assert _refused() == []
