"""Rows of classified documents in a register: of these nothing may be kept but a count.

Luật Bảo vệ bí mật nhà nước; NĐ 30/2020, Điều 15 and 16: classified documents have registers of their own. A
subject may be secret itself, so no field of such a row is read. A row whose column of secrecy says no known
word is left out, too, until somebody has looked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from sauro.text.compare import plain
from sauro.text.normalise import normalise

__all__ = ["Secrecy", "bears_mark", "bears_stamp", "names_secret_register", "secrecy_of"]


class Secrecy(Enum):
    """What a cell of the column of secrecy says."""

    NONE = 0
    SECRET = 1
    DOUBTFUL = 2


_NONE = frozenset(
    [
        "thuong",
        "binh thuong",
        "khong",
        "khong mat",
        "thong thuong",
        "0",
        "khong co",
        "none",
        "no",
        "khong do mat",
        "van ban thuong",
        "vb thuong",
        "khong bao mat",
        "cong khai",
        "false",
        "n/a",
        "thuong quy",
        "khong co do mat",
        "loai thuong",
        "normal",
        "null",
        "x0",
        "de trong",
        "hanh chinh",
    ]
)
_OF_URGENCY = frozenset(
    [
        "khan",
        "thuong khan",
        "hoa toc",
        "hoa toc hen gio",
        "hoa toc hen h",
        "khan cap",
        "quan trong",
        "cao",
        "trung binh",
        "thap",
        "uu tien",
        "khong khan",
        "rat khan",
    ]
)
_SECRET = re.compile(r"\bmat\b|\b(?:tuyet|toi)mat\b|^(?:m|tm|ttm|tom|c|b|a|x|co|yes|true|thu hoi)$")
_NOT_SECRET = re.compile(r"\bkhong\s+mat\b")
_PARTS = re.compile(r"[/,;|\n+]|\s-\s")
_EDGES = " .,:;-–—()[]*\"'“”"

_LEVEL = r"(?:tuyệt\s*|tối\s*)?mật"
_STAMP = re.compile(
    rf"(?:(?:văn\s+bản|tài\s+liệu|công\s+văn|vb|cv|hồ\s+sơ|độ|dấu|mức(?:\s+độ)?)\s*:?\s*)?(?:(?:độ|dấu)\s*:?\s*)?{_LEVEL}"
    rf"(?:\s*[-–/,+]\s*(?:hỏa\s+tốc|hoả\s+tốc|thượng\s+khẩn|khẩn))?"
    rf"|(?:hỏa\s+tốc|hoả\s+tốc|thượng\s+khẩn|khẩn)\s*[-–/,+]\s*{_LEVEL}|tài\s+liệu\s+thu\s+hồi"
)
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?:(?:văn\s+bản|tài\s+liệu|độ|dấu)\s*:?\s*)?{_LEVEL}\s*[)\]]")
_IN_REFERENCE = re.compile(r"\d\s*[/-]\s*\S*\s*[(\[-]\s*(?:M|TM|TTM|ToM|TuM)\s*[)\]]?\s*$")
_LEADING = re.compile(
    rf"\W*(?:{_LEVEL}(?:\s*[:.]|\s+[-–—]|[-–—]\s)"  # "Mật - Phương án", "Tối mật: kế hoạch"
    r"|(?:tuyệt|tối)\s+mật(?!\w))"  # which begin nothing else
)
_CAPITALS = re.compile(r"(?:^|[\n:.;]\s*|\s[-–]\s)(?:TUYỆT |TỐI )?MẬT(?=\s*(?:$|[\n.;]|[-–]\s))")
_REGISTER = re.compile(
    r"(?<!trừ )(?<!không )(?<!gồm )(?<!kể )(?<!có )"
    r"\b(?:(?:văn bản|tài liệu|công văn|sổ|vb|cv)(?: (?:đi|đến))? (?:tuyệt |tối )?mật|bí mật nhà nước)\b"
)
_WORDS = ("mật", "thu hồi")
_OF_TYPED = r"(?:(?:tuyệt|tối)\s+)?mật"
_TYPED = re.compile(
    rf"^\W*{_OF_TYPED}\W*$"  # the text is the mark
    rf"|\b(?:độ mật|dấu chỉ độ mật|mức độ mật)\s*:?\s*{_OF_TYPED}\b"
    rf"|\b(?:văn bản|công văn|tài liệu)\s+(?:độ\s+)?{_OF_TYPED}\s+(?:số|về)\b",
    re.IGNORECASE,
)
# Words of which the syllable is the second or the first half: bảo mật, ong mật, mật mã.
_BEFORE = ("BẢO", "BÍ", "ONG", "CẨN", "THÂN", "CƠ", "ĐƯỜNG", "TÚI", "SỎI", "SUỐI", "LẤY", "NUÔI")
_BEHIND = "ONG|MÃ|ĐỘ|THIẾT|KHẨU|MÍA|GẤU|NGỮ"
_NO_WORD = "".join(f"(?<!{word} )" for word in _BEFORE)
_TYPED_CAPITALS = re.compile(
    rf"(?:^|[\s:;,.(\[–-])(?:(?:TUYỆT|TỐI) MẬT|{_NO_WORD}MẬT(?! (?:{_BEHIND})(?!\w)))(?=$|[\s:;,.)\]–-])"
)
_ALL_CAPITALS = re.compile(r"(?<!\w)(?<!ĐỘ )(?:TUYỆT|TỐI) MẬT(?!\w)")
_OF_SECRETS = "BÍ MẬT NHÀ NƯỚC"
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))


@lru_cache(maxsize=1024)
def secrecy_of(text: str, *, with_urgency: bool = False) -> Secrecy:
    """What a cell of a column of secrecy says; `with_urgency`: the column holds the urgency, too."""
    folded = " ".join(plain(normalise(text).text).split()).strip(_EDGES)
    if not folded or folded in _NONE:
        return Secrecy.NONE
    if _SECRET.search(_NOT_SECRET.sub("", folded)):
        return Secrecy.SECRET
    known = _NONE | _OF_URGENCY
    if with_urgency and all(
        part.strip(_EDGES) in known or not part.strip(_EDGES) for part in _PARTS.split(folded)
    ):
        return Secrecy.NONE
    return Secrecy.DOUBTFUL


def bears_stamp(cells: Sequence[object]) -> bool:
    """Whether any cell of a row is the mark of a classified document, begins with one, or ends with one in
    brackets."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    whole = "\n".join(texts)
    normal = whole if whole.isascii() else normalise(whole).text
    lower = normal.lower()
    if any(word in lower for word in _WORDS) and _any_mark(texts):
        return True
    return ("M)" in whole or "M]" in whole) and any(map(_IN_REFERENCE.search, texts))


