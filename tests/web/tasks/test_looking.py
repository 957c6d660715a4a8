"""Board, month, book, saved filters, work of a unit: the same rows by other ways, and who sees them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from tests.web.lists.conftest import sheet_of
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.conftest import NOW
from tests.web.tasks.working import work_in_hand

from sauro_web.accounts.models import Role, User
from sauro_web.tasks.models import Extension, Obstacle, Part, SavedFilter, TaskState, UnitTask
from sauro_web.tasks.operations.saving import MOST

pytestmark = pytest.mark.django_db


@pytest.fixture
def above(organised: Organisation) -> User:
    """Who leads the province."""
    return organised.person("tinh", (organised.province, Role.LEADER))


@pytest.fixture
def busy(organised: Organisation, leader: User) -> list[UnitTask]:
    return work_in_hand(organised, leader)


def words_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


def test_the_board_has_a_column_for_each_state_with_what_is_in_it(busy: list[UnitTask], leader: User) -> None:
    page = signed_in(leader).get("/nhiem-vu/bang/?pham-vi=co-quan")
    for column in page.context["columns"]:
        assert column.number == UnitTask.objects.filter(state=column.state).count() > 0
        assert len(column.parts) == min(20, column.number)
        ends = [part.ends_on or date.max for part in column.parts]
        assert ends == sorted(ends)


def test_a_long_column_leads_to_all_of_its_rows(organised: Organisation, leader: User) -> None:
    work_in_hand(organised, leader, times=3)
    words = words_of(signed_in(leader), "/nhiem-vu/bang/?pham-vi=co-quan&han=tinh")
    links = re.findall(r'href="(/nhiem-vu/\?[^"]+)">Xem cả (\d+) việc', words)
    assert links
    for address, number in links:
        paper = signed_in(leader).get(f"{address.replace('&amp;', '&')}&dang=in")
        assert len(paper.context["rows"]) == int(number) == 24


def test_the_month_puts_each_part_on_its_last_day(busy: list[UnitTask], leader: User) -> None:
    today = timezone.localdate()
    client = signed_in(leader)
    page = client.get("/nhiem-vu/lich/?pham-vi=co-quan")
    days = {day.on: day for week in page.context["sheet"].weeks for day in week if day}
    assert days[today].number > 4 == len(days[today].parts)
    for day in days.values():
        if day.number:
            rows = client.get(f"/nhiem-vu/?pham-vi=co-quan&han-ngay={day.on}&dang=in").context["rows"]
            assert len(rows) == day.number
    assert client.get("/nhiem-vu/lich/?thang=2026-02").context["sheet"].last == date(2026, 2, 28)
    for nonsense in ("2026-13", "x", "9999-12", "2026-00"):
        assert client.get(f"/nhiem-vu/lich/?thang={nonsense}").status_code == 200


def test_the_book_has_its_columns_and_nobody_chooses_others(busy: list[UnitTask], leader: User) -> None:
    client = signed_in(leader)
    headings = [
        *("Số, ký hiệu, ngày văn bản giao", "Nội dung nhiệm vụ", "Đơn vị, người thực hiện", "Thời hạn"),
        *("Tiến độ", "Văn bản trả lời, sản phẩm", "Ghi chú"),
    ]
    address = "/nhiem-vu/so-theo-doi/?pham-vi=co-quan"
    client.get(f"{address}&cot=han")
    sheet = sheet_of(client, f"{address}&dang=xlsx")
    assert sheet.headings == headings
    assert len(sheet.rows) == len(busy)
    paper = words_of(client, f"{address}&dang=in")
    assert all(f">{heading}</th>" in paper for heading in headings)
    assert "Gia hạn, hạn ban đầu" in paper
    assert "Cột</summary>" not in words_of(client, address)


@pytest.mark.parametrize(
    "address", ["/nhiem-vu/bang/", "/nhiem-vu/lich/", "/nhiem-vu/so-theo-doi/", "/nhiem-vu/"]
)
def test_every_view_shows_each_only_what_he_may_see(
    busy: list[UnitTask], organised: Organisation, outsider: User, officer: User, address: str
) -> None:
    assert "/nhiem-vu/1" not in words_of(signed_in(outsider), f"{address}?pham-vi=co-quan")
    own = {part.task_id for part in busy if part.unit.name == "Phòng Văn hóa - Xã hội"}
    words = words_of(signed_in(officer), f"{address}?pham-vi=co-quan")
    seen = {int(number) for number in re.findall(r'href="/nhiem-vu/(\d+)/"', words)}
    assert seen
    assert seen <= own


def test_a_unit_is_seen_whole_by_its_own_and_by_others_as_far_as_their_tasks(
    part: UnitTask, busy: list[UnitTask], organised: Organisation, officer: User, cooperator: User,
    leader: User, outsider: User, above: User,
) -> None:  # fmt: skip
    address = f"/don-vi/{part.unit_id}/viec/"

    def rows(person: User) -> int:
        return len(signed_in(person).get(f"{address}?dang=in").context["rows"])

    every = UnitTask.objects.filter(unit=part.unit, ended_at=None).count()
    assert rows(officer) == rows(leader) == every > 1
    # Whose unit has a part in a task, or was asked about what holds it up; what is asked of the whole commune
    # opens it to those who lead or follow it alone.
    own = cooperator.memberships.get().unit
    concerned = Q(task__parts__unit=own) | Q(task__parts__obstacles__to=own)
    open_to_it = UnitTask.objects.filter(concerned, unit=part.unit, ended_at=None).distinct().count()
    assert rows(cooperator) == open_to_it < every
    assert rows(outsider) == rows(above) == 0


def test_the_province_sees_how_much_a_commune_has_and_the_tasks_that_it_gave(
    busy: list[UnitTask], organised: Organisation, above: User, outsider: User
) -> None:
    work_in_hand(organised, above, office=organised.province)
    given = UnitTask.objects.filter(task__office=organised.province).first()
    UnitTask.objects.filter(pk=given.pk).update(unit=organised.commune, commune=organised.commune)
    address = f"/don-vi/{organised.commune.pk}/viec/"
    page = signed_in(above).get(address)
    assert [part.pk for part in page.context["shown"].page] == [given.pk]
    rolled_up = page.context["rolled_up"]
    assert rolled_up.total > 50
    assert "mà ông (bà) không xem từng dòng" in page.content.decode()
    assert signed_in(above).get(f"/nhiem-vu/{busy[0].task_id}/").status_code == 404
    beside = signed_in(outsider).get(address)
    assert beside.context["rolled_up"] is None
    assert not list(beside.context["shown"].page)


def test_a_filter_is_kept_for_its_person_alone(part: UnitTask, officer: User, cooperator: User) -> None:
    client = signed_in(officer)
    sent = {"ten": "Quá hạn của tôi", "dia-chi": "/nhiem-vu/?han=qua-han&nguoi=toi"}
    assert client.post("/nhiem-vu/bo-loc/", sent)["Location"] == sent["dia-chi"]
    assert client.post("/nhiem-vu/bo-loc/", sent | {"dia-chi": "/nhiem-vu/?han=khong"}).status_code == 302
    saved = SavedFilter.objects.get()
    assert saved.address == "/nhiem-vu/?han=khong"
    assert "Quá hạn của tôi" in words_of(client, "/nhiem-vu/")
    other = signed_in(cooperator)
    assert "Quá hạn của tôi" not in words_of(other, "/nhiem-vu/")
    assert other.post(f"/nhiem-vu/bo-loc/{saved.pk}/bo/").status_code == 404
    assert client.post(f"/nhiem-vu/bo-loc/{saved.pk}/bo/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "address", ["https://xau.vn/", "//xau.vn", "/nhiem-vu//xau.vn", "/nhiem-vu/\\xau.vn", "/quan-tri/", ""]
)
def test_only_lists_of_tasks_are_kept(part: UnitTask, officer: User, address: str) -> None:
    sent = {"ten": "Bộ lọc", "dia-chi": address}
    assert signed_in(officer).post("/nhiem-vu/bo-loc/", sent).status_code == 409
    assert not SavedFilter.objects.exists()


def test_a_person_keeps_no_end_of_filters(part: UnitTask, officer: User) -> None:
    kept = (SavedFilter(person=officer, name=str(n), address="/nhiem-vu/") for n in range(MOST))
    SavedFilter.objects.bulk_create(kept)
    sent = {"ten": "Thêm", "dia-chi": "/nhiem-vu/"}
    assert signed_in(officer).post("/nhiem-vu/bo-loc/", sent).status_code == 409
    assert signed_in(officer).post("/nhiem-vu/bo-loc/", sent | {"ten": "0"}).status_code == 302


def test_what_others_wait_for_stands_on_the_first_page_with_the_reason(
    part: UnitTask, helping: UnitTask, officer: User, cooperator: User, leader: User
) -> None:
    today = timezone.localdate()
    Obstacle.objects.create(
        part=part, raised_by=officer, raised_at=NOW, text="Chưa có số liệu", to=helping.unit,
        answer_by=today + timedelta(days=1),
    )  # fmt: skip
    words = words_of(signed_in(cooperator), "/")
    assert "Phòng Văn hóa - Xã hội đang chờ trả lời vướng mắc" in words
    UnitTask.objects.filter(pk=helping.pk).update(
        state=TaskState.SUBMITTED, handed_in_on=today, submitted_by=cooperator
    )
    assert "chờ duyệt" in words_of(signed_in(officer), "/")
    assert "chờ duyệt</span>" not in words_of(signed_in(cooperator), "/")
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.RETURNED)
    Extension.objects.create(
        part=helping, asked_by=cooperator, asked_at=NOW, until=today + timedelta(days=9), reason="Chờ thôn"
    )
    words = words_of(signed_in(leader), "/")
    for said in ("trả lại việc, chờ quyết định", "xin gia hạn đến", "chờ duyệt", "Sổ tay theo dõi"):
        assert said in words
    assert "Sổ tay theo dõi" not in words_of(signed_in(officer), "/")


def test_work_sent_back_waits_and_work_handed_in_does_not(part: UnitTask, officer: User) -> None:
    client = signed_in(officer)
    UnitTask.objects.update(due_on=None, ends_on=None, state=TaskState.REDO)
    assert "phải làm lại" in words_of(client, "/")
    UnitTask.objects.update(state=TaskState.PAUSED)
    assert "Rà soát" not in words_of(client, "/")
    assert part.part == Part.LEAD
