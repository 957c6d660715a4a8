"""One task from the day it is given to the day it is approved, through the hands of those whom it concerns:
the officer of the unit that leads it, the unit that is asked about an obstacle, the chairperson."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.journeys.conftest import Visitor

from sauro_web.accounts.models import User
from sauro_web.tasks.models import Task, TaskState, UnitTask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
Arrive = Callable[..., Visitor]
SIZES = ["desktop", "phone"]


def part_of_culture() -> UnitTask:
    """What the officer's unit leads, with a deadline to come."""
    alone = UnitTask.objects.filter(unit__name="Phòng Văn hóa - Xã hội", answers_alone=True)
    return alone.filter(state=TaskState.ASSIGNED, due_on__gt=timezone.localdate()).order_by("due_on")[0]


def sound(someone: Visitor, name: str) -> None:
    """Nothing is wrong with what is seen."""
    found = {"faults": someone.faults(), "wider": max(0, someone.sideways()), "said": someone.complaints}
    assert found == {"faults": [], "wider": 0, "said": []}, name
    someone.picture(f"task-life-{name}")


def opens(someone: Visitor, username: str, task: Task) -> Any:
    """The person sits down before the page of the task."""
    someone.sign_in(User.objects.get(username=username))
    someone.go(f"/nhiem-vu/{task.pk}/")
    return someone.page


def inside(page: Any) -> Any:
    """The small form that stands open."""
    return page.locator(".small-form form")


def sends(page: Any, said: str) -> None:
    """Sends the small form that stands open, and hears that it was done."""
    page.locator(".small-form .acts button").click()
    page.get_by_role("status").filter(has_text=said).wait_for()


@pytest.mark.parametrize("size", SIZES)
def test_from_given_to_approved(visitor: Arrive, size: str, tmp_path: Any) -> None:
    part = part_of_culture()
    task, someone = part.task, visitor(size)
    page = opens(someone, "chuyenvien", task)
    sound(someone, f"given-{size}")
    page.get_by_role("button", name="Nhận việc").click()
    page.get_by_role("status").filter(has_text="Đã nhận việc").wait_for()
    page.get_by_text("chưa phân công người thụ lý").wait_for()

    page.get_by_role("link", name="Phân công người").click()
    inside(page).get_by_label("Người thụ lý").select_option(label="Vừ Thị Sua")
    sends(page, "thụ lý")

    paper = tmp_path / "bien-ban.pdf"
    paper.write_bytes(b"%PDF-1.7 bien ban")
    page.get_by_role("link", name="Cập nhật tiến độ").click()
    inside(page).get_by_label("Nội dung").fill("Đã kiểm tra 3 trong 7 cơ sở")
    inside(page).get_by_label("Mức độ hoàn thành").fill("40")
    inside(page).get_by_label("Tệp kèm theo").set_input_files(paper)
    sound(someone, f"note-{size}")
    sends(page, "Đã ghi tiến độ")
    page.get_by_role("link", name="bien-ban.pdf").wait_for()

    page.get_by_role("link", name="Nêu vướng mắc").click()
    inside(page).get_by_label("Vướng mắc", exact=True).fill("Chưa có danh sách hộ kinh doanh")
    page.get_by_role("searchbox", name="Tìm đơn vị giải quyết").fill("kinh te")
    page.locator("#found-to").get_by_label("Phòng Kinh tế").check()
    sound(someone, f"obstacle-{size}")
    sends(page, "Đã gửi vướng mắc đến Phòng Kinh tế")

    page.get_by_role("link", name="Xin gia hạn").click()
    until = part.due_on + timedelta(days=14)
    inside(page).get_by_label("Xin đến ngày").fill(f"{until:%d/%m/%Y}")
    inside(page).get_by_label("Lý do").fill("Chờ danh sách")
    sends(page, "Đã gửi đề nghị gia hạn")

    page = opens(someone, "kinhte", task)
    page.get_by_text("chờ Phòng Kinh tế trả lời").wait_for()
    sound(someone, f"asked-{size}")
    page.get_by_role("link", name="Trả lời", exact=True).click()
    page.get_by_label("Nội dung trả lời").fill("Danh sách ở phụ lục 2")
    page.get_by_role("button", name="Gửi trả lời").click()
    page.get_by_role("status").filter(has_text="Đã trả lời").wait_for()

    page = opens(someone, "chutich", task)
    page.get_by_role("link", name="Quyết định gia hạn").click()
    inside(page).get_by_label("Đồng ý gia hạn").check()
    sound(someone, f"decided-{size}")
    sends(page, "Đã đồng ý gia hạn")

    page = opens(someone, "chuyenvien", task)
    page.get_by_text("Danh sách ở phụ lục 2").first.wait_for()
    page.get_by_role("button", name="Đóng vướng mắc").click()
    page.get_by_role("status").filter(has_text="Đã đóng vướng mắc").wait_for()
    hands_in(page, "Biên bản số 5")

    page = opens(someone, "chutich", task)
    sound(someone, f"handed-in-{size}")
    page.get_by_role("link", name="Yêu cầu làm lại").click()
    inside(page).get_by_label("Lý do").fill("Thiếu chữ ký của hai cơ sở")
    sends(page, "Đã yêu cầu làm lại")

    page = opens(someone, "chuyenvien", task)
    page.get_by_text("Thiếu chữ ký của hai cơ sở").first.wait_for()
    sound(someone, f"redo-{size}")
    hands_in(page, "Biên bản số 5 đã bổ sung")

    page = opens(someone, "chutich", task)
    page.get_by_role("button", name="Duyệt hoàn thành").click()
    page.get_by_role("status").filter(has_text="Đã duyệt hoàn thành").wait_for()
    someone.go(f"/nhiem-vu/{task.pk}/lich-su/")
    sound(someone, f"history-{size}")
    part.refresh_from_db()
    assert (part.state, part.due_on) == (TaskState.FINISHED, until)
    assert part.product == "Biên bản số 5 đã bổ sung"


def hands_in(page: Any, product: str) -> None:
    """Says what came of it."""
    page.get_by_role("link", name="Trình kết quả").click()
    inside(page).get_by_label("Kết quả", exact=False).first.fill(product)
    sends(page, "Đã trình kết quả")


@pytest.mark.parametrize("size", SIZES)
def test_a_task_is_given_directly(visitor: Arrive, size: str) -> None:
    someone = visitor(size)
    someone.sign_in(User.objects.get(username="chutich"))
    someone.go("/nhiem-vu/giao/")
    page = someone.page
    page.get_by_label("Việc", exact=True).fill("Tổng hợp số liệu hộ nghèo toàn xã")
    page.locator("#found-lead").get_by_label("Phòng Kinh tế").check()
    day = timezone.localdate() + timedelta(days=40)
    page.get_by_label("Thời hạn").fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Sản phẩm").fill("Biểu tổng hợp")
    page.get_by_text("Đơn vị phối hợp").first.click()
    page.get_by_role("searchbox", name="Tìm đơn vị phối hợp").fill("nam ngan")
    page.locator("#found-cooperating").get_by_label("Thôn Nậm Ngần").check()
    sound(someone, f"give-{size}")
    page.locator("main .btn-primary").click()
    page.get_by_role("status").filter(has_text="Đã giao việc").wait_for()
    sound(someone, f"given-directly-{size}")
    task = Task.objects.get(text="Tổng hợp số liệu hộ nghèo toàn xã")
    assert sorted(task.parts.values_list("unit__name", "part")) == [
        ("Phòng Kinh tế", "lead"),
        ("Thôn Nậm Ngần", "cooperating"),
    ]
