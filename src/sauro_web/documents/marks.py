"""State secrets are never typed into a register: a mark in a field is refused before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable

from sauro.registers.secrecy import bears_mark
from sauro_web.common.errors import NotReady

__all__ = ["refuse_marks"]

_REFUSED = (
    "Văn bản có dấu chỉ độ mật không được ghi vào sổ này, kể cả trích yếu; hãy vào sổ văn bản mật theo quy "
    "định về bảo vệ bí mật nhà nước. Ở đây chỉ ghi số lượng theo tháng."
)


def refuse_marks(texts: Iterable[str]) -> None:
    """Raises NotReady where one of the typed texts bears a mark of secrecy (`sauro.registers.secrecy`)."""
    if any(map(bears_mark, filter(None, texts))):
        raise NotReady(_REFUSED)
