"""Units, groups, people and delegations, as an administrator sees and uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.journeys.conftest import Visitor

from sauro_web.accounts.models import Delegation, Membership, Unit, User

pytestmark = pytest.mark.django_db(transaction=True)
Arrive = Callable[..., Visitor]


@pytest.fixture(autouse=True)
def settled(office: None) -> None:
    """Nobody is asked for a new password first."""
    User.objects.update(must_change_password=False)


@pytest.fixture
def administrator() -> User:
    """Of the commune."""
    return User.objects.get(memberships__role="administrator")


def addresses(person: User) -> dict[str, str]:
    """The pages, by the name of their picture."""
    home = person.memberships.get().unit
    inside = Unit.objects.filter(path__startswith=home.path, kind="division").order_by("path")[0]
    group = home.groups.order_by("pk")[0]
    head = Membership.objects.filter(unit=inside).exclude(user=person).order_by("pk")[0]
    return {
        "don-vi": "/don-vi/",
        "tim-don-vi": "/don-vi/?q=phong",
        "mot-don-vi": f"/don-vi/{home.pk}/",
        "lap-don-vi": f"/don-vi/{home.pk}/lap-don-vi/",
        "sap-nhap": f"/don-vi/{inside.pk}/sap-nhap/",
        "nhap-tep": f"/don-vi/{home.pk}/nhap-tep/",
        "nhom": f"/don-vi/{home.pk}/nhom/",
        "mot-nhom": f"/nhom-don-vi/{group.pk}/",
        "sua-nhom": f"/nhom-don-vi/{group.pk}/sua/",
        "nguoi-dung": "/nguoi-dung/",
        "mot-nguoi": f"/nguoi-dung/{person.pk}/",
        "uy-quyen": "/uy-quyen/",
        "ghi-uy-quyen": f"/vi-tri/{head.pk}/uy-quyen/",
        "khoa-tai-khoan": f"/nguoi-dung/{head.user_id}/khoa/",
        "cap-mat-khau": f"/nguoi-dung/{head.user_id}/cap-lai-dang-nhap/",
        "bo-nhom": f"/nhom-don-vi/{group.pk}/bo/",
    }


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_pages_are_accessible_and_fit_their_screen(visitor: Arrive, administrator: User, size: str) -> None:
    someone = visitor(size)
    someone.sign_in(administrator)
    for name, path in addresses(administrator).items():
        assert someone.go(path).status == 200
        someone.picture(f"{name}-{size}")
        assert (name, someone.faults(), max(0, someone.sideways())) == (name, [], 0)
    assert someone.complaints == []


def test_what_a_browser_asks_it_asks_in_our_words_and_long_names_fit(
    visitor: Arrive, administrator: User
) -> None:
    home = administrator.memberships.get().unit
    someone = visitor("phone")
    someone.sign_in(administrator)
    someone.go(f"/don-vi/{home.pk}/them-nguoi/")
    page = someone.page
    page.click("button:has-text('Thêm người dùng')")
    assert page.eval_on_selector("[name=full_name]", "one => one.validationMessage") == "Hãy điền mục này."
    page.fill("[name=full_name]", "Tôn Nữ Thị Quỳnh Như")
    page.fill("[name=username]", "ton.nu.thi.quynh.nhu." * 5 + "a")
    page.fill("[name=email]", "khong phai")
    page.click("button:has-text('Thêm người dùng')")
    asked = page.eval_on_selector("[name=email]", "one => one.validationMessage")
    assert asked == "Địa chỉ thư điện tử có dạng ten@coquan.vn."
    page.fill("[name=email]", "")
    page.click("button:has-text('Thêm người dùng')")
    page.wait_for_url("**/nguoi-dung/*/")
    assert someone.sideways() <= 0


def test_an_administrator_founds_a_unit_and_brings_a_person_in(visitor: Arrive, administrator: User) -> None:
    someone = visitor()
    someone.sign_in(administrator)
    page = someone.page
    someone.go(f"/don-vi/{administrator.memberships.get().unit_id}/")
    page.get_by_role("link", name="Lập đơn vị trực thuộc").click()
    page.get_by_label("Tên đầy đủ").fill("Tổ công nghệ số cộng đồng")
    page.get_by_role("button", name="Lập đơn vị").click()
    page.get_by_role("heading", name="Tổ công nghệ số cộng đồng", level=1).wait_for()
    page.get_by_role("link", name="Thêm người dùng").click()
    page.get_by_label("Họ và tên").fill("Lường Thị Én")
    page.get_by_label("Tên đăng nhập").fill("chuyenvien")
    page.get_by_role("button", name="Thêm người dùng").click()
    page.get_by_text("Tên đăng nhập này đã có người dùng").first.wait_for()
    page.get_by_label("Tên đăng nhập").fill("enlt")
    page.get_by_role("button", name="Thêm người dùng").click()
    page.get_by_role("heading", name="Lường Thị Én", level=1).wait_for()
    assert User.objects.get(username="enlt").memberships.get().unit.name == "Tổ công nghệ số cộng đồng"
    # The browser tells of the form that came back with a fault, as it should.
    assert [complaint for complaint in someone.complaints if "422" not in complaint] == []


def test_a_leader_delegates_and_takes_it_back(visitor: Arrive) -> None:
    someone = visitor("phone")
    someone.sign_in(User.objects.get(username="chutich"))
    page = someone.page
    someone.go("/uy-quyen/")
    page.get_by_label("Cho", exact=True).select_option(index=1)
    page.get_by_label("Đến hết ngày").fill("31/12/2099")
    page.get_by_role("button", name="Ủy quyền").click()
    page.get_by_role("button", name="Thu hồi").click()
    page.get_by_text("Đã thu hồi ủy quyền từ hôm nay").wait_for()
    assert Delegation.objects.get().withdrawn_on is not None
    assert someone.complaints == []
