"""Figures as they are typed, and what contradicts itself."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro_web.procedures.counts import COUNTS, LIMITS, faults_of, whole_number
from sauro_web.procedures.months import month_in, months_between, year_before
from sauro_web.procedures.shares import SHARES, Part, Reading, reaches, shares_by


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("120", 120), ("1.234", 1234), ("1 234", 1234), ("12.345.678", None), (" 7 ", 7), ("007", 7)],
)
def test_whole_numbers(text: str, number: int | None) -> None:
    said = whole_number(text)
    assert said == number if number is not None else "quá lớn" in str(said)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("-3", "âm"),
        ("−3", "âm"),
        ("1.234,5", "thập phân"),
        ("12,5", "thập phân"),
        ("12.5", "hàng nghìn"),
        ("1.2345", "hàng nghìn"),
        ("một", "số nguyên"),
        ("٣", "số nguyên"),
        ("1e9", "số nguyên"),
        ("9" * 40, "quá lớn"),
    ],
)
def test_what_is_no_number_of_dossiers(text: str, part: str) -> None:
    said = whole_number(text)
    assert isinstance(said, str)
    assert part in said


def test_parts_are_no_more_than_the_whole() -> None:
    assert faults_of({"received": 5, "online": 5}) == ()
    assert faults_of({"received": 5, "online": 6})[0][0] == "online"
    together = {"received": 10, "online": 8, "digitised": 10, "paper_digital": 3}
    ((name, sentence),) = faults_of(together)
    assert name == "paper_digital"
    assert "cộng" in sentence
    assert faults_of({"received": None, "online": 6}) == ()
    assert faults_of({"online": 6}) == ()


@given(st.fixed_dictionaries({count.name: st.none() | st.integers(0, 30) for count in COUNTS}))
def test_a_fault_is_found_just_where_a_limit_is_broken(counted: dict[str, int | None]) -> None:
    broken = any(
        all(counted[name] is not None for name in (*limit.parts, limit.whole))
        and sum(counted[name] for name in limit.parts) > counted[limit.whole]
        for limit in LIMITS
    )
    assert bool(faults_of(counted)) == broken


def test_a_verdict_is_of_the_exact_ratio() -> None:
    share = SHARES[0]
    assert reaches(Part(share, 9499, 10000, 1, 0), 95) is False
    assert reaches(Part(share, 19, 20, 1, 0), 95) is True
    assert reaches(Part(share, 0, 0, 0, 0), 95) is None
    assert Part(share, 1, 3, 1, 0).ratio == Fraction(1, 3)


def test_the_reading_changes_the_first_share_alone() -> None:
    shares = shares_by(Reading.ONLINE, "lời văn", "KH 57")
    assert (shares[0].parts, shares[0].wording, shares[0].source) == (("online",), "lời văn", "KH 57")
    assert shares[1:] == SHARES[1:]


@pytest.mark.parametrize(
    "text", ["6/2026", "06.2026", "Tháng 6/2026", "tháng 06/2026", "2026-06", "01/06/2026"]
)
def test_months_as_they_are_written(text: str) -> None:
    assert month_in(text) == date(2026, 6, 1)


@pytest.mark.parametrize("text", ["", "13/2026", "6/1899", "quý 2", "2026", "6-26", "0/2026"])
def test_what_names_no_month(text: str) -> None:
    assert month_in(text) is None


def test_months_follow_each_other_over_the_year() -> None:
    months = list(months_between(date(2025, 11, 1), date(2026, 2, 1)))
    assert [f"{month:%m/%y}" for month in months] == ["11/25", "12/25", "01/26", "02/26"]
    assert year_before(date(2024, 2, 1)) == date(2023, 2, 1)
