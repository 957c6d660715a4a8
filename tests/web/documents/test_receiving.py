"""What one office sends stands with the other until it is registered there, which tells the sender."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.core.reading.signing import blank, holder, sign
from tests.web.documents.conftest import NOW, TODAY, Books, at
from tests.web.organisation import FRAME_AGAIN, signed_in

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import Role, Unit, User
from sauro_web.audit.models import Entry
from sauro_web.common.desk import waiting_for
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import Document, FileKind, Recipient
from sauro_web.documents.operations.arriving import Arrival, register_arrival, return_arrival
from sauro_web.documents.operations.drawing import Sent
from sauro_web.documents.operations.examining import examine_file
from sauro_web.documents.operations.filing import add_file
from sauro_web.documents.operations.receiving import confirm_by_hand, take_in
from sauro_web.documents.operations.relating import mark_sent, recall
from sauro_web.documents.operations.settling import usual_series
from sauro_web.documents.queries.communes import figures_of_communes
from sauro_web.documents.queries.listing import arrived_rows
from sauro_web.documents.queries.receiving import sent_to
from sauro_web.documents.queries.series import arrivals_of
from sauro_web.documents.timing import registered_late

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(books: Books) -> Unit:
    """The other office, with its books; `books.outsider` keeps and leads them."""
    usual_series(books.organised.ward, by=books.outsider, now=NOW)
    return books.organised.ward


def sent(books: Books, ward: Unit, subject: str = "Phối hợp phòng dịch", **said: Any) -> Document:
    names = (Sent("UBND phường Hòa An", ward), Sent("Công ty Thành Công"), Sent("Phòng VH-XH", books.culture))
    document = books.draw(subject, recipients=names, **said).document
    return mark_sent(document, by=books.clerk, now=NOW)


def of_ward(document: Document) -> Recipient:
    return document.recipients.get(name="UBND phường Hòa An")


def test_it_is_registered_in_one_step_and_that_confirms_it(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    (waiting,) = sent_to(ward)
    arrival = take_in(waiting, ward, by=books.outsider, now=NOW)
    same = ("reference", "subject", "kind", "issuer", "issued_on", "signer")
    assert [getattr(arrival, one) for one in same] == [getattr(document, one) for one in same]
    assert (arrival.office, arrival.number, arrival.dated) == (ward, 1, TODAY)
    row = of_ward(document)
    assert (row.confirmed_on, row.confirmed_by, row.arrival) == (TODAY, books.outsider, arrival)
    assert not sent_to(ward)
    assert Entry.objects.get(action="document.confirm").actor == books.outsider
    with pytest.raises(NotReady, match="đã vào sổ"):
        take_in(waiting, ward, by=books.outsider, now=NOW)
    page = signed_in(books.drafter).get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "đã gửi 3, đã nhận 1, chưa xác nhận 2" in page
    assert "vào sổ tại nơi nhận" in page


def test_its_term_begins_when_it_was_sent(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    friday = at(date(2026, 6, 19))
    arrival = take_in(sent_to(ward)[0], ward, by=books.outsider, now=friday)
    (row,) = arrived_rows(ward)
    assert (arrival.dated, row.came_on) == (date(2026, 6, 19), document.sent_on)
    assert registered_late(row, WorkCalendar(), came_on=row.came_on) == 3  # sent on Monday
    assert registered_late(row, WorkCalendar()) == 0
    province, end = books.organised.province, date(2026, 6, 30)
    month = figures_of_communes(province, [ward], end)[ward.pk]
    assert (month.arrived, month.judged, month.in_time) == (1, 1, 0)
    asked = {"cot": ["ngay-den", "so-den", "vao-so"]}
    client, listed = signed_in(books.outsider), reverse("documents:incoming")
    client.get(listed, asked)
    page = client.get(listed).content.decode()
    assert "vào sổ chậm 3 ngày làm việc" in page


def test_its_files_come_with_it_and_are_stored_once(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    data = sign(blank(), holder("Lò Văn Sơn"))
    file = add_file(document, name="ky.pdf", data=data, kind=FileKind.SIGNED, by=books.clerk, now=NOW)
    taking = reverse("documents:file", args=(file.pk,))
    assert signed_in(books.outsider).get(taking).status_code == 200  # it was sent there
    worker = books.organised.person("phuong", (ward, Role.OFFICER))
    assert signed_in(worker).get(taking).status_code == 404
    examine_file(file.pk)
    arrival = take_in(sent_to(ward)[0], ward, by=books.outsider, now=NOW)
    copy = arrival.files.get()
    assert (copy.file.name, copy.digest, copy.signatures.count()) == (file.file.name, file.digest, 1)
    assert arrival.digitally_signed is True
    assert signed_in(worker).get(reverse("documents:file", args=(copy.pk,))).status_code == 200
    assert signed_in(worker).get(reverse("documents:document", args=(document.pk,))).status_code == 404


def test_what_was_registered_by_hand_gets_no_second_number(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    series = arrivals_of(ward, TODAY)
    assert series is not None
    about = Arrival(document.issuer, "Gõ tay", TODAY, document.reference, document.issued_on)
    typed = register_arrival(series, about, by=books.outsider, now=NOW)
    assert take_in(sent_to(ward)[0], ward, by=books.outsider, now=NOW).pk == typed.pk
    assert Document.objects.filter(office=ward, direction="in").count() == 1


def test_what_came_to_the_wrong_place_goes_back_and_the_sender_sees_why(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    arrival = take_in(sent_to(ward)[0], ward, by=books.outsider, now=NOW)
    return_arrival(arrival, reason="Không thuộc thẩm quyền", by=books.outsider, now=NOW)
    page = signed_in(books.clerk).get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "đã trả lại" in page
    assert "Không thuộc thẩm quyền" in page


def test_only_what_was_sent_and_holds_stands_there(books: Books, ward: Unit) -> None:
    unsent = books.draw("Chưa chuyển", recipients=(Sent("UBND phường Hòa An", ward),)).document
    assert not sent_to(ward)
    assert unsent.sent_on is None
    document = sent(books, ward)
    waiting = sent_to(ward)[0]
    recall(document, reason="Sai nội dung", by=books.clerk, now=NOW)
    assert not sent_to(ward)
    with pytest.raises(NotReady, match="thu hồi"):
        take_in(waiting, ward, by=books.outsider, now=NOW)
    assert not sent_to(books.office)  # its own divisions have no register


def test_who_may(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    waiting = sent_to(ward)[0]
    leader = books.organised.person("ctp", (ward, Role.LEADER))
    for person in (books.clerk, leader):
        with pytest.raises(NotAllowed):
            take_in(waiting, ward, by=person, now=NOW)
    address = reverse("documents:take_in", args=(waiting.pk,))
    assert signed_in(books.clerk).post(address).status_code == 404
    assert signed_in(leader).post(address).status_code == 403
    assert signed_in(leader).get(reverse("documents:sent_here")).status_code == 200
    assert signed_in(books.drafter).get(reverse("documents:sent_here")).status_code == 403
    with pytest.raises(NotAllowed):
        confirm_by_hand(of_ward(document), received_on=TODAY, how="Ký sổ", by=books.outsider, now=NOW)


def test_others_are_confirmed_by_hand(books: Books, ward: Unit) -> None:
    row = sent(books, ward).recipients.get(name="Công ty Thành Công")

    def confirm(person: User = books.clerk, day: date = TODAY, how: str = "Ký sổ") -> Recipient:
        return confirm_by_hand(row, received_on=day, how=how, by=person, now=NOW)

    for wrong in ({"how": " "}, {"day": TODAY - timedelta(days=1)}, {"day": TODAY + timedelta(days=1)}):
        with pytest.raises(NotReady):
            confirm(**wrong)  # type: ignore[arg-type]
    confirmed = confirm()
    assert (confirmed.confirmed_on, confirmed.confirmed_how, confirmed.arrival) == (TODAY, "Ký sổ", None)
    with pytest.raises(NotReady, match="đã xác nhận"):
        confirm()


def test_the_pages(books: Books, ward: Unit, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    today = timezone.localdate()
    names = (Sent("UBND phường Hòa An", ward), Sent("Công ty Thành Công"))
    document = books.draw(
        "Phối hợp phòng dịch", recipients=names, issued_on=today, now=timezone.now()
    ).document
    mark_sent(document, by=books.clerk, now=timezone.now())
    client = signed_in(books.outsider)
    listed = reverse("documents:sent_here")
    page = client.get(listed).content.decode()
    assert "Phối hợp phòng dịch" in page
    things = [one for span in waiting_for(books.outsider, on=today) for one in span.things]
    assert "1 văn bản gửi đến từ hệ thống" in [one.title for one in things]
    answer = client.post(reverse("documents:take_in", args=(of_ward(document).pk,)), follow=True)
    assert "Đã vào sổ: số đến 1; nơi gửi thấy cơ quan đã nhận." in answer.content.decode()
    assert "Không có văn bản nào chờ vào sổ." in client.get(listed).content.decode()
    other = document.recipients.get(name="Công ty Thành Công")
    clerk = signed_in(books.clerk)
    typed = {"received_on": f"{today:%d/%m/%Y}", "how": "Phiếu gửi trả lại"}
    clerk.post(reverse("documents:confirm", args=(other.pk,)), typed)
    shown = clerk.get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "đã gửi 2, đã nhận 2, chưa xác nhận 0" in shown
    assert "Phiếu gửi trả lại" in shown


def test_the_list_asks_as_much_for_three_as_for_one(
    books: Books, ward: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, listed = signed_in(books.outsider), reverse("documents:sent_here")
    sent(books, ward)
    client.get(listed)
    for many in (1, 3):
        if many == 3:
            sent(books, ward, "Hai")
            sent(books, ward, "Ba")
        with django_assert_num_queries(FRAME_AGAIN + 2):
            client.get(listed)
