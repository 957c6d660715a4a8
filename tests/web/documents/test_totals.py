"""Counts from the totals of the registers equal counts of the rows, whatever becomes of documents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.documents.conftest import NOW, Books, at, books
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Unit, User
from sauro_web.common import guards
from sauro_web.common.guards import audited
from sauro_web.documents.models import (
    Channel,
    CountingRule,
    Direction,
    Document,
    DocumentClass,
    DocumentState,
    RegisterChange,
    RegisterTotal,
)
from sauro_web.documents.operations.drawing import Sent
from sauro_web.documents.operations.entering import Older, enter_older
from sauro_web.documents.operations.relating import mark_sent, recall, relate
from sauro_web.documents.operations.totalling import fold_totals, recount_totals
from sauro_web.documents.queries.counting import is_counted
from sauro_web.documents.queries.digitised import is_digitised, is_judged, is_known
from sauro_web.documents.queries.exchanged import is_by_line, is_exchanged
from sauro_web.documents.queries.summing import is_of_halves, summed, summed_by_office, summed_of
from sauro_web.documents.totals import REGISTER_TOTALS

__all__ = ["books"]

pytestmark = pytest.mark.django_db
_KINDS = ("Công văn", "Giấy mời", "Quyết định", "Kế hoạch", "")
_FIRST = date(2025, 6, 20)


def conditions(rule: CountingRule) -> dict[str, Q]:
    return {
        "counted": is_counted(rule),
        "judged": is_judged(rule),
        "digitised": is_judged(rule) & is_digitised(rule),
        "unknown": is_judged(rule) & ~is_known(rule),
        "exchanged": is_exchanged(),
        "by_line": is_exchanged() & is_by_line(),
    }


def of_rows(rows: Any, figures: dict[str, Q]) -> dict[str, int]:
    return rows.aggregate(**{name: Count("pk", filter=one) for name, one in figures.items()})


def check(provinces: list[Unit], offices: list[Unit], rule: CountingRule, first: date, last: date) -> None:
    figures, rows = conditions(rule), Document.objects.filter(dated__range=(first, last))
    assert summed(None, first, last, figures) == of_rows(rows, figures)
    for one in provinces:
        assert summed(one, first, last, figures) == of_rows(rows.filter(province=one), figures)
    for some in (offices[:1], offices[:2], offices):
        own = rows.filter(office__in=some)
        assert summed_of([one.pk for one in some], first, last, figures) == of_rows(own, figures)
    year = date(2025, 7, 1), date(2026, 6, 30)
    halves = Document.objects.filter(dated__range=year)
    found = summed_by_office([one.pk for one in offices], *year, figures)
    for one in offices:
        counted = of_rows(halves.filter(office=one), figures)
        assert found.get(one.pk, dict.fromkeys(figures, 0)) == counted
    everywhere = summed_by_office(None, *year, figures)
    assert sum(one["counted"] for one in everywhere.values()) == of_rows(halves, figures)["counted"]


rules = st.builds(
    CountingRule,
    left_out=st.lists(st.sampled_from(_KINDS[:4]), unique=True, max_size=2),
    counts_procedure_results=st.booleans(),
    counts_corrections=st.booleans(),
    counts_internal=st.booleans(),
    digitised_with_copies=st.booleans(),
    digitised_of_arrivals=st.booleans(),
)
days = st.integers(0, 560).map(lambda many: _FIRST + timedelta(days=many))
said = st.fixed_dictionaries(
    {
        "dated": days,
        "direction": st.sampled_from(Direction.values),
        "document_class": st.sampled_from(DocumentClass.values),
        "kind": st.sampled_from(_KINDS),
        "is_procedure_result": st.booleans(),
        "corrects": st.booleans(),
        "state": st.sampled_from([one for one in DocumentState.values if one != "assigned"]),
        "digitally_signed": st.sampled_from((None, False, True)),
        "has_digitised_copy": st.sampled_from((None, False, True)),
        "sent_to_office": st.booleans(),
        "channel": st.sampled_from(Channel.values),
    }
)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("make"), st.integers(0, 3), said),
        st.tuples(st.just("change"), st.integers(0, 30), said),
        st.tuples(st.just("delete"), st.integers(0, 30), st.none()),
        st.tuples(st.just("undone"), st.integers(0, 3), said),
        st.tuples(st.just("fold"), st.just(0), st.none()),
    ),
    min_size=1,
    max_size=25,
)


def _row(office: Unit, by: User, about: dict[str, Any]) -> Document:
    return Document(
        office=office, province_id=office.province_id, commune_id=office.commune_id, year=about["dated"].year,
        reference="1/X", subject="x", issued_on=about["dated"], registered_by=by, registered_at=NOW, **about,
    )  # fmt: skip


class _Undone(Exception):
    """Takes a transaction back."""


def _taken_back(row: Document) -> None:
    with transaction.atomic():
        row.save()
        fold_totals()
        raise _Undone


def _act(what: str, which: int, about: Any, offices: list[Unit], by: User) -> None:
    if what == "fold":
        fold_totals()
    elif what == "make":
        Document.objects.bulk_create([_row(offices[which], by, about)] * (1 + which % 2))
    elif what == "undone":
        with pytest.raises(_Undone):
            _taken_back(_row(offices[which], by, about))
    elif rows := list(Document.objects.order_by("pk")):
        row = rows[which % len(rows)]
        if what == "delete":
            row.delete()
        else:
            Document.objects.filter(pk=row.pk).update(**about)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts, rule=rules, first=days, last=days)
def test_totals_equal_the_rows(
    organised: Organisation, acts: list[Any], rule: CountingRule, first: date, last: date
) -> None:
    Document.objects.all().delete()
    far = organised.ward
    offices = [organised.commune, organised.commune.province, far, far.province]
    provinces = list({one.province_id: one.province for one in offices}.values())
    by = User.objects.get_or_create(username="t", defaults={"full_name": "T"})[0]
    for what, which, about in acts:
        _act(what, which, about, offices, by)
    first, last = min(first, last), max(first, last)
    check(provinces, offices, rule, first, last)
    fold_totals()
    assert not RegisterChange.objects.exists()
    check(provinces, offices, rule, first, last)
    found = audited(REGISTER_TOTALS, most=10)
    assert (found.differing, found.first) == (0, [])
    assert found.compared == RegisterTotal.objects.count()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((2026, 1, 1), (2026, 12, 31)),
        ((2026, 1, 1), (2026, 11, 20)),
        ((2025, 12, 15), (2026, 12, 14)),
        ((2026, 6, 25), (2026, 7, 3)),
        ((2026, 2, 1), (2026, 2, 28)),
        ((2026, 2, 1), (2026, 6, 20)),
        ((2025, 12, 31), (2026, 6, 30)),
        ((2026, 4, 2), (2026, 4, 1)),
    ],
)
def test_an_office_is_counted_between_any_days(
    organised: Organisation, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    by, office = User.objects.create(username="t", full_name="T"), organised.commune
    about = {"direction": "out", "document_class": "administrative", "kind": "Công văn", "state": "issued"}
    every = [date(2025, 6, 1) + timedelta(days=many) for many in range(600)]
    Document.objects.bulk_create(_row(office, by, {**about, "dated": day}) for day in every[::2])
    fold_totals()
    Document.objects.bulk_create(_row(office, by, {**about, "dated": day}) for day in every[1::2])
    begin, end = date(*first), date(*last)
    asked = {"counted": is_counted(CountingRule())}
    found = summed_of([office.pk], begin, end, asked)["counted"]
    assert found == sum(begin <= day <= end for day in every)


def test_what_operations_do_is_in_the_totals(books: Books) -> None:
    rule = CountingRule(office=books.office, counts_corrections=False)
    figures = conditions(rule)

    def counted() -> dict[str, int]:
        found = dict(summed(books.office.province, date(2026, 1, 1), date(2026, 12, 31), figures))
        assert found == of_rows(Document.objects.all(), figures)
        return found

    first = books.draw(recipients=(Sent("Sở Nội vụ"), Sent("Ông Lò Văn A"))).document
    second = books.draw("Trả lời công dân", kind="Công văn", recipients=(Sent("Ông Lò Văn A"),)).document
    assert (counted()["counted"], counted()["exchanged"]) == (2, 0)
    for one in (first, second):
        mark_sent(one, by=books.clerk, now=NOW)
    assert (counted()["exchanged"], counted()["by_line"]) == (1, 1)
    relate(second, "corrects", to=first.reference, reason="Sai số liệu", by=books.clerk, now=NOW)
    assert counted()["counted"] == 1
    recall(first, reason="Ban hành nhầm", by=books.clerk, now=at(NOW.date(), 10))
    assert (counted()["counted"], counted()["exchanged"]) == (0, 0)


def test_changes_of_nothing_that_counts_note_nothing(books: Books) -> None:
    books.draw()
    fold_totals()
    Document.objects.update(subject="Khác", version=7)
    assert not RegisterChange.objects.exists()
    total = RegisterTotal.objects.count()
    fold_totals()
    assert RegisterTotal.objects.count() == total == 5


@pytest.mark.django_db(transaction=True)
def test_a_guard_that_was_away_counts_anew(books: Books) -> None:
    books.draw()
    guards.remove(connection)
    books.draw("Phòng cháy, chữa cháy rừng")
    guards.install(connection)
    assert audited(REGISTER_TOTALS, most=10).differing == 0
    assert RegisterTotal.objects.get(grain="C").many == 2


def test_what_is_wrong_is_found_and_mended_only_when_asked(books: Books) -> None:
    books.draw()
    fold_totals()
    RegisterTotal.objects.filter(grain="P").update(many=5)
    found = audited(REGISTER_TOTALS, most=10)
    assert (found.compared, found.differing) == (5, 1)
    (one,) = found.first
    assert (one.grain, one.place, one.first) == ("P", books.office.province_id, date(2026, 6, 1))
    assert (one.stored, one.counted) == (5, 1)
    assert "Kế hoạch" in one.cell
    assert audited(REGISTER_TOTALS, most=10).differing == 1
    recount_totals()
    assert audited(REGISTER_TOTALS, most=10).differing == 0


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        (date(2025, 7, 1), date(2025, 12, 31), True),
        (date(2026, 1, 1), date(2026, 6, 30), True),
        (date(2026, 1, 1), date(2026, 9, 30), False),
        (date(2026, 1, 2), date(2026, 6, 30), False),
        (date(2026, 3, 1), date(2026, 12, 31), False),
    ],
)
def test_offices_are_summed_by_half_years(first: date, last: date, whole: bool) -> None:
    assert is_of_halves(first, last) is whole
    if not whole:
        with pytest.raises(ValueError, match="half-years"):
            summed_by_office(None, first, last, {})


@pytest.mark.django_db(transaction=True)
def test_older_documents_get_their_facts_and_are_in_the_totals(books: Books) -> None:
    sent = books.draw(recipients=(Sent("Sở Nội vụ"),)).document
    mark_sent(sent, by=books.clerk, now=NOW)
    letter = books.draw("Gửi công dân", kind="Công văn", recipients=(Sent("Ông Lò Văn A"),)).document
    mark_sent(letter, by=books.clerk, now=NOW)
    relate(letter, "corrects", to=sent.reference, reason="Sai số liệu", by=books.clerk, now=NOW)
    books.draw("Chưa gửi", recipients=(Sent("Sở Nội vụ"),))
    call_command("migrate", "documents", "0005", verbosity=0)
    call_command("migrate", verbosity=0)
    facts = Document.objects.values_list("subject", "sent_to_office", "corrects")
    assert set(facts) == {
        (sent.subject, True, False),
        (letter.subject, False, True),
        ("Chưa gửi", False, False),
    }
    assert RegisterTotal.objects.filter(grain="C").count() == 3
    assert audited(REGISTER_TOTALS, most=10).differing == 0


def test_older_books_say_whether_they_went_to_an_office(books: Books) -> None:
    day = date(2025, 3, 3)
    olders = [
        Older("out", number, "", f"{number}/UBND-VP", day, f"Việc {number}", kind="Công văn",
              sent_on=on, recipients=who)
        for number, on, who in ((1, day, "Sở Nội vụ; Lưu: VT"), (2, None, "Sở Nội vụ"), (3, day, "Ông A"))
    ]  # fmt: skip
    with transaction.atomic():
        enter_older(books.office, olders, by=books.clerk, now=NOW, reason="Nhập sổ cũ")
    assert sorted(Document.objects.values_list("number", "sent_to_office")) == [
        (1, True),
        (2, False),
        (3, False),
    ]
    assert Document.objects.get(number=1).recipients.count() == 2
