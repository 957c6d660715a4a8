"""A number that was reserved, or is put in with a letter, asks the allowance as one that is drawn does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.documents.conftest import NOW, TODAY, Books, at, base_of, particulars
from tests.web.organisation import signed_in

from sauro_web.audit.models import Entry
from sauro_web.common.desk import waiting_for
from sauro_web.common.errors import NotReady
from sauro_web.documents.models import Document, DocumentState, NumberRequest, RequestState
from sauro_web.documents.operations import drawing
from sauro_web.documents.operations.requesting import ask_for_number, decide_request
from sauro_web.documents.operations.reserving import insert_number, issue_reserved, reserve_number
from sauro_web.documents.operations.settling import set_baseline
from sauro_web.documents.queries.requests import open_request

pytestmark = pytest.mark.django_db


def reserved(books: Books) -> Document:
    said = {"for_whom": "Phòng VHXH", "reason": "In sẵn", "by": books.clerk, "now": NOW}
    return reserve_number(books.administrative, until=date(2026, 6, 20), **said)


def approved(books: Books, subject: str) -> NumberRequest:
    request = ask_for_number(
        books.administrative, kind="Kế hoạch", subject=subject, why_needed="Phòng chống bão",
        drafting_unit=books.culture, is_procedure_result=False, by=books.drafter, now=NOW,
    )  # fmt: skip
    assert request.state == RequestState.ABOVE
    return decide_request(request, granted=True, answer="Cần ngay", by=books.leader, now=NOW)


def test_a_number_kept_before_counts_when_it_is_issued(books: Books) -> None:
    base_of(books, 2)  # one document may be issued
    kept = reserved(books)
    books.draw("Văn bản duy nhất")
    with pytest.raises(NotReady, match="đã đủ mức"):
        issue_reserved(kept, particulars("Hè 2026"), by=books.clerk, now=NOW)
    kept.refresh_from_db()
    assert (kept.state, kept.reference) == (DocumentState.RESERVED, "")
    request = approved(books, "Hè 2026")
    with pytest.raises(NotReady, match="đúng như trong đề nghị"):
        issue_reserved(kept, particulars("Việc khác"), by=books.clerk, now=NOW, request=request)
    issued = issue_reserved(kept, particulars("Hè 2026"), by=books.clerk, now=NOW, request=request).document
    request.refresh_from_db()
    assert (issued.reference, request.state, request.document) == ("01/KH-UBND", RequestState.DRAWN, issued)


def test_a_letter_behind_a_number_counts_as_well(books: Books) -> None:
    base_of(books, 2)
    first = books.draw("Văn bản duy nhất").document
    said = {"reason": "Bỏ sót", "by": books.clerk, "now": NOW}
    with pytest.raises(NotReady, match="đã đủ mức"):
        insert_number(first, particulars("Bỏ sót"), **said)
    free = insert_number(first, particulars("Cấp phép", is_procedure_result=True), **said).document
    assert free.reference == "01a/KH-UBND"  # it does not count
    request = approved(books, "Bỏ sót")
    let = insert_number(first, particulars("Bỏ sót"), request=request, **said).document
    request.refresh_from_db()
    assert (let.reference, request.document) == ("01b/KH-UBND", let)


@pytest.mark.parametrize("base", [2, 200])
def test_more_were_drawn_than_when_it_was_counted_last(
    books: Books, monkeypatch: pytest.MonkeyPatch, base: int
) -> None:
    """What this process noted some seconds ago says nothing of what others drew since."""
    base_of(books, base)  # of two one may be issued
    books.draw("Văn bản thứ nhất")
    monkeypatch.setattr(drawing, "drawn_before_counting", lambda *said: 1)  # so many were drawn by then
    if base == 2:
        with pytest.raises(NotReady, match="đã đủ mức"):
            books.draw("Văn bản thứ hai")
        assert Document.objects.count() == 1
        monkeypatch.undo()
        assert books.draw("Cấp phép", is_procedure_result=True).document.number == 2  # none was used up
    else:
        assert [books.draw(f"Văn bản {place}").document.number for place in (2, 3)] == [2, 3]


def test_while_something_is_left_nothing_is_asked(books: Books) -> None:
    base_of(books, 5)  # four
    kept = reserved(books)
    first = books.draw().document
    issue_reserved(kept, particulars("Hè 2026"), by=books.clerk, now=NOW)
    insert_number(first, particulars("Bỏ sót"), reason="Bỏ sót", by=books.clerk, now=NOW)
    assert Document.objects.filter(dated=TODAY, state=DocumentState.ISSUED).count() == 3


def test_the_pages_say_why_and_take_what_the_leader_approved(books: Books) -> None:
    now, today = timezone.now(), timezone.localdate()
    clerk = signed_in(books.clerk)
    set_baseline(
        books.office, today.year - 1, counts={"": 1}, first_month=1, last_month=12, source="Báo cáo 9",
        by=books.leader, now=now,
    )  # fmt: skip
    kept = reserve_number(
        books.administrative, for_whom="Phòng VHXH", until=today, reason="In sẵn", by=books.clerk, now=now
    )
    address = reverse("documents:issue", args=(kept.pk,))
    assert "trên 0 văn bản được ban hành" in clerk.get(address).content.decode()
    typed = {
        "loai": f"{books.administrative.pk}:Kế hoạch", "subject": "Hè", "why_needed": "Theo yêu cầu",
        "issued_on": f"{today:%d/%m/%Y}", "signer": "Lò Văn A", "channel": "electronic",
    }  # fmt: skip
    refused = clerk.post(address, typed)
    assert refused.status_code == 409
    assert "đã đủ mức được ban hành" in refused.content.decode()
    request = ask_for_number(
        books.administrative, kind="Kế hoạch", subject="Hè", why_needed="Bão", drafting_unit=None,
        is_procedure_result=False, by=books.drafter, now=now,
    )  # fmt: skip
    decide_request(request, granted=True, answer="Được", by=books.leader, now=now)
    assert clerk.post(address, typed).status_code == 302
    kept.refresh_from_db()
    assert (kept.state, kept.request) == (DocumentState.ISSUED, request)


def asked(books: Books, subject: str, now: datetime = NOW, **said: Any) -> NumberRequest:
    known = {"kind": "Kế hoạch", "why_needed": "Phòng chống bão", "drafting_unit": books.culture}
    return ask_for_number(
        books.administrative, subject=subject, is_procedure_result=False, by=books.drafter, now=now,
        **(known | said),
    )  # fmt: skip


@pytest.mark.parametrize("way", ["draw", "issue", "insert"])
def test_what_was_within_the_allowance_when_it_was_asked_goes_to_the_leader(books: Books, way: str) -> None:
    base_of(books, 2)
    kept, request = reserved(books), asked(books, "Bão")
    assert request.state == RequestState.ASKED
    first = books.draw("Văn bản duy nhất").document

    def number() -> Document:
        said = {"by": books.clerk, "now": NOW, "request": request}
        if way == "draw":
            return books.draw("Bão", request=request).document
        if way == "issue":
            return issue_reserved(kept, particulars("Bão"), **said).document
        return insert_number(first, particulars("Bão"), reason="Bỏ sót", **said).document

    with pytest.raises(NotReady, match="đã chuyển lãnh đạo quyết định"):
        number()
    request.refresh_from_db()
    assert (request.state, request.counted, request.allowed) == (RequestState.ABOVE, 1, 1)
    entry = Entry.objects.get(action="document.ask_leader")
    assert (entry.actor, entry.changes) == (books.clerk, {"state": ["asked", "above"]})
    (thing,) = [one for span in waiting_for(books.leader, on=TODAY) for one in span.things]
    assert "đã ban hành 1 trên 1" in thing.reason
    with pytest.raises(NotReady, match="chờ lãnh đạo"):
        number()
    decide_request(request, granted=True, answer="Cần ngay", by=books.leader, now=NOW)
    document = number()
    request.refresh_from_db()
    assert (request.state, request.document) == (RequestState.DRAWN, document)


def test_the_page_of_a_kept_number_finds_what_waits_for_the_clerk(books: Books) -> None:
    asked(books, "Bão")
    last = asked(books, "Bão", now=at(TODAY, 10))
    found = open_request(books.office, "Kế hoạch", " Bão ")
    assert found is not None
    assert found.asked_at < last.asked_at
    NumberRequest.objects.filter(pk=last.pk).update(state=RequestState.APPROVED, decided_by=books.leader)
    assert open_request(books.office, "Kế hoạch", "Bão") == last
    assert open_request(books.office, "Kế hoạch", "Hè") is None


def test_it_is_the_allowance_of_the_year_of_the_day(books: Books) -> None:
    base_of(books, 2)
    books.draw("Văn bản duy nhất")
    january = at(date(2027, 1, 4))
    assert asked(books, "Chưa ký", now=january).state == RequestState.ASKED
    before = asked(books, "Ký năm trước", now=january, dated=date(2026, 12, 31))
    assert (before.state, before.counted, before.allowed) == (RequestState.ABOVE, 1, 1)
    with pytest.raises(NotReady, match="ngày mai"):
        asked(books, "Mai ký", now=january, dated=date(2027, 1, 5))


def test_the_page_that_asks_takes_the_day(books: Books) -> None:
    client, address = signed_in(books.drafter), reverse("documents:ask")
    assert client.get(address).context["form"]["issued_on"].value() is None
    typed = {"loai": f"{books.administrative.pk}:Kế hoạch", "subject": "Hè", "why_needed": "Theo yêu cầu"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post(address, typed | {"issued_on": f"{tomorrow:%d/%m/%Y}"}).status_code == 409
    assert client.post(address, typed).status_code == 302
    assert NumberRequest.objects.get().state == RequestState.ASKED
