"""The kind of a document and its subject (trích yếu), in cells of their own or in one."""

from __future__ import annotations

import re
from functools import lru_cache

from sauro.doctypes.kinds import KINDS, kind_named, kinds_abbreviated
from sauro.text.compare import plain

__all__ = ["read_kind", "split_subject"]

_NAMES = tuple(sorted({(plain(kind.name), kind.name) for kind in KINDS}, key=lambda pair: -len(pair[0])))
_BY_KEY = dict(_NAMES)
_ANY_NAME = re.compile(rf"(?:{'|'.join(re.escape(key) for key, _ in _NAMES if ' ' in key)})(?!\w)")
"""Names of one syllable ("Luật", "Lệnh") begin other words, too."""
_LETTER = "Công văn"
_OTHER_NAMES = {
    "thu moi": "Giấy mời", "giay moi hop": "Giấy mời", "van ban hanh chinh": "", "van ban khac": "",
    "khac": "", "cong van hanh chinh": _LETTER, "cv": _LETTER, "qd": "Quyết định", "cd": "Công điện",
    "ban sao": "Sao y", "sao y ban chinh": "Sao y",
}  # fmt: skip
_BEFORE_SUBJECT = re.compile(r"\s*(?:[:,.\-–—]\s*)?(?:\(?\s*v\s*/\s*v\s*\)?\s*[:.]?\s*)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_ABBREVIATED = re.compile(r"([A-ZĐ][A-Za-zĐđ]{1,4})\s*(?=v\s*/\s*v|:|về\s)", re.IGNORECASE)


@lru_cache(maxsize=2048)
def read_kind(text: str) -> str | None:
    """The name of the kind that a cell says, "" where the cell says none, None where it says something that
    is no kind."""
    bare = _IN_BRACKETS.sub(" ", text).strip(" .,:;-")
    if not bare:
        return ""
    named = kind_named(bare)
    if named is not None:
        return named.name
    known = kinds_abbreviated(bare) or kinds_abbreviated(bare, party=True)
    if known:
        return known[0].name
    key = " ".join(plain(bare).split())
    if key in _BY_KEY:
        return _BY_KEY[key]
    if key in _OTHER_NAMES:
        return _OTHER_NAMES[key]
    return next((name for folded, name in _NAMES if key.startswith(f"{folded} ")), None)


def split_subject(text: str, shown: str) -> tuple[str, str]:
    """The kind and the subject of a text that may begin with the kind; `shown` is the kind that the symbol
    shows. What the symbol contradicts is no kind: a letter may ask for a report ("V/v báo cáo …")."""
    kind, rest = _leading_kind(text)
    if kind and (not shown or shown == kind):
        subject = _BEFORE_SUBJECT.sub("", text[rest:], count=1).strip()
        return kind, subject or text
    return shown, _BEFORE_SUBJECT.sub("", text, count=1).strip() or text


def _leading_kind(text: str) -> tuple[str, int]:
    folded = plain(text)
    begins = _ANY_NAME.match(folded)
    if begins:
        return _BY_KEY[begins[0]], begins.end()
    match = _ABBREVIATED.match(text)
    if match:
        known = kinds_abbreviated(match[1])
        if known or match[1].upper() == "CV":
            return (known[0].name if known else _LETTER), match.end()
    return "", 0
