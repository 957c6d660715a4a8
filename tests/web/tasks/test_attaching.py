"""Files marked secret: refused before they are kept; of a scan, wiped once it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.web.organisation import signed_in
from tests.web.tasks.conftest import NOW

from sauro.errors import Classified
from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry
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
    monkeypatch.setattr(attaching, "takes_long", lambda data: True)
    monkeypatch.setattr(attaching, "enqueue", lambda job, digest, key: asked.append(digest))
    add_note(working, text="Gửi", by=officer, now=NOW, files=[Attached("anh.png", b"\x89PNG quet")])
    (digest,) = asked
    kept = Path(NoteFile.objects.get().file.path)

    def marked(data: bytes, name: str) -> None:
        raise Classified("Tệp mang dấu chỉ độ mật.")

    monkeypatch.setattr(attaching, "read_bytes", marked)
    look_through(digest)
    look_through(digest)
    assert not kept.exists()
    assert not NoteFile.objects.exists()
    assert Notice.objects.filter(unit=working.unit, text__contains="độ mật").count() == 1
