"""The list of notices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.web.lists.conftest import sheet_of
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import NOW

from sauro_web.accounts.models import Role
from sauro_web.notices.models import Notice, NoticeSeen

pytestmark = pytest.mark.django_db


def test_notices_are_found_sorted_and_leave(organised: Organisation) -> None:
    person = organised.person("an", (organised.commune, Role.OFFICER))
    for number in range(45):
        Notice.objects.create(
            unit=organised.commune,
            text=f"Giao việc lần {number}",
            link="/",
            told_at=NOW - timedelta(days=number),
            key=str(number),
        )
    Notice.objects.create(unit=organised.ward, text="Của phường", link="/", told_at=NOW, key="x")
    NoticeSeen.objects.create(notice=Notice.objects.get(key="44"), by=person, at=NOW)
    client = signed_in(person)
    page = client.get("/thong-bao/").context["shown"].page
    assert [notice.text for notice in page][:2] == ["Giao việc lần 0", "Giao việc lần 1"]
    assert (len(page), bool(page.after)) == (40, True)
    assert len(sheet_of(client, "/thong-bao/?dang=xlsx").rows) == 45
    assert [row[0] for row in sheet_of(client, "/thong-bao/?xem=da&dang=xlsx").rows] == ["Giao việc lần 44"]
    assert sheet_of(client, "/thong-bao/?tim=VIEC lan 7&dang=xlsx").rows[0][2:] == [
        "UBND xã Mai Lĩnh",
        "chưa xem",
    ]
    assert len(sheet_of(client, "/thong-bao/?xep=-xem&dang=xlsx").rows) == 45
    assert "Không có dòng nào như vậy" in client.get("/thong-bao/?tim=phuong").content.decode()
