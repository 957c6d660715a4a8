"""Reported figures: how they come, what is refused, their sums, and what changed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.indicators.model import Direction, Indicator, Shape, Tally
from sauro.indicators.sums import TotalRule
from sauro.reporting.figures import (
    SILENT,
    Came,
    Changed,
    Delivered,
    EstimateSeen,
    Reported,
    changed,
    checked,
    consolidated,
    estimates_seen,
    refused,
    silent,
    waiting_said,
)

PAPERS = Indicator("papers", "Văn bản", "văn bản", Shape.COUNT, Direction.FEWER)
CUT = Indicator("cut", "Giảm văn bản", "văn bản", Shape.CUT, Direction.FEWER)
ONLINE = Indicator("online", "Họp trực tuyến", "cuộc", Shape.SHARE, Direction.MORE)
FORMS = {one.code: one for one in (PAPERS, CUT, ONLINE)}
COUNTS = st.integers(0, 1_000_000)


def typed(counted: int, against: int | None = None, estimate: int | None = None) -> Reported:
    return Reported(Tally(counted, against), Came.TYPED, estimate=estimate)


NOTHING = Reported(Tally(0), Came.NOTHING)


def test_three_noughts_are_three() -> None:
    counted = Reported(Tally(0), Came.COUNTED)
    assert len({counted, NOTHING, SILENT}) == 3
    assert SILENT.at_cut_off is None
    assert NOTHING.at_cut_off == 0
    assert typed(5, estimate=7).at_cut_off == 7


@pytest.mark.parametrize(
    ("tally", "came", "estimate"),
    [
        (None, Came.TYPED, None),
        (Tally(0), Came.SILENT, None),
        (Tally(1), Came.NOTHING, None),
        (None, Came.SILENT, 3),
        (Tally(5), Came.TYPED, 4),
    ],
)
def test_figures_that_are_none(tally: Tally | None, came: Came, estimate: int | None) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Reported(tally, came, estimate=estimate)


@pytest.mark.parametrize(
    ("numbers", "word"),
    [
        ((-1, None, None), "âm"),
        ((1, -2, None), "âm"),
        ((5, 4, None), "lớn hơn tổng số 4"),
        ((None, 4, None), "đã thực hiện"),
        ((None, None, 4), "đã thực hiện"),
        ((5, None, 4), "ước"),
        ((3_000_000_000, None, None), "quá lớn"),
        ((5, 5, 5), ""),
        ((0, 0, None), ""),
        ((None, None, None), ""),
    ],
)
def test_numbers_refused(numbers: tuple[int | None, int | None, int | None], word: str) -> None:
    said = refused("Văn bản", *numbers)
    assert word in said
    assert bool(said) == bool(word)


@given(*[st.none() | st.integers(-10, 20)] * 3)
def test_what_is_not_refused_is_a_figure(
    counted: int | None, against: int | None, estimate: int | None
) -> None:
    if refused("Văn bản", counted, against, estimate):
        return
    figure = Reported(Tally(counted, against), Came.TYPED, None, estimate) if counted is not None else SILENT
    assert (figure.tally is None) == (counted is None)


def test_who_is_silent_in_the_order_of_the_form() -> None:
    assert silent({"a": NOTHING, "b": SILENT}, ("c", "b", "a")) == ("c", "b")


def test_checks_before_sending() -> None:
    rule = TotalRule("Tổng số văn bản", "papers", ("x", "y"))
    figures = {"papers": typed(10), "x": typed(4), "y": typed(5), "online": typed(3, 9), "cut": typed(9, 3)}
    found = checked(figures, {"online": typed(30, 40)}, (rule,), FORMS)
    assert [(one.code, one.must) for one in found] == [("figures.total", True), ("figures.jump", False)]
    fine = checked(figures | {"y": typed(6)}, {}, (rule,), FORMS)
    assert fine == ()


def test_a_share_is_no_more_than_its_whole() -> None:
    (found,) = checked({"online": typed(9, 3)}, {}, (), FORMS)
    assert found.must
    assert found.about == ("online",)


def test_units_are_summed_and_named() -> None:
    may, june = date(2026, 5, 31), date(2026, 6, 14)
    parts = [
        Delivered("Phòng A", Reported(Tally(6, 10), Came.TYPED, may, 8)),
        Delivered("Phòng B", Reported(Tally(0, 4), Came.NOTHING, june)),
        Delivered("Phòng C", SILENT),
        Delivered("Phòng D", typed(5, 5), accepted=False),
        Delivered("Phòng E", typed(3)),
    ]
    found = consolidated(parts, Shape.SHARE)
    assert found.figure == Reported(Tally(6, 14), Came.SUMMED, may, 8)
    assert found.within == ("Phòng A", "Phòng B")
    assert found.nothing == ("Phòng B",)
    assert found.silent == ("Phòng C",)
    assert found.without_base == ("Phòng E",)
    assert found.missing == ("Phòng D", "Phòng C", "Phòng E")
    assert waiting_said(found.waiting) == "còn chờ 1 đơn vị: Phòng D"


def test_nothing_everywhere_is_nothing_and_nobody_is_silence() -> None:
    assert consolidated([Delivered("A", NOTHING), Delivered("B", NOTHING)], Shape.COUNT).figure.came == (
        Came.NOTHING
    )
    assert consolidated([Delivered("A", NOTHING, accepted=False)], Shape.COUNT).figure == SILENT
    assert consolidated([], Shape.COUNT).figure == SILENT
    assert waiting_said(()) == ""


def test_a_unit_delivers_once() -> None:
    with pytest.raises(ValueError, match="once"):
        consolidated([Delivered("A", NOTHING), Delivered("A", typed(1))], Shape.COUNT)


figures = st.one_of(
    st.just(SILENT),
    st.just(NOTHING),
    st.builds(
        lambda counted, more, day: Reported(
            Tally(counted), Came.TYPED, day, None if more is None else counted + more
        ),
        COUNTS,
        st.none() | COUNTS,
        st.none() | st.dates(),
    ),
)


@given(st.lists(st.tuples(figures, st.booleans()), max_size=12))
def test_sums_over_units(said: list[tuple[Reported, bool]]) -> None:
    parts = [Delivered(f"Đơn vị {number}", one, accepted=ok) for number, (one, ok) in enumerate(said)]
    found = consolidated(parts, Shape.COUNT)
    here = [one for one, ok in said if ok and one.tally is not None]
    assert len(found.within) + len(found.missing) == len(parts)
    assert (found.figure.tally.counted if found.figure.tally else 0) == sum(
        one.tally.counted for one in here if one.tally
    )
    if found.figure.tally is not None:
        assert found.figure.at_cut_off == sum(one.at_cut_off or 0 for one in here)
        assert found.figure.real_until == min(
            (one.real_until for one in here if one.real_until), default=None
        )


@given(st.lists(st.tuples(figures, st.booleans()), max_size=9), st.integers(0, 9))
def test_sums_of_sums_are_the_sum(said: list[tuple[Reported, bool]], cut: int) -> None:
    parts = [Delivered(str(number), one) for number, (one, _) in enumerate(said)]
    halves = [consolidated(half, Shape.COUNT).figure for half in (parts[:cut], parts[cut:])]
    again = consolidated([Delivered(str(n), one) for n, one in enumerate(halves)], Shape.COUNT).figure
    assert again == consolidated(parts, Shape.COUNT).figure


def test_how_good_the_estimate_was() -> None:
    reported = {"papers": typed(90, estimate=120), "cut": typed(4), "online": typed(0, estimate=3)}
    seen = estimates_seen(reported, {"papers": 114, "cut": 4, "online": 0})
    assert seen == (EstimateSeen("papers", 120, 114), EstimateSeen("online", 3, 0))
    assert seen[0].off_by == 6
    assert seen[0].off_share == Fraction(6, 114)
    assert seen[1].off_share is None
    assert estimates_seen(reported, {}) == ()


def test_what_changed_since_the_last_report() -> None:
    now = {"papers": typed(8), "cut": typed(8, 10), "online": typed(1, 3)}
    before = {"papers": typed(9), "cut": typed(7, 10), "online": SILENT}
    found = changed(now, before, FORMS, late=("việc A", "việc B"), late_before=("việc B", "việc C"))
    assert found == Changed(("papers",), ("cut",), ("online",), (), ("việc A",), ("việc C",))
    assert changed(before, now, FORMS).gone_silent == ("online",)


@given(COUNTS, COUNTS)
def test_better_one_way_is_worse_the_other(one: int, other: int) -> None:
    there = changed({"papers": typed(one)}, {"papers": typed(other)}, FORMS)
    back = changed({"papers": typed(other)}, {"papers": typed(one)}, FORMS)
    assert (there.better, there.worse) == (back.worse, back.better)
    assert bool(there.better or there.worse) == (one != other)
