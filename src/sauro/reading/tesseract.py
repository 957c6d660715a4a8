"""Runs Tesseract, a program of its own, and reads the words it prints.

The picture goes in through standard input and the words come out through standard output as TSV, so
nothing is left on disk. One process reads one picture; `OMP_THREAD_LIMIT=1` keeps it to one core, which
makes two processes side by side four times as fast as two that both want all cores (tesseract issue
3109).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sauro.errors import Unsupported

__all__ = ["Gray", "Recogniser", "RecognitionError", "Word", "words_of_tsv"]

Gray = NDArray[np.uint8]

_MISSING = (
    "Chưa đọc được bản quét vì máy này thiếu chương trình nhận dạng chữ; hãy cài hai gói tesseract-ocr và "
    "tesseract-ocr-vie rồi đọc lại."
)
_LIMIT = 90.0  # seconds a page may take; an ordinary one takes about one
_WORD = "5"  # the TSV level of words


class RecognitionError(Exception):
    """Tesseract gave up on one picture: it ran out of time or ended with an error. Never leaves the
    package."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was read: where it stands in the picture (pixels), how sure the program is (0 to
    100), and the block, paragraph and line that the program counts it to. `is_label`: it is the mark of a
    list item that stands apart from its text."""

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[int, int, int] = (0, 0, 0)
    is_label: bool = False

    def moved(self, right: int, down: int) -> Word:
        """The same word so many pixels further."""
        return replace(
            self,
            left=self.left + right,
            right=self.right + right,
            top=self.top + down,
            bottom=self.bottom + down,
        )

    @property
    def middle(self) -> float:
        """Height of its middle in the picture."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Distance of its middle from the picture's left edge."""
        return (self.left + self.right) / 2


def words_of_tsv(table: str) -> Iterator[Word]:
    """The words in Tesseract's TSV, in its order; what has no printed character is left out."""
    for row in table.split("\n")[1:]:
        fields = row.rstrip("\r").split("\t", 11)
        if len(fields) < 12 or fields[0] != _WORD or not fields[11].strip():
            continue
        block, paragraph, line = int(fields[2]), int(fields[3]), int(fields[4])
        left, top, width, height = (int(field) for field in fields[6:10])
        # A drawn line below a word is read as an underscore, many a slash as the stroke of a fraction.
        word = unicodedata.normalize("NFC", fields[11].strip()).replace("\u2044", "/")
        text = word.strip("_") or word
        yield Word(text, float(fields[10]), left, top, left + width, top + height, (block, paragraph, line))


def _program() -> str | None:
    """Path of Tesseract, None where it or its Vietnamese model is not installed."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    listed = subprocess.run(  # noqa: S603 — the program found by `which`, arguments of our own, no shell
        [path, "--list-langs"], capture_output=True, check=False, timeout=30
    )
    return path if "vie" in listed.stdout.decode("utf-8", "replace").split() else None


class Recogniser:
    """Tesseract for the length of one scan. `with` ends whatever still runs when the reading is broken off.

    Raises Unsupported where the program or its Vietnamese model is missing."""

    def __init__(self) -> None:
        path = _program()
        if path is None:
            raise Unsupported(_MISSING)
        self._path = path
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes that still run; later calls of `recognise` fail at once."""
        with self._lock:
            self._closed = True
            running = list(self._running)
        for process in running:
            process.kill()

    def recognise(self, picture: Gray, *, dpi: int, mode: int = 3) -> list[Word]:
        """The words of a grey picture, in Tesseract's order. `mode` is its page segmentation mode: 3
        for a page, 6 for one block, 7 for one line. May be called from several threads. Raises
        RecognitionError."""
        height, width = picture.shape
        pnm = b"P5 %d %d 255\n" % (width, height) + picture.tobytes()
        process = self._start(dpi, mode)
        try:
            out, _ = process.communicate(pnm, timeout=_LIMIT)
        except subprocess.TimeoutExpired as error:
            raise RecognitionError("out of time") from error
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()
            with self._lock:
                self._running.discard(process)
        if process.returncode:
            raise RecognitionError(f"exit status {process.returncode}")
        return list(words_of_tsv(out.decode("utf-8", "replace")))

    def _start(self, dpi: int, mode: int) -> subprocess.Popen[bytes]:
        command = [self._path, "stdin", "stdout", "-l", "vie", "--psm", str(mode), "--dpi", str(dpi), "tsv"]
        with self._lock:
            if self._closed:
                raise RecognitionError("broken off")
            process = subprocess.Popen(  # noqa: S603 — as above
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
            self._running.add(process)
        return process
