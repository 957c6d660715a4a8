"""Conferences of offices that were merged into another in mid-year count for that one."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.indicators.test_indicators import NOW, ON, Office, office
from tests.web.indicators.test_merged_base import founded, merged_of
from tests.web.organisation import signed_in

from sauro.dates.intervals import Interval
from sauro.indicators.model import Tally
from sauro_web.accounts.models import Role, Unit
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.indicators.queries.quotas import quota_lines
from sauro_web.indicators.queries.trend import trend_of
from sauro_web.indicators.queries.windows import REGISTERS, counted_between
from sauro_web.meetings.models import MeetingMode, YearlyMeetingPlan
from sauro_web.meetings.queries.last_year import LastYear, last_year_of
from sauro_web.meetings.queries.year import Facts, year_of
from sauro_web.meetings.queries.yearly import yearly_sheet

__all__ = ["office"]
pytestmark = pytest.mark.django_db
MEETINGS, ONLINE = "meetings_reduction", "online_meetings_share"
IN_PERSON = MeetingMode.IN_PERSON


@pytest.fixture
def joined(office: Office) -> Unit:
    """A commune that joined the office on 01/3/2026, with two conferences of this year and three of the year
    before; the office has one and two."""
    (unit,) = merged_of(office, "xã Khe Trúc")
    for day in (date(2026, 1, 6), date(2026, 2, 6), date(2025, 1, 3), date(2025, 2, 3), date(2025, 9, 3)):
        office.conference(day, MeetingMode.ONLINE, of=unit)
    for day in (date(2026, 4, 6), date(2025, 1, 6), date(2025, 9, 6)):
        office.conference(day, IN_PERSON)
    return unit


def typed(office: Office, unit: Unit, count: int, first_month: int = 1) -> None:
    YearlyMeetingPlan.objects.create(
        office=unit, year=2026, last_year=count, last_year_first_month=first_month, last_year_last_month=12,
        last_year_source="Báo cáo", last_year_at=NOW,
    )  # fmt: skip


def test_they_are_counted_with_the_year_before_and_the_share_online(office: Office, joined: Unit) -> None:
    found = office.figure(MEETINGS)
    assert (found.tally, found.before) == (Tally(3, 5), Tally(3))
    assert found.note == f"Đã cộng 2 hội nghị của {joined.label} họp trước khi sáp nhập."
    assert [one.counted for one in trend_of(REGISTERS[MEETINGS], office.asked()).months] == [1, 1, 0, 1, 0, 0]
    share = office.figure(ONLINE)
    assert (share.tally, share.before) == (Tally(2, 3), Tally(2, 3))
    _, meetings, online = (one.measured.tally for one in quota_lines(office.asked()))
    assert (meetings, online) == (found.tally, share.tally)


def test_a_merger_to_come_changes_nothing_of_conferences(office: Office, joined: Unit) -> None:
    assert office.figure(MEETINGS, on=date(2026, 2, 27)).tally == Tally(0, 2)


def test_a_report_counts_the_conferences_of_the_office_alone(office: Office, joined: Unit) -> None:
    reads = reach_of(office.leader, on=ON)
    found = counted_between(office.commune, date(2026, 1, 1), ON, {MEETINGS}, seen_by=reads)
    assert found[MEETINGS].counted == 1


def test_the_plan_of_the_year_has_them_with_what_they_held_the_year_before(
    office: Office, joined: Unit
) -> None:
    sheet = yearly_sheet(office.commune, 2026, seen_by=office.coordinator, on=ON)
    assert (sheet.conferences, sheet.online, sheet.before) == (3, 2, LastYear(5))
    assert {one.unit: one.before for one in sheet.groups} == {None: 2, joined: 3}
    assert len(sheet.off_plan) == 3
    client = signed_in(office.officer)
    assert joined.name in client.get("/lich-hop/ke-hoach-nam/?nam=2026").content.decode()
    theirs = next(one for one in sheet.off_plan if one.office_id == joined.pk)
    assert client.get(f"/lich-hop/{theirs.pk}/").status_code == 200
    other = office.organised.person("ben", (office.organised.ward, Role.LEADER))
    assert signed_in(other).get(f"/lich-hop/{theirs.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("own", "theirs", "found"),
    [(10, 4, 14), (10, None, 13), (None, 4, 6)],
    ids=["both typed", "theirs counted", "own counted"],
)
def test_a_typed_number_is_of_the_unit_that_it_was_typed_for(
    office: Office, joined: Unit, own: int | None, theirs: int | None, found: int
) -> None:
    for unit, count in ((office.commune, own), (joined, theirs)):
        if count is not None:
            typed(office, unit, count)
    before = last_year_of(office.commune, 2026, by=ON)
    assert (before.count, before.is_whole) == (found, True)
    assert office.commune.label in before.source
    assert joined.label in before.source


def test_a_number_typed_for_an_office_that_was_made_of_others_is_of_all(office: Office, joined: Unit) -> None:
    founded(office)
    typed(office, office.commune, 10)
    assert last_year_of(office.commune, 2026, by=ON) == LastYear(10, source="Báo cáo")


def test_one_of_which_nothing_is_known_is_named(office: Office, joined: Unit) -> None:
    (other,) = merged_of(office, "xã Bản Lim")
    found = office.figure(MEETINGS)
    assert found.tally == Tally(3, None)
    assert f"Thiếu số gốc năm 2025 của {other.label} nên chưa tính được mức giảm." in found.note


def test_parts_of_other_months_are_not_summed(office: Office, joined: Unit) -> None:
    typed(office, joined, 4, first_month=7)
    assert last_year_of(office.commune, 2026, by=ON) is None


def test_the_calendar_that_begins_last_says_from_which_month_all_is_known(office: Office) -> None:
    (unit,) = merged_of(office, "xã Khe Trúc")
    for month in (5, 9):
        office.conference(date(2025, month, 6), IN_PERSON)
    office.conference(date(2025, 8, 6), IN_PERSON, of=unit)
    assert last_year_of(office.commune, 2026, by=ON) == LastYear(2, 8, 12)
    assert last_year_of(office.commune, 2026) == LastYear(2, 5, 12)


def test_what_an_office_was_made_of_goes_before_its_own_calendar(office: Office) -> None:
    (unit,) = merged_of(office, "xã Khe Trúc")
    founded(office)
    office.conference(date(2025, 5, 6), IN_PERSON, of=unit)
    office.conference(date(2026, 5, 6), IN_PERSON)
    assert last_year_of(office.commune, 2026, by=ON) == LastYear(1, 5, 12)
    assert office.figure(MEETINGS).tally == Tally(1, 1)


def test_a_new_conference_is_told_of_theirs(office: Office, joined: Unit) -> None:
    facts = Facts(Interval.lasting(datetime(2026, 6, 20, 8), 60), conference=True)
    found = year_of(office.commune, facts)
    assert (len(found.conferences(2026)), found.last_year) == (3, 5)


def test_as_many_queries_for_several_as_for_one(office: Office, joined: Unit) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            office.figure(MEETINGS)
        return len(queries)

    once = asked()
    for unit in merged_of(office, "xã Bản Lim", "xã Nà Hin"):
        office.conference(date(2025, 1, 8), IN_PERSON, of=unit)
    assert asked() == once
