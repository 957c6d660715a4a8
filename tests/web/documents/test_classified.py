"""Classified documents: a bare count per month, changed only by a further version."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web.documents.conftest import NOW, Books
from tests.web.organisation import signed_in

from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import ClassifiedCount, Direction
from sauro_web.documents.operations.classified import count_classified
from sauro_web.documents.queries.classified import classified_of

pytestmark = pytest.mark.django_db


def count(
    books: Books, number: int, month: int = 5, direction: Direction = Direction.OUTGOING
) -> ClassifiedCount:
    return count_classified(books.office, 2026, month, direction, number, by=books.clerk, now=NOW)


def test_a_correction_is_a_further_version(books: Books) -> None:
    first, second = count(books, 3), count(books, 4)
    assert (first.version, second.version) == (1, 2)
    assert count(books, 4).pk == second.pk
    count(books, 7, direction=Direction.INCOMING)
    months = classified_of(books.office, 2026, 6)
    assert [one.month for one in months] == [6, 5, 4, 3, 2, 1]
    may = months[1]
    assert may.left is not None
    assert may.arrived is not None
    assert (may.left.count, may.arrived.count, [one.count for one in may.earlier]) == (4, 7, [3])
    assert months[0].left is None


def test_what_was_counted_never_changes(books: Books) -> None:
    row = count(books, 3)
    for change in (lambda: ClassifiedCount.objects.filter(pk=row.pk).update(count=9), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert ClassifiedCount.objects.get().count == 3


def test_who_and_when(books: Books) -> None:
    for person in (books.leader, books.drafter, books.outsider):
        with pytest.raises(NotAllowed):
            count_classified(books.office, 2026, 5, Direction.OUTGOING, 1, by=person, now=NOW)
    with pytest.raises(NotReady, match="đã qua"):
        count(books, 1, month=7)
    with pytest.raises(NotReady, match="mật đi"):
        count(books, 1, direction=Direction.INTERNAL)


def test_the_page_of_the_clerk(books: Books) -> None:
    today = timezone.localdate()
    clerk, address = signed_in(books.clerk), reverse("documents:classified_count")
    typed = {"month": str(today.month), "year": str(today.year), "direction": "out", "count": "0"}
    page = clerk.post(address, typed, follow=True).content.decode()
    assert f"Đã ghi 0 văn bản mật, tháng {today.month}/{today.year}." in page
    clerk.post(address, typed | {"count": "2"})
    page = clerk.get(reverse("documents:classified")).content.decode()
    assert '<td class="number" data-label="Văn bản mật đi">2</td>' in page
    assert "văn bản đi: 0" in page
    assert "chưa ghi" in page
    assert clerk.post(address, typed | {"count": "-1"}).status_code == 422
    assert signed_in(books.leader).get(reverse("documents:classified")).status_code == 200
    assert signed_in(books.leader).get(address).status_code == 403
    assert signed_in(books.drafter).get(reverse("documents:classified")).status_code == 403
    outside = signed_in(books.outsider).get(reverse("documents:classified") + f"?co-quan={books.office.pk}")
    assert books.office.name not in outside.content.decode()
