"""The file of an issued draft goes into the register with its number and its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.drafts_typed import letter_file, plan_file
from tests.web.documents.conftest import TODAY
from tests.web.drafts.conftest import NOW, Gate, fresh
from tests.web.organisation import signed_in

from sauro.reading.open import read_bytes
from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotReady
from sauro_web.documents.models import Document
from sauro_web.documents.operations.drawing import Particulars
from sauro_web.documents.operations.settling import set_baseline
from sauro_web.documents.queries.files import files_of
from sauro_web.drafts.models import Draft, NumberedFile
from sauro_web.drafts.operations.issuing import attach_file, issue_draft
from sauro_web.drafts.queries.issuing import file_to_issue, filled_in

pytestmark = pytest.mark.django_db
SAID = Particulars("", "", TODAY, signer="Lò Văn A")


def issued(gate: Gate, draft, about: Particulars = SAID, **said) -> Document:
    drawn = issue_draft(draft, about, seen=draft.version, by=gate.books.clerk, now=NOW, **said)
    return Document.objects.get(pk=drawn.document.pk)


def words(row) -> str:
    with row.file.open("rb") as file:
        return read_bytes(file.read(), name="a.docx").text


def dated(on) -> str:
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"Mai Lĩnh, ngày {on.day:02} tháng {month} năm {on.year}"


def test_number_and_day_stand_in_the_file_of_the_register(gate: Gate) -> None:
    draft = gate.ready()
    document = issued(gate, draft)
    kept, approved = document.files.get(), draft.versions.get()
    assert f"Số: {document.reference}" in words(kept)
    assert dated(document.issued_on) in words(kept)
    changed = set(words(kept).split("\n")) ^ set(words(approved).split("\n"))
    assert len(changed) == 4
    assert all("KH-UBND" in one or "tháng" in one for one in changed)
    assert "Số:        /KH-UBND" in words(approved)
    assert kept.name == "01_KH-UBND.docx"


def test_what_was_filled_in_is_told(gate: Gate) -> None:
    draft = gate.ready()
    document = issued(gate, draft)
    row, version = NumberedFile.objects.get(draft=draft), draft.versions.get()
    filled = f"Số: 01/KH-UBND; {dated(TODAY)}"
    assert (row.filled, row.draft_version) == (filled, version)
    changes = Entry.objects.get(action="draft.issue").changes
    assert changes["filled"][1] == filled
    assert changes["digest"] == [version.digest, row.digest]
    (shown,) = files_of(document)
    assert filled in shown.checked
    assert filled in signed_in(gate.author).get(f"/du-thao/{draft.pk}/").content.decode()


def test_the_file_with_its_number_stays(gate: Gate) -> None:
    draft = gate.ready()
    issued(gate, draft)
    for change in (NumberedFile.objects.all().delete, lambda: NumberedFile.objects.update(digest="0" * 64)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_it_is_attached_once(gate: Gate) -> None:
    draft = gate.ready()
    document = issued(gate, draft)
    attach_file(draft.pk)
    assert document.files.count() == 1


def test_the_day_is_the_one_that_the_clerk_chose(gate: Gate) -> None:
    before = TODAY - timedelta(days=3)
    document = issued(gate, gate.ready(), replace(SAID, issued_on=before))
    assert dated(before) in words(document.files.get())


def test_a_letter_gets_the_symbol_that_stands_in_its_file(gate: Gate) -> None:
    about = replace(gate.about, kind="Công văn", subject="Bố trí kinh phí rà soát")
    draft = gate.ready(letter_file("UBND-VX"), about=about)
    first = filled_in(draft.versions.get())["symbol_part"]
    assert first == "VX"
    document = issued(gate, draft, replace(SAID, symbol_part=first))
    assert document.reference == "01/UBND-VX"
    assert "Số: 01/UBND-VX" in words(document.files.get())


def test_a_place_that_is_not_certain_is_told_before_and_the_file_left(gate: Gate) -> None:
    draft = gate.ready(plan_file(number="12"))
    page = signed_in(gate.books.clerk).get(f"/du-thao/{draft.pk}/cap-so/").content.decode()
    assert "Số và ngày chưa điền được vào" in page
    assert "đã ghi “Số: 12/KH-UBND”" in page
    assert "as_it_is" in page
    with pytest.raises(NotReady, match="trả lại dự thảo"):
        issued(gate, draft)
    assert not Document.objects.exists()
    document = issued(gate, draft, as_it_is=True)
    assert document.files.get().digest == draft.versions.get().digest
    assert not NumberedFile.objects.exists()
    assert "đã ghi" in Entry.objects.get(action="draft.issue").changes["not_filled"][1]
    assert "chưa điền số và ngày" in signed_in(gate.author).get(f"/du-thao/{draft.pk}/").content.decode()


def test_a_day_that_the_file_does_not_bear_is_not_filled_in(gate: Gate) -> None:
    draft = gate.ready()
    assert not file_to_issue(draft, TODAY).hindrance
    other = TODAY.replace(year=TODAY.year - 1)
    assert "khác với ngày ban hành" in file_to_issue(draft, other).hindrance


def test_a_file_whose_places_are_open_is_not_asked_about(gate: Gate) -> None:
    draft = gate.ready()
    page = signed_in(gate.books.clerk).get(f"/du-thao/{draft.pk}/cap-so/").content.decode()
    assert "điền số và ngày vào hai ô để trống" in page
    assert "as_it_is" not in page


def test_the_page_says_first_that_the_year_is_used_up(gate: Gate) -> None:
    draft = gate.ready()
    set_baseline(
        gate.books.office, timezone.localdate().year - 1, counts={"": 1}, first_month=1, last_month=12,
        source="Báo cáo số 9/BC-UBND", by=gate.books.leader, now=NOW,
    )  # fmt: skip
    page = signed_in(gate.books.clerk).get(f"/du-thao/{draft.pk}/cap-so/").content.decode()
    assert "Năm nay đã đủ mức được ban hành" in page
    assert "lãnh đạo đồng ý thì cấp được số" in page
    Draft.objects.filter(pk=draft.pk).update(is_procedure_result=True)
    page = signed_in(gate.books.clerk).get(f"/du-thao/{draft.pk}/cap-so/").content.decode()
    assert "Năm nay đã đủ mức được ban hành" not in page


def test_the_form_issues_it_as_it_is_only_where_that_was_ticked(gate: Gate) -> None:
    draft = gate.ready(plan_file(number="12"))
    clerk, address = signed_in(gate.books.clerk), f"/du-thao/{fresh(draft).pk}/cap-so/"
    said = {
        "seen": draft.version,
        "issued_on": f"{timezone.localdate():%d/%m/%Y}",
        "signer": "Lò Văn A",
        "channel": "electronic",
    }
    refused = clerk.post(address, said)
    assert refused.status_code == 409
    assert "as_it_is" in refused.content.decode()
    assert clerk.post(address, said | {"as_it_is": "on"}).status_code == 302
