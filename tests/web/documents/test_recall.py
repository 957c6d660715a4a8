"""A document is recalled: whoever has it is told, its files cannot be taken any more, the receivers say what
became of their copies, and the sender sees what each has said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.web.documents.conftest import NOW, TODAY, Books
from tests.web.organisation import FRAME_AGAIN, signed_in

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.audit.models import Entry
from sauro_web.common.desk import waiting_for
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import (
    Document,
    DocumentState,
    FileKind,
    RecallAnswer,
    Recipient,
    RelationKind,
)
from sauro_web.documents.operations.arriving import Arrival, answer_arrival, register_arrival
from sauro_web.documents.operations.assigning import Helper, assign
from sauro_web.documents.operations.drawing import Sent
from sauro_web.documents.operations.filing import add_file
from sauro_web.documents.operations.recalling import answer_recall
from sauro_web.documents.operations.receiving import take_in
from sauro_web.documents.operations.relating import mark_sent, recall, relate
from sauro_web.documents.operations.settling import usual_series
from sauro_web.documents.queries.receiving import recalls_unanswered, sent_to
from sauro_web.documents.queries.series import arrivals_of
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import Part, UnitTask
from sauro_web.tasks.operations.asking import address_of

pytestmark = pytest.mark.django_db

WHY = "Sai số liệu"


@pytest.fixture
def ward(books: Books) -> Unit:
    """The other office, with its books; `books.outsider` keeps and leads them."""
    usual_series(books.organised.ward, by=books.outsider, now=NOW)
    return books.organised.ward


def sent(books: Books, ward: Unit, subject: str = "Phối hợp phòng dịch") -> Document:
    names = (Sent("UBND phường Hòa An", ward), Sent("Công ty Thành Công"), Sent("Phòng VH-XH", books.culture))
    document = books.draw(subject, recipients=names).document
    return mark_sent(document, by=books.clerk, now=NOW)


def registered(books: Books, ward: Unit) -> tuple[Document, Document]:
    document = sent(books, ward)
    add_file(document, name="a.pdf", data=b"%PDF-1.4 a", kind=FileKind.ANNEX, by=books.clerk, now=NOW)
    return document, take_in(sent_to(ward)[0], ward, by=books.outsider, now=NOW)


def of_ward(document: Document) -> Recipient:
    return document.recipients.get(name="UBND phường Hòa An")


def answered(books: Books, document: Document, answer: RecallAnswer, note: str = "") -> Recipient:
    ward = books.organised.ward
    return answer_recall(of_ward(document), ward, answer=answer, note=note, by=books.outsider, now=NOW)


def titles(person: User) -> list[str]:
    return [one.title for span in waiting_for(person, on=TODAY) for one in span.things]


def test_whoever_has_it_is_told(books: Books, ward: Unit) -> None:
    document, arrival = registered(books, ward)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    (told,) = Notice.objects.filter(unit=ward)
    assert told.text == (
        f"Kế hoạch số 01/KH-UBND của {document.issuer} đã bị thu hồi: Sai số liệu. Không dùng văn bản này "
        "nữa; hủy bản điện tử, gửi trả bản giấy."
    )
    assert told.link == reverse("documents:document", args=(arrival.pk,))
    assert Notice.objects.filter(person=books.outsider, text=told.text).count() == 1  # who registered it
    own = Notice.objects.get(unit=books.culture)
    assert own.link == reverse("documents:document", args=(document.pk,))
    days = dict(document.recipients.values_list("name", "recall_told_on"))
    assert days == {"UBND phường Hòa An": TODAY, "Công ty Thành Công": TODAY, "Phòng VH-XH": None}


def test_whoever_works_on_it_is_told_and_need_not_go_on(books: Books, ward: Unit) -> None:
    document, arrival = registered(books, ward)
    lead = books.organised.unit(ward, "Phòng Kinh tế, Hạ tầng và Đô thị")
    said = {"due_on": date(2026, 6, 19), "opinion": "", "helpers": (), "by": books.outsider, "now": NOW}
    assign(arrival, lead=lead, **said)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    assert Notice.objects.filter(unit=lead, text__contains="đã bị thu hồi").exists()
    arrival.refresh_from_db()
    assert arrival.state == DocumentState.ASSIGNED  # until its own clerk has answered
    answered(books, document, RecallAnswer.DESTROYED)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.ended_on) == (DocumentState.RECALLED, TODAY)
    assert arrival.number_reason == "Nơi gửi thu hồi: Sai số liệu"


def test_what_was_done_already_stays_as_it_is(books: Books, ward: Unit) -> None:
    document, arrival = registered(books, ward)
    said = {"due_on": None, "opinion": "", "helpers": (), "by": books.outsider, "now": NOW}
    done = assign(arrival, lead=ward, **said)
    answer_arrival(done, reply="", note="Đã họp", by=books.outsider, now=NOW)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    answered(books, document, RecallAnswer.RETURNED)
    arrival.refresh_from_db()
    assert arrival.state == DocumentState.ANSWERED
    listed = signed_in(books.outsider).get(reverse("documents:incoming")).content.decode()
    assert "đã giải quyết, bị thu hồi" in listed


def test_its_files_stay_with_the_sender_alone(books: Books, ward: Unit) -> None:
    document, arrival = registered(books, ward)
    own, theirs = document.files.get(), arrival.files.get()
    outside, inside = signed_in(books.outsider), signed_in(books.drafter)
    takings = [reverse("documents:file", args=(one.pk,)) for one in (own, theirs)]
    assert [outside.get(one).status_code for one in takings] == [200, 200]
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    assert [outside.get(one).status_code for one in takings] == [404, 404]
    assert inside.get(takings[0]).status_code == 200
    page = outside.get(reverse("documents:document", args=(arrival.pk,))).content.decode()
    assert "Đã bị thu hồi:" in page
    assert "Cơ quan chưa trả lời việc thu hồi." in page
    assert f'href="{takings[1]}"' not in page


def test_the_receiver_answers_and_the_sender_sees_it(books: Books, ward: Unit) -> None:
    document, _ = registered(books, ward)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    title = f"Kế hoạch số 01/KH-UBND của {document.issuer} đã bị thu hồi"
    assert title in titles(books.outsider)
    assert title not in titles(books.clerk)
    with pytest.raises(NotReady, match="ghi lý do"):
        answered(books, document, RecallAnswer.REFUSED, " ")
    answered(books, document, RecallAnswer.REFUSED, "Đã dùng để giải quyết hồ sơ")
    assert title not in titles(books.outsider)
    assert Notice.objects.filter(unit=books.office, text__contains="không thực hiện thu hồi").exists()
    sender, address = signed_in(books.clerk), reverse("documents:document", args=(document.pk,))
    page = sender.get(address).content.decode()
    assert "Đã dùng để giải quyết hồ sơ" in page
    assert "đã hủy, đã trả 0, không thực hiện 1, chưa trả lời 1" in page
    row = answered(books, document, RecallAnswer.DESTROYED)
    assert (row.recall_answer, row.recall_answered_on, row.recall_answered_by) == (
        RecallAnswer.DESTROYED, TODAY, books.outsider,
    )  # fmt: skip
    with pytest.raises(NotReady, match="đã được trả lời"):
        answered(books, document, RecallAnswer.RETURNED)
    assert "đã hủy bản điện tử" in sender.get(address).content.decode()
    last = Entry.objects.filter(action="document.answer_recall").latest("number")
    assert last.actor == books.outsider
    assert last.changes == {"recall": ["", f"{ward.label}: đã hủy bản điện tử"]}


def test_who_may_answer(books: Books, ward: Unit) -> None:
    document, _ = registered(books, ward)
    row, leader = of_ward(document), books.organised.person("ctp", (ward, Role.LEADER))
    with pytest.raises(NotReady):
        answered(books, document, RecallAnswer.DESTROYED)  # it is not recalled
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    said = {"answer": RecallAnswer.DESTROYED, "note": "", "now": NOW}
    for person in (books.clerk, leader):
        with pytest.raises(NotAllowed):
            answer_recall(row, ward, by=person, **said)
    with pytest.raises(NotReady):  # the sender does not answer for who uses the site
        answer_recall(row, books.office, by=books.clerk, **said)
    address = reverse("documents:answer_recall", args=(row.pk,))
    typed = {"answer": "destroyed"}
    assert signed_in(books.clerk).get(address).status_code == 404
    assert signed_in(leader).get(address).status_code == 200
    assert signed_in(leader).post(address, typed).status_code == 403
    other = document.recipients.get(name="Công ty Thành Công")
    with pytest.raises(NotReady):
        answer_recall(other, ward, by=books.outsider, **said)
    answer_recall(other, books.office, by=books.clerk, **said)
    other.refresh_from_db()
    assert other.recall_answer == RecallAnswer.DESTROYED
    assert of_ward(document).recall_answer == RecallAnswer.NONE


def test_the_sender_writes_down_the_answer_of_who_has_not_registered_it(books: Books) -> None:
    bureau = books.organised.unit(books.organised.province, "Sở Nội vụ")
    document = books.draw("Phối hợp", recipients=(Sent("Sở Nội vụ", bureau),)).document
    mark_sent(document, by=books.clerk, now=NOW)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    clerk, address = signed_in(books.clerk), reverse("documents:document", args=(document.pk,))
    row = document.recipients.get()
    answering = reverse("documents:answer_recall", args=(row.pk,))
    assert answering in clerk.get(address).content.decode()
    shown = clerk.post(answering, {"answer": "returned", "note": "Công văn số 5"}, follow=True)
    assert "đã gửi trả lại bản giấy" in shown.content.decode()
    row.refresh_from_db()
    assert (row.recall_answer, row.recall_answered_by) == (RecallAnswer.RETURNED, books.clerk)
    entry = Entry.objects.get(action="document.answer_recall")
    said = "Sở Nội vụ: đã gửi trả lại bản giấy (văn thư nơi gửi ghi)"
    assert (entry.actor, entry.changes) == (books.clerk, {"recall": ["", said]})


def test_the_way_through_the_pages(books: Books, ward: Unit) -> None:
    document, arrival = registered(books, ward)
    clerk = signed_in(books.clerk)
    clerk.post(reverse("documents:recall", args=(document.pk,)), {"reason": WHY, "version": "1"})
    address = reverse("documents:answer_recall", args=(of_ward(document).pk,))
    receiver = signed_in(books.outsider)
    page = receiver.get(reverse("documents:document", args=(arrival.pk,))).content.decode()
    assert address in page
    assert "Sai số liệu" in receiver.get(address).content.decode()
    assert "ghi lý do" in receiver.post(address, {"answer": "refused"}).content.decode()
    shown = receiver.post(address, {"answer": "destroyed", "note": "Đã hủy 1 bản"}, follow=True)
    assert "Cơ quan trả lời: đã hủy bản điện tử" in shown.content.decode()
    assert receiver.get(address).status_code == 200  # may be looked at again
    assert "Đã hủy 1 bản" in clerk.get(reverse("documents:document", args=(document.pk,))).content.decode()
    other = document.recipients.get(name="Công ty Thành Công")
    clerk.post(reverse("documents:answer_recall", args=(other.pk,)), {"answer": "returned"})
    page = clerk.get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "đã gửi trả lại bản giấy" in page
    assert "đã hủy, đã trả 2, không thực hiện 0, chưa trả lời 0" in page


def test_one_that_was_not_registered_yet_is_answered_too(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    assert not sent_to(ward)
    (row,) = recalls_unanswered(ward)
    answer = signed_in(books.outsider).post(
        reverse("documents:answer_recall", args=(row.pk,)), {"answer": "destroyed"}, follow=True
    )
    assert "nơi gửi thấy trả lời này" in answer.content.decode()
    assert not recalls_unanswered(ward)


def test_a_recall_by_another_document_asks_too(books: Books, ward: Unit) -> None:
    document, _ = registered(books, ward)
    by = books.draw("Thu hồi văn bản", kind="Công văn", symbol_part="VX").document
    relate(by, RelationKind.RECALLS, to=document.reference, reason="", by=books.clerk, now=NOW)
    assert recalls_unanswered(ward).count() == 1


def test_what_was_never_sent_asks_nobody(books: Books, ward: Unit) -> None:
    document = books.draw(recipients=(Sent("UBND phường Hòa An", ward),)).document
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    assert not recalls_unanswered(ward)
    assert not Notice.objects.filter(text__contains="thu hồi").exists()


def test_the_list_asks_no_more_for_what_was_recalled(
    books: Books, ward: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, listed = signed_in(books.outsider), reverse("documents:incoming")
    document, _ = registered(books, ward)
    client.get(listed)
    with django_assert_num_queries(FRAME_AGAIN + 4):
        client.get(listed)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    client.get(listed)
    with django_assert_num_queries(FRAME_AGAIN + 4):
        client.get(listed)


def typed(books: Books, document: Document, **said: Any) -> Document:
    """What the ward's clerk writes into his register without taking it in."""
    known = {"issuer": document.issuer, "reference": document.reference, "issued_on": document.issued_on}
    series = arrivals_of(books.organised.ward, TODAY)
    assert series is not None
    about = Arrival(subject="Phòng dịch", arrived_on=TODAY, **(known | said))
    return register_arrival(series, about, by=books.outsider, now=NOW, again=True)


