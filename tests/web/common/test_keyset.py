"""Pages of a long list by the place where the last one ended."""

from __future__ import annotations

from datetime import date

import pytest

from sauro_web.accounts.models import Unit
from sauro_web.common.keyset import in_order, page_of

pytestmark = pytest.mark.django_db
BY = ("-valid_from", "name", "id")


def plant(count: int) -> None:
    """Units of three days, several a day, two of a name."""
    for number in range(count):
        Unit.objects.add_root(
            {"kind": "other", "name": f"Tổ {number // 2}", "valid_from": date(2026, 1, 1 + number % 3)}
        )


def walk(size: int) -> list[list[int]]:
    """The whole list, page by page."""
    pages, at = [], ""
    while True:
        page = page_of(Unit.objects.all(), by=BY, at=at, size=size)
        pages.append([unit.pk for unit in page.rows])
        if not page.after:
            return pages
        at = page.after


@pytest.mark.parametrize("count", [0, 1, 3, 7, 12])
@pytest.mark.parametrize("size", [1, 3, 5, 12])
def test_forward_every_row_stands_once_and_in_order(count: int, size: int) -> None:
    plant(count)
    walked = [pk for page in walk(size) for pk in page]
    assert walked == [unit.pk for unit in Unit.objects.order_by(*BY)]


def test_backward_is_the_same_pages() -> None:
    plant(7)
    pages = walk(3)
    last = page_of(Unit.objects.all(), by=BY, at="", size=3)
    for _ in pages[1:]:
        last = page_of(Unit.objects.all(), by=BY, at=last.after, size=3)
    back = [[unit.pk for unit in last.rows]]
    while last.before:
        last = page_of(Unit.objects.all(), by=BY, at=last.before, size=3)
        back.insert(0, [unit.pk for unit in last.rows])
    assert back == pages
    assert last.after


def test_a_row_added_meanwhile_moves_nothing() -> None:
    plant(6)
    first = page_of(Unit.objects.all(), by=BY, size=3)
    Unit.objects.add_root({"kind": "other", "name": "Mới", "valid_from": date(2026, 12, 31)})
    second = page_of(Unit.objects.all(), by=BY, at=first.after, size=3)
    assert not {unit.pk for unit in first} & {unit.pk for unit in second}


@pytest.mark.parametrize("by", [("valid_to", "id"), ("-valid_to", "id"), ("province__name", "-id")])
@pytest.mark.parametrize("size", [1, 2, 3, 20])
def test_what_is_nothing_stands_last_there_and_back(by: tuple[str, ...], size: int) -> None:
    plant(8)
    some = Unit.objects.order_by("id")[0]
    for number, unit in enumerate(Unit.objects.order_by("id")):
        Unit.objects.filter(pk=unit.pk).update(
            valid_to=date(2026, 5, 9 - number // 2) if number % 3 else None,
            province=some if number % 2 else None,
        )
    everything = [unit.pk for unit in in_order(Unit.objects.select_related("province"), by)]
    rows = Unit.objects.select_related("province")
    page = page_of(rows, by=by, size=size)
    walked, starts = [page.rows], [page.start]
    while page.after:
        page = page_of(rows, by=by, at=page.after, size=size)
        walked.append(page.rows)
        starts.append(page.start)
    assert [unit.pk for rows in walked for unit in rows] == everything
    assert starts == [1 + size * number for number in range(len(starts))]
    first = by[0].lstrip("-").split("__")[0]
    nothing = [getattr(unit, first) is None for rows in walked for unit in rows]
    assert nothing == sorted(nothing)
    back = [page.rows]
    while page.before:
        page = page_of(rows, by=by, at=page.before, size=size)
        back.insert(0, page.rows)
        assert page.start == 1 + size * (len(starts) - len(back))
    assert back == walked


@pytest.mark.parametrize("at", ["x", "-", "W10:a:b", "\x00", "' or 1=1", "a" * 5000])
def test_nonsense_in_the_address_is_the_first_page(at: str) -> None:
    plant(4)
    assert list(page_of(Unit.objects.all(), by=BY, at=at, size=3)) == list(
        page_of(Unit.objects.all(), by=BY, size=3)
    )


def test_a_place_in_another_order_is_the_first_page() -> None:
    plant(5)
    by_name = page_of(Unit.objects.all(), by=("name", "id"), size=2)
    by_day = page_of(Unit.objects.all(), by=("valid_from", "id"), at=by_name.after, size=2)
    assert list(by_day) == list(page_of(Unit.objects.all(), by=("valid_from", "id"), size=2))


def test_a_page_is_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    plant(7)
    with django_assert_num_queries(1):
        page_of(Unit.objects.all(), by=BY, size=3)
