"""Files as offices really have them: each gets its own answer in a sentence, nothing is lost, and of what
bears a mark of secrecy nothing stays."""

from __future__ import annotations

import io
import logging
import struct
import tempfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.signals import post_init
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_q.tasks import async_task
from tests.core.reading.test_open import archive, blank_pdf, compound, docx
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import NOW, PLAN, coordinator

from sauro_web.accounts.models import Role, User
from sauro_web.audit.models import Entry
from sauro_web.common import between_pages
from sauro_web.common.kept_files import keep_file
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, PlanState

__all__ = ["coordinator"]
pytestmark = pytest.mark.django_db

UPLOAD = "/ke-hoach/tai-len/"


def _huge_picture() -> bytes:
    """A few bytes that say to be sixty thousand dots high and wide."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1_000))), (b"IEND", b""))
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def _locked_pdf() -> bytes:
    pikepdf = pytest.importorskip("pikepdf")
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf(1))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="khóa", owner="chủ"))
    return buffer.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "rong.docx": (b"", "rỗng"),
    "trang.txt": (b" \n\r\n\t", "rỗng"),
    "chuong-trinh.pdf": (b"MZ\x90\0\3\0\0\0" + bytes(500), "chương trình"),
    "nhi-phan.txt": (bytes(range(128, 256)) * 8, "bảng mã"),
    "dut.docx": (docx("a")[:-200], "hỏng"),
    "dut.pdf": (b"%PDF-1.7\nrubbish", "PDF"),
    "macro.docm": (docx("a", kind="ms-word.document.macroEnabled.main"), "macro"),
    "bang.xlsx": (docx("a", kind="spreadsheetml.sheet.main"), "Excel"),
    "thuc-the.docx": (docx("a", **{"word/b.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "thực thể"),
    "bom.docx": (docx("a", **{"word/media/a.bin": bytes(50_000_000)}), "bung ra"),
    "nen.zip": (archive(tho=b"abc"), ".zip"),
    "khoa.docx": (compound("EncryptedPackage", "EncryptionInfo"), "mật khẩu"),
    "bang-cu.xls": (compound("Workbook"), "Excel"),
    "thu.msg": (compound("__properties_version1.0"), "Outlook"),
    "anh.heic": (b"\0\0\0\x18ftypheic" + bytes(20), "HEIC"),
    "trang-web.html": (b"<!DOCTYPE html><html><body>a</body></html>", "trang web"),
    "nham-duoi.docx": (PLAN.encode(), "không phải tệp Word"),
    "trong.pdf": (blank_pdf(1), "không có chữ"),
    "nen.rar": (b"Rar!\x1a\7\0" + bytes(20), ".rar"),
}


@pytest.fixture
def browser(coordinator: User) -> Client:
    client = signed_in(coordinator)
    client.raise_request_exception = False
    return client


def files(*named: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"file": [SimpleUploadedFile(name, data) for name, data in named]}


def told(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_every_bad_file_has_a_sentence_and_is_kept(browser: Client) -> None:
    for name, (data, words) in BAD.items():
        page = browser.post(UPLOAD, files((name, data)), follow=True)
        (sentence,) = told(page)
        assert words in sentence, name
        assert "Tệp được giữ lại, xem" in sentence
        plan = ImportedPlan.objects.get(file_name=name)
        assert plan.state == PlanState.UNREAD
        assert plan.file.read() == data
        again = browser.get(f"/ke-hoach/{plan.pk}/").content.decode()
        assert words in again
        assert b"".join(browser.get(f"/ke-hoach/{plan.pk}/tep/").streaming_content) == data


@pytest.mark.parametrize("make", [_locked_pdf, _huge_picture])
def test_what_only_its_reader_finds_bad_has_a_sentence_too(browser: Client, make: object) -> None:
    browser.post(UPLOAD, files(("tep-nay", make())))  # type: ignore[operator]
    plan = ImportedPlan.objects.get()
    if plan.state == PlanState.QUEUED:
        operations.read_plan(plan.pk)
        plan.refresh_from_db()
    assert plan.state == PlanState.UNREAD
    assert plan.fault.endswith(".")
    assert plan.fault in browser.get(f"/ke-hoach/{plan.pk}/").content.decode().replace("&quot;", '"')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_a_text_do_not_matter(browser: Client, encoding: str) -> None:
    browser.post(UPLOAD, files(("kh.txt", PLAN.encode(encoding))))
    assert ImportedPlan.objects.get().state == PlanState.REVIEW


def test_fifty_files_at_once_have_each_their_answer(browser: Client) -> None:
    good = [(f"tot-{n}.txt", PLAN.replace("57/KH", f"{n + 1}/KH").encode()) for n in range(8)]
    bad = [(name, data) for name, (data, _) in BAD.items()]
    twice = [(f"lai-{name}", data) for name, data in good]
    secret = [("thu-kin.txt", PLAN.replace("Số: 57", "TỐI MẬT\nSố: 57").encode())]
    sent = (good + bad + secret + twice + good)[:50]
    page = browser.post(UPLOAD, files(*sent), follow=True)
    said = told(page)
    assert len(said) == len(sent)
    assert sum("đã đọc, chờ soát" in one for one in said) == len(good)
    assert sum("Tệp được giữ lại" in one for one in said) == len(bad)
    assert sum("nên không tạo kế hoạch mới" in one for one in said) == len(sent) - len(good) - len(bad) - 1
    assert said[len(good) + len(bad)].startswith(f"Tệp thứ {len(good) + len(bad) + 1}: ")
    assert "thu-kin" not in page.content.decode()
    assert ImportedPlan.objects.count() == len(good) + len(bad)
    between_pages.forget()
    with CaptureQueriesContext(connection) as many:
        browser.get("/ke-hoach/")
    ImportedPlan.objects.exclude(pk=ImportedPlan.objects.first().pk).update(state=PlanState.DISCARDED)
    with CaptureQueriesContext(connection) as few:
        browser.get("/ke-hoach/")
    assert len(many) == len(few)


def test_more_than_a_request_may_hold_is_said_in_a_sentence(browser: Client) -> None:
    too_many = browser.post(UPLOAD, files(*((f"{n}.txt", b"a") for n in range(101))))
    too_long = browser.post("/hien-thi/", {"theme": "x" * 3_000_000})
    too_wide = browser.post("/hien-thi/", {f"a{n}": "" for n in range(1_001)})
    for response, words in (
        (too_many, "quá nhiều tệp"),
        (too_long, "dài quá mức"),
        (too_wide, "quá nhiều mục"),
    ):
        assert response.status_code == 400
        assert words in response.content.decode()
    assert not ImportedPlan.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..\\..\\boot.ini",
        "C:\\Users\\a\\kh.txt",
        "CON",
        "NUL.txt",
        ".htaccess",
        "a" * 5_000 + ".txt",
        "kế\u202ehoạch.txt",
        "<script>xss()</script>.txt",
        "a;b|c&d`e$(f).txt",
        " ",
    ],
)
def test_no_name_is_a_path_or_markup(browser: Client, name: str) -> None:
    page = browser.post(UPLOAD, files((name, PLAN.encode())), follow=True)
    plan = ImportedPlan.objects.get()
    place = Path(plan.file.path).resolve()
    assert place.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    assert place.stem == plan.digest
    assert b"<script>xss()" not in page.content
    assert "\u202e" not in plan.file_name
    answer = browser.get(f"/ke-hoach/{plan.pk}/tep/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer["Content-Disposition"]


def test_the_same_file_by_two_officers_at_once_is_one_plan(
    organised: Organisation, coordinator: User
) -> None:
    colleague = organised.person("khac", (organised.commune, Role.COORDINATOR))
    others: list[operations.Uploaded] = []

    def meanwhile(**_: object) -> None:
        post_init.disconnect(meanwhile, sender=ImportedPlan)
        others.append(upload(colleague))

    def upload(by: User) -> operations.Uploaded:
        return operations.upload_plan(PLAN.encode(), "kh.txt", office=organised.commune, by=by, now=NOW)

    post_init.connect(meanwhile, sender=ImportedPlan, weak=False)
    mine = upload(coordinator)
    assert (mine.known, others[0].known) == (True, False)
    assert mine.plan == others[0].plan
    assert ImportedPlan.objects.count() == 1


def test_a_plan_of_another_office_says_so(browser: Client) -> None:
    text = PLAN.replace("XÃ MAI LĨNH", "XÃ SUỐI KHÁC")
    page = browser.post(UPLOAD, files(("kh.txt", text.encode())), follow=True)
    assert "Nếu tải nhầm, hãy" in page.content.decode()


# Nothing of what is secret


WORD = "Mậtdanhkhôngaibiết"
SECRET = PLAN.replace("Số: 57/KH-UBND", f"TUYỆT MẬT\nSố: 57/KH-UBND\n{WORD}")


def traces(words: tuple[str, ...]) -> Iterator[str]:
    """Where in the database, among the site's files or among temporary ones the words are left."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                if any(word in str(row) for word in words):
                    yield f"{table}: {row}"
    for session in Session.objects.all():
        if any(word in str(session.get_decoded()) for word in words):
            yield "a session"
    # Other runs of the tests have their data and clusters there; a cluster keeps a log of all writes.
    of_tests = ("sauro-pg", "sauro-test", "sauro-bench")
    temporary = [
        one for one in Path(tempfile.gettempdir()).glob("sauro*") if not one.name.startswith(of_tests)
    ]
    places = [Path(settings.DATA), *temporary]
    for path in {file for place in places for file in place.rglob("*") if file.is_file()}:
        data = path.read_bytes()
        if any(word.encode(code) in data for word in words for code in ("utf-8", "utf-16-le")):
            yield str(path)


