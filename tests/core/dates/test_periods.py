from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.due import Rhythm
from sauro.dates.periods import (
    Period,
    last_day,
    months_words,
    period_of,
    periods_of_year,
    read_quarter,
)

CALENDAR = (Rhythm.MONTH, Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.YEAR)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(2028, Rhythm.MONTH, 2), date(2028, 2, 1), date(2028, 2, 29)),
        (Period(2026, Rhythm.QUARTER, 3), date(2026, 7, 1), date(2026, 9, 30)),
        (Period(2026, Rhythm.HALF_YEAR, 2), date(2026, 7, 1), date(2026, 12, 31)),
        (Period(2026, Rhythm.NINE_MONTHS), date(2026, 1, 1), date(2026, 9, 30)),
        (Period(2026, Rhythm.YEAR), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_first_and_last_day(period, first, last):
    assert (period.first, period.last) == (first, last)
    assert first in period
    assert last + timedelta(days=1) not in period


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(CALENDAR))
def test_every_day_lies_in_one_period_of_its_year(day, rhythm):
    holding = [period for period in periods_of_year(day.year, rhythm) if day in period]
    assert holding == [period_of(day, rhythm)]


@given(st.integers(1990, 2090), st.sampled_from(CALENDAR))
def test_periods_of_a_year_follow_one_another(year, rhythm):
    periods = periods_of_year(year, rhythm)
    assert periods[0].first == date(year, 1, 1)
    assert periods[-1].last == last_day(year, 12)
    for earlier, later in pairwise(periods):
        assert later.first - earlier.last == timedelta(days=1)


def test_nine_months_end_in_september():
    assert periods_of_year(2026, Rhythm.NINE_MONTHS) == (Period(2026, Rhythm.NINE_MONTHS),)
    assert period_of(date(2026, 10, 1), Rhythm.NINE_MONTHS) is None


@pytest.mark.parametrize("rhythm", [Rhythm.DAY, Rhythm.WEEK])
def test_weeks_and_days_are_no_calendar_periods(rhythm):
    with pytest.raises(ValueError, match="no calendar period"):
        period_of(date(2026, 5, 1), rhythm)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("I", 1),
        ("quý IV", 4),
        ("Quí 2", 2),
        ("1V", 4),
        ("lll", 3),
        ("03", 3),
        ("V", None),
        ("5", None),
        ("", None),
    ],
)
def test_read_quarter(text, number):
    assert read_quarter(text) == number


def test_months_in_words() -> None:
    assert months_words(1, 12) == ""
    assert months_words(7, 12) == "từ tháng 7 đến tháng 12"
    assert months_words(12, 12) == "tháng 12"
