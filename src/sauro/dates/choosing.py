"""Which of the time limits that the sentences of a duty state is the duty's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sauro.dates.due import Due, DueKind
from sauro.dates.finding import FoundDue, clause_bounds
from sauro.dates.wording import close_raw

__all__ = ["choose_due", "earlier_dues", "settle_due"]

_REPORT = re.compile(r"(?<!\w)báo\s+cáo(?!\w)", re.IGNORECASE)
_FINISHED = re.compile(r"hoàn\s+(?:thành|tất|thiện)|(?<!\w)xong|ban\s+hành|phê\s+duyệt", re.IGNORECASE)
# What is only on the way to what the duty is to bring about.
_ON_THE_WAY = re.compile(
    r"(?<!\w)trình(?!\s+(?:độ|tự|bày))|dự\s+thảo|bản\s+thảo|đề\s+cương|sơ\s+bộ|(?<!\w)ý\s+kiến|góp\s+ý|đăng\s+ký|khảo\s+sát|danh\s+sách",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r";|[.?!]\s")
# "báo cáo … học kỳ I trước ngày 15/01, cả năm học trước ngày 31/5": what parts the days of reports.
_NEXT_REPORT = re.compile(
    r"[\s,;)]*(?:và\s+)?(?:(?:gửi|nộp)\s+)?(?:báo\s+cáo\s+)?(?:(?:kết\s+quả|sơ\s+kết|tổng\s+kết|đánh\s+giá)\s+)*"
    r"(?:(?:cả|toàn|học|kỳ|năm|đợt|lần|thứ|vòng|quý|tháng|giai|đoạn|đầu|giữa|cuối|chính|thức|hai|ba|tư|[ivx]+|\d+)"
    r"(?!\w)[\s:(]*)*(?:(?:gửi|nộp)\s+)?",
    re.IGNORECASE,
)
# "Đợt 1 trước ngày 30/4, đợt 2 trước ngày 30/10": the duty lasts until its last phase.
_PHASE = re.compile(
    r"(?<!\w)(?:đợt|giai\s+đoạn|lần|vòng|bước|kỳ|chặng|lượt)\s+(?:thứ\s+)?"
    r"(?:\d{1,2}|[IVX]+|một|nhất|hai|ba|tư|bốn|năm|đầu|cuối)(?![\w%/])(?!\s*[-–]\s*\d{4})",
    re.IGNORECASE,
)
_YEARLESS_DAY = re.compile(r"(?!.*20\d\d).*(?:ngày\s*\d|\d\s*/\s*\d)", re.IGNORECASE | re.DOTALL)
_LONGEST_RUN = 240
"""Characters of the longest words by which several reports are told as one limit."""


def choose_due(found: Sequence[FoundDue], text: str = "") -> FoundDue | None:
    """The limit that counts for the duty: a date before anything else, then a day that cannot be told, an
    event or a rhythm with a name, "thường xuyên", a bare "định kỳ"; the first of its sort. Later dates behind
    a date stand in its `then` ("… trước 30/4, đưa vào vận hành trước 30/6").

    `text` is that in which they were found. By it, a duty of nothing but several reports, or of phases, lasts
    until the last of them, and one whose first date is that of a draft until it is finished (`earlier_dues`
    has the others); rhythms of several reports are one limit. A rhythm counts before the days without a year
    of reports behind it ("báo cáo hằng tuần; báo cáo đợt 1 trước ngày 10/6"): the duty goes on after these.
    """
    first = min(found, key=lambda one: (_rank(one.due), one.start), default=None)
    if first is not None and first.due.date is not None and len(found) > 1:
        first = _rhythm_of_reports(found, text) or first
    if first is None or first.due.then is not None:
        return first
    if first.due.kind is DueKind.PERIODIC and first.due.every:
        return _with_other_reports(found, first, text)
    if first.due.date is None:
        return first
    chain = _chain(found, first)
    if len(chain) > 1 and (_are_reports(text, chain) or _are_phases(text, chain)):
        return FoundDue(first.start, chain[-1].end, _last_report(text, chain))
    if len(chain) > 1 and _is_on_the_way(text, first, chain[-1]):
        return chain[-1]
    due = chain.pop().due
    while chain:
        due = replace(chain.pop().due, then=due)
    return replace(first, due=due)


def earlier_dues(found: Sequence[FoundDue], chosen: FoundDue) -> tuple[FoundDue, ...]:
    """The dates among the limits that the chosen one does not tell ("hoàn thành trước 30/9, dự thảo gửi trước
    15/8"), in order; beside a rhythm, those that do not stand in its words."""
    if chosen.due.kind is DueKind.PERIODIC:
        return tuple(one for one in found if one.due.date and not chosen.start <= one.start < chosen.end)
    if chosen.due.date is None:
        return ()
    told = set()
    due: Due | None = chosen.due
    while due is not None:
        told.add(due.date)
        due = due.then
    return tuple(one for one in found if one.due.date and one.due.date not in told)


def settle_due(due: Due) -> tuple[Due, tuple[Due, ...]]:
    """A limit of several dates as read from a wording that is nothing but a time ("Hoàn thành trước 30/9, dự
    thảo trước 15/8"), without the dates before it; and these."""
    following = due.then
    if due.date is None or following is None or following.date is None:
        return due, ()
    phases = _phases(due)
    if phases:
        return replace(phases[-1], raw=due.raw, starts=due.starts or phases[-1].starts), phases[:-1]
    if following.date < due.date:
        settled, others = settle_due(replace(due, then=following.then))
        return settled, (replace(following, then=None), *others)
    words, place = _first_words(due, following)
    last = due.raw[len(words) : place + len(following.raw)]
    if _ON_THE_WAY.search(words) and not _FINISHED.search(words) and _FINISHED.search(last):
        settled, others = settle_due(replace(following, raw=due.raw))
        return settled, (replace(due, raw=close_raw(words), then=None), *others)
    return due, ()


def _first_words(due: Due, following: Due) -> tuple[str, int]:
    """The words of the first date of a wording, and where those of the following one stand."""
    place = max(0, due.raw.find(following.raw))
    comma = max(due.raw.rfind(sign, 0, place) for sign in ",;")
    return due.raw[: comma if comma > 0 else place], place


def _phases(due: Due) -> tuple[Due, ...]:
    """The dates of a wording that names a phase with each of them, in order; none where it does not."""
    dates = [due]
    following = due.then
    while following is not None:
        last = dates[-1].date
        if following.date is None or last is None or following.date < last:
            return ()
        if following.date > last:
            dates.append(following)
        following = following.then
    if len(dates) == 1 or len(_PHASE.findall(due.raw)) < max(2, len(dates) - 1):  # "…; chung kết: 20/7"
        return ()
    first = replace(due, raw=close_raw(_first_words(due, dates[1])[0]))
    return tuple(replace(one, then=None) for one in (first, *dates[1:]))


def _chain(found: Sequence[FoundDue], first: FoundDue) -> list[FoundDue]:
    """The first date, with each later one that stands behind it."""
    chain = [first]
    for one in found:
        day, last = one.due.date, chain[-1].due.date
        if one.start > first.start and day and last and day > last:
            chain.append(one)
    return chain


def _are_reports(text: str, chain: Sequence[FoundDue]) -> bool:
    """Whether the dates are those of several reports and nothing else is said between them."""
    first = chain[0]
    before = text[clause_bounds(text, first.start)[0] : first.start]
    if not _REPORT.search(before) or _FINISHED.search(before):
        return False
    return all(_NEXT_REPORT.fullmatch(text, one.end, other.start) for one, other in pairwise(chain))


def _are_phases(text: str, chain: Sequence[FoundDue]) -> bool:
    """Whether each date is that of a phase of its own."""
    first = chain[0]
    begin = clause_bounds(text, first.start)[0]
    gaps = [(begin, first.start), *((one.end, other.start) for one, other in pairwise(chain))]
    before = [_PHASE.search(text, *gap) is not None for gap in gaps]
    behind = [_PHASE.search(text, start, end) for start, end in (*gaps[1:], (chain[-1].end, len(text)))]
    return all(before) or all(behind)


def _last_report(text: str, chain: Sequence[FoundDue]) -> Due:
    return replace(chain[-1].due, raw=close_raw(text[chain[0].start : chain[-1].end]))


def _is_on_the_way(text: str, first: FoundDue, last: FoundDue) -> bool:
    """Whether the first date is that of a draft or the like, and the last one of the same sentence that on
    which the duty is finished."""
    between = text[first.end : last.start]
    if not _FINISHED.search(between) or _NEW_CLAUSE.search(between):
        return False
    before = text[clause_bounds(text, first.start)[0] : first.start]
    return _ON_THE_WAY.search(before) is not None and _FINISHED.search(before) is None


def _rhythm_of_reports(found: Sequence[FoundDue], text: str) -> FoundDue | None:
    """The first rhythm, where every date stands behind it and is a report's day without a year."""
    rhythm = next((one for one in found if one.due.kind is DueKind.PERIODIC and one.due.every), None)
    dated = [one for one in found if one.due.date is not None]
    if rhythm is None or not all(_is_day_of_report(text, one, rhythm) for one in dated):
        return None
    return rhythm


def _is_day_of_report(text: str, one: FoundDue, rhythm: FoundDue) -> bool:
    if one.start < rhythm.end or one.due.then is not None or not _YEARLESS_DAY.match(one.due.raw):
        return False
    before = text[clause_bounds(text, one.start)[0] : one.start]
    return _REPORT.search(before) is not None and _FINISHED.search(before) is None


def _with_other_reports(found: Sequence[FoundDue], first: FoundDue, text: str) -> FoundDue:
    """The rhythm of a report together with those of the reports behind it."""
    if len(found) == 1 or not _is_of_report(text, first):
        return first
    every, end = first.due.every, first.end
    for one in found:
        others = tuple(rhythm for rhythm in one.due.every if rhythm not in every)
        near = one.start > first.start and one.end - first.start <= _LONGEST_RUN
        if others and near and _is_of_report(text, one):
            every, end = (*every, *others), one.end
    if end == first.end:
        return first
    raw = close_raw(text[first.start : end])
    return FoundDue(first.start, end, replace(first.due, raw=raw, every=every))


def _is_of_report(text: str, found: FoundDue) -> bool:
    return _REPORT.search(text, *clause_bounds(text, found.start)) is not None


def _rank(due: Due) -> int:
    if due.kind is DueKind.PERIODIC:
        return 2 if due.every else 4
    if due.kind is DueKind.BY:
        return 0 if due.date else 1
    return 2 if due.kind is DueKind.EVENT else 3
