"""From a plan that is issued to work that is finished, late, extended, returned and escalated, as those see
it who do it: the chairperson, who follows the plan, the head of a unit, an officer, the records clerk."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from docx import Document
from tests.journeys.conftest import Visitor
from tests.journeys.following import (
    SIZES,
    Arrive,
    before_today,
    confirmed_plan,
    due,
    led_by,
    opens,
    person,
    sits_down,
    small_form,
    sound,
    told,
)

from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import Nudge, TaskState, UnitTask
from sauro_web.tasks.operations.reminding import remind
from sauro_web.workdays.queries import calendar_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]


@pytest.mark.parametrize("size", SIZES)
def test_an_issued_plan_comes_to_five_ends(visitor: Arrive, size: str, tmp_path: Path) -> None:
    someone = visitor(size)
    plan = issued(someone, size)
    finished(someone, led_by(plan, "Phòng Văn hóa"), size)
    returned(someone, led_by(plan, "Văn phòng"), size)
    extended(someone, led_by(plan, "Phòng Kinh tế"), size)
    late(someone, due(led_by(plan, "Phòng Kinh tế"), late_day(plan)), size, tmp_path)
    escalated(someone, led_by(plan, "Phòng Kinh tế"), size)


def issued(someone: Visitor, size: str) -> ImportedPlan:
    """Who follows the plan issues it."""
    plan = confirmed_plan()
    page = sits_down(someone, "vanphong", f"/ke-hoach/{plan.pk}/giao-viec/")
    page.locator("main .btn-primary").click()
    page.wait_for_url("**/viec/")
    sound(someone, f"issued-{size}")
    plan.refresh_from_db()
    assert plan.state == "issued"
    return plan


def finished(someone: Visitor, part: UnitTask, size: str) -> None:
    """The officer does it, who follows the plan approves it, the chairperson recognises it."""
    page = opens(someone, "chuyenvien", part)
    told(page, "Đã nhận việc", after=page.get_by_role("button", name="Nhận việc"))
    form = small_form(page, "Trình kết quả")
    form.get_by_label("Kết quả", exact=False).first.fill("Danh sách số 12/DS-VHXH")
    told(page, "Đã trình kết quả", after=form.locator(".acts button"))
    assert page.get_by_role("button", name="Duyệt hoàn thành").count() == 0

    page = sits_down(someone, "vanphong", f"/nhiem-vu/?pham-vi=co-quan&cho=duyet&viec={part.task_id}")
    page.get_by_role("link", name=part.task.text[:20]).first.click()
    button = page.get_by_role("button", name="Duyệt hoàn thành")
    told(page, "Đã duyệt hoàn thành", after=button)
    page = opens(someone, "chutich", part)
    told(page, "Đã ghi nhận kết quả", after=page.get_by_role("button", name="Ghi nhận kết quả"))
    page.get_by_text("cấp trên đã ghi nhận").first.wait_for()
    sound(someone, f"finished-{size}")
    part.refresh_from_db()
    assert (part.state, part.recognised_at is not None) == (TaskState.FINISHED, True)


def returned(someone: Visitor, part: UnitTask, size: str) -> None:
    """The clerk gives back what is not his office's; who follows the plan passes it on."""
    page = opens(someone, "vanthu", part)
    form = small_form(page, "Trả lại")
    form.get_by_label("Lý do").fill("Mua sắm thuộc nhiệm vụ của Phòng Kinh tế")
    told(page, "Đã trả lại việc", after=form.locator(".acts button"))
    sound(someone, f"returned-{size}")

    page = sits_down(someone, "vanphong", f"/nhiem-vu/?pham-vi=co-quan&cho=tra-lai&viec={part.task_id}")
    page.get_by_role("link", name=part.task.text[:20]).first.click()
    page.get_by_text("Mua sắm thuộc nhiệm vụ của Phòng Kinh tế").first.wait_for()
    sound(someone, f"returned-seen-{size}")
    page.get_by_text("Chuyển, tạm dừng, thu hồi").first.click()
    form = small_form(page, "Chuyển đơn vị khác")
    form.get_by_role("searchbox").fill("dich vu tong hop")
    page.locator("#found-to").get_by_label("Trung tâm Dịch vụ tổng hợp").check()
    form.get_by_label("Lý do").fill("Đúng chức năng mua sắm tập trung")
    told(page, "Đã chuyển việc cho đơn vị khác", after=form.locator(".acts button"))
    part.refresh_from_db()
    assert part.state == TaskState.PASSED_ON
    assert part.task.parts.get(answers_alone=True).unit.name == "Trung tâm Dịch vụ tổng hợp"


