"""The communes of a province as tiles."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sauro.indicators.model import Tally
from sauro_web.accounts.models import Unit
from sauro_web.indicators.queries.totals import Standing
from sauro_web.indicators.tiles import tiles_of


def standing(number: int, counted: int, base: int | None) -> Standing:
    unit = Unit(pk=number, name=f"Ủy ban nhân dân xã Số {number}", area_code=f"{900 - number:05}")
    return Standing(unit, Tally(counted, base), Tally(0, 0), Tally(0, 0), "")


@pytest.mark.parametrize(
    ("counted", "base", "kind", "words"),
    [
        (10, 100, "done", "còn được 75 văn bản"),
        (80, 100, "near", "còn được 5 văn bản"),
        (85, 100, "near", "còn được 0 văn bản"),
        (86, 100, "late", "vượt 1 văn bản"),
        (0, None, "doubt", "chưa có số gốc"),
        (7, 0, "doubt", "chưa có số gốc"),
    ],
)
def test_a_tile_says_what_may_still_be_issued(counted: int, base: int | None, kind: str, words: str) -> None:
    (tile,) = tiles_of([standing(1, counted, base)], Fraction(15, 100), 2026)
    assert (tile.kind, tile.words) == (kind, words)
    assert tile.address.endswith("co-quan=1&nam=2026")


def test_a_cut_of_all_leaves_nothing() -> None:
    none, one = tiles_of([standing(2, 0, 9), standing(1, 1, 9)], Fraction(1), 2026)
    assert (none.words, one.words) == ("còn được 0 văn bản", "vượt 1 văn bản")


def test_neighbours_by_number_stand_together() -> None:
    found = tiles_of([standing(1, 1, 2), standing(3, 1, 2), standing(2, 1, 2)], Fraction(0), 2026)
    assert [tile.address.split("=")[1].split("&")[0] for tile in found] == ["3", "2", "1"]
