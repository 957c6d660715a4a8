"""A text that is nothing but a time limit (a cell of the column "Thời hạn", the value of "Thời gian thực
hiện:")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.rhythm import Run, find_runs
from sauro.dates.spelling import ONGOING_WORDS
from sauro.dates.windows import Window, join_times
from sauro.dates.written import Grain, WrittenTime, find_times
from sauro.text.normalise import single_spaces

__all__ = ["close_raw", "read_due"]

_LONGEST = 600
"""Characters of a time limit at most; longer texts are something else."""
_CLOSING = " .;:,/"
_OPENING = " :-–+•*"
_CLAUSE_END = re.compile(r";|\.(?=\s|\Z)")
_LISTED = re.compile(r"\s*[,;/+]\s*(?:và\s*)?|\s+và\s+")
_ONGOING = re.compile(
    rf"{ONGOING_WORDS}|liên\s+tục|lâu\s+dài|(?:suốt|quanh)\s+năm|cả\s+năm\s+học|hằng\s+năm\s+tiếp\s+theo",
    re.IGNORECASE,
)
_ONWARD = re.compile(
    r"(?:các|những)\s+năm\s+(?:tiếp\s*theo|sau|kế\s+tiếp|tới)|trở\s+đi|về\s+sau|cho\s+đến\s+khi\s+có",
    re.IGNORECASE,
)
_DELIVERABLE = re.compile(
    r"hoàn\s+(?:thành|thiện|tất)|(?<!\w)(?:xong|trình|gửi|nộp|duyệt)(?!\w)|ban\s+hành|xây\s+dựng|rà\s+soát|báo\s+cáo|tổ\s+chức"
    r"|sơ\s+kết|tổng\s+kết",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?<!\w)(?:khi|lúc|đột\s+xuất|kể\s+từ\s+(?:ngày|khi)|(?:trong\s+)?(?:vòng|thời\s+hạn|thời\s+gian|không\s+quá|tối\s+đa"
    r"|chậm\s+nhất(?:\s+là)?)\s+\d+\s+(?:ngày|tháng|giờ)|(?:trong|sau)\s+\d+\s+(?:ngày|tháng|giờ))(?!\w)"
    r"|\A(?:ngay\s+)?(?:sau|trước)\s+(?=[^\W\d])|(?<!\w)(?:(?<!theo )mùa|tết|kỳ\s+họp|dịp"
    r"|(?:trong|suốt|đầu|giữa|cuối|hết|thúc)\s+năm\s+học|khai\s+giảng|tựu\s+trường|hè|rằm|mùng|mồng"
    r"|tháng\s+(?:giêng|chạp)|âm\s+lịch)(?!\w)",
    re.IGNORECASE,
)
# "Trước mùa mưa bão năm 2026", "Tết Nguyên đán 2026", "kỳ họp giữa năm 2026": the year tells which one.
_EVENT_BEFORE = re.compile(
    r"\A(?:ngay\s+)?(?:sau|trước)\s+(?!(?:năm|qu[ýí]|tháng|ngày|cuối|giữa|đầu|hết|mắt|khi\s+(?:hết|kết))(?!\w))"
    r"(?:(?!(?:và|trong|đến|từ|hoàn|xong)\s)[^\W\d_]+\s+)+\Z"
    r"|(?<!\w)(?:mùa|tết|dịp|hè|kỳ\s+họp(?!\s+(?:cuối|trong|tháng)))(?:\s+[^\W\d_]+){0,4}\s*\Z",
    re.IGNORECASE,
)
# "Từ tháng 11/2026 đến khi kết thúc": it goes on, nobody knows until when.
_TILL_EVENT = re.compile(r"(?<!\w)(?:đến|tới)\s+(?:khi|lúc)(?!\w)", re.IGNORECASE)
_DAYS_FROM = re.compile(r"(?P<count>\d{1,3})\s+ngày,?\s+(?:kể\s+)?từ\s+ngày\s*\d[\d/.\-]*\Z", re.IGNORECASE)
# What a year or a date belongs to when it is no time limit: "kế hoạch năm 2026", "Quyết định số 12/QĐ-UBND
# ngày 5/3/2026".
_NAME_BEFORE = re.compile(
    r"(?:kế\s+hoạch|chương\s+trình|đề\s+án|dự\s+toán|ngân\s+sách|nghị\s+quyết|chỉ\s+tiêu|nhiệm\s+vụ)(?:\s+\w+){0,4}\s*\Z",
    re.IGNORECASE,
)
_SYMBOL_BEFORE = re.compile(r"/\s?[A-ZĐ][\w\-/]*,?\s*(?:ngày\s*)?\Z|số\s*[\d\s]*,?\s*\Z")


def read_due(text: str, *, year: int | None) -> Due | None:
    """The time limit that the whole text states; None where it states none ("kịp thời", "theo quy định").

    `year` is the plan's: it stands in where day, month or quarter have none; without it such a limit stays
    `BY` with no date. A part of a period that has no last day ("đầu tháng 6/2026") is `BY` without a date
    too.

    A date or quarter before a rhythm, or a year of which something must be finished, comes first and the
    rhythm goes into `then`; a bare year beside a rhythm is only when it starts ("Năm 2026, hằng năm").
    `ONGOING` has no end: "thường xuyên trong năm 2026" keeps its year in `starts` and `raw`. "Trong vòng 15
    ngày kể từ ngày 01/6/2026" is counted (Bộ luật Dân sự 2015, Điều 147: the first day does not count);
    working days are not, they need a calendar of holidays.
    """
    raw = close_raw(text)
    if not raw or len(raw) > _LONGEST:
        return None
    wording = _wording(raw, year)
    limits = _limits(wording)
    parts = limits + _repetition(wording, limits)
    return _chain(wording, parts) if parts else _event(wording)


def close_raw(text: str) -> str:
    """Single spaces, without the punctuation that opens or closes the text."""
    return single_spaces(text).strip(_OPENING).rstrip(_CLOSING)


@dataclass(frozen=True, slots=True)
class _Wording:
    """One text with what was found in it. `ongoing`: where "thường xuyên" or "các năm tiếp theo" stands."""

    raw: str
    runs: tuple[Run, ...]
    ongoing: tuple[int, int] | None
    windows: tuple[Window, ...]
    breaks: tuple[int, ...]

    @property
    def every(self) -> tuple[Rhythm, ...]:
        """The rhythms named, each once, in their order."""
        return tuple(dict.fromkeys(rhythm for run in self.runs for rhythm in run.every))

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause that holds `position` begins and ends."""
        start = max((end + 1 for end in self.breaks if end < position), default=0)
        return start, min((end for end in self.breaks if end >= position), default=len(self.raw))


