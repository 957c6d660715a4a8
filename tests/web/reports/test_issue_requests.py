"""A request for a number belongs to one report; its file is attached once; others are not locked out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.organisation import signed_in
from tests.web.reports.conftest import AFTER, NOW
from tests.web.reports.test_issuing import Issuing, issuing

from sauro_web.common.errors import NotReady
from sauro_web.documents.models import RequestState
from sauro_web.notices.models import Notice
from sauro_web.reports.drawn_up import facts_of_frozen
from sauro_web.reports.operations import Entry, ask_number, freeze_report, lock_period
from sauro_web.reports.operations.issuing import attach_file
from sauro_web.reports.queries.issuing import issues_waiting

__all__ = ["issuing"]

pytestmark = pytest.mark.django_db


def test_its_file_is_attached_once(issuing: Issuing) -> None:
    issuing.whole()
    row = issuing.issue(issuing.frozen()).row
    attach_file(row.pk)
    (file,) = row.document.files.all()
    with row.file.open("rb") as kept:
        sent = SimpleUploadedFile("ban-khac-ten.docx", kept.read())
    address = reverse("documents:file_add", args=[row.document.pk])
    answer = signed_in(issuing.clerk).post(address, {"file": sent, "kind": "annex"}, follow=True)
    assert f"Văn bản đã có đúng tệp này (“{file.name}”)" in answer.content.decode()
    assert row.document.files.count() == 1


def test_issuing_locks_out_no_report_that_waits_to_be_accepted(issuing: Issuing) -> None:
    reporting = issuing.reporting
    for unit, by in ((reporting.economy, reporting.economist), (reporting.centre, reporting.clerk)):
        reporting.send(unit, by=by)
        reporting.accept(unit)
    reporting.send(reporting.culture, by=reporting.officer)
    beneath = freeze_report(reporting.report(reporting.economy), by=reporting.economist, now=AFTER)
    issuing.issue(beneath, now=AFTER)
    assert reporting.period.locked_at is None
    reporting.accept(reporting.culture, now=AFTER)
    issuing.issue(issuing.frozen(AFTER), now=AFTER)
    assert reporting.period.locked_at == AFTER


def test_two_reports_of_one_subject_have_a_request_each(issuing: Issuing) -> None:
    issuing.whole()
    reporting = issuing.reporting
    beneath = freeze_report(reporting.report(reporting.economy), by=reporting.economist, now=NOW)
    above = issuing.frozen()
    assert facts_of_frozen(above).subject == facts_of_frozen(beneath).subject
    asked = {"why_needed": "Theo kế hoạch", "now": NOW}
    first = ask_number(above, by=reporting.officer, **asked)
    second = ask_number(beneath, by=reporting.economist, **asked)
    with pytest.raises(NotReady, match="Đã có đề nghị"):
        ask_number(above, by=reporting.officer, **asked)
    document = issuing.issue(beneath).row.document
    for row in (first, second):
        row.refresh_from_db()
    assert (first.state, second.state, second.document) == (RequestState.ASKED, RequestState.DRAWN, document)


def test_other_figures_want_another_request(issuing: Issuing) -> None:
    issuing.whole()
    reporting = issuing.reporting
    asked = {"why_needed": "Theo kế hoạch", "by": reporting.officer, "now": NOW}
    first = ask_number(issuing.frozen(), **asked)
    assert issuing.frozen(NOW + timedelta(hours=1)).asked.get().request == first
    lock_period(reporting.period, by=reporting.coordinator, now=AFTER)
    reporting.correct(reporting.culture, online=Entry(7, 10), now=AFTER)
    again = issuing.frozen(AFTER + timedelta(hours=1))
    first.refresh_from_db()
    assert first.state == RequestState.WITHDRAWN
    assert Notice.objects.filter(person=reporting.officer, text__contains="số liệu khác").exists()
    second = ask_number(again, **(asked | {"now": AFTER + timedelta(hours=2)}))
    issuing.issue(again, now=AFTER + timedelta(hours=3))
    second.refresh_from_db()
    assert second.state == RequestState.DRAWN


def test_a_number_asked_for_a_report_is_drawn_with_its_file(issuing: Issuing) -> None:
    """Not beside it in the register, where the report would get a second one."""
    issuing.whole()
    frozen = issuing.frozen()
    assert [one.address for one in issues_waiting(issuing.clerk, NOW.date())] == [
        reverse("reports:issue", args=[issuing.report.pk])
    ]
    wanted = ask_number(frozen, why_needed="Theo kế hoạch", by=issuing.reporting.officer, now=NOW)
    assert not list(issues_waiting(issuing.clerk, NOW.date())), "it waits once: as the request"
    client, address = signed_in(issuing.clerk), reverse("documents:draw_requested", args=[wanted.pk])
    for answer in (client.get(address), client.post(address, {"subject": wanted.subject})):
        assert answer.url == reverse("reports:issue", args=[issuing.report.pk])
    wanted.refresh_from_db()
    assert (wanted.state, wanted.document) == (RequestState.ASKED, None)
