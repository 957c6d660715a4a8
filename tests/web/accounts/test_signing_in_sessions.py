"""Where one is signed in, and ending it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from tests.web.accounts.signing_in_people import actions, person, sign_in, words
from tests.web.organisation import FRAME_AGAIN

from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db
LIST = "/tai-khoan/phien/"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def _elsewhere(address: str = "203.0.113.9") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"user-agent": PHONE})
    sign_in(client)
    return client


def test_the_list_names_devices_and_addresses_and_which_is_this_one(client: Client) -> None:
    person()
    sign_in(client)
    _elsewhere()
    page = words(client.get(LIST))
    assert "Chrome trên thiết bị Android 203.0.113.9" in page
    assert page.count("Phiên này") == 1


def test_one_other_session_is_ended(client: Client) -> None:
    mai = person()
    sign_in(client)
    phone, tablet = _elsewhere(), _elsewhere("203.0.113.10")
    number = UserSession.objects.get(session_key=phone.session.session_key).pk
    assert client.post(f"{LIST}{number}/ket-thuc/").url == LIST
    assert phone.get(LIST).url.startswith("/dang-nhap/")
    assert tablet.get(LIST).status_code == 200
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.action, entry.actor, entry.changes) == (
        "user.end_sessions", mai, {"addresses": [["203.0.113.9"], []]},
    )  # fmt: skip


def test_all_others_are_ended_and_this_one_stays(client: Client) -> None:
    person()
    sign_in(client)
    others = [_elsewhere(), _elsewhere("203.0.113.10")]
    assert "Đã kết thúc 2 phiên khác." in words(client.post(f"{LIST}ket-thuc/", follow=True))
    assert all(other.get(LIST).status_code == 302 for other in others)
    assert "Không có phiên nào khác." in words(client.post(f"{LIST}ket-thuc/", follow=True))
    assert actions().count("user.end_sessions") == 1


def test_sessions_of_others_and_this_one_are_not_found(client: Client) -> None:
    person()
    person("ha.van.nam", "Hà Văn Nam")
    sign_in(client)
    stranger = Client()
    sign_in(stranger, "ha.van.nam")
    for session in UserSession.objects.all():
        assert client.post(f"{LIST}{session.pk}/ket-thuc/").status_code == 404
    assert stranger.get(LIST).status_code == 200


def test_a_session_that_is_over_leaves_the_list(client: Client) -> None:
    person()
    sign_in(client)
    phone = _elsewhere()
    phone.session.flush()
    assert "Android" not in words(client.get(LIST))


@pytest.mark.parametrize("others", [1, 3])
def test_queries_of_the_list(
    client: Client, others: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    person()
    sign_in(client)
    for number in range(others):
        _elsewhere(f"203.0.113.{number}")
    client.get(LIST)
    # The rows and their sessions.
    with django_assert_num_queries(FRAME_AGAIN + 2):  # type: ignore[attr-defined]
        client.get(LIST)
