"""The report that sums up all communes of a province, frozen and written through the site."""

from __future__ import annotations

import pytest
from benchmarks.made_consolidated import NOW, Consolidated, made_consolidated
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sauro.reporting.read_back import read_back
from sauro_web.reports.drawn_up import facts_of_frozen, word_of
from sauro_web.reports.models import FrozenReport
from sauro_web.reports.operations import freeze_report, issue_report
from sauro_web.reports.queries.issuing import wording_of

pytestmark = pytest.mark.django_db
COMMUNES = 166
MOST = 90
"""Queries of freezing and writing: fewer than there are communes, so that none is asked for each."""
SITE = "https://donggiang.example"


def frozen(made: Consolidated) -> FrozenReport:
    return freeze_report(made.report, by=made.writer, now=NOW)


def test_a_report_of_166_communes_is_frozen_written_and_issued() -> None:
    made = made_consolidated(COMMUNES)
    with CaptureQueriesContext(connection) as asked:
        row = frozen(made)
        data = word_of(row, wording_of(row), site=SITE)
    assert len(asked) <= MOST
    assert read_back(data).is_true
    (table,) = facts_of_frozen(row).unit_tables
    assert len(table.rows) == COMMUNES
    done = issue_report(row, issued_on=NOW.date(), why_needed="", site=SITE, by=made.clerk, now=NOW)
    assert done.row.document.kind == "Báo cáo"
