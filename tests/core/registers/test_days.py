from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.registers.days import day_order_of, read_day
from sauro.registers.model import DayOrder

DAY = date(2026, 6, 15)
EARLY = [date(2026, 5, day) for day in range(1, 8)]
LATE_TEXTS = [f"{day}/6/2026" for day in range(13, 20)]


@pytest.mark.parametrize(
    "value",
    [
        "15/6/2026", "15/06/2026", "15.06.26", "15-06-2026", "15 / 6 / 2026", "2026-06-15", "2026/06/15",
        "2026-06-15T07:30:00", "2026-06-15 07:30:00.000", "07:30 15/06/2026", "15/06/2026 8h30",
        "15/06/2026 8:05:33 SA",
        "ngày 15 tháng 6 năm 2026", "Ngày 15 tháng 06, năm 2026", "20260615", "46188",
        "15/6/2026.", "15/6", "15 tháng 6", 46188, 46188.75, DAY, datetime(2026, 6, 15, 23, 59),
        "15/06/2026 (15/6/2026)",
    ],
)  # fmt: skip
def test_forms_of_a_day(value):
    assert read_day(value, year=2026).day == DAY


@pytest.mark.parametrize("value", ["", "-", " … ", "//"])
def test_an_empty_cell_is_no_fault(value):
    assert read_day(value) == read_day("")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31/2/2026", "impossible"),
        ("15/06/2026; 16/06/2026", "several"),
        ("15/06/2026\n16/06/2026", "several"),
        ("15/6", "no_year"),
        ("15/6/1026", "out_of_time"),
        ("06/2026", "unread"),
        ("15/06/202", "unread"),
        ("chưa rõ", "unread"),
        (7, "unread"),
        (True, "unread"),
        (date(1899, 12, 31), "out_of_time"),
    ],
)
def test_what_is_no_day_says_why(value, code):
    read = read_day(value)
    assert (read.day, read.fault and read.fault.code) == (None, code)


def test_a_day_without_its_year_is_told():
    assert read_day("15/6", year=2026).is_completed
    assert not read_day("15/6/2026", year=2026).is_completed


def test_month_first_and_swapped_days():
    assert read_day("6/15/2026", order=DayOrder.MONTH_FIRST).day == DAY
    assert read_day(date(2026, 5, 6), order=DayOrder.SWAPPED).day == date(2026, 6, 5)
    assert read_day("15/06/2026", order=DayOrder.SWAPPED).day == DAY


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["15/6/2026", "1/6/2026"], DayOrder.DAY_FIRST),
        (["6/15/2026", "1/6/2026"], DayOrder.MONTH_FIRST),
        (["6/15/2026", "15/6/2026"], DayOrder.DAY_FIRST),
        ([DAY, "15/6/2026"], DayOrder.DAY_FIRST),
        ([*EARLY, *LATE_TEXTS], DayOrder.SWAPPED),
        ([*EARLY, DAY, *LATE_TEXTS], DayOrder.DAY_FIRST),
        ([], DayOrder.DAY_FIRST),
    ],
)  # fmt: skip
def test_order_of_a_column(values, order):
    assert day_order_of(values) is order


@given(
    st.dates(date(1980, 1, 1), date(2069, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d-%m-%Y"]),
)
def test_every_day_comes_back(day, form):
    assert read_day(day.strftime(form)).day == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    read = read_day(text)
    assert read.day is None or read.fault is None