@pytest.mark.parametrize("form", ["text", "docx"])
def test_nothing_stays_of_what_is_refused_at_the_door(
    browser: Client, caplog: pytest.LogCaptureFixture, form: str
) -> None:
    data = SECRET.encode() if form == "text" else docx(*SECRET.splitlines())
    with caplog.at_level(logging.DEBUG):
        page = browser.post(UPLOAD, files((f"{WORD}.{form}", data)), follow=True)
    assert "độ mật" in told(page)[0]
    words = (WORD, sha256(data).hexdigest())
    assert not any(word in caplog.text or word in page.content.decode() for word in words)
    assert list(traces(words)) == []
    assert Entry.objects.filter(action="plan.refuse_classified").count() == 1


def test_nothing_stays_of_what_only_its_reader_finds_secret(
    organised: Organisation, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    data = SECRET.encode()
    digest = sha256(data).hexdigest()
    plan = ImportedPlan.objects.create(
        office=organised.commune, uploaded_by=coordinator, uploaded_at=NOW, heard_at=NOW, size=len(data),
        digest=digest, file=keep_file(data, suffix=".txt"), file_name=f"{WORD}.txt",
    )  # fmt: skip
    assert list(traces((WORD, digest)))
    with caplog.at_level(logging.DEBUG):
        job = f"{operations.read_plan.__module__}.{operations.read_plan.__qualname__}"
        async_task(job, plan.pk, sync=True, task_name="doc")
    assert not ImportedPlan.objects.exists()
    assert list(traces((WORD, digest))) == []
    assert WORD not in caplog.text
    assert digest not in caplog.text
