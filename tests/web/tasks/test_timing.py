"""How a part stands to its deadline: the rule for a row and the rule for the database agree on every case."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from tests.web.tasks.conftest import NOW

from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro_web.tasks.models import CLOSED, OPEN, TaskState, UnitTask
from sauro_web.tasks.standing import chip_of
from sauro_web.tasks.timing import BUCKETS, Timing, Today, days_late, in_bucket, timing, timing_of

ON = date(2026, 6, 15)
CALENDAR = WorkCalendar([SpecialDay(date(2026, 6, 16), DayKind.OFF)])
TODAY = Today.of(ON, CALENDAR, soon=3)
DAYS = (None, ON - timedelta(days=1), ON, TODAY.soon_until, TODAY.soon_until + timedelta(days=1))


def part(**fields) -> UnitTask:
    return UnitTask(**({"state": TaskState.WORKING} | fields))


def test_soon_is_counted_in_working_days():
    assert TODAY.soon_until == date(2026, 6, 19)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "assigned", "ends_on": date(2026, 6, 12)}, Timing.LATE_NOT_STARTED),
        ({"state": "returned", "ends_on": date(2026, 6, 12)}, Timing.LATE_NOT_STARTED),
        ({"state": "working", "ends_on": date(2026, 6, 12)}, Timing.LATE_STARTED),
        ({"state": "redo", "ends_on": date(2026, 6, 12)}, Timing.LATE_STARTED),
        ({"state": "working", "ends_on": ON}, Timing.SOON),
        ({"state": "working", "ends_on": date(2026, 6, 22)}, Timing.IN_TERM),
        ({"state": "working", "ends_on": None}, Timing.NO_DEADLINE),
        ({"state": "paused", "ends_on": date(2026, 6, 12)}, Timing.IN_TERM),
        ({"state": "submitted", "ends_on": date(2026, 6, 12), "handed_in_on": date(2026, 6, 12)}, "in_term"),
        ({"state": "submitted", "ends_on": date(2026, 6, 12), "handed_in_on": ON}, Timing.LATE_STARTED),
        ({"state": "finished", "ends_on": date(2026, 6, 12), "handed_in_on": date(2026, 6, 12)}, "in_time"),
        ({"state": "finished", "ends_on": date(2026, 6, 12), "handed_in_on": ON}, Timing.FINISHED_LATE),
        ({"state": "finished", "ends_on": None, "handed_in_on": ON}, Timing.NO_DEADLINE),
        ({"state": "passed_on", "ends_on": date(2026, 6, 12)}, Timing.NOT_COUNTED),
        ({"state": "working", "ends_on": date(2026, 6, 12), "goes_on": True}, Timing.NOT_COUNTED),
        ({"state": "working", "ends_on": date(2026, 6, 12), "ended_at": NOW}, Timing.NOT_COUNTED),
    ],
)
def test_where_a_part_stands(fields, expected):
    assert timing_of(part(**fields), TODAY) == expected


def test_finished_work_is_measured_on_its_first_deadline_too():
    extended = part(
        state="finished", first_ends_on=date(2026, 5, 29), ends_on=ON, handed_in_on=date(2026, 6, 10)
    )
    assert timing_of(extended, TODAY) == Timing.IN_TIME
    assert timing_of(extended, TODAY, by_first=True) == Timing.FINISHED_LATE


def test_every_timing_that_counts_is_in_one_of_six_columns():
    columns = [one for column in BUCKETS for one in column]
    assert sorted(columns) == sorted(set(Timing) - {Timing.NOT_COUNTED})
    assert len(BUCKETS) == 6


@pytest.fixture
def one_of_each(reviewed, coordinator) -> list[UnitTask]:
    """A row for every case there is: state, last day, first last day, day handed in, going on, ended."""
    from sauro_web.tasks.operations import issue_plan

    issue_plan(reviewed, number="1", issued_on=ON, by=coordinator, now=NOW, version=reviewed.version)
    like = UnitTask.objects.first()
    assert like is not None
    series = UnitTask.objects.exclude(pk=like.pk)
    series.update(goes_on=True)
    ended = datetime(2026, 6, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    cases = product(TaskState.values, DAYS, DAYS[1:4], (False, True), (None, ended))
    rows = []
    for number, (state, ends, handed, goes_on, ended_at) in enumerate(cases):
        first = None if ends is None else ends - timedelta(days=number % 3)
        given = handed if state in (TaskState.SUBMITTED, TaskState.FINISHED) else None
        rows.append(
            UnitTask(
                task=like.task,
                unit=like.unit,
                part="cooperating",
                series=like,
                first_due_on=ON + timedelta(days=number),
                state=state,
                ends_on=ends,
                due_on=ends,
                first_ends_on=first,
                handed_in_on=given,
                goes_on=goes_on,
                ended_at=ended_at,
            )
        )
    UnitTask.objects.bulk_create(rows)
    return list(UnitTask.objects.filter(series=like))


@pytest.mark.parametrize("by_first", [False, True])
def test_the_database_says_the_same(one_of_each, by_first):
    asked = UnitTask.objects.annotate(stands=timing(TODAY, by_first=by_first)).values_list("pk", "stands")
    stored = dict(asked)
    assert len(one_of_each) == 12 * 5 * 3 * 2 * 2
    for row in one_of_each:
        assert stored[row.pk] == timing_of(row, TODAY, by_first=by_first), vars(row)


def test_lists_of_open_work_say_the_same(one_of_each):
    of_open = [Timing.LATE_NOT_STARTED, Timing.LATE_STARTED, Timing.SOON, Timing.IN_TERM, Timing.NO_DEADLINE]
    for which in of_open:
        listed = set(UnitTask.objects.filter(in_bucket(which, TODAY)).values_list("pk", flat=True))
        computed = {row.pk for row in one_of_each if timing_of(row, TODAY) == which and row.state in OPEN}
        assert listed & {row.pk for row in one_of_each} == computed, which
    for which in set(Timing) - set(of_open):
        with pytest.raises(ValueError, match="not of open work"):
            in_bucket(which, TODAY)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ends_on": date(2026, 6, 12)}, 1),
        ({"ends_on": ON}, 0),
        ({"ends_on": None}, 0),
        ({"ends_on": date(2026, 6, 12), "state": "paused"}, 0),
        ({"ends_on": date(2026, 6, 12), "state": "submitted", "handed_in_on": date(2026, 6, 12)}, 0),
        ({"ends_on": date(2026, 6, 10), "state": "finished", "handed_in_on": date(2026, 6, 12)}, 2),
        *[({"ends_on": date(2026, 6, 12), "state": state}, 0) for state in CLOSED],
    ],
)
def test_days_late_are_working_days_until_it_was_handed_in(fields, expected):
    assert days_late(part(**fields), TODAY, CALENDAR) == expected


def test_what_became_late_on_a_day_off_is_late_by_no_working_day():
    sunday = Today.of(date(2026, 6, 14), CALENDAR, soon=2)
    on_friday = part(ends_on=date(2026, 6, 12))
    assert timing_of(on_friday, sunday) is Timing.LATE_STARTED
    assert chip_of(on_friday, sunday, CALENDAR) == ("late", "vừa quá hạn")
