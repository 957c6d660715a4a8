"""The page on which a report is frozen, worded and issued, for each who has a part in it."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from tests.web.organisation import signed_in
from tests.web.reports.test_issuing import SITE, Issuing, changed, issuing

from sauro.reading.docx_setting import read_setting
from sauro.reporting.periodic_sheets import periodic_sheets
from sauro_web.documents.models import FileKind
from sauro_web.documents.operations.examining import examine_file
from sauro_web.documents.operations.filing import add_file
from sauro_web.reports.drawn_up import word_of
from sauro_web.reports.models import FrozenReport, IssuedReport
from sauro_web.reports.queries.issuing import wording_of
from sauro_web.reports.sample_report import sample_report

__all__ = ["issuing"]

pytestmark = pytest.mark.django_db


def address(issuing: Issuing, name: str = "issue") -> str:
    return reverse(f"reports:{name}", args=[issuing.report.pk])


def test_from_the_report_to_the_register(issuing: Issuing) -> None:
    issuing.whole()
    writer, clerk = signed_in(issuing.reporting.officer), signed_in(issuing.clerk)
    page = writer.get(reverse("reports:report", args=[issuing.report.pk])).content.decode()
    assert address(issuing) in page
    assert "Lập bản phát hành" in writer.get(address(issuing)).content.decode()
    writer.post(address(issuing, "freeze"))
    frozen = FrozenReport.objects.get()
    assert frozen.digest in writer.get(address(issuing)).content.decode()
    waiting = clerk.get("/").content.decode()
    assert "chờ cấp số, phát hành" in waiting
    page = clerk.get(address(issuing)).content.decode()
    assert "Cấp số và phát hành" in page
    assert f'href="{reverse("reports:report", args=[issuing.report.pk])}"' not in page
    answer = clerk.post(address(issuing), {"issued_on": _today(), "why_needed": ""}, follow=True)
    said = answer.content.decode()
    assert "Đã phát hành báo cáo số 01/BC-UBND" in said
    assert "Bản đã phát hành khớp với số liệu." in said
    file = clerk.get(address(issuing, "issue_word")).content
    assert read_setting(file)


def _today() -> str:
    return f"{localdate():%d/%m/%Y}"


def test_words_are_typed_around_locked_figures(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    writer = signed_in(issuing.reporting.officer)
    page = writer.get(address(issuing, "wording")).content.decode()
    assert "⟦20⟧" in page
    place = issuing.place_of(frozen, "Văn bản đã ban hành")
    sent = {"version": 1, f"p{place}": "- Đã ban hành ⟦22⟧ văn bản."}
    refused = writer.post(address(issuing, "wording"), sent)
    assert refused.status_code == 409
    assert "Văn bản đã ban hành: số liệu là 20, đoạn sửa ghi 22." in refused.content.decode()
    sent[f"p{place}"] = "- Đã ban hành ⟦20⟧ văn bản, đúng kế hoạch."
    assert writer.post(address(issuing, "wording"), sent).status_code == 302
    assert wording_of(frozen).number == 2
    assert any("đúng kế hoạch" in line for line in issuing.lines(frozen))


def test_a_word_file_comes_back(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    writer = signed_in(issuing.reporting.officer)
    data = word_of(frozen, wording_of(frozen), site=SITE)
    wrong = changed(data, ">20<", ">19<")
    answer = _upload(writer, issuing, wrong)
    assert answer.status_code == 409
    assert "tệp ghi 19, hồ sơ ghi 20" in answer.content.decode()
    assert _upload(writer, issuing, changed(data, "Trên đây", "Như vậy, trên đây")).status_code == 302
    assert _upload(writer, issuing, b"PK not a file").status_code in (409, 422)


def _upload(client: Client, issuing: Issuing, data: bytes) -> Any:
    file = SimpleUploadedFile("bao-cao.docx", data)
    version = wording_of(FrozenReport.objects.get()).number
    return client.post(address(issuing, "word_back"), {"version": version, "file": file})


def test_each_sees_and_does_what_is_his(issuing: Issuing) -> None:
    issuing.whole()
    reporting = issuing.reporting
    seen = {
        person.username: signed_in(person).get(address(issuing)).status_code
        for person in (
            reporting.officer, reporting.leader, reporting.coordinator, reporting.economist,
            reporting.outsider, issuing.clerk,
        )
    }  # fmt: skip
    assert seen == {
        "vanhoa": 200, "chutich": 200, "daumoi": 200, "kinhte": 404, "ben": 404, "vanthu": 200,
    }  # fmt: skip
    issuing.frozen()
    assert signed_in(reporting.leader).get(address(issuing, "wording")).status_code == 403
    for person in (reporting.officer, reporting.leader):
        answer = signed_in(person).post(address(issuing), {"issued_on": _today()})
        assert answer.status_code == 403
    assert not IssuedReport.objects.exists()


def test_asked_for_a_number_from_the_page(issuing: Issuing) -> None:
    issuing.whole()
    issuing.frozen()
    writer = signed_in(issuing.reporting.officer)
    answer = writer.post(address(issuing, "ask_number"), {"why_needed": "Theo kế hoạch"}, follow=True)
    assert "chờ văn thư cấp số" in answer.content.decode()


def test_without_libre_office_the_page_says_so(issuing: Issuing, monkeypatch: pytest.MonkeyPatch) -> None:
    issuing.whole()
    issuing.frozen()
    monkeypatch.setenv("PATH", "/nowhere")
    writer = signed_in(issuing.reporting.officer)
    for name in ("issue_pdf", "pdf"):
        answer = writer.get(address(issuing, name))
        assert answer.status_code == 501
        assert "hãy tải tệp Word" in answer.content.decode()
    assert writer.get(address(issuing, "issue_word")).status_code == 200


@pytest.mark.libreoffice
def test_the_pdf_of_an_issued_report_is_made_once(issuing: Issuing) -> None:
    issuing.whole()
    issuing.issue(issuing.frozen())
    clerk = signed_in(issuing.clerk)
    first = clerk.get(address(issuing, "issue_pdf"))
    assert first.content.startswith(b"%PDF-")
    assert clerk.get(address(issuing, "issue_pdf")).content == first.content


@pytest.mark.libreoffice
def test_the_pdf_names_the_annexes_that_stand_in_no_pdf(issuing: Issuing) -> None:
    issuing.whole()
    document = issuing.issue(issuing.frozen()).row.document
    clerk = signed_in(issuing.clerk)
    first = clerk.get(address(issuing, "issue_pdf")).content
    add_file(
        document,
        name="Bảng số liệu.xlsx",
        data=periodic_sheets(sample_report()),
        kind=FileKind.ANNEX,
        by=issuing.clerk,
        now=timezone.now(),
    )
    again = pypdfium2.PdfDocument(clerk.get(address(issuing, "issue_pdf")).content)
    assert len(again) == len(pypdfium2.PdfDocument(first)) + 1
    assert "1. Bảng số liệu.xlsx" in again[len(again) - 1].get_textpage().get_text_range()


def test_the_register_says_how_the_file_was_checked(issuing: Issuing) -> None:
    issuing.whole()
    document = issuing.issue(issuing.frozen()).row.document
    examine_file(document.files.get().pk)
    page = signed_in(issuing.clerk).get(reverse("documents:document", args=[document.pk])).content.decode()
    assert "số liệu đọc lại từ tệp khớp với báo cáo" in page
    assert "chưa có bản gốc ký số trong các tệp của văn bản" in page
    assert "chưa có tệp để kiểm tra" not in page
