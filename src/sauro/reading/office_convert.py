"""Turns files of older and other office programs into those of ECMA-376 with LibreOffice, where it is
installed."""

from __future__ import annotations

from sauro.errors import Unreadable, Unsupported
from sauro.libre_office import Ended, libre_office, remove_leftovers, run_libre_office
from sauro.reading.limits import DEFAULT_LIMITS, Limits

__all__ = ["CONVERTED", "convert", "libre_office", "remove_leftovers"]

_MISSING = (
    "Máy này chưa cài LibreOffice nên không đọc được tệp {suffix}; "
    "hãy cài gói libreoffice-{part} hoặc lưu tệp thành .{target}."
)
_FAILED = (
    "LibreOffice không mở được tệp {suffix} (tệp hỏng hoặc có mật khẩu); "
    "hãy lưu tệp thành .{target} rồi thử lại."
)
_SLOW = "LibreOffice chuyển tệp {suffix} quá lâu nên đã dừng; hãy lưu tệp thành .{target} rồi thử lại."
_WORDS, _SHEETS, _SLIDES = (
    ("writer", "docx", "docx:MS Word 2007 XML"),
    ("calc", "xlsx", "xlsx:Calc MS Excel 2007 XML"),
    ("impress", "pptx", "pptx:Impress MS PowerPoint 2007 XML"),
)
CONVERTED = {
    ".doc": _WORDS, ".odt": _WORDS, ".rtf": _WORDS,
    ".xls": _SHEETS, ".ods": _SHEETS,
    ".ppt": _SLIDES,
}  # fmt: skip
"""For each ending that part of LibreOffice which opens it, the ending that it gets, and LibreOffice's name
for that format."""


def convert(data: bytes, suffix: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The file `data` (of the kind `suffix`, one of `CONVERTED`) as .docx, .xlsx or .pptx.

    Raises Unsupported where LibreOffice is not installed, Unreadable where it fails or takes too long.
    """
    part, target, wanted = CONVERTED[suffix]
    names = {"suffix": suffix, "part": part, "target": target}
    made = run_libre_office(data, suffix, wanted, seconds=limits.conversion_seconds)
    if made.ended is Ended.MISSING:
        raise Unsupported(_MISSING.format(**names))
    if made.ended is Ended.SLOW:
        raise Unreadable(_SLOW.format(**names))
    if made.ended is Ended.FAILED:
        raise Unreadable(_FAILED.format(**names))
    return made.data
