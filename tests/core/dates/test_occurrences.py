from datetime import date

import pytest
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


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("vào thứ Sáu hằng tuần", (8, 15)),
        ("hằng tuần, vào thứ năm", (7, 14)),
        ("hằng tuần (trước 15 giờ thứ 2)", (4, 11)),
        ("thứ 2, 4 và thứ Sáu hằng tuần", (4, 6, 8, 11, 13, 15)),
        ("từ thứ hai đến thứ sáu hằng tuần", (8, 15)),
        ("thứ 2-6 hằng tuần", (8, 15)),
        ("sáng thứ bảy và chủ nhật hằng tuần", (9, 10, 16, 17)),
        ("tuần thứ hai, hằng tuần", (10, 17)),
        ("03 buổi/tuần", (10, 17)),
    ],
)
def test_of_a_week_the_days_that_the_words_name(words, days):
    found = occurrences(
        Due(DueKind.PERIODIC, words, every=(Rhythm.WEEK,)), date(2026, 5, 4), date(2026, 5, 17)
    )
    assert found == tuple(date(2026, 5, day) for day in days)


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


def named(words, *every):
    return occurrences(Due(DueKind.PERIODIC, words, every=every), FIRST, LAST)


def test_the_day_that_the_words_name_stands_for_the_last_of_the_period():
    quarters = named("định kỳ hằng quý (chậm nhất ngày 15 tháng cuối quý)", Rhythm.QUARTER)
    assert quarters == tuple(date(2026, month, 15) for month in (3, 6, 9, 12))
    months = named("trước ngày 30 hằng tháng", Rhythm.MONTH)
    assert months[:3] == (date(2026, 1, 30), date(2026, 2, 28), date(2026, 3, 30))
    assert named("hằng năm trước ngày 15 tháng 12", Rhythm.YEAR) == (date(2026, 12, 15),)


def test_two_rhythms_with_a_day_each():
    words = "6 tháng (trước ngày 10/6), năm (trước ngày 10/12)"
    assert named(words, Rhythm.HALF_YEAR, Rhythm.YEAR) == (date(2026, 6, 10), date(2026, 12, 10))
    words = "hằng tháng trước ngày 25, hằng quý"
    assert date(2026, 3, 31) in named(words, Rhythm.MONTH, Rhythm.QUARTER)
    assert date(2026, 4, 30) not in named(words, Rhythm.MONTH, Rhythm.QUARTER)


def test_a_day_behind_the_period():
    assert named("hằng tháng, trước ngày 05 tháng sau", Rhythm.MONTH)[:2] == (
        date(2026, 1, 5),
        date(2026, 2, 5),
    )
    assert date(2026, 7, 5) in named("báo cáo 6 tháng trước ngày 05/7", Rhythm.HALF_YEAR)
