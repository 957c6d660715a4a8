"""Time limits that only their place makes limits: at the very end of a duty ("… lập danh mục, Quý IV/2026.",
"… ban hành quy chế khi Luật có hiệu lực.", "… cập nhật sổ theo dõi thường xuyên.").

What stands there may as well belong to a name ("chương trình giai đoạn 2026 - 2030", "chi thường xuyên"), so
each form has the words before which it is none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sauro.dates.due import Due, DueKind
from sauro.dates.spelling import ONGOING_WORDS
from sauro.dates.windows import Window
from sauro.dates.wording import close_raw, read_due
from sauro.dates.written import Grain

__all__ = ["begins_to_run", "closing_limit", "closing_words", "in_brackets", "opening_words"]

_CLOSED = re.compile(r"[\s.;,)\]…/]*\Z")
_UNTIL = re.compile(r"(?<!\w)(?:(?:từ\s+nay|cho)\s+)?(?:đến|tới)(?:\s+hết)?\s*\Z", re.IGNORECASE)
_PUNCTUATED = re.compile(r"[,;(–-]\s*\Z")
_FIGURE = re.compile(r"\d\s?%|tỷ\s+lệ|chỉ\s+tiêu|hiệu\s+lực|tính\s+(?:từ|đến)|ủy\s+quyền", re.IGNORECASE)
# What a month or a quarter names when it is no limit: "báo cáo quý IV/2026", "kết quả tháng 5/2026".
_DATED_THING = re.compile(
    r"(?<!\w)(?:báo\s+cáo|số\s+liệu|dữ\s+liệu|kết\s+quả|tình\s+hình|hồ\s+sơ|văn\s+bản|kinh\s+phí|dự\s+toán|chỉ\s+(?:tiêu|số)|tiền"
    r"|lương|phụ\s+cấp|kế\s+hoạch|chương\s+trình|lịch|kỳ|phiên|họp|giao\s+ban|điểm|chuyên\s+đề|bản\s+tin|phát\s+sinh|ngày"
    r"|từ|sau|kể|đã|được|tiếp\s+nhận|ban\s+hành)(?:\s+\w+){0,3}\s*\Z",
    re.IGNORECASE,
)
# What half a year names: "nhiệm vụ 6 tháng cuối năm 2026", "so với 6 tháng đầu năm 2025".
_NAMED_PART = re.compile(
    r"(?<!\w)(?:báo\s+cáo|sơ\s+kết|tổng\s+kết|đánh\s+giá|kiểm\s+điểm|tình\s+hình|kết\s+quả|số\s+liệu|dữ\s+liệu|nhiệm\s+vụ|công\s+tác"
    r"|phương\s+hướng|giải\s+pháp|kế\s+hoạch|chương\s+trình|chỉ\s+(?:tiêu|số)|mục\s+tiêu|dự\s+toán|ngân\s+sách|kinh\s+phí|thu|chi|vốn"
    r"|tăng\s+trưởng|hội\s+nghị|giao\s+ban|họp|phiên|kỳ|lịch|thi\s+đua|xếp\s+loại|so|với|của|cho|về|lũy\s+kế|ước|đã|được|từ|sau|trước)"
    r"(?:[\s,\-–]+\w+){0,5}\s*\Z",
    re.IGNORECASE,
)
_TAIL = 240
"""How far before the end of a duty its closing words may begin, in characters."""
_SHORT_TAIL = 40
"""How far from the end the words that go on for ever may begin."""
_PAPER = (
    r"(?:(?:các|những)\s+)?(?:(?:Bộ\s+)?luật|pháp\s+lệnh|nghị\s+(?:định|quyết)|thông\s+tư|quyết\s+định|chỉ\s+thị|kết\s+luận"
    r"|kế\s+hoạch|đề\s+án|dự\s+án|chương\s+trình|quy\s+(?:chế|định|hoạch)|hướng\s+dẫn|văn\s+bản)(?!\w)"
)
_ISSUED = (
    r"(?:(?:chính\s+thức\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành)?"
    r"|(?:được\s+(?:[^;:.]{1,80}?\s+)?)?(?:ký\s+)?(?:ban\s+hành|phê\s+duyệt|thông\s+qua|công\s+bố))"
)
_WHO = (
    r"(?:Quốc\s+hội|Chính\s+phủ|Thủ\s+tướng|Bộ|Trung\s+ương|[UỦ][ỷy]\s+ban|UBND|Hội\s+đồng|HĐND|cấp"
    r"|cơ\s+quan)(?!\w)"
)
_EVENT = re.compile(
    r"(?<!trước\s)(?<!đến\s)(?<!tới\s)(?<!trong\s)(?<!từ\s)(?<!\w)"
    rf"(?:(?:ngay\s+)?(?:sau\s+)?khi\s+{_PAPER}(?:[^;:.]{{0,110}}?\s)??{_ISSUED}"
    rf"|(?:ngay\s+(?:sau\s+)?|sau\s+)khi\s+{_WHO}[^;:.]{{0,60}}?\s(?:ban\s+hành|phê\s+duyệt|thông\s+qua)\s+{_PAPER}[^;:.,]{{0,90}})"
    r"[\s.;]*\Z",
    re.IGNORECASE,
)
# "… đưa phần mềm vào vận hành từ ngày 01/7/2026"
_RUNS_FROM = re.compile(
    r"(?<!\w)(?:vận\s+hành|(?:đưa\s+)?vào\s+(?:sử\s+dụng|hoạt\s+động)|(?:triển\s+khai|thực\s+hiện|áp\s+dụng)(?:\s+\w+){0,2}?)"
    r"(?:\s+(?:chính\s+thức|thử\s+nghiệm|thống\s+nhất))?\s*\Z",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"số\s+liệu|dữ\s+liệu|kết\s+quả|tình\s+hình|phát\s+sinh|(?<!\w)(?:đã|được)(?!\w)", re.IGNORECASE
)
_OPENS_BRACKET = re.compile(r"\([^()]{2,60}[,;]\s*\Z")
_SINCE = (
    r"(?:(?:đầu\s+)?(?:ngày\s+)?(?:(?:\d{1,2}\s*/\s*)?\d{1,2}\s*/"
    r"|(?:tháng\s+\d{1,2}|qu[ýí]\s+[IV1-4]+)\s*(?:/|,?\s*năm))\s*|năm\s+)20\d\d"
)
_ONWARDS = r"trở\s+(?:đi|về\s+sau)"
_AND_LATER = re.compile(
    rf"(?<!\w)(?:(?:(?:bắt\s+đầu\s+|kể\s+)?từ|trong)\s+{_SINCE}|năm\s+20\d\d)\s+và\s+(?:các|những)\s+năm\s+(?:tiếp\s*theo|sau|kế\s+tiếp)"
    rf"[\s.;]*\Z|(?<!\w)(?:bắt\s+đầu\s+|kể\s+)?từ\s+{_SINCE}\s+{_ONWARDS}[\s.;]*\Z",
    re.IGNORECASE,
)
_FROM_THEN_ON = re.compile(rf"(?:bắt\s+đầu\s+|kể\s+)?từ\s+{_SINCE}\s+{_ONWARDS}(?=\s*[,:])", re.IGNORECASE)
_OFTEN = re.compile(rf"(?<!\w){ONGOING_WORDS}(?:\s*(?:,|và)\s*liên\s+tục)?[\s.;]*\Z", re.IGNORECASE)
# "chi thường xuyên", "nhiệm vụ thường xuyên", "bảo dưỡng thường xuyên": a name.
_KIND = re.compile(
    r"(?<!\w)(?:chi|kinh\s+phí|nguồn|ngân\s+sách|sự\s+nghiệp|nhiệm\s+vụ|công\s+(?:việc|tác|vụ)|hoạt\s+động|chế\s+độ|giáo\s+dục|đào\s+tạo"
    r"|bồi\s+dưỡng|bảo\s+(?:dưỡng|trì)|sửa\s+chữa|lương|học\s+tập|dự\s+toán|cơ\s+quan|không|chưa|là|và|tính)\s*\Z",
    re.IGNORECASE,
)
_NAMED_YEARS = re.compile(
    r"(?<!\w)(?:kế\s+hoạch|chương\s+trình|đề\s+án|dự\s+toán|ngân\s+sách|kinh\s+phí|vốn|nghị\s+quyết|chỉ\s+tiêu|mục\s+tiêu|nhiệm\s+vụ"
    r"|phương\s+hướng|giải\s+pháp|kinh\s+tế|xã\s+hội|tăng\s+trưởng|phát\s+triển|biên\s+chế)(?:[\s,\-–]+\w+){0,4}\s*\Z",
    re.IGNORECASE,
)


def closing_limit(text: str, window: Window, clause_start: int) -> int | None:
    """Where the words of a limit begin that a time closing the duty makes: "đến hết năm 2027", "cuối tháng
    5/2026", ", Quý IV/2026"; None where it is none."""
    if not window.dated or window.since or not _CLOSED.match(text, window.end):
        return None
    before = text[clause_start : window.start]
    words = text[window.start : window.end].lower()
    until = _UNTIL.search(before)
    if until:
        start = clause_start + until.start()
        whole = "hết" in until.group().lower() or words.startswith("cuối")
        from_now = "nay" in until.group().lower()
        told = not from_now and _DATED_THING.search(before, 0, until.start())
        return start if (from_now or whole) and not told and not _FIGURE.search(before) else None
    if window.grain is Grain.PART_OF_YEAR and before.strip():
        return None if window.ranged or _NAMED_PART.search(before) else window.start
    if window.ranged or window.grain not in (Grain.MONTH, Grain.QUARTER) or not before.strip():
        return None
    if _PUNCTUATED.search(before):
        return window.start
    stands_out = words.startswith(("đầu", "giữa", "cuối", "tuần")) or text[window.start].isupper()
    return window.start if stands_out and not _DATED_THING.search(before) else None


