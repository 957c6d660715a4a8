"""How long a meeting of a kind may last: "Hội nghị quán triệt không quá nửa ngày; tập huấn …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sauro.text.normalise import lower_case
from sauro.text.numbers import Comparator, Quantity, find_quantities

__all__ = ["FoundLimit", "find_meeting_limits"]


@dataclass(frozen=True, slots=True)
class FoundLimit:
    """The longest that a meeting of this `kind` may last, in days: half a day 0.5; a session ("buổi") is half
    a day; hours and minutes are parts of a working day of eight hours (Bộ luật Lao động 2019, Điều 105), so
    that 90 minutes are 0.1875. `quote` is the text from `start` to `end` with single blanks."""

    kind: str
    max_days: float
    quote: str
    start: int
    end: int


_DAYS = {"ngày": 1.0, "buổi": 0.5, "giờ": 1 / 8, "phút": 1 / 480}
_SHORT = frozenset({"giờ", "phút"})
_MEETING = re.compile(
    r"(?<!\w)(?:hội\s+nghị|hội\s+thảo|cuộc\s+họp|buổi\s+họp|phiên\s+họp|kỳ\s+họp|tọa\s+đàm|toạ\s+đàm|"
    r"(?<!cuộc )(?<!buổi )(?<!phiên )họp\s+(?=[^\W\d]))",
    re.IGNORECASE,
)
# "thời gian họp" speaks of meetings in general; a named kind comes after it.
_NOT_THE_MEETING = re.compile(
    r"(?:chế\s+độ|phòng|thành\s+phần|lịch|số\s+lượng|chất\s+lượng|kỷ\s+luật|số)"
    r"(?:\s+(?:tổ\s+chức|tiến\s+hành|các|cho))*\s*$",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"\.(?=\s|\Z)|\n\s*\n|\t")
_HOW_LONG = re.compile(
    r"(?:thời\s+gian|thời\s+lượng)(?:\s+(?:tổ\s+chức|tiến\s+hành|các|cho))*\s*$", re.IGNORECASE
)
_BREAK = re.compile(r"[;:!?]|\.(?!\d)|\n\s*\n|\t")
_TAIL = re.compile(
    r"[\s,(–-]*(?:(?:được|thời\s+gian|thời\s+lượng|tổ\s+chức|tiến\s+hành|diễn\s+ra|kéo\s+dài|bố\s+trí|"
    r"(?<!cuộc )(?<!buổi )(?<!phiên )(?<!kỳ )họp|"
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
_OTHER_DAYS = re.compile(r"\s{0,3}(?:(?:làm\s+việc|kể\s+từ|trước|sau)(?!\w)|\d)", re.IGNORECASE)
_WITHIN = re.compile(r"(?:trong|gọn)\s+(?:vòng\s+)?$", re.IGNORECASE)
# How long somebody may speak, and the time of day, are no limits of the meeting.
_SPEECH = re.compile(
    r"(?<!\w)(?:phát\s+biểu|tham\s+luận|trình\s+bày|thảo\s+luận|góp\s+ý|ý\s+kiến|giải\s+lao|muộn|"
    r"bắt\s+đầu|kết\s+thúc|trước)(?!\w)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s{0,3}(?:[;,.)(]|\Z|và\s|đối\s+với)", re.IGNORECASE)
_MAY_HOLD = re.compile(r"\d\s{0,3}(?:ngày|buổi|giờ|phút)|nửa\s+ngày|một\s+(?:ngày|buổi)")
"""In small letters."""
_MEETING_WORDS = ("họp", "hội", "đàm")


def find_meeting_limits(text: str) -> tuple[FoundLimit, ...]:
    """The limits that one passage sets. One ceiling may govern a run: "không quá 1/2 ngày đối với
    hội nghị quán triệt; 01 ngày đối với hội nghị chuyên môn"."""
    lower = lower_case(text)
    if not any(word in lower for word in _MEETING_WORDS) or not _MAY_HOLD.search(lower):
        return ()
    if not _MEETING.search(text):
        return ()
    limits: list[FoundLimit] = []
    low, governed = 0, -1
    for quantity in find_quantities(text):
        if quantity.unit not in _DAYS or quantity.value <= 0:
            continue
        runs_on = governed >= 0 and not _FULL_STOP.search(text, governed, quantity.start)
        limit = _limit(text, quantity, low, runs_on=runs_on)
        low = limit.end if limit else quantity.end
        if limit:
            governed = limit.end
            limits.append(limit)
    return tuple(limits)


def _limit(text: str, quantity: Quantity, low: int, *, runs_on: bool) -> FoundLimit | None:
    """The limit that a quantity sets. `runs_on`: a ceiling before it in the same sentence governs it too."""
    is_ceiling = quantity.comparator is Comparator.AT_MOST or bool(_WITHIN.search(text, low, quantity.start))
    goes_on = runs_on and quantity.comparator is Comparator.EQUAL and bool(_CLOSED.match(text, quantity.end))
    if quantity.comparator is Comparator.AT_LEAST or not (is_ceiling or goes_on):
        return None
    if _OTHER_DAYS.match(text, quantity.end):
        return None
    days = quantity.value * _DAYS[quantity.unit or "ngày"]
    if days > 1 and quantity.unit in _SHORT:
        return None
    return _limit_before(text, quantity, low, days) or _limit_after(text, quantity, days)


def _limit_before(text: str, quantity: Quantity, low: int, days: float) -> FoundLimit | None:
    """The kind of meeting stands before its limit, parted from it by a colon perhaps ("Họp giao ban: không
    quá 1/2 ngày")."""
    stop = quantity.start
    marks = list(_BREAK.finditer(text, low, stop))
    if marks and marks[-1][0] == ":" and not text[marks[-1].end() : stop].strip():
        stop = marks.pop().start()
    low = marks[-1].end() if marks else low
    start = _meeting(text, low, stop)
    if start is None:
        return None
    if _OTHER_LIMIT.search(text, start, stop) or _BEFORE_THE_MEETING.search(text, low, start):
        return None
    if quantity.unit in _SHORT and _SPEECH.search(text, low, stop):
        return None
    tail = _TAIL.search(text, start, stop)
    return _found(text, text[start : tail.start() if tail else stop], days, start, quantity.end)


def _limit_after(text: str, quantity: Quantity, days: float) -> FoundLimit | None:
    """ "không quá nửa ngày đối với hội nghị sơ kết"."""
    after = _FOR.match(text, quantity.end)
    if not (after and _MEETING.match(text, after.end())):
        return None
    stop = _FOR_END.search(text, after.end())
    end = stop.start() if stop else len(text)
    return _found(text, text[after.end() : end], days, quantity.start, end)


def _meeting(text: str, low: int, high: int) -> int | None:
    for meeting in _MEETING.finditer(text, low, high):
        start = meeting.start()
        if not meeting[0].lower().startswith("họp"):
            return start
        is_general = _HOW_LONG.search(text, low, start) and _TAIL.match(text, meeting.end(), high)
        if not (is_general or _NOT_THE_MEETING.search(text, low, start)):
            return start
    return None


def _found(text: str, kind: str, days: float, start: int, end: int) -> FoundLimit:
    name = " ".join(kind.split())
    return FoundLimit(name[:1].lower() + name[1:], days, " ".join(text[start:end].split()), start, end)
