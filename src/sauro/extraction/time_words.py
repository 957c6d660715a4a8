"""The words by which a duty's time is known: labels aside, what begins, fills or closes a stretch that tells
when.

What the time is, is read by `sauro.dates`; here it is only found.
"""

from __future__ import annotations

import re

from sauro.extraction.unit_words import begins_name
from sauro.folio.passage import Passage
from sauro.text.patterns import either

__all__ = [
    "begins_time_behind_name",
    "begins_with_time",
    "ends_with_rhythm",
    "is_time_heading",
    "is_time_only",
    "opening_time",
    "sets_no_time",
]

_TIME_ONLY = re.compile(
    r"(?:Hoàn thành|Xong|Thực hiện)\s+(?:xong\s+)?"
    r"(?:trước|trong|chậm nhất|vào|từ|đến|quý|tháng|năm|thường xuyên|hằng|hàng|định kỳ)\b"
    r"(?:\s+(?:ngày|tháng|quý|năm|đến|từ|và|các|tiếp|theo|hết|cuối|đầu|giữa|[IVX]+|[\d/.,\-–]+)){0,14}"
    r"[\s.;]*$",
    re.IGNORECASE,
)
_RHYTHM_AT_END = re.compile(r"(?:lần|tháng|quý|năm|định kỳ|kỳ|[IV]+)\s*$", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:[Qq]uý|[Tt]háng|[Tt]rước|[Nn]ăm|[Hh]oàn thành|[Cc]hậm nhất|[Xx]ong|[Tt]rong|[Hh]ằng|[Hh]àng"
    r"|[Tt]hường xuyên)\b"
)
_PERIOD = "Giai đoạn|Năm|Quý|Tháng|Từ|Đến|Trước|Trong|Đợt"
_HEADING = re.compile(rf"(?:{_PERIOD}|Thời gian)\b.*\d")
_OPENING = re.compile(
    rf"(?:{_PERIOD}|Ngày|Tuần|Hằng|Hàng|Định kỳ|Chậm nhất)\s[^:;.]{{0,70}}?\d[^:;.]{{0,30}}:"
)
# "Kịp thời, theo yêu cầu của cấp trên", "01 ngày/hội nghị": nobody meant to set a time.
_AS_TOLD = (
    r"(?:theo|đúng)\s+(?:đúng\s+)?(?:(?:thời gian|thời hạn|tiến độ|hạn)\s+)?(?:được\s+)?(?:theo\s+)?"
    r"(?:quy định|yêu cầu|chỉ đạo|hướng dẫn|giao|phân công)"
    r"(?:\s+(?:của|tại|về|ở|thực tế|hiện hành|chung|pháp luật|nhiệm vụ|công việc|đề ra)"
    r"(?:\s+[^\W\d]+){0,10})?"
)
# "Theo quy định của Bộ Xây dựng": the time is set, though elsewhere.
_AS_AN_OFFICE_RULES = re.compile(
    r"(?:[Tt]heo|đúng)\s[^.;]{0,40}?(?:quy định|hướng dẫn|kế hoạch)\s+của\s+(?=[A-ZĐỦ])"
)
_SOON = either("""
    khẩn trương; kịp thời; nhanh chóng; chủ động; linh hoạt; sớm(?: nhất)?; ngay(?: lập tức)?;
    không(?: (?:có|quy định|ghi|giới hạn))?; (?:bảo đảm|đảm bảo) (?:thời gian|thời hạn|tiến độ)
""")
_HOW_LONG = r"\d+(?:[.,/]\d+)?\s*(?:(?:ngày|buổi|giờ)\s*/\s*\w+(?:\s\w+){0,3}|buổi|phút|tiết)"
_NO_TIME = re.compile(
    r"[\W_]*(?:(?:(?:thực hiện|triển khai|hoàn thành|xử lý|giải quyết|báo cáo)\s+)?(?:một cách\s+)?(?:và\s+)?"
    rf"(?:{_SOON}|{_AS_TOLD}|{_HOW_LONG})(?!\w)[\W_]*)*",
    re.IGNORECASE,
)
# "Sở Tài chính chậm nhất ngày 15", "UBND tỉnh mỗi năm hai lần", "Sở Y tế 6 tháng đầu năm"
_WHEN = either(r"""
    chậm nhất; muộn nhất; không muộn hơn; trước(?! mắt); vào(?! cuộc); mỗi (?:năm|quý|tháng|tuần); định kỳ;
    (?:hằng|(?<!Ngân )hàng) (?:năm|quý|tháng|tuần|ngày); sau khi; sau ngày;
    trong (?:ngày|tháng|quý|năm|vòng|thời); tại (?:phiên|cuộc|kỳ|hội nghị); cuối (?:năm|quý|tháng|mỗi);
    0?\d+ (?:tháng|lần|năm); quý (?:[IV]+|\d); quý,; ngày \d; kết quả; tình hình; kèm theo; bằng văn bản;
    hoặc$
""")
_BEHIND_NAME = re.compile(rf",?\s+(?:{_WHEN})(?!\w)")
_LONGEST_RHYTHM = 12
"""Characters in which a rhythm at the end of a text shows."""
_LONGEST_NO_TIME = 100
"""Characters of the longest wording that sets no time."""


def is_time_only(text: str) -> bool:
    """Whether a line says nothing but when ("- Hoàn thành trước ngày 15/4/2026.")."""
    return _TIME_ONLY.match(text) is not None


def begins_with_time(text: str) -> bool:
    """Whether words in a bracket tell when ("(Sở Y tế chủ trì; Quý III/2026)")."""
    return _BEGINS.match(text) is not None


def begins_time_behind_name(text: str) -> int:
    """Where the words that tell when begin behind a name ("UBND tỉnh mỗi năm hai lần"); its length where none
    do."""
    match = _BEHIND_NAME.search(text)
    return match.start() if match else len(text)


def ends_with_rhythm(text: str, end: int) -> bool:
    """Whether a rhythm stands before `end`: a bracket behind it dates the rhythm ("… và hằng năm (trước ngày
    05/12)")."""
    return _RHYTHM_AT_END.search(text, max(0, end - _LONGEST_RHYTHM), end) is not None


def sets_no_time(text: str) -> bool:
    """Whether the words in the place of a time limit set none: nothing at all, "kịp thời", "theo quy định",
    how long a meeting lasts. What an office that is named has ruled sets one."""
    if len(text) > _LONGEST_NO_TIME or _NO_TIME.fullmatch(text) is None:
        return False
    ruled = _AS_AN_OFFICE_RULES.search(text)
    return ruled is None or not begins_name(text, ruled.end())


def is_time_heading(text: str) -> bool:
    """Whether a heading names a time ("1. Giai đoạn 2026 - 2027: Mở rộng")."""
    return _HEADING.match(text) is not None


def opening_time(passage: Passage) -> Passage | None:
    """The time that opens a duty ("Tháng 6/2026: Văn phòng hoàn thành …"), without its colon."""
    match = _OPENING.match(passage.text) if ":" in passage.text else None
    return passage.part(0, match.end() - 1) if match else None
