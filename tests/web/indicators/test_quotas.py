"""What is left of the year's quotas, on the page of the work of an office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.indicators.test_indicators import DOCUMENTS, ON, ONLINE, Office, base, office
from tests.web.organisation import signed_in

from sauro_web.common.between_pages import only_looked_at
from sauro_web.indicators.queries.quotas import quota_lines, quotas_of
from sauro_web.indicators.queries.standing import lines_of
from sauro_web.meetings.models import MeetingMode, YearlyMeetingPlan

__all__ = ["base", "office"]
pytestmark = pytest.mark.django_db
MEETINGS = "meetings_reduction"


def worked(office: Office) -> None:
    office.target()
    office.target(MEETINGS, "10")
    office.target(ONLINE, "60")
    for number, day in enumerate((date(2026, 1, 5), date(2026, 6, 15), date(2026, 6, 14)), 1):
        office.document(day, number)
    for day, mode in (
        (date(2025, 5, 4), MeetingMode.ONLINE), (date(2025, 12, 31), MeetingMode.IN_PERSON),
        (date(2026, 1, 1), MeetingMode.HYBRID), (date(2026, 6, 15), MeetingMode.ONLINE),
        (date(2026, 6, 16), MeetingMode.ONLINE),
    ):  # fmt: skip
        office.conference(day, mode)


def same_as_the_page(office: Office) -> None:
    every = {one.measured.indicator.code: one for one in lines_of(office.asked())}
    for line in quota_lines(office.asked()):
        there = every[line.measured.indicator.code]
        assert line.measured.tally == there.measured.tally
        assert (line.limit, line.left, line.target) == (there.limit, there.left, there.target)


def test_they_are_those_of_the_page_of_indicators(office: Office, base: object) -> None:
    worked(office)
    same_as_the_page(office)
    documents, meetings, online = quotas_of(office.commune, office.leader, ON)
    assert documents.words == "đã có 3 trên 85 văn bản, còn được 82 văn bản"
    # The register begins in May of the year before: the months before it are not held against anything.
    assert (meetings.words, meetings.state) == ("đã có 1 trên 1 hội nghị, còn được 0 hội nghị", "near")
    office.conference(date(2026, 6, 1), MeetingMode.ONLINE)
    assert list(quotas_of(office.commune, office.leader, ON))[1].state == "late"
    assert online.words in ("1/2 hội nghị, ít nhất 60\u00a0%", "2/2 hội nghị, ít nhất 60\u00a0%")


def test_of_a_part_of_the_year_before(office: Office) -> None:
    worked(office)
    YearlyMeetingPlan.objects.create(
        office=office.commune, year=2026, last_year=9, last_year_first_month=4, last_year_last_month=12,
        last_year_source="Báo cáo",
    )  # fmt: skip
    same_as_the_page(office)


def test_without_anything_nothing_is_called_reached(office: Office) -> None:
    same_as_the_page(office)
    found = list(quotas_of(office.commune, office.leader, ON))
    assert {one.state for one in found} == {"plain"}
    assert found[2].words == "chưa có hội nghị nào"
    office.target()
    assert next(quotas_of(office.commune, office.leader, ON)).state == "doubt"


def test_who_sees_them(office: Office) -> None:
    assert not list(quotas_of(office.commune, office.officer, ON))
    assert len(list(quotas_of(office.commune, office.province, ON))) == 3
    page = signed_in(office.leader).get("/dieu-hanh/").content.decode()
    assert "Còn được trong năm" in page
    assert f"/chi-tieu/{DOCUMENTS}/" in page


def test_two_queries_once_the_rules_are_known(office: Office, base: object) -> None:
    worked(office)

    def asked(on: date) -> int:
        with CaptureQueriesContext(connection) as captured, only_looked_at():
            list(quotas_of(office.commune, office.leader, on))
        return len(captured)

    few = asked(ON)
    for number in range(4, 40):
        office.document(date(2026, 3, 2), number)
        office.conference(date(2026, 3, 2) + timedelta(days=number), MeetingMode.ONLINE)
    assert asked(ON) <= few
