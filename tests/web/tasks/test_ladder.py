"""The steps of the ladder, against the rule of what is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro_web.tasks.ladder import Ladder, Step
from sauro_web.tasks.models import TaskState, UnitTask
from sauro_web.tasks.timing import Timing, Today, days_late, timing_of

CALENDAR = WorkCalendar(
    [SpecialDay(date(2026, 9, 1), DayKind.OFF), SpecialDay(date(2026, 9, 2), DayKind.OFF)]
)
LADDER = Ladder()
LAST = date(2026, 7, 30)  # a Thursday


@pytest.mark.parametrize(
    ("on", "stage", "days"),
    [
        (date(2026, 7, 8), None, 0),
        (date(2026, 7, 9), -15, -15),
        (date(2026, 7, 20), -15, -8),
        (date(2026, 7, 21), -7, -7),
        (date(2026, 7, 27), -3, -3),
        (date(2026, 7, 29), -3, -1),
        (date(2026, 7, 30), 0, 0),
        (date(2026, 7, 31), 1, 1),
        (date(2026, 8, 1), None, 0),  # a Saturday
        (date(2026, 8, 3), 2, 2),
        (date(2026, 8, 6), 5, 5),
        (date(2026, 8, 12), 5, 9),
        (date(2026, 8, 13), 10, 10),
        (date(2026, 8, 20), 15, 15),
    ],
)
def test_the_step_of_a_day(on, stage, days):
    step = LADDER.step(LAST, on=on, calendar=CALENDAR)
    assert (step.stage, step.days) == (stage, days) if step else stage is None


def test_who_hears_of_it():
    heard = {on: LADDER.step(LAST, on=on, calendar=CALENDAR) for on in (date(2026, 7, 31), date(2026, 8, 3))}
    assert heard[date(2026, 7, 31)] == Step(1, 1)
    assert heard[date(2026, 8, 3)] == Step(2, 2, head=True)
    assert LADDER.step(LAST, on=date(2026, 8, 6), calendar=CALENDAR) == Step(5, 5, head=True, chair=True)


def test_a_last_day_that_lost_its_office_hours_is_late_all_the_same():
    # The day after a holiday that the row does not know of yet.
    step = LADDER.step(date(2026, 9, 1), on=date(2026, 9, 3), calendar=CALENDAR)
    assert step == Step(1, 1)


@given(
    ends_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    away=st.integers(-60, 60),
    before=st.sets(st.integers(1, 30), max_size=4),
    steps=st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9)),
)
def test_a_step_behind_the_last_day_is_what_the_rule_calls_late(ends_on, away, before, steps):
    ends_on = CALENDAR.next_working(ends_on)
    on = ends_on + timedelta(days=away)
    ladder = Ladder(tuple(sorted(before)), True, *steps)
    step = ladder.step(ends_on, on=on, calendar=CALENDAR)
    part = UnitTask(state=TaskState.WORKING, due_on=ends_on, ends_on=ends_on)
    today = Today.of(on, CALENDAR, soon=max(before, default=0))
    late = timing_of(part, today) is Timing.LATE_STARTED
    if not CALENDAR.is_working(on):
        assert step is None
    elif late:
        assert step is not None
        assert (step.days, 1 <= step.stage <= step.days) == (days_late(part, today, CALENDAR), True)
        assert (step.head, step.chair) == (step.days >= steps[0], step.days >= steps[1])
    else:
        assert (step is not None) == (on == ends_on or timing_of(part, today) is Timing.SOON)
        assert step is None or step.stage <= 0
