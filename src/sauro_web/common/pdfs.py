"""Word files as PDF while somebody waits: two at a time, and no longer than a person waits."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.writing.pdf import write_pdf
from sauro_web.common.errors import NotReady
from sauro_web.common.held import only_one

__all__ = ["pdf_of"]

_SECONDS = 20.0
_AT_ONCE = 2
_BUSY = "Máy chủ đang tạo các tệp PDF khác. Hãy thử lại sau ít giây, hoặc tải tệp Word; chưa có gì bị mất."


def pdf_of(docx: bytes, *, seconds: float = _SECONDS, attached: Sequence[str] = ()) -> bytes:
    """The file as PDF, with the names of files that go with it on its last page.

    Raises Unwritable where LibreOffice is not installed, fails, or takes longer than `seconds`; NotReady
    where as many files are being made as the machine carries.
    """
    for place in range(_AT_ONCE):
        with only_one(f"pdf-{place}") as mine:
            if mine:
                return write_pdf(docx, seconds=seconds, attached=attached)
    raise NotReady(_BUSY)
