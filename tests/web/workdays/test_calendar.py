"""Days off and swapped days: of the country, of an office over it; who may say so, and who sees it."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.web.organisation import FRAME_AGAIN, TODAY, Organisation, signed_in

from sauro_web.accounts.models import Role, User
from sauro_web.audit.queries import entries_of
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.workdays import followers, operations, queries
from sauro_web.workdays.models import CalendarDay, DayKind

NATIONAL = date(2026, 9, 1)


@pytest.fixture
def administrator(organised: Organisation) -> User:
    return organised.person("quantri", (organised.commune, Role.ADMINISTRATOR))


def test_the_days_of_the_country_come_along(db):
    calendar = queries.calendar_of(None)
    assert not calendar.is_working(NATIONAL)
    assert calendar.is_working(date(2026, 8, 22))
    assert calendar.special(date(2027, 2, 8)).provisional


def test_of_the_days_the_nearest_office_holds(organised: Organisation, administrator: User):
    village = organised.unit(organised.commune, "Phòng Kinh tế")
    CalendarDay.objects.create(
        office=organised.province, day=date(2026, 7, 6), kind=DayKind.OFF, name="Kỷ niệm thành lập tỉnh"
    )
    for day in (NATIONAL, date(2026, 7, 6)):
        operations.set_day(
            organised.commune,
            day=day,
            kind=DayKind.WORKING,
            name="Trực",
            provisional=False,
            by=administrator,
            on=TODAY,
        )
    assert queries.calendar_of(village).is_working(NATIONAL)
    assert queries.calendar_of(village).is_working(date(2026, 7, 6))
    assert not queries.calendar_of(organised.ward).is_working(NATIONAL)
    assert not queries.calendar_of(organised.ward).is_working(date(2026, 7, 6))


def test_setting_a_day_twice_changes_it_and_is_recorded(organised: Organisation, administrator: User):
    about = {"day": date(2026, 11, 24), "provisional": True, "by": administrator, "on": TODAY}
    operations.set_day(organised.commune, kind=DayKind.OFF, name="Ngày Văn hóa", **about)
    row = operations.set_day(organised.commune, kind=DayKind.WORKING, name="Không nghỉ", **about)
    assert CalendarDay.objects.filter(office=organised.commune).get() == row
    assert [entry.action for entry in entries_of(row)] == ["workdays.set", "workdays.set"]


def test_removing_a_day_gives_the_day_above_back(organised: Organisation, administrator: User):
    row = operations.set_day(
        organised.commune,
        day=NATIONAL,
        kind=DayKind.WORKING,
        name="Trực",
        provisional=False,
        by=administrator,
        on=TODAY,
    )
    operations.remove_day(row, by=administrator, on=TODAY)
    operations.remove_day(row, by=administrator, on=TODAY)
    assert not queries.calendar_of(organised.commune).is_working(NATIONAL)


def test_who_counts_is_told(organised: Organisation, administrator: User, monkeypatch):
    told: list[int] = []
    monkeypatch.setattr(followers, "_followers", [told.append])
    row = operations.set_day(
        organised.commune,
        day=NATIONAL,
        kind=DayKind.OFF,
        name="Nghỉ",
        provisional=False,
        by=administrator,
        on=TODAY,
    )
    operations.remove_day(row, by=administrator, on=TODAY)
    assert told == [organised.commune.pk] * 2


def test_a_slip_of_the_year_is_asked_back(organised: Organisation, administrator: User):
    with pytest.raises(NotReady, match="kiểm tra lại năm"):
        operations.set_day(
            organised.commune,
            day=date(2062, 9, 1),
            kind=DayKind.OFF,
            name="Nghỉ",
            provisional=False,
            by=administrator,
            on=TODAY,
        )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_see_and_do_not_change(organised: Organisation, role: Role):
    person = organised.person("nguoixem", (organised.commune, role))
    client = signed_in(person)
    page = client.get("/lich-lam-viec/?nam=2026")
    assert "Quốc khánh" in page.text
    assert "Ghi vào lịch" not in page.text
    about = {"day": "24/11/2026", "kind": "off", "name": "Nghỉ"}
    assert client.post("/lich-lam-viec/", about).status_code == 403
    assert not CalendarDay.objects.filter(office=organised.commune).exists()


def test_the_day_of_another_office_is_not_there(organised: Organisation, administrator: User):
    other = CalendarDay.objects.create(office=organised.ward, day=NATIONAL, kind=DayKind.WORKING, name="Trực")
    national = CalendarDay.objects.get(office=None, day=NATIONAL)
    client = signed_in(administrator)
    for row in (other, national):
        assert client.post(f"/lich-lam-viec/{row.pk}/bo/").status_code == 404
        with pytest.raises(NotAllowed):
            operations.remove_day(row, by=administrator, on=TODAY)


def test_an_administrator_sets_and_removes_a_day_on_the_page(organised: Organisation, administrator: User):
    client = signed_in(administrator)
    about = {"day": "24/11/2026", "kind": "off", "name": "Ngày Văn hóa Việt Nam", "provisional": "on"}
    page = client.post("/lich-lam-viec/", about, follow=True)
    assert "Đã ghi vào lịch" in page.text
    assert "dự kiến" in page.text
    row = CalendarDay.objects.get(office=organised.commune)
    assert row.day == date(2026, 11, 24)
    assert "Đã bỏ khỏi lịch" in client.post(f"/lich-lam-viec/{row.pk}/bo/", follow=True).text


@pytest.mark.parametrize("asked", ["", "2026", "abc", "99999999999999", "-1"])
def test_any_year_in_the_address(organised: Organisation, administrator: User, asked: str):
    assert signed_in(administrator).get("/lich-lam-viec/", {"nam": asked}).status_code == 200


def test_a_wrong_day_comes_back_with_its_sentence(organised: Organisation, administrator: User):
    page = signed_in(administrator).post("/lich-lam-viec/", {"day": "31/02/2026", "kind": "off", "name": "x"})
    assert page.status_code == 422
    assert "31/02/2026" in page.text


@pytest.mark.parametrize("days", [1, 3])
def test_queries_of_the_page(
    organised: Organisation,
    administrator: User,
    days: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for number in range(days):
        CalendarDay.objects.create(
            office=organised.commune, day=date(2026, 7, 6 + number), kind=DayKind.OFF, name="Nghỉ"
        )
    client = signed_in(administrator)
    client.get("/lich-lam-viec/?nam=2026")
    with django_assert_num_queries(FRAME_AGAIN + 2):
        client.get("/lich-lam-viec/?nam=2026")