def bears_mark(text: str) -> bool:
    """Whether a text that somebody typed bears a mark of secrecy: what is one in a cell, the level at its
    beginning or behind a name for it, a word in capitals among small ones, the two upper levels in a text of
    capitals. "Bảo vệ bí mật nhà nước", "trừ văn bản mật" in a sentence, "BẢO MẬT", "ONG MẬT" are none."""
    said = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    line = " ".join(said.split())
    return _TYPED.search(line) is not None or _shown_by_capitals(line) or bears_stamp((said,))


def _shown_by_capitals(line: str) -> bool:
    if not line.isupper():
        return _TYPED_CAPITALS.search(line) is not None
    return _OF_SECRETS not in line and _ALL_CAPITALS.search(line) is not None


def _any_mark(texts: Sequence[str]) -> bool:
    for text in texts:
        normal = normalise(text).text.strip()
        lower = normal.lower()
        if _STAMP.fullmatch(lower.strip(_EDGES)) or _LEADING.match(lower):
            return True
        if _IN_BRACKETS.search(lower) or _CAPITALS.search(normal):
            return True
    return False


def names_secret_register(title: str) -> bool:
    """Whether a title or the name of a sheet is that of a register of classified documents."""
    return _REGISTER.search(" ".join(normalise(title).text.lower().split())) is not None
