"""Files marked secret: refused before they are kept; of a scan, wiped once it is read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_q.models import OrmQ
from docx import Document
from openpyxl import Workbook
from tests.web.organisation import signed_in
from tests.web.tasks.conftest import NOW

from sauro.errors import Classified
from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry
from sauro_web.common import marked_files
from sauro_web.common.errors import NotReady
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import NoteFile, ProgressNote, TaskState, UnitTask
from sauro_web.tasks.operations import attaching
from sauro_web.tasks.operations.attaching import Attached, look_through
from sauro_web.tasks.operations.progress import add_note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def working(part: UnitTask) -> UnitTask:
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.WORKING)
    part.refresh_from_db()
    return part


def paper(tmp_path: Path, *lines: str) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(tmp_path / "van-ban.docx"))
    return (tmp_path / "van-ban.docx").read_bytes()


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("where", ["tien-do", "buoc/trinh-ket-qua"])
def test_a_file_with_a_mark_is_refused_and_nothing_kept(
    working: UnitTask, officer: User, tmp_path: Path, mark: str, where: str
) -> None:
    data = paper(tmp_path, "ỦY BAN NHÂN DÂN", mark, "BÁO CÁO", "Kết quả rà soát.")
    (tmp_path / "van-ban.docx").unlink()
    file = SimpleUploadedFile("bao-cao-rieng.docx", data)
    sent = {"version": 0, "text": "Gửi báo cáo", "product": "Báo cáo số 5", "attached": file}
    answer = signed_in(officer).post(f"/nhiem-vu/phan-viec/{working.pk}/{where}/", sent)
    assert answer.status_code in (409, 422)
    assert "độ mật" in answer.content.decode()
    assert not NoteFile.objects.exists()
    assert not ProgressNote.objects.exists()
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    entry = Entry.objects.get(action="task.refuse_classified")
    assert "rieng" not in str(entry.covered())
    working.refresh_from_db()
    assert working.state == TaskState.WORKING


def test_a_file_without_one_is_kept(working: UnitTask, officer: User, tmp_path: Path) -> None:
    data = paper(tmp_path, "BÁO CÁO", "Kết quả bảo vệ bí mật nhà nước: trừ văn bản mật.")
    add_note(working, text="Gửi", by=officer, now=NOW, files=[Attached("a.docx", data)])
    assert NoteFile.objects.get().name == "a.docx"


def test_a_scan_that_turns_out_to_bear_one_is_wiped(
    working: UnitTask, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(marked_files, "takes_long", lambda data: True)
    monkeypatch.setattr(attaching, "enqueue", lambda job, digest, key: asked.append(digest))
    add_note(working, text="Gửi", by=officer, now=NOW, files=[Attached("anh.png", b"\x89PNG quet")])
    (digest,) = asked
    kept = Path(NoteFile.objects.get().file.path)

    def marked(data: bytes, name: str) -> None:
        raise Classified("Tệp mang dấu chỉ độ mật.")

    monkeypatch.setattr(marked_files, "read_bytes", marked)
    look_through(digest)
    look_through(digest)
    assert not kept.exists()
    assert not NoteFile.objects.exists()
    assert Notice.objects.filter(unit=working.unit, text__contains="độ mật").count() == 1


def sheet(mark: str) -> bytes:
    made, kept = Workbook(), BytesIO()
    for row in (("ỦY BAN NHÂN DÂN", mark), ("BIỂU SỐ LIỆU",)):
        made.active.append(row)
    made.save(kept)
    return kept.getvalue()


def slide(mark: str) -> bytes:
    kept = BytesIO()
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    with ZipFile(kept, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "ppt/slides/slide1.xml", f"<s xmlns:a='{main}'><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></s>"
        )
    return kept.getvalue()


@pytest.mark.parametrize("where", ["tien-do", "buoc/trinh-ket-qua"])
@pytest.mark.parametrize("name", ["rieng.xlsx", "rieng.pptx"])
def test_sheets_and_slides_with_a_mark_are_refused(
    working: UnitTask, officer: User, tmp_path: Path, name: str, where: str
) -> None:
    make = sheet if name.endswith("xlsx") else slide
    for mark in ("Mật", "TỐI MẬT", "TUYỆT MẬT"):
        file = SimpleUploadedFile(name, make(mark))
        sent = {"version": 0, "text": "Gửi", "product": "Báo cáo số 5", "attached": file}
        answer = signed_in(officer).post(f"/nhiem-vu/phan-viec/{working.pk}/{where}/", sent)
        assert answer.status_code in (409, 422)
        assert "độ mật" in answer.content.decode()
    assert not NoteFile.objects.exists()
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    assert Entry.objects.filter(action="task.refuse_classified").count() == 3
    add_note(working, text="Gửi", by=officer, now=NOW, files=[Attached(name, make("Số 5"))])
    assert NoteFile.objects.get().name == name


def test_a_damaged_sheet_is_refused_with_its_name(working: UnitTask, officer: User) -> None:
    with pytest.raises(NotReady, match=r"so-lieu\.xlsx.*bị hỏng"):
        add_note(
            working, text="Gửi", by=officer, now=NOW, files=[Attached("so-lieu.xlsx", sheet("Số 5")[:900])]
        )


@pytest.mark.parametrize("name", ["bieu.xls", "bieu.ods", "trang.ppt"])
def test_what_has_to_be_converted_is_looked_through_later(
    working: UnitTask, officer: User, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = add_note(working, text="Gửi biểu", by=officer, files=[Attached(name, b"bieu cu")], now=NOW)
    row = NoteFile.objects.get(note=note)
    (job,) = [one for one in OrmQ.objects.all() if one.task["args"] == (row.digest,)]
    assert job.task["func"] == "sauro_web.tasks.operations.attaching.look_through"
    asked: list[str] = []

    def marked(data: bytes, *, suffix: str) -> None:
        asked.append(suffix)
        raise Classified("Tệp mang dấu chỉ độ mật.")

    monkeypatch.setattr(marked_files, "refuse_marked_office", marked)
    look_through(row.digest)
    assert asked == [Path(name).suffix]
    assert not NoteFile.objects.exists()
