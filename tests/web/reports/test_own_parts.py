"""The own part of a unit that sums up others: a row of its own, added to what they report."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.web.organisation import signed_in
from tests.web.reports.conftest import AFTER, NOW, Reporting
from tests.web.reports.test_body import owed

from sauro_web.common.errors import NotReady
from sauro_web.reports.models import Came, Report
from sauro_web.reports.operations import Entry, OwnPart, lock_period, prefill, save_report, say_nothing
from sauro_web.reports.queries.accepting import not_yours_to_accept
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


def test_an_own_part_of_a_locked_period_is_corrected_with_its_sum(
    reporting: Reporting, summing: Report
) -> None:
    """Else the table of the units would not add up to the corrected figure."""
    said(reporting, summing, letters=OwnPart(4))
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    figure = reporting.figure(reporting.culture, "letters")
    address, client = reverse("reports:correct", args=[figure.pk]), signed_in(reporting.coordinator)
    page = client.get(address).content.decode()
    prefix = f"s{figure.asked_id}"
    assert f'name="{prefix}-own" value="4"' in page
    sent = {"reason": "Ghi nhầm", "version": str(reporting.report(reporting.culture).version)}
    for code, own in (("papers", ""), ("letters", "1"), ("others", "")):
        one = reporting.figure(reporting.culture, code)
        sent |= {f"s{one.asked_id}-counted": str(one.counted), f"s{one.asked_id}-own": own}
    # The total was the sum of the units alone; with one letter more it has its own part as well.
    sent[f"s{reporting.figure(reporting.culture, 'papers').asked_id}-own"] = "1"
    assert client.post(address, sent).status_code == 302
    figure.refresh_from_db()
    assert (figure.counted, figure.came) == (7, Came.SUMMED)
    row = reporting.report(reporting.culture)
    (table,) = facts_of(row, on=AFTER.date(), address=str).unit_tables
    assert [piece.words for piece in table.rows[0][1]][:2] == ["1", "1"]
    assert [piece.words for piece in table.total][:2] == ["11", "7"]
    page = client.get(reverse("reports:report", args=[row.pk])).content.decode()
    assert "đính chính phần tự ghi" in page


def test_nothing_is_not_stated_beside_an_own_part(reporting: Reporting, summing: Report) -> None:
    row = said(reporting, summing, letters=OwnPart(4))
    entries = reporting.entries(letters=Entry(nothing=True))
    with pytest.raises(NotReady, match="công văn: đã có phần tự ghi 4"):
        save_report(row, entries, version=row.version, by=reporting.officer, now=NOW)
    with pytest.raises(NotReady, match="phần tự ghi"):
        say_nothing(row, version=row.version, by=reporting.officer, now=NOW)


def test_a_statement_beside_an_own_part_that_goes_stands(reporting: Reporting) -> None:
    """Nobody has reported yet: what is left is what the unit states."""
    row = said(reporting, reporting.report(reporting.culture), letters=OwnPart(4))
    number = reporting.figure(reporting.culture, "letters").asked_id
    row = save_report(
        row, {number: Entry(nothing=True)}, own={number: OwnPart()}, version=row.version,
        by=reporting.officer, now=NOW,
    )  # fmt: skip
    assert reporting.figure(reporting.culture, "letters").came == Came.NOTHING
    assert own_parts(row) == {}


def test_who_wrote_an_own_part_does_not_accept_the_sum(reporting: Reporting, summing: Report) -> None:
    """Also where somebody else has filled in the sum anew since."""
    numbers = {one.asked.code: one.asked_id for one in summing.figures.select_related("asked")}
    entries = {number: Entry(1) for code, number in numbers.items() if code == "letters"}
    row = save_report(
        summing, entries, own={numbers["letters"]: OwnPart(4)}, version=summing.version,
        by=reporting.coordinator, now=NOW,
    )  # fmt: skip
    reporting.send(reporting.centre, by=reporting.clerk)
    reporting.accept(reporting.centre)
    prefill(row, version=row.version, by=reporting.officer, now=NOW)
    row = reporting.report(reporting.culture)
    assert "Trong đó: công văn" in not_yours_to_accept(row, reporting.coordinator)
    said(reporting, row, letters=OwnPart(5))
    assert not_yours_to_accept(row, reporting.coordinator) == ""


def test_a_box_ticked_beside_a_number_is_not_dropped_silently(reporting: Reporting, summing: Report) -> None:
    figure = reporting.figure(reporting.culture, "letters")
    sent = {"version": str(summing.version), f"s{figure.asked_id}-counted": "6"}
    address, client = reverse("reports:report", args=[summing.pk]), signed_in(reporting.officer)
    answer = client.post(address, sent | {f"s{figure.asked_id}-nothing": "on"})
    assert "đã có số thì không ghi “không phát sinh”" in answer.content.decode()
    figure.refresh_from_db()
    assert (figure.counted, figure.came) == (6, Came.SUMMED)


def test_a_report_sent_before_its_cut_off_says_up_to_when_its_figures_are(
    reporting: Reporting, summing: Report
) -> None:
    """Nobody has estimated the days after: the window is not said to be in it whole."""
    owed(reporting.economy, reporting.commune, due=NOW.date())
    facts = facts_of(summing, on=NOW.date(), address=str)
    assert facts.real_until == NOW.date() < facts.last
    assert facts.sources[0].filter == "số liệu từ 15/12/2025 đến 28/05/2026"
    registers = {one.register for one in facts.sources if one.key.startswith("viec.")}
    assert registers == {f"Sổ theo dõi nhiệm vụ của {reporting.commune.label}"}, "it sums up the whole office"
