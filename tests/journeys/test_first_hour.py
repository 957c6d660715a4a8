"""The first hour of somebody who has never seen the site: from the list of made-up people to work that units
hold. The pictures of README.md are taken on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from tests.journeys.conftest import PICTURES, Visitor, ask

from sauro_web.accounts.models import User
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionState
from sauro_web.plans.operations import decide
from sauro_web.tasks.models import Task, UnitTask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
Arrive = Callable[..., Visitor]
SIZES = ["desktop", "phone"]


def waiting() -> ImportedPlan:
    """The plan that the made-up office leaves to the newcomer."""
    return ImportedPlan.objects.get(state="review")


def shown(someone: Visitor, name: str, size: str) -> None:
    """Finds nothing wrong with what is seen, and keeps a picture of the screen for the documents."""
    found = {
        "faults": someone.faults(),
        "wider": max(0, someone.sideways()),
        "said": someone.complaints,
    }
    assert found == {"faults": [], "wider": 0, "said": []}, name
    PICTURES.mkdir(parents=True, exist_ok=True)
    someone.page.screenshot(path=PICTURES / f"screen-{name}-{size}.png")


def come_in(someone: Visitor, name: str) -> None:
    """Signs in on the first page, as the newcomer does."""
    someone.go("/")
    someone.page.get_by_role("button", name=f"Đăng nhập để thử vai {name}").click()
    someone.page.get_by_role("heading", name="Việc của tôi").wait_for()


def reviewed(plan: ImportedPlan, by: User) -> None:
    """Decides the plan to the end: confirms what is clear, leaves out the rest."""
    for card in Suggestion.objects.filter(plan=plan, twin_of=None):
        unclear = {"no_lead", "several_leads", "unit_unknown"} & set(card.doubts)
        state = SuggestionState.REJECTED if unclear else SuggestionState.CONFIRMED
        decide(card, state, by=by, now=timezone.now(), version=card.version)


@pytest.mark.parametrize("size", SIZES)
def test_from_the_first_page_to_work_that_units_hold(visitor: Arrive, clerk: User, size: str) -> None:
    someone = visitor(size)
    someone.go("/")
    shown(someone, "who-to-be", size)
    come_in(someone, "Hoàng Thị Mỵ")
    shown(someone, "first-page", size)

    page = someone.page
    page.get_by_role("link", name="Quyết định những chỗ chưa rõ").click()
    page.wait_for_url("**/soat/#the-*")
    page.locator(".card-read.is-doubtful").first.wait_for()
    shown(someone, "review", size)

    reviewed(waiting(), clerk)
    someone.go("/")
    page.get_by_role("link", name="Giao việc", exact=True).click()
    page.get_by_role("heading", name="Giao việc", exact=True).wait_for()
    shown(someone, "issue", size)
    before = Task.objects.count()
    page.locator("main .btn-primary").click()
    page.wait_for_url("**/viec/")
    assert Task.objects.count() > before
    shown(someone, "issued", size)


@pytest.mark.parametrize("size", SIZES)
def test_a_task_is_received_by_the_head_of_a_unit(visitor: Arrive, size: str) -> None:
    someone = visitor(size)
    come_in(someone, "Tẩn Minh Khuê")
    received = UnitTask.objects.filter(state="received").count()
    someone.page.get_by_role("link", name="Nhận việc có hạn gần nhất").click()
    shown(someone, "task", size)
    someone.page.get_by_role("button", name="Nhận việc").click()
    someone.page.get_by_text("Đã nhận việc").wait_for()
    assert UnitTask.objects.filter(state="received").count() == received + 1


def test_everybody_of_the_made_up_office_finds_something_to_do(visitor: Arrive) -> None:
    # Colleagues of theirs have worked as well, and have no password.
    for person in User.objects.exclude(password__startswith="!").order_by("pk"):
        someone = visitor()
        someone.sign_in(person)
        someone.go("/")
        assert someone.page.locator(".newcomer li").count() >= 3, person
        assert someone.complaints == []
        for link in someone.page.locator(".newcomer li a").all():
            address = link.get_attribute("href")
            assert someone.client.get(address).status_code == 200, (person, address)


def test_the_steps_are_put_away_and_fetched_again(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    someone.go("/")
    someone.page.get_by_role("button", name="Ẩn các bước này").click()
    someone.page.get_by_role("button", name="Xem lại các bước làm thử").wait_for()
    assert someone.page.locator(".newcomer").count() == 0
    someone.page.get_by_role("button", name="Xem lại các bước làm thử").click()
    someone.page.locator(".newcomer").wait_for()


def test_a_small_question_mark_opens_the_rule_and_the_guide(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{waiting().pk}/soat/")
    page.locator(".page-head .help summary").click()
    assert page.get_by_text("Kết luận số 226-KL/TW").first.is_visible()
    assert someone.faults() == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Hướng dẫn cho trang này").click()
    page.wait_for_url("**/huong-dan/ke-hoach/#*")
    assert page.locator("h2#soát").is_visible()
    ask(page, "document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    assert ask(page, "[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert someone.faults() == []
    assert someone.complaints == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["", "ke-hoach/", "dang-nhap/", "don-vi-nguoi-dung/", "doc-ke-hoach/"])
def test_the_guide_is_read_before_signing_in(visitor: Arrive, size: str, name: str) -> None:
    someone = visitor(size)
    someone.go(f"/huong-dan/{name}")
    shown(someone, f"guide-{name.strip('/') or 'index'}", size)


def test_on_the_wall_of_a_meeting_room(visitor: Arrive) -> None:
    someone = visitor()
    someone.sign_in(User.objects.get(username="chutich"))
    page = someone.page
    page.context.add_cookies([{"name": "size", "value": "larger", "url": someone.address}])
    first, second = Task.objects.filter(plan__number="38").values_list("pk", flat=True)[:2]
    someone.go(f"/nhiem-vu/{first}/")
    assert not page.locator("#side").is_visible()
    assert not page.locator(".top-search").is_visible()
    shown(someone, "presenting", "desktop")
    place = "document.scrollingElement.scrollTop"
    left = "document.scrollingElement.scrollHeight - document.scrollingElement.clientHeight - " + place
    while ask(page, left) > 4:
        before = ask(page, place)
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"before => {place} > before", arg=before)
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/nhiem-vu/{second}/")
    page.wait_for_load_state()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/nhiem-vu/{first}/")
    page.get_by_role("link", name="Mở danh mục").click()
    page.locator("#side").wait_for(state="visible")
    page.get_by_role("link", name="Đóng danh mục").click()
    page.keyboard.press("Escape")
    page.locator("#side").wait_for(state="visible")
    assert "presenting" not in page.locator("body").get_attribute("class")


def test_the_office_and_the_navigation_stay_in_sight_on_a_long_page(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    someone.go("/huong-dan/ke-hoach/")
    ask(someone.page, "scrollTo(0, document.documentElement.scrollHeight)")
    assert ask(someone.page, "scrollY") > 1_000
    for place in (".top", ".side"):
        top = ask(someone.page, f"document.querySelector('{place}').getBoundingClientRect().top")
        assert abs(top) < 1, place


@pytest.mark.parametrize("size", SIZES)
def test_what_a_question_mark_opens_lies_on_the_screen(visitor: Arrive, clerk: User, size: str) -> None:
    someone = visitor(size)
    someone.sign_in(clerk)
    width = someone.page.viewport_size["width"]
    for address in ("/uy-quyen/", f"/ke-hoach/{waiting().pk}/soat/", "/kieu-dang/"):
        someone.go(address)
        someone.page.locator(".help summary").first.click()
        box = someone.page.locator(".help[open] > div").bounding_box()
        assert box["x"] >= 0, address
        assert box["x"] + box["width"] <= width, address


def test_no_browser_asks_for_what_is_not_there(visitor: Arrive) -> None:
    someone = visitor()
    assert someone.go("/favicon.ico").status == 200
