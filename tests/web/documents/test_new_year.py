"""The night of 31/12: the year of a number is that of the document's day, and the day is that of the office,
not that of the server's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.web.documents.conftest import Books, particulars

from sauro_web.common.errors import NotReady
from sauro_web.documents.models import SeriesYear
from sauro_web.documents.operations.drawing import draw_number
from sauro_web.documents.operations.reserving import insert_number, issue_reserved, reserve_number

pytestmark = pytest.mark.django_db

LAST, FIRST = date(2026, 12, 31), date(2027, 1, 1)
BEFORE, AFTER = (
    datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 17, 0, tzinfo=UTC),
)
"""A second before midnight in Việt Nam, and midnight: 31/12 by the clock of the server both."""


def drawn(books: Books, on: date, now: datetime) -> tuple[int, int | None]:
    said = draw_number(books.administrative, particulars(issued_on=on), by=books.clerk, now=now)
    return said.document.year, said.document.number


def test_the_office_is_in_the_new_year_before_the_server(books: Books) -> None:
    assert drawn(books, LAST, BEFORE) == (2026, 1)
    with pytest.raises(NotReady, match="ngày mai"):
        drawn(books, FIRST, BEFORE)
    assert drawn(books, FIRST, AFTER) == (2027, 1)
    assert drawn(books, LAST, AFTER) == (2026, 2)
    years = dict(SeriesYear.objects.filter(series=books.administrative).values_list("year", "last"))
    assert years == {2026: 2, 2027: 1}


def test_a_number_is_kept_in_the_year_of_the_office(books: Books) -> None:
    said = {"for_whom": "Phòng Kinh tế", "reason": "In sẵn", "by": books.clerk}
    with pytest.raises(NotReady, match="trong năm 2026"):
        reserve_number(books.administrative, until=FIRST, now=BEFORE, **said)
    old = reserve_number(books.administrative, until=LAST, now=BEFORE, **said)
    new = reserve_number(books.administrative, until=FIRST + timedelta(days=5), now=AFTER, **said)
    assert (old.year, old.number, new.year, new.number) == (2026, 1, 2027, 1)
    with pytest.raises(NotReady, match="năm 2026"):
        issue_reserved(old, particulars(issued_on=FIRST), by=books.clerk, now=AFTER)
    signed = issue_reserved(old, particulars(issued_on=LAST), by=books.clerk, now=AFTER).document
    assert (signed.year, signed.reference) == (2026, "01/KH-UBND")


def test_a_letter_stays_in_the_year_of_its_number(books: Books) -> None:
    first = draw_number(books.administrative, particulars(issued_on=LAST), by=books.clerk, now=BEFORE)
    about = {"reason": "Bỏ sót khi vào sổ", "by": books.clerk, "now": AFTER}
    with pytest.raises(NotReady, match="năm 2026"):
        insert_number(first.document, particulars(issued_on=FIRST), **about)
    late = insert_number(first.document, particulars("Bỏ sót", issued_on=LAST), **about).document
    assert (late.year, late.reference) == (2026, "01a/KH-UBND")
    assert drawn(books, LAST, AFTER) == (2026, 2)
