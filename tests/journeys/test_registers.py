"""The day of a clerk: what arrives and is answered, numbers drawn with the allowance in sight and beyond it,
kept, cancelled, recalled, found again and printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.journeys.conftest import Visitor

from sauro.text.compare import plain
from sauro_web.accounts.models import Unit, User
from sauro_web.documents.models import Baseline, Direction, Document, DocumentState
from sauro_web.documents.operations.settling import set_baseline
from sauro_web.documents.queries.counting import allowance_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
Arrive = Callable[..., Visitor]
SIZES = ["wide", "narrow"]


def looked_at(at: Visitor, name: str, size: str) -> None:
    """What is seen fits the screen, axe finds nothing, the browser has nothing to say."""
    at.picture(f"{name}-{size}")
    found = {"faults": at.faults(), "wider": max(0, at.sideways()), "said": at.complaints}
    assert found == {"faults": [], "wider": 0, "said": []}, name


def as_person(at: Visitor, username: str, path: str) -> None:
    at.sign_in(User.objects.get(username=username))
    answer = at.go(path)
    assert answer.status == 200, path


def press(at: Visitor, button: str) -> None:
    at.page.get_by_role("button", name=button, exact=True).click()


def told(at: Visitor, words: str) -> None:
    at.page.get_by_text(words).first.wait_for()


def commune() -> Unit:
    found = User.objects.get(username="vanthu").memberships.get().unit.commune
    assert found is not None
    return found


@pytest.mark.parametrize("size", SIZES)
def test_what_arrives_is_given_to_a_unit_and_answered(visitor: Arrive, size: str) -> None:
    at = visitor(size)
    as_person(at, "vanthu", "/van-ban/den/")
    looked_at(at, "van-ban-den", size)
    at.page.get_by_role("link", name="Vào sổ văn bản đến").click()
    at.page.get_by_label("Tác giả (cơ quan gửi)").fill("Sở Y tế")
    at.page.get_by_label("Số, ký hiệu").fill("4321/SYT-NVY")
    at.page.get_by_label("Trích yếu").fill("Báo cáo nguồn nước của trạm y tế")
    looked_at(at, "vao-so", size)
    press(at, "Vào sổ")
    told(at, "Đã vào sổ: số đến")
    looked_at(at, "van-ban-vua-den", size)
    arrived = Document.objects.get(reference="4321/SYT-NVY")

    as_person(at, "chutich", "/")
    at.go(f"/van-ban/{arrived.pk}/")
    at.page.get_by_role("link", name="Phân công", exact=True).click()
    at.page.get_by_label("Đơn vị chủ trì").select_option(label="Phòng Văn hóa - Xã hội")
    due = timezone.localdate() + timedelta(days=5)
    at.page.get_by_label("Thời hạn").first.fill(f"{due:%d/%m/%Y}")
    at.page.get_by_label("Ý kiến của lãnh đạo").fill("Báo cáo đúng hạn")
    looked_at(at, "phan-cong", size)
    press(at, "Giao")
    told(at, "chủ trì; các đơn vị nhận được thông báo")

    as_person(at, "chuyenvien", f"/van-ban/{arrived.pk}/")
    at.page.get_by_role("link", name="Ghi kết quả").click()
    at.page.get_by_label("Hoặc đã giải quyết thế nào").fill("Đã cập nhật trên hệ thống của sở")
    looked_at(at, "ket-qua", size)
    press(at, "Ghi kết quả")
    told(at, "Đã ghi kết quả giải quyết")
    arrived.refresh_from_db()
    assert (arrived.state, arrived.lead and arrived.lead.name) == (
        DocumentState.ANSWERED, "Phòng Văn hóa - Xã hội",
    )  # fmt: skip


def one_left() -> None:
    """Of the year's allowance: by another base, which the leader sets."""
    office, on = commune(), timezone.localdate()
    counted = allowance_of(office, on.year, on, compare=False).counted
    base = -(-(counted + 1) * 20 // 17)
    leader, now = User.objects.get(username="chutich"), timezone.now()
    set_baseline(
        office, on.year - 1, counts={"": base}, first_month=1, last_month=12, source="Báo cáo", by=leader,
        now=now, reason="Báo cáo đã đính chính",
    )  # fmt: skip
    assert allowance_of(office, on.year, on, compare=False).left == 1


def fill_in(at: Visitor, kind: str, subject: str) -> None:
    at.page.get_by_label("Tên loại văn bản").select_option(label=kind)
    at.page.get_by_label("Trích yếu").fill(subject)
    at.page.get_by_label("Vì sao cần ban hành văn bản này").fill("Tỉnh giao, chưa có văn bản nào về việc này")


@pytest.mark.parametrize("size", SIZES)
def test_a_number_is_drawn_and_beyond_the_allowance_the_leader_decides(visitor: Arrive, size: str) -> None:
    at = visitor(size)
    as_person(at, "vanthu", "/van-ban/cap-so/")
    told(at, "42 văn bản trên 46 văn bản được ban hành")
    looked_at(at, "cap-so-gan-het", size)
    one_left()
    at.go("/van-ban/cap-so/")
    told(at, "còn 1 văn bản")
    fill_in(at, "Kế hoạch", "Dọn vệ sinh các bản trước mùa lũ")
    press(at, "Cấp số")
    told(at, "/KH-UBND")
    drawn = Document.objects.get(subject="Dọn vệ sinh các bản trước mùa lũ")
    looked_at(at, "van-ban-vua-cap", size)

    at.go("/van-ban/cap-so/")
    fill_in(at, "Kế hoạch", "Diễn tập phòng cháy rừng")
    told(at, "đã đủ mức")
    press(at, "Cấp số")
    told(at, "cần lãnh đạo quyết định")
    # The browser itself writes down that the form came back.
    at.complaints[:] = [one for one in at.complaints if "409" not in one and "422" not in one]
    looked_at(at, "cap-so-het-muc", size)

    as_person(at, "chuyenvien", "/van-ban/de-nghi/moi/")
    fill_in(at, "Kế hoạch", "Diễn tập phòng cháy rừng")
    looked_at(at, "de-nghi", size)
    press(at, "Gửi đề nghị")
    told(at, "chờ lãnh đạo quyết định vì năm nay đã đủ mức")

    as_person(at, "chutich", "/van-ban/de-nghi/")
    row = at.page.get_by_role("row").filter(has_text="Diễn tập phòng cháy rừng")
    row.get_by_role("link", name="Quyết định").click()
    at.page.get_by_label("Đồng ý cấp số, vượt mức").check()
    at.page.get_by_label("Lý do").fill("Mùa khô, không chờ được")
    looked_at(at, "quyet-dinh-vuot-muc", size)
    press(at, "Ghi quyết định")
    told(at, "Đã ghi quyết định")

    as_person(at, "vanthu", "/van-ban/de-nghi/")
    row = at.page.get_by_role("row").filter(has_text="Diễn tập phòng cháy rừng")
    row.get_by_role("link").filter(has_text="Cấp số").click()
    told(at, "Lãnh đạo đã đồng ý cấp số vượt mức")
    press(at, "Cấp số")
    told(at, "/KH-UBND")
    beyond = Document.objects.get(subject="Diễn tập phòng cháy rừng")
    assert (beyond.number or 0) == (drawn.number or 0) + 1
    assert Baseline.objects.filter(office=commune()).exists()


@pytest.mark.parametrize("size", SIZES)
def test_numbers_are_kept_cancelled_recalled_found_and_printed(visitor: Arrive, size: str) -> None:
    at = visitor(size)
    as_person(at, "vanthu", "/van-ban/giu-so/")
    at.page.get_by_label("Dãy số").select_option(label="Văn bản hành chính")
    at.page.get_by_label("Giữ số cho").fill("Phòng Kinh tế, quyết định giao đất")
    at.page.get_by_label("Giữ đến ngày").fill(f"{timezone.localdate():%d/%m/%Y}")
    at.page.get_by_label("Vì sao cần số trước").fill("In sẵn bìa hồ sơ")
    looked_at(at, "giu-so", size)
    press(at, "Giữ số tiếp theo")
    told(at, "Đã giữ số")
    kept = Document.objects.get(reserved_for__startswith="Phòng Kinh tế, quyết định")
    at.page.get_by_role("link", name="Hủy số").click()
    at.page.get_by_label("Lý do").fill("Hồ sơ bị trả lại")
    press(at, "Hủy số")
    told(at, "Hồ sơ bị trả lại")
    kept.refresh_from_db()
    assert kept.state == DocumentState.CANCELLED
    looked_at(at, "da-huy-so", size)

    sent = Document.objects.filter(
        office=commune(), state=DocumentState.ISSUED, sent_on__isnull=False, kind="Báo cáo",
        direction=Direction.OUTGOING,
    ).exclude(series=None)[0]  # fmt: skip
    at.go(f"/van-ban/{sent.pk}/")
    at.page.get_by_role("link", name="Thu hồi").click()
    at.page.get_by_label("Lý do").fill("Số liệu sai, theo Thông báo số 9/TB-UBND")
    press(at, "Thu hồi")
    told(at, "đã thu hồi")
    looked_at(at, "da-thu-hoi", size)

    for words in (sent.reference, plain(f"{sent.kind} {sent.subject}")):
        at.go(f"/van-ban/di/?tim={words}")
        assert at.page.get_by_role("link", name=sent.reference).count() >= 1, words
    looked_at(at, "tim-van-ban-di", size)
    answer = at.go("/van-ban/di/?dang=in")
    assert answer.status == 200
    told(at, "Tên loại và trích yếu")
    at.picture(f"in-so-{size}")
    assert at.complaints == []
