"""What two rows of registers must share to be one document: a bare number says little, and what arrived
without a number has only its arrival number."""

from __future__ import annotations

import pytest
from tests.web.documents.conftest import Books, books
from tests.web.exchange.test_registers import CAME, FIRST, IN, OUT, taken, written

from sauro_web.documents.models import Document

__all__ = ["books"]

pytestmark = pytest.mark.django_db

BARE = [
    ["12", "05/01/2026", "Kế hoạch tiêm chủng", "", "", ""],
    ["12", "05/01/2026", "Báo cáo tiêm chủng", "", "", ""],
    ["12", "06/01/2026", "Báo cáo dân số", "", "", ""],
]
UNNUMBERED = [8, "06/01/2026", "Sở Mẫu", "", "05/01/2026", "Mời họp", ""]
"""An invitation that bears no number."""


def test_a_bare_number_is_told_apart_by_kind_and_day(books: Books) -> None:
    run = written(books, [OUT, *BARE])
    assert run.written == 3
    kinds = list(Document.objects.order_by("dated", "kind").values_list("kind", flat=True))
    assert kinds == ["Báo cáo", "Kế hoạch", "Báo cáo"]
    again = taken(books, [OUT, *BARE])
    assert (again.totals["new"], again.totals["known"]) == (0, 3)


def test_bare_numbers_that_were_entered_before_are_known(books: Books) -> None:
    written(books, [OUT, BARE[0]])
    Document.objects.update(key="12")  # as it was written once
    again = taken(books, [OUT, *BARE])
    assert (again.totals["new"], again.totals["known"]) == (2, 1)


def test_what_arrived_without_a_number_is_not_doubled(books: Books) -> None:
    rows = [IN, CAME, UNNUMBERED, [9, *UNNUMBERED[1:]]]
    assert written(books, rows).written == 3
    again = taken(books, [*rows, [10, *UNNUMBERED[1:]]])
    assert (again.totals["new"], again.totals["known"]) == (1, 3)


def test_what_is_too_long_is_told(books: Books) -> None:
    heading = [*OUT[:5], "Ghi chú"]
    run = taken(
        books, [heading, [*FIRST[:5], "x" * 501], ["12/BC-UBND", "06/01/2026", "Báo cáo", "", "", "y"]]
    )
    (fault,) = [one for one in run.totals["faults"] if one["code"] == "text.cut"]
    assert (fault["row"], run.totals["new"], run.totals["unfit"]) == (3, 2, 0)
    assert "ghi chú" in fault["message"]
