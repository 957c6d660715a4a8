from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.intervals import (
    Interval,
    gaps,
    last_minute,
    left_over,
    merge,
    merge_pairs,
    minute_of,
    moment_of,
)

NEW_YEAR = datetime(2026, 12, 31, 22)
MOMENTS = st.integers(0, 300).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))
INTERVALS = st.builds(lambda start, minutes: Interval.lasting(start, minutes), MOMENTS, st.integers(1, 90))
LISTS = st.lists(INTERVALS, max_size=12)
PAIRS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)


def _minutes(intervals):
    return {minute for one in intervals for minute in range(minute_of(one.start), minute_of(one.end))}


def _points(pairs):
    return {point for start, end in pairs for point in range(start, end)}


def test_what_ends_when_the_other_begins_does_not_overlap():
    morning = Interval(datetime(2026, 3, 5, 8), datetime(2026, 3, 5, 9))
    next_one = Interval(datetime(2026, 3, 5, 9), datetime(2026, 3, 5, 10))
    assert not morning.overlaps(next_one)
    assert morning.common(next_one) is None
    assert merge([next_one, morning]) == (Interval(morning.start, next_one.end),)


def test_across_midnight_into_the_new_year():
    party = Interval(datetime(2026, 12, 31, 23), datetime(2027, 1, 1, 1))
    assert party.days == (date(2026, 12, 31), date(2027, 1, 1))
    assert party.minutes == 120
    assert Interval(party.start, datetime(2027, 1, 1)).days == (date(2026, 12, 31),)


def test_over_the_29th_of_february():
    assert len(Interval(datetime(2028, 2, 28), datetime(2028, 3, 1)).days) == 2
    assert moment_of(minute_of(datetime(2028, 2, 29, 23, 59))) == datetime(2028, 2, 29, 23, 59)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (NEW_YEAR, NEW_YEAR),
        (NEW_YEAR, NEW_YEAR - timedelta(minutes=1)),
        (NEW_YEAR.replace(tzinfo=UTC), NEW_YEAR.replace(tzinfo=UTC) + timedelta(hours=1)),
    ],
)
def test_what_is_no_interval_is_refused(start, end):
    with pytest.raises(ValueError, match="interval"):
        Interval(start, end)


def test_a_minute_begun_counts_at_the_end_only():
    half = datetime(2026, 3, 5, 8, 0, 30)
    assert (last_minute(half) - minute_of(half), moment_of(minute_of(half))) == (1, half.replace(second=0))


def test_nothing_at_all():
    day = Interval(datetime(2026, 3, 5), datetime(2026, 3, 6))
    assert merge([]) == ()
    assert gaps(day, []) == (day,)
    assert gaps(day, [day]) == ()
    assert left_over([], [(1, 2)]) == []


@given(INTERVALS, INTERVALS)
def test_overlapping_is_sharing_a_minute(one, other):
    shared = _minutes([one]) & _minutes([other])
    assert one.overlaps(other) is other.overlaps(one) is bool(shared)
    assert _minutes([both] if (both := one.common(other)) else []) == shared
    assert one.covers(other) is (shared == _minutes([other]))


@given(LISTS)
def test_merged_is_the_same_time_in_fewest_pieces(intervals):
    merged = merge(intervals)
    assert _minutes(merged) == _minutes(intervals)
    assert all(one.end < other.start for one, other in pairwise(merged))


@given(INTERVALS, LISTS)
def test_gaps_are_what_is_left(within, busy):
    free = gaps(within, busy)
    assert _minutes(free) == _minutes([within]) - _minutes(busy)
    assert all(one.end < other.start for one, other in pairwise(free))


@given(PAIRS, PAIRS)
def test_pairs_as_sets_of_points(one, other):
    first, second = merge_pairs(one), merge_pairs(other)
    assert _points(first) == _points(one)
    assert _points(left_over(first, second)) == _points(one) - _points(other)
