"""What the province sees of its communes: sums, for those who lead or follow its work."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.web.documents.conftest import NOW, TODAY, Books, at, base_of, particulars
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Role, User
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.drawing import draw_number
from sauro_web.documents.operations.relating import recall
from sauro_web.documents.operations.settling import set_counting_rule
from sauro_web.documents.queries.communes import communes_of, figures_of_communes
from sauro_web.documents.queries.counting import allowance_of, rule_of

pytestmark = pytest.mark.django_db
END = date(2026, 6, 30)


@pytest.fixture
def follower(books: Books) -> User:
    return books.organised.person("theodoi", (books.organised.province, Role.COORDINATOR))


def test_the_sums_of_a_month(books: Books) -> None:
    base_of(books, 100)
    books.draw()
    books.draw("Của tháng trước", issued_on=date(2026, 5, 29))
    recall(books.draw("Thu hồi").document, reason="Sai", by=books.clerk, now=NOW)
    books.draw("Kết quả", is_procedure_result=True)
    for number, day in enumerate((TODAY, TODAY - timedelta(days=5)), start=1):
        about = Arrival("Sở Nội vụ", "Báo cáo", day, f"{number}/SNV")
        register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    province = books.organised.province
    figures = figures_of_communes(province, communes_of(province, END), END)
    mine = figures[books.office.pk]
    assert (mine.issued, mine.counted, mine.arrived, mine.judged, mine.in_time) == (3, 1, 2, 2, 1)
    own = allowance_of(books.office, 2026, END, compare=False)
    assert (mine.allowance.counted, mine.allowance.left) == (own.counted, own.left) == (2, 83)
    other = figures[books.organised.ward.pk]
    assert (other.issued, other.arrived, other.allowance.left) == (0, 0, None)
    may = figures_of_communes(province, communes_of(province, END), date(2026, 5, 31))[books.office.pk]
    assert (may.issued, may.allowance.counted) == (1, 1)


def test_each_counts_by_its_own_rule(books: Books) -> None:
    set_counting_rule(
        books.office, left_out=("Kế hoạch",), counts_procedure_results=False, counts_corrections=True,
        counts_internal=False, cut=rule_of(books.office, TODAY).cut, source="", reason="Quy định",
        by=books.leader, now=at(date(2026, 1, 5)),
    )  # fmt: skip
    books.draw()
    province = books.organised.province
    mine = figures_of_communes(province, communes_of(province, END), END)[books.office.pk]
    assert (mine.issued, mine.counted) == (1, 0)


def test_as_many_queries_for_one_document_as_for_many(
    books: Books, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    province = books.organised.province
    communes = list(communes_of(province, END))
    for _ in range(2):
        books.draw(f"Văn bản {_}")
        with django_assert_num_queries(6):  # one for the units that those without a base followed
            figures_of_communes(province, communes, END)


def test_who_sees_the_page(books: Books, follower: User) -> None:
    address = reverse("documents:communes")
    now = timezone.now()
    about = particulars("Không được lộ trích yếu", issued_on=timezone.localdate(now))
    draw_number(books.administrative, about, by=books.clerk, now=now)
    page = signed_in(follower).get(address).content.decode()
    assert books.office.label in page
    assert "Không được lộ trích yếu" not in page
    for person in (books.clerk, books.leader, books.drafter, books.outsider):
        assert signed_in(person).get(address).status_code == 403
    clerk = books.organised.person("vttinh", (books.organised.province, Role.CLERK))
    assert signed_in(clerk).get(address).status_code == 403
    sheet = load_workbook(BytesIO(signed_in(follower).get(address, {"dang": "xlsx"}).getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any(books.office.label in row and 1 in row for row in rows)
    found = signed_in(follower).get(address, {"tim": "hoa an"}).content.decode()
    assert "Hòa An" in found
    assert books.office.label not in found
    assert signed_in(follower).get(address, {"thang": "2020-99"}).status_code == 200
