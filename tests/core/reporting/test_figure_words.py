"""How figures are written, and what is no figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.reporting.figure_words import Change, Figure, Said, Share, decimal, percent, thousands


def words(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_nought_by_count_nought_by_statement_and_silence_are_three_things():
    shown = [Figure("a", 0).words, *(Figure("a", said=said).words for said in list(Said)[1:])]
    assert [words(one) for one in shown] == ["0", "không phát sinh", "chưa báo cáo", "—", "không có số liệu"]


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Share("a", 7, 10), "7/10 (70,0 %)"),
        (Share("a", 0, 0), "—"),
        (Share("a", 0, 3), "0/3 (0,0 %)"),
        (Share("a", 2, 3), "2/3 (66,7 %)"),
        (Share("a", 1, 2000), "1/2.000 (0,1 %)"),
        (Share("a", 1999, 2000, estimated=True), "ước 1.999/2.000 (100,0 %)"),
    ],
)
def test_shares(share, shown):
    assert words(share.words) == shown


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        (Figure("a", 12), Figure("b", 10), "+2 (+20,0 %)"),
        (Figure("a", 1234), Figure("b", 1410), "-176 (-12,5 %)"),
        (Figure("a", 5), Figure("b", 0), "+5"),
        (Figure("a", 0), Figure("b", 0), "0"),
        (Figure("a", 4), Figure("b", 4), "0 (0,0 %)"),
        (Figure("a", 4), None, "—"),
        (Figure("a", 4), Figure("b", said=Said.SILENT), "—"),
        (Figure("a", 4), Figure("b", said=Said.NONE_AROSE), "+4"),
        (Figure("a", 4, estimated=True), Figure("b", 2), "ước +2 (+100,0 %)"),
    ],
)
def test_changes(now, before, shown):
    assert words(Change("a.change", now, before).words) == shown


@pytest.mark.parametrize(
    "make",
    [
        lambda: Figure("a", -1),
        lambda: Figure("a"),
        lambda: Figure("a", 1, said=Said.SILENT),
        lambda: Figure("", 1),
        lambda: Figure("a_b", 1),
        lambda: Figure("aX", 1),
        lambda: Figure('a" onclick', 1),
        lambda: Figure("a" * 33, 1),
        lambda: Share("a", 3, 2),
        lambda: Share("a", -1, 2),
    ],
)
def test_what_is_no_figure_is_refused(make):
    with pytest.raises(ValueError, match=r"a|key"):
        make()


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 4))
def test_rounded_half_up_once(value, places):
    shown = Fraction(decimal(value, places).replace(".", "").replace(",", "."))
    assert -Fraction(1, 2) <= (value - shown) * 10**places < Fraction(1, 2)


def test_large_counts_have_points():
    assert (thousands(1234567), words(percent(Fraction(1, 8)))) == ("1.234.567", "12,5 %")
