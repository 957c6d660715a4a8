"""How much a file may ask for: sizes, pages, time. What goes beyond is refused before it is read.

Archives are checked by unpacking them piece by piece, because the sizes they declare may be lies.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from sauro.errors import Unreadable

__all__ = [
    "DEFAULT_LIMITS",
    "ZIP_ERRORS",
    "Limits",
    "check_archive",
    "check_pages",
    "check_scanned_pages",
    "check_size",
]

_MIB = 2**20
_PIECE = 2**18
_OVERLAP = 16
_KEPT = _MIB
_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one reading. `archive_ratio` is how often larger the unpacked content may be than the
    file; it holds from `archive_free_bytes` on, because a short text packs very well. `sheet_cells` are those
    of the rectangle around everything that is filled, which is what a spreadsheet costs in memory;
    `sheet_text` are the bytes of its text with every repetition."""

    file_bytes: int = 100 * _MIB
    archive_bytes: int = 400 * _MIB
    archive_free_bytes: int = 40 * _MIB
    archive_ratio: int = 100
    archive_entries: int = 5_000
    pages: int = 2_000
    scanned_pages: int = 300
    conversion_seconds: float = 120.0
    sheet_cells: int = 6_000_000
    sheet_text: int = 400 * _MIB


DEFAULT_LIMITS = Limits()

_TOO_LARGE = "Tệp lớn hơn {limit} MB nên không đọc; hãy tách tệp thành các phần nhỏ hơn."
_BOMB = "Tệp nén bung ra quá lớn so với dung lượng nên không đọc; hãy xuất lại tệp từ phần mềm soạn thảo."
_TOO_MANY = "Tệp nén có quá nhiều thành phần nên không đọc; hãy xuất lại tệp từ phần mềm soạn thảo."
_DAMAGED = "Tệp bị hỏng hoặc tải về chưa hết nên không đọc được; hãy tải hoặc xuất lại tệp."
_LOCKED = "Tệp được đặt mật khẩu nên không đọc được; hãy gỡ mật khẩu rồi thử lại."
_ENTITIES = (
    "Tệp có khai báo thực thể XML nên không đọc vì lý do an toàn; hãy xuất lại tệp từ phần mềm soạn thảo."
)
_TOO_MANY_PAGES = (
    "Tệp có {count} trang, quá mức {limit} trang của một lần đọc; hãy tách tệp thành các phần nhỏ hơn."
)
_TOO_MANY_SCANS = (
    "Tệp có {count} trang quét, quá mức {limit} trang của một lần nhận dạng; "
    "hãy tách tệp thành các phần nhỏ hơn."
)
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!ENTITY", "<!DOCTYPE")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_EXCLAMATION = ord("!")  # in each of them, and seldom elsewhere
_XML_ENDINGS = (".xml", ".rels", ".rdf")
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile is known to raise on damaged bytes, its own error and others."""


def check_size(size: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises Unreadable where a file of `size` bytes is too large."""
    if size > limits.file_bytes:
        raise Unreadable(_TOO_LARGE.format(limit=limits.file_bytes // _MIB))


def check_pages(count: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises Unreadable where a document has too many pages."""
    if count > limits.pages:
        raise Unreadable(_TOO_MANY_PAGES.format(count=count, limit=limits.pages))


def check_scanned_pages(count: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises Unreadable where too many pages would have to be recognised."""
    if count > limits.scanned_pages:
        raise Unreadable(_TOO_MANY_SCANS.format(count=count, limit=limits.scanned_pages))


def check_archive(
    data: bytes, limits: Limits = DEFAULT_LIMITS, unpacked: dict[str, bytes] | None = None
) -> frozenset[str]:
    """The names of the entries of a ZIP archive that may be unpacked. `unpacked` receives the XML parts of
    usual size, so that nobody unpacks them a second time.

    Raises Unreadable where it is damaged, locked, unpacks to too much, or holds XML that declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.archive_entries:
                raise Unreadable(_TOO_MANY)
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable(_LOCKED)
            most = _most_unpacked(len(data), limits)
            if sum(entry.file_size for entry in entries) > most:
                raise Unreadable(_BOMB)
            size = 0
            for entry in entries:
                size += _check_entry(archive, entry, most - size, unpacked)
            return frozenset(entry.filename for entry in entries)
    except ZIP_ERRORS:
        raise Unreadable(_DAMAGED) from None


def _most_unpacked(size: int, limits: Limits) -> int:
    return min(limits.archive_bytes, max(limits.archive_free_bytes, size * limits.archive_ratio))


def _check_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, unpacked: dict[str, bytes] | None
) -> int:
    """Unpacks one entry; its size in bytes."""
    is_xml = entry.filename.lower().endswith(_XML_ENDINGS)
    keeps = unpacked is not None and is_xml and entry.file_size <= _KEPT and len(unpacked) < _MOST_KEPT
    size, tail = 0, b""
    pieces: list[bytes] = []
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most:
                raise Unreadable(_BOMB)
            if is_xml:
                text = tail + piece
                if _EXCLAMATION in text and any(word in text for word in _DECLARATIONS):
                    raise Unreadable(_ENTITIES)
                tail = piece[-_OVERLAP:]
                if keeps:
                    pieces.append(piece)
    if unpacked is not None and keeps:
        unpacked[entry.filename] = b"".join(pieces)
    return size
