"""A list as an officer uses it: filtered, sorted, its columns chosen, taken away as a sheet, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from tests.journeys.conftest import PICTURES, Visitor, ask

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionKind
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask

pytestmark = pytest.mark.django_db(transaction=True)
Arrive = Callable[..., Visitor]
LISTS = {
    "nhiem-vu-so": "/nhiem-vu/?pham-vi=co-quan",
    "ke-hoach-so": "/ke-hoach/",
    "viec-theo-don-vi": "/ke-hoach/{plan}/viec/?xem=don-vi",
    "viec-theo-nhiem-vu": "/ke-hoach/{plan}/viec/",
    "nguoi-dung-so": "/nguoi-dung/",
    "don-vi-so": "/don-vi/?pham-vi=toan-bo",
    "mot-nhom-so": "/nhom-don-vi/{group}/",
    "thong-bao-so": "/thong-bao/",
}


@pytest.fixture
def clerk(office: None) -> User:
    """Who follows the plans of the made-up commune, with sixty tasks given and thirty plans."""
    User.objects.update(must_change_password=False)
    person = User.objects.get(username="vanphong")
    plan = ImportedPlan.objects.filter(office__kind="commune").order_by("pk")[0]
    ImportedPlan.objects.filter(pk=plan.pk).update(
        state="issued",
        number="57",
        symbol="KH-UBND",
        issued_on=date(2026, 6, 2),
        units_told_at=timezone.now(),
    )
    card = plan.suggestions.filter(kind=SuggestionKind.TASK)[0]
    units = list(Unit.objects.filter(path__startswith=plan.office.path, kind__in=("division", "centre")))
    for number in range(60):
        _give(plan, card, number, units[number % len(units)])
    for number in range(30):
        plan.pk, plan.digest, plan.number = None, str(number), ""
        plan.state, plan.uploaded_at = "unread", timezone.now() - timedelta(days=number)
        plan.save(force_insert=True)
    return person


def _give(plan: ImportedPlan, pattern: Suggestion, number: int, unit: Unit) -> None:
    card = Suggestion.objects.create(
        plan=plan, kind=pattern.kind, position=90_000 + number, read=pattern.read, value=pattern.value
    )
    task = Task.objects.create(
        office=plan.office, plan=plan, suggestion=card, position=card.position, given_at=timezone.now(),
        text=f"Việc {number}: rà soát, cắt giảm giấy tờ và hội họp của từng đơn vị, báo cáo kết quả hằng quý",
    )  # fmt: skip
    UnitTask.objects.create(
        task=task, unit=unit, part=Part.LEAD, answers_alone=True, commune=unit.commune,
        due_on=date(2026, 1, 1) + timedelta(days=9 * number) if number % 4 else None,
        state=TaskState.RECEIVED if number % 3 else TaskState.ASSIGNED,
    )  # fmt: skip


def _places(person: User) -> dict[str, str]:
    plan = ImportedPlan.objects.exclude(number="").filter(office__kind="commune")[0]
    group = plan.office.groups.order_by("pk")[0]
    return {name: path.format(plan=plan.pk, group=group.pk) for name, path in LISTS.items()}


def _given() -> int:
    """How many rows the office's tasks have: the sixty, and what the made-up office gave before."""
    return UnitTask.objects.filter(task__office__kind="commune").count()


def _width(page: Any, of: str) -> float:
    """Of the first such cell, in pixels."""
    return float(page.locator(of).first.evaluate("cell => cell.offsetWidth"))


def _runs_out(page: Any, table: str) -> float:
    """By how many pixels the table is wider than what it stands in."""
    wider = "table => table.offsetWidth - table.parentElement.clientWidth"
    return float(page.locator(table).first.evaluate(wider))


def _rows(page: Any) -> list[str]:
    """What stands in the column that leads on; before it there may be a box to tick."""
    first_links = "rows => rows.map(row => row.querySelector('td a').innerText)"
    texts: list[str] = page.locator("tbody tr").evaluate_all(first_links)
    return texts


def test_an_officer_filters_sorts_chooses_columns_and_takes_the_sheet(
    visitor: Arrive, clerk: User, tmp_path: Path
) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go("/nhiem-vu/?pham-vi=co-quan")
    page.locator("#loc-trang-thai").select_option(label="đã nhận")
    page.get_by_label("Tìm", exact=True).fill("GIAY TO VA HOI HOP")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name="Thời hạn").click()
    page.wait_for_selector('th[aria-sort="descending"]')
    page.locator("summary", has_text="Cột").click()
    page.get_by_label("Sản phẩm", exact=True).check()
    page.get_by_label("Kế hoạch", exact=True).last.uncheck()
    page.get_by_role("button", name="Áp dụng").click()
    page.wait_for_selector('th:has-text("Sản phẩm")')
    assert page.locator('th[aria-sort="descending"]').inner_text() == "Thời hạn"
    assert page.locator("th").all_inner_texts() == [
        "Chọn", "Nhiệm vụ", "Đơn vị", "Thời hạn", "So với hạn (ngày làm việc)", "Trạng thái", "%",
        "Người thụ lý", "Hạn ban đầu", "Phần việc", "Sản phẩm",
    ]  # fmt: skip
    seen = _rows(page)
    assert len(seen) == 40
    with page.expect_download() as taken:
        page.get_by_role("link", name="Xuất Excel").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    sheet = load_workbook(file).worksheets[0]
    lines = [line for line in sheet.iter_rows(values_only=True) if isinstance(line[0], int)]
    assert [line[1] for line in lines] == seen
    assert sheet.print_title_rows is not None
    page.get_by_role("link", name="Bỏ lọc").click()
    page.get_by_role("link", name="Trang sau").click()
    page.get_by_role("link", name="Trang trước").wait_for()
    assert len(_rows(page)) == min(_given() - 40, 40)
    assert someone.complaints == []


