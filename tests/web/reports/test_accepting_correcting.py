"""Who accepts a report, and how a figure of a locked period is corrected."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.web.organisation import signed_in
from tests.web.reports.conftest import AFTER, NOW, Reporting

from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.reports.models import ReportState
from sauro_web.reports.operations import (
    Entry,
    correct_figures,
    lock_period,
    return_figure,
    save_report,
    unlock_period,
)

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 5)


def test_nobody_accepts_what_he_sent(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.coordinator)
    with pytest.raises(NotAllowed, match="không tự duyệt"):
        reporting.accept(reporting.economy, by=reporting.coordinator)
    with pytest.raises(NotAllowed):
        reporting.accept(reporting.economy, by=reporting.clerk)
    with pytest.raises(NotAllowed):
        reporting.accept(reporting.economy, by=reporting.outsider)
    reporting.accept(reporting.economy, by=reporting.officer)
    with pytest.raises(Conflict, match="đã được duyệt"):
        reporting.accept(reporting.economy)


def test_who_wrote_a_figure_does_not_accept_it(reporting: Reporting) -> None:
    """The follower mends a returned figure in the name of the unit: somebody else takes the report."""
    reporting.send(reporting.economy, by=reporting.economist)
    figure = reporting.figure(reporting.economy, "online")
    return_figure(figure, reason="Sai", until=JUNE, by=reporting.coordinator, now=NOW)
    report = reporting.report(reporting.economy)
    entries = reporting.entries(online=Entry(4, 6))
    save_report(report, entries, version=report.version, by=reporting.coordinator, now=NOW)
    page = signed_in(reporting.coordinator).get(reverse("reports:report", args=[report.pk])).content.decode()
    assert "Người đã ghi, sửa số liệu của đơn vị không tự duyệt báo cáo ấy (Cuộc họp trực tuyến)" in page
    assert reverse("reports:accept", args=[report.pk]) not in page
    with pytest.raises(NotAllowed, match="Cuộc họp trực tuyến"):
        reporting.accept(reporting.economy, by=reporting.coordinator)
    assert reporting.accept(reporting.economy, by=reporting.officer).state == ReportState.ACCEPTED


def test_a_figure_that_the_unit_wrote_anew_is_its_own(reporting: Reporting) -> None:
    reporting.fill(reporting.economy, by=reporting.coordinator, online=Entry(1, 5))
    other = {"papers": Entry(12), "letters": Entry(7), "others": Entry(5), "online": Entry(2, 5)}
    reporting.send(reporting.economy, by=reporting.economist, **other)
    assert reporting.accept(reporting.economy, by=reporting.coordinator).state == ReportState.ACCEPTED


def test_nothing_is_accepted_in_a_locked_period(reporting: Reporting) -> None:
    report = reporting.send(reporting.economy, by=reporting.economist)
    address = reverse("reports:period", args=[reporting.period.pk])
    page = signed_in(reporting.coordinator).get(address).content.decode()
    assert "Còn 1 báo cáo đã gửi chưa duyệt (Phòng Kinh tế)" in page
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    page = signed_in(reporting.leader).get(reverse("reports:report", args=[report.pk])).content.decode()
    assert "đã khóa ngày 16/06/2026 nên không duyệt được nữa" in page
    with pytest.raises(NotReady, match="mở khóa kỳ"):
        reporting.accept(reporting.economy, now=AFTER)
    unlock_period(reporting.period, reason="Duyệt nốt", by=reporting.coordinator, now=AFTER)
    assert reporting.accept(reporting.economy, now=AFTER).state == ReportState.ACCEPTED


def test_a_correction_is_a_new_version_of_its_day(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    with pytest.raises(NotReady, match="chưa khóa"):
        reporting.correct(reporting.economy, online=Entry(4, 5), now=AFTER)
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    with pytest.raises(NotAllowed):
        reporting.correct(reporting.economy, online=Entry(4, 5), by=reporting.economist, now=AFTER)
    (row,) = reporting.correct(reporting.economy, online=Entry(4, 5), now=AFTER)
    last = row.versions.first()
    assert (last.counted, last.corrects, last.reason, last.at) == (4, True, "Đếm sót", AFTER)
    assert row.report.state == ReportState.SUBMITTED


def test_a_correction_leaves_totals_and_estimates_in_order(reporting: Reporting) -> None:
    guess = Entry(3, 9, real_until=date(2026, 5, 20), estimate=8)
    reporting.send(reporting.economy, by=reporting.economist, online=guess)
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    with pytest.raises(NotReady, match="tổng ghi 11, cộng các phần được 10"):
        reporting.correct(reporting.economy, papers=Entry(11), now=AFTER)
    assert reporting.figure(reporting.economy, "papers").counted == 10
    with pytest.raises(NotReady, match="không có thì ghi 0"):
        reporting.correct(reporting.economy, online=Entry(), now=AFTER)
    (row,) = reporting.correct(reporting.economy, online=Entry(4, 9, estimate=8), now=AFTER)
    assert (row.counted, row.estimate, row.real_until) == (4, 8, date(2026, 5, 20))
    rows = reporting.correct(reporting.economy, papers=Entry(11), letters=Entry(7), now=AFTER)
    assert [one.counted for one in rows] == [11, 7]


def test_two_who_correct_at_once_are_told(reporting: Reporting) -> None:
    report = reporting.send(reporting.economy, by=reporting.economist)
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    reporting.correct(reporting.economy, online=Entry(4, 5), now=AFTER)
    with pytest.raises(Conflict, match="người khác sửa"):
        correct_figures(
            report, reporting.entries(online=Entry(5, 5)), reason="Sai", version=report.version,
            by=reporting.coordinator, now=AFTER,
        )  # fmt: skip


def test_the_page_of_a_correction_keeps_the_estimate(reporting: Reporting) -> None:
    guess = Entry(3, 9, real_until=date(2026, 5, 20), estimate=8)
    report = reporting.send(reporting.economy, by=reporting.economist, online=guess)
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    figure = reporting.figure(reporting.economy, "online")
    address, client = reverse("reports:correct", args=[figure.pk]), signed_in(reporting.coordinator)
    prefix = f"s{figure.asked_id}"
    assert f'name="{prefix}-estimate" value="8"' in client.get(address).content.decode()
    typed = {f"{prefix}-counted": "4", f"{prefix}-against": "9", f"{prefix}-estimate": "8"}
    empty = {"reason": "Đếm sót", "version": str(report.version)}
    answer = client.post(address, empty)
    assert (answer.status_code, "không có thì ghi 0" in answer.content.decode()) == (409, True)
    assert client.post(address, typed | empty | {f"{prefix}-counted": "x"}).status_code == 422
    assert client.post(address, typed | empty).status_code == 302
    figure.refresh_from_db()
    assert (figure.counted, figure.estimate) == (4, 8)
    assert client.post(address, typed | empty | {f"{prefix}-counted": "5"}).status_code == 409
    part = reporting.figure(reporting.economy, "letters")
    page = client.get(reverse("reports:correct", args=[part.pk])).content.decode()
    for code in ("papers", "letters", "others"):
        assert f"s{reporting.figure(reporting.economy, code).asked_id}-counted" in page
