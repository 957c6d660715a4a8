"""Uploaded files stay in memory, and what is too large is told by a sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from sauro_web.common import uploads
from sauro_web.common.uploads import TooLarge


def _posted(*sizes: int) -> HttpRequest:
    files = [SimpleUploadedFile(f"{number}.txt", b"x" * size) for number, size in enumerate(sizes)]
    return RequestFactory().post("/", {"file": files})


def _files() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("*.upload*"))


def test_files_are_kept_in_memory_however_large() -> None:
    before = _files()
    request = _posted(0, 10, 5_000_000)
    files: list[Any] = request.FILES.getlist("file")
    assert [type(file) for file in files] == [InMemoryUploadedFile] * 3
    assert [len(file.read()) for file in files] == [0, 10, 5_000_000]
    assert _files() == before


def test_a_file_beyond_the_limit_is_let_go_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 2**20)
    files: list[Any] = _posted(10, 2**20 + 1, 20).FILES.getlist("file")
    assert [file.size for file in files] == [10, 2**20 + 1, 20]
    assert [len(files[0].read()), len(files[2].read())] == [10, 20]
    with pytest.raises(TooLarge, match="Tệp lớn hơn 1 MB"):
        files[1].read()


def test_all_files_together_have_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES_AT_ONCE", 2**20)
    files: list[Any] = _posted(2**19, 2**19, 2**19).FILES.getlist("file")
    assert len(files[1].read()) == 2**19
    with pytest.raises(TooLarge, match="cộng lại lớn hơn 1 MB"):
        files[2].read()
