"""Shares, cuts, their sums over units, and what is left."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.indicators.arithmetic import (
    Part,
    Verdict,
    allowed,
    change,
    joined,
    merged_base,
    rolled_up,
    still_needed,
    target_on,
    verdict,
)
from sauro.indicators.model import THE_SEVEN, Comparator, Direction, Indicator, Joining, Shape, Tally, Target

DOCUMENTS, MEETINGS, ONLINE, *_ = THE_SEVEN
FEWER_WIDE = Indicator("wide", "Hội nghị toàn xã", "hội nghị", Shape.COUNT, Direction.FEWER)
LATE, FIVE = Indicator("late", "Hồ sơ quá hạn", "hồ sơ", Shape.SHARE, Direction.FEWER), Fraction(5, 100)
FIFTEEN = Target(DOCUMENTS.code, Comparator.AT_LEAST, Fraction(15, 100), date(2026, 1, 1), "27/KH-UBND")
SIXTY = Target(ONLINE.code, Comparator.AT_LEAST, Fraction(60, 100), date(2026, 1, 1))


def test_nothing_is_computed_against_nought_or_the_unknown():
    assert Tally(5, 0).value(Shape.CUT) is None
    assert Tally(5, 0).value(Shape.SHARE) is None
    assert Tally(5).value(Shape.SHARE) is None
    assert Tally(5).value(Shape.COUNT) == 5


@pytest.mark.parametrize("figures", [(-1, None), (0, -1)])
def test_a_count_below_nought_is_refused(figures):
    with pytest.raises(ValueError, match="less than no times"):
        Tally(*figures)


@pytest.mark.parametrize(
    ("indicator", "tally", "target", "expected"),
    [
        (DOCUMENTS, Tally(85, 100), FIFTEEN, Verdict.MET),
        (DOCUMENTS, Tally(86, 100), FIFTEEN, Verdict.MISSED),
        # Shown as 60,0 %, and still below it.
        (ONLINE, Tally(5999, 10_000), SIXTY, Verdict.MISSED),
        (ONLINE, Tally(0, 0), SIXTY, Verdict.UNKNOWN),
        (ONLINE, None, SIXTY, Verdict.UNKNOWN),
        # "giảm 10%" is met by 12 %, "không quá 2" and "= 2" by one.
        (
            MEETINGS,
            Tally(88, 100),
            Target(MEETINGS.code, Comparator.EXACTLY, Fraction(1, 10), date(2026, 1, 1)),
            Verdict.MET,
        ),
        (
            FEWER_WIDE,
            Tally(1),
            Target("wide", Comparator.EXACTLY, Fraction(2), date(2026, 1, 1)),
            Verdict.MET,
        ),
        # Of a share that ought to be small, "= 5 %" is met by less and missed by more.
        (LATE, Tally(4, 100), Target("late", Comparator.EXACTLY, FIVE, date(2026, 1, 1)), Verdict.MET),
        (LATE, Tally(6, 100), Target("late", Comparator.EXACTLY, FIVE, date(2026, 1, 1)), Verdict.MISSED),
        (
            FEWER_WIDE,
            Tally(3),
            Target("wide", Comparator.AT_MOST, Fraction(2), date(2026, 1, 1)),
            Verdict.MISSED,
        ),
    ],
)
def test_a_verdict_goes_by_the_exact_value(indicator, tally, target, expected):
    assert verdict(indicator, tally, target) is expected


def test_a_target_changed_in_mid_year_holds_from_its_day():
    later = Target(ONLINE.code, Comparator.AT_LEAST, Fraction(7, 10), date(2026, 7, 1), "80/KH-UBND")
    assert target_on([later, SIXTY], date(2026, 6, 30)) is SIXTY
    assert target_on([later, SIXTY], date(2026, 7, 1)) is later
    assert target_on([SIXTY], date(2025, 12, 31)) is None


def test_periods_are_summed_or_the_latest_is_taken():
    periods = [Tally(3, 10), Tally(7, 10)]
    assert joined(periods, Joining.SUM) == Tally(10, 20)
    assert joined(periods, Joining.LATEST) == Tally(7, 10)
    assert joined([], Joining.SUM) is None


def test_units_without_a_base_and_silent_ones_are_left_out_by_name():
    found = rolled_up(
        [
            Part("Xã An Bình", Tally(40, 50)),
            Part("Xã Hòa Lạc", Tally(900)),
            Part("Xã Tân Phú", None),
            Part("Xã Bình Minh", Tally(5, 0)),
        ],
        Shape.CUT,
    )
    assert found.tally == Tally(45, 50)
    assert found.without_base == ("Xã Hòa Lạc",)
    assert found.silent == ("Xã Tân Phú",)
    assert found.units == 4


def test_nobody_left_is_no_figure():
    assert rolled_up([Part("Xã An Bình", None)], Shape.COUNT).tally is None


tallies = st.builds(
    lambda whole, share: Tally(whole * share // 100, whole), st.integers(0, 10_000), st.integers(0, 100)
)


@given(st.lists(st.lists(tallies, min_size=1, max_size=5), min_size=1, max_size=5))
def test_the_sum_of_sums_is_the_sum_over_all_units(groups):
    each = [Part("", one) for group in groups for one in group]
    by_group = [Part("", rolled_up([Part("", one) for one in group], Shape.SHARE).tally) for group in groups]
    assert rolled_up(by_group, Shape.SHARE).tally == rolled_up(each, Shape.SHARE).tally


def test_a_merged_unit_is_measured_by_all_that_went_into_it():
    assert merged_base([("xã A", 30), ("xã B", 20)]).count == 50
    lacking = merged_base([("xã A", 30), ("xã B", None)])
    assert lacking.count is None
    assert lacking.missing == ("xã B",)
    assert merged_base([]).count is None


@given(st.integers(1, 10**6), st.integers(0, 99))
def test_the_allowance_is_the_most_with_which_the_cut_is_reached(base, percent):
    cut = Fraction(percent, 100)
    most = allowed(base, cut)
    assert most is not None
    assert Tally(most, base).value(Shape.CUT) >= cut
    assert Fraction(base - most - 1, base) < cut


def test_no_cut_can_be_computed_against_nought_and_a_cut_of_all_leaves_nothing():
    assert allowed(0, Fraction(15, 100)) is None
    assert allowed(10, Fraction(1)) == 0
    with pytest.raises(ValueError, match="cut"):
        allowed(10, Fraction(101, 100))


@given(st.integers(0, 500), st.integers(0, 500), st.fractions(0, Fraction(99, 100), max_denominator=100))
def test_what_is_still_needed_is_just_enough(good, bad, wanted):
    tally = Tally(good, good + bad)
    more = still_needed(tally, wanted)
    assert more is not None
    if good + bad + more:
        assert Fraction(good + more, good + bad + more) >= wanted
    if more:
        assert Fraction(good + more - 1, good + bad + more - 1) < wanted


def test_a_hundred_percent_cannot_be_reached_again():
    assert still_needed(Tally(9, 10), Fraction(1)) is None
    assert still_needed(Tally(10, 10), Fraction(1)) == 0
    assert still_needed(Tally(3), Fraction(1, 2)) is None


def test_a_change_is_against_what_was_there():
    assert change(80, 100) == Fraction(-1, 5)
    assert change(5, 0) is None
    assert change(5, None) is None
