"""Time limits that an occasion sets whose day this text does not tell: the season of rain, Tết, a session of
the Council, a school year, a day of the lunar calendar ("hoàn thành trước mùa mưa, lũ", "xong trước kỳ họp
giữa năm", "trong năm học 2026 - 2027", "trước 23 tháng Chạp")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.dates.in_figures import LUNAR, MAY_BE_LUNAR
from sauro.text.normalise import lower_case

__all__ = ["OCCASION", "find_occasions"]

_FOUL = (
    r"(?:mưa|bão|lũ|lụt|úng|khô|nắng|nóng|hạn|cháy|hanh|lạnh|rét|đông|dông|lốc|sạt|thiên|áp|xâm|ngập)(?!\w)"
)
_SCHOOL = r"năm\s+học(?:\s+(?:mới|này|tới|20\d\d(?:\s*[-–/]\s*20\d\d)?))?(?!\w)"
_SESSION = r"kỳ\s+họp(?!\s+(?:trước|trong|vừa|(?:ngày|tháng)\s+\d))(?!\w)"
OCCASION = (
    rf"(?:mùa\s+{_FOUL}(?:\s*[,-]\s*{_FOUL})*|tết(?!\w)|{_SCHOOL}|(?:lễ\s+)?khai\s+giảng(?!\w)|tựu\s+trường(?!\w)"
    rf"|nghỉ\s+hè(?!\w)|{_SESSION}|{LUNAR})"
)
"""The name of an occasion, in small letters."""
_OCCASION = re.compile(rf"(?<!\w){OCCASION}")
_WORDS = ("mùa ", "tết", "năm học", "khai giảng", "tựu trường", "nghỉ hè", "kỳ họp", *MAY_BE_LUNAR)
_LASTING = ("năm học", *MAY_BE_LUNAR)
_TOWARDS = (
    r"(?:\s+(?:khi|bước|kết\s+thúc|vào|diễn\s+ra|đến|hết"
    r"|các|những|dịp|thời\s+điểm|ngày|đêm|lễ|mỗi|đầu|cuối))*"
)
_OPENING = re.compile(
    r"(?<!\w)(?:(?P<limit>(?:xong\s+)?trước|(?:ngay\s+)?sau|(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:trước|trong|vào))?)"
    rf"|(?P<within>(?:ngay\s+)?(?:trong|vào|nhân|hết|cuối|đầu|từ|đến)|kết\s+thúc)|(?P<at>tại)){_TOWARDS}\s+\Z"
)
# What more is said of the occasion; not what it is for.
_REST = re.compile(
    r"(?:\s+(?!(?:và|để|nhằm|do|theo|phải|hoàn|bảo\s+đảm|đảm\s+bảo|đạt|trở)(?!\w))[^\s;:.,()]+){0,10}?"
    r"(?=\s*(?:[;:.,()]|\Z|(?:và|để|nhằm)\s))"
)
_DONE = re.compile(r"hoàn\s+(?:thành|tất|thiện)|(?<!\w)(?:xong|trình)(?!\w)|ban\s+hành|phê\s+duyệt")
_REGULAR_SESSION = re.compile(
    r"kỳ\s+họp[^;:.,()]{0,40}(?:thường\s+lệ|giữa\s+năm|cuối\s+năm|chuyên\s+đề|gần\s+nhất)"
)
_CLOSED = re.compile(r"[\s.;]*\Z")
_REACH = 50
"""Characters in which the words that open an occasion stand before it."""


def find_occasions(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of such a limit stand in a text with single spaces, in order.

    "Trước", "sau" make a limit of the occasion where something is to be finished or the duty ends with it;
    "trong", "vào" where something is to be finished, or of a school year and a lunar day; "tại" of a regular
    session to which something is submitted.
    """
    lower = lower_case(text)
    for word in _WORDS:
        if word in lower:
            break
    else:
        return
    last = 0
    for name in _OCCASION.finditer(lower):
        opening = _OPENING.search(lower, max(last, name.start() - _REACH), name.start())
        rest = _REST.match(lower, name.end())
        if opening is None or rest is None:
            continue
        clause = max(lower.rfind(";", 0, opening.start()), lower.rfind(". ", 0, opening.start())) + 1
        asked = _DONE.search(lower, clause, name.start()) is not None
        closed = _CLOSED.match(lower, rest.end()) is not None
        if opening["limit"]:
            counts = asked or closed
        elif opening["at"]:
            counts = asked and _REGULAR_SESSION.match(lower, name.start()) is not None
        else:
            counts = asked or (closed and any(word in name.group() for word in _LASTING))
        if counts:
            last = rest.end()
            yield opening.start(), rest.end()