def test_it_reaches_what_the_receiver_typed_by_hand(books: Books, ward: Unit) -> None:
    document = sent(books, ward)
    other = typed(books, document, issuer="Sở Nội vụ")
    arrival = typed(books, document, reference="1 /kh-ubnd")
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    row = of_ward(document)
    assert (row.arrival, row.confirmed_on, row.confirmed_by) == (arrival, TODAY, books.outsider)
    (told,) = Notice.objects.filter(unit=ward, text__contains="đã bị thu hồi")
    assert told.link == reverse("documents:document", args=(arrival.pk,))
    entry = Entry.objects.get(action="document.confirm")
    assert (entry.actor, entry.changes) == (None, {"confirmed": ["", f"{ward.label}: số đến 2"]})
    answered(books, document, RecallAnswer.DESTROYED)
    states = [DocumentState.RECALLED, DocumentState.ARRIVED]
    for one, state in zip((arrival, other), states, strict=True):
        one.refresh_from_db()
        assert one.state == state


def test_who_leads_the_task_made_of_it_is_told(books: Books, ward: Unit) -> None:
    document, arrival = registered(books, ward)
    names = ("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội")
    lead, helper = (books.organised.unit(ward, name) for name in names)
    said = {"due_on": date(2026, 6, 19), "opinion": "", "by": books.outsider, "now": NOW}
    held = assign(arrival, lead=lead, helpers=[Helper(helper)], as_task=True, **said)
    (part,) = UnitTask.objects.filter(task=held.task_number, part=Part.LEAD)
    recall(document, reason=WHY, by=books.clerk, now=NOW)
    told = Notice.objects.filter(text__contains="đã bị thu hồi", link=address_of(part.task_id))
    assert [one.unit for one in told] == [lead]


def test_of_a_replacement_the_receivers_are_told(books: Books, ward: Unit) -> None:
    document, arrival = registered(books, ward)
    waiting = sent(books, ward, "Chưa vào sổ")
    for old in (document, waiting):
        newer = books.draw(f"Thay {old.reference}").document
        relate(newer, RelationKind.REPLACES, to=old.reference, reason="", by=books.clerk, now=NOW)
        text = f"đã được thay thế bằng kế hoạch số {newer.reference} ngày 15/06/2026"
        told = Notice.objects.filter(unit=ward, text__contains=text).get()
        address = reverse("documents:document", args=(arrival.pk,))
        assert told.link == (address if old is document else reverse("documents:sent_here"))
        assert Notice.objects.filter(unit=books.culture, text=told.text).exists()
    (row,) = sent_to(ward)
    assert row.document == waiting
    page = signed_in(books.outsider).get(reverse("documents:sent_here")).content.decode()
    assert "đã được thay thế" in page
    assert take_in(row, ward, by=books.outsider, now=NOW).subject == "Chưa vào sổ"
    assert not recalls_unanswered(ward)
