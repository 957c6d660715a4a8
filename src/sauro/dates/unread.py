"""Words that are meant as a time limit though none could be read: "xong trước ngày 15 tháng này", "hoàn thành
trong tuần tới", "trong tháng đầu năm"; and days of a year that was over when the plan was signed ("… trước
ngày 20/02/2020")."""

from __future__ import annotations

import re

from sauro.dates.finding import clause_bounds
from sauro.dates.rhythm import LIMIT
from sauro.dates.wording import close_raw
from sauro.dates.written import Grain, find_times

__all__ = ["find_past_limit", "find_unread_limit"]

_MEANT = re.compile(
    r"(?:hoàn\s+(?:thành|tất)|(?<!\w)xong)(?:\s+[^\s;:.,()]+){0,8}?\s+"
    rf"(?P<words>(?:{LIMIT}\s+(?:ngày|tuần|tháng|qu[ýí]|năm|đợt|dịp|lễ|mùa|vụ)|(?:trong|vào)\s+(?:\d+\s+|kỳ\s+nghỉ\s+)?(?:tuần|tháng|qu[ýí]|hè))(?!\w)"
    r"(?:\s+[^\s;:.,()]+){0,10})",
    re.IGNORECASE,
)
# "cấp thẻ ngay trong tháng đầu năm": of which year, and to which day, is not told.
_PART_OF_SOME_YEAR = re.compile(
    r"(?<!\w)(?P<words>(?:ngay\s+)?(?:trong|vào|từ)\s+(?:(?:những|các)\s+)?(?:ngày|tuần|tháng|qu[ýí])\s+(?:đầu|cuối)"
    r"(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?năm)\s*(?:[;.,]|\Z)",
    re.IGNORECASE,
)
_PARTS = ("ầu năm", "uối năm", "ủa năm")
_YEAR = re.compile(r"20\d\d")
_PAST = re.compile(rf"(?<!\w)(?P<limit>{LIMIT})\s+(?=(?:ngày\s*)?\d)", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[;.]\s*)?\Z")
# What was so before a day: "đất được giao trước ngày 15/10/2020", "hồ sơ trước ngày …".
_TOLD = re.compile(
    r"(?<!\w)(?:đã|được|bị|phát\s+sinh|tồn\s+(?:tại|đọng)|hồ\s+sơ|văn\s+bản|tài\s+liệu|dự\s+án|công\s+trình|đất|nhà|hộ|người|vụ"
    r"|trường\s+hợp|đối\s+tượng|cấp|sinh|tuyển|ký|ban\s+hành|có\s+hiệu\s+lực|nghỉ|hoạt\s+động|số\s+liệu|nợ|khóa|giao)(?!\w)",
    re.IGNORECASE,
)
_DONE = ("hoàn t", "Hoàn t", "xong", "Xong")
_YEARS_BACK = 10


def find_unread_limit(text: str) -> tuple[int, int] | None:
    """Where the words stand by which something is to be finished, in a text of which no limit was read."""
    match = _MEANT.search(text) if any(word in text for word in _DONE) else None
    if match is None and any(word in text for word in _PARTS):
        match = _PART_OF_SOME_YEAR.search(text)
    if match is None:
        return None
    start = match.start("words")
    return start, start + len(close_raw(match["words"]))


def find_past_limit(text: str, year: int) -> tuple[int, int] | None:
    """Where a day closes the text by which something should be done in a year before `year`, the plan's."""
    if not any(year - _YEARS_BACK <= int(named) < year for named in _YEAR.findall(text)):
        return None
    for opening in _PAST.finditer(text):
        times = find_times(text[opening.end() :])
        day = times[0] if times else None
        if day is None or day.start > 0 or day.grain is not Grain.DAY or day.year is None:
            continue
        end = opening.end() + day.end
        before = text[clause_bounds(text, opening.start())[0] : opening.start()]
        if year - _YEARS_BACK <= day.year < year and _CLOSED.match(text, end) and not _TOLD.search(before):
            return opening.start(), end
    return None
