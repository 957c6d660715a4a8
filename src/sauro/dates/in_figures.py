"""Months and quarters that are numbered in words ("tháng Tư năm 2026", "quý Hai"), set in figures before
times are looked for; and times by the lunar calendar ("23 tháng Chạp", "10/3 âm lịch"), hidden from those who
look: no rule of arithmetic makes a day of the other calendar of them.

Lengths stay, so that offsets do.
"""

from __future__ import annotations

import re

__all__ = ["LUNAR", "MAY_BE_LUNAR", "in_figures"]

_MONTHS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
_YEAR = r"(?:19|20)\d\d(?!\d)"
# "mỗi tháng hai lần", "sáu tháng ba đợt": numbers of what follows.
_COUNTS = (
    r"(?!\w|\s*(?:lần|buổi|cuộc|đợt|kỳ|lượt|phiên|ngày|giờ|tuần|tháng|qu[ýí]|vụ|năm(?!\s+(?:\d|nay|học|sau))"
    r"|bên|mẹ|vấn|pháp|nhân|liệu|thục|tưởng|mươi|trăm)(?!\w))"
)
_WORD = re.compile(
    rf"(?<!\w)(?:(?P<unit>tháng\s+)(?P<month>(?:mười\s+(?:một|hai)|một|hai|ba|tư|bốn|sáu|b[ảẩ]y|tám|chín|mười){_COUNTS}"
    rf"|năm(?=\s*(?:,?\s*năm\s*{_YEAR}|/\s*{_YEAR})))"
    rf"|(?P<unit2>qu[ýí]\s+)(?P<quarter>(?:một|hai|ba|tư|bốn){_COUNTS}))"
)
_DAY = r"(?:(?:ngày|mùng|mồng)\s+)*(?:\d{1,2}\s*)?"
_LUNAR_YEAR = rf"(?:\s*(?:,?\s*năm\s*|/\s*)(?:{_YEAR}|(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s+\w+))?"
LUNAR = (
    rf"(?:{_DAY}tháng\s+(?:giêng|chạp)(?!\w){_LUNAR_YEAR}(?:\s*\(?\s*âm\s+lịch\)?)?|rằm\s+(?:tháng\s+)?\w+|(?:mùng|mồng)\s+\w+(?:\s*(?:tháng\s*|/)\w+)?"
    rf"|{_DAY}(?:(?<=\d)\s*[/\-]\s*|tháng\s*)\w+(?:\s+(?:một|hai))?(?:\s*[/\-]\s*{_YEAR})?{_LUNAR_YEAR}\s*\(?\s*(?:theo\s+)?"
    rf"âm\s+lịch\)?{_LUNAR_YEAR})"
)
"""A time by the lunar calendar, in small letters."""
_LUNAR = re.compile(rf"(?<!\w){LUNAR}")
MAY_BE_LUNAR = ("giêng", "chạp", "âm lịch", "mùng", "mồng", "rằm")
"""One of these stands in every such time."""
_MAY_HOLD_MONTH = re.compile("tháng [mhbtscn]")
_MAY_HOLD_QUARTER = re.compile("qu[ýí] [mhbt]")
_HIDDEN = "¤"


def in_figures(text: str) -> str:
    """`text` (in small letters) with the months and quarters in figures and without lunar times; as long as
    before."""
    for word in MAY_BE_LUNAR:
        if word in text:
            text = _LUNAR.sub(lambda match: _HIDDEN * len(match.group()), text)
            break
    if _MAY_HOLD_MONTH.search(text) or _MAY_HOLD_QUARTER.search(text):
        return _WORD.sub(_in_figures, text)
    return text


def _in_figures(match: re.Match[str]) -> str:
    word = match["month"] or match["quarter"]
    number = _MONTHS[" ".join(word.split())]
    return (match["unit"] or match["unit2"]) + str(number).rjust(len(word))
