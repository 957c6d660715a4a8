"""Numbers that the register of the year has already: a series begins behind them, and what meets one of them
is told which document bears it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web.documents.conftest import NOW, TODAY, Books, at, particulars
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import Direction, Document, DocumentClass, Series, SeriesYear
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.entering import Older, enter_older
from sauro_web.documents.operations.reserving import insert_number, issue_reserved, reserve_number
from sauro_web.documents.operations.settling import end_series, go_on_from, set_series, usual_series
from sauro_web.documents.queries.numbers import largest_number

pytestmark = pytest.mark.django_db


def book(books: Books, *references: str, day: date = date(2026, 2, 5), **said: Any) -> list[Document]:
    """Documents of a book that was kept elsewhere."""
    rows = [
        Older(
            direction=Direction.OUTGOING, number=int(one.split("/")[0].rstrip("a")),
            suffix="a" if "a/" in one else "", reference=one, issued_on=day, subject=f"Theo sổ cũ {one}",
            **said,
        )
        for one in references
    ]  # fmt: skip
    with transaction.atomic():
        return enter_older(books.office, rows, by=books.clerk, now=NOW, reason="Theo sổ cũ")


def opened(books: Books, name: str, **said: Any) -> Series:
    known = {
        "direction": Direction.OUTGOING, "document_class": DocumentClass.ADMINISTRATIVE, "kinds": (),
        "symbol": "UBND", "issuer": "", "kept_by": None, "first": None, "by": books.leader, "now": NOW,
    }  # fmt: skip
    return set_series(books.office, name=name, **(known | said))


def test_a_year_begins_behind_the_book_that_was_brought_over(books: Books) -> None:
    book(books, "150/KH-UBND", "153/QĐ-UBND", "12/UBND-VX", day=date(2027, 1, 4))
    book(books, "300/2027/QĐ-UBND", "900/QĐ-HĐND", day=date(2027, 1, 4))  # other runs
    first = books.draw("Đầu năm", issued_on=date(2027, 1, 5), now=at(date(2027, 1, 5))).document
    assert first.reference == "154/KH-UBND"
    assert SeriesYear.objects.get(series=books.administrative, year=2027).first == 154
    assert (largest_number(books.decisions, 2027), largest_number(books.administrative, 2026)) == (300, 0)


def test_the_usual_series_begin_behind_it_too(books: Books) -> None:
    ward = books.organised.ward
    rows = [
        Older(Direction.OUTGOING, 153, "", "153/KH-UBND", TODAY, "Sổ cũ"),
        Older(Direction.INCOMING, 871, "", "45/UBND-VX", TODAY, "Sổ cũ", arrived_on=TODAY, issuer="Tỉnh"),
    ]
    with transaction.atomic():
        enter_older(ward, rows, by=books.outsider, now=NOW, reason="Theo sổ cũ")
    made = usual_series(ward, by=books.outsider, now=NOW)
    assert [one.years.get().first for one in made] == [154, 1, 872]


def test_numbers_that_are_there_are_passed_over(books: Books) -> None:
    """Whatever kind of the run bears them: one series has no number twice."""
    book(books, "1/KH-UBND", "02/QĐ-UBND", "04/UBND-VX", "07/KH-UBND")
    book(books, "05/QĐ-HĐND", "06/2026/QĐ-UBND")  # other runs
    drawn = [books.draw(f"Việc {turn}").document.reference for turn in range(3)]
    assert drawn == ["03/KH-UBND", "05/KH-UBND", "06/KH-UBND"]
    said = {"for_whom": "Ai", "until": TODAY, "reason": "Gì", "by": books.clerk, "now": NOW}
    assert reserve_number(books.administrative, **said).number == 8
    counter = SeriesYear.objects.get(series=books.administrative)
    assert (counter.last, counter.older_to) == (8, 7)
    assert SeriesYear.objects.get(series=books.decisions).older_to == 6


def test_arrival_numbers_that_are_there_are_passed_over(books: Books) -> None:
    rows = [
        Older(Direction.INCOMING, number, "", f"{number}/SNV-VP", TODAY, "Cũ", arrived_on=TODAY, issuer="Sở")
        for number in (1, 3)
    ]
    with transaction.atomic():
        enter_older(books.office, rows, by=books.clerk, now=NOW, reason="Theo sổ cũ")
    about = [Arrival("Sở Nội vụ", "Rà soát", TODAY, f"{number}/SNV") for number in (50, 51)]
    came = [register_arrival(books.arrivals, one, by=books.clerk, now=NOW) for one in about]
    assert [one.number for one in came] == [2, 4]


def test_a_book_that_is_brought_over_later_goes_on_where_it_is_longer(books: Books) -> None:
    book(books, "3/KH-UBND")
    book(books, "2/KH-UBND")
    assert SeriesYear.objects.get(series=books.administrative).older_to == 3
    assert [books.draw(f"Việc {turn}").document.number for turn in range(2)] == [1, 4]
    book(books, "1/BC-UBND", "4/BC-UBND")  # behind the counter: nothing is looked for
    assert SeriesYear.objects.get(series=books.administrative).older_to == 3
    for wrong in ({"older_to": 2}, {"last": 9, "older_to": 9}, {"first": 2, "older_to": 9}, {"last": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SeriesYear.objects.filter(series=books.administrative).update(**wrong)


def test_drawing_asks_no_more_once_it_is_beyond_the_older_book(books: Books) -> None:
    def asked(subject: str) -> int:
        with CaptureQueriesContext(connection) as found:
            books.draw(subject)
        return len(found)

    books.draw("Đầu")
    before = asked("Một")
    book(books, "3/KH-UBND", "4/BC-UBND")
    assert asked("Hai") > before
    assert asked("Ba") == before
    assert list(Document.objects.filter(series__isnull=False).values_list("number", flat=True)) == [
        1,
        2,
        5,
        6,
    ]


def test_what_was_reserved_or_is_inserted_meets_none_either(books: Books) -> None:
    said = {"for_whom": "Ai", "until": TODAY, "reason": "Gì", "by": books.clerk, "now": NOW}
    kept = reserve_number(books.administrative, **said)
    second = books.draw().document
    book(books, "01/KH-UBND", "02a/KH-UBND")
    with pytest.raises(NotReady, match="Số 01/KH-UBND đã có trong sổ năm 2026"):
        issue_reserved(kept, particulars("Hè"), by=books.clerk, now=NOW)
    about = particulars("Hè", kind="Báo cáo")
    assert issue_reserved(kept, about, by=books.clerk, now=NOW).document.reference == "01/BC-UBND"
    letter = insert_number(second, particulars("Sót"), reason="Sót", by=books.clerk, now=NOW).document
    assert letter.reference == "02b/KH-UBND"


def test_a_series_that_takes_the_place_of_another_goes_on(books: Books) -> None:
    books.draw()
    books.draw(kind="Quyết định")
    end_series(books.administrative, by=books.leader, now=NOW)
    with pytest.raises(NotReady, match="bắt đầu từ số 3"):
        opened(books, "Văn bản hành chính", first=1)
    again = opened(books, "Văn bản hành chính")
    assert books.draw(series=again).document.reference == "03/KH-UBND"


def test_two_books_with_one_symbol(books: Books) -> None:
    with pytest.raises(NotReady, match=r"“Văn bản hành chính” \(văn bản đi\) đã đánh số"):
        opened(books, "Nội bộ", direction=Direction.INTERNAL)
    inside = opened(books, "Nội bộ", direction=Direction.INTERNAL, symbol="VP")
    assert books.draw(series=inside).document.reference == "01/KH-VP"
    special = opened(books, "Chuyên ngành", document_class=DocumentClass.SPECIALISED, kinds=("Phiếu hẹn",))
    books.draw(kind="Công văn", symbol_part="VX")
    with pytest.raises(NotReady, match=r"Số 01/UBND-VX đã có trong sổ năm 2026 \(Công văn"):
        books.draw(series=special, kind="Phiếu hẹn", symbol_part="VX")
    assert books.draw(series=special, kind="Phiếu hẹn", symbol_part="CN").document.number == 1


def test_a_series_goes_on_upwards_only_and_that_is_recorded(books: Books) -> None:
    books.draw()
    said = {"reason": "Đã cấp trên sổ giấy", "by": books.leader, "now": NOW}
    for number, words in ((1, "Số tiếp theo của dãy số là 2"), (2, "chỉ đặt được"), (9_000, "quá 5000 số")):
        with pytest.raises(NotReady, match=words):
            go_on_from(books.administrative, number=number, **said)
    with pytest.raises(NotReady, match="vì sao"):
        go_on_from(books.administrative, number=154, **(said | {"reason": " "}))
    for person in (books.clerk, books.drafter, books.outsider):
        with pytest.raises(NotAllowed):
            go_on_from(books.administrative, number=154, **(said | {"by": person}))
    go_on_from(books.administrative, number=154, **said)
    assert books.draw().document.number == 154
    entry = Entry.objects.get(action="documents.go_on_from")
    assert (entry.actor, entry.reason) == (books.leader, "Đã cấp trên sổ giấy")


def test_the_page_proposes_the_number_behind_the_largest(books: Books) -> None:
    today = timezone.localdate()
    book(books, "153/KH-UBND", day=today)
    address = reverse("documents:go_on_series", args=(books.administrative.pk,))
    administrator = books.organised.person("quantri2", (books.office, Role.ADMINISTRATOR))
    client = signed_in(administrator)
    assert "trong sổ đã có số 153" in client.get(reverse("documents:settings")).content.decode()
    page = client.get(address).content.decode()
    assert "số lớn nhất đã có trong sổ là 153" in page
    assert 'value="154"' in page
    answer = client.post(address, {"number": "154", "reason": "Sổ giấy"}, follow=True).content.decode()
    assert "là 154." in answer
    assert SeriesYear.objects.get(series=books.administrative, year=today.year).last == 153
    assert client.post(address, {"number": "100", "reason": "Sổ giấy"}).status_code == 409
    assert signed_in(books.clerk).get(address).status_code == 403
    assert signed_in(books.outsider).get(address).status_code == 404
