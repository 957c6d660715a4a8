"""What kind of file some bytes are, by their content; a name says nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from enum import Enum, auto

from sauro.errors import Unreadable, Unsupported
from sauro.reading.limits import DEFAULT_LIMITS, Limits, check_archive

__all__ = ["DAMAGED_WORD", "NO_TEXT", "ONLY_PICTURES", "FileKind", "kind_of_file"]

DAMAGED_WORD = "Tệp Word bị hỏng nên không đọc được; hãy mở bằng Word, lưu lại thành .docx rồi thử lại."
ONLY_PICTURES = (
    "Tệp Word chỉ có hình ảnh, không có chữ; hãy dùng bản gõ, hoặc xuất tệp ra PDF rồi thử lại "
    "để máy nhận dạng chữ trong ảnh."
)
NO_TEXT = "Tệp không có chữ nào; hãy kiểm tra lại tệp đã chọn."
"""Sentences that several readers say."""


class FileKind(Enum):
    """The kinds of files that have a reader."""

    DOCX = auto()
    PDF = auto()
    IMAGE = auto()
    DOC = auto()
    ODT = auto()
    RTF = auto()
    TEXT = auto()


_EMPTY = "Tệp rỗng; hãy kiểm tra lại tệp đã chọn."
_PROGRAM = (
    "Đây là tệp chương trình chứ không phải văn bản, có thể là mã độc đổi tên; hãy xóa tệp và kiểm tra máy."
)
_LOCKED = "Tệp Word đặt mật khẩu nên không đọc được; hãy gỡ mật khẩu rồi thử lại."
_MACROS = "Tệp Word chứa macro nên không đọc vì lý do an toàn; hãy lưu lại thành .docx không có macro."
_OTHER = "Đây là {what}, không phải văn bản; hãy chọn tệp .docx, .pdf, ảnh quét hoặc .txt."
_OTHER_PICTURE = "Ảnh {what} chưa đọc được; hãy lưu ảnh thành .png, .jpg hoặc .tif rồi thử lại."
_ARCHIVE = "Đây là tệp nén {what}; hãy giải nén rồi chọn từng văn bản bên trong."
_XML = "Đây là tệp XML hoặc trang web chứ không phải văn bản; hãy mở bằng Word và lưu thành .docx."

_PDF_MARK = b"%PDF-"
_PDF_SEARCHED = 1024  # bytes; readers of PDF allow rubbish before the mark
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_PICTURES = ((b"GIF8", "GIF"), (b"BM", "BMP"), (b"\0\0\0\x0cjP  ", "JPEG 2000"), (b"8BPS", "PSD"))
_ARCHIVES = (
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\0", ".xz"),
)
_OTHERS = (
    (b"ID3", "tệp âm thanh"),
    (b"\xff\xfb", "tệp âm thanh"),
    (b"\xff\xf3", "tệp âm thanh"),
    (b"fLaC", "tệp âm thanh"),
    (b"OggS", "tệp âm thanh"),
    (b"\x1aE\xdf\xa3", "tệp phim"),
    (b"SQLite format 3\0", "tệp cơ sở dữ liệu"),
)
_RIFF_KINDS = {b"WAVE": "tệp âm thanh", b"AVI ": "tệp phim"}
_OPEN_KINDS = {
    b"application/vnd.oasis.opendocument.spreadsheet": "bảng tính OpenDocument",
    b"application/vnd.oasis.opendocument.presentation": "tệp trình chiếu OpenDocument",
    b"application/epub+zip": "sách điện tử EPUB",
}
_OPEN_TEXT = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_TYPES = "[Content_Types].xml"
_XML_HEADS = (b"<?xml", b"<!doctype", b"<html", b"<!entity")
_MACRO_STREAMS = ("_VBA_PROJECT", "Macros")


def kind_of_file(
    data: bytes, limits: Limits = DEFAULT_LIMITS, unpacked: dict[str, bytes] | None = None
) -> FileKind:
    """The kind of a file; `unpacked` receives the XML parts of an archive, as `check_archive` says.

    Raises Unreadable where it is empty, damaged, locked or unsafe, Unsupported where it is of a kind without
    a reader.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable(_EMPTY)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        parts = {} if unpacked is None else unpacked
        return _kind_of_archive(data, check_archive(data, limits, parts), parts)
    if data.startswith(_OLE):
        return _kind_of_compound(data)
    if data.startswith(_IMAGES):
        return FileKind.IMAGE
    if data.startswith(b"{\\rtf"):
        return FileKind.RTF
    _refuse_others(data)
    if _PDF_MARK in data[:_PDF_SEARCHED]:
        return FileKind.PDF
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:16].lower().startswith(_XML_HEADS):
        raise Unsupported(_XML)
    return FileKind.TEXT


