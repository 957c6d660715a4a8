"""Dates as machines write them: the day itself, and never the end of the year that stands in front."""

from __future__ import annotations

from datetime import date

import pytest

from sauro.dates.due import DueKind
from sauro.dates.parse import read_due


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-25",
        "2026-11-25.",
        "ngày 2026-11-25",
        "Trước 2026-11-25",
        "2026 - 11 - 25",
        "từ 2026-01-02 đến 2026-11-25",
    ],
)
def test_an_iso_date_is_that_day(text: str) -> None:
    due = read_due(text, year=2026)
    assert due is not None
    assert (due.kind, due.date) == (DueKind.BY, date(2026, 11, 25))


@pytest.mark.parametrize(
    "text", ["2026-13-45", "45-13-2026", "năm 2026-13-45", "2026-11", "12-2026", "2026-27"]
)
def test_a_year_among_figures_and_dashes_is_no_time_limit(text: str) -> None:
    assert read_due(text, year=2026) is None


def test_an_iso_day_that_no_calendar_has_is_given_no_date() -> None:
    due = read_due("2026-02-31", year=2026)
    assert due is not None
    assert (due.kind, due.date) == (DueKind.BY, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026", date(2026, 12, 31)),
        ("năm 2026", date(2026, 12, 31)),
        ("2026-2030", date(2030, 12, 31)),
        ("Quý III-2026", date(2026, 9, 30)),
        ("25-11-2026", date(2026, 11, 25)),
    ],
)
def test_years_that_stand_alone_are_read_as_before(text: str, day: date) -> None:
    due = read_due(text, year=2026)
    assert due is not None
    assert due.date == day
