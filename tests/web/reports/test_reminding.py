"""Reminders of what is owed, also after nights without any."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from tests.web.reports.conftest import NOW, ZONE, Reporting

from sauro_web.accounts.models import Unit
from sauro_web.notices.models import Notice
from sauro_web.reports.operations import Entry, return_figure, return_report, save_report
from sauro_web.reports.operations.reminding import remind_of_reports

pytestmark = pytest.mark.django_db


def reminded(on: date) -> int:
    return remind_of_reports(now=datetime.combine(on, time(1), tzinfo=ZONE))


def told(unit: Unit, words: str) -> list[str]:
    rows = Notice.objects.filter(unit=unit, text__contains=words, key__regex=r"^reports\.(due|mend|missing)")
    return list(rows.order_by("pk").values_list("text", flat=True))


def test_a_figure_returned_singly_is_owed(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    for code in ("online", "papers"):
        return_figure(
            reporting.figure(reporting.economy, code), reason="Xem lại", until=date(2026, 6, 5),
            by=reporting.officer, now=NOW,
        )  # fmt: skip
    reminded(date(2026, 6, 4))
    (before,) = told(reporting.economy, "hạn sửa")
    assert "hạn sửa 05/06/2026, còn 1 ngày: “Văn bản đã ban hành”; “Cuộc họp trực tuyến”" in before
    reminded(date(2026, 6, 6))
    assert "đã quá hạn 1 ngày" in told(reporting.economy, "hạn sửa")[1]
    assert told(reporting.culture, "còn chờ 1 đơn vị sửa số liệu quá hạn: Phòng Kinh tế")


def test_what_is_mended_is_owed_no_more(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    figure = reporting.figure(reporting.economy, "online")
    return_figure(figure, reason="Xem lại", until=date(2026, 6, 5), by=reporting.officer, now=NOW)
    report = reporting.report(reporting.economy)
    entries = reporting.entries(online=Entry(4, 6))
    save_report(report, entries, version=report.version, by=reporting.economist, now=NOW)
    reminded(date(2026, 6, 6))
    assert not told(reporting.economy, "")


def test_the_step_of_a_missed_night_is_said_the_next_night_once(reporting: Reporting) -> None:
    """Due on the 31st of May: its first step is the 24th."""
    reminded(date(2026, 5, 26))
    assert len(told(reporting.economy, "còn 5 ngày")) == 1
    reminded(date(2026, 5, 27))
    assert len(told(reporting.economy, "hạn gửi")) == 1
    reminded(date(2026, 5, 31))
    assert told(reporting.economy, "hôm nay là ngày cuối")
    reminded(date(2026, 6, 3))
    assert told(reporting.culture, "còn chờ 2 đơn vị quá hạn")
    before = Notice.objects.count()
    assert reminded(date(2026, 6, 4)) == 0
    assert Notice.objects.count() == before


def test_a_term_is_reminded_of_though_the_report_is_not_due_for_long(reporting: Reporting) -> None:
    report = reporting.send(reporting.economy, by=reporting.economist)
    reporting.period.__class__.objects.update(due=date(2026, 7, 31))
    return_report(
        report, reason="Sai kỳ", until=date(2026, 6, 2), version=report.version, by=reporting.officer, now=NOW
    )
    reminded(date(2026, 5, 29))
    assert not told(reporting.economy, "hạn gửi"), "it was told of the return itself"
    reminded(date(2026, 6, 1))
    assert told(reporting.economy, "hạn gửi 02/06/2026, còn 1 ngày")