def extended(someone: Visitor, part: UnitTask, size: str) -> None:
    """The head asks for more time, the chairperson grants it; the first deadline stays beside the new one."""
    page = opens(someone, "kinhte", part)
    told(page, "Đã nhận việc", after=page.get_by_role("button", name="Nhận việc"))
    until = part.due_on + timedelta(days=10)
    form = small_form(page, "Xin gia hạn")
    form.get_by_label("Xin đến ngày").fill(f"{until:%d/%m/%Y}")
    form.get_by_label("Lý do").fill("Chờ danh sách hộ kinh doanh")
    told(page, "Đã gửi đề nghị gia hạn", after=form.locator(".acts button"))

    page = sits_down(someone, "chutich", "/")
    page.get_by_text(f"xin gia hạn đến {until:%d/%m/%Y}").first.wait_for()
    page = opens(someone, "chutich", part)
    form = small_form(page, "Quyết định gia hạn")
    form.get_by_label("Đồng ý gia hạn").check()
    told(page, "Đã đồng ý gia hạn", after=form.locator(".acts button"))
    page = opens(someone, "kinhte", part)
    page.get_by_text(f"giao ban đầu {part.due_on:%d/%m/%Y}, đã gia hạn").first.wait_for()
    sound(someone, f"extended-{size}")
    first = part.due_on
    part.refresh_from_db()
    assert (part.due_on, part.first_due_on) == (until, first)


def late_day(plan: ImportedPlan) -> Any:
    return before_today(plan.office, 7)


def late(someone: Visitor, part: UnitTask, size: str, tmp_path: Path) -> None:
    """Some working days after the deadline: who follows the plan urges, the unit sees it, the letter has the
    facts."""
    page = opens(someone, "kinhte", part)
    days = calendar_of(part.unit).between(part.due_on, timezone.localdate())
    page.get_by_text(f"trễ {days} ngày làm việc").first.wait_for()
    page = sits_down(someone, "vanphong", f"/don-doc/moi/?don-vi={part.unit_id}&phan={part.pk}")
    page.get_by_label("phê bình").check()
    page.get_by_label("Nội dung").fill("Đề nghị hoàn thành trong tuần này.")
    sound(someone, f"nudging-{size}")
    page.get_by_role("button", name="Gửi đôn đốc").click()
    page.get_by_role("link", name="Công văn").wait_for()
    nudge = Nudge.objects.latest("pk")
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Công văn").click()
    arriving.value.save_as(tmp_path / "cong-van.docx")
    letter = Document(str(tmp_path / "cong-van.docx"))
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])
    for fact in (part.task.text, f"{part.due_on:%d/%m/%Y}", str(days), part.task.plan.reference, "Nơi nhận"):
        assert fact in words, fact

    page = sits_down(someone, "kinhte", "/")
    page.get_by_role("link", name=f"Đôn đốc số {nudge.number}/").first.click()
    told(page, "", after=page.get_by_role("button", name="Đã xem"))
    page.get_by_text("Tẩn Minh Khuê,").first.wait_for()
    sound(someone, f"nudged-{size}")
    nudge.refresh_from_db()
    assert nudge.seen_by == person("kinhte")


def escalated(someone: Visitor, part: UnitTask, size: str) -> None:
    """The reminders of the next working morning reach the head of the unit and the chairperson."""
    day = calendar_of(part.unit).add(timezone.localdate(), 1)
    remind(now=datetime.combine(day, time(8), tzinfo=timezone.get_default_timezone()))
    for username in ("kinhte", "chutich"):
        page = sits_down(someone, username, "/thong-bao/")
        page.get_by_text("Nhắc việc hôm nay:").first.wait_for()
        assert "quá hạn" in page.get_by_text("Nhắc việc hôm nay:").first.inner_text()
        sound(someone, f"escalated-{username}-{size}")
    page = sits_down(someone, "chuyenvien", "/thong-bao/")
    page.get_by_role("heading", name="Thông báo").wait_for()
    page = sits_down(someone, "chutich", "/dieu-hanh/")
    page.locator("section[aria-labelledby=late]").get_by_text("Phòng Kinh tế").click()
    page.get_by_role("heading", name="Phòng Kinh tế").first.wait_for()
    sound(someone, f"unit-{size}")
