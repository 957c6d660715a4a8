"""An officer finds a plan by its symbol, takes work up on the first page, acts for another, and loses no
words to a session that ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from tests.journeys.conftest import Visitor, wait_for_focus
from tests.web.organisation import Organisation, organised
from tests.web.plans.conftest import coordinator, uploaded
from tests.web.tasks.conftest import reviewed
from tests.web.tasks.test_views import issued

from sauro_web.accounts.models import Delegation, Role, User
from sauro_web.plans.models import ImportedPlan

__all__ = ["coordinator", "issued", "organised", "reviewed", "uploaded"]
pytestmark = pytest.mark.django_db(transaction=True)
Arrive = Callable[..., Visitor]
PASSWORD = "Ruộng bậc thang 7"
SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])


def sound(someone: Visitor, name: str) -> None:
    """Keeps a picture, and finds nothing wrong with the page."""
    someone.picture(name)
    found = {"faults": someone.faults(), "wider": max(0, someone.sideways()), "said": someone.complaints}
    assert found == {"faults": [], "wider": 0, "said": []}, name


@SIZES
def test_a_plan_is_proposed_while_its_symbol_is_typed(
    visitor: Arrive, issued: ImportedPlan, coordinator: User, size: str
) -> None:
    someone = visitor(size)
    someone.sign_in(coordinator)
    someone.go("/ke-hoach/")
    page = someone.page
    page.keyboard.press("/")
    page.keyboard.type("57/kh-ubnd")
    page.locator("#found a").first.wait_for()
    assert "57/KH-UBND" in page.locator("#found a").first.inner_text()
    assert page.locator("#found mark").count() > 2
    sound(someone, f"goi-y-tim-{size}")
    page.keyboard.press("ArrowDown")
    wait_for_focus(page, "#found")
    page.keyboard.press("Escape")
    assert page.locator("#found a").count() == 0
    wait_for_focus(page, "#search")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kết quả tìm").wait_for()
    sound(someone, f"ket-qua-tim-{size}")


@SIZES
def test_work_is_taken_up_on_its_row(
    visitor: Arrive, issued: ImportedPlan, organised: Organisation, size: str
) -> None:
    officer = organised.person("kinhte", (organised.unit(organised.commune, "Phòng Kinh tế"), Role.HEAD))
    someone = visitor(size)
    someone.sign_in(officer)
    someone.go("/")
    page = someone.page
    rows = page.get_by_role("button", name="Nhận việc")
    before = rows.count()
    sound(someone, f"viec-cua-toi-cho-nhan-{size}")
    rows.first.click()
    page.locator("li.thing-done").wait_for()
    assert rows.count() == before - 1
    wait_for_focus(page, "li.thing-done")
    assert page.url.endswith("/")
    sound(someone, f"viec-cua-toi-da-nhan-{size}")


@SIZES
def test_one_acts_for_another(
    visitor: Arrive, issued: ImportedPlan, coordinator: User, organised: Organisation, size: str
) -> None:
    person = organised.person("thaythe", (organised.ward, Role.OFFICER))
    today = date.today()
    Delegation.objects.create(
        membership=coordinator.memberships.get(), receiver=person, valid_from=today - timedelta(days=1),
        valid_to=today + timedelta(days=1), basis="12/GUQ-UBND",
    )  # fmt: skip
    someone = visitor(size)
    someone.sign_in(person)
    someone.go("/")
    page = someone.page
    page.locator(".person summary").click()
    page.get_by_role("button", name="Đầu mối theo dõi").click()
    page.get_by_text("Từ giờ ông (bà) làm việc ở vị trí").wait_for()
    assert "mai lĩnh" in page.locator(".office").inner_text().lower()
    sound(someone, f"lam-thay-{size}")


def test_words_typed_before_the_session_ended_are_there_after_signing_in(
    visitor: Arrive, organised: Organisation, coordinator: User
) -> None:
    coordinator.set_password(PASSWORD)
    coordinator.save()
    someone = visitor()
    someone.sign_in(coordinator)
    someone.go(f"/don-vi/{organised.commune.pk}/nhom/lap/")
    page = someone.page
    page.get_by_label("Tên nhóm").fill("Các đơn vị làm điểm chuyển đổi số")
    Session.objects.all().delete()
    page.locator("main form button.btn-primary").click()
    page.get_by_label("Tên đăng nhập").wait_for()
    page.get_by_label("Tên đăng nhập").fill("theodoi")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_text("Đã điền lại nội dung chưa gửi").wait_for()
    assert page.get_by_label("Tên nhóm").input_value() == "Các đơn vị làm điểm chuyển đổi số"
    someone.picture("phien-het-han-da-dien-lai-desktop")
