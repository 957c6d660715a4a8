"""Every field of NĐ 30/2020, Phụ lục VI: typed when a document is registered, added later, found, brought
over from a spreadsheet, passed on to who receives it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web.documents.conftest import NOW, TODAY, Books
from tests.web.organisation import signed_in

from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.models import Direction, Document
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.completing import Details, complete
from sauro_web.documents.operations.drawing import Sent
from sauro_web.documents.operations.entering import Older, enter_older
from sauro_web.documents.operations.receiving import take_in
from sauro_web.documents.operations.relating import mark_sent, recall
from sauro_web.documents.operations.settling import usual_series
from sauro_web.documents.queries.finding import found_in
from sauro_web.documents.queries.receiving import sent_to

pytestmark = pytest.mark.django_db

DECREED = {
    "kind": 100, "reference": 11 + 30, "issuer": 200, "subject": 500, "language": 30, "notes": 500,
    "position": 100, "signer": 50, "file_notation": 20, "to_places": 1_000,
}  # fmt: skip
"""Letters that the decree gives its fields at most."""
FILED = {"language": "Tiếng Anh", "file_notation": "01.TH", "file_year": 2026, "file_ordinal": 7}


@pytest.mark.parametrize(("name", "letters"), DECREED.items())
def test_no_field_is_shorter_than_the_decrees(name: str, letters: int) -> None:
    column = Document._meta.get_field(name)
    assert isinstance(column, models.CharField)
    assert (column.max_length or 0) >= letters


def arrived(books: Books, **said: object) -> Document:
    known = {"issuer": "Sở Nội vụ", "subject": "Rà soát", "arrived_on": TODAY, "reference": "9/SNV-VP"}
    return register_arrival(books.arrivals, Arrival(**(known | said)), by=books.clerk, now=NOW)  # type: ignore[arg-type]


def test_both_registers_keep_them(books: Books) -> None:
    reply = TODAY + timedelta(days=10)
    document = books.draw(due_on=reply, **FILED).document
    arrival = arrived(books, position="Giám đốc", to_places="UBND các xã; Lưu: VT", **FILED)
    for one in (document, arrival):
        one.refresh_from_db()
        assert {name: getattr(one, name) for name in FILED} == FILED
        assert list(found_in(Document.objects.filter(pk=one.pk), books.office, "01.TH")) == [one]
    assert (document.due_on, arrival.position, arrival.to_places) == (
        reply, "Giám đốc", "UBND các xã; Lưu: VT",
    )  # fmt: skip
    assert document.file_code == "2026.01.TH"
    books.office.identifier = "H12.34"
    document.office = books.office
    assert document.file_code == "H12.34.2026.01.TH"
    assert books.draw("Khác").document.language == "Tiếng Việt"


def test_a_reply_is_due_after_the_document(books: Books) -> None:
    with pytest.raises(NotReady, match="Thời hạn trả lời"):
        books.draw(due_on=TODAY - timedelta(days=1))
    assert not Document.objects.exists()


def test_they_are_added_later_and_the_trail_has_what_was_there(books: Books) -> None:
    document = books.draw(notes="Cũ", pages=3).document
    said = Details(file_notation=" 02.NV ", file_year=2026, notes="Mới", pages=3)
    held = complete(document, said, by=books.clerk, now=NOW, version=0)
    assert (held.file_notation, held.notes, held.version) == ("02.NV", "Mới", 1)
    assert list(found_in(Document.objects.all(), books.office, "02.NV")) == [document]
    changes = Entry.objects.get(action="document.complete").changes
    assert changes == {"file_year": [None, 2026], "file_notation": ["", "02.NV"], "notes": ["Cũ", "Mới"]}
    assert complete(held, said, by=books.clerk, now=NOW).version == 1  # nothing new
    with pytest.raises(Conflict):
        complete(document, Details(), by=books.clerk, now=NOW, version=0)
    for person in (books.drafter, books.outsider):
        with pytest.raises(NotAllowed):
            complete(document, Details(), by=person, now=NOW)
    with pytest.raises(NotReady, match="Thời hạn trả lời"):
        complete(document, Details(due_on=TODAY - timedelta(days=1)), by=books.clerk, now=NOW)
    with pytest.raises(NotReady, match="dấu chỉ độ mật"):
        complete(document, Details(notes="TỐI MẬT"), by=books.clerk, now=NOW)
    with pytest.raises(NotReady, match="ngôn ngữ dài 31 ký tự, nhiều nhất 30"):
        complete(document, Details(language="x" * 31), by=books.clerk, now=NOW)
    recall(document, reason="Sai", by=books.clerk, now=NOW)
    with pytest.raises(NotReady, match="không bổ sung"):
        complete(document, Details(), by=books.clerk, now=NOW)


def test_what_arrived_keeps_its_term_and_gets_its_places(books: Books) -> None:
    arrival = arrived(books)
    held = complete(
        arrival, Details(to_places="Các xã", due_on=TODAY - timedelta(days=9)), by=books.clerk, now=NOW
    )
    assert (held.to_places, held.due_on) == ("Các xã", None)


def test_the_receiver_gets_what_the_sender_wrote(books: Books) -> None:
    ward = books.organised.ward
    usual_series(ward, by=books.outsider, now=NOW)
    names = (Sent("UBND phường Hòa An", ward), Sent("Lưu: VT"), *(Sent(f"{n} {'x' * 150}") for n in range(9)))
    document = books.draw(
        recipients=names, position="Chủ tịch", due_on=TODAY + timedelta(days=5), language="Tiếng Anh"
    ).document
    mark_sent(document, by=books.clerk, now=NOW)
    arrival = take_in(sent_to(ward)[0], ward, by=books.outsider, now=NOW)
    assert (arrival.position, arrival.language) == ("Chủ tịch", "Tiếng Anh")
    assert arrival.due_on == document.due_on
    assert arrival.to_places.startswith("UBND phường Hòa An; Lưu: VT; 0 x")
    assert arrival.to_places.endswith("x và 3 nơi khác")
    assert len(arrival.to_places) <= 1_000


def test_an_older_book_brings_them_over(books: Books) -> None:
    one = Older(
        Direction.INCOMING, 5, "", "1/SNV-VP", TODAY, "Cũ", arrived_on=TODAY, issuer="Sở Nội vụ",
        language="Tiếng Anh", file_notation="03.KT", file_ordinal=2, to_places="Các xã",
    )  # fmt: skip
    with transaction.atomic():
        (document,) = enter_older(books.office, [one], by=books.clerk, now=NOW, reason="Cũ")
    document.refresh_from_db()
    found = (document.language, document.file_notation, document.file_ordinal, document.to_places)
    assert found == ("Tiếng Anh", "03.KT", 2, "Các xã")


def test_whatever_is_too_long_for_a_book_is_told(books: Books) -> None:
    one = Older(
        Direction.OUTGOING, 5, "", "5/KH-UBND", TODAY, "Cũ", signer="a" * 121, kept_by="b" * 201,
        recipients=";".join(f"Nơi {number}" for number in range(61)),
    )  # fmt: skip
    assert one.too_long == ["người ký", "đơn vị, người nhận bản lưu", "nơi nhận"]
    fits = Older(Direction.OUTGOING, 5, "", "5/KH-UBND", TODAY, "Cũ", signer="a" * 120)
    assert fits.too_long == []


def test_the_pages(books: Books) -> None:
    today: date = timezone.localdate()
    clerk, typed = signed_in(books.clerk), {"channel": "electronic"}
    drawn = typed | {
        "loai": f"{books.administrative.pk}:Kế hoạch", "subject": "Rà soát", "why_needed": "Theo tỉnh",
        "issued_on": f"{today:%d/%m/%Y}", "signer": "Lò Văn A", "due_on": f"{today:%d/%m/%Y}",
        "file_notation": "01.TH", "file_year": "2026",
    }  # fmt: skip
    page = clerk.get(reverse("documents:draw")).content.decode()
    assert "Mục ít dùng" in page
    refused = clerk.post(reverse("documents:draw"), drawn | {"file_year": "1"}).content.decode()
    assert '<details class="meant field" open>' in refused
    shown = clerk.post(reverse("documents:draw"), drawn, follow=True).content.decode()
    assert "số, ký hiệu 01.TH, năm 2026" in shown
    assert "Thời hạn trả lời" in shown
    came = typed | {
        "issuer": "Sở Nội vụ", "subject": "Rà soát", "arrived_on": f"{today:%d/%m/%Y}",
        "position": "Giám đốc", "to_places": "UBND các xã",
    }  # fmt: skip
    shown = clerk.post(reverse("documents:arrive"), came, follow=True).content.decode()
    assert "UBND các xã" in shown
    assert "Tiếng Việt" in shown
    arrival = Document.objects.get(direction="in")
    address = reverse("documents:complete", args=(arrival.pk,))
    assert "UBND các xã" in clerk.get(address).content.decode()
    answer = clerk.post(address, {"file_notation": "05.CCHC", "version": "0"}, follow=True).content.decode()
    assert "Đã bổ sung thông tin của văn bản." in answer
    assert "số, ký hiệu 05.CCHC" in answer
    arrival.refresh_from_db()
    assert (arrival.language, arrival.to_places) == ("Tiếng Việt", "")
    assert signed_in(books.drafter).get(address).status_code == 403
    assert signed_in(books.outsider).get(address).status_code == 404
