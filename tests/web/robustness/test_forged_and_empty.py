"""Numbers of records that are not there or not one's own, and a site in which nothing stands yet."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.robustness.addresses import addresses, asked
from tests.web.robustness.test_odd_input import MARKUP, failed, fields_shown
from tests.web.robustness.test_rights import QUERIES, ROWS
from tests.web.robustness.world import as_if, build

from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry

pytestmark = pytest.mark.django_db

NOWHERE = (10**9, 10**30)
ENDS = {
    "account_logout",
    "account_end_others",
    "accounts:account_close",
    "accounts:delegation_withdraw",
    "accounts:group_remove",
    "accounts:name_remove",
    "accounts:position_end",
    "accounts:unit_end",
    "accounts:unit_merge",
    "accounts:unit_move",
    "accounts:unit_split",
    "pages:act_as",
    "plans:discard",
    "plans:drop_unit",
    "tasks:issue",
}
"""What would take away the things on which the pages after it stand."""


def test_numbers_of_nothing_are_not_found_and_audited(organised: Organisation) -> None:
    today = timezone.localdate()
    world = build(organised, today)
    data = asked(world, today)
    wrong = []
    for address in addresses():
        for argument in address.integers:
            for method in ("get", "post"):
                if (address.name, method) not in ROWS:
                    continue
                for number in NOWHERE:
                    for kind in ("coordinator", "administrator"):
                        if ROWS[address.name, method][kind] in ("403", "401"):
                            continue
                        path = address.path(world, **{argument: number}) + QUERIES.get(address.name, "")
                        with as_if():
                            cache.clear()
                            before = Entry.objects.count()
                            browser = world.browser(kind)
                            status = getattr(browser, method)(path, data.get(address.name, {})).status_code
                            if status != 404 or Entry.objects.count() != before + 1:
                                wrong.append(f"{method} {path}: {status}, {Entry.objects.count() - before}")
    assert "\n".join(wrong) == ""


def test_things_of_another_office_are_refused_and_audited(organised: Organisation) -> None:
    today = timezone.localdate()
    world = build(organised, today)
    data = asked(world, today)
    for (name, method), answers in ROWS.items():
        if answers["outsider"] != "404" or "404" in (answers["administrator"], answers["coordinator"]):
            continue
        address = next(one for one in addresses() if one.name == name)
        if not address.integers:
            continue
        with as_if():
            cache.clear()
            path = address.path(world) + (QUERIES.get(name, "") if method == "get" else "")
            world_browser = world.browser("outsider")
            assert getattr(world_browser, method)(path, data.get(name, {})).status_code == 404
            entry = Entry.objects.filter(action="user.refused").latest("number")
            assert entry.actor == world.people["outsider"]


def test_what_was_taken_as_markup_is_shown_as_words(organised: Organisation) -> None:
    """Every field of every form in turn gets markup; what was taken stays, and then every page is opened."""
    today = timezone.localdate()
    world = build(organised, today)
    taken = 0
    for address in addresses():
        answers = ROWS.get((address.name, "post"))
        if answers is None or address.name in ENDS:
            continue
        kind = next((one for one in ("administrator", "coordinator", "lead") if answers[one] == "302"), None)
        if kind is None:
            continue
        browser, path = world.browser(kind), address.path(world)
        for thing in (world.plan, world.card, world.mention):
            thing.refresh_from_db()
        names = {*asked(world, today).get(address.name, {}), *fields_shown(browser, path)}
        for name in sorted(names - {"csrfmiddlewaretoken", "seen", "version", "next"}):
            world.card.refresh_from_db()
            world.mention.refresh_from_db()
            data = dict(asked(world, today).get(address.name, {}))
            if hasattr(data.get(name), "read"):
                continue
            response = browser.post(path, data | {name: MARKUP})
            assert failed(response, f"{address.name} {name}") == []
            taken += response.status_code == 302
    assert taken > 10
    shown = 0
    for kind in ("administrator", "coordinator", "lead"):
        browser = world.browser(kind)
        for address in addresses():
            if ROWS.get((address.name, "get"), {}).get(kind) == "200" and address.name != "account_logout":
                page = browser.get(address.path(world) + QUERIES.get(address.name, ""))
                assert failed(page, f"{address.name} for {kind}") == []
                shown += not page.streaming and b"&lt;script&gt;xss()" in page.content
    assert shown > 10


# A site in which nothing stands


def test_before_anything_stands_the_first_page_says_what_to_do(db: None) -> None:
    page = Client().get("/")
    assert page.status_code == 200
    said = page.content.decode()
    assert "found_commune" in said
    assert "first_administrator" in said


def test_every_page_of_an_empty_site_can_be_opened(db: None) -> None:
    browser = signed_in(User.objects.create_user("moi", full_name="Người Mới"))
    browser.raise_request_exception = False
    wrong = []
    for address in addresses():
        if (address.name, "get") in ROWS and not address.arguments and address.name != "account_logout":
            page = browser.get(f"{address.path(None)}")  # type: ignore[arg-type]
            wrong += failed(page, address.name)
            if page.status_code == 403 and address.name.partition(":")[1]:
                wrong += [] if "Hãy đề nghị quản trị" in page.content.decode() else [address.name]
    assert wrong == []
    assert "chưa có vị trí nào" in browser.get("/").content.decode()
