"""Every address, by every kind of person, as `rights.py` has it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.robustness.addresses import Address, addresses, asked
from tests.web.robustness.rights import RIGHTS
from tests.web.robustness.world import KINDS, as_if, build

pytestmark = pytest.mark.django_db

ROWS = {
    (name, method): dict(zip(KINDS, answers, strict=True))
    for name, method, *answers in (line.split() for line in RIGHTS.splitlines() if line and line[0] != "#")
}
QUERIES = {"plans:add_unit": "?role=lead", "meetings:found": "?ten=chair"}
"""What an address cannot be opened without."""
SHARES = 4
"""Of the addresses, so that several workers ask them."""


def answer(response: HttpResponse) -> str:
    """As `rights.py` writes it."""
    if response.status_code == 302 and response["Location"].startswith("/dang-nhap/?next"):
        return "in"
    return str(response.status_code)


def test_every_address_has_its_rows_and_every_row_its_address() -> None:
    names = {address.name for address in addresses()}
    named = {name for name, _ in ROWS}
    assert names - named == set(), "new addresses: say in rights.py who may ask them"
    assert named - names == set(), "addresses that are gone"


@pytest.mark.parametrize("share", range(SHARES))
def test_every_person_is_answered_as_is_written(organised: Organisation, share: int) -> None:
    today = timezone.localdate()
    world = build(organised, today)
    data = asked(world, today)
    browsers = {kind: world.browser(kind) for kind in KINDS}
    wrong = []

    def ask(address: Address, method: str, kind: str) -> str:
        sent: Any = data.get(address.name, {}) if method == "post" else {}
        for file in sent.values():
            if hasattr(file, "seek"):
                file.seek(0)
        with as_if():
            cache.clear()
            path = address.path(world) + (QUERIES.get(address.name, "") if method == "get" else "")
            cookies = browsers[kind].cookies.copy()
            said = answer(getattr(browsers[kind], method)(path, sent))
            browsers[kind].cookies = cookies
        return said

    for address in addresses()[share::SHARES]:
        for method in ("get", "post"):
            wanted = ROWS.get((address.name, method), {"coordinator": "405"})
            for kind, expected in wanted.items():
                if (said := ask(address, method, kind)) != expected:
                    wrong.append(f"{method} {address.name} by {kind}: {said} instead of {expected}")
    assert "\n".join(wrong) == ""
