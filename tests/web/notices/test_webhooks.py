"""An office's own channel: signed, never into the network, patient with a side that hangs."""

from __future__ import annotations

import hmac
import json
from datetime import timedelta

import pytest
from tests.web.notices.conftest import NOW, OtherSide, states, told

from sauro_web.notices.models import Delivery, DeliveryState, FollowUp
from sauro_web.notices.sending import webhooks
from sauro_web.notices.sending.webhooks import Barred, call, send_webhooks


@pytest.fixture
def follow_up(organised, other_side: OtherSide, settings) -> FollowUp:
    settings.WEBHOOK_PRIVATE = True
    settings.SITE_URL = "https://sauro.xa.gov.vn"
    return FollowUp.objects.create(
        office=organised.commune,
        by_mail=False,
        webhook_url=f"http://127.0.0.1:{other_side.port}/nhan?k=1",
        webhook_secret="khóa chung",
    )


def test_each_message_is_posted_once_and_signed(people, follow_up, other_side):
    told(people, follow_up)
    assert send_webhooks(now=NOW) == 3
    assert send_webhooks(now=NOW + timedelta(hours=1)) == 0
    headers, body = other_side.calls[0]
    signed = f"{headers['X-Sauro-Time']}.".encode() + body
    expected = hmac.new("khóa chung".encode(), signed, "sha256").hexdigest()
    assert headers["X-Sauro-Signature"] == f"sha256={expected}"
    said = json.loads(body)
    assert said["id"] == headers["X-Sauro-Id"] == f"digest.2026-07-27.{people[0].pk}"
    assert said["to"] == {"username": "mot", "name": "Người mot", "phone": ""}
    assert said["groups"][0]["rows"][0][1] == "https://sauro.xa.gov.vn/nhiem-vu/1/"
    assert "khóa" not in body.decode()


def test_a_side_that_hangs_is_asked_once_and_later_again(people, follow_up, other_side, monkeypatch):
    monkeypatch.setattr(webhooks, "TIMEOUT", 0.3)
    other_side.delay = 5.0
    told(people, follow_up)
    assert send_webhooks(now=NOW) == 0
    assert len(other_side.calls) == 1
    assert states() == {DeliveryState.WAITING: 3}
    assert Delivery.objects.get(tries=1).fault == "Bên nhận không trả lời trong thời gian chờ."
    other_side.delay = 0.0
    assert send_webhooks(now=NOW + timedelta(minutes=5)) == 3


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_side_that_refuses_is_asked_later_and_leads_nowhere(people, follow_up, other_side, status):
    other_side.status = status
    told(people, follow_up)
    assert send_webhooks(now=NOW) == 0
    assert f"({status})" in Delivery.objects.get(tries=1).fault


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.8/x",
        "https://192.168.1.1:8443/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://0.0.0.0/",
        "https://100.64.0.1/",
        "https://224.0.0.1/",
        "https://localhost/",
        "https://2130706433/",
        "http://example.vn/",
        "ftp://example.vn/",
        "file:///etc/passwd",
        "https://a:b@example.vn/",
        "https:///x",
    ],
)
def test_never_into_the_network(url, settings):
    settings.WEBHOOK_PRIVATE = False
    with pytest.raises((Barred, OSError)):
        call(url, b"{}", {})


def test_a_channel_that_was_taken_away(people, follow_up):
    told(people, follow_up)
    FollowUp.objects.update(webhook_url="")
    assert send_webhooks(now=NOW) == 0
    assert states() == {DeliveryState.GIVEN_UP: 3}


def test_an_office_that_hangs_holds_no_other_up(people, follow_up, other_side, organised):
    closed = FollowUp.objects.create(
        office=organised.ward, by_mail=False, webhook_url="http://127.0.0.1:1/", webhook_secret="x"
    )
    told(people[:1], closed)
    told(people[1:], follow_up)
    assert send_webhooks(now=NOW) == 2
    assert states() == {DeliveryState.WAITING: 1, DeliveryState.SENT: 2}
