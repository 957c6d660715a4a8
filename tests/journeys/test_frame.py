"""The style guide, the first page and the frame around them, as they are seen and used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.journeys.conftest import Visitor, ask, wait_for_focus

from sauro_web.accounts.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
Arrive = Callable[..., Visitor]
LOOKS = [(size, scheme) for size in ("desktop", "phone") for scheme in ("light", "dark")]


PAGES = {"viec-cua-toi": "/", "kieu-dang": "/kieu-dang/", "tim-kiem": "/tim-kiem/?q=38/KH-UBND"}


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_pages_are_accessible_and_fit_their_screen(
    visitor: Arrive, clerk: User, size: str, scheme: str
) -> None:
    someone = visitor(size, scheme)
    looked_at(someone, "trang-dau", "/", f"{size}-{scheme}")
    someone.sign_in(clerk)
    for name, path in PAGES.items():
        looked_at(someone, name, path, f"{size}-{scheme}")


def looked_at(someone: Visitor, name: str, path: str, look: str) -> None:
    """Opens a page, keeps a picture of it, and finds nothing wrong."""
    assert someone.go(path).status == 200
    someone.picture(f"{name}-{look}")
    found = {"faults": someone.faults(), "wider": max(0, someone.sideways()), "said": someone.complaints}
    assert found == {"faults": [], "wider": 0, "said": []}, name


def test_a_refusal_is_a_page_too(visitor: Arrive) -> None:
    someone = visitor()
    assert someone.go("/khong-co/").status == 404
    someone.picture("khong-tim-thay-desktop-light")
    assert someone.faults() == []


@pytest.mark.parametrize("size", ["normal", "large", "larger"])
def test_at_150_percent_nothing_scrolls_sideways(visitor: Arrive, clerk: User, size: str) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    someone.page.context.add_cookies([{"name": "size", "value": size, "url": someone.address}])
    # Zooming in shrinks what a screen of 1366 pixels holds.
    someone.page.set_viewport_size({"width": 1366 * 2 // 3, "height": 768 * 2 // 3})
    for path in ("/", "/kieu-dang/"):
        someone.go(path)
        assert someone.sideways() <= 0
    someone.picture(f"kieu-dang-150-{size}")


def test_the_keys_of_every_page(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go("/kieu-dang/")
    page.keyboard.press("/")
    wait_for_focus(page, "#search")
    page.keyboard.type("lịch họp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.get_by_role("heading", level=1).inner_text() == "Kết quả tìm “lịch họp”"
    page.locator("main").click()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_dark_or_light_is_chosen_and_stays(visitor: Arrive, clerk: User) -> None:
    someone = visitor("desktop", "light")
    someone.sign_in(clerk)
    page = someone.page
    someone.go("/kieu-dang/")
    light = ask(page, "getComputedStyle(document.body).backgroundColor")
    page.locator(".person summary").click()
    someone.picture("nguoi-dung-desktop-light")
    page.get_by_role("group", name="Nền", exact=True).get_by_role("button", name="Tối").click()
    page.wait_for_load_state()
    assert page.url.endswith("/kieu-dang/")
    assert ask(page, "getComputedStyle(document.body).backgroundColor") != light
    someone.go("/")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_the_navigation_folds_and_stays_folded(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go("/")
    wide = page.locator("#side").bounding_box()["width"]
    page.get_by_role("button", name="Thu gọn").click()
    assert page.locator("#side").bounding_box()["width"] < wide / 2
    someone.go("/kieu-dang/")
    assert page.locator("#side").bounding_box()["width"] < wide / 2
    assert someone.faults() == []
    assert someone.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_whole_navigation_opens_without_script_too(
    visitor: Arrive, clerk: User, script: bool
) -> None:
    someone = visitor("phone", java_script_enabled=script)
    someone.sign_in(clerk)
    page = someone.page
    page.goto(someone.address + "/")
    assert not page.locator("#side").is_visible()
    assert page.locator(".foot").is_visible()
    page.get_by_role("link", name="Mở danh mục").click()
    page.locator("#side").wait_for(state="visible")
    someone.picture("danh-muc-phone-light")
    page.get_by_role("link", name="Đóng danh mục").click()
    page.locator("#side").wait_for(state="hidden")


def test_the_page_prints_without_what_is_pressed(visitor: Arrive, clerk: User) -> None:
    someone = visitor("desktop", "dark")
    someone.sign_in(clerk)
    someone.go("/kieu-dang/")
    someone.page.emulate_media(media="print")
    someone.picture("kieu-dang-in")
    for hidden in ("#side", ".top-search", ".acts >> nth=0", ".pager"):
        assert not someone.page.locator(hidden).first.is_visible()
    assert someone.page.locator(".office").first.is_visible()
    assert ask(someone.page, "getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("username", ["vanphong", "quantri"])
@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_whatever_the_navigation_leads_to_is_in_order(
    visitor: Arrive, username: str, size: str, scheme: str
) -> None:
    someone = visitor(size, scheme)
    someone.sign_in(User.objects.get(username=username))
    someone.go("/")
    links = someone.page.locator("#side li a").all()
    addresses = [link.get_attribute("href") for link in links]
    assert "/" in addresses
    for address in addresses:
        name = f"{username}-{address.strip('/').replace('/', '-') or 'viec-cua-toi'}"
        looked_at(someone, name, address, f"{size}-{scheme}")
