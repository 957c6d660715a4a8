"""Figures that belong together, regimes that feed each other, and who hears of what was changed above."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.web.organisation import signed_in
from tests.web.reports.conftest import AFTER, BEGAN, NOW, Reporting, said

from sauro_web.common.desk import waiting_for
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.models import Notice
from sauro_web.reports.models import AskedFigure, Regime, Report, ReportPeriod, ReportState, Shaped
from sauro_web.reports.operations import (
    Entry,
    FigureRelated,
    FigureSaid,
    found_regime,
    lock_period,
    open_periods_of,
    prefill,
    relate,
)

pytestmark = pytest.mark.django_db


def other(reporting: Reporting, **changes: object) -> Regime:
    figures = (FigureSaid("papers", "Văn bản đã ban hành", "văn bản"), FigureSaid("own", "Riêng", "việc"))
    asked = said([reporting.economy], consolidator=None, name="Báo cáo cải cách hành chính", figures=figures)
    return found_regime(
        reporting.commune, asked if not changes else said([reporting.economy], **changes),
        by=reporting.coordinator, now=BEGAN,
    )  # fmt: skip


def asked(reporting: Reporting, code: str) -> AskedFigure:
    return reporting.regime.asked.get(code=code)


def test_what_is_entered_once_serves_another_regime(reporting: Reporting) -> None:
    second = other(reporting)
    relate(reporting.regime, {}, [second], version=1, by=reporting.coordinator, now=NOW)
    open_periods_of(second, now=NOW)
    reporting.send(reporting.economy, by=reporting.economist)
    report = Report.objects.get(period__regime=second)
    done = prefill(report, version=0, by=reporting.economist, now=NOW)
    figure = done.figures.get(asked__code="papers")
    assert (figure.counted, figure.note) == (10, f"lấy từ {reporting.regime.name}")


def test_what_cannot_belong_together_is_refused_in_a_sentence(reporting: Reporting) -> None:
    regime, by = reporting.regime, reporting.coordinator
    papers, letters, online = (asked(reporting, code) for code in ("papers", "letters", "online"))

    def refused(match: str, figures: dict[int, FigureRelated], feeds: list[Regime]) -> None:
        with pytest.raises(NotReady, match=match):
            relate(regime, figures, feeds, version=1, by=by, now=NOW)
        regime.refresh_from_db()
        assert regime.version == 1

    count = Shaped.COUNT
    refused("chính nó", {papers.pk: FigureRelated(count, papers.pk)}, [])
    refused("đang là một phần", {papers.pk: FigureRelated(count, letters.pk)}, [])
    refused("chỉ số đếm", {letters.pk: FigureRelated(count, online.pk)}, [])
    refused("không có trong mẫu", {letters.pk: FigureRelated(count, 10**9)}, [])
    refused("tải lại", {10**9: FigureRelated(count)}, [])
    refused("khác của cùng cơ quan", {}, [regime])
    monthly = other(reporting, rhythm="month", consolidator=None)
    refused("không cùng kỳ", {}, [monthly])
    lone = other(reporting, figures=[FigureSaid("own", "Riêng", "việc")], consolidator=None)
    refused("trùng", {}, [lone])
    back = other(reporting)
    back.feeds.add(regime)
    refused("chỉ một bên", {}, [back])
    with pytest.raises(NotAllowed):
        relate(regime, {}, [], version=1, by=reporting.leader, now=NOW)
    with pytest.raises(Conflict):
        relate(regime, {}, [], version=0, by=by, now=NOW)


def test_a_count_becomes_a_share_until_somebody_has_reported_it(reporting: Reporting) -> None:
    others = asked(reporting, "others")
    share = {others.pk: FigureRelated(Shaped.SHARE)}
    relate(reporting.regime, share, [], version=1, by=reporting.coordinator, now=NOW)
    others.refresh_from_db()
    assert (others.shape, others.total) == (Shaped.SHARE, None)
    reporting.fill(reporting.economy, by=reporting.economist, others=Entry(4, 9))
    with pytest.raises(NotReady, match="đã có báo cáo"):
        relate(
            reporting.regime, {others.pk: FigureRelated(Shaped.COUNT)}, [], version=2,
            by=reporting.coordinator, now=NOW,
        )  # fmt: skip


def test_the_page_of_a_regime_says_and_takes_relations(reporting: Reporting) -> None:
    second = other(reporting)
    address = reverse("reports:regime", args=[reporting.regime.pk])
    client = signed_in(reporting.coordinator)
    assert "dùng cho nhiều báo cáo" in client.get(address).content.decode()
    rows = {
        f"f{one.pk}-{name}": str(value or "")
        for one in reporting.regime.asked.all()
        for name, value in (("shape", one.shape), ("total", one.total_id))
    }
    sent = rows | {"version": "1", "feeds": [str(second.pk)]}
    assert client.post(address, sent).status_code == 302
    assert list(reporting.regime.feeds.all()) == [second]
    assert "dùng cả cho" in client.get(reverse("reports:regimes")).content.decode()
    wrong = rows | {"version": "2", f"f{asked(reporting, 'papers').pk}-total": "999999"}
    assert client.post(address, wrong).status_code == 422
    assert signed_in(reporting.leader).get(address).status_code == 200
    assert signed_in(reporting.leader).post(address, sent).status_code == 403
    assert signed_in(reporting.outsider).get(address).status_code == 404


def test_a_unit_hears_of_its_figure_corrected_above(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    reporting.correct(reporting.economy, papers=Entry(11), letters=Entry(7), now=AFTER)
    notice = Notice.objects.filter(unit=reporting.economy).latest("pk")
    assert "số liệu “Văn bản đã ban hành” được đính chính từ 10 thành 11; “Trong đó: công văn”" in notice.text
    assert notice.text.endswith("từ 6 thành 7: Đếm sót")


def test_the_desk_says_what_changed_since_the_report_before(reporting: Reporting) -> None:
    reporting.send(reporting.economy, by=reporting.economist)
    now = reporting.report(reporting.economy)
    period = ReportPeriod.objects.create(
        regime=reporting.regime, year=2025, number=2, first=date(2025, 6, 15), last=date(2025, 12, 14),
        due=date(2025, 12, 20), opened_at=NOW,
    )  # fmt: skip
    before = Report.objects.create(
        period=period, unit=reporting.economy, state=ReportState.ACCEPTED, first_sent_at=NOW, accepted_at=NOW
    )
    for figure in now.figures.all():
        before.figures.create(asked=figure.asked, counted=12, against=figure.against and 20, came="typed")
    spans = waiting_for(reporting.officer, on=NOW.date())
    reasons = [thing.reason for span in spans for thing in span.things]
    assert "chờ duyệt; so với kỳ trước: 1 số liệu tốt lên, 2 số liệu giảm sút" in reasons
