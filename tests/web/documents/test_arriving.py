"""What arrives: its number, one lead, helpers with terms, the reply, terms on the working calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.web.documents.conftest import NOW, TODAY, Books, at
from tests.web.organisation import FRAME_AGAIN, signed_in

from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common.desk import waiting_for
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.models import Document, DocumentState, RelationKind
from sauro_web.documents.operations.arriving import (
    Arrival,
    answer_arrival,
    file_arrival,
    register_arrival,
    return_arrival,
)
from sauro_web.documents.operations.assigning import Helper, assign
from sauro_web.documents.timing import last_day, late_by, overdue
from sauro_web.notices.models import Notice


def arrive(books: Books, reference: str = "45/UBND-VX", **said: Any) -> Document:
    known = {"issuer": "UBND tỉnh Đông Giang", "subject": "Báo cáo hộ nghèo", "arrived_on": TODAY}
    now, again = said.pop("now", NOW), said.pop("again", False)
    about = Arrival(reference=reference, **(known | said))
    return register_arrival(books.arrivals, about, by=books.clerk, now=now, again=again)


def give(books: Books, document: Document, **said: Any) -> Document:
    known = {"lead": books.culture, "due_on": date(2026, 6, 19), "opinion": "Khẩn trương", "helpers": ()}
    return assign(document, **(known | {"by": books.leader, "now": NOW} | said))


def test_the_terms_are_working_days() -> None:
    calendar = WorkCalendar(
        [
            SpecialDay(date(2026, 8, 31), DayKind.OFF),
            SpecialDay(date(2026, 9, 1), DayKind.OFF),
            SpecialDay(date(2026, 9, 2), DayKind.OFF),
        ]
    )
    friday = date(2026, 8, 28)
    assert last_day(friday, calendar) == date(2026, 9, 3)
    assert late_by(friday, date(2026, 9, 3), calendar) == 0
    assert late_by(friday, date(2026, 9, 5), calendar) == 1
    assert late_by(friday, friday, calendar, urgent=True) == 0
    assert late_by(friday, date(2026, 9, 3), calendar, urgent=True) == 1


@pytest.mark.django_db
def test_arrival_numbers_run_on_their_own(books: Books) -> None:
    books.draw()
    first, second = arrive(books), arrive(books, "46/UBND-VX")
    assert (first.number, second.number, first.state) == (1, 2, DocumentState.ARRIVED)
    new_year = arrive(books, "1/UBND-VX", arrived_on=date(2027, 1, 4), now=at(date(2027, 1, 4)))
    assert (new_year.year, new_year.number) == (2027, 1)


@pytest.mark.django_db
def test_the_same_document_is_not_registered_twice_unawares(books: Books) -> None:
    arrive(books, issued_on=TODAY)
    with pytest.raises(NotReady, match="đã vào sổ: số đến 1"):
        arrive(books, "45 / ubnd–vx", issued_on=TODAY, issuer="Ủy ban nhân dân tỉnh Đông Giang")
    assert arrive(books, issued_on=TODAY - timedelta(days=1)).number == 2
    assert arrive(books, issued_on=TODAY, issuer="Sở Nội vụ").number == 3
    assert arrive(books, issued_on=TODAY, again=True).number == 4


@pytest.mark.django_db
def test_days_to_come_and_marks_are_refused(books: Books) -> None:
    for said in ({"arrived_on": TODAY + timedelta(days=1)}, {"issued_on": TODAY + timedelta(days=1)}):
        with pytest.raises(NotReady, match="ngày đến"):
            arrive(books, **said)
    with pytest.raises(NotReady, match="dấu chỉ độ mật"):
        arrive(books, subject="TỐI MẬT")
    with pytest.raises(NotAllowed):
        register_arrival(books.arrivals, Arrival("A", "B", TODAY), by=books.drafter, now=NOW)
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_one_unit_leads_and_the_others_help_by_their_days(books: Books) -> None:
    economy = books.organised.unit(books.office, "Phòng Kinh tế")
    document = arrive(books)
    with pytest.raises(NotReady, match="Mỗi đơn vị một lần"):
        give(books, document, helpers=(Helper(books.culture),))
    with pytest.raises(NotReady, match="không trước ngày"):
        give(books, document, due_on=TODAY - timedelta(days=1))
    with pytest.raises(NotReady, match="đơn vị của cơ quan"):
        give(books, document, lead=books.organised.ward)
    for person in (books.drafter, books.outsider):
        with pytest.raises(NotAllowed):
            give(books, document, by=person)
    held = give(books, document, helpers=(Helper(economy, date(2026, 6, 17)),), version=0)
    assert (held.state, held.lead, held.due_on) == (DocumentState.ASSIGNED, books.culture, date(2026, 6, 19))
    assert [(one.unit, one.due_on) for one in held.cooperations.all()] == [(economy, date(2026, 6, 17))]
    assert Notice.objects.filter(unit=books.culture, text__contains="chủ trì, trước ngày 19/06/2026").exists()
    (notice,) = Notice.objects.filter(unit=books.culture)
    assert document.subject in notice.text
    assert Notice.objects.filter(unit=economy, text__contains="phối hợp").exists()
    with pytest.raises(Conflict):
        give(books, document, lead=economy, version=0)
    again = give(books, document, lead=economy, by=books.clerk, version=1)
    assert (again.lead, again.cooperations.count()) == (economy, 0)


@pytest.mark.django_db
def test_it_is_answered_by_a_document_of_the_office_or_in_words(books: Books) -> None:
    document = arrive(books)
    said = {"reply": "", "note": "", "by": books.drafter, "now": NOW}
    with pytest.raises(NotAllowed):
        answer_arrival(document, **said)
    document = give(books, document)
    with pytest.raises(NotReady, match="số văn bản trả lời"):
        answer_arrival(document, **said)
    with pytest.raises(NotReady, match="không có số 9/BC-UBND"):
        answer_arrival(document, **(said | {"reply": "9/BC-UBND"}))
    with pytest.raises(NotAllowed):
        answer_arrival(document, **(said | {"by": books.outsider, "note": "Xong"}))
    reply = books.draw("Báo cáo hộ nghèo", kind="Báo cáo").document
    done = answer_arrival(document, **(said | {"reply": "1/BC-UBND"}))
    assert (done.state, done.ended_on) == (DocumentState.ANSWERED, TODAY)
    relation = reply.relations.get()
    assert (relation.kind, relation.other) == (RelationKind.REPLIES, document)
    second = give(books, arrive(books, "46/UBND-VX"), due_on=TODAY)
    late = answer_arrival(
        second, reply="", note="Đã họp, có biên bản", by=books.clerk, now=at(date(2026, 6, 18))
    )
    assert overdue(late, date(2026, 7, 30), WorkCalendar()) == 3


@pytest.mark.django_db
def test_what_asks_nothing_is_filed_and_what_is_wrong_goes_back(books: Books) -> None:
    filed = file_arrival(arrive(books), reason="", by=books.clerk, now=NOW)
    assert filed.state == DocumentState.FILED
    with pytest.raises(NotReady, match="để biết"):
        give(books, filed)
    second = arrive(books, "46/UBND-VX")
    with pytest.raises(NotReady, match="vì sao trả lại"):
        return_arrival(second, reason=" ", by=books.clerk, now=NOW)
    with pytest.raises(NotAllowed):
        return_arrival(second, reason="Nhầm", by=books.leader, now=NOW)
    assert return_arrival(second, reason="Gửi nhầm", by=books.clerk, now=NOW).state == DocumentState.RETURNED
    assert arrive(books, "47/UBND-VX").number == 3


@pytest.mark.django_db
def test_it_stands_on_the_desk_of_the_leader_then_of_the_unit(books: Books) -> None:
    document = arrive(books)
    (span,) = waiting_for(books.leader, on=TODAY)
    assert span.things[0].reason == "chờ phân công"
    give(books, document)
    assert waiting_for(books.leader, on=TODAY) == []
    (span,) = waiting_for(books.drafter, on=TODAY)
    assert span.things[0].title.endswith("Báo cáo hộ nghèo")
    assert waiting_for(books.outsider, on=TODAY) == []


@pytest.mark.django_db
def test_who_helps_sees_it_until_the_lead_is_done(books: Books) -> None:
    economy = books.organised.unit(books.office, "Phòng Kinh tế")
    helper = books.organised.person("kinhte", (economy, Role.OFFICER))
    own = date(2026, 6, 17)
    document = give(books, arrive(books), helpers=(Helper(economy, own),))
    second = give(books, arrive(books, "46/UBND-VX"), helpers=(Helper(economy),))
    things = [one for span in waiting_for(helper, on=TODAY) for one in span.things]
    assert [(one.reason, one.due) for one in things] == [
        ("phối hợp giải quyết", own), ("phối hợp giải quyết", second.due_on),
    ]  # fmt: skip
    assert things[0].address == reverse("documents:document", args=(document.pk,))
    page = signed_in(helper).get(things[0].address).content.decode()
    assert "Phòng Kinh tế phối hợp, thời hạn 17/06/2026" in page
    assert "xong khi đơn vị chủ trì ghi kết quả" in page
    assert "Phần của đơn vị" not in signed_in(books.drafter).get(things[0].address).content.decode()
    answer_arrival(document, reply="", note="Đã họp", by=books.drafter, now=NOW)
    left = [one for span in waiting_for(helper, on=TODAY) for one in span.things]
    assert [one.title for one in left] == ["Văn bản đến số 2: Báo cáo hộ nghèo"]
    assert "đã xong cùng đơn vị chủ trì" in signed_in(helper).get(things[0].address).content.decode()
    give(books, second, lead=economy)  # no longer a helper but the lead
    (thing,) = (one for span in waiting_for(helper, on=TODAY) for one in span.things)
    assert thing.reason == "chủ trì giải quyết"


@pytest.mark.django_db
def test_a_note_for_which_there_is_no_room_is_refused_whole(books: Books) -> None:
    document = give(books, arrive(books, notes="x" * 480))
    said = {"reply": "", "by": books.clerk, "now": NOW}
    with pytest.raises(NotReady, match="còn chỗ cho 18 ký tự, nội dung vừa ghi dài 19 ký tự"):
        answer_arrival(document, note="y" * 19, **said)
    done = answer_arrival(document, note="y" * 18, **said)
    assert done.notes == "x" * 480 + "; " + "y" * 18
    with pytest.raises(NotReady, match="dài 501 ký tự, nhiều nhất 500"):
        return_arrival(arrive(books, "46/UBND-VX"), reason="z" * 501, by=books.clerk, now=NOW)
    with pytest.raises(NotReady, match="số, ký hiệu dài 81 ký tự, nhiều nhất 80"):
        arrive(books, "9" * 81)


@pytest.mark.django_db
def test_an_opinion_that_was_said_before_stays_whole_in_the_trail(books: Books) -> None:
    long = "Khẩn trương " * 80
    document = give(books, arrive(books), opinion=long)
    give(books, document, opinion="Đổi ý")
    first, second = Entry.objects.filter(action="document.assign").order_by("number")
    assert first.changes["opinion"] == ["", long.strip()]
    assert second.changes["opinion"] == [long.strip(), "Đổi ý"]


@pytest.mark.django_db
def test_given_again_it_keeps_who_helps_and_tells_who_is_free(books: Books) -> None:
    economy = books.organised.unit(books.office, "Phòng Kinh tế")
    helpers = (Helper(economy, date(2026, 6, 17)), Helper(books.office))
    document = give(books, arrive(books), helpers=helpers)
    leader, address = signed_in(books.leader), reverse("documents:give", args=(document.pk,))
    form = leader.get(address).context["form"]
    assert form.initial["cooperating"] == f"Phòng Kinh tế 17/06/2026\n{books.office.name}"
    typed = {"lead": str(books.culture.pk), "version": str(document.version), "opinion": "Đổi hạn"}
    assert leader.post(address, typed | {"cooperating": form.initial["cooperating"]}).status_code == 302
    assert [(one.unit, one.due_on) for one in document.cooperations.all()] == [
        (economy, date(2026, 6, 17)), (books.office, None),
    ]  # fmt: skip
    assert "cooperating" not in Entry.objects.filter(action="document.assign").latest("number").changes
    assert not Notice.objects.filter(text__contains="đã phân công lại").exists()
    document.refresh_from_db()
    give(books, document, lead=books.office, helpers=(Helper(economy),))
    last = Entry.objects.filter(action="document.assign").latest("number")
    assert last.changes["cooperating"] == [
        "; ".join(sorted(map(str, helpers))), "Phòng Kinh tế",
    ]  # fmt: skip
    (told,) = Notice.objects.filter(text__contains="không còn phải giải quyết")
    assert (told.unit, "số 1 (45/UBND-VX)" in told.text) == (books.culture, True)
    document.refresh_from_db()
    give(books, document, lead=books.office, helpers=())
    assert Notice.objects.filter(unit=economy, text__contains="không còn phải giải quyết").count() == 1


@pytest.mark.django_db
def test_the_way_through_the_pages(books: Books) -> None:
    clerk, leader, drafter = signed_in(books.clerk), signed_in(books.leader), signed_in(books.drafter)
    from django.utils import timezone

    today = f"{timezone.localdate():%d/%m/%Y}"
    line = {
        "issuer": "Sở Nội vụ",
        "reference": "9/SNV-CCHC",
        "subject": "Rà soát thủ tục",
        "arrived_on": today,
    }
    clerk.post(reverse("documents:arrive"), line | {"channel": "electronic", "issued_on": today})
    document = Document.objects.get()
    assert document.issuer_unit == books.organised.unit(books.organised.province, "Sở Nội vụ")
    twice = clerk.post(reverse("documents:arrive"), line | {"channel": "electronic", "issued_on": today})
    assert twice.status_code == 409
    assert "đã vào sổ" in twice.content.decode()
    said = {
        "lead": str(books.culture.pk),
        "version": "0",
        "cooperating": f"- Phòng Kinh tế: {today}\nPhòng Lạ",
    }
    wrong = leader.post(reverse("documents:give", args=(document.pk,)), said)
    assert "Không rõ “Phòng Lạ”" in wrong.content.decode()
    said["cooperating"] = f"- Phòng Kinh tế: {today}"
    assert leader.post(reverse("documents:give", args=(document.pk,)), said).status_code == 302
    document.refresh_from_db()
    assert document.cooperations.get().due_on == timezone.localdate()
    answer = {"note": "Đã rà soát, không có thủ tục nào", "version": str(document.version)}
    assert drafter.post(reverse("documents:answer", args=(document.pk,)), answer).status_code == 302
    page = clerk.get(reverse("documents:followed")).content.decode()
    assert "Phòng Kinh tế (phối hợp)" in page
    assert (
        "9/SNV-CCHC" in clerk.get(reverse("documents:incoming"), {"tim": "ra soat thu tuc"}).content.decode()
    )
    assert "9/SNV-CCHC" not in clerk.get(reverse("documents:outgoing")).content.decode()


@pytest.mark.django_db
def test_the_unit_that_leads_reads_what_it_has_to_answer(books: Books) -> None:
    village = books.organised.unit(books.office, "Thôn 1")
    person = books.organised.person("truongthon", (village, Role.HEAD))
    document = give(books, arrive(books), lead=village)
    assert signed_in(person).get(reverse("documents:document", args=(document.pk,))).status_code == 200


@pytest.mark.django_db
def test_the_registers_ask_the_same_for_one_row_and_for_three(
    books: Books, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    clerk = signed_in(books.clerk)
    economy = books.organised.unit(books.office, "Phòng Kinh tế")
    for name in ("incoming", "followed"):
        give(books, arrive(books, f"1/{name.upper()}-VX"), helpers=(Helper(economy),))
        clerk.get(reverse(f"documents:{name}"))
        with django_assert_num_queries(FRAME_AGAIN + 5):
            clerk.get(reverse(f"documents:{name}"))
        for number in (2, 3):
            give(books, arrive(books, f"{number}/{name.upper()}-VX"), helpers=(Helper(economy),))
        clerk.get(reverse(f"documents:{name}"))
        with django_assert_num_queries(FRAME_AGAIN + 5):
            clerk.get(reverse(f"documents:{name}"))
