"""Two people at one report, or one period, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.web.reports.conftest import NOW, Reporting

from sauro_web.common.errors import SiteError
from sauro_web.reports.models import FigureVersion, Report, ReportState
from sauro_web.reports.operations import open_periods, send_report

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs several connections"),
]


def together(*acts: Callable[[], object]) -> list[str]:
    """What each of them came to, done at the same moment: "" or the sentence of its refusal."""
    barrier, said = Barrier(len(acts)), [""] * len(acts)

    def do(place: int) -> None:
        barrier.wait()
        try:
            acts[place]()
        except SiteError as refused:
            said[place] = refused.sentence
        finally:
            connection.close()

    threads = [Thread(target=do, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


def test_sent_twice_at_once_is_sent_once(reporting: Reporting) -> None:
    reporting.fill(reporting.economy, by=reporting.economist)
    report = reporting.report(reporting.economy)

    def send() -> object:
        return send_report(report, version=1, by=reporting.economist, now=NOW)

    said = together(send, send, send)
    assert said.count("") == 1
    assert all("đã gửi" in one for one in said if one)
    report.refresh_from_db()
    assert (report.state, report.version) == (ReportState.SUBMITTED, 2)


def test_saved_twice_at_once_keeps_one(reporting: Reporting) -> None:
    report = reporting.report(reporting.economy)
    assert report.version == 0
    said = together(*[lambda: reporting.fill(reporting.economy, by=reporting.economist)] * 2)
    # Both saw the same version, or the second saw the first's: never are two versions under one number.
    assert said.count("") >= 1
    numbers = list(FigureVersion.objects.values_list("figure", "number"))
    assert len(numbers) == len(set(numbers)) == 4


def test_two_consolidations_at_once_are_one(reporting: Reporting) -> None:
    for unit, by in ((reporting.economy, reporting.economist), (reporting.centre, reporting.clerk)):
        reporting.send(unit, by=by)
        reporting.accept(unit)
    reporting.fill(reporting.culture, by=reporting.officer)
    report = reporting.report(reporting.culture)
    people = (reporting.officer, reporting.coordinator)
    said = together(*[
        (lambda by=by: send_report(report, version=1, by=by, now=NOW)) for by in people
    ])  # fmt: skip
    assert said.count("") == 1
    assert Report.objects.get(pk=report.pk).version == 2


def test_a_period_is_opened_once_by_two_workers(reporting: Reporting) -> None:
    later = NOW.replace(year=2027)
    together(*[lambda: open_periods(now=later)] * 2)
    assert reporting.regime.periods.count() == 2