@dataclass(frozen=True, slots=True)
class _Part:
    """One time limit inside the wording, at its place; its `raw` is filled in when the parts are put in
    order."""

    start: int
    end: int
    due: Due


def _wording(raw: str, year: int | None) -> _Wording:
    runs = find_runs(raw, cell=True)
    times = tuple(time for time in find_times(raw) if _counts(raw, runs, time))
    ongoing = _ONGOING.search(raw) or _ONWARD.search(raw)
    return _Wording(
        raw,
        runs,
        ongoing.span() if ongoing else None,
        join_times(raw, times, year),
        tuple(match.start() for match in _CLAUSE_END.finditer(raw)),
    )


def _counts(raw: str, runs: tuple[Run, ...], time: WrittenTime) -> bool:
    """Not inside a rhythm, not the date of a document, not the year in a name or of an event."""
    if any(run.start < time.end and time.start < run.end for run in runs):
        return False
    if _SYMBOL_BEFORE.search(raw, 0, time.start):
        return False
    if time.grain is not Grain.YEAR:
        return True
    if time.part in (None, "giữa", "đầu") and _EVENT_BEFORE.search(raw[: time.start]):
        return False
    return time.part is not None or not _NAME_BEFORE.search(raw, 0, time.start)


def _limits(wording: _Wording) -> list[_Part]:
    """The stretches that are limits of their own, those without a last day only where no other one has it."""
    standing = [window for window in wording.windows if _stands(wording, window)]
    dates = [_last(wording, window) for window in standing]
    parts = [
        _Part(
            window.start,
            window.end,
            Due(DueKind.BY, "", date=last, starts=window.first if window.ranged else None),
        )
        for window, last in zip(standing, dates, strict=True)
    ]
    return [part for part in parts if part.due.date] or parts[:1]


