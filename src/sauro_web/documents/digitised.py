"""Whether a file of a document is what it should be: a copy of paper that meets NĐ 30/2020, Phụ lục I, Phần
II; an original with a signature that holds. What could not be measured is said so, never taken for met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sauro.reading.signature import Holder, Integrity, Trust

if TYPE_CHECKING:
    from sauro_web.documents.models import DocumentFile, FileSignature

__all__ = ["Condition", "all_met", "conditions_of", "is_signed"]

_LEAST_VERSION = (1, 4)
_LEAST_DPI = 200
_HOLD = (Integrity.WHOLE, Integrity.EARLIER, Integrity.ADDED_TO)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the decree asks; `met` is None where it could not be checked."""

    name: str
    met: bool | None
    found: str

    @property
    def chip(self) -> str:
        """The kind of the chip beside it."""
        return {True: "done", False: "late", None: "doubt"}[self.met]

    @property
    def said(self) -> str:
        """What stands on the chip."""
        return {True: "đạt", False: "chưa đạt", None: "chưa kiểm tra được"}[self.met]


def conditions_of(file: DocumentFile, signatures: Sequence[FileSignature]) -> tuple[Condition, ...]:
    """What is asked of a digitised copy, in the order of the decree."""
    return (
        _version(file),
        _fineness(file),
        _by_pictures(file, "Ảnh màu", file.is_colour, "mọi trang là ảnh màu", "có trang không phải ảnh màu"),
        _by_pictures(
            file, "Tỷ lệ 1:1", file.is_true_size, "khổ giấy thông dụng", "khổ trang không phải khổ giấy gốc"
        ),
        Condition("Hình thức sao", bool(file.copy_form), file.get_copy_form_display()),
        _agency(signatures),
    )


def all_met(conditions: Iterable[Condition]) -> bool | None:
    """False where one is not met, None where one is unknown."""
    met = [one.met for one in conditions]
    if False in met:
        return False
    return None if None in met else True


def is_signed(signatures: Sequence[FileSignature]) -> bool:
    """Whether a file is covered as it is by signatures that all hold, none of whose certificates the office
    has found not to be one that it trusts."""
    held = all(one.integrity in _HOLD and one.trust != Trust.NOT_TRUSTED for one in signatures)
    return held and any(one.integrity == Integrity.WHOLE for one in signatures)


def _version(file: DocumentFile) -> Condition:
    name = "Định dạng PDF 1.4 trở lên"
    if file.version_major is None or file.version_minor is None:
        return Condition(name, None, file.fault)
    found = (file.version_major, file.version_minor)
    return Condition(name, found >= _LEAST_VERSION, f"PDF {found[0]}.{found[1]}")


def _fineness(file: DocumentFile) -> Condition:
    name = f"Độ phân giải từ {_LEAST_DPI} dpi"
    if file.least_dpi is None:
        return Condition(name, None, _without_pictures(file))
    found = f"thấp nhất {file.least_dpi} dpi"
    if file.least_dpi < _LEAST_DPI:
        return Condition(name, False, found)
    return Condition(name, None if _some_are_text(file) else True, _with_text(file, found))


def _by_pictures(file: DocumentFile, name: str, met: bool | None, good: str, bad: str) -> Condition:
    if met is None:
        return Condition(name, None, _without_pictures(file))
    if not met:
        return Condition(name, False, bad)
    return Condition(name, None if _some_are_text(file) else True, _with_text(file, good))


def _some_are_text(file: DocumentFile) -> bool:
    return (file.scanned_pages or 0) < (file.pages or 0)


def _with_text(file: DocumentFile, found: str) -> str:
    if not _some_are_text(file):
        return found
    text = (file.pages or 0) - (file.scanned_pages or 0)
    return f"{found}; {text} trang không phải ảnh quét nên không đo được"


def _without_pictures(file: DocumentFile) -> str:
    if file.fault:
        return file.fault
    return "tệp không có trang nào là ảnh quét" if not file.scanned_pages else "tệp không ghi rõ"


def _agency(signatures: Sequence[FileSignature]) -> Condition:
    name = "Chữ ký số của cơ quan"
    if not signatures:
        return Condition(name, False, "tệp không có chữ ký số")
    if not is_signed(signatures):
        return Condition(name, False, "chữ ký số không còn nguyên vẹn hoặc không tin cậy")
    if any(one.holder == Holder.AGENCY for one in signatures):
        return Condition(name, True, "có")
    if any(one.holder == Holder.UNKNOWN for one in signatures):
        return Condition(name, None, "chưa rõ chứng thư là của cơ quan hay của cá nhân")
    return Condition(name, False, "chỉ có chữ ký của cá nhân")