def _refuse_others(data: bytes) -> None:
    if data.startswith(_PROGRAMS) and not _is_prose(data):
        raise Unreadable(_PROGRAM)
    for mark, what in _PICTURES:
        if data.startswith(mark) and not _is_prose(data):
            raise Unsupported(_OTHER_PICTURE.format(what=what))
    for mark, what in _ARCHIVES:
        if data.startswith(mark) and not _is_prose(data):
            raise Unsupported(_ARCHIVE.format(what=what))
    for mark, what in _OTHERS:
        if data.startswith(mark) and not _is_prose(data):
            raise Unsupported(_OTHER.format(what=what))
    if data.startswith(b"RIFF"):
        if data[8:12] == b"WEBP":
            raise Unsupported(_OTHER_PICTURE.format(what="WebP"))
        if data[8:12] in _RIFF_KINDS:
            raise Unsupported(_OTHER.format(what=_RIFF_KINDS[data[8:12]]))
    if data[4:8] == b"ftyp":
        if data[8:11] in (b"hei", b"mif", b"avi"):
            raise Unsupported(_OTHER_PICTURE.format(what="HEIC hoặc AVIF"))
        raise Unsupported(_OTHER.format(what="tệp âm thanh" if data[8:11] == b"M4A" else "tệp phim"))


def _is_prose(data: bytes) -> bool:
    """Whether the bytes are text that only happens to begin like another kind ("BM …", "MZ …")."""
    head = data[:512]
    return b"\0" not in head and all(byte >= 32 or byte in b"\t\r\n\f" for byte in head)


def _kind_of_archive(data: bytes, names: frozenset[str], parts: Mapping[str, bytes]) -> FileKind:
    types = _entry(data, _TYPES, names, parts)
    mimetype = _entry(data, "mimetype", names, parts).strip()
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise Unreadable(_MACROS)
    if b"wordprocessingml" in types:
        return FileKind.DOCX
    if b"spreadsheetml" in types:
        raise Unsupported(_OTHER.format(what="bảng tính Excel"))
    if b"presentationml" in types:
        raise Unsupported(_OTHER.format(what="tệp trình chiếu PowerPoint"))
    if types:
        raise Unreadable(DAMAGED_WORD)
    if mimetype in _OPEN_TEXT:
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise Unreadable(_MACROS)
        return FileKind.ODT
    if mimetype in _OPEN_KINDS:
        raise Unsupported(_OTHER.format(what=_OPEN_KINDS[mimetype]))
    raise Unsupported(_ARCHIVE.format(what=".zip"))


def _entry(data: bytes, name: str, names: frozenset[str], parts: Mapping[str, bytes]) -> bytes:
    """An entry of an archive, as it is at hand in `parts` or unpacked again; empty where there is none."""
    if name not in names:
        return b""
    if name in parts:
        return parts[name]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _kind_of_compound(data: bytes) -> FileKind:
    """An OLE compound file by the names in its directory (MS-CFB 2.6: UTF-16, each entry's name at its
    start)."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") + b"\0\0" in data

    if holds("EncryptedPackage"):
        raise Unreadable(_LOCKED)
    if any(holds(name) for name in _MACRO_STREAMS):
        raise Unreadable(_MACROS)
    if holds("WordDocument"):
        return FileKind.DOC
    if holds("Workbook") or holds("Book"):
        raise Unsupported(_OTHER.format(what="bảng tính Excel"))
    if holds("PowerPoint Document"):
        raise Unsupported(_OTHER.format(what="tệp trình chiếu PowerPoint"))
    if holds("__properties_version1.0"):
        raise Unsupported(_OTHER.format(what="thư điện tử Outlook"))
    raise Unsupported(_OTHER.format(what="tệp Office đời cũ không phải Word"))
