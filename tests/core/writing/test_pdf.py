"""PDF through LibreOffice: right when it is there, said plainly when it is missing, stopped when it hangs."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from tests.core.reporting.made_reports import province, small

from sauro.errors import Unwritable
from sauro.libre_office import libre_office
from sauro.reporting.periodic import periodic_report
from sauro.writing import write_docx
from sauro.writing.pdf import write_pdf

needs_libre_office = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(libre_office() is None, reason="LibreOffice is not installed"),
]
MARGIN = 85.0 - 3  # points of the left margin, and what a border may stand out
RIGHT = 595.3 - 42.5 + 3


def docx(report) -> bytes:
    return write_docx(periodic_report(report))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write_pdf(docx(small()))


@pytest.fixture(scope="module")
def long() -> bytes:
    return write_pdf(docx(province()))


class TestReal:
    pytestmark = needs_libre_office

    def test_pages(self, pdf, long):
        document = pypdfium2.PdfDocument(pdf)
        assert len(document) == 4
        assert not document.init_forms()
        heads = [document[page].get_textpage().get_text_bounded().split("\r\n")[:2] for page in (1, 2, 3)]
        assert [head[0] for head in heads] == ["2", "Phụ lục I", "Phụ lục II"]
        assert 16 <= len(pypdfium2.PdfDocument(long)) <= 20  # 18 with metrics of Times

    def test_no_page_is_empty_and_nothing_runs_over_the_margins(self, pdf, long):
        for data in (pdf, long):
            for page in pypdfium2.PdfDocument(data):
                boxes = [thing.get_bounds() for thing in page.get_objects()]
                assert boxes
                assert min(box[0] for box in boxes) >= MARGIN
                assert max(box[2] for box in boxes) <= RIGHT
                assert min(box[1] for box in boxes) >= 20 / 25.4 * 72 - 6
                assert page.get_textpage().get_text_bounded().strip()

    def test_heads_come_again_and_each_appendix_counts_its_pages(self, long):
        document = pypdfium2.PdfDocument(long)
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
        numbers = Counter(text.split()[0] for text in pages if text.split()[0].isdigit())
        assert numbers["2"] >= 3
        assert sum("Nghị quyết" in text for text in pages) >= 4
        assert sum("Xã Thử Nghiệm 165" in text for text in pages) == 3

    def test_two_at_once_do_not_meet(self):
        files = [docx(small()), docx(small())]
        with ThreadPoolExecutor(2) as pool:
            made = list(pool.map(write_pdf, files))
        assert [len(pypdfium2.PdfDocument(data)) for data in made] == [4, 4]

    def test_what_is_no_word_file_is_not_made_into_one(self):
        with pytest.raises(Unwritable, match="tệp Word"):
            write_pdf(b"PK\x03\x04 broken")


def test_missing_is_said_in_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unwritable, match="chưa cài LibreOffice"):
        write_pdf(b"")


def running(word: str) -> bool:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if word in (entry / "cmdline").read_text().split("\0"):
                    return True
            except OSError:
                continue
    return False


@pytest.mark.skipif(
    shutil.which("sh") is None or not os.path.isdir("/proc"), reason="needs a shell and /proc"
)
def test_one_that_hangs_is_ended_with_what_it_started(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 987.25 &\nsleep 987.25\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    begun = time.monotonic()
    with pytest.raises(Unwritable, match="quá lâu"):
        write_pdf(b"", seconds=0.3)
    assert time.monotonic() - begun < 5
    for _ in range(20):
        if not running("987.25"):
            break
        time.sleep(0.05)
    assert not running("987.25")


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
@pytest.mark.parametrize(
    "does", ["exit 1", 'mkdir -p "${TMPDIR}/out"; echo no > "${TMPDIR}/out/document.pdf"']
)
def test_one_that_fails_is_told(monkeypatch, tmp_path, does):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(Unwritable, match="không tạo được"):
        write_pdf(b"")