def test_twenty_rows_stand_on_a_small_screen(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    for path in ("/nhiem-vu/?pham-vi=co-quan", "/ke-hoach/"):
        someone.go(path)
        whole = ask(
            someone.page,
            "[...document.querySelectorAll('tbody tr')]"
            ".filter(row => row.getBoundingClientRect().bottom <= innerHeight).length",
        )
        assert whole >= 20, path


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("desktop", "dark"), ("phone", "light")])
def test_lists_are_accessible_and_fit_their_screen(
    visitor: Arrive, clerk: User, size: str, scheme: str
) -> None:
    someone = visitor(size, scheme)
    someone.sign_in(clerk)
    page = someone.page
    for name, path in _places(clerk).items():
        assert someone.go(path).status == 200, name
        someone.picture(f"{name}-{size}-{scheme}")
        assert (name, someone.faults(), max(0, someone.sideways())) == (name, [], 0)
    someone.go("/nhiem-vu/?pham-vi=co-quan")
    page.locator("summary", has_text="Cột").click()
    someone.picture(f"chon-cot-{size}-{scheme}")
    assert someone.faults() == []
    assert someone.sideways() <= 0
    someone.go("/nhiem-vu/?pham-vi=co-quan&tim=khong-co-viec-nay")
    assert someone.faults() == []
    assert someone.complaints == []


def test_the_book_on_paper_has_its_letterhead_and_its_head_on_every_sheet(
    visitor: Arrive, clerk: User
) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    Task.objects.filter(parts__due_on=None).update(
        due_text="Các cơ quan, đơn vị định kỳ hằng quý, chậm nhất ngày 15 tháng cuối quý, báo cáo kết quả"
    )
    page.set_viewport_size({"width": 1026, "height": 700})  # A4 on its side within its margins
    someone.go("/nhiem-vu/?pham-vi=co-quan")
    page.emulate_media(media="print")
    assert not page.locator(".pick").first.is_visible()
    assert _runs_out(page, ".book") <= 0
    assert _width(page, "th.main") > 1.5 * _width(page, "th.date")
    page.emulate_media(media="screen")
    page.get_by_role("link", name="In", exact=True).click()
    page.wait_for_selector("body.paper")
    assert someone.faults() == []
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Về danh sách").is_visible()
    assert page.locator("main .office").is_visible()
    assert len(_rows(page)) == _given() >= 60
    assert ask(page, "getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert _runs_out(page, "table") <= 0
    assert _width(page, "th.main") > 2 * _width(page, "th.date")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "so-in.png", full_page=True)
    page.pdf(path=PICTURES / "so-in.pdf", prefer_css_page_size=True)
    assert someone.complaints == []


def test_everything_is_there_without_script(visitor: Arrive, clerk: User) -> None:
    someone = visitor("phone", java_script_enabled=False)
    someone.sign_in(clerk)
    page = someone.page
    page.goto(someone.address + "/nhiem-vu/?pham-vi=co-quan")
    page.locator("summary", has_text="Cột").click()
    page.get_by_label("Sắp xếp theo").select_option(label="Thời hạn, ngược lại")
    page.get_by_label("Trạng thái").last.uncheck()
    page.get_by_role("button", name="Áp dụng").click()
    page.wait_for_url("**xep=-han**")
    assert page.locator("th").all_inner_texts()[-1] == "Kế hoạch"
    page.get_by_role("link", name="In", exact=True).click()
    page.wait_for_selector("body.paper")
    assert len(_rows(page)) == _given() >= 60


def test_how_many_rows_there_are_is_said_after_the_page_stands(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    someone.go("/nhiem-vu/?pham-vi=co-quan")
    foot = someone.page.locator(".list-count")
    foot.scroll_into_view_if_needed()
    foot.locator("a").wait_for(state="detached")
    assert foot.inner_text().strip() == f"{_given()} dòng"
    assert someone.faults() == []
    someone.picture("danh-sach-dem")
    plain = visitor(java_script_enabled=False)
    plain.sign_in(clerk)
    plain.page.goto(f"{plain.address}/nhiem-vu/?pham-vi=co-quan")
    plain.page.get_by_role("link", name="Đếm tất cả các dòng").click()
    assert plain.page.locator(".list-count").inner_text().strip() == f"{_given()} dòng"
    assert someone.complaints == []
