"""Who sees and does what on the pages of plans; forged numbers are not found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import PLAN

from sauro_web.accounts.models import Unit, UnitGroup, UnitKind
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.audit.models import Entry
from sauro_web.plans.models import (
    ImportedPlan,
    MentionState,
    PlanState,
    Suggestion,
)

pytestmark = pytest.mark.django_db
Duty = Callable[[str], Suggestion]


# Who sees what


_READ = ["/ke-hoach/{plan}/", "/ke-hoach/{plan}/soat/", "/ke-hoach/{plan}/tien-do/", "/ke-hoach/{plan}/tep/"]
_HANDLE = [
    "/ke-hoach/soat/{card}/",
    "/ke-hoach/soat/{card}/sua/",
    "/ke-hoach/soat/{card}/don-vi/",
    "/ke-hoach/soat/{card}/don-vi/them/?role=lead",
    "/ke-hoach/soat/don-vi/{mention}/",
    "/ke-hoach/{plan}/giao-viec/",
]
_POST = [
    ("/ke-hoach/soat/{card}/quyet-dinh/", {"state": "confirmed", "version": 0}),
    ("/ke-hoach/soat/{card}/sua/", {"text": "Khác", "version": 0}),
    ("/ke-hoach/soat/{card}/don-vi/them/", {"role": "lead", "version": 0, "unit": 1}),
    ("/ke-hoach/soat/don-vi/{mention}/", {"unit": "", "version": 0}),
    ("/ke-hoach/soat/don-vi/{mention}/vai-tro/", {"role": "lead", "version": 0}),
    ("/ke-hoach/soat/don-vi/{mention}/bo/", {"version": 0}),
    ("/ke-hoach/{plan}/hoan-tac/", {}),
    ("/ke-hoach/{plan}/bo/", {"reason": "Nhầm"}),
    ("/ke-hoach/{plan}/giao-viec/", {"number": "1", "issued_on": "02/06/2026", "version": 0}),
]


@pytest.fixture
def places(uploaded: ImportedPlan, duty: Duty) -> dict[str, int]:
    """The numbers that stand in addresses."""
    task = duty("Gộp")
    return {"plan": uploaded.pk, "card": task.pk, "mention": task.mentions.first().pk}


@pytest.mark.parametrize("address", _READ + _HANDLE)
@pytest.mark.parametrize(
    ("who", "reads", "handles"),
    [
        ("coordinator", True, True),
        ("leader", True, False),
        ("administrator", True, False),
        ("neighbour", False, False),
        ("outsider", False, False),
    ],
)
def test_pages_are_for_those_who_may(
    places: dict[str, int],
    address: str,
    who: str,
    reads: bool,
    handles: bool,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(who))
    status = client.get(address.format(**places)).status_code
    if not reads:
        assert status == 404
    elif address in _HANDLE and not handles:
        assert status == 403
    else:
        assert status in (200, 302)


@pytest.mark.parametrize(("address", "data"), _POST)
@pytest.mark.parametrize(
    ("who", "status"), [("leader", 403), ("administrator", 403), ("neighbour", 404), ("outsider", 404)]
)
def test_nobody_else_changes_anything(
    places: dict[str, int],
    address: str,
    data: dict[str, Any],
    who: str,
    status: int,
    request: pytest.FixtureRequest,
) -> None:
    before = list(Suggestion.objects.values_list("pk", "version", "state"))
    client = signed_in(request.getfixturevalue(who))
    assert client.post(address.format(**places), data).status_code == status
    assert list(Suggestion.objects.values_list("pk", "version", "state")) == before
    assert ImportedPlan.objects.get().state == PlanState.REVIEW


@pytest.mark.parametrize("address", ["/ke-hoach/", *_READ, *_HANDLE])
def test_nobody_sees_anything_before_signing_in(places: dict[str, int], address: str) -> None:
    response = Client().get(address.format(**places))
    assert response.status_code == 302
    assert "/dang-nhap/" in response["Location"]


@pytest.mark.parametrize(("who", "status"), [("leader", 200), ("administrator", 403)])
def test_who_leads_the_office_reads_its_list_and_uploads_nothing(
    uploaded: ImportedPlan, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(who))
    response = client.get("/ke-hoach/")
    assert response.status_code == status
    assert "Tải lên và đọc" not in response.content.decode()
    files = {"file": SimpleUploadedFile("kh.txt", (PLAN + "\n").encode())}
    assert client.post("/ke-hoach/tai-len/", files).status_code == 403
    assert ImportedPlan.objects.get() == uploaded


@pytest.mark.parametrize("address", _READ[:3] + _HANDLE)
def test_forged_numbers_are_not_found_and_audited(
    uploaded: ImportedPlan, browser: Client, address: str
) -> None:
    before = Entry.objects.count()
    response = browser.get(address.format(plan=10**9, card=10**9, mention=10**9))
    assert response.status_code == 404
    assert Entry.objects.count() == before + 1


def test_a_forged_unit_or_group_is_not_found(duty: Duty, browser: Client, organised: Organisation) -> None:
    mention = duty("Niêm yết").mentions.get()
    elsewhere = Unit.objects.filter(depth=1).exclude(pk=organised.province.pk).first()
    (child,) = plant(elsewhere, [Body(UnitKind.DEPARTMENT, "Sở Ở tỉnh khác")], valid_from=FIRST_DAY)
    theirs = UnitGroup.objects.filter(office=organised.ward).first()
    address = f"/ke-hoach/soat/don-vi/{mention.pk}/"
    for data in ({"unit": 10**9}, {"unit": child.pk}, {"group": theirs.pk}, {"unit": 1, "group": 1}):
        assert browser.post(address, data | {"version": 0}).status_code == 404
    mention.refresh_from_db()
    assert mention.state == MentionState.ASK
