"""Time limits that count from the day on which work is given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import HTMX

from sauro.dates.due import DueKind
from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro_web.accounts.models import User
from sauro_web.notices.models import Notice
from sauro_web.tasks.from_today import due_given, refusal_of, said_of
from sauro_web.tasks.models import Task
from sauro_web.workdays.queries import calendar_of

FRIDAY = date(2026, 8, 28)
CALENDAR = WorkCalendar([SpecialDay(date(2026, 9, day), DayKind.OFF) for day in (1, 2)])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("05 ngày làm việc", date(2026, 9, 8)),
        ("5 ngày làm việc", date(2026, 9, 8)),
        ("Trong vòng 03 (ba) ngày làm việc.", date(2026, 9, 4)),
        ("10 ngày", date(2026, 9, 7)),
        ("10 ngày kể từ ngày giao", date(2026, 9, 7)),
        ("trong 10 ngày", date(2026, 9, 7)),
        ("2 tuần", date(2026, 9, 11)),
        ("hôm nay", FRIDAY),
        ("Trong ngày hôm nay", FRIDAY),
        ("trong ngày", FRIDAY),
        ("ngày mai", date(2026, 8, 29)),
        ("Hạn: hết ngày mai", date(2026, 8, 29)),
        ("05 ngày làm việc kể từ ngày nhận", date(2026, 9, 8)),
        ("05 ngày làm việc, kể từ ngày nhận được văn bản", date(2026, 9, 8)),
        ("10 ngày kể từ ngày nhận việc", date(2026, 9, 7)),
        ("trong 24 giờ", date(2026, 8, 29)),
        ("Trong vòng 48 giờ", date(2026, 8, 30)),
        ("2026-09-30", date(2026, 9, 30)),
        ("30/9/2026", date(2026, 9, 30)),
        ("Quý IV/2026", date(2026, 12, 31)),
    ],
)
def test_which_day_it_comes_to(words: str, day: date) -> None:
    due = due_given(words, on=FRIDAY, calendar=CALENDAR)
    assert due is not None
    assert (due.kind, due.date) == (DueKind.BY, day)


@pytest.mark.parametrize("words", ["10 ngày kể từ ngày ký", "15 ngày kể từ ngày có kết luận"])
def test_what_waits_for_something_else_is_given_no_day(words: str) -> None:
    due = due_given(words, on=FRIDAY, calendar=CALENDAR)
    assert due is not None
    assert (due.kind, due.date) == (DueKind.EVENT, None)
    assert "Chưa có ngày cụ thể" in said_of(due, CALENDAR, on=FRIDAY)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "5 ngày làm việc kể từ ngày nhận văn bản",
            "Thời hạn: thứ Ba 08/09/2026, tính từ ngày giao.",
        ),
        ("hằng tháng", "Việc định kỳ hằng tháng; kỳ đầu hạn thứ Hai 31/08/2026."),
        (
            "Thường xuyên",
            "Việc thường xuyên: không có ngày cuối, kiểm tra theo nhịp hằng quý, lần đầu 30/09/2026.",
        ),
    ],
)
def test_what_it_will_ask_is_said_in_one_sentence(words: str, said: str) -> None:
    due = due_given(words, on=FRIDAY, calendar=CALENDAR)
    assert due is not None
    assert refusal_of(due, on=FRIDAY) == ""
    assert said_of(due, CALENDAR, on=FRIDAY) == said


def test_a_weekly_duty_says_when_it_is_due_first() -> None:
    due = due_given("hằng tuần, vào thứ sáu", on=FRIDAY, calendar=CALENDAR)
    assert due is not None
    said = said_of(due, CALENDAR, on=FRIDAY)
    assert said.startswith("Việc định kỳ hằng tuần")
    assert "kỳ đầu hạn thứ Sáu 04/09/2026" in said


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["blah", "31/02/2026", "2026-13-45", "30/6/2020"])
def test_what_sending_would_refuse_is_said_before_in_the_same_words(
    leader: User, organised: Organisation, words: str
) -> None:
    client = signed_in(leader)
    asked = {"o": organised.commune.pk, "due_text": words}
    said = client.get("/nhiem-vu/doc-thoi-han/", asked, **HTMX).content.decode()
    assert said
    data = {"text": "Rà soát", "due_text": words, "product": "Báo cáo", "origin": "direct"}
    refused = client.post("/nhiem-vu/giao/", data)
    assert refused.status_code == 422
    assert said in refused.content.decode()


@pytest.mark.django_db
def test_an_iso_date_is_given_as_its_day(leader: User, organised: Organisation) -> None:
    day = timezone.localdate().replace(day=25) + timedelta(days=60)
    lead = organised.unit(organised.commune, "Phòng Kinh tế")
    data = {"text": "Rà soát", "due_text": day.isoformat(), "product": "Báo cáo", "origin": "direct"}
    assert signed_in(leader).post("/nhiem-vu/giao/", data | {"lead": lead.pk}).status_code == 302
    assert Task.objects.get().due_on == day


@pytest.mark.django_db
def test_the_same_again_is_said_to_stand_there_already(leader: User, organised: Organisation) -> None:
    lead = organised.unit(organised.commune, "Phòng Kinh tế")
    data = {"text": "Rà soát.", "due_text": "hằng tháng.", "product": "Báo cáo", "origin": "direct"}
    client = signed_in(leader)
    first = client.post("/nhiem-vu/giao/", data | {"lead": lead.pk}, follow=True).content.decode()
    assert "Đã giao việc cho" in first
    again = client.post("/nhiem-vu/giao/", data | {"lead": lead.pk}, follow=True).content.decode()
    task = Task.objects.get()
    assert "Đã giao việc cho" not in again
    assert "không giao thêm lần nữa" in again
    assert f'<a href="/nhiem-vu/{task.pk}/">Xem việc đã giao</a>' in again
    told = Notice.objects.get(unit=lead).text
    assert told.endswith("Rà soát. Thời hạn: hằng tháng.")


@pytest.mark.parametrize("words", ["0 ngày", "nhanh nhất", "ngày", "5", ""])
def test_what_says_no_day_is_not_understood(words: str) -> None:
    assert due_given(words, on=FRIDAY, calendar=CALENDAR) is None


def test_a_day_on_which_nobody_works_is_said_with_the_day_it_counts_to() -> None:
    due = due_given("ngày mai", on=FRIDAY, calendar=CALENDAR)
    assert due is not None
    said = "Thời hạn: thứ Bảy 29/08/2026 (ngày nghỉ; tính đúng hạn đến hết 31/08/2026)."
    assert said_of(due, CALENDAR, on=FRIDAY) == said


@pytest.mark.django_db
def test_the_form_shows_the_day_and_gives_by_it(leader: User, organised: Organisation) -> None:
    today = timezone.localdate()
    day = calendar_of(organised.commune).add(today, 5)
    lead = organised.unit(organised.commune, "Phòng Kinh tế")
    data = {"text": "Rà soát", "due_text": "05 ngày làm việc", "product": "Báo cáo", "origin": "direct"}
    client = signed_in(leader)
    back = client.post("/nhiem-vu/giao/", data)
    assert back.status_code == 422
    assert f"{day:%d/%m/%Y}" in back.content.decode()
    said = client.post("/nhiem-vu/giao/", data | {"lead": lead.pk}, follow=True).content.decode()
    assert f"Đã giao việc cho {lead.label}. Thời hạn: " in said
    task = Task.objects.get()
    assert (task.due_on, task.due_text) == (day, "05 ngày làm việc")
    assert task.parts.get().due_on == day
    told = Notice.objects.get(unit=lead)
    assert f"05 ngày làm việc ({day:%d/%m/%Y})" in told.text


@pytest.mark.django_db
def test_the_day_is_shown_while_one_types(leader: User, organised: Organisation, neighbour: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    address = f"/nhiem-vu/doc-thoi-han/?o={organised.commune.pk}&due_text=ng%C3%A0y+mai"
    assert f"{tomorrow:%d/%m/%Y}" in signed_in(leader).get(address, **HTMX).content.decode()
    assert signed_in(leader).get(address).status_code == 302
    strange = signed_in(leader).get(address.replace("ng%C3%A0y+mai", "<b>"), **HTMX)
    assert "Chưa hiểu thời hạn này" in strange.content.decode()
    assert "<b>" not in strange.content.decode()
    assert signed_in(leader).get(address.replace("ng%C3%A0y+mai", ""), **HTMX).content == b""
    other = f"/nhiem-vu/doc-thoi-han/?o={organised.ward.pk}&due_text=x"
    assert signed_in(leader).get(other, **HTMX).status_code in (200, 404)
