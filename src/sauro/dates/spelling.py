"""The words of time that scanners most often misread, set right before rhythms are looked for.

Only these words, and only where the words beside them leave no doubt: "hãng năm" and "hang nầm" are "hằng
năm", but "định ký" may be a decision that somebody signed. Lengths stay, so that offsets do.
"""

from __future__ import annotations

import re

__all__ = ["ONGOING_WORDS", "respelt"]

ONGOING_WORDS = r"th[ưu][ờớởo]ng\s*xu[yỳ][êeềếểễ]n"
"""“Thường xuyên” with the accents that scanners make of it."""

_A = "aàáảãạăằắẳẵặâầấẩẫậ"
_EVERY = re.compile(
    rf"(?<!\w)(?P<every>h[{_A}]ng)(?P<gap>\s+)(?P<unit>ng[{_A}]y|tu[{_A}]n|th[{_A}]ng|qu[yýỳỷỹỵíì]|n[{_A}]m)(?!\w)"
)
_PROPER = re.compile(r"h[ằà]ng\s+(?:ngày|tuần|tuân|tháng|qu[ýí]|năm)")
_UNITS = {"ng": "ngày", "tu": "tuần", "th": "tháng", "qu": "quý", "n": "năm"}
# "thẩm định kỹ", "quyết định ký": other words that look alike.
_REGULAR = re.compile(
    r"(?<!\w)(?<!quyết )(?<!quy )(?<!giám )(?<!kiểm )(?<!thẩm )(?<!xác )(?<!nhất )(?<!nghị )(?<!chỉ )(?<!ấn )"
    r"[đd][ịiíìỉĩ]nh(?P<gap>\s+)k(?:[ỹỷỵìy]|ỳ)(?!\w|\s+(?:thuật|năng|lưỡng|sư|càng|hơn))"
)
_MAY_NEED = re.compile(
    rf"h(?![ằà]ng)[{_A}]ng\s+[tqn]|h[ằà]ng\s+(?!ngày|tuần|tuân|tháng|qu[ýí]|năm)[tqn]|nh\s+k[ỹỷỵì]|dịnh\s+k|[đd][iíìỉĩ]nh\s+k"
)


def respelt(text: str) -> str:
    """`text` (in lower case) with misread rhythm words in their proper spelling; as long as before."""
    if not _MAY_NEED.search(text):
        return text
    return _REGULAR.sub(r"định\g<gap>kỳ", _EVERY.sub(_every, text))


def _every(match: re.Match[str]) -> str:
    if _PROPER.fullmatch(match.group()):
        return match.group()
    unit = match["unit"]
    head = next(start for start in ("ng", "tu", "th", "qu", "n") if unit.startswith(start))
    every = match["every"] if match["every"] in ("hằng", "hàng") else "hằng"
    return every + match["gap"] + _UNITS[head]
