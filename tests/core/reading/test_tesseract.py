"""Running Tesseract and reading its table."""

from pathlib import Path

import numpy as np
import pytest

from sauro.errors import Unsupported
from sauro.reading.tesseract import Recogniser, RecognitionError, Word, words_of_tsv

TSV = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t600\t200\t-1\t\n"
    "4\t1\t1\t1\t1\t0\t50\t40\t200\t30\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t50\t40\t60\t30\t96.25\tTo\u0302\u0309\n"
    "5\t1\t1\t1\t1\t2\t120\t40\t80\t30\t91\tchức\n"
    "5\t1\t2\t1\t3\t1\t50\t90\t8\t3\t12.5\t \n"
    '5\t1\t2\t1\t3\t2\t70\t90\t20\t30\t88.0\t"a\n'
)


def test_words_of_the_table() -> None:
    assert list(words_of_tsv(TSV)) == [
        Word("Tổ", 96.25, 50, 40, 110, 70, (1, 1, 1)),
        Word("chức", 91.0, 120, 40, 200, 70, (1, 1, 1)),
        Word('"a', 88.0, 70, 90, 90, 120, (2, 1, 3)),
    ]


def test_an_empty_table() -> None:
    assert list(words_of_tsv("")) == []


def test_without_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unsupported, match="tesseract-ocr-vie"):
        Recogniser()


def test_without_the_vietnamese_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unsupported, match="tesseract-ocr-vie"):
        Recogniser()


def test_a_program_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && echo vie && exit 0\nexit 3\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with Recogniser() as recogniser, pytest.raises(RecognitionError):
        recogniser.recognise(np.full((40, 40), 255, np.uint8), dpi=200)


@pytest.mark.ocr
def test_a_closed_recogniser_starts_nothing() -> None:
    recogniser = Recogniser()
    recogniser.close()
    with pytest.raises(RecognitionError):
        recogniser.recognise(np.full((40, 40), 255, np.uint8), dpi=200)


@pytest.mark.ocr
def test_a_white_picture_has_no_words() -> None:
    with Recogniser() as recogniser:
        assert recogniser.recognise(np.full((200, 300), 255, np.uint8), dpi=200) == []
