"""How many rows a list has: asked for after the page stands, with the rights and filters of the list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.lists.conftest import issued, sheet_of
from tests.web.organisation import FRAME_AGAIN, signed_in

from sauro_web.accounts.models import User
from sauro_web.common.lists import shown
from sauro_web.plans.models import ImportedPlan

__all__ = ["issued"]
pytestmark = pytest.mark.django_db
More = Callable[..., None]
HTMX = {"HX-Request": "true"}


def foot(page: str) -> str:
    """What stands beneath the table."""
    found = re.search(r'<p class="list-count" aria-live="polite">(.*?)</p>', page, re.DOTALL)
    assert found is not None
    return found[1].strip()


def test_a_list_of_one_page_says_how_many_rows_it_has(more: More, browser: Client) -> None:
    more(7)
    assert foot(browser.get("/nhiem-vu/").content.decode()) == "7 dòng"


def test_a_longer_list_is_counted_when_it_is_asked(
    more: More, browser: Client, django_assert_num_queries: Any
) -> None:
    more(1_204)
    browser.get("/nhiem-vu/")
    with django_assert_num_queries(FRAME_AGAIN + 2):  # As before there was a count.
        page = browser.get("/nhiem-vu/?xep=-han")
    link = re.search(r'href="([^"]+)"', foot(page.content.decode()))
    assert link is not None
    assert link[1] == "?xep=-han&amp;dem=1"
    address = f"/nhiem-vu/{link[1].replace('&amp;', '&')}"
    with django_assert_num_queries(5):
        answer = browser.get(address, headers=HTMX)
    assert answer.content.decode().strip() == "1.204 dòng"
    assert answer["Cache-Control"] == "private, no-store"
    # Without JavaScript the same address is the page.
    with django_assert_num_queries(FRAME_AGAIN + 3):
        page = browser.get(address)
    words = page.content.decode()
    assert foot(words) == "1.204 dòng"
    after = re.search(r'rel="next" href="([^"]+)"', words)
    assert after is not None
    assert "dem=" not in after[1]
    assert "dem" not in dict(page.context["shown"].kept)


def test_the_filters_and_the_place_hold(more: More, browser: Client) -> None:
    more(95)
    page = browser.get("/nhiem-vu/")
    after = page.context["shown"].page.after
    second = browser.get("/nhiem-vu/", {"trang": after})
    address = second.context["shown"].count_address
    counted = browser.get(f"/nhiem-vu/{address}")
    assert foot(counted.content.decode()) == "95 dòng"
    assert list(counted.context["shown"].page) == list(second.context["shown"].page)
    for query in ("tim=VIEC SO 9", "phan=cooperating", "han=nonsense", "xep=-ke-hoach", "xep=don-vi"):
        answer = browser.get(f"/nhiem-vu/?{query}&dem=1", headers=HTMX)
        rows = sheet_of(browser, f"/nhiem-vu/?{query}&dang=xlsx").rows
        assert answer.content.decode().strip() == f"{len(rows)} dòng", query


def test_it_is_not_counted_for_ever(more: More, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "MOST_COUNTED", 50)
    more(60)
    answer = browser.get("/nhiem-vu/?dem=1", headers=HTMX)
    assert answer.content.decode().strip() == "Hơn 50 dòng"


def test_the_count_is_of_what_the_person_may_see(
    more: More, issued: ImportedPlan, coordinator: User, neighbour: User, outsider: User
) -> None:
    more(60)
    address = f"/ke-hoach/{issued.pk}/viec/?dem=1"
    plain = {
        who: signed_in(who).get(address.removesuffix("?dem=1")).status_code for who in (neighbour, outsider)
    }
    for person, status in plain.items():
        assert status in (403, 404)
        for headers in ({}, HTMX):
            answer = signed_in(person).get(address, headers=headers)
            assert answer.status_code == status
            assert "60" not in re.sub(r"<[^>]+>", "", answer.content.decode())
    assert "60 dòng" in signed_in(coordinator).get(address, headers=HTMX).content.decode()
    for person in (neighbour, outsider):
        answer = signed_in(person).get("/nhiem-vu/?pham-vi=co-quan&dem=1", headers=HTMX)
        assert answer.content.decode().strip() == "0 dòng"
    assert Client().get("/nhiem-vu/?dem=1", headers=HTMX).status_code != 200


@pytest.mark.parametrize(
    "address",
    ["/nguoi-dung/", "/don-vi/", "/thong-bao/", "/ke-hoach/", "/nhiem-vu/so-theo-doi/", "/don-doc/"],
)
def test_other_lists_count_too(issued: ImportedPlan, coordinator: User, address: str) -> None:
    answer = signed_in(coordinator).get(f"{address}?dem=1", headers=HTMX)
    assert answer.status_code == 200
    assert re.fullmatch(r"[\d.]+ dòng", answer.content.decode().strip())
