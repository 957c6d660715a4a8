"""Meetings through the hands of those whom they concern: who calls one, the chair who approves it, who is
called, the secretary who writes it up; and a slip that is filled in where no meeting is needed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.journeys.conftest import Visitor, ask
from tests.journeys.following import Arrive, person, sits_down, sound, told

from sauro.dates.intervals import Interval
from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import Meeting, OpinionRound
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting
from sauro_web.tasks.models import Origin, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
WIDTHS = [1280, 360]
BRIEFING = "Giao ban tuần của Ủy ban nhân dân xã"


def _sits(visitor: Arrive, width: int) -> Visitor:
    someone = visitor("desktop" if width > 500 else "phone")
    someone.page.set_viewport_size({"width": width, "height": 800})
    return someone


def _sound(someone: Visitor, name: str) -> None:
    """From the top of the page: what the head of it lies over is not too small."""
    ask(someone.page, "scrollTo(0, 0)")
    sound(someone, name)


def _briefed() -> date:
    """The day of a weekly briefing, two weeks ahead at least."""
    later = timezone.now() + timedelta(days=14)
    found = Meeting.objects.filter(subject=BRIEFING, starts__gt=later, state="firm").order_by("starts")[0]
    return local(found.starts).date()


def _finds(page: Any, field: str, words: str, name: str) -> None:
    """Types a part of a name into a field and picks who is found; the field may be folded away."""
    box = page.locator(f"input[name={field}_words]")
    if not box.is_visible():
        page.locator("details", has=box).locator("summary").first.click()
    box.press_sequentially(words)
    page.locator(f"#found-{field}").get_by_label(name).check()


@pytest.mark.parametrize("width", WIDTHS)
def test_called_around_a_clash_approved_and_prepared(visitor: Arrive, width: int, tmp_path: Any) -> None:
    someone = _sits(visitor, width)
    page = sits_down(someone, "chuyenvien", "/lich-hop/moi/")
    page.get_by_role("textbox", name="Nội dung", exact=True).fill("Bàn phương án chợ phiên")
    _finds(page, "chair", "hanh nguyen", "Lò Thị Hạnh Nguyên")
    _finds(page, "secretary", "vu thi sua", "Vừ Thị Sua")
    _finds(page, "required", "minh khue", "Tẩn Minh Khuê")
    page.get_by_role("textbox", name="Ngày", exact=True).fill(f"{_briefed():%d/%m/%Y}")
    page.get_by_role("textbox", name="Từ", exact=True).fill("08:00")
    page.get_by_role("textbox", name="Đến", exact=True).fill("09:00")
    page.get_by_label("Phòng họp số 1").check()
    page.get_by_role("button", name="Kiểm tra lịch").click()
    page.get_by_text("Trùng lịch, chưa xếp được").wait_for()
    _sound(someone, f"meeting-clash-{width}")
    page.locator("button[name=take]").first.click()
    page.get_by_text("Phòng và người bắt buộc dự đều trống").wait_for()
    for box in page.locator("#checked input[name^=reason-]").all():
        box.fill("Cần chuẩn bị trước phiên chợ")
    told(page, "Đã gửi đề nghị", after=page.get_by_role("button", name="Gửi", exact=True))

    meeting = Meeting.objects.get(subject="Bàn phương án chợ phiên")
    paper = tmp_path / "phuong-an.pdf"
    paper.write_bytes(b"%PDF-1.7 phuong an")
    page.get_by_role("link", name="Gửi tài liệu").click()
    page.locator("input[type=file]").set_input_files(paper)
    told(page, "Đã gửi tài liệu", after=page.get_by_role("button", name="Gửi tài liệu"))
    page.get_by_role("link", name="Thêm nội dung").click()
    page.get_by_role("textbox", name="Nội dung").fill("Vị trí các gian hàng")
    page.get_by_label("Số phút").fill("40")
    _sound(someone, f"meeting-agenda-item-{width}")
    told(page, "Đã ghi chương trình", after=page.get_by_role("button", name="Lưu"))

    page = sits_down(someone, "phochutich", f"/lich-hop/{meeting.pk}/")
    _sound(someone, f"meeting-asked-for-{width}")
    told(page, "Đã duyệt", after=page.get_by_role("button", name="Duyệt, xếp lịch"))
    page = sits_down(someone, "phochutich", f"/lich-hop/?ngay={local(meeting.starts).date()}")
    page.get_by_role("link", name="Bàn phương án chợ phiên").first.wait_for()
    _sound(someone, f"meeting-week-{width}")

    page = sits_down(someone, "kinhte", f"/lich-hop/{meeting.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="phuong-an.pdf").first.click()
    assert download.value.suggested_filename == "phuong-an.pdf"
    page.get_by_role("link", name="Gửi câu hỏi, ý kiến").click()
    page.get_by_role("textbox", name="Nội dung").fill("Có bố trí chỗ để xe không?")
    _sound(someone, f"meeting-question-{width}")
    told(page, "Đã gửi chủ trì", after=page.get_by_role("button", name="Gửi", exact=True))
    page.get_by_text("đã mở").first.wait_for()

    page = sits_down(someone, "phochutich", f"/lich-hop/{meeting.pk}/")
    page.get_by_role("link", name="Trả lời").first.click()
    page.get_by_role("textbox", name="Trả lời").fill("Có, ở sân nhà văn hóa.")
    told(page, "Đã trả lời", after=page.get_by_role("button", name="Gửi trả lời"))
    _sound(someone, f"meeting-answered-{width}")

    page = sits_down(someone, "kinhte", f"/lich-hop/{meeting.pk}/")
    page.get_by_role("link", name="Cử người").click()
    _finds(page, "person", "phan a tua", "Phàn A Tủa")
    page.get_by_label("Lý do cử người dự thay").fill("Đi công tác")
    told(page, "Đã cử Phàn A Tủa", after=page.get_by_role("button", name="Cử người dự"))


@pytest.fixture
def under_way() -> Meeting:
    """A meeting that began ten minutes ago."""
    begun = local(timezone.now()).replace(second=0, microsecond=0) - timedelta(minutes=10)
    new = NewMeeting(
        "Rà soát lịch tiếp dân", Interval.lasting(datetime.combine(begun.date(), begun.time()), 60),
        person("vanthu"), secretary=person("chuyenvien"), required=(person("chuyenvien.kt"),),
        reason="Việc gấp",
    )  # fmt: skip
    office = Unit.objects.get(name="Ủy ban nhân dân xã Suối Ngần")
    return call_meeting(office, new, by=person("vanphong"), now=timezone.now())


@pytest.mark.parametrize("width", WIDTHS)
def test_attended_written_up_and_given_as_a_task(visitor: Arrive, width: int, under_way: Meeting) -> None:
    someone, address = _sits(visitor, width), f"/lich-hop/{under_way.pk}/"
    page = sits_down(someone, "chuyenvien", f"{address}diem-danh/")
    _sound(someone, f"meeting-attendance-{width}")
    page = sits_down(someone, "vanthu", f"{address}co-mat/")
    _sound(someone, f"meeting-check-in-{width}")
    told(page, "Đã điểm danh: có mặt", after=page.get_by_role("button", name="Tôi có mặt"))

    page = sits_down(someone, "chuyenvien", address)
    page.get_by_role("link", name="Lập biên bản").click()
    words = page.get_by_label("Diễn biến, ý kiến phát biểu, biểu quyết")
    begun = words.input_value()
    assert "Chủ trì: Giàng A Phừ" in begun
    assert "Có mặt: 1/3" in begun
    words.fill(f"{begun}\n1. Thống nhất lịch mới.")
    told(page, "Đã lưu biên bản", after=page.get_by_role("button", name="Lưu biên bản"))

    page = sits_down(someone, "vanphong", address)
    page.get_by_role("link", name="Thêm kết luận").click()
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Niêm yết lịch tiếp dân mới")
    _finds(page, "lead", "kinh te", "Phòng Kinh tế")
    until = timezone.localdate() + timedelta(days=20)
    page.get_by_label("Thời hạn").fill(f"{until:%d/%m/%Y}")
    page.get_by_label("Sản phẩm").fill("Bảng niêm yết")
    _sound(someone, f"meeting-conclusion-{width}")
    told(page, "Đã ghi kết luận và giao", after=page.get_by_role("button", name="Lưu kết luận"))
    page.get_by_role("link", name="Xem việc").click()
    page.get_by_role("heading", name="Niêm yết lịch tiếp dân mới").first.wait_for()
    assert Task.objects.get(text="Niêm yết lịch tiếp dân mới").origin == Origin.MEETING

    page = sits_down(someone, "chuyenvien", address)
    told(page, "cần thêm một người khác", after=page.get_by_role("button", name="Xác nhận biên bản"))
    page = sits_down(someone, "vanthu", address)
    told(page, "đã đủ hai người", after=page.get_by_role("button", name="Xác nhận biên bản"))
    _sound(someone, f"meeting-minutes-{width}")
    assert page.get_by_role("link", name="Thêm kết luận").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_slip_in_the_place_of_a_meeting(visitor: Arrive, width: int) -> None:
    someone = _sits(visitor, width)
    asked = OpinionRound.objects.get(closed_by=None)
    page = sits_down(someone, "kinhte", "/lich-hop/phieu/")
    _sound(someone, f"opinions-{width}")
    page.get_by_role("link", name=asked.subject).first.click()
    page.get_by_role("radio", name="Đồng ý", exact=True).check()
    _sound(someone, f"opinion-slip-{width}")
    told(page, "Đã ghi ý kiến", after=page.get_by_role("button", name="Gửi ý kiến"))
    page = sits_down(someone, "vanphong", f"/lich-hop/phieu/{asked.pk}/")
    page.get_by_text("3/6").first.wait_for()
    _sound(someone, f"opinion-round-{width}")
