"""A plan is issued, a unit takes its work up, an amended plan comes: the difference is looked at, the work in
hand goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import Visitor

from sauro_web.accounts.models import User
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.tasks.models import TaskState, UnitTask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
Arrive = Callable[..., Visitor]

FIRST = """\
ỦY BAN NHÂN DÂN
XÃ SUỐI NGẦN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 71/KH-UBND
Suối Ngần, ngày 04 tháng 3 năm 2026
KẾ HOẠCH
Trồng cây chắn gió ven suối của xã Suối Ngần năm 2026
Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. NHIỆM VỤ
1. Lập danh sách đoạn bờ suối cần trồng cây chắn gió
- Đơn vị chủ trì: Phòng Kinh tế
- Đơn vị phối hợp: Các thôn
- Thời gian hoàn thành: Trước ngày 15/6/2026
- Sản phẩm: Danh sách các đoạn bờ suối
2. Chuẩn bị cây giống tre gai cho các thôn
- Đơn vị chủ trì: Phòng Kinh tế
- Thời gian hoàn thành: Trước ngày 30/6/2026
- Sản phẩm: Cây giống
3. Tuyên truyền cho người dân về việc giữ cây chắn gió
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội
- Thời gian hoàn thành: Thường xuyên
- Sản phẩm: Bản tin
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Quàng Văn Thắm
"""
AMENDED = (
    FIRST.replace("Số: 71/", "Số: 93/")
    .replace("ngày 04 tháng 3 năm", "ngày 02 tháng 7 năm")
    .replace("Trước ngày 15/6/2026", "Trước ngày 15/9/2026")
    .replace("2. Chuẩn bị cây giống tre gai cho các thôn", "2. Làm đường dân sinh qua bãi bồi của thôn Pá Hạ")
    .replace("- Sản phẩm: Cây giống", "- Sản phẩm: Con đường")
    .replace(
        "Nơi nhận:",
        "Kế hoạch này thay thế Kế hoạch số 71/KH-UBND ngày 04/3/2026 của Ủy ban nhân dân xã Suối Ngần.\n"
        "Nơi nhận:",
    )
)


def _person(username: str) -> User:
    return User.objects.get(username=username)


def _upload(page: Any, text: str, name: str, tmp_path: Path) -> ImportedPlan:
    (tmp_path / name).write_text(text, encoding="utf-8")
    page.set_input_files("#id_file", tmp_path / name)
    page.click("text=Tải lên và đọc")
    page.wait_for_url("**/soat/")
    return ImportedPlan.objects.latest("pk")


def _confirm_all(page: Any, plan: ImportedPlan) -> None:
    cards = plan.suggestions.filter(twin_of=None).count()
    done = "document.querySelectorAll('.card-read.is-confirmed').length"
    page.locator(".card-read").first.focus()
    for number in range(1, cards + 1):
        page.keyboard.press("Enter")
        page.wait_for_function(f"number => {done} === number", arg=number)


def _issue(page: Any) -> None:
    page.click("#progress .btn-primary")
    page.wait_for_url("**/giao-viec/")
    page.click("button:has-text('nhiệm vụ cho')")
    page.wait_for_url("**/viec/")


def _looked_at(someone: Visitor, name: str) -> None:
    someone.picture(name)
    assert someone.faults() == []
    assert someone.sideways() <= 0


def test_an_amended_plan_carries_the_work_over(visitor: Arrive, tmp_path: Path) -> None:
    clerk = visitor()
    clerk.sign_in(_person("vanphong"))
    clerk.go("/ke-hoach/")
    before = _upload(clerk.page, FIRST, "kh-71.txt", tmp_path)
    _confirm_all(clerk.page, before)
    _issue(clerk.page)

    unit = visitor()
    unit.sign_in(_person("kinhte"))
    part = UnitTask.objects.get(task__plan=before, task__text__startswith="Lập danh", part="lead")
    unit.go(f"/nhiem-vu/{part.task_id}/")
    unit.page.click("text=Nhận việc")
    unit.page.wait_for_selector("text=Đã nhận việc")

    clerk.sign_in(_person("vanphong"))
    clerk.go("/ke-hoach/")
    amended = _upload(clerk.page, AMENDED, "kh-93.txt", tmp_path)
    assert "71/KH-UBND" in clerk.page.locator("#thay-the").inner_text()
    _looked_at(clerk, "amended-review")
    clerk.page.click("#thay-the button:has-text('Đúng')")
    clerk.page.wait_for_url("**/khac-biet/")
    shown = clerk.page.locator("main").inner_text()
    assert "2 nhiệm vụ chuyển tiếp (trong đó 1 có thay đổi), 1 nhiệm vụ kết thúc, 1 nhiệm vụ mới" in shown
    assert "15/9/2026" in clerk.page.locator("#changed ~ .changes ins").inner_text()
    assert "15/6/2026" in clerk.page.locator("#changed ~ .changes del").inner_text()
    _looked_at(clerk, "amended-difference")

    clerk.page.click("text=Soát kế hoạch")
    clerk.page.wait_for_url("**/soat/")
    _confirm_all(clerk.page, amended)
    clerk.page.click("#progress .btn-primary")
    clerk.page.wait_for_url("**/giao-viec/")
    assert "2 nhiệm vụ chuyển tiếp, 1 kết thúc, 1 mới" in clerk.page.locator("main").inner_text()
    _looked_at(clerk, "amended-issue")
    clerk.page.click("button:has-text('nhiệm vụ cho')")
    clerk.page.wait_for_url("**/viec/")
    clerk.go(f"/ke-hoach/{before.pk}/")
    assert "Kế hoạch này không còn hiệu lực." in clerk.page.locator("main").inner_text()
    assert clerk.complaints == []

    part.refresh_from_db()
    assert (part.task.plan, part.state, part.ended_at) == (amended, TaskState.RECEIVED, None)
    unit.sign_in(_person("kinhte"))
    unit.go("/nhiem-vu/")
    row = unit.page.locator("tr", has_text="Lập danh sách đoạn bờ suối").first.inner_text()
    assert "đã nhận" in row
    assert "93/KH-UBND" in row
    assert unit.complaints == []


def test_the_pages_of_a_plan_on_a_phone(visitor: Arrive, tmp_path: Path) -> None:
    clerk = visitor()
    clerk.sign_in(_person("vanphong"))
    clerk.go("/ke-hoach/")
    before = _upload(clerk.page, FIRST, "kh-71.txt", tmp_path)
    _confirm_all(clerk.page, before)
    _issue(clerk.page)
    clerk.go("/ke-hoach/")
    amended = _upload(clerk.page, AMENDED, "kh-93.txt", tmp_path)

    phone = visitor("phone")
    phone.sign_in(_person("vanphong"))
    for path, name in (
        (f"/ke-hoach/{amended.pk}/", "plan"),
        (f"/ke-hoach/{amended.pk}/khac-biet/", "difference"),
        (f"/ke-hoach/{amended.pk}/cap-tren/", "parent"),
        (f"/ke-hoach/{amended.pk}/lich-su/", "history"),
        (f"/ke-hoach/{before.pk}/", "plan-issued"),
    ):
        phone.go(path)
        _looked_at(phone, f"phone-{name}")
    phone.go(f"/ke-hoach/{amended.pk}/")
    phone.page.click("text=Bỏ kế hoạch")
    phone.page.wait_for_selector("dialog#discard[open]")
    _looked_at(phone, "phone-discard")
    phone.page.fill("#id_reason", "Tải nhầm bản chưa ký")
    phone.page.click("dialog button:has-text('Bỏ kế hoạch')")
    phone.page.wait_for_url("**/ke-hoach/")
    amended.refresh_from_db()
    assert amended.state == PlanState.DISCARDED
    assert phone.complaints == []


def test_the_page_of_a_plan_is_dark_where_one_wants_it(visitor: Arrive, tmp_path: Path) -> None:
    clerk = visitor("desktop", "dark")
    clerk.sign_in(_person("vanphong"))
    clerk.go("/ke-hoach/")
    plan = _upload(clerk.page, FIRST, "kh-71.txt", tmp_path)
    clerk.go(f"/ke-hoach/{plan.pk}/")
    _looked_at(clerk, "plan-dark")
    assert clerk.complaints == []
