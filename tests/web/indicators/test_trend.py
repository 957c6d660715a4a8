"""An indicator month by month: what its tables say and its charts are drawn from."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import pytest
from tests.web.indicators.test_indicators import DOCUMENTS, ONLINE, Office, base, office
from tests.web.organisation import signed_in

from sauro.indicators.model import Tally
from sauro_web.documents.models import Baseline, Channel, DocumentState, Recipient
from sauro_web.documents.offices_named import goes_to_office
from sauro_web.indicators.charts import charts_of
from sauro_web.indicators.queries.trend import Trend, days_of, month_rows, trend_of
from sauro_web.indicators.queries.windows import REGISTERS
from sauro_web.meetings.models import MeetingMode

__all__ = ["base", "office"]
pytestmark = pytest.mark.django_db


def test_documents_by_month_and_day_beside_the_year_before(office: Office, base: Baseline) -> None:
    for number, day in enumerate((date(2026, 3, 2), date(2026, 5, 4), date(2026, 5, 4)), 1):
        office.document(day, number)
    office.document(date(2026, 5, 5), 4, state=DocumentState.RECALLED)
    office.document(date(2025, 9, 6), 9)
    office.document(date(2025, 1, 6), 8, state=DocumentState.RECALLED)  # the register held the whole year
    found = trend_of(REGISTERS[DOCUMENTS], office.asked())
    assert [one.counted for one in found.months] == [0, 0, 1, 0, 2, 0]
    assert [one.counted for one in found.before] == [0] * 8 + [1, 0, 0, 0]
    assert found.days == {date(2026, 3, 2): 1, date(2026, 5, 4): 2}
    assert days_of(found) == [(date(2026, 3, 2), 1), (date(2026, 5, 4), 2)]


def test_months_that_are_not_compared_are_shown_and_not_summed(office: Office, base: Baseline) -> None:
    """Of an office measured by the second half-year: what it issued in March is no nought."""
    Baseline.objects.update(first_month=7)
    office.document(date(2026, 3, 2), 1)
    office.document(date(2026, 8, 3), 2)
    office.document(date(2025, 7, 7), 9)
    asked = office.asked(on=date(2026, 8, 31))
    rows = month_rows(trend_of(REGISTERS[DOCUMENTS], asked))
    assert [one.now.counted for one in rows] == [0, 0, 1, 0, 0, 0, 0, 1]
    assert [one.up_to_now and one.up_to_now.counted for one in rows] == [None] * 6 + [0, 1]
    assert [one.before and one.before.counted for one in rows] == [None] * 6 + [1, 0]
    line = office.line(DOCUMENTS, on=date(2026, 8, 31))
    drawn = json.loads(charts_of(line, trend_of(REGISTERS[DOCUMENTS], asked), 2026)["months"])
    assert drawn["now"] == [None] * 6 + [0, 1]
    assert line.measured.tally == Tally(1, 100)
    assert "chưa đến" in office.figure(DOCUMENTS).note
    assert "chưa đến" not in line.measured.note


def test_a_register_begun_in_mid_year_is_no_same_period(office: Office, base: Baseline) -> None:
    office.document(date(2026, 3, 2), 1)
    office.document(date(2025, 5, 6), 9)
    assert office.figure(DOCUMENTS).before is None
    assert trend_of(REGISTERS[DOCUMENTS], office.asked()).before == ()
    office.document(date(2025, 1, 6), 8)
    assert office.figure(DOCUMENTS).before == Tally(2)


def test_a_year_before_of_which_nothing_is_here_is_not_nought(office: Office, base: Baseline) -> None:
    office.document(date(2026, 3, 2), 1)
    found = trend_of(REGISTERS[DOCUMENTS], office.asked())
    assert found.before == ()
    assert {one.before for one in month_rows(found)} == {None}


def test_shares_are_of_each_month_and_sums_of_all_so_far(office: Office) -> None:
    for day, mode in ((3, MeetingMode.ONLINE), (4, MeetingMode.IN_PERSON)):
        office.conference(date(2026, 2, day), mode)
    office.conference(date(2026, 4, 6), MeetingMode.ONLINE)
    found = trend_of(REGISTERS[ONLINE], office.asked())
    assert list(found.months) == [
        Tally(0, 0),
        Tally(1, 2),
        Tally(0, 0),
        Tally(1, 1),
        Tally(0, 0),
        Tally(0, 0),
    ]
    assert month_rows(found)[3].up_to_now == Tally(2, 3)
    drawn = charts_of(office.line(ONLINE), found, 2026)
    assert json.loads(drawn["months"])["now"] == [
        None,
        50.0,
        None,
        100.0,
        None,
        None,
    ]  # a month without any is no nought
    assert "days" not in drawn


def test_months_of_exchange_and_digitising_are_those_of_their_shares(office: Office) -> None:
    for number, (day, channel) in enumerate(
        ((date(2026, 1, 5), Channel.ELECTRONIC), (date(2026, 1, 6), Channel.PAPER)), 1
    ):
        row = office.document(day, number, channel=channel, sent_on=day, digitally_signed=number == 1)
        Recipient.objects.create(document=row, name="Sở Nội vụ", channel=channel, sent_on=day)
        row.sent_to_office = goes_to_office(day, row.recipients.all())
        row.save()
    for code in ("electronic_exchange_share", "digitised_documents_share"):
        tally = office.figure(code).tally
        assert sum(trend_of(REGISTERS[code], office.asked()).months, Tally(0, 0)) == tally == Tally(1, 2)


def test_a_cut_is_drawn_as_sums_against_its_limit(office: Office, base: Baseline) -> None:
    office.document(date(2026, 3, 2), 1)
    office.document(date(2026, 5, 4), 2)
    office.target()
    drawn = charts_of(office.line(DOCUMENTS), trend_of(REGISTERS[DOCUMENTS], office.asked()), 2026)
    months, days = json.loads(drawn["months"]), json.loads(drawn["days"])
    assert (months["now"], months["before"], months["target"]) == ([0, 0, 1, 1, 2, 2], None, 85)
    assert days["days"] == [["2026-03-02", 1], ["2026-05-04", 1]]


def test_the_axis_goes_as_far_as_the_limit_and_the_expected_end(office: Office, base: Baseline) -> None:
    office.document(date(2026, 3, 2), 1)
    office.target()
    drawn = charts_of(office.line(DOCUMENTS), trend_of(REGISTERS[DOCUMENTS], office.asked()), 2026)
    assert json.loads(drawn["months"])["most"] == 90  # the limit is 85
    Baseline.objects.update(count=1)
    office.document(date(2026, 3, 3), 2)
    line = office.line(DOCUMENTS, on=date(2026, 12, 31))
    drawn = charts_of(line, trend_of(REGISTERS[DOCUMENTS], office.asked(on=date(2026, 12, 31))), 2026)
    assert json.loads(drawn["months"])["most"] is None


def test_nothing_is_drawn_of_what_has_no_months(office: Office) -> None:
    assert charts_of(office.line("digital_skills_share"), Trend(), 2026) == {}


def test_the_page_holds_the_figures_of_its_charts_and_a_table_of_the_same(
    office: Office, base: Baseline
) -> None:
    today = date.today()
    office.document(date(today.year, 1, 5), 1)
    page = signed_in(office.leader).get(f"/chi-tieu/{DOCUMENTS}/").content.decode()
    held = re.findall(r'data-chart="([^"]*)"', page)
    assert [json.loads(html.unescape(one))["kind"] for one in held] == ["trend", "heat"]
    assert f"<td>1/{today.year}</td>" in page
    assert "/charts" in page
    assert "charts.js" not in signed_in(office.leader).get("/chi-tieu/").content.decode()
