"""State secrets are never typed into the calendar: a mark in a text is refused before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable

from sauro.registers.secrecy import bears_mark
from sauro_web.common.errors import NotReady

__all__ = ["refuse_marks"]

_REFUSED = (
    "Nội dung mang dấu chỉ độ mật nên không được đưa vào hệ thống; hãy xử lý theo quy định về bảo vệ bí mật "
    "nhà nước."
)


def refuse_marks(texts: Iterable[str]) -> None:
    """Raises NotReady where one of the typed texts bears a mark of secrecy, as for a file that does."""
    if any(map(bears_mark, texts)):
        raise NotReady(_REFUSED)
