"""The pages of reports: what each person sees, what is typed, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.organisation import signed_in
from tests.web.reports.conftest import Reporting, said

from sauro_web.accounts.models import User
from sauro_web.common.desk import waiting_for
from sauro_web.notices.models import Notice
from sauro_web.reports.models import Came, DueFrom, Frequency, Regime, Report, ReportState
from sauro_web.reports.operations import found_regime, open_periods_of
from sauro_web.reports.operations.reminding import remind_of_reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(reporting: Reporting) -> Reporting:
    """A regime whose period runs on the very day."""
    now = timezone.now()
    today = timezone.localdate(now)
    wanted = said(
        [reporting.culture, reporting.economy, reporting.centre], rhythm=Frequency.YEAR, cut_off="calendar",
        valid_from=today, due_from=DueFrom.NEXT_MONTH, due_number=15, due_month=0, due_before=False,
    )  # fmt: skip
    regime = found_regime(reporting.commune, wanted, by=reporting.coordinator, now=now)
    open_periods_of(regime, now=now)
    return replace(reporting, regime=regime)


def page(person: User, name: str, *arguments: int, **asked: str) -> tuple[int, str]:
    answer = signed_in(person).get(reverse(f"reports:{name}", args=arguments), asked)
    return answer.status_code, answer.content.decode()


def post(person: User, name: str, number: int, **typed: str) -> int:
    return signed_in(person).post(reverse(f"reports:{name}", args=[number]), typed).status_code


def typed(reporting: Reporting, report: Report, **figures: str) -> dict[str, str]:
    numbers = {one.code: one.pk for one in reporting.regime.asked.all()}
    cells = ((key.split("__"), one) for key, one in figures.items())
    fields = {f"s{numbers[code]}-{name}": one for (code, name), one in cells}
    return fields | {"version": str(report.version)}


GRID = {
    "papers__counted": "1.204", "letters__counted": "1.200", "others__counted": "4", "online__counted": "3",
    "online__against": "5",
}  # fmt: skip


def test_typed_sent_returned_and_accepted(running: Reporting) -> None:
    report = running.report(running.economy)
    status, text = page(running.economist, "report", report.pk)
    assert status == 200
    assert "Không tính mật." in text
    assert "Còn thiếu" in text
    assert post(running.economist, "report", report.pk, **typed(running, report, **GRID)) == 302
    figure = running.figure(running.economy, "papers")
    assert (figure.counted, figure.came) == (1204, Came.TYPED)
    assert post(running.economist, "send", report.pk, version="1") == 302
    assert "Trả lại số này" in page(running.officer, "report", report.pk)[1]
    until = f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"
    returned = running.figure(running.economy, "online")
    assert post(running.officer, "figure_back", returned.pk, reason="Sai", until=until) == 302
    assert "bị trả lại" in page(running.economist, "calendar")[1]
    report.refresh_from_db()
    mended = typed(running, report, online__counted="4", online__against="5")
    assert post(running.economist, "report", report.pk, **mended) == 302
    report.refresh_from_db()
    assert post(running.officer, "accept", report.pk, version=str(report.version)) == 302
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED
    assert running.figure(running.economy, "online").counted == 4


def test_what_is_typed_wrong_is_told_beside_it(running: Reporting) -> None:
    report = running.report(running.economy)
    wrong = typed(running, report, **(GRID | {"papers__counted": "nhiều"}))
    answer = signed_in(running.economist).post(reverse("reports:report", args=[report.pk]), wrong)
    assert answer.status_code == 422
    bad = typed(running, report, **(GRID | {"online__counted": "9"}))
    answer = signed_in(running.economist).post(reverse("reports:report", args=[report.pk]), bad)
    assert "9 lớn hơn tổng số 5" in answer.content.decode()
    assert 'value="9"' in answer.content.decode()


def test_nothing_and_filled_in(running: Reporting) -> None:
    report = running.report(running.centre)
    assert post(running.clerk, "fill_in", report.pk, version="0") == 302
    assert post(running.clerk, "nothing", report.pk, version="0") == 302
    assert "không phát sinh" in page(running.clerk, "report", report.pk)[1]
    assert post(running.clerk, "send", report.pk, version="0") == 409


def test_who_sees_what(running: Reporting) -> None:
    report = running.report(running.economy)
    seen = {
        "writer": page(running.economist, "report", report.pk)[0],
        "above": page(running.officer, "report", report.pk)[0],
        "leader": page(running.leader, "report", report.pk)[0],
        "beside": page(running.clerk, "report", report.pk)[0],
        "outsider": page(running.outsider, "report", report.pk)[0],
    }
    assert seen == {"writer": 200, "above": 200, "leader": 200, "beside": 404, "outsider": 404}
    assert post(running.leader, "send", report.pk, version="0") == 403
    assert post(running.officer, "send", report.pk, version="0") == 403
    assert page(running.economist, "period", running.period.pk)[0] == 404
    assert page(running.leader, "period", running.period.pk)[0] == 200
    assert page(running.economist, "regimes")[0] == 403
    assert page(running.leader, "regime_new")[0] == 403


def test_the_list_and_its_sheet(running: Reporting) -> None:
    status, text = page(running.leader, "by_unit")
    assert status == 200
    assert text.count("Phòng Kinh tế") >= 2
    assert page(running.leader, "by_unit", tim="kinh te", tinh_trang="draft")[0] == 200
    answer = signed_in(running.leader).get(reverse("reports:by_unit"), {"dang": "xlsx"})
    assert answer["Content-Type"].endswith("sheet")
    assert "Phòng Văn hóa" not in page(running.economist, "by_unit")[1]


def test_a_regime_is_typed_and_opens_its_period(running: Reporting) -> None:
    today = timezone.localdate()
    wanted = {
        "name": "Báo cáo tháng", "rhythm": "month", "cut_off": "calendar", "cut_off_day": "31",
        "due_from": "after", "due_number": "2", "valid_from": f"{today:%d/%m/%Y}",
        "units": [running.economy.pk], "indicators": ["admin_documents_reduction"],
        "typed": "Cuộc kiểm tra; cuộc; Tính cả đột xuất\n\nHọp giao ban",
    }  # fmt: skip
    address = reverse("reports:regime_new")
    assert signed_in(running.coordinator).post(address, wanted).status_code == 302
    regime = Regime.objects.get(name="Báo cáo tháng")
    assert list(regime.asked.values_list("code", "unit_word", "guide")) == [
        ("admin_documents_reduction", "văn bản", ""), ("cuoc_kiem_tra", "cuộc", "Tính cả đột xuất"),
        ("hop_giao_ban", "việc", ""),
    ]  # fmt: skip
    assert regime.periods.get().reports.get().unit == running.economy
    assert "Báo cáo tháng" in page(running.leader, "regimes")[1]
    assert post(running.coordinator, "regime_end", regime.pk) == 302
    wrong = wanted | {"due_from": "yearly", "typed": "Họp; cuộc\nHọp; cuộc"}
    assert signed_in(running.coordinator).post(address, wrong).status_code == 422
    answer = signed_in(running.coordinator).post(address, wrong | {"due_month": "6"})
    assert "Hai số liệu có cùng tên" in answer.content.decode()


def test_what_waits_on_the_first_page(running: Reporting) -> None:
    on = running.period.due - timedelta(days=5)
    spans = waiting_for(running.economist, on=on)
    things = [thing for span in spans for thing in span.things if thing.address.startswith("/bao-cao/")]
    assert "còn 5 ngày" in next(thing.reason for thing in things if thing.due == running.period.due)
    beside = [thing for span in waiting_for(running.outsider, on=on) for thing in span.things]
    assert not [thing for thing in beside if "/bao-cao/" in thing.address]


def test_reminded_before_and_after_once_a_day(running: Reporting) -> None:
    due = running.period.due
    at = timezone.now().replace(hour=3)

    def remind(day: date) -> set[str]:
        known = list(Notice.objects.values_list("pk", flat=True))
        now = at + (day - timezone.localdate(at)) * 1
        for _ in range(2):
            remind_of_reports(now=now)
        rows = Notice.objects.filter(text__startswith=f"{running.period}:").exclude(pk__in=known)
        assert rows.count() == rows.values("unit", "text").distinct().count()
        return set(rows.values_list("text", flat=True))

    assert any("còn 7 ngày" in one for one in remind(due - timedelta(days=7)))
    assert not remind(due - timedelta(days=3))
    late = remind(due + timedelta(days=1))
    assert any("đã quá hạn 1 ngày" in one for one in late)
    assert any("còn chờ 2 đơn vị quá hạn" in one for one in late)
    assert not remind(due + timedelta(days=2))


def test_numbers_of_nothing_among_the_units_are_said(running: Reporting) -> None:
    far = "9" * 20
    answer = signed_in(running.coordinator).post(
        reverse("reports:regime_new"), {"name": "Báo cáo", "units": far, "groups": far}
    )
    assert answer.status_code == 422
    assert answer.content.decode().count("không còn để chọn") >= 2
