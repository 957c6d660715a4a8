"""An officer with a PDF or a scan: its pages on the left, what was read on the right, either side finds the
other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from tests.core.reading import pdf_builder
from tests.core.reading.scan_drawer import as_pdf
from tests.core.reading.scan_drawer import plan as drawn_plan
from tests.journeys.conftest import Visitor
from tests.journeys.test_review import _text

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan, PicturesState
from sauro_web.plans.operations import make_pictures, read_plan, upload_plan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
Arrive = Callable[..., Visitor]
SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])


def _printed(tasks: int) -> bytes:
    """A plan of several pages as a PDF."""
    sheet, lines = pdf_builder.Sheet(), _text(tasks).splitlines()
    for first in range(0, len(lines), 26):
        sheet.page().lines(70, 80, *lines[first : first + 26], pitch=26, size=12)
    return sheet.data()


def _uploaded(clerk: User, data: bytes) -> ImportedPlan:
    plan = _to_be_drawn(clerk, data)
    make_pictures(plan.pk)
    plan.refresh_from_db()
    assert plan.pictures == PicturesState.MADE
    return plan


def _to_be_drawn(clerk: User, data: bytes) -> ImportedPlan:
    office = Unit.objects.get(name="Ủy ban nhân dân xã Suối Ngần")
    plan = upload_plan(data, "kh-91.pdf", office=office, by=clerk, now=timezone.now()).plan
    read_plan(plan.pk)
    return plan


def _is_seen(page: Any, mark: Any) -> bool:
    """Whether the beginning of a mark lies within the column of the source."""
    at, column = mark.bounding_box(), page.locator("[data-source]").bounding_box()
    across = column["x"] <= at["x"] + 1 < column["x"] + column["width"]
    return bool(across and column["y"] <= at["y"] < column["y"] + column["height"])


@SIZES
def test_a_mark_finds_its_card_and_a_card_its_marks(visitor: Arrive, clerk: User, size: str) -> None:
    plan = _uploaded(clerk, _printed(24))
    someone = visitor(size)
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    sheets = page.locator(".page-picture img")
    assert sheets.count() >= 5
    # A page that is not loaded yet takes the room that it will need.
    last = sheets.last
    assert last.evaluate("image => image.naturalWidth === 0 && image.loading === 'lazy'")
    room = last.bounding_box()
    assert room["height"] / room["width"] == pytest.approx(1400 / 990, rel=0.01)
    card = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 2 ")
    page.locator(".page-picture a.k-task", has_text="I.2").locator("rect").first.click()
    page.wait_for_selector(f"#the-{card.pk}.is-current")
    assert page.locator(f'.page-picture a.is-now[aria-label="Nhiệm vụ {card.read["path"]}"]').count() == 1
    other = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 11 ")
    page.locator(f"#the-{other.pk} .to-source").click()
    page.wait_for_selector(f"#the-{other.pk}.is-current")
    mark = page.locator(f'.page-picture a.is-now[aria-label="Nhiệm vụ {other.read["path"]}"] rect').first
    assert _is_seen(page, mark)
    assert page.locator(".page-picture a.is-now").count() >= 4
    page.wait_for_function("[...document.images].filter(image => image.naturalWidth > 0).length > 1")
    someone.picture(f"soat-anh-trang-{size}")
    page.keyboard.press("k")
    page.wait_for_selector(f"#the-{other.pk}:not(.is-current)")
    assert _is_seen(page, page.locator(".page-picture a.is-now rect").first)
    assert someone.faults() == []
    assert someone.sideways() <= 0
    assert someone.complaints == []


@SIZES
def test_pages_and_text_are_changed_for_one_another(visitor: Arrive, clerk: User, size: str) -> None:
    plan = _uploaded(clerk, _printed(6))
    someone = visitor(size)
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    other = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 4 ")
    page.locator(f"#the-{other.pk} .to-source").click()
    page.locator(".source-way a", has_text="Chữ đã đọc").click()
    page.wait_for_url(f"**/soat/?nguon=chu#the-{other.pk}")
    page.wait_for_selector(f"#the-{other.pk}.is-current")
    assert page.locator("mark.is-now").count() > 0
    assert page.locator(".page-picture").count() == 0
    assert someone.faults() == []
    # A step keeps the way of looking.
    page.locator(f"#the-{other.pk}").get_by_role("button", name="Loại").click()
    page.wait_for_selector(f"#the-{other.pk}.is-rejected")
    assert "nguon=chu" in page.locator(".review-order a").last.get_attribute("href")
    page.locator(".source-way a", has_text="Ảnh trang").click()
    page.wait_for_selector(".page-picture")
    page.wait_for_load_state("networkidle")  # no picture is being answered while the database is emptied
    assert someone.complaints == []


def test_pictures_that_come_later_are_offered(visitor: Arrive, clerk: User) -> None:
    plan = _to_be_drawn(clerk, _printed(3))
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    assert "đang được tạo" in page.locator(".source-way").inner_text()
    assert someone.faults() == []
    make_pictures(plan.pk)
    page.locator(".source-way a", has_text="Ảnh trang").click()
    page.wait_for_selector(".page-picture")
    assert someone.complaints == []


def test_it_works_without_script(visitor: Arrive, clerk: User) -> None:
    plan = _uploaded(clerk, _printed(6))
    someone = visitor(java_script_enabled=False)
    someone.sign_in(clerk)
    page = someone.page
    page.goto(someone.address + f"/ke-hoach/{plan.pk}/soat/")
    page.locator(".page-picture a.k-lead rect").first.click()
    page.wait_for_url("**/soat/#the-*")
    page.locator(".to-source").last.click()
    page.wait_for_url("**/soat/#s*")
    page.locator(".source-way a", has_text="Chữ đã đọc").click()
    page.wait_for_url("**/soat/?nguon=chu")
    page.locator(".card-read .btn-primary").first.click()
    page.wait_for_url("**/soat/?nguon=chu#the-*")
    assert page.locator(".card-read.is-confirmed").count() == 1


@pytest.mark.ocr
@pytest.mark.parametrize(("turn", "skew", "scheme"), [(0, 0.0, "light"), (90, 2.3, "dark")])
def test_marks_lie_on_the_words_of_a_scan(
    visitor: Arrive, clerk: User, turn: int, skew: float, scheme: str
) -> None:
    lying = drawn_plan().rotate(skew, fillcolor="white").rotate(turn, expand=True)
    plan = _uploaded(clerk, as_pdf([lying]))
    someone = visitor("desktop", scheme)
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    page.wait_for_function("document.images[0].naturalWidth > 0")
    mark, sheet = (page.locator(place).first.bounding_box() for place in (".k-lead rect", ".page-picture"))
    # "Phòng Kinh tế", where it was drawn: behind "1. " on the sixth line.
    assert (mark["x"] - sheet["x"]) / sheet["width"] == pytest.approx(366 / 1654, abs=0.01)
    assert (mark["y"] - sheet["y"]) / sheet["height"] == pytest.approx(685 / 2339, abs=0.01)
    someone.picture(f"soat-ban-quet-{turn}-{scheme}")
    assert someone.faults() == []
    assert someone.complaints == []
