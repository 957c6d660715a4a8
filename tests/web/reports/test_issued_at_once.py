"""Two clerks issue one report at the same moment: one number is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from tests.web.reports.conftest import NOW
from tests.web.reports.test_at_once import together
from tests.web.reports.test_issuing import SITE, Issuing, issuing

from sauro_web.accounts.models import Role, User
from sauro_web.documents.models import Document, NumberRequest, SeriesYear
from sauro_web.reports.models import FrozenReport, IssuedReport
from sauro_web.reports.operations import ask_number, freeze_report, issue_report

__all__ = ["issuing"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs several connections"),
]


def test_one_number_is_drawn(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    office = issuing.reporting.organised.unit(
        issuing.reporting.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"
    )
    other = issuing.reporting.organised.person("vanthu2", (office, Role.CLERK))

    def by(person: User) -> Callable[[], object]:
        return lambda: issue_report(
            frozen, issued_on=NOW.date(), why_needed="", site=SITE, by=person, now=NOW
        )

    said = together(by(issuing.clerk), by(other), by(issuing.clerk))
    assert said.count("") == 1
    assert all("đã phát hành: số 01/BC-UBND" in one for one in said if one)
    assert Document.objects.count() == IssuedReport.objects.count() == 1
    assert SeriesYear.objects.get(series=issuing.series).last == 1


def test_frozen_twice_at_once_is_frozen_once(issuing: Issuing) -> None:
    issuing.whole()
    people = (issuing.reporting.officer, issuing.reporting.coordinator, issuing.reporting.officer)
    said = together(*[
        (lambda by=by: freeze_report(issuing.report, by=by, now=NOW)) for by in people
    ])  # fmt: skip
    assert said == ["", "", ""]
    assert FrozenReport.objects.count() == 1


def test_a_number_is_asked_for_once(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    people = (issuing.reporting.officer, issuing.reporting.coordinator, issuing.reporting.officer)
    said = together(*[
        (lambda by=by: ask_number(frozen, why_needed="Theo kế hoạch", by=by, now=NOW)) for by in people
    ])  # fmt: skip
    assert said.count("") == 1
    assert all("Đã có đề nghị cấp số" in one for one in said if one)
    assert NumberRequest.objects.count() == 1
