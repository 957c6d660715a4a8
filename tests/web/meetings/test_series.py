"""A meeting that comes again: all of it or nothing, but for what is left out by choice."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.meetings.conftest import NOW, House, at
from tests.web.organisation import signed_in

from sauro.scheduling.series import Listed, Monthly, MonthlyOnWeekday, Rule, Weekly
from sauro.scheduling.settings import MeetingMode, MeetingScope
from sauro_web.common.errors import Clash, NotAllowed, NotReady
from sauro_web.meetings.models import Hold, Meeting, Series
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.adding import add_occurrence
from sauro_web.meetings.operations.calling import NewMeeting
from sauro_web.meetings.operations.changing import move_meeting
from sauro_web.meetings.operations.deciding import cancel_meeting
from sauro_web.meetings.operations.repeating import Called, call_series, planned_series
from sauro_web.meetings.queries.series import days_of
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


# The limits of each occurrence


def _conference(house: House, **said: object) -> NewMeeting:
    about: dict[str, object] = {
        "conference": True,
        "scope": MeetingScope.COMMUNE,
        "mode": MeetingMode.IN_PERSON,
    }
    return house.new(at(8, 8, 9), **about | said)


def _monthly(house: House, new: NewMeeting, last: date = date(2026, 10, 8)) -> Called:
    return call_series(house.commune, new, Monthly(8), last, by=house.leader, now=NOW, on_days_off=True)


def test_each_occurrence_is_held_against_its_own_day(house: House) -> None:
    planned = planned_series(
        house.commune, _conference(house), Monthly(8), date(2026, 10, 8), by=house.leader, now=NOW
    )
    quota = [
        [one.code for one in told.notices if one.code == "meeting.too_many_commune_wide"] for told in planned
    ]
    assert [bool(one) for one in quota] == [False, False, False, True, True]


def test_a_reason_is_given_once_for_the_series_or_for_one_day(house: House) -> None:
    codes = {
        one.code
        for told in planned_series(
            house.commune, _conference(house), Monthly(8), date(2026, 10, 8), by=house.leader, now=NOW
        )
        for one in told.notices
    }
    others = dict.fromkeys(codes - {"meeting.too_many_commune_wide"}, "Yêu cầu công việc")
    with pytest.raises(NotReady, match="Buổi 08/09/2026: "):
        _monthly(house, _conference(house, reasons=others))
    alone = others | {"meeting.too_many_commune_wide@2026-09-08": "Bão số 3"}
    with pytest.raises(NotReady, match="Buổi 08/10/2026: "):
        _monthly(house, _conference(house, reasons=alone))
    both = alone | {"meeting.too_many_commune_wide": "Nhiệm vụ đột xuất"}
    called = _monthly(house, _conference(house, reasons=both))
    given = [one.reasons.get("meeting.too_many_commune_wide", ["", ""])[1] for one in called.meetings]
    assert given == ["", "", "", "Bão số 3", "Nhiệm vụ đột xuất"]


# Exceptions


def test_the_days_of_a_series_and_what_became_of_them(house: House) -> None:
    called = _call(house, date(2026, 7, 6), skip=[date(2026, 7, 6)])
    moved, cancelled = called.meetings[1], called.meetings[2]
    move_meeting(moved, at(16, 8, 9), by=house.coordinator, now=NOW)
    cancel_meeting(cancelled, reason="Nghỉ", by=house.coordinator, now=NOW)
    add_occurrence(called.meetings[0], at(11, 14, 15), by=house.coordinator, now=NOW)
    series = Series.objects.get()
    days = days_of(series, house.officer, on=NOW.date())
    assert [(one.planned.day, one.state.value) for one in days] == [
        (8, "as_said"), (11, "added"), (15, "moved"), (22, "cancelled"), (29, "as_said"), (6, "left_out"),
    ]  # fmt: skip
    page = signed_in(house.officer).get(f"/lich-hop/{called.meetings[0].pk}/").content.decode()
    for words in ("thêm ngoài lịch", "đổi giờ", "đã hủy", "không xếp"):
        assert words in page


def test_an_added_day_is_a_meeting_like_the_others(house: House) -> None:
    called = call_series(
        house.commune, house.new(at(8, 8, 9), secretary=house.officer, required=(house.head,)), MONDAYS,
        date(2026, 6, 29), by=house.coordinator, now=NOW,
    )  # fmt: skip
    first = called.meetings[0]
    added = add_occurrence(first, at(11, 8, 9), by=house.officer, now=NOW)
    assert added.series == first.series
    assert {row.person for row in added.attendees.all()} == {house.leader, house.officer, house.head}
    assert [hold.room for hold in added.holds.all() if hold.room] == [house.hall]
    for by in (house.head, house.economist, house.inspector, house.outsider):
        with pytest.raises(NotAllowed):
            add_occurrence(first, at(12, 8, 9), by=by, now=NOW)
    with pytest.raises(NotReady, match="đã có một buổi"):
        add_occurrence(first, at(15, 10, 11), by=house.coordinator, now=NOW)
    house.call(at(12, 8, 9), subject="Tiếp đoàn")
    with pytest.raises(Clash, match="Tiếp đoàn"):
        add_occurrence(first, at(12, 8, 9), by=house.coordinator, now=NOW)
    alone = house.call(at(17, 8, 9))
    with pytest.raises(NotReady, match="không thuộc loạt"):
        add_occurrence(alone, at(18, 8, 9), by=house.coordinator, now=NOW)
