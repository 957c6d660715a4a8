"""Where a count is heading, and how often it ends in the range that was told."""

import random
from statistics import mean

import pytest

from sauro.indicators.pace import YearSoFar, year_end

DAYS = 250


def made_year(chance, per_week, heaps):
    """The counts of 50 weeks; with `heaps` some weeks bring several times as much."""
    weeks = []
    for _ in range(50):
        rate = per_week * (chance.choice((0.3, 0.3, 0.3, 3.1)) if heaps else 1)
        weeks.append(sum(chance.random() < rate / 400 for _ in range(400)))
    return weeks


@pytest.mark.parametrize("heaps", [False, True])
@pytest.mark.parametrize("gone", [13, 26, 39])
@pytest.mark.parametrize("per_week", [2, 20])
def test_eight_years_of_ten_end_in_the_range(heaps, gone, per_week):
    chance = random.Random(f"{heaps} {gone} {per_week}")  # noqa: S311 (a simulation)
    inside = []
    for _ in range(200):
        weeks = made_year(chance, per_week, heaps)
        told = year_end(
            YearSoFar(weeks[:gone], sum(weeks[:gone]), days_gone=gone * 5, days_left=DAYS - gone * 5)
        )
        inside.append(told.low <= sum(weeks) <= told.high)
    assert 0.72 <= mean(inside) <= 0.95


def test_a_year_with_a_shape_is_told_by_the_year_before():
    """Two thirds of it in the second half: by the pace alone far too few would be told."""
    chance = random.Random(7)  # noqa: S311 (a simulation)
    inside = []
    for _ in range(200):
        years = [
            [sum(chance.random() < rate / 400 for _ in range(400)) for rate in (10,) * 25 + (20,) * 25]
            for _ in range(2)
        ]
        before, now = years
        told = year_end(YearSoFar(now[:25], sum(now[:25]), 125, 125, (sum(before[:25]), sum(before[25:]))))
        assert told.by_last_year
        inside.append(told.low <= sum(now) <= told.high)
    assert 0.72 <= mean(inside) <= 0.95


def test_too_little_of_a_year_says_nothing_and_a_whole_one_everything():
    assert year_end(YearSoFar([3, 4, 5], 12, 15, 235)) is None
    over = year_end(YearSoFar([3] * 50, 150, 250, 0))
    assert (over.low, over.likely, over.high) == (150, 150, 150)


def test_a_year_before_of_a_handful_gives_no_shape():
    told = year_end(YearSoFar([3] * 20, 60, 100, 150, (2, 40)))
    assert not told.by_last_year
    assert told.low < told.likely == 150 < told.high


def test_nothing_so_far_may_still_come_to_something():
    told = year_end(YearSoFar([0] * 10, 0, 50, 200))
    assert told.low == told.likely == 0
    assert told.high >= 1


def test_what_is_counted_is_the_least():
    told = year_end(YearSoFar([30, 0, 0, 0, 0, 30], 60, 30, 1))
    assert told.low >= 60
