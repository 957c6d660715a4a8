"""Figures of procedures are typed and closed, a session is marked, an item recorded; a province looks on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.journeys.conftest import Visitor

from sauro_web.accounts.models import User
from sauro_web.outreach.models import PublicityItem, TrainingSession
from sauro_web.procedures.models import ProcedureFigures

pytestmark = pytest.mark.django_db(transaction=True)
Arrive = Callable[..., Visitor]


def looked_at(visitor: Visitor, path: str, name: str) -> None:
    """The page is drawn, fits the screen, and nothing complains."""
    answer = visitor.go(path)
    assert answer.status == 200, path
    visitor.picture(name)
    assert visitor.faults() == [], path
    assert visitor.sideways() <= 0, path
    assert visitor.complaints == [], path


def test_a_month_is_typed_from_the_overview_on(clerk: User, visitor: Arrive) -> None:
    at = visitor()
    at.sign_in(clerk)
    looked_at(at, "/thu-tuc/", "thu-tuc")
    last = ProcedureFigures.objects.order_by("-month")[0].month
    at.page.get_by_role("link", name=f"{last:%m/%Y}", exact=True).click()
    at.page.get_by_role("heading", name=f"Số liệu tháng {last:%m/%Y}", exact=True).wait_for()
    assert at.faults() == []
    at.picture("thu-tuc-nhap")
    rows = at.page.locator("table.table-typed tbody tr")
    row = rows.filter(has_text="chưa có số liệu")
    name = row.locator("td").first.inner_text().replace("chưa có số liệu", "").strip()
    at.page.get_by_label(f"Hồ sơ tiếp nhận, {name}").fill("12")
    at.page.get_by_label(f"Nộp trực tuyến, {name}").fill("15")
    at.page.get_by_role("button", name="Lưu số liệu").click()
    at.page.get_by_text("không thể lớn hơn").first.wait_for()
    assert at.faults() == []
    at.picture("thu-tuc-sai")
    at.page.get_by_label(f"Nộp trực tuyến, {name}").fill("9")
    at.page.get_by_role("button", name="Lưu số liệu").click()
    at.page.get_by_text(f"Đã lưu số liệu tháng {last:%m/%Y} của 1 đơn vị").wait_for()
    at.page.get_by_role("button", name="Chốt số liệu").click()
    at.page.get_by_text("Tháng này đã chốt").wait_for()
    assert ProcedureFigures.objects.filter(month=last, received=12, online=9).exists()
    # The browser itself writes down that a form came back.
    assert [one for one in at.complaints if "422" not in one] == []


def test_a_session_is_recorded_and_marked_and_an_item_too(clerk: User, visitor: Arrive) -> None:
    at = visitor()
    at.sign_in(clerk)
    looked_at(at, "/tuyen-truyen/", "tuyen-truyen")
    at.page.get_by_role("link", name="Ghi lớp tập huấn").click()
    at.page.get_by_label("Nội dung tập huấn").fill("Ký số trên điện thoại")
    at.page.get_by_label("Đơn vị").select_option(index=1)
    at.page.get_by_label("Từ ngày").fill("05/01/2026")
    assert at.faults() == []
    at.page.get_by_role("button", name="Lưu").click()
    at.page.get_by_role("heading", name="Điểm danh").wait_for()
    at.page.get_by_label("Vừ Thị Sua").check()
    assert at.faults() == []
    at.picture("diem-danh")
    at.page.get_by_role("button", name="Lưu điểm danh").click()
    at.page.get_by_text("Đã lưu điểm danh: 1 người có mặt").wait_for()
    assert TrainingSession.objects.get(title="Ký số trên điện thoại").attendances.count() == 1
    at.go("/tuyen-truyen/tin-bai/moi/")
    at.page.get_by_label("Nội dung").fill("Loa phát buổi sáng")
    at.page.get_by_label("Đơn vị").select_option(index=1)
    assert at.faults() == []
    at.page.get_by_role("button", name="Lưu").click()
    at.page.get_by_text("Đã lưu tin, bài").wait_for()
    assert PublicityItem.objects.filter(title="Loa phát buổi sáng").exists()
    assert at.complaints == []


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "dark"), ("phone", "light")])
def test_every_page_is_clean(clerk: User, visitor: Arrive, size: str, scheme: str) -> None:
    at = visitor(size, scheme)
    at.sign_in(clerk)
    session = TrainingSession.objects.filter(commune=clerk.memberships.get().unit.commune).first()
    figures = ProcedureFigures.objects.filter(commune=clerk.memberships.get().unit.commune).first()
    assert session is not None
    assert figures is not None
    pages = {
        "thu-tuc": "/thu-tuc/",
        "thu-tuc-thang": f"/thu-tuc/thang/{figures.month:%Y-%m}/",
        "thu-tuc-so": "/thu-tuc/so-lieu/",
        "thu-tuc-ban": f"/thu-tuc/so-lieu/{figures.pk}/",
        "thu-tuc-tep": "/thu-tuc/nhap-tep/",
        "thu-tuc-don-vi": "/thu-tuc/don-vi/",
        "thu-tuc-cach-tinh": "/thu-tuc/cach-tinh/",
        "tuyen-truyen": "/tuyen-truyen/",
        "tap-huan": "/tuyen-truyen/tap-huan/",
        "lop": f"/tuyen-truyen/tap-huan/{session.pk}/",
        "tin-bai": "/tuyen-truyen/tin-bai/",
    }
    for name, path in pages.items():
        looked_at(at, path, f"{name}-{size}")


def test_the_province_sees_sums_of_its_communes(office: None, visitor: Arrive) -> None:
    at = visitor()
    at.sign_in(User.objects.get(username="tinh"))
    looked_at(at, "/thu-tuc/", "thu-tuc-tinh")
    at.page.get_by_role("link", name="UBND xã Suối Ngần").click()
    at.page.get_by_text("Số liệu của Ủy ban nhân dân xã Suối Ngần").wait_for()
    assert at.page.get_by_text("Phòng Kinh tế").count() == 0
    looked_at(at, "/tuyen-truyen/", "tuyen-truyen-tinh")
