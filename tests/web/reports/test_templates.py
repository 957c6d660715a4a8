"""The form of an office: who sets it, how it is tried, and that reports are written in it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx.shared import Pt
from tests.web.organisation import signed_in
from tests.web.reports.conftest import NOW
from tests.web.reports.test_issuing import SITE, Issuing, issuing

from sauro.reporting.read_back import read_back
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.reports.drawn_up import word_of
from sauro_web.reports.models import ReportTemplate
from sauro_web.reports.operations import drop_template, keep_template, take_from_word
from sauro_web.reports.queries.issuing import template_of, wording_of

__all__ = ["issuing"]

pytestmark = pytest.mark.django_db
PAGE = reverse("reports:template")


def with_line(data: bytes, words: str, *, size: int = 12) -> bytes:
    document = docx.Document(BytesIO(data))
    line = document.paragraphs[-1].insert_paragraph_before(words)
    line.runs[0].font.size = Pt(size)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def upload(client: Client, data: bytes, name: str = "mau.docx") -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)}, follow=True)


def default(client: Client) -> bytes:
    return bytes(client.get(reverse("reports:template_word")).content)


def test_downloaded_edited_uploaded_and_used(issuing: Issuing) -> None:
    issuing.whole()
    follower = signed_in(issuing.reporting.coordinator)
    data = with_line(default(follower), "Địa chỉ: trụ sở xã")
    assert "Đã đặt mẫu" in upload(follower, data).content.decode()
    assert default(follower) == data
    frozen = issuing.frozen()
    made = word_of(frozen, wording_of(frozen), site=SITE)
    assert "Địa chỉ: trụ sở xã" in read_back(made).paragraphs
    row = issuing.issue(frozen).row
    with row.file.open("rb") as file:
        issued = read_back(file.read())
    assert issued.is_true
    assert "Số: 01/BC-UBND" in issued.paragraphs


def test_an_address_as_large_as_the_text_is_refused(issuing: Issuing) -> None:
    follower = signed_in(issuing.reporting.coordinator)
    told = upload(follower, with_line(default(follower), "Địa chỉ: trụ sở xã", size=14)).content.decode()
    assert "chưa đúng thể thức: Dòng địa chỉ, liên lạc" in told
    assert "Đã đặt mẫu" not in told


def test_the_number_stands_in_the_foot_of_a_page_too(issuing: Issuing) -> None:
    issuing.whole()
    follower = signed_in(issuing.reporting.coordinator)
    document = docx.Document(BytesIO(default(follower)))
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    footer.paragraphs[0].text = "{{so_ky_hieu}}"
    made = BytesIO()
    document.save(made)
    assert "Đã đặt mẫu" in upload(follower, made.getvalue()).content.decode()
    row = issuing.issue(issuing.frozen()).row
    with row.file.open("rb") as file:
        issued = docx.Document(BytesIO(file.read()))
    assert issued.sections[0].footer.paragraphs[0].text == "Số: 01/BC-UBND"


def test_a_file_in_this_form_comes_back_from_word(issuing: Issuing) -> None:
    issuing.whole()
    follower = signed_in(issuing.reporting.coordinator)
    upload(follower, with_line(default(follower), "Địa chỉ: trụ sở xã"))
    frozen = issuing.frozen()
    made = word_of(frozen, wording_of(frozen), site=SITE)
    take_from_word(frozen, made, version=1, by=issuing.reporting.officer, now=NOW)
    assert wording_of(frozen).number == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{nguoi_ki}}", "Không có thẻ {{nguoi_ki}}"),
        ("{{ ().__class__ }}", "không nhận biểu thức"),
        ("{% import os %}", "Mẫu có lệnh"),
    ],
)
def test_a_broken_one_is_refused_with_its_tag(issuing: Issuing, words: str, said: str) -> None:
    follower = signed_in(issuing.reporting.coordinator)
    answer = upload(follower, with_line(default(follower), words))
    assert answer.status_code == 409
    assert said in answer.content.decode().replace("&#x27;", "'")
    assert not ReportTemplate.objects.exists()


def test_one_that_is_no_longer_in_form_is_refused(issuing: Issuing) -> None:
    follower, office = signed_in(issuing.reporting.coordinator), issuing.reporting.commune
    document = docx.Document(BytesIO(default(follower)))
    document.sections[0].page_width //= 2
    made = BytesIO()
    document.save(made)
    with pytest.raises(NotReady, match="chưa đúng thể thức"):
        keep_template(office, "mau.docx", made.getvalue(), by=issuing.reporting.coordinator, now=NOW)


def test_only_who_follows_the_office_sets_it_and_takes_it_back(issuing: Issuing) -> None:
    reporting = issuing.reporting
    follower = signed_in(reporting.coordinator)
    data = default(follower)
    for person in (reporting.leader, reporting.officer, reporting.outsider):
        with pytest.raises(NotAllowed):
            keep_template(reporting.commune, "mau.docx", data, by=person, now=NOW)
    upload(follower, data)
    assert template_of(reporting.commune) is not None
    follower.post(reverse("reports:template_drop"))
    assert template_of(reporting.commune) is None
    with pytest.raises(NotAllowed):
        drop_template(reporting.commune, by=reporting.outsider, now=NOW)


def test_what_is_no_word_file_is_said(issuing: Issuing) -> None:
    follower = signed_in(issuing.reporting.coordinator)
    assert upload(follower, b"%PDF-1.4", "mau.pdf").status_code == 422
    assert upload(follower, b"not a file").status_code in (409, 422)
