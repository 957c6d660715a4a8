"""What two rows of registers must share to be one document: a bare number says little, and what arrived
without a number has only its arrival number."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.web.documents.conftest import NOW, TODAY, Books, books
from tests.web.exchange.test_registers import CAME, FIRST, IN, OUT, taken, written
from tests.web.organisation import signed_in

from sauro_web.common.errors import NotReady
from sauro_web.documents.models import Document
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.exchange.operations import writing_registers
from sauro_web.exchange.operations.taking_registers import confirm_register

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


def test_an_arrival_number_that_is_taken_is_a_fault_of_the_file(books: Books) -> None:
    about = Arrival("Sở Nội vụ", "Kế hoạch của sở", TODAY, "45/KH-SNV", TODAY)
    drawn = register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    taken_already = [drawn.number, "06/01/2026", "Sở Mẫu", "16/SM-VP", "05/01/2026", "V/v khác", ""]
    last_year = [drawn.number, "06/01/2025", "Sở Mẫu", "16/SM-VP", "05/01/2025", "V/v khác", ""]
    rows = [IN, CAME, taken_already, last_year, [7, *UNNUMBERED[1:]]]
    run = taken(books, rows)
    assert (run.totals["new"], run.totals["known"], run.totals["unfit"]) == (2, 0, 2)
    stops = [one for one in run.totals["faults"] if one["code"] == "number.taken"]
    assert [(one["row"], one["severity"], one["message"]) for one in stops] == [
        (4, "stop", "Số đến 1 đã có trong sổ năm 2026: văn bản đến ngày 15/06/2026; mỗi số đến một văn bản."),
        (6, "stop", "Số đến 7 đã có trong sổ năm 2026: văn bản đến ngày 06/01/2026; mỗi số đến một văn bản."),
    ]
    with pytest.raises(NotReady, match="Sổ còn 2 dòng có lỗi"):
        confirm_register(run, only_fit=False, by=books.clerk, version=run.version, now=NOW)
    assert written(books, rows, only_fit=True).written == 2
    pairs = list(Document.objects.order_by("pk").values_list("number", "year"))
    assert pairs == [(1, 2026), (7, 2026), (1, 2025)]
    again = taken(books, rows)
    assert (again.totals["new"], again.totals["known"], again.totals["unfit"]) == (0, 2, 2)


def test_a_number_that_a_clerk_drew_meanwhile_is_not_written_twice(books: Books) -> None:
    run = taken(books, [IN, CAME, [1, "06/01/2026", "Sở Mẫu", "16/SM-VP", "05/01/2026", "V/v khác", ""]])
    run.rows_done = 0  # as where it is let be written
    (portion, last) = next(writing_registers._portions(run, TODAY))
    about = Arrival("Sở Nội vụ", "Kế hoạch của sở", TODAY, "45/KH-SNV", TODAY)
    register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    writing_registers._write(run, portion, last, NOW)
    assert sorted(Document.objects.values_list("number", flat=True)) == [1, 7]


def test_another_document_with_a_number_that_is_there_is_told(books: Books) -> None:
    written(books, [OUT, FIRST])
    run = taken(books, [OUT, FIRST, [FIRST[0], "07/01/2026", "Kế hoạch khác", "", "", ""]])
    assert (run.totals["new"], run.totals["known"]) == (0, 2)
    told = [one for one in run.totals["faults"] if one["code"] == "number.there"]
    assert [(one["row"], one["severity"], one["message"]) for one in told] == [
        (4, "warn", "Số này đã có trong sổ, ngày 05/01/2026; không ghi."),
    ]
    page = signed_in(books.clerk).get(reverse("exchange:register", args=(run.pk,))).content.decode()
    assert 'không ghi.</td><td data-label="Có ghi được không">Không' in page
