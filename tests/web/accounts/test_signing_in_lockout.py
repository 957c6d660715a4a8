"""The lock: one person from one address, never an office; nothing that was typed is kept."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from tests.web.accounts.signing_in_people import PASSWORD, actions, person, sign_in, signed_in_as, words

from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db
OFFICE, ELSEWHERE = "203.0.113.7", "203.0.113.99"


def _fail(client: Client, times: int, name: str = "lo.thi.mai", address: str = OFFICE) -> list[int]:
    return [
        sign_in(client, name, f"Sai lần {attempt}", REMOTE_ADDR=address).status_code
        for attempt in range(times)
    ]


def _a_quarter_of_an_hour_later() -> None:
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(
            attempt_time=attempt.attempt_time - timedelta(minutes=15, seconds=1)
        )


def test_the_eighth_wrong_password_locks_and_the_right_one_no_longer_helps(client: Client) -> None:
    person()
    assert _fail(client, 8) == [200] * 7 + [429]
    locked = sign_in(client, REMOTE_ADDR=OFFICE)
    assert locked.status_code == 429
    assert "Tạm dừng đăng nhập" in words(locked)
    assert signed_in_as(client) is None


def test_colleagues_behind_the_same_address_are_not_locked(client: Client) -> None:
    person()
    nam = person("ha.van.nam", "Hà Văn Nam")
    _fail(client, 9)
    sign_in(client, "ha.van.nam", REMOTE_ADDR=OFFICE)
    assert signed_in_as(client) == nam


def test_the_person_is_not_locked_elsewhere(client: Client) -> None:
    mai = person()
    _fail(client, 9)
    sign_in(client, REMOTE_ADDR=ELSEWHERE)
    assert signed_in_as(client) == mai


def test_another_way_of_writing_the_name_is_the_same_person(client: Client) -> None:
    person(email="mai@xa-muonglo.example")
    _fail(client, 4)
    _fail(client, 3, "LO.THI.MAI ")
    assert _fail(client, 1, "mai@xa-muonglo.example") == [429]


def test_the_lock_ends_after_a_quarter_of_an_hour_however_often_one_tries(client: Client) -> None:
    mai = person()
    _fail(client, 12)
    _a_quarter_of_an_hour_later()
    sign_in(client, REMOTE_ADDR=OFFICE)
    assert signed_in_as(client) == mai


def test_the_right_password_begins_the_count_anew(client: Client) -> None:
    person()
    _fail(client, 7)
    sign_in(client, REMOTE_ADDR=OFFICE)
    client.post("/dang-xuat/")
    assert _fail(client, 7) == [200] * 7


def test_two_hundred_people_sign_in_at_eight_o_clock_from_one_address() -> None:
    for number in range(200):
        person(f"can.bo.{number}", f"Cán Bộ {number}")
    for number in range(200):
        client = Client(REMOTE_ADDR=OFFICE)
        assert sign_in(client, f"can.bo.{number}").status_code == 302
    assert actions() == ["user.sign_in"] * 200


def test_a_proxy_in_front_does_not_make_everybody_one(client: Client, settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    mai = person()
    for attempt in range(9):
        sign_in(client, password=f"Sai {attempt}", headers={"x-forwarded-for": f"10.0.0.1, {OFFICE}"})
    sign_in(client, headers={"x-forwarded-for": f"{OFFICE}, {ELSEWHERE}"})
    assert signed_in_as(client) == mai


def test_without_a_proxy_nobody_says_himself_where_he_is(client: Client) -> None:
    person()
    for attempt in range(8):
        answer = sign_in(client, password=f"Sai {attempt}", headers={"x-forwarded-for": f"10.0.0.{attempt}"})
    assert answer.status_code == 429


def test_a_lock_is_in_the_trail_once(client: Client) -> None:
    mai = person()
    _fail(client, 12)
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.object_id) == ("user.lock_out", None, str(mai.pk))
    assert entry.changes == {"address": [None, OFFICE]}


def test_a_name_that_nobody_has_is_locked_alike_and_recorded_by_its_address(client: Client) -> None:
    assert _fail(client, 9, "quan.tri") == [200] * 7 + [429, 429]
    entry = Entry.objects.get()
    assert (entry.action, entry.object_type, entry.object_id) == (
        "address.lock_out",
        "accounts.address",
        OFFICE,
    )


def test_neither_passwords_nor_what_was_typed_as_a_name_is_kept(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    person()
    caplog.set_level(logging.DEBUG)
    in_the_wrong_field = "Mật-khẩu-thật-của-tôi-7"
    for _ in range(9):
        sign_in(client, in_the_wrong_field, "Một-mật-khẩu-khác-8", REMOTE_ADDR=OFFICE)
        sign_in(client, "lo.thi.mai", "Một-mật-khẩu-khác-8", REMOTE_ADDR=OFFICE)
    sign_in(client, REMOTE_ADDR=ELSEWHERE)
    kept = repr(list(AccessAttempt.objects.values()) + list(Entry.objects.values()))
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    for secret in (in_the_wrong_field, "Một-mật-khẩu-khác-8", PASSWORD):
        assert secret not in kept
        assert secret not in said
