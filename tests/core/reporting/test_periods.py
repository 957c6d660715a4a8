"""Windows, names and due days of the periods of a regime."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.due import Rhythm
from sauro.dates.periods import Period, periods_of_year
from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro.reporting.periods import (
    REPORTED,
    CutOff,
    DueKind,
    DueRule,
    Window,
    due_on,
    estimated_from,
    period_before,
    period_name,
    periods_begun,
    real_until,
    window_of,
    year_before,
)

M, Q, H, N, Y = Rhythm.MONTH, Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.NINE_MONTHS, Rhythm.YEAR
STANDARD, CALENDAR = CutOff.standard(), CutOff.calendar()
YEARS = st.integers(2000, 2100)
RHYTHMS = st.sampled_from(REPORTED)
CUT_OFFS = st.integers(1, 31).map(CutOff)
PERIODS = st.tuples(YEARS, RHYTHMS).flatmap(lambda pair: st.sampled_from(periods_of_year(*pair)))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(2026, M, 6), date(2026, 5, 15), date(2026, 6, 14)),
        (Period(2026, M, 1), date(2025, 12, 15), date(2026, 1, 14)),
        (Period(2026, Q, 1), date(2025, 12, 15), date(2026, 3, 14)),
        (Period(2026, Q, 3), date(2026, 6, 15), date(2026, 9, 14)),
        (Period(2026, H, 1), date(2025, 12, 15), date(2026, 6, 14)),
        (Period(2026, H, 2), date(2026, 6, 15), date(2026, 12, 14)),
        (Period(2026, N), date(2025, 12, 15), date(2026, 9, 14)),
        (Period(2026, Y), date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_windows_of_the_decree(period: Period, first: date, last: date) -> None:
    assert window_of(period, STANDARD) == Window(first, last)


def test_windows_of_the_calendar() -> None:
    assert window_of(Period(2026, Y), CALENDAR) == Window(date(2026, 1, 1), date(2026, 12, 31))
    assert window_of(Period(2024, M, 2), CALENDAR) == Window(date(2024, 2, 1), date(2024, 2, 29))
    assert window_of(Period(2026, M, 2), CALENDAR) == Window(date(2026, 2, 1), date(2026, 2, 28))


def test_windows_of_another_day() -> None:
    assert window_of(Period(2026, M, 3), CutOff(30)) == Window(date(2026, 3, 1), date(2026, 3, 30))
    assert window_of(Period(2026, Q, 2), CutOff(20)) == Window(date(2026, 3, 21), date(2026, 6, 20))


@given(YEARS, RHYTHMS, CUT_OFFS)
def test_windows_follow_each_other(year: int, rhythm: Rhythm, cut_off: CutOff) -> None:
    every = [*periods_of_year(year, rhythm), *periods_of_year(year + 1, rhythm)]
    if rhythm is N:
        return
    windows = [window_of(one, cut_off) for one in every]
    for before, after in pairwise(windows):
        assert before.last + timedelta(days=1) == after.first


@given(PERIODS, CUT_OFFS)
def test_the_calendar_month_end_is_the_last_day(period: Period, cut_off: CutOff) -> None:
    window = window_of(period, cut_off)
    assert window.first <= window.last
    assert (window.last.year, window.last.month) == (period.last.year, period.last.month)
    assert window_of(period, CALENDAR) == Window(period.first, period.last)


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (Period(2026, M, 6), "tháng 6 năm 2026"),
        (Period(2026, Q, 2), "quý II năm 2026"),
        (Period(2026, H, 1), "6 tháng đầu năm 2026"),
        (Period(2026, H, 2), "6 tháng cuối năm 2026"),
        (Period(2026, N), "9 tháng đầu năm 2026"),
        (Period(2026, Y), "năm 2026"),
    ],
)
def test_names(period: Period, name: str) -> None:
    assert period_name(period) == name


def test_the_period_before() -> None:
    assert period_before(Period(2026, M, 1)) == Period(2025, M, 12)
    assert period_before(Period(2026, H, 2)) == Period(2026, H, 1)
    assert period_before(Period(2026, H, 1)) == Period(2025, H, 2)
    assert period_before(Period(2026, N)) == Period(2025, N)
    assert year_before(Period(2026, Q, 3)) == Period(2025, Q, 3)


@given(PERIODS, CUT_OFFS)
def test_the_window_before_ends_the_day_before(period: Period, cut_off: CutOff) -> None:
    before, now = window_of(period_before(period), cut_off), window_of(period, cut_off)
    assert before.last < now.first
    if period.rhythm is not N:
        assert before.last + timedelta(days=1) == now.first


def due(period: Period, rule: DueRule, cut_off: CutOff = STANDARD, *days: SpecialDay) -> date | None:
    return due_on(period, window_of(period, cut_off), rule, WorkCalendar(days))


def test_before_a_day_is_the_day_before() -> None:
    rule = DueRule(DueKind.YEARLY, 1, 6, before=True)
    assert due(Period(2026, H, 1), rule) == date(2026, 5, 31)
    assert due(Period(2026, H, 2), rule) is None
    assert due(Period(2026, Y), DueRule(DueKind.YEARLY, 1, 12, before=True)) == date(2026, 11, 30)


def test_a_day_of_the_next_year_is_that_of_the_year_before() -> None:
    rule = DueRule(DueKind.YEARLY, 15, 1)
    assert due(Period(2026, Y), rule) == date(2027, 1, 15)
    assert due(Period(2026, H, 2), rule) == date(2027, 1, 15)
    assert due(Period(2026, H, 1), rule) is None


def test_a_quarter_and_nine_months_on_a_day_of_the_year() -> None:
    assert due(Period(2026, Q, 1), DueRule(DueKind.YEARLY, 10, 3, before=True)) == date(2026, 3, 9)
    assert due(Period(2026, Q, 2), DueRule(DueKind.YEARLY, 10, 3, before=True)) is None
    assert due(Period(2026, N), DueRule(DueKind.YEARLY, 10, 9, before=True)) == date(2026, 9, 9)


def test_the_last_of_february() -> None:
    rule = DueRule(DueKind.YEARLY, 29, 2)
    assert due(Period(2024, Q, 1), rule) == date(2024, 2, 29)
    assert due(Period(2026, Q, 1), rule) == date(2026, 2, 28)
    assert due(Period(2024, M, 2), DueRule(DueKind.LAST_MONTH, 31)) == date(2024, 2, 29)
    assert Window(date(2024, 2, 29), date(2024, 2, 29)).year_earlier == Window(
        date(2023, 2, 28), date(2023, 2, 28)
    )
    assert Window(date(2025, 2, 1), date(2025, 2, 28)).year_earlier.last == date(2024, 2, 29)


def test_working_days_after_the_cut_off() -> None:
    two = DueRule(DueKind.AFTER, 2)
    assert due(Period(2026, M, 6), two) == date(2026, 6, 16)  # 14/6/2026 is a Sunday
    off = SpecialDay(date(2026, 6, 15), DayKind.OFF)
    assert due(Period(2026, M, 6), two, STANDARD, off) == date(2026, 6, 17)


def test_days_of_months() -> None:
    assert due(Period(2026, Q, 2), DueRule(DueKind.LAST_MONTH, 25)) == date(2026, 6, 25)
    assert due(Period(2026, M, 12), DueRule(DueKind.NEXT_MONTH, 5), CALENDAR) == date(2027, 1, 5)
    assert due(Period(2026, M, 1), DueRule(DueKind.NEXT_MONTH, 31), CALENDAR) == date(2026, 2, 28)


@given(PERIODS, CUT_OFFS, st.integers(1, 31), st.integers(1, 12), st.booleans())
def test_a_day_of_the_year_is_asked_of_one_period(
    period: Period, cut_off: CutOff, day: int, month: int, before: bool
) -> None:
    rule = DueRule(DueKind.YEARLY, day, month, before=before)
    found = due(period, rule, cut_off)
    if found is not None:
        whole = found + timedelta(days=1) if before else found
        assert (whole.month, whole.day) == (month, min(day, monthrange(whole.year, month)[1]))


@given(YEARS, st.sampled_from([H, Q, Y, M]), st.integers(1, 28), st.integers(1, 12))
def test_of_three_years_each_has_one(year: int, rhythm: Rhythm, day: int, month: int) -> None:
    rule = DueRule(DueKind.YEARLY, day, month)
    found = [
        due(one, rule, CALENDAR) for number in (0, 1, 2) for one in periods_of_year(year + number, rhythm)
    ]
    said = [one for one in found if one is not None]
    assert len(said) == len(set(said)) == 3


@pytest.mark.parametrize(
    ("kind", "number", "month"),
    [(DueKind.AFTER, 0, 0), (DueKind.LAST_MONTH, 32, 0), (DueKind.YEARLY, 1, 0), (DueKind.NEXT_MONTH, 1, 2)],
)
def test_rules_that_are_none(kind: DueKind, number: int, month: int) -> None:
    with pytest.raises(ValueError, match="day"):
        DueRule(kind, number, month)


def test_a_cut_off_that_is_none() -> None:
    with pytest.raises(ValueError, match="day"):
        CutOff(32)
    with pytest.raises(ValueError, match="ends"):
        Window(date(2026, 2, 1), date(2026, 1, 1))


def test_due_before_the_cut_off_leaves_days_to_estimate() -> None:
    window = window_of(Period(2026, H, 1), STANDARD)
    early = date(2026, 5, 31)
    assert estimated_from(window, early) == date(2026, 6, 1)
    assert estimated_from(window, window.last) is None
    assert real_until(window, early, date(2026, 5, 20)) == date(2026, 5, 20)
    assert real_until(window, early, date(2026, 7, 1)) == early
    assert real_until(window, date(2026, 6, 16), date(2026, 7, 1)) == window.last
    assert real_until(window, date(2026, 6, 16), date(2026, 6, 14)) == window.last


@given(PERIODS, CUT_OFFS, st.dates(date(2000, 1, 1), date(2101, 1, 1)), st.integers(-200, 200))
def test_real_figures_lie_in_the_window(period: Period, cut_off: CutOff, on: date, days: int) -> None:
    window = window_of(period, cut_off)
    assert real_until(window, window.last + timedelta(days=days), on) in window


def test_periods_that_have_begun() -> None:
    found = list(periods_begun(H, STANDARD, since=date(2026, 6, 1), on=date(2026, 12, 31)))
    assert found == [Period(2026, H, 1), Period(2026, H, 2), Period(2027, H, 1)]
    assert list(periods_begun(Y, CALENDAR, since=date(2026, 12, 31), on=date(2026, 12, 31))) == [
        Period(2026, Y)
    ]


@given(RHYTHMS, CUT_OFFS, st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 900))
def test_every_day_lies_in_a_period_begun(rhythm: Rhythm, cut_off: CutOff, since: date, ahead: int) -> None:
    on = since + timedelta(days=ahead)
    found = [window_of(one, cut_off) for one in periods_begun(rhythm, cut_off, since=since, on=on)]
    assert found == sorted(found, key=lambda one: one.first)
    if rhythm is not N:
        assert any(since in one for one in found)
        assert any(on in one for one in found)
