"""Whether an uploaded file can be read as a spreadsheet at all, and what it is where it cannot."""

from __future__ import annotations

import zipfile
from typing import IO

__all__ = ["LARGEST_FILE", "LARGEST_UNPACKED", "unfit"]

LARGEST_FILE = 5_000_000
LARGEST_UNPACKED = 100_000_000

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the Office of before 2007 begin, and those of today behind a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_NONE = "Đây không phải tệp Excel dạng .xlsx."
_HOW = "hãy mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”, rồi gửi tệp mới."
_OTHERS = (
    ("xl/workbook.bin", f"Tệp Excel dạng .xlsb; {_HOW}"),
    ("word/document.xml", "Đây là tệp Word; hãy gửi tệp Excel theo mẫu."),
    ("ppt/presentation.xml", "Đây là tệp trình chiếu; hãy gửi tệp Excel theo mẫu."),
)


def unfit(file: IO[bytes]) -> str | None:
    """Why the file cannot be read, in a sentence that says what to do; None where it can."""
    file.seek(0, 2)
    if file.tell() > LARGEST_FILE:
        return "Tệp lớn hơn 5 MB; hãy chia thành nhiều tệp."
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            return _unfit_inside(packed)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return _what_else(file)


def _unfit_inside(packed: zipfile.ZipFile) -> str | None:
    if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
        return "Tệp giải nén ra quá lớn, không đọc."
    names = packed.namelist()
    if any("vbaProject" in name for name in names):
        return "Tệp có chứa mã lệnh (macro); hãy lưu lại dạng .xlsx không có macro."
    if "mimetype" in names and b"opendocument" in packed.read("mimetype"):
        return f"Tệp dạng OpenDocument (.ods); {_HOW}"
    return next((sentence for name, sentence in _OTHERS if name in names), None)


def _what_else(file: IO[bytes]) -> str:
    file.seek(0)
    content = file.read()
    if content.startswith(_OLD):
        if _LOCKED in content:
            return "Tệp được bảo vệ bằng mật khẩu; hãy mở bằng Excel, bỏ mật khẩu mở tệp, lưu rồi gửi lại."
        return f"Tệp Excel kiểu cũ (.xls); {_HOW}"
    return f"Tệp dạng văn bản (.csv); {_HOW}" if _is_table_of_text(content) else _NONE


def _is_table_of_text(content: bytes) -> bool:
    """Rows of text with marks between the fields; not a page of the web."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # "Unicode text" of Excel.
    first = content.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    is_text = bool(first.strip()) and not first.lstrip().startswith((b"<", b"%PDF", b"PK", b"{"))
    return is_text and b"\0" not in content and any(mark in first for mark in (b",", b";", b"\t"))
