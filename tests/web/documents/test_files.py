"""Files of documents: who adds, takes and withdraws them, marks of secrecy, signatures, digitised copies."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ
from tests.core.reading.signing import add_to, blank, holder, locked, root, sign, stranger
from tests.core.reading.test_digitised import scanned
from tests.web.documents.conftest import NOW, TODAY, Books
from tests.web.organisation import signed_in

from sauro.errors import Classified
from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common import marked_files
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import (
    CopyForm,
    Document,
    DocumentFile,
    FileKind,
    FileReading,
    SeriesYear,
)
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.assigning import Helper, assign
from sauro_web.documents.operations.examining import examine_file
from sauro_web.documents.operations.filing import add_file, withdraw_file
from sauro_web.documents.operations.reserving import reserve_number
from sauro_web.documents.operations.settling import set_counting_rule, usual_series
from sauro_web.documents.queries.counting import rule_of
from sauro_web.documents.queries.digitised import digitised_share
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db
CHAIRMAN = holder("Lò Văn Sơn", "Ủy ban nhân dân xã Nà Phòn", "CCCD:001")
AGENCY = holder("Ủy ban nhân dân xã Nà Phòn", "Tỉnh Đông Giang", "MST:0100")


@pytest.fixture
def document(books: Books) -> Document:
    return books.draw().document


def add(books: Books, document: Document, data: bytes = b"", **said: Any) -> DocumentFile:
    """Adds a file and reads it, as the background does."""
    known = {"name": "ke-hoach.pdf", "kind": FileKind.SIGNED, "by": books.clerk, "now": NOW}
    file = add_file(document, data=data or blank(), **(known | said))
    examine_file(file.pk)
    file.refresh_from_db()
    document.refresh_from_db()
    return file


def marked() -> bytes:
    document, data = docx.Document(), BytesIO()
    for line in ("ỦY BAN NHÂN DÂN", "XÃ MAI LĨNH", "MẬT", "Số: 05/BC-UBND", "BÁO CÁO", "Về công tác"):
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


# Who adds and takes them


def test_the_clerk_adds_and_the_office_takes(books: Books, document: Document) -> None:
    data = sign(blank(), CHAIRMAN)
    uploaded = SimpleUploadedFile("Kế hoạch 01.pdf", data)
    address = reverse("documents:file_add", args=(document.pk,))
    answer = signed_in(books.clerk).post(address, {"file": uploaded, "kind": "signed"}, follow=True)
    assert "Đã thêm tệp “Kế hoạch 01.pdf”" in answer.content.decode()
    file = DocumentFile.objects.get()
    (job,) = [one for one in OrmQ.objects.all() if one.task["args"] == (file.pk,)]
    assert job.task["func"] == "sauro_web.documents.operations.examining.examine_file"
    taken = signed_in(books.drafter).get(reverse("documents:file", args=(file.pk,)))
    assert b"".join(taken.streaming_content) == data  # type: ignore[arg-type]
    assert taken["Content-Type"] == "application/octet-stream"
    assert "attachment" in taken["Content-Disposition"]
    outside = signed_in(books.outsider)
    assert outside.get(reverse("documents:file", args=(file.pk,))).status_code == 404
    assert outside.get(address).status_code == 404


def test_others_of_the_office_add_and_withdraw_nothing(books: Books, document: Document) -> None:
    file = add(books, document)
    for person in (books.drafter, books.leader):
        with pytest.raises(NotAllowed):
            add_file(document, name="a.pdf", data=blank(), kind=FileKind.SIGNED, by=person, now=NOW)
        with pytest.raises(NotAllowed):
            withdraw_file(file, reason="Nhầm", by=person, now=NOW)
        client = signed_in(person)
        assert client.get(reverse("documents:file_add", args=(document.pk,))).status_code == 403
        assert client.post(reverse("documents:file_withdraw", args=(file.pk,))).status_code == 403


def test_a_unit_that_cooperates_takes_the_file_of_what_arrived(books: Books) -> None:
    about = Arrival("Sở Nội vụ", "Báo cáo hộ nghèo", TODAY, "45/SNV-VP")
    arrived = register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    file = add(books, arrived)
    assign(arrived, lead=books.culture, due_on=None, opinion="", helpers=(), by=books.leader, now=NOW)
    for person in (books.drafter, books.leader):
        assert signed_in(person).get(reverse("documents:file", args=(file.pk,))).status_code == 200


def test_departments_of_a_province_that_lead_or_help_take_the_file(books: Books) -> None:
    province = books.organised.province
    leader = books.organised.person("ctinh", (province, Role.LEADER))
    made = usual_series(province, by=leader, now=NOW)
    arrivals = next(one for one in made if one.direction == "in")
    clerk = books.organised.person("vtinh", (arrivals.kept_by or province, Role.CLERK))
    about = Arrival("Bộ Nội vụ", "Báo cáo hộ nghèo", TODAY, "45/BNV-VP")
    arrived = register_arrival(arrivals, about, by=clerk, now=NOW)
    file = add(books, arrived, by=clerk)
    lead, helper, other = (
        books.organised.unit(province, name) for name in ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế")
    )
    assign(arrived, lead=lead, due_on=None, opinion="", helpers=[Helper(helper)], by=leader, now=NOW)
    seen = []
    for number, unit in enumerate((lead, helper, other)):
        person = books.organised.person(f"so{number}", (unit, Role.OFFICER))
        seen.append(signed_in(person).get(reverse("documents:file", args=(file.pk,))).status_code)
    assert seen == [200, 200, 404]


def test_the_same_bytes_are_kept_once(books: Books, document: Document) -> None:
    first = add(books, document)
    assert add(books, document, name="lai.pdf").pk == first.pk
    assert Entry.objects.filter(action="document.add_file").count() == 1


def test_a_file_is_withdrawn_with_a_reason_and_stays_named(books: Books, document: Document) -> None:
    file = add(books, document, sign(blank(), CHAIRMAN))
    assert document.digitally_signed is True
    with pytest.raises(NotReady, match="vì sao"):
        withdraw_file(file, reason=" ", by=books.clerk, now=NOW)
    withdraw_file(file, reason="Tải nhầm tệp", by=books.clerk, now=NOW)
    document.refresh_from_db()
    assert document.digitally_signed is None
    with pytest.raises(NotReady, match="đã rút"):
        withdraw_file(file, reason="Lần nữa", by=books.clerk, now=NOW)
    page = signed_in(books.drafter).get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "Tải nhầm tệp" in page
    assert reverse("documents:file", args=(file.pk,)) not in page
    assert add(books, document, sign(blank(), CHAIRMAN)).pk != file.pk


def test_a_number_without_a_document_has_no_files(books: Books) -> None:
    kept = reserve_number(
        books.administrative, for_whom="Phòng Kinh tế", until=TODAY, reason="Chờ ký", by=books.clerk, now=NOW
    )
    with pytest.raises(NotReady, match="giữ số"):
        add(books, kept)


def test_a_file_comes_with_the_number(books: Books) -> None:
    now = timezone.localdate()
    typed = {
        "loai": f"{books.administrative.pk}:Kế hoạch", "subject": "Rà soát", "why_needed": "Cần",
        "issued_on": f"{now:%d/%m/%Y}", "signer": "Lò Văn A", "channel": "electronic",
        "file": SimpleUploadedFile("ky.pdf", sign(blank(), CHAIRMAN)),
    }  # fmt: skip
    client = signed_in(books.clerk)
    assert client.post(reverse("documents:draw"), typed).status_code == 302
    assert Document.objects.get().files.get().kind == FileKind.SIGNED
    came = {
        "issuer": "Sở Nội vụ", "subject": "Về rà soát", "arrived_on": f"{now:%d/%m/%Y}",
        "channel": "electronic", "file": SimpleUploadedFile("den.pdf", sign(blank(), AGENCY)),
    }  # fmt: skip
    assert client.post(reverse("documents:arrive"), came).status_code == 302
    assert Document.objects.get(direction="in").files.get().name == "den.pdf"


# Marks of secrecy


def test_a_marked_file_is_refused_before_anything_of_it_is_kept(
    books: Books, document: Document, settings: Any
) -> None:
    before = _kept(settings.MEDIA_ROOT)
    with pytest.raises(NotReady, match="dấu chỉ độ mật"):
        add(books, document, marked(), name="bao-cao.docx", kind=FileKind.ANNEX)
    assert not DocumentFile.objects.exists()
    assert _kept(settings.MEDIA_ROOT) == before
    entry = Entry.objects.get(action="document.refuse_classified")
    assert entry.changes == {}
    with pytest.raises(NotReady, match="độ mật"):
        add(books, document, name="MẬT.pdf")


def test_a_marked_file_takes_no_number_with_it(books: Books) -> None:
    typed = {
        "loai": f"{books.administrative.pk}:Kế hoạch", "subject": "Rà soát", "why_needed": "Cần",
        "issued_on": f"{timezone.localdate():%d/%m/%Y}", "signer": "Lò Văn A", "channel": "electronic",
        "file": SimpleUploadedFile("ky.docx", marked()),
    }  # fmt: skip
    assert signed_in(books.clerk).post(reverse("documents:draw"), typed).status_code == 409
    assert not Document.objects.exists()
    assert not SeriesYear.objects.filter(last__gt=0).exists()


def test_a_scan_is_looked_through_later_and_wiped(
    books: Books, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = add_file(document, name="bieu.xls", data=b"bieu cu", kind=FileKind.ANNEX, by=books.clerk, now=NOW)
    place = Path(file.file.path)

    def refuse(data: bytes, *, suffix: str) -> None:
        raise Classified("Tệp mang dấu chỉ độ mật.")

    monkeypatch.setattr(marked_files, "refuse_marked_office", refuse)
    examine_file(file.pk)
    assert not DocumentFile.objects.exists()
    assert not place.exists()
    notice = Notice.objects.get(person=books.clerk)
    assert "đã bị xóa khỏi hệ thống" in notice.text
    assert document.subject not in notice.text
    examine_file(file.pk)


def _kept(root_folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(root_folder))


# Signatures


def test_signatures_are_read_and_said_in_words(books: Books, document: Document) -> None:
    file = add(books, document, sign(sign(blank(), CHAIRMAN), AGENCY, field="Ky2", stamped=True))
    assert [one.signer for one in file.signatures.all()] == ["Lò Văn Sơn", "Ủy ban nhân dân xã Nà Phòn"]
    assert document.digitally_signed is True
    page = signed_in(books.drafter).get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "Chữ ký số của Ủy ban nhân dân xã Nà Phòn (Tỉnh Đông Giang), ký lúc 09:30 ngày 15/06/2026" in page
    assert "phủ toàn bộ tệp, tệp không bị sửa sau khi ký" in page
    assert "chưa kiểm tra được chuỗi tin cậy" in page.lower()
    assert "Tệp đã bị sửa sau khi ký" not in page


def test_the_register_is_narrowed_by_signature(books: Books, document: Document) -> None:
    add(books, document, sign(blank(), CHAIRMAN))
    add(books, books.draw("Tệp bị sửa").document, add_to(sign(blank(), CHAIRMAN)))
    books.draw("Chưa có tệp")
    client = signed_in(books.drafter)
    found = {}
    for asked in ("co", "khong", "chua"):
        page = client.get(reverse("documents:outgoing"), {"ky_so": asked}).content.decode()
        found[asked] = [
            one for one in (document.subject, "Tệp bị sửa", "Kế hoạch: Chưa có tệp") if one in page
        ]
    assert found == {
        "co": [document.subject], "khong": ["Tệp bị sửa"], "chua": ["Kế hoạch: Chưa có tệp"],
    }  # fmt: skip


def test_a_file_changed_afterwards_stands_out(books: Books, document: Document) -> None:
    add(books, document, add_to(sign(blank(), CHAIRMAN)))
    assert document.digitally_signed is False
    page = signed_in(books.drafter).get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert "<strong>Tệp đã bị sửa sau khi ký. Chữ ký số của Lò Văn Sơn" in page


@pytest.mark.parametrize(
    ("data", "reading", "signed", "said"),
    [
        (blank(), FileReading.DONE, False, "không mang chữ ký số nào"),
        (locked(blank()), FileReading.FAILED, None, "có mật khẩu"),
        (sign(blank(), CHAIRMAN)[:400], FileReading.FAILED, None, "bị hỏng"),
    ],
)
def test_what_cannot_be_read_is_unknown(
    books: Books, document: Document, data: bytes, reading: str, signed: bool | None, said: str
) -> None:
    assert add(books, document, data).reading == reading
    assert document.digitally_signed is signed
    page = signed_in(books.drafter).get(reverse("documents:document", args=(document.pk,))).content.decode()
    assert said in page


def test_roots_that_the_office_keeps_are_asked(
    books: Books, document: Document, settings: Any, tmp_path: Path
) -> None:
    settings.SIGNATURE_ROOTS = str(tmp_path)
    (tmp_path / "goc.pem").write_bytes(root().pem)
    (tmp_path / "doc-truoc.txt").write_text("Ghi chú")
    assert add(books, document, sign(blank(), CHAIRMAN)).signatures.get().trust == "trusted"
    (tmp_path / "goc.pem").write_bytes(stranger().pem)
    other = books.draw("Văn bản khác").document
    assert add(books, other, sign(blank(), AGENCY)).signatures.get().trust == "not_trusted"
    assert other.digitally_signed is False


# Digitised copies


def test_a_digitised_copy_says_what_it_meets(books: Books, document: Document) -> None:
    add(books, document, sign(scanned(), AGENCY), kind=FileKind.DIGITISED, copy_form=CopyForm.WHOLE)
    assert document.has_digitised_copy is True
    page = signed_in(books.drafter).get(reverse("documents:document", args=(document.pk,))).content.decode()
    for words in ("SAO Y", "thấp nhất 200 dpi", "Chữ ký số của cơ quan", "PDF 1.7"):
        assert words in page


@pytest.mark.parametrize(
    ("data", "met"),
    [
        (scanned(), False),  # no signature of the agency
        (sign(scanned(), CHAIRMAN), False),
        (sign(scanned(dpi=150), AGENCY), False),
        (sign(scanned(mode="L"), AGENCY), False),
        (sign(blank(), AGENCY), None),  # no page is a picture: nothing could be measured
        (locked(blank()), False),  # without a signature that could be read
    ],
)
def test_what_falls_short_or_cannot_be_checked(
    books: Books, document: Document, data: bytes, met: bool | None
) -> None:
    add(books, document, data, kind=FileKind.DIGITISED, copy_form=CopyForm.PART)
    assert document.has_digitised_copy is met


def test_a_digitised_copy_is_a_pdf_and_says_its_form(books: Books, document: Document) -> None:
    with pytest.raises(NotReady, match="PDF"):
        add(books, document, b"\x89PNG", name="anh.png", kind=FileKind.DIGITISED, copy_form=CopyForm.WHOLE)
    with pytest.raises(NotReady, match="hình thức sao"):
        add(books, document, kind=FileKind.DIGITISED)
    with pytest.raises(NotReady, match="hình thức sao"):
        add(books, document, copy_form=CopyForm.WHOLE)


def test_the_share_of_digitised_documents_says_what_it_counts(books: Books, document: Document) -> None:
    add(books, document, sign(blank(), CHAIRMAN))
    other = books.draw("Văn bản giấy").document
    add(books, other, sign(scanned(), AGENCY), kind=FileKind.DIGITISED, copy_form=CopyForm.WHOLE)
    books.draw("Chưa có tệp")
    about = Arrival("Sở Nội vụ", "Báo cáo hộ nghèo", TODAY, "45/SNV-VP")
    register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    first, last = TODAY.replace(month=1, day=1), TODAY.replace(month=12, day=31)
    share = digitised_share(books.office, rule_of(books.office, TODAY), first, last)
    assert (share.digitised, share.every, share.unknown) == (2, 3, 1)
    set_counting_rule(
        books.office, left_out=(), counts_procedure_results=False, counts_corrections=True,
        counts_internal=False, cut=rule_of(books.office, TODAY).cut, source="", reason="Theo kế hoạch",
        by=books.leader, now=NOW, digitised_with_copies=False, digitised_of_arrivals=True,
    )  # fmt: skip
    share = digitised_share(books.office, rule_of(books.office, TODAY), first, last)
    assert (share.digitised, share.every) == (1, 4)
    assert "và văn bản đến" in share.wording
    page = signed_in(books.drafter).get(reverse("documents:settings")).content.decode()
    assert "Văn bản được số hóa: văn bản có bản gốc điện tử mang chữ ký số" in page
