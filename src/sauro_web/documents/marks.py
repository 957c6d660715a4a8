"""State secrets are never typed into a register: a mark in a field is refused before anything is stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sauro_web.common.errors import NotReady

__all__ = ["refuse_marks"]

_LEVEL = r"(?:(?:tuyệt|tối)\s+)?mật"
_MARK = re.compile(
    rf"^\W*{_LEVEL}\W*$"  # the field is the mark
    rf"|[\[(]\s*{_LEVEL}\s*[\])]"  # "(MẬT)"
    rf"|\b(?:độ mật|dấu chỉ độ mật|mức độ mật)\s*:?\s*{_LEVEL}\b"
    rf"|\b(?:văn bản|công văn|tài liệu)\s+(?:độ\s+)?{_LEVEL}\s+(?:số|về)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?:^|[\s:;,.(\[–-])(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?=$|[\s:;,.)\]–-])")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
_REFUSED = (
    "Văn bản có dấu chỉ độ mật không được ghi vào sổ này, kể cả trích yếu; hãy vào sổ văn bản mật theo quy "
    "định về bảo vệ bí mật nhà nước. Ở đây chỉ ghi số lượng theo tháng."
)


def refuse_marks(texts: Iterable[str]) -> None:
    """Raises NotReady where one of the typed texts bears a mark of secrecy. "Bảo vệ bí mật nhà nước", "trừ
    văn bản mật" in a sentence are none; a word in capitals among small ones is."""
    for text in texts:
        said = unicodedata.normalize("NFC", text).translate(_UNSEEN)
        if _MARK.search(said) or (not said.isupper() and _CAPITALS.search(said)):
            raise NotReady(_REFUSED)
