"""Units, groups, people and delegations, as an administrator sees and uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.journeys.conftest import Visitor

from sauro_web.accounts.models import Delegation, Unit, User

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
