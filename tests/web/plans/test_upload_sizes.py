"""Files that come by the page: too large or secret, nothing of them is kept, and the others are taken."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.organisation import signed_in
from tests.web.plans.conftest import PLAN

from sauro_web.accounts.models import User
from sauro_web.common import uploads
from sauro_web.plans.models import ImportedPlan

pytestmark = pytest.mark.django_db


def _files() -> set[Path]:
    kept = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    return kept | set(Path(tempfile.gettempdir()).glob("*.upload*"))


def test_only_what_may_be_kept_is_kept(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 2**20)
    before = _files()
    secret = PLAN.replace("Số: 57/KH-UBND", "TUYỆT MẬT\nSố: 57/KH-UBND").encode()
    files = [
        SimpleUploadedFile("lon.pdf", b"%PDF-" + bytes(2**20)),
        SimpleUploadedFile("mat.txt", secret),
        SimpleUploadedFile("ke-hoach.txt", f"{PLAN}\nBản gửi lại.".encode()),
    ]
    page = signed_in(coordinator).post(reverse("plans:upload"), {"file": files}, follow=True)
    plan = ImportedPlan.objects.get()
    assert plan.file_name == "ke-hoach.txt"
    assert {path.name for path in _files() - before} <= {f"{plan.digest}.txt"}
    said = [str(message) for message in page.context["messages"]]
    assert (
        said[0]
        == "Tệp thứ 1: Tệp lớn hơn 1 MB nên không nhận; hãy tách thành các phần nhỏ hơn rồi tải lên lại."
    )
    assert said[1].startswith("Tệp thứ 2: ")
