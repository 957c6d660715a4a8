"""The term of sending: the morning of the next working day (QĐ 28/2018, Điều 7), an urgent document the day
itself; said in the list, on the document's page and on the clerk's first page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.web.documents.conftest import NOW, TODAY, Books, at, particulars
from tests.web.organisation import signed_in

from sauro.dates.workdays import WorkCalendar
from sauro_web.audit.models import Entry
from sauro_web.common.desk import Waiting, waiting_for
from sauro_web.common.errors import NotReady
from sauro_web.documents.models import Direction, Document
from sauro_web.documents.operations.drawing import Sent, draw_number
from sauro_web.documents.operations.entering import Older, enter_older
from sauro_web.documents.operations.relating import mark_sent
from sauro_web.documents.operations.reserving import cancel_number
from sauro_web.documents.timing import late_to_send

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 6, 16)
FRIDAY, NEXT_MONDAY = date(2026, 6, 19), date(2026, 6, 22)
CALENDAR = WorkCalendar()


def late(document: Document, now: datetime) -> date | None:
    return late_to_send(document, CALENDAR, now)


def things(books: Books, on: date) -> list[Waiting]:
    found = [one for span in waiting_for(books.clerk, on=on) for one in span.things]
    return [one for one in found if "chưa chuyển đi" in one.title]


def test_it_is_late_from_noon_of_the_next_working_day(books: Books) -> None:
    document = books.draw().document  # on a Monday
    assert [late(document, at(TODAY, 17)), late(document, at(TUESDAY, 11))] == [None, None]
    assert [late(document, at(TUESDAY, 12)), late(document, at(FRIDAY, 8))] == [TUESDAY, TUESDAY]
    friday = books.draw("Cuối tuần", issued_on=FRIDAY, now=at(FRIDAY)).document
    assert [late(friday, at(NEXT_MONDAY, 11)), late(friday, at(NEXT_MONDAY, 13))] == [None, NEXT_MONDAY]


def test_an_urgent_one_is_sent_on_its_day(books: Books) -> None:
    urgent = books.draw(urgency="urgent").document
    assert [late(urgent, at(TODAY, 23)), late(urgent, at(TUESDAY, 7))] == [None, TODAY]


def test_one_that_was_sent_is_judged_by_its_day(books: Books) -> None:
    in_time, too_late = books.draw("Một").document, books.draw("Hai").document
    sent = mark_sent(in_time, by=books.clerk, now=at(TUESDAY, 15))
    assert late(sent, at(FRIDAY)) is None  # of the hour nothing is written down
    assert late(mark_sent(too_late, by=books.clerk, now=at(FRIDAY)), at(FRIDAY)) == TUESDAY


def test_what_does_not_leave_or_is_of_an_older_book_is_not_late(books: Books) -> None:
    cancelled = cancel_number(books.draw().document, reason="Nhầm", by=books.clerk, now=NOW)
    old = Older(Direction.OUTGOING, 9, "", "9/BC-UBND", TODAY, "Cũ")
    with transaction.atomic():
        (older,) = enter_older(books.office, [old], by=books.clerk, now=NOW, reason="Cũ")
    assert [late(one, at(FRIDAY)) for one in (cancelled, older)] == [None, None]
    assert not things(books, FRIDAY)


def test_it_stands_on_the_first_page_of_the_clerk(books: Books) -> None:
    books.draw("Một")
    books.draw("Hai", urgency="flash")
    (thing,) = things(books, TODAY)  # the urgent one
    assert (thing.title, thing.due, thing.state) == ("1 văn bản đã cấp số, chưa chuyển đi", TODAY, "near")
    (thing,) = things(books, TUESDAY)
    assert (thing.title, thing.due) == ("2 văn bản đã cấp số, chưa chuyển đi", TODAY)
    assert (thing.state, thing.reason) == ("late", "quá hạn chuyển")
    for person in (books.drafter, books.leader, books.outsider):
        found = [one.title for span in waiting_for(person, on=TUESDAY) for one in span.things]
        assert not [one for one in found if "chưa chuyển đi" in one]
    for one in Document.objects.all():
        mark_sent(one, by=books.clerk, now=NOW)
    assert not things(books, TUESDAY)


def test_the_list_and_the_page_say_so(books: Books) -> None:
    now = timezone.now()
    day = timezone.localdate(now) - timedelta(days=9)
    about = particulars("Quá hạn chuyển", issued_on=day)
    document = draw_number(books.administrative, about, by=books.clerk, now=now).document
    other = draw_number(
        books.administrative, particulars("Đã chuyển", issued_on=day), by=books.clerk, now=now
    ).document
    mark_sent(other, by=books.clerk, now=now)
    client = signed_in(books.clerk)
    listed = client.get(reverse("documents:outgoing"), {"tu": "01/01/2020"}).content.decode()
    assert "chưa chuyển, quá hạn" in listed
    assert "chuyển chậm" in listed
    only = client.get(reverse("documents:outgoing"), {"chuyen": "chua"}).content.decode()
    assert "Quá hạn chuyển" in only
    assert "Đã chuyển" not in only
    page = client.get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "chưa chuyển, quá hạn" in page
    assert "phải chuyển chậm nhất sáng ngày" in page


def test_the_day_on_which_it_left_may_be_said(books: Books) -> None:
    ward = books.organised.ward
    sent = (Sent("UBND phường Hòa An", ward), Sent("Công ty Thành Công"))
    document = books.draw(recipients=sent).document
    said = {"by": books.clerk, "now": at(FRIDAY)}
    for day in (TODAY - timedelta(days=1), FRIDAY + timedelta(days=1)):
        with pytest.raises(NotReady, match="từ ngày văn bản"):
            mark_sent(document, on=day, **said)
    held = mark_sent(document, on=TUESDAY, **said)
    assert (held.sent_on, late(held, at(FRIDAY))) == (TUESDAY, None)
    days = dict(held.recipients.values_list("name", "sent_on"))
    assert days == {"UBND phường Hòa An": FRIDAY, "Công ty Thành Công": TUESDAY}
    entry = Entry.objects.get(action="document.send")
    assert entry.changes == {"sent_on": ["", TUESDAY.isoformat()]}


def test_the_page_asks_for_the_day_and_means_today_without_one(books: Books) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    yesterday = today - timedelta(days=1)
    client = signed_in(books.clerk)
    for day, meant in (({}, today), ({"sent_on": f"{yesterday:%d/%m/%Y}"}, yesterday)):
        about = particulars(f"Chuyển {meant}", issued_on=yesterday)
        document = draw_number(books.administrative, about, by=books.clerk, now=now).document
        address = reverse("documents:send", args=(document.pk,))
        page = client.get(reverse("documents:document", args=(document.pk,))).content.decode()
        assert f'href="{address}"' in page
        assert client.get(address).context["form"]["sent_on"].value() == today
        assert client.post(address, day).status_code == 302
        document.refresh_from_db()
        assert document.sent_on == meant
    assert client.post(address, day).status_code == 409
