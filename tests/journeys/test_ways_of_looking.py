"""The same work as a list, a board, a month, a book on paper, a dashboard for the meeting room, a plan and a
unit; many rows at once; from a spreadsheet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from tests.journeys.conftest import Visitor
from tests.journeys.following import SIZES, Arrive, before_today, due, opens, sits_down, sound

from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import ProgressNote, Task, TaskState, UnitTask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]


def late_part() -> UnitTask:
    """Something that the office gave and that is late."""
    plan = ImportedPlan.objects.filter(office__name__contains="Suối Ngần", state="issued").latest("pk")
    ImportedPlan.objects.filter(pk=plan.pk).update(units_told_at=timezone.now() - timedelta(days=30))
    part = UnitTask.objects.filter(task__plan=plan, goes_on=False, series=None, ended_at=None).latest("pk")
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.WORKING, handed_in_on=None, percent=30)
    return due(part, before_today(part.unit, 6))


@pytest.mark.parametrize("size", SIZES)
def test_the_chairperson_looks_at_it_in_every_way(visitor: Arrive, size: str) -> None:
    part, someone = late_part(), visitor(size)
    list_and_filters(someone, size)
    page = someone.page
    for label, name in (("Bảng", "board"), ("Lịch", "calendar"), ("Sổ theo dõi", "register")):
        page.get_by_role("navigation", name="Cách xem").get_by_role("link", name=label).click()
        page.get_by_role("navigation", name="Cách xem").locator("[aria-current=page]").filter(
            has_text=label
        ).wait_for()
        sound(someone, f"{name}-{size}")
    someone.go("/nhiem-vu/so-theo-doi/?pham-vi=co-quan&dang=in")
    page.get_by_text("SỔ THEO DÕI", exact=False).first.wait_for()
    for heading in ("Số, ký hiệu", "Nội dung nhiệm vụ", "Thời hạn", "Ghi chú"):
        assert page.locator("th").filter(has_text=heading).count() >= 1, heading
    dashboard(someone, size)
    plan_and_unit(someone, part, size)


def list_and_filters(someone: Visitor, size: str) -> None:
    """A list narrowed to what is late, kept under a name and opened again."""
    page = sits_down(someone, "chutich", "/nhiem-vu/?pham-vi=co-quan")
    page.locator(".list-filters").get_by_label("Thời hạn").select_option(label="quá hạn")
    page.get_by_role("button", name="Lọc", exact=True).first.click()
    page.wait_for_url("**han=qua-han**")
    page.locator("table.book tbody tr").first.wait_for()
    sound(someone, f"list-{size}")
    page.get_by_text("Lưu bộ lọc này").click()
    page.get_by_label("Tên bộ lọc").fill("Việc quá hạn của xã")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Việc quá hạn của xã").wait_for()
    someone.go("/nhiem-vu/")
    page.get_by_role("link", name="Việc quá hạn của xã").click()
    page.wait_for_url("**han=qua-han**")


def dashboard(someone: Visitor, size: str) -> None:
    """A figure opens as many rows as it says; in the meeting room it is shown larger."""
    someone.go("/dieu-hanh/")
    page = someone.page
    sound(someone, f"dashboard-{size}")
    figure = page.locator("#late a.head-figure")
    number = int(figure.inner_text().split()[0].replace(".", ""))
    figure.click()
    page.wait_for_url("**han=qua-han**")
    found = someone.client.get(page.url.replace(someone.address, "") + "&dang=in")
    assert len(found.context["rows"]) == number > 0
    someone.go("/dieu-hanh/")
    fits_on_paper(page)
    page.get_by_role("button", name="Trình chiếu").click()
    page.locator("body.presenting").wait_for()
    sound(someone, f"presenting-{size}")
    if size == "desktop":
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        page.locator("body:not(.presenting)").wait_for()
    else:
        someone.client.post("/hien-thi/", {"size": "normal", "next": "/"})


def fits_on_paper(page: Any) -> None:
    """On A4 no table of the overview is wider than its sheet: what runs out is not printed."""
    held = page.viewport_size
    page.set_viewport_size({"width": 690, "height": 900})
    page.emulate_media(media="print")
    over = "tables => tables.map(table => table.offsetWidth - table.closest('section').offsetWidth)"
    assert max(page.locator("main table").evaluate_all(over)) <= 0
    page.emulate_media(media="screen")
    page.set_viewport_size(held)


def plan_and_unit(someone: Visitor, part: UnitTask, size: str) -> None:
    """How far the plan is, beside an earlier day; the page of a unit."""
    someone.go(f"/ke-hoach/{part.task.plan_id}/thuc-hien/")
    page = someone.page
    day = before_today(part.unit, 3)
    page.locator(".earlier input[name=ngay]").fill(f"{day:%d/%m/%Y}")
    page.get_by_role("button", name="So sánh").click()
    page.get_by_text(f"Cuối ngày {day:%d/%m/%Y} bên cạnh hiện nay").wait_for()
    sound(someone, f"plan-{size}")
    someone.go(f"/don-vi/{part.unit_id}/viec/")
    sound(someone, f"unit-page-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_many_at_once_and_from_a_spreadsheet(visitor: Arrive, size: str, tmp_path: Path) -> None:
    someone = visitor(size)
    page = sits_down(someone, "vanphong", "/nhiem-vu/?pham-vi=co-quan")
    page.get_by_role("link", name="giao nhiều việc một lần").click()
    sheet = template(page, tmp_path / "giao.xlsx")
    columns = {cell.value: cell.column for cell in sheet.active[1]}
    for row, text in enumerate(("Lập sổ theo dõi tàu thuyền", "Kẻ lại vạch sân chợ"), 2):
        sheet.active.cell(row, columns["Nội dung nhiệm vụ"], text)
        sheet.active.cell(row, columns["Đơn vị chủ trì"], "Phòng Kinh tế")
        sheet.active.cell(row, columns["Thời hạn"], "20 ngày làm việc")
        sheet.active.cell(row, columns["Sản phẩm"], "Báo cáo kết quả")
    sends(page, sheet, tmp_path / "giao.xlsx")
    page.get_by_text("Tệp không có lỗi: 2 việc").wait_for()
    sound(someone, f"import-dry-{size}")
    page.get_by_label("Ghi", exact=False).first.check()
    sends(page, sheet, tmp_path / "giao.xlsx")
    page.get_by_role("status").filter(has_text="Đã giao 2 việc").wait_for()
    tasks = list(Task.objects.filter(text__in=("Lập sổ theo dõi tàu thuyền", "Kẻ lại vạch sân chợ")))
    assert len(tasks) == 2

    page = sits_down(someone, "kinhte", "/nhiem-vu/?tim=v%E1%BA%A1ch")
    ticks = page.locator("input[name=phan]")
    ticks.first.check()
    page.get_by_label("Làm gì với các dòng đã chọn").select_option(label="Nhận việc")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("heading", name="Làm được").wait_for()
    sound(someone, f"many-{size}")
    page.get_by_role("button", name="Nhận việc 1 dòng").click()
    page.get_by_role("heading", name="Đã làm").first.wait_for()
    part = UnitTask.objects.get(task__text="Kẻ lại vạch sân chợ")
    assert part.state == TaskState.RECEIVED

    someone.go("/nhiem-vu/")
    page.get_by_role("link", name="cập nhật tiến độ nhiều phần việc").click()
    sheet = template(page, tmp_path / "tien-do.xlsx")
    columns = {cell.value: cell.column for cell in sheet.active[1]}
    row = next(r[0].row for r in sheet.active.iter_rows() if str(r[0].value) == str(part.pk))
    sheet.active.cell(row, columns["Mức độ (%)"], 60)
    sheet.active.cell(row, columns["Nội dung cập nhật"], "Đã kẻ xong phía bắc")
    page.get_by_label("Ghi", exact=False).first.check()
    sends(page, sheet, tmp_path / "tien-do.xlsx")
    page.get_by_role("status").filter(has_text="Đã cập nhật 1 phần việc").wait_for()
    assert ProgressNote.objects.get(part=part).percent == 60
    page = opens(someone, "chutich", part)
    page.get_by_text("tệp: tien-do.xlsx").first.wait_for()
    sound(someone, f"from-file-{size}")


def template(page: Any, place: Path) -> Any:
    """The template of the page, opened."""
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Tệp mẫu").click()
    arriving.value.save_as(place)
    return load_workbook(place)


def sends(page: Any, sheet: Any, place: Path) -> None:
    """Chooses the filled file and sends it."""
    sheet.save(place)
    page.locator("input[type=file]").set_input_files(place)
    page.get_by_role("button", name="Gửi tệp").click()
