"""A meeting that comes again: all of it or nothing, but for what is left out by choice."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.meetings.conftest import NOW, House, at

from sauro.scheduling.series import Listed, Monthly, MonthlyOnWeekday, Rule, Weekly
from sauro_web.common.errors import Clash, NotReady
from sauro_web.meetings.models import Hold, Meeting, Series
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.changing import move_meeting
from sauro_web.meetings.operations.deciding import cancel_meeting
from sauro_web.meetings.operations.repeating import Called, call_series, planned_series
from sauro_web.meetings.repeating import rule_from, rule_kept
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db
MONDAYS = Weekly((0,))


def _call(house: House, last: date, rule: Rule = MONDAYS, **said: object) -> Called:
    new = house.new(at(8, 8, 9))
    return call_series(house.commune, new, rule, last, by=house.coordinator, now=NOW, **said)  # type: ignore[arg-type]


def test_every_occurrence_is_a_meeting(house: House) -> None:
    called = _call(house, date(2026, 6, 29))
    assert [local(one.starts).day for one in called.meetings] == [8, 15, 22, 29]
    assert Series.objects.get().meetings.count() == 4
    assert Hold.objects.filter(live=True, room=house.hall).count() == 4
    assert Notice.objects.filter(person=house.leader).count() == 1
    assert "4 buổi" in Notice.objects.get(person=house.leader).text


def test_a_clash_in_one_occurrence_refuses_them_all_and_is_named(house: House) -> None:
    house.call(at(22, 8, 9), subject="Tiếp đoàn")
    with pytest.raises(Clash, match="“Tiếp đoàn” từ 08:00 đến 09:00 ngày 22/06/2026"):
        _call(house, date(2026, 6, 29))
    assert Meeting.objects.count() == 1
    assert not Series.objects.exists()


def test_or_leaves_that_one_out(house: House) -> None:
    house.call(at(22, 8, 9), subject="Tiếp đoàn")
    called = _call(house, date(2026, 6, 29), leave_out_clashing=True)
    assert called.left_out == (date(2026, 6, 22),)
    assert len(called.meetings) == 3


def test_a_day_that_was_left_out_is_added_once_the_obstacle_is_gone(house: House) -> None:
    other = house.call(at(22, 8, 9), subject="Tiếp đoàn")
    _call(house, date(2026, 6, 29), skip=[date(2026, 6, 22)])
    cancel_meeting(other, reason="Đoàn không đến", by=house.coordinator, now=NOW)
    called = _call(house, date(2026, 6, 22), rule=Listed((date(2026, 6, 22),)))
    assert len(called.meetings) == 1


def test_days_off_are_told_and_never_mended_silently(house: House) -> None:
    last = date(2026, 9, 7)
    planned = planned_series(
        house.commune, house.new(at(8, 8, 9)), MONDAYS, last, by=house.coordinator, now=NOW
    )
    off = [one.occurrence for one in planned if one.occurrence.on_day_off]
    assert [one.planned for one in off] == [date(2026, 8, 31)]
    assert "là ngày nghỉ" in off[0].note
    with pytest.raises(NotReady, match="1 buổi rơi vào ngày nghỉ"):
        _call(house, last)
    assert len(_call(house, last, skip=[date(2026, 8, 31)]).meetings) == 13


def test_one_day_of_a_series_is_moved_by_itself(house: House) -> None:
    called = _call(house, date(2026, 6, 29))
    move_meeting(called.meetings[1], at(16, 8, 9), by=house.coordinator, now=NOW)
    rows = Series.objects.get().meetings.order_by("occurrence")
    assert [local(row.starts).day for row in rows] == [8, 16, 22, 29]
    assert [row.occurrence.day for row in rows if row.occurrence] == [8, 15, 22, 29]


def test_what_can_be_no_series(house: House) -> None:
    for rule, last, words in (
        (MONDAYS, date(2026, 6, 1), "sau ngày họp đầu tiên"),
        (Listed((date(2027, 1, 1),)), date(2026, 6, 30), "không có buổi họp nào"),
        (Weekly(tuple(range(7))), date(2027, 6, 1), "quá 120"),
    ):
        with pytest.raises(NotReady, match=words):
            _call(house, last, rule=rule)


@pytest.mark.parametrize(
    "rule",
    [Weekly((0, 3), 2), Monthly(31), MonthlyOnWeekday(-1, 4, 3), Listed((date(2026, 2, 28),))],
    ids=lambda rule: type(rule).__name__,
)
def test_a_rule_is_kept_and_read_again(rule: Rule) -> None:
    assert rule_from(rule_kept(rule)) == rule
