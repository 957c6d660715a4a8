"""Files that people attach: whether they are what their name says, and whether the scanner lets them in."""

from __future__ import annotations

import logging
import subprocess
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from django.conf import settings

__all__ = ["KINDS", "fault_of"]

_LOG = logging.getLogger(__name__)
_PATIENCE = 60
"""Seconds that a scanner has."""
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": (_ZIP,),
    ".xlsx": (_ZIP,),
    ".pptx": (_ZIP,),
    ".odt": (_ZIP,),
    ".ods": (_ZIP,),
    ".doc": (_OLD_OFFICE,),
    ".xls": (_OLD_OFFICE,),
    ".ppt": (_OLD_OFFICE,),
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
"""The endings that are taken, each with how such a file begins."""
_TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument hoặc ảnh (JPG, PNG)"


def fault_of(name: str, data: bytes) -> str:
    """What is wrong with a file, in a sentence that names it; blank where it may be kept."""
    suffix = PurePosixPath(name).suffix.lower()
    if not data:
        return f"Tệp “{name}” rỗng, không có nội dung; hãy kiểm tra rồi chọn lại."
    if suffix not in KINDS:
        return f"Tệp “{name}” không phải loại được nhận; hãy dùng tệp {_TAKEN}."
    if not data.startswith(KINDS[suffix]) or (KINDS[suffix] == (_ZIP,) and not _is_document(data)):
        return f"Nội dung tệp “{name}” không đúng với phần đuôi {suffix}; hãy lưu lại tệp rồi chọn lại."
    return _scanned(name, data)


def _is_document(data: bytes) -> bool:
    """A whole package without macros."""
    try:
        with ZipFile(BytesIO(data)) as package:
            inside = {one.lower() for one in package.namelist()}
    except (BadZipFile, ValueError, NotImplementedError):
        return False
    known = "[content_types].xml" in inside or "mimetype" in inside
    return known and not any(one.endswith("vbaproject.bin") for one in inside)


def _scanned(name: str, data: bytes) -> str:
    """Asks the scanner of the office, where it has one; one that cannot answer lets nothing through."""
    if not settings.SCANNER:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 (the command is a setting of the office)
            settings.SCANNER, input=data, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        _LOG.exception("the scanner of uploaded files does not answer")
        return f"Chưa kiểm tra được tệp “{name}” vì trình quét mã độc không trả lời; hãy thử lại sau."
    if done.returncode:
        _LOG.warning("the scanner refused a file: %s", done.stdout[-200:])
        return f"Tệp “{name}” bị trình quét mã độc chặn nên không nhận."
    return ""
