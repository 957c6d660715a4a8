"""Uploaded files, in memory only: what turns out to be secret, or is too large, never touched a disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from sauro_web.common.errors import SiteError

__all__ = ["FILE_TAKEN", "MOST_BYTES", "MOST_BYTES_AT_ONCE", "InMemoryHandler", "TooLarge"]

_MIB = 2**20
MOST_BYTES = 50 * _MIB
"""Of one file."""
MOST_BYTES_AT_ONCE = 200 * _MIB
"""Of all files of one request: they are in memory together."""
FILE_TAKEN = "taken"
"""The tag of a message that says of one file that it came in and nothing else: many are shown as one."""


class TooLarge(SiteError):
    """An uploaded file that was not kept, for its size."""


class _NotKept(UploadedFile):
    """Stands in the form for a file beyond the limit; whoever reads it is told why that cannot be."""

    def __init__(self, name: str, size: int, sentence: str) -> None:
        super().__init__(BytesIO(), name, size=size)
        self.sentence = sentence

    def read(self, *_: Any) -> bytes:
        """Raises TooLarge."""
        raise TooLarge(self.sentence)


class InMemoryHandler(FileUploadHandler):
    """Collects files in memory up to the limits; of what goes beyond, nothing is kept."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._all = 0
        self._size = 0
        self._kept: BytesIO | None = None

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begins the next file."""
        super().new_file(*args, **options)
        self._size, self._kept = 0, BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keeps a piece, or lets go of the whole file where it grew too large."""
        self._size += len(raw_data)
        self._all += len(raw_data)
        if self._size > MOST_BYTES or self._all > MOST_BYTES_AT_ONCE:
            self._kept = None
        if self._kept is not None:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file, or what stands for one that was not kept."""
        name = self.file_name or ""
        if self._kept is None:
            return _NotKept(name, file_size, _sentence(file_size))
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, name, self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip


def _sentence(size: int) -> str:
    if size > MOST_BYTES:
        limit = MOST_BYTES // _MIB
        return f"Tệp lớn hơn {limit} MB nên không nhận; hãy tách thành các phần nhỏ hơn rồi tải lên lại."
    limit = MOST_BYTES_AT_ONCE // _MIB
    return f"Các tệp cộng lại lớn hơn {limit} MB nên không nhận hết; hãy tải lên thành nhiều lần."