def _stands(wording: _Wording, window: Window) -> bool:
    """Whether a stretch is a limit, not only when a rhythm begins or how long it holds."""
    if window.since:
        return _counted_days(wording, window) is not None
    clause, _ = wording.clause(window.start)
    heads = [run.end for run in wording.runs] + ([wording.ongoing[1]] if wording.ongoing else [])
    before = [head for head in heads if clause <= head <= window.start]
    if not heads or (not before and not window.wide):
        return True
    return bool(_DELIVERABLE.search(wording.raw, max(before, default=clause), window.start))


def _last(wording: _Wording, window: Window) -> date | None:
    days = _counted_days(wording, window)
    if days is None or window.first is None:
        return window.last
    return window.first + timedelta(days=days)


def _counted_days(wording: _Wording, window: Window) -> int | None:
    counted = (
        _DAYS_FROM.search(wording.raw, 0, window.end) if window.since and window.grain is Grain.DAY else None
    )
    return int(counted["count"]) if counted and counted.end() >= window.start else None


def _repetition(wording: _Wording, limits: list[_Part]) -> list[_Part]:
    """What goes on or comes back: "thường xuyên", rhythms, or an opening day that nothing closes."""
    taken = {part.start for part in limits}
    idle = [window for window in wording.windows if window.start not in taken]
    starts = next((window.first for window in idle if window.first and not window.up_to), None)
    every = wording.every
    parts = []
    if wording.ongoing:
        ongoing = _Part(*wording.ongoing, Due(DueKind.ONGOING, "", starts=starts))
        if every in ((), (Rhythm.YEAR,)) and not _listed(wording):
            return [ongoing]
        if every != (Rhythm.YEAR,):
            parts.append(ongoing)
            starts = None
    if wording.runs:
        span = wording.runs[0].start, wording.runs[-1].end
        parts.append(_Part(*span, Due(DueKind.PERIODIC, "", every=every, starts=starts)))
    elif not parts and idle and idle[0].since and _has_no_event(wording.raw):
        parts.append(_Part(idle[0].start, len(wording.raw), Due(DueKind.ONGOING, "", starts=starts)))
    return parts


def _has_no_event(raw: str) -> bool:
    return not _EVENT.search(raw) or _TILL_EVENT.search(raw) is not None


def _listed(wording: _Wording) -> bool:
    """Whether "thường xuyên" and a rhythm stand side by side as two times ("Thường xuyên, hằng năm"): then
    the rhythm counts; "thường xuyên hằng năm" is one: all the time, every year."""
    if not wording.ongoing or not wording.runs:
        return False
    first, second = sorted((wording.ongoing, (wording.runs[0].start, wording.runs[-1].end)))
    return bool(_LISTED.fullmatch(wording.raw[first[1] : second[0]]))


def _event(wording: _Wording) -> Due | None:
    if not _EVENT.search(wording.raw):
        return None
    starts = next((window.first for window in wording.windows if window.since), None)
    return Due(DueKind.EVENT, wording.raw, starts=starts)


def _chain(wording: _Wording, parts: list[_Part]) -> Due:
    """The first part carries the whole wording; each of the others, in `then`, its clause or its own
    words."""
    due = replace(parts[0].due, raw=wording.raw)
    if len(parts) == 1:
        return due
    following = _chain(wording, parts[1:])
    second = parts[1]
    start, end = wording.clause(second.start)
    if any(start <= part.start < end for part in parts if part is not second):
        start, end = second.start, second.end
    return replace(due, then=replace(following, raw=close_raw(wording.raw[start:end])))
