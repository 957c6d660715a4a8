"""Whatever is typed into any field of any form, or into any address: an answer that a person understands,
never a traceback, and nothing of it comes back as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.robustness.addresses import Address, addresses, asked
from tests.web.robustness.rights import RIGHTS
from tests.web.robustness.world import World, as_if, build

pytestmark = pytest.mark.django_db

MARKUP = "<script>xss()</script>\"><img src=x onerror=xss()>'{{7*7}}${7*7}"
ODD = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u202egnp.exe\u200b\ufeff",
    "'; DROP TABLE accounts_unit; --",
    "-1",
    "9" * 40,
    "1e400",
    "NaN",
    "31/02/2026",
    "01/01/0001",
    "31/12/9999",
    "٣",
    "x" * 100_000,
    "../../etc/passwd",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "%00%ff",
    MARKUP,
)
ALWAYS = (MARKUP, "a\x00b", "9" * 40)
"""Each field takes these, and two of the others by turns."""
SHARES = 6
"""Of the addresses, so that several workers ask them."""
_FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"')
_ASKED_BY_ADDRESS = ("q", "trang", "xem", "role", "opened", "co-quan", "vai-tro", "nguoi", "next", "theme")


@pytest.fixture
def world(organised: Organisation) -> World:
    return build(organised, timezone.localdate())


def asked_of(method: str) -> Iterator[tuple[Address, str]]:
    """Each address with a person who is let in."""
    named = {address.name: address for address in addresses()}
    for line in RIGHTS.splitlines():
        if not line or line[0] == "#":
            continue
        name, way, *answers = line.split()
        if way == method and name not in ("account_logout",):
            order = dict(zip(("coordinator", "administrator", "lead", "head"), (4, 9, 3, 6), strict=True))
            who = next(
                (kind for kind, at in order.items() if answers[at] in ("200", "302", "422")), "coordinator"
            )
            yield named[name], who


def failed(response: HttpResponse, what: str) -> list[str]:
    """What is wrong with an answer, whoever asked."""
    if response.status_code >= 500:
        return [f"{what}: {response.status_code}"]
    if response.streaming:
        return []
    if response.status_code >= 400 and not response.content and not response.has_header("HX-Redirect"):
        return [f"{what}: a bare {response.status_code}"]
    if b"<script>xss()" in response.content or b"<img src=x" in response.content:
        return [f"{what}: markup"]
    return []


@pytest.mark.parametrize("share", range(SHARES))
def test_odd_words_in_any_address(world: World, share: int) -> None:
    wrong: list[str] = []
    turn = share
    for address, kind in islice(asked_of("get"), share, None, SHARES):
        browser = world.browser(kind)
        path = address.path(world)
        names = fields_shown(browser, path)
        turn = (turn + 3) % len(ODD)
        for odd in (*ALWAYS, *(ODD * 2)[turn : turn + 3]):
            sent = dict.fromkeys({*_ASKED_BY_ADDRESS, *names}, odd[:3000])
            with as_if():
                wrong += failed(browser.get(path, sent), f"{address.name}?…={odd[:20]!r}")
        for name in sorted({"q", "trang", *names}):
            turn = (turn + 1) % len(ODD)
            with as_if():
                wrong += failed(
                    browser.get(path, {name: ODD[turn]}), f"{address.name}?{name}={ODD[turn][:20]!r}"
                )
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("share", range(SHARES))
def test_odd_words_in_any_field(world: World, share: int) -> None:
    today = timezone.localdate()
    good = asked(world, today)
    wrong: list[str] = []
    turn = share
    for address, kind in islice(asked_of("post"), share, None, SHARES):
        browser = world.browser(kind)
        path = address.path(world)
        data = dict(good.get(address.name, {}))
        names = {*data, *fields_shown(browser, path)}
        for name in sorted(names):
            turn = (turn + 2) % len(ODD)
            for odd in (*ALWAYS, *(ODD * 2)[turn : turn + 2]):
                wrong += sent(browser, path, data | {name: odd}, f"{address.name} {name}={odd[:20]!r}")
            rest = {key: value for key, value in data.items() if key != name}
            wrong += sent(browser, path, rest, f"{address.name} without {name}")
            if name in data:
                twice = data | {name: [data[name], "x", "1"]}
                wrong += sent(browser, path, twice, f"{address.name} {name} three times")
        wrong += sent(browser, path, {}, f"{address.name} nothing")
        body = browser.post(path, b"\xff\xfe{nonsense", content_type="application/json")
        wrong += failed(body, f"{address.name} other kind of body")
    assert "\n".join(wrong) == ""


def fields_shown(browser: Client, path: str) -> set[str]:
    """Names of the fields of the forms that stand at the address, those of the frame left out."""
    shown = _fields(browser, path)
    return shown - _fields(browser, "/") - {"csrfmiddlewaretoken"} if shown else shown


def _fields(browser: Client, path: str) -> set[str]:
    with as_if():
        page = browser.get(path)
    if page.status_code != 200 or page.streaming:
        return set()
    return set(_FIELD.findall(page.content.decode(errors="replace")))


def sent(browser: Client, path: str, data: dict[str, Any], what: str) -> list[str]:
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    with as_if():
        cache.clear()
        cookies = browser.cookies.copy()
        response = browser.post(path, data)
        browser.cookies = cookies
        return failed(response, what)
