"""The own part of a unit that sums up others: a row of its own, added to what they report."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.web.organisation import signed_in
from tests.web.reports.conftest import NOW, Reporting

from sauro_web.common.errors import NotReady
from sauro_web.reports.models import Came, Report
from sauro_web.reports.operations import Entry, OwnPart, prefill, save_report
from sauro_web.reports.queries.own_parts import own_parts
from sauro_web.reports.written import facts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def summing(reporting: Reporting) -> Report:
    """The report of who sums up; one unit beneath it accepted."""
    reporting.send(reporting.economy, by=reporting.economist)
    reporting.accept(reporting.economy)
    return prefill(reporting.report(reporting.culture), version=0, by=reporting.officer, now=NOW)


def said(reporting: Reporting, row: Report, **parts: OwnPart) -> Report:
    numbers = {one.code: one.pk for one in reporting.regime.asked.all()}
    entries = {
        one.asked_id: Entry(one.counted, one.against, real_until=one.real_until) for one in row.figures.all()
    }
    own = {numbers[code]: part for code, part in parts.items()}
    return save_report(row, entries, own=own, version=row.version, by=reporting.officer, now=NOW)


def test_what_is_typed_as_own_is_added_to_the_sum(reporting: Reporting, summing: Report) -> None:
    row = said(reporting, summing, letters=OwnPart(4), papers=OwnPart(4), online=OwnPart(1, 2))
    letters, online = (reporting.figure(reporting.culture, code) for code in ("letters", "online"))
    assert (letters.counted, letters.came) == (10, Came.SUMMED)
    assert (online.counted, online.against) == (4, 7)
    assert "có phần của Phòng Văn hóa - Xã hội (tự ghi)" in letters.note
    again = prefill(row, version=row.version, by=reporting.officer, now=NOW)
    assert again.version == row.version, "the same sum"
    (table,) = facts_of(again, on=NOW.date(), address=str).unit_tables
    (own, economy) = table.rows
    assert own[0] == "Phòng Văn hóa - Xã hội (đơn vị tổng hợp, tự ghi)"
    assert [piece.words for piece in own[1]] == ["4", "4", "—", "1/2 (50,0\N{NO-BREAK SPACE}%)"]
    assert [piece.words for piece in table.total][:2] == ["14", "10"]
    assert economy[0] == "Phòng Kinh tế"


def test_an_own_part_is_changed_and_taken_back(reporting: Reporting, summing: Report) -> None:
    row = said(reporting, summing, letters=OwnPart(4))
    row = said(reporting, row, letters=OwnPart(5))
    assert reporting.figure(reporting.culture, "letters").counted == 11
    row = said(reporting, row, letters=OwnPart())
    assert reporting.figure(reporting.culture, "letters").counted == 6
    assert own_parts(row) == {}
    assert said(reporting, row, letters=OwnPart()).version == row.version


@pytest.mark.parametrize("part", [OwnPart(-1), OwnPart(None, 3), OwnPart(3), OwnPart(4, 3)])
def test_own_parts_that_cannot_be(reporting: Reporting, summing: Report, part: OwnPart) -> None:
    with pytest.raises(NotReady, match="Cuộc họp trực tuyến"):
        said(reporting, summing, online=part)


def test_whoever_sums_up_nobody_has_none(reporting: Reporting) -> None:
    row = reporting.fill(reporting.centre, by=reporting.clerk)
    numbers = {one.code: one.pk for one in reporting.regime.asked.all()}
    entries = reporting.entries(letters=Entry(6))
    with pytest.raises(NotReady, match="không có đơn vị nào báo cáo qua đây"):
        save_report(
            row, entries, own={numbers["letters"]: OwnPart(1)}, version=row.version, by=reporting.clerk,
            now=NOW,
        )  # fmt: skip


def test_the_page_of_who_sums_up_has_a_field_for_it(reporting: Reporting, summing: Report) -> None:
    client = signed_in(reporting.officer)
    address = reverse("reports:report", args=[summing.pk])
    page = client.get(address).content.decode()
    assert "Phần tự ghi" in page
    number = reporting.regime.asked.get(code="letters").pk
    sent = {"version": str(summing.version), f"s{number}-counted": "6", f"s{number}-own": "3"}
    assert client.post(address, sent).status_code == 302
    assert reporting.figure(reporting.culture, "letters").counted == 9
    below = signed_in(reporting.clerk).get(
        reverse("reports:report", args=[reporting.report(reporting.centre).pk])
    )
    assert "Phần tự ghi" not in below.content.decode()
