"""What a document of the office does to another: which one that is, where its number alone does not say."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.web.documents.conftest import NOW, TODAY, Books, at
from tests.web.organisation import signed_in

from sauro_web.common.errors import NotReady
from sauro_web.documents.models import Document, DocumentState, Relation, RelationKind
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.relating import relate

pytestmark = pytest.mark.django_db

NEXT = date(2027, 1, 11)


def related(
    books: Books, document: Document, kind: RelationKind, to: str, day: date | None = None
) -> Relation:
    return relate(document, kind, to=to, reason="", dated=day, by=books.clerk, now=at(NEXT))


@pytest.mark.parametrize("kind", [RelationKind.REPLACES, RelationKind.RECALLS, RelationKind.AMENDS])
def test_what_arrived_is_never_ended_by_a_document_of_the_office(books: Books, kind: RelationKind) -> None:
    about = Arrival("Sở Nội vụ", "Kế hoạch của sở", TODAY, "45/KH-UBND", TODAY)
    arrival = register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    document = books.draw().document
    assert related(books, document, kind, "45/KH-UBND").other is None
    arrival.refresh_from_db()
    assert arrival.state == DocumentState.ARRIVED
    assert related(books, document, RelationKind.BASIS, "45/KH-UBND").other == arrival


def test_of_several_years_the_day_says_which(books: Books) -> None:
    old = books.draw("Kế hoạch 2026").document
    newer = books.draw("Kế hoạch 2027", issued_on=NEXT, now=at(NEXT)).document
    last = books.draw("Thay kế hoạch 2026", issued_on=NEXT, now=at(NEXT)).document
    assert old.reference == newer.reference
    with pytest.raises(NotReady, match="2 văn bản số 01/KH-UBND: ngày 11/01/2027, ngày 15/06/2026"):
        related(books, last, RelationKind.REPLACES, "1/KH-UBND")
    assert related(books, last, RelationKind.REPLACES, "1/KH-UBND", TODAY).other == old
    for one, state in ((old, DocumentState.REPLACED), (newer, DocumentState.ISSUED)):
        one.refresh_from_db()
        assert one.state == state


def test_one_of_the_same_number_may_take_the_place_of_last_years(books: Books) -> None:
    old = books.draw("Kế hoạch 2026").document
    newer = books.draw("Kế hoạch 2027", issued_on=NEXT, now=at(NEXT)).document
    assert related(books, newer, RelationKind.REPLACES, "01/KH-UBND").other == old


def test_the_page_asks_for_the_day(books: Books) -> None:
    old = books.draw("Kế hoạch 2026").document
    books.draw("Kế hoạch 2027", issued_on=NEXT, now=at(NEXT))
    last = books.draw("Thay kế hoạch 2026", issued_on=NEXT, now=at(NEXT)).document
    clerk, address = signed_in(books.clerk), reverse("documents:relate", args=(last.pk,))
    typed = {"kind": "replaces", "to": "1/KH-UBND"}
    refused = clerk.post(address, typed)
    assert refused.status_code == 409
    assert "Hãy ghi thêm ngày văn bản kia" in refused.content.decode()
    assert clerk.post(address, typed | {"dated": "15/06/2026"}).status_code == 302
    old.refresh_from_db()
    assert old.state == DocumentState.REPLACED
