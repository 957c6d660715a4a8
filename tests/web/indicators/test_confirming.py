"""Confirming what units have said: that which was looked at."""

from __future__ import annotations

import pytest
from tests.web.indicators.test_indicators import Office, office
from tests.web.indicators.test_own import MAY, SHARE, added, clerk_of, line, say, unit
from tests.web.organisation import signed_in

from sauro.indicators.model import Tally
from sauro_web.indicators.operations.figures import Said

__all__ = ["office"]
pytestmark = pytest.mark.django_db


def test_what_was_said_after_the_page_was_drawn_is_not_confirmed_with_it(office: Office) -> None:
    row, one = added(office, SHARE), unit(office, 0)
    clerk = clerk_of(office, one)
    say(office, row, MAY, Said(one, 1, 2), by=clerk)
    client, address = signed_in(office.coordinator), f"/chi-tieu/{row.code}/thang/2026-05/"
    seen = client.get(address).context["waiting"]
    assert f'name="seen" value="{seen[0]}"' in client.get(address).content.decode()
    say(office, row, MAY, Said(one, 2, 2, seen=1), by=clerk)
    refused = client.post(f"{address}xac-nhan/", {"seen": seen})
    assert refused.status_code == 409
    assert "vừa nhập hoặc sửa số liệu" in refused.content.decode()
    assert line(office, row).measured.tally is None
    assert (
        client.post(f"{address}xac-nhan/", {"seen": client.get(address).context["waiting"]}).status_code
        == 302
    )
    assert line(office, row).measured.tally == Tally(2, 2)
