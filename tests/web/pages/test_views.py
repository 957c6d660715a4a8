"""The first page, the search, the choice of looks, and what holds for the pages of the frame."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.made_up_office import put_up_office

from sauro_web.accounts.models import Delegation, Membership, Role, Unit, User

pytestmark = pytest.mark.django_db
SITE = Path(__file__).resolve().parents[3] / "src" / "sauro_web"
PAGES = {
    "/": 22,
    "/kieu-dang/": 6,
    "/tim-kiem/": 6,
    "/tim-kiem/?q=38/KH-UBND": 17,
    "/khong-co-trang-nay/": 0,
}
"""Pages, and the queries that each costs."""


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> list[dict[str, str]]:
    """The made-up office, filled."""
    settings.DEMO, settings.DATA = True, tmp_path
    put_up_office()
    people: list[dict[str, str]] = json.loads((tmp_path / "nguoi-dung-thu.json").read_text())
    return people


@pytest.fixture
def officer() -> User:
    """Someone with two positions in a made-up commune."""
    commune = Unit.objects.add_root(
        {"kind": "commune", "name": "Ủy ban nhân dân xã Bản Lầu", "short_name": "UBND xã Bản Lầu"}
    )
    commune.commune = commune
    commune.save()
    division = Unit.objects.add_child(
        commune, {"kind": "division", "name": "Phòng Kinh tế", "commune": commune}
    )
    user = User.objects.create_user("khue", full_name="Tẩn Minh Khuê")
    Membership.objects.create(user=user, unit=commune, role=Role.INSPECTOR, title="Tổ viên")
    Membership.objects.create(user=user, unit=division, role=Role.HEAD, title="Trưởng phòng", is_head=True)
    return user


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, officer: User) -> None:
    assert client.get("/").status_code == 302
    assert client.get("/tim-kiem/").status_code == 302


def test_a_newcomer_to_the_made_up_office_is_told_what_to_try(
    client: Client, demo: list[dict[str, str]]
) -> None:
    page = client.get("/").content.decode()
    assert len(demo) == 9
    for person in demo:
        assert person["name"] in page
        assert person["password"] in page
        answer = client.post("/dang-nhap/", {"login": person["username"], "password": person["password"]})
        assert answer["Location"] == "/"
        client.post("/dang-xuat/")


def test_a_real_office_shows_no_passwords(client: Client, demo: list[dict[str, str]], settings: Any) -> None:
    settings.DEMO = False
    assert client.get("/").status_code == 302


def test_the_made_up_office_is_filled_once(demo: list[dict[str, str]], settings: Any) -> None:
    units, people = Unit.objects.count(), User.objects.count()
    call_command("demo", verbosity=0)
    assert (Unit.objects.count(), User.objects.count()) == (units, people)
    assert json.loads((settings.DATA / "nguoi-dung-thu.json").read_text()) == demo


def test_the_made_up_office_is_never_put_into_a_real_one(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="SAURO_DEMO"):
        call_command("demo", verbosity=0)
    assert not Unit.objects.exists()


def test_the_first_page_of_a_person(client: Client, officer: User) -> None:
    client.force_login(officer)
    page = client.get("/").content.decode()
    assert "<title>Việc của tôi – Sáu Rõ</title>" in page
    assert "<h1>Việc của tôi</h1>" in page
    assert "Không có việc nào đang chờ ông (bà): chưa có việc mới giao" in page
    assert "<span>Ủy ban nhân dân</span> <b>xã Bản Lầu</b>" in page
    assert page.index("Trưởng phòng") < page.index("Tổ viên")


def test_a_department_stands_under_its_province(client: Client) -> None:
    province = Unit.objects.add_root({"kind": "province", "name": "Ủy ban nhân dân tỉnh Trường Lĩnh"})
    department = Unit.objects.add_child(
        province, {"kind": "department", "name": "Sở Nội vụ", "province": province}
    )
    user = User.objects.create_user("dang", full_name="Nguyễn Hải Đăng")
    Membership.objects.create(user=user, unit=department, role=Role.OFFICER)
    client.force_login(user)
    page = client.get("/").content.decode()
    assert "<span>UBND tỉnh Trường Lĩnh</span> <b>Sở Nội vụ</b>" in page


def test_a_position_that_ended_is_not_shown(client: Client, officer: User) -> None:
    officer.memberships.filter(role=Role.HEAD).update(valid_to=date(2025, 12, 31))
    client.force_login(officer)
    page = client.get("/").content.decode()
    assert "Trưởng phòng" not in page
    assert "Tổ viên" in page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_as_many_queries_however_many_positions(
    client: Client, officer: User, address: str
) -> None:
    client.force_login(officer)
    with CaptureQueriesContext(connection) as with_two:
        client.get(address)
    officer.memberships.filter(role=Role.INSPECTOR).delete()
    with CaptureQueriesContext(connection) as with_one:
        client.get(address)
    assert (len(with_two), len(with_one)) == (PAGES[address], PAGES[address])


def test_another_position_is_taken_up(client: Client, officer: User) -> None:
    client.force_login(officer)
    other = officer.memberships.get(role=Role.INSPECTOR)
    assert client.post("/vi-tri-dang-lam/", {"position": other.pk})["Location"] == "/"
    page = client.get("/").content.decode()
    assert page.index("Tổ viên") < page.index("Trưởng phòng")
    for forged in ("", "x", "-1", "0", "9" * 40, other.pk + 1000):
        assert client.post("/vi-tri-dang-lam/", {"position": forged}).status_code == 404


def test_a_delegated_position_is_taken_up_while_it_lasts(client: Client, officer: User) -> None:
    chair = User.objects.create_user("tham", full_name="Quàng Văn Thắm")
    commune = officer.memberships.get(role=Role.INSPECTOR).unit
    position = Membership.objects.create(user=chair, unit=commune, role=Role.LEADER, title="Chủ tịch")
    client.force_login(officer)
    assert client.post("/vi-tri-dang-lam/", {"position": position.pk}).status_code == 404
    lent = Delegation.objects.create(
        membership=position, receiver=officer, valid_from=localdate(), valid_to=localdate()
    )
    assert client.post("/vi-tri-dang-lam/", {"position": position.pk}).status_code == 302
    assert "được Quàng Văn Thắm ủy quyền đến" in client.get("/").content.decode()
    lent.delete()
    assert "Chủ tịch" not in client.get("/").content.decode()


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_script_or_style_of_its_own(
    client: Client, officer: User, address: str, signed_in: bool, demo_off: None
) -> None:
    if signed_in:
        client.force_login(officer)
    page = client.get(address).content.decode()
    assert not re.search(r"<[^>]+\sstyle\s*=", page)
    assert not re.search(r"<[^>]+\son[a-z]+\s*=", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert "<style" not in page
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", page)


@pytest.fixture
def demo_off(settings: Any) -> None:
    settings.DEMO = False


def test_what_was_searched_for_is_shown_and_never_run(client: Client, officer: User) -> None:
    client.force_login(officer)
    page = client.get("/tim-kiem/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_chosen_look_is_kept_and_one_is_back_where_one_was(client: Client) -> None:
    answer = client.post("/hien-thi/", {"theme": "dark", "size": "large", "next": "/kieu-dang/"})
    assert answer["Location"] == "/kieu-dang/"
    page = client.get("/kieu-dang/").content.decode()
    assert '<html lang="vi" class="size-large" data-bs-theme="dark">' in page
    assert client.get("/hien-thi/").status_code == 405


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_the_choice_of_looks_leads_nowhere_else(client: Client, back: str) -> None:
    assert client.post("/hien-thi/", {"theme": "dark", "next": back})["Location"] == "/"


def test_a_cookie_with_nonsense_is_no_choice(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    client.cookies["size"] = "enormous"
    assert '<html lang="vi" class="size-normal">' in client.get("/kieu-dang/").content.decode()
    client.post("/hien-thi/", {"theme": "pink"})
    assert "pink" not in client.cookies["theme"].value


def test_a_refusal_has_a_page_of_the_house(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "<h1>Không tìm thấy</h1>" in answer.content.decode()
    part = client.get("/khong-co-trang-nay/", headers={"HX-Request": "true"})
    assert part["HX-Retarget"] == "#refusal"
    assert "<html" not in part.content.decode()


ELSEWHERE = {
    *("alone", "alone-foot", "brand", "narrow", "wide", "welcome-note"),  # pages without the frame
    *(
        "guide",
        "review",
        "review-source",
        "review-cards",
        "help-end",
        "presenting",
        "folded",
    ),  # whole pages, and places
    *("position", "person", "count"),  # only for somebody with positions, or with notices
}
"""Classes that no specimen shows, for they dress a whole page or what stands around it."""


def test_the_style_guide_shows_every_class_that_a_page_uses(client: Client, officer: User) -> None:
    client.force_login(officer)
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", " ".join(_read(SITE.glob("*/assets/*.css")))))
    written = re.sub(r"\{[{%].*?[%}]\}", " ", " ".join(_read(SITE.glob("*/templates/**/*.html"))))
    used = _classes(written) & styled
    shown = _classes(client.get("/kieu-dang/").content.decode())
    assert sorted(used - shown - ELSEWHERE) == []


def _classes(page: str) -> set[str]:
    return set(" ".join(re.findall(r'class="([^"]*)"', page)).split())


def _read(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield path.read_text(encoding="utf-8")
