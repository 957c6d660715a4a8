"""What a time limit asks of a unit, day by day."""

from __future__ import annotations

from datetime import date

import pytest

from sauro.dates.due import Due, DueKind, Rhythm
from sauro_web.tasks.schedule import check_day, days_due, goes_on, only_day

BY = Due(DueKind.BY, "trước 30/9/2026", date=date(2026, 9, 30))
MONTHLY = Due(DueKind.PERIODIC, "hằng tháng", every=(Rhythm.MONTH,))
ONGOING = Due(DueKind.ONGOING, "thường xuyên")
EVENT = Due(DueKind.EVENT, "khi có hướng dẫn")
THEN_YEARLY = Due(
    DueKind.BY,
    "Quý III/2026; hằng năm",
    date=date(2026, 9, 30),
    then=Due(DueKind.PERIODIC, "hằng năm", every=(Rhythm.YEAR,)),
)


@pytest.mark.parametrize(
    ("due", "on_and_on", "day"),
    [
        (BY, False, date(2026, 9, 30)),
        (MONTHLY, True, None),
        (ONGOING, True, None),
        (EVENT, False, None),
        (THEN_YEARLY, True, None),
        (None, False, None),
    ],
)
def test_what_ends_and_what_goes_on(due, on_and_on, day):
    assert goes_on(due) is on_and_on
    assert only_day(due) == day


@pytest.mark.parametrize(
    ("due", "on", "expected"),
    [
        (MONTHLY, date(2026, 6, 20), [date(2026, 6, 30)]),
        (MONTHLY, date(2026, 8, 1), [date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31)]),
        (ONGOING, date(2027, 6, 20), []),
        (EVENT, date(2027, 6, 20), []),
        (THEN_YEARLY, date(2026, 6, 20), [date(2026, 9, 30)]),
        (THEN_YEARLY, date(2026, 10, 1), [date(2026, 9, 30), date(2026, 12, 31)]),
        (Due(DueKind.PERIODIC, "hằng ngày", every=(Rhythm.DAY,)), date(2026, 7, 1), []),
        (Due(DueKind.PERIODIC, "định kỳ"), date(2026, 7, 1), []),
        (
            Due(DueKind.PERIODIC, "hằng tuần", every=(Rhythm.WEEK,)),
            date(2026, 6, 22),
            [date(2026, 6, 21), date(2026, 6, 28)],
        ),
        (
            Due(DueKind.PERIODIC, "quý, năm", every=(Rhythm.QUARTER, Rhythm.YEAR)),
            date(2026, 10, 1),
            [date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)],
        ),
        (
            Due(DueKind.PERIODIC, "9 tháng", every=(Rhythm.NINE_MONTHS,)),
            date(2026, 11, 1),
            [date(2026, 9, 30)],
        ),
        (
            Due(DueKind.PERIODIC, "hằng quý từ 2027", every=(Rhythm.QUARTER,), starts=date(2027, 1, 1)),
            date(2026, 12, 31),
            [],
        ),
    ],
)
def test_occurrences_of_the_periods_that_have_begun(due, on, expected):
    assert list(days_due(due, since=date(2026, 6, 15), on=on)) == expected


def test_what_comes_back_is_not_due_on_the_day_on_which_it_is_given():
    given = date(2026, 6, 30)
    assert days_due(MONTHLY, since=given, on=given) == ()
    assert days_due(MONTHLY, since=given, on=date(2026, 7, 1)) == (date(2026, 7, 31),)
    assert days_due(BY, since=date(2026, 9, 30), on=date(2026, 9, 30)) == (date(2026, 9, 30),)


def test_a_duty_given_years_ago_does_not_bring_years_of_occurrences():
    found = days_due(MONTHLY, since=date(2019, 1, 1), on=date(2026, 6, 15))
    assert found[0] == date(2025, 5, 31)
    assert len(found) == 14


@pytest.mark.parametrize(
    ("on", "day"), [(date(2026, 6, 15), date(2026, 6, 30)), (date(2026, 12, 31), date(2026, 12, 31))]
)
def test_what_is_ongoing_is_looked_after_once_a_quarter(on, day):
    assert check_day(on) == day
