"""How long a meeting of a kind may last: "Hội nghị quán triệt không quá 1/2 ngày; hội nghị chuyên môn …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sauro.text.numbers import Comparator, Quantity, find_quantities

__all__ = ["FoundLimit", "find_meeting_limits"]


@dataclass(frozen=True, slots=True)
class FoundLimit:
    """The longest that a meeting of this `kind` may last, in days (half a day: 0.5; a session, "buổi", is
    half a day). `quote` is the text from `start` to `end` with single blanks."""

    kind: str
    max_days: float
    quote: str
    start: int
    end: int


_DAYS = {"ngày": 1.0, "buổi": 0.5}
_MEETING = re.compile(
    r"(?<!\w)(?:hội\s+nghị|hội\s+thảo|cuộc\s+họp|buổi\s+họp|phiên\s+họp|kỳ\s+họp|tọa\s+đàm|toạ\s+đàm|"
    r"(?<!cuộc )(?<!buổi )(?<!phiên )họp\s+(?=[^\W\d]))",
    re.IGNORECASE,
)
# "thời gian họp" speaks of meetings in general; a named kind comes after it.
_NOT_THE_MEETING = re.compile(
    r"(?:thời\s+gian|thời\s+lượng|chế\s+độ|phòng|thành\s+phần|lịch|số\s+lượng|chất\s+lượng|kỷ\s+luật|số)"
    r"(?:\s+(?:tổ\s+chức|tiến\s+hành|các|cho))*\s*$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:!?]|\.(?!\d)|\n\s*\n|\t")
_TAIL = re.compile(
    r"[\s,(–-]*(?:(?:được|thời\s+gian|thời\s+lượng|tổ\s+chức|tiến\s+hành|diễn\s+ra|kéo\s+dài|bố\s+trí|họp|"
    r"là|trong|thì|phải|gọn|tối\s+đa|mỗi\s+cuộc|mỗi\s+hội\s+nghị|vòng)[\s,(:–-]*)*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s{0,3}(?:đối\s+với|cho|với)\s+(?:(?:các|những)\s+)?", re.IGNORECASE)
_FOR_END = re.compile(r"[,;.)(]|\s(?:và|,)?\s*(?:không\s+quá|tối\s+đa)|$")
# A time limit for papers or announcements of a meeting is none for the meeting.
_OTHER_LIMIT = re.compile(
    r"(?<!\w)(?:gửi|ban\s+hành|thông\s+báo|báo\s+cáo|trả\s+lời|xử\s+lý|chậm\s+nhất|kể\s+từ|đăng\s+ký|"
    r"hoàn\s+thành)(?!\w)",
    re.IGNORECASE,
)
_BEFORE_THE_MEETING = re.compile(r"(?<!\w)(?:gửi|đăng\s+ký|chậm\s+nhất|trả\s+lời)(?!\w)", re.IGNORECASE)
_OTHER_DAYS = re.compile(r"\s{0,3}(?:làm\s+việc|kể\s+từ|trước|sau)(?!\w)", re.IGNORECASE)
_WITHIN = re.compile(r"(?:trong|gọn)\s+(?:vòng\s+)?$", re.IGNORECASE)


def find_meeting_limits(text: str, *, offset: int = 0) -> tuple[FoundLimit, ...]:
    """The limits that one passage sets; `offset` is added to all spans."""
    limits: list[FoundLimit] = []
    low = 0
    for quantity in find_quantities(text):
        if quantity.unit not in _DAYS or quantity.value <= 0:
            continue
        limit = _limit(text, quantity, low)
        if limit:
            low = limit.end
            moved = FoundLimit(
                limit.kind, limit.max_days, limit.quote, limit.start + offset, limit.end + offset
            )
            limits.append(moved)
    return tuple(limits)


def _limit(text: str, quantity: Quantity, low: int) -> FoundLimit | None:
    is_ceiling = quantity.comparator is Comparator.AT_MOST
    if not is_ceiling and not _WITHIN.search(text, low, quantity.start):
        return None
    if quantity.comparator is Comparator.AT_LEAST or _OTHER_DAYS.match(text, quantity.end):
        return None
    for mark in _BREAK.finditer(text, low, quantity.start):
        low = mark.end()
    days = quantity.value * _DAYS[quantity.unit or "ngày"]
    start = _meeting(text, low, quantity.start)
    if start is not None:
        if _OTHER_LIMIT.search(text, start, quantity.start) or _BEFORE_THE_MEETING.search(text, low, start):
            return None
        stop = _TAIL.search(text, start, quantity.start)
        kind = text[start : stop.start() if stop else quantity.start]
        return _found(text, kind, days, start, quantity.end)
    after = _FOR.match(text, quantity.end)
    if after and _MEETING.match(text, after.end()):
        stop = _FOR_END.search(text, after.end())
        end = stop.start() if stop else len(text)
        return _found(text, text[after.end() : end], days, quantity.start, end)
    return None


def _meeting(text: str, low: int, high: int) -> int | None:
    for meeting in _MEETING.finditer(text, low, high):
        is_act = meeting[0].lower().startswith("họp")
        if not (is_act and _NOT_THE_MEETING.search(text, low, meeting.start())):
            return meeting.start()
    return None


def _found(text: str, kind: str, days: float, start: int, end: int) -> FoundLimit:
    name = " ".join(kind.split())
    return FoundLimit(name[:1].lower() + name[1:], days, " ".join(text[start:end].split()), start, end)
