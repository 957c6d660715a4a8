"""A report from an empty form to accepted, and everything that stands in its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests.web.organisation import signed_in
from tests.web.reports.conftest import AFTER, BEGAN, NOW, ZONE, Reporting, said

from sauro_web.accounts.models import Succession, SuccessionKind, Unit
from sauro_web.audit.models import Entry as TrailEntry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.models import Notice
from sauro_web.reports.models import Came, FigureVersion, Narrative, NarrativePart, ReportState
from sauro_web.reports.operations import (
    Entry,
    accept_report,
    end_regime,
    found_regime,
    go_without,
    lock_period,
    open_periods,
    prefill,
    return_figure,
    return_report,
    save_report,
    say_nothing,
    send_report,
    unlock_period,
)
from sauro_web.reports.queries.desk import reports_waiting
from sauro_web.reports.written import facts_of

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 5)


def test_a_period_is_opened_once_with_its_days(reporting: Reporting) -> None:
    period = reporting.period
    assert (period.first, period.last) == (date(2025, 12, 15), date(2026, 6, 14))
    assert period.due == date(2026, 5, 31)
    assert period.name == "6 tháng đầu năm 2026"
    assert open_periods(now=NOW) == 0
    assert period.reports.count() == 3
    assert reporting.report(reporting.economy).above == reporting.report(reporting.culture)
    assert reporting.report(reporting.culture).above is None
    assert reporting.report(reporting.economy).figures.filter(came=Came.SILENT).count() == 4


def test_the_second_half_of_the_year_is_not_asked(reporting: Reporting) -> None:
    assert open_periods(now=datetime(2026, 12, 31, 23, 59, tzinfo=ZONE)) == 1
    assert [one.year for one in reporting.regime.periods.order_by("first")] == [2026, 2027]


def test_from_draft_to_accepted(reporting: Reporting) -> None:
    row = reporting.send(reporting.economy, by=reporting.economist)
    assert row.state == ReportState.SUBMITTED
    assert row.first_sent_at == NOW
    assert Notice.objects.filter(unit=reporting.culture, text__contains="Phòng Kinh tế").exists()
    assert reporting.accept(reporting.economy, by=reporting.officer).state == ReportState.ACCEPTED
    actions = list(TrailEntry.objects.filter(object_id=str(row.pk)).values_list("action", flat=True))
    assert {"reports.fill", "reports.send", "reports.accept"} <= set(actions)


def test_figures_that_say_nothing_stop_it(reporting: Reporting) -> None:
    report = reporting.report(reporting.economy)
    with pytest.raises(NotReady, match="Cuộc họp trực tuyến"):
        send_report(report, version=0, by=reporting.economist, now=NOW)


def test_a_total_is_the_sum_of_its_parts(reporting: Reporting) -> None:
    with pytest.raises(NotReady, match="tổng ghi 10, cộng các phần được 9"):
        reporting.send(reporting.economy, by=reporting.economist, letters=Entry(5))


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (Entry(-1), "âm"),
        (Entry(5, estimate=3, real_until=date(2026, 5, 20)), "ước"),
        (Entry(5, estimate=9, real_until=date(2026, 6, 14)), "không ghi số ước"),
        (Entry(5, real_until=date(2026, 6, 15)), "ngày số thực"),
        (Entry(5, nothing=True), "không phát sinh"),
    ],
)
def test_numbers_that_cannot_be(reporting: Reporting, entry: Entry, word: str) -> None:
    with pytest.raises(NotReady, match=word):
        reporting.fill(reporting.economy, by=reporting.economist, papers=entry)


def test_a_share_wants_both(reporting: Reporting) -> None:
    for entry in (Entry(4), Entry(6, 5), Entry(None, 5)):
        with pytest.raises(NotReady):
            reporting.fill(reporting.economy, by=reporting.economist, online=entry)


def test_an_estimated_share_is_said_as_a_share(reporting: Reporting) -> None:
    day = date(2026, 5, 20)
    with pytest.raises(NotReady, match=r"số ước cả kỳ \(12\) lớn hơn tổng số \(10\)"):
        reporting.fill(
            reporting.economy, by=reporting.economist, online=Entry(7, 10, real_until=day, estimate=12)
        )
    guess = Entry(7, 10, real_until=day, estimate=9)
    report = reporting.fill(reporting.economy, by=reporting.economist, online=guess)
    lines = facts_of(report, on=NOW.date(), address=str).duties[0].lines
    (line,) = [one for one in lines if one[0] == "Cuộc họp trực tuyến: "]
    assert line[1].words.replace("\u00a0", " ") == "ước 9/10 (90,0 %)"
    page = signed_in(reporting.leader).get(reverse("reports:report", args=[report.pk])).content.decode()
    assert 'ước cả kỳ <span class="figure">9/10\u00a0(90,0\u00a0%)' in page


def test_every_version_is_kept_and_stays(reporting: Reporting) -> None:
    reporting.fill(reporting.economy, by=reporting.economist)
    reporting.fill(reporting.economy, by=reporting.economist, papers=Entry(12), letters=Entry(8))
    figure = reporting.figure(reporting.economy, "papers")
    assert [one.counted for one in figure.versions.all()] == [12, 10]
    with pytest.raises(DatabaseError), transaction.atomic():
        FigureVersion.objects.update(counted=1)


def test_words_have_an_author_and_stay(reporting: Reporting) -> None:
    report = reporting.report(reporting.economy)
    texts = {NarrativePart.OBSTACLES: "Thiếu máy quét."}
    save_report(report, {}, texts=texts, version=0, by=reporting.economist, now=NOW)
    save_report(report, {}, texts=texts, version=1, by=reporting.coordinator, now=NOW)
    (row,) = Narrative.objects.all()
    assert row.by == reporting.economist
    with pytest.raises(DatabaseError), transaction.atomic():
        Narrative.objects.update(text="")


def test_two_at_once_and_twice(reporting: Reporting) -> None:
    reporting.fill(reporting.economy, by=reporting.economist)
    report = reporting.report(reporting.economy)
    with pytest.raises(Conflict, match="người khác sửa"):
        save_report(report, {}, version=0, by=reporting.coordinator, now=NOW)
    send_report(report, version=1, by=reporting.economist, now=NOW)
    with pytest.raises(Conflict, match="đã gửi lúc 28/05/2026"):
        send_report(report, version=2, by=reporting.economist, now=NOW)
    with pytest.raises(Conflict, match="đề nghị nơi nhận trả lại"):
        reporting.fill(reporting.economy, by=reporting.economist)


def test_nothing_by_statement(reporting: Reporting) -> None:
    report = reporting.report(reporting.economy)
    row = say_nothing(report, version=0, by=reporting.economist, now=NOW)
    assert row.nothing
    assert set(row.figures.values_list("came", "counted")) == {(Came.NOTHING, 0)}
    assert send_report(row, version=1, by=reporting.economist, now=NOW).state == ReportState.SUBMITTED
    assert accept_report(row, version=2, by=reporting.leader, now=NOW).nothing


def test_typed_figures_are_not_lost_to_a_statement_of_nothing(reporting: Reporting) -> None:
    report = reporting.fill(reporting.economy, by=reporting.economist, online=Entry(3, 5))
    with pytest.raises(NotReady, match=r"Văn bản đã ban hành 10; .*Cuộc họp trực tuyến 3/5"):
        say_nothing(report, version=1, by=reporting.economist, now=NOW)
    address, client = reverse("reports:nothing", args=[report.pk]), signed_in(reporting.economist)
    answer = client.post(address, {"version": "1"})
    assert (answer.status_code, "Văn bản đã ban hành" in answer.content.decode()) == (200, True)
    assert reporting.figure(reporting.economy, "papers").counted == 10
    assert client.post(address, {"version": "1", "bo": "1"}).status_code == 302
    figure = reporting.figure(reporting.economy, "papers")
    assert (figure.counted, figure.came) == (0, Came.NOTHING)
    assert [one.counted for one in figure.versions.all()] == [0, 10]


def test_strictly_from_below(reporting: Reporting) -> None:
    reporting.fill(reporting.culture, by=reporting.officer)
    report = reporting.report(reporting.culture)
    with pytest.raises(NotReady, match="còn chờ 2 đơn vị: "):
        send_report(report, version=1, by=reporting.officer, now=NOW)
    reporting.send(reporting.economy, by=reporting.economist)
    reporting.accept(reporting.economy)
    with pytest.raises(NotReady, match="còn chờ 1 đơn vị: Trung tâm"):
        send_report(report, version=1, by=reporting.officer, now=NOW)
    with pytest.raises(NotReady, match="lý do"):
        go_without(report, reason=" ", by=reporting.officer, now=NOW)
    row = go_without(report, reason="Trung tâm mới thành lập", by=reporting.officer, now=NOW)
    assert row.units == [reporting.centre.pk]
    assert send_report(report, version=1, by=reporting.officer, now=NOW).state == ReportState.SUBMITTED


def test_the_sum_of_those_accepted_is_filled_in(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    reporting.accept(reporting.economy)
    report = prefill(reporting.report(reporting.culture), version=0, by=reporting.officer, now=NOW)
    figure = reporting.figure(reporting.culture, "online")
    assert (figure.counted, figure.against, figure.came) == (3, 5, Came.SUMMED)
    assert "còn chờ 1 đơn vị: Trung tâm" in figure.note
    assert prefill(report, version=1, by=reporting.officer, now=NOW).version == 1


def test_one_figure_is_returned_and_mended(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    reporting.accept(reporting.economy)
    figure = reporting.figure(reporting.economy, "online")
    said = {"reason": "Chưa tính họp giao ban", "until": JUNE, "now": NOW}
    with pytest.raises(NotAllowed):
        return_figure(figure, by=reporting.economist, **said)
    with pytest.raises(NotReady, match="lý do"):
        return_figure(figure, by=reporting.officer, **(said | {"reason": ""}))
    with pytest.raises(NotReady, match="Hạn"):
        return_figure(figure, by=reporting.officer, **(said | {"until": date(2026, 5, 27)}))
    return_figure(figure, by=reporting.officer, **said)
    with pytest.raises(Conflict, match="đang chờ"):
        return_figure(figure, by=reporting.officer, **said)
    report = reporting.report(reporting.economy)
    assert report.state == ReportState.SUBMITTED
    with pytest.raises(NotReady, match="Cuộc họp trực tuyến"):
        reporting.accept(reporting.economy)
    with pytest.raises(Conflict):  # the others stand
        save_report(
            report,
            reporting.entries(papers=Entry(11)),
            version=report.version,
            by=reporting.economist,
            now=NOW,
        )
    entries = reporting.entries(online=Entry(4, 6))
    save_report(report, entries, version=report.version, by=reporting.economist, now=NOW)
    mended = reporting.figure(reporting.economy, "online")
    assert (mended.counted, mended.is_returned) == (4, False)
    assert mended.versions.first().reason == "Chưa tính họp giao ban"
    assert reporting.accept(reporting.economy).state == ReportState.ACCEPTED


def test_the_whole_is_returned_and_sent_again(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    report = reporting.report(reporting.economy)
    said = {"reason": "Sai kỳ", "until": JUNE, "by": reporting.officer, "now": NOW}
    return_report(report, version=report.version, **said)
    with pytest.raises(NotReady, match="bị trả lại"):
        return_report(report, version=report.version + 1, **said)
    later = datetime(2026, 6, 2, 9, 0, tzinfo=ZONE)
    again = reporting.send(reporting.economy, by=reporting.economist, now=later, online=Entry(2, 5))
    assert (again.first_sent_at, again.sent_at) == (NOW, later)


def test_what_is_summed_up_already_is_returned_from_above_first(reporting: Reporting) -> None:
    for unit, by in ((reporting.economy, reporting.economist), (reporting.centre, reporting.clerk)):
        reporting.send(unit, by=by)
        reporting.accept(unit)
    reporting.send(reporting.culture, by=reporting.officer)
    figure = reporting.figure(reporting.economy, "online")
    with pytest.raises(NotReady, match="báo cáo tổng hợp trước"):
        return_figure(figure, reason="Sai", until=JUNE, by=reporting.officer, now=NOW)
    above = reporting.figure(reporting.culture, "online")
    return_figure(above, reason="Sai", until=JUNE, by=reporting.leader, now=NOW)
    assert return_figure(figure, reason="Sai", until=JUNE, by=reporting.officer, now=NOW).is_returned


def test_others_do_not_write(reporting: Reporting) -> None:
    for person in (reporting.clerk, reporting.leader, reporting.outsider):
        with pytest.raises(NotAllowed):
            reporting.fill(reporting.economy, by=person)


def test_locked_and_unlocked_by_exception(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    with pytest.raises(NotReady, match="14/06/2026"):
        lock_period(reporting.period, by=reporting.coordinator, now=NOW)
    with pytest.raises(NotAllowed):
        lock_period(reporting.period, by=reporting.economist, now=AFTER)
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    report, until = reporting.report(reporting.economy), date(2026, 6, 20)
    with pytest.raises(NotReady, match="đã khóa ngày 16/06/2026"):
        return_report(
            report, reason="Sai", until=until, version=report.version, by=reporting.officer, now=AFTER
        )
    with pytest.raises(NotReady, match="đã khóa"):
        reporting.fill(reporting.centre, by=reporting.clerk, now=AFTER)
    with pytest.raises(NotReady, match="lý do"):
        unlock_period(reporting.period, reason="", by=reporting.coordinator, now=AFTER)
    unlock_period(reporting.period, reason="Trung tâm gửi bổ sung", by=reporting.coordinator, now=AFTER)
    with pytest.raises(Conflict):
        unlock_period(reporting.period, reason="Lại", by=reporting.coordinator, now=AFTER)
    assert reporting.period.exceptions.get().reason == "Trung tâm gửi bổ sung"
    return_report(report, reason="Sai", until=until, version=report.version, by=reporting.officer, now=AFTER)


def test_a_unit_merged_in_mid_period_is_reported_by_its_successor(reporting: Reporting) -> None:
    Unit.objects.filter(pk=reporting.centre.pk).update(valid_to=date(2026, 5, 20))
    Succession.objects.create(
        predecessor=reporting.centre, successor=reporting.economy, kind=SuccessionKind.MERGED,
        on=date(2026, 5, 21),
    )  # fmt: skip
    row = reporting.send(reporting.centre, by=reporting.economist)
    assert row.state == ReportState.SUBMITTED
    return_report(row, reason="Sai", until=JUNE, version=row.version, by=reporting.officer, now=NOW)
    assert Notice.objects.filter(unit=reporting.economy, text__contains="bị trả lại").exists()


@pytest.mark.parametrize("changes", [{"name": " "}, {"units": ()}, {"figures": ()}, {"due_month": 0}])
def test_regimes_that_say_too_little(reporting: Reporting, changes: dict[str, object]) -> None:
    wanted = replace(said([reporting.culture], consolidator=None), **changes)
    with pytest.raises(NotReady):
        found_regime(reporting.commune, wanted, by=reporting.coordinator, now=BEGAN)


def test_regimes_are_set_by_whoever_follows_the_office(reporting: Reporting) -> None:
    wanted = said([reporting.culture], consolidator=None)
    for person in (reporting.leader, reporting.economist, reporting.outsider):
        with pytest.raises(NotAllowed):
            found_regime(reporting.commune, wanted, by=person, now=BEGAN)


def test_a_regime_ends(reporting: Reporting) -> None:
    with pytest.raises(NotReady):
        end_regime(reporting.regime, last=date(2026, 4, 1), by=reporting.coordinator, now=NOW)
    end_regime(reporting.regime, last=date(2026, 6, 30), by=reporting.coordinator, now=NOW)
    with pytest.raises(Conflict):
        end_regime(reporting.regime, last=date(2026, 7, 30), by=reporting.coordinator, now=NOW)
    assert open_periods(now=datetime(2027, 5, 1, 9, 0, tzinfo=ZONE)) == 0


def test_one_entry_serves_another_regime(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    other = found_regime(
        reporting.commune, said([reporting.economy], name="Báo cáo CCHC", consolidator=None),
        by=reporting.coordinator, now=BEGAN,
    )  # fmt: skip
    reporting.regime.feeds.add(other)
    open_periods(now=NOW)
    report = other.periods.get().reports.get()
    row = prefill(report, version=0, by=reporting.economist, now=NOW)
    figure = row.figures.get(asked__code="papers")
    assert (figure.counted, figure.note) == (10, "lấy từ Báo cáo kết quả thực hiện Kết luận")


def test_what_was_mended_agrees_with_the_rest_before_it_is_accepted(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    return_figure(
        reporting.figure(reporting.economy, "papers"),
        reason="Thiếu",
        until=JUNE,
        by=reporting.officer,
        now=NOW,
    )
    report = reporting.report(reporting.economy)

    def mend(entry: Entry) -> None:
        save_report(
            reporting.report(reporting.economy), reporting.entries(papers=entry),
            version=reporting.report(reporting.economy).version, by=reporting.economist, now=NOW,
        )  # fmt: skip

    with pytest.raises(NotReady, match="không bỏ trống"):
        mend(Entry())
    assert reporting.figure(reporting.economy, "papers").is_returned
    mend(Entry(12))
    with pytest.raises(NotReady, match="chưa khớp"):
        reporting.accept(reporting.economy)
    assert reporting.report(reporting.economy).state == ReportState.SUBMITTED
    return_figure(
        reporting.figure(reporting.economy, "papers"), reason="Sai", until=JUNE, by=reporting.officer, now=NOW
    )
    mend(Entry(10))
    assert reporting.accept(report.unit).state == ReportState.ACCEPTED


def test_a_sum_is_not_accepted_while_a_report_beneath_it_was_returned(reporting: Reporting) -> None:
    for unit, by in ((reporting.economy, reporting.economist), (reporting.centre, reporting.clerk)):
        reporting.send(unit, by=by)
        reporting.accept(unit)
    reporting.send(reporting.culture, by=reporting.officer)
    said = {"reason": "Sai", "until": JUNE, "now": NOW}
    return_figure(reporting.figure(reporting.culture, "online"), by=reporting.leader, **said)
    below = reporting.report(reporting.economy)
    return_report(below, version=below.version, by=reporting.officer, **said)
    above = reporting.report(reporting.culture)
    save_report(
        above, reporting.entries(online=Entry(4, 6)), version=above.version, by=reporting.officer, now=NOW
    )
    with pytest.raises(NotReady, match="còn chờ 1 đơn vị: Phòng Kinh tế"):
        reporting.accept(reporting.culture)
    reporting.send(reporting.economy, by=reporting.economist)
    reporting.accept(reporting.economy)
    assert reporting.accept(reporting.culture).state == ReportState.ACCEPTED


def test_whoever_is_left_out_is_named_in_the_report(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    reporting.accept(reporting.economy)
    reporting.fill(reporting.culture, by=reporting.officer)
    report = reporting.report(reporting.culture)
    assert facts_of(report, on=NOW.date(), address=str).silent == (reporting.centre.name,)
    go_without(report, reason="Trung tâm mới thành lập", by=reporting.officer, now=NOW)
    assert facts_of(report, on=NOW.date(), address=str).silent == (reporting.centre.name,)
    reporting.send(reporting.centre, by=reporting.clerk)
    reporting.accept(reporting.centre)
    assert facts_of(report, on=NOW.date(), address=str).silent == ()


def test_what_others_draft_does_not_crowd_out_what_waits(
    reporting: Reporting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sauro_web.reports.queries.desk._LOOKED_AT", 1)
    sent = reporting.send(reporting.centre, by=reporting.clerk)
    waiting = [one.address for one in reports_waiting(reporting.leader, NOW.date())]
    assert waiting == [reverse("reports:report", args=[sent.pk])]


def test_a_successor_finds_the_report_of_whom_it_followed(reporting: Reporting) -> None:
    Unit.objects.filter(pk=reporting.centre.pk).update(valid_to=date(2026, 5, 20))
    Succession.objects.create(
        predecessor=reporting.centre, successor=reporting.economy, kind=SuccessionKind.MERGED,
        on=date(2026, 5, 21),
    )  # fmt: skip
    waiting = {one.address for one in reports_waiting(reporting.economist, NOW.date())}
    units = (reporting.economy, reporting.centre)
    assert waiting == {reverse("reports:report", args=[reporting.report(one).pk]) for one in units}
