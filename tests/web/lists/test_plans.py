"""The list of plans: who has it, what narrows it, its sheet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.web.lists.conftest import sheet_of
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import NOW

from sauro_web.accounts.models import Role, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.plans.models import ImportedPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(coordinator: User) -> Client:
    """Of whoever follows the plans."""
    return signed_in(coordinator)


@pytest.fixture
def fifty(uploaded: ImportedPlan) -> None:
    """Fifty plans besides: issued every ten days since January 2025 under numbers, every fifth not yet."""
    for number in range(50):
        known = bool(number % 5)
        ImportedPlan.objects.create(
            office=uploaded.office,
            uploaded_by=uploaded.uploaded_by,
            uploaded_at=NOW - timedelta(days=number // 2),
            file_name=f"kh-{number}.docx",
            size=1,
            digest=f"{number:064}",
            state="issued" if known else "unread",
            number=str(number) if known else "",
            symbol="KH-UBND",
            subject=f"Đẩy mạnh cải cách lần {number}",
            issued_on=date(2025, 1, 1) + timedelta(days=10 * number) if known else None,
            units_told_at=NOW if known else None,
        )


def files(client: Client, query: str = "") -> list[str]:
    """The names of the files on all pages."""
    found: list[str] = []
    address = f"/ke-hoach/?{query}"
    while True:
        page = client.get(address).context["shown"].page
        found += [plan.file_name for plan in page]
        if not page.after:
            return found
        address = f"/ke-hoach/?{query}&trang={page.after}"


@pytest.mark.parametrize(
    "order",
    ["", "so-ky-hieu", "-so-ky-hieu", "ngay", "-ngay", "trang-thai", "tai-len", "nguoi-tai", "-giao-luc"],
)
def test_all_plans_are_reached_in_every_order(fifty: None, browser: Client, order: str) -> None:
    walked = files(browser, f"xep={order}")
    assert len(walked) == len(set(walked)) == 51
    browser.get("/ke-hoach/?cot=tep")
    sheet = sheet_of(browser, f"/ke-hoach/?xep={order}&dang=xlsx")
    assert sheet.headings == ["Trích yếu", "Tên tệp"]
    assert [row[1] for row in sheet.rows] == walked


def test_numbers_are_sorted_as_numbers(fifty: None, browser: Client) -> None:
    sheet = sheet_of(browser, "/ke-hoach/?xep=so-ky-hieu&trang-thai=issued&dang=xlsx")
    numbers = [int(row[1].split("/")[0]) for row in sheet.rows]
    assert numbers == sorted(numbers)
    assert sheet.above[:3] == ["ỦY BAN NHÂN DÂN", "XÃ MAI LĨNH", "KẾ HOẠCH CỦA ỦY BAN NHÂN DÂN XÃ MAI LĨNH"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("trang-thai=issued", 40),
        ("trang-thai=unread", 10),
        ("trang-thai=discarded", 51),
        ("nam=2025", 29),
        ("nam=1999", 51),
        ("tim=day manh CAI CACH", 50),
        ("tim=12/KH", 1),
        ("tim=12/kh-ubnd lan 12", 1),
        ("tim=lan 12 lan 13", 0),
        ("tim=kh-7.docx", 1),
    ],
)
def test_filters(fifty: None, browser: Client, query: str, count: int) -> None:
    assert len(files(browser, query)) == count


def test_who_follows_or_leads_has_the_list_and_nobody_else(
    uploaded: ImportedPlan, organised: Organisation, request: pytest.FixtureRequest
) -> None:
    officer = organised.person("chuyenvien", (organised.commune, Role.OFFICER))
    people = {
        request.getfixturevalue("coordinator"): ["ke-hoach.txt"],
        request.getfixturevalue("leader"): ["ke-hoach.txt"],
        request.getfixturevalue("neighbour"): [],
        organised.person("tinh", (organised.province, Role.LEADER)): [],
    }
    for person, seen in people.items():
        client = signed_in(person)
        assert files(client) == seen
        assert [row[0] for row in sheet_of(client, "/ke-hoach/?dang=xlsx").rows] == [uploaded.subject] * len(
            seen
        )
        assert client.get(f"/ke-hoach/{uploaded.pk}/").status_code == (200 if seen else 404)
    for person in (officer, request.getfixturevalue("outsider")):
        for form in ("", "?dang=xlsx", "?dang=in", "?cot=tep"):
            assert signed_in(person).get(f"/ke-hoach/{form}").status_code == 403


def test_a_department_has_a_list_of_its_own_and_another_office_is_not_reached_by_its_number(
    uploaded: ImportedPlan, organised: Organisation
) -> None:
    (department,) = plant(
        organised.province,
        [Body(UnitKind.DEPARTMENT, "Sở Thử", inside=(Body(UnitKind.DIVISION, "Phòng Thử"),))],
        valid_from=FIRST_DAY,
    )
    client = signed_in(organised.person("so", (department, Role.COORDINATOR)))
    page = client.get("/ke-hoach/")
    assert 'name="co-quan"' in page.content.decode()
    other = client.get(f"/ke-hoach/?co-quan={department.pk}")
    assert other.context["office"] == department
    assert f"/ke-hoach/tai-len/?co-quan={department.pk}" in other.content.decode()
    assert client.get(f"/ke-hoach/?co-quan={organised.commune.pk}").context["office"] == organised.province


def test_the_leader_is_told_what_an_empty_list_waits_for(leader: User) -> None:
    assert (
        "Người được giao theo dõi kế hoạch tải kế hoạch lên"
        in signed_in(leader).get("/ke-hoach/").content.decode()
    )