def begins_to_run(text: str, window: Window, clause_start: int) -> bool:
    """Whether a time that closes the duty is that from which on something runs or is applied."""
    if not (window.dated and _CLOSED.match(text, window.end)):
        return False
    before = text[clause_start : window.start]
    told = _FIGURE.search(before) or _TOLD_OF.search(before)
    return _RUNS_FROM.search(before) is not None and not told


def in_brackets(text: str, window: Window, clause_start: int) -> bool:
    """Whether a month or quarter closes a bracket that tells more: "(02 lớp, quý II và quý III)"."""
    if window.grain not in (Grain.MONTH, Grain.QUARTER) or not text.startswith(")", window.end):
        return False
    bracket = _OPENS_BRACKET.search(text, clause_start, window.start)
    if bracket is None:
        return False
    beside = bracket[0].rstrip(" ,;")
    return not (_DATED_THING.search(text, clause_start, bracket.start()) or _DATED_THING.search(beside))


def closing_words(text: str, year: int | None) -> tuple[int, int, Due] | None:
    """The event, the "thường xuyên" or the years to come that close the duty, with their place; None where
    none do."""
    tail = max(0, len(text) - _TAIL)
    if ("khi " in text[tail:] or "Khi " in text[tail:]) and (event := _EVENT.search(text, tail)):
        return _found(event, Due(DueKind.EVENT, ""))
    if "xuy" in text[-_SHORT_TAIL:] and (often := _OFTEN.search(text, tail)):
        named = not text[: often.start()].strip() or _KIND.search(text, tail, often.start())
        return None if named else _found(often, Due(DueKind.ONGOING, ""))
    end = text[-_SHORT_TAIL:]
    if (" trở " in end or (" năm " in end and " và " in end)) and (later := _AND_LATER.search(text, tail)):
        due = read_due(later.group(), year=year)
        name = _FIGURE if "từ" in later.group().lower() else _NAMED_YEARS
        named = name.search(text, tail, later.start())
        if due and due.kind is DueKind.ONGOING and not named:
            return _found(later, due)
    return None


def opening_words(text: str, year: int | None) -> tuple[int, int, Due] | None:
    """The time from which on a duty is done, at its head ("Từ năm 2026 trở đi, …"), with its place."""
    onwards = _FROM_THEN_ON.match(text) if " trở " in text[:_SHORT_TAIL] else None
    due = read_due(onwards.group(), year=year) if onwards and not _FIGURE.search(text) else None
    return _found(onwards, due) if onwards and due and due.kind is DueKind.ONGOING else None


def _found(match: re.Match[str], due: Due) -> tuple[int, int, Due]:
    raw = close_raw(match.group())
    return match.start(), match.start() + len(raw), replace(due, raw=raw)
