from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.occurrences import occurrences

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def periodic(*every, starts=None):
    return Due(DueKind.PERIODIC, "định kỳ", every=every, starts=starts)


def test_one_date_inside_and_outside_the_window():
    due = Due(DueKind.BY, "Trong tháng 5/2026", date=date(2026, 5, 31))
    assert occurrences(due, FIRST, LAST) == (date(2026, 5, 31),)
    assert occurrences(due, date(2026, 6, 1), LAST) == ()
    assert occurrences(Due(DueKind.BY, "Cuối năm"), FIRST, LAST) == ()


def test_last_days_of_each_period_once():
    assert occurrences(
        periodic(Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.NINE_MONTHS, Rhythm.YEAR), FIRST, LAST
    ) == (
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    )


def test_nothing_before_it_starts():
    due = periodic(Rhythm.HALF_YEAR, starts=date(2026, 7, 1))
    assert occurrences(due, FIRST, LAST) == (date(2026, 12, 31),)


def test_weeks_end_on_sunday():
    assert occurrences(periodic(Rhythm.WEEK), date(2026, 5, 4), date(2026, 5, 17)) == (
        date(2026, 5, 10),
        date(2026, 5, 17),
    )
    assert len(occurrences(periodic(Rhythm.DAY), date(2026, 5, 4), date(2026, 5, 17))) == 14


def test_no_days_without_a_rule():
    for due in (Due(DueKind.ONGOING, "Thường xuyên"), Due(DueKind.EVENT, "Khi có yêu cầu"), periodic()):
        assert occurrences(due, FIRST, LAST) == ()


def test_what_follows_counts_after_the_date():
    due = Due(DueKind.BY, "…", date=date(2026, 6, 30), then=periodic(Rhythm.QUARTER))
    assert occurrences(due, FIRST, LAST) == (date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))


@given(
    st.sets(st.sampled_from(list(Rhythm))), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900)
)
def test_days_rise_inside_the_window(every, first, length):
    last = date.fromordinal(first.toordinal() + length)
    days = occurrences(periodic(*every), first, last)
    assert list(days) == sorted(set(days))
    assert all(first <= day <= last for day in days)
