"""What was frozen while its days still ran is held against what could be known then."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.web.indicators.test_indicators import NOW as LATER
from tests.web.indicators.test_indicators import Office, office
from tests.web.reports.test_body import owed
from tests.web.reports.test_body import report as own_report

from sauro.reporting.frozen import facts_digest, facts_json
from sauro_web.audit.operations import record
from sauro_web.documents.models import DocumentState, Series
from sauro_web.documents.operations.settling import usual_series
from sauro_web.meetings.models import MeetingMode
from sauro_web.reports.drawn_up import facts_to_issue
from sauro_web.reports.issued_copies import standing_of
from sauro_web.reports.models import FrozenReport, Report
from sauro_web.tasks.models import TaskState

__all__ = ["office", "own_report"]

pytestmark = pytest.mark.django_db
MORNING = LATER - timedelta(days=10)
"""Of a day before the cut-off."""


def frozen_at(report: Report, series: Series, moment: datetime, office: Office) -> FrozenReport:
    kept = facts_json(facts_to_issue(report, series, moment.date()))
    return FrozenReport.objects.create(
        report=report, number=1, digest=facts_digest(kept), facts=kept, by=office.coordinator, at=moment
    )


@pytest.fixture
def series(office: Office) -> Series:
    return usual_series(office.commune, by=office.leader, now=MORNING)[0]


def test_what_comes_after_the_freezing_is_no_change(
    office: Office, own_report: Report, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = MORNING.date()
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    doing = owed(unit, office.commune, due=day + timedelta(days=20), state=TaskState.WORKING)
    late = owed(unit, office.commune, due=day - timedelta(days=8), state=TaskState.WORKING)
    office.document(date(2026, 3, 2), 1, registered_at=MORNING - timedelta(days=80))
    frozen = frozen_at(own_report, series, MORNING, office)
    assert standing_of(own_report, frozen, None, series).moved == ()
    office.document(day, 2, registered_at=MORNING + timedelta(hours=3))
    office.conference(day, MeetingMode.ONLINE)
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING + timedelta(hours=2))
    for part in (doing, late):
        part.state, part.handed_in_on, part.finished_at = TaskState.FINISHED, day, LATER
        part.save()
        record("task.finish", part, by=None, changes={"state": (TaskState.WORKING, TaskState.FINISHED)})
    assert standing_of(own_report, frozen, None, series).moved == ()


def test_what_is_taken_back_is_a_change(office: Office, own_report: Report, series: Series) -> None:
    document = office.document(date(2026, 3, 2), 1, registered_at=MORNING - timedelta(days=80))
    frozen = frozen_at(own_report, series, MORNING, office)
    document.state = DocumentState.RECALLED
    document.save()
    found = standing_of(own_report, frozen, None, series)
    assert found.is_early
    assert ("Tổng số", "1", "0") in {(one.name, one.then, one.now) for one in found.moved}
