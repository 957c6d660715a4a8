"""Documents found by words: the same ones whichever way is taken to them."""

from __future__ import annotations

import pytest
from tests.web.documents.conftest import Books

from sauro_web.documents.models import Document
from sauro_web.documents.queries import finding
from sauro_web.documents.queries.finding import found_in

pytestmark = pytest.mark.django_db

SUBJECTS = ("Rà soát hộ nghèo", "Rà soát đất đai", "Soát xét hộ tịch", "Phòng chống thiên tai")


@pytest.mark.parametrize("many", [1, 1_000])
@pytest.mark.parametrize(
    ("typed", "typing", "expected"),
    [
        ("ra soat", False, {0, 1}),
        ("RÀ SOÁT", False, {0, 1}),
        ("soat ho", False, {0, 2}),
        ("soat ho", True, {0, 1, 2}),
        ("soa", False, set()),
        ("soa", True, {0, 1, 2}),
        ("ke hoach", False, {0, 1, 2, 3}),
        ("suoi", False, {0, 1, 2, 3}),
        ("02/KH", False, {1}),
        ("số 02/KH-UBND", False, {1}),
        ("Số: 2/KH-UBND", False, {1}),
        ("so 02/kh", True, {1}),
        ("SỐ02/KH", False, {1}),
        ("Kế hoạch số 02/KH-UBND", False, {1}),
        ("xyzzy", False, set()),
    ],
)
def test_both_ways_find_the_same(
    books: Books,
    monkeypatch: pytest.MonkeyPatch,
    many: int,
    typed: str,
    typing: bool,
    expected: set[int],
) -> None:
    monkeypatch.setattr(finding, "_MANY", many)
    drawn = [books.draw(subject).document for subject in SUBJECTS]
    if typed == "suoi":
        typed = books.office.name.split()[-1]
    rows = found_in(Document.objects.filter(office=books.office), books.office, typed, typing=typing)
    assert set(rows.values_list("pk", flat=True)) == {drawn[place].pk for place in expected}
