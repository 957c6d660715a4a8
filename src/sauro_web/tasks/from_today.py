"""Time limits that count from the day on which work is given ("05 ngày làm việc", "ngày mai"). A plan has
none of them, so the core, which reads plans, knows no such day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sauro.dates.due import Due, DueKind
from sauro.dates.explain import explain, periodic_words
from sauro.dates.parse import read_due
from sauro.dates.workdays import WorkCalendar
from sauro_web.tasks.schedule import check_day, first_day

__all__ = ["due_given", "refusal_of", "said_of"]

_BEFORE = (
    r"(?:(?:thời hạn|hạn|hoàn thành|xong|chậm nhất) ?:? ?)*(?:(?:là|trong vòng|trong|đến hết|đến|hết) )?"
)
_RECEIVED = r"ngày (?:được )?nhận(?: được)?(?: (?:văn bản|công văn|nhiệm vụ|việc|giao việc))?"
_SINCE = (
    r"(?:,? (?:kể từ|tính từ|từ) (?:nay|hôm nay|ngày hôm nay|ngày (?:được )?giao(?: việc| nhiệm vụ)?"
    rf"|{_RECEIVED}))?"
)
_COUNTED = re.compile(
    rf"{_BEFORE}(\d{{1,3}})(?: ?\([^()]*\))? (ngày làm việc|ngày|tuần|giờ){_SINCE}", re.IGNORECASE
)
_SINCE_RECEIVED = re.compile(rf" {_RECEIVED}\Z", re.IGNORECASE)
_NAMED = re.compile(rf"{_BEFORE}(?:ngày )?(hôm nay|mai|ngày mai)|(?:xong )?(trong ngày)", re.IGNORECASE)
_HOURS = 24
_NO_DAY = "Chưa có ngày cụ thể: việc chờ sự kiện ấy và không tính quá hạn."
_NOT_UNDERSTOOD = (
    "Chưa hiểu thời hạn này; hãy ghi ngày có thật dạng 30/7/2026, hoặc “05 ngày làm việc”, “Hằng tháng”."
)
_LOOKED_AFTER = "không có ngày cuối, kiểm tra theo nhịp hằng quý, lần đầu"


def due_given(words: str, *, on: date, calendar: WorkCalendar) -> Due | None:
    """What is written for work that is given on that day: first as counted from it, the day itself not
    counted (Bộ luật Dân sự 2015, Điều 147.2), then as in a plan. None for what is not understood. "Kể từ ngày
    nhận" counts from the same day: nothing else tells when a unit received it."""
    text = _plain(words)
    day = _day_of(text, on, calendar)
    return Due(DueKind.BY, " ".join(words.split()), date=day) if day else read_due(words, year=on.year)


def refusal_of(due: Due | None, *, on: date) -> str:
    """Why work cannot be given with this time limit, in a sentence; blank where it can."""
    if due is None or (due.kind is DueKind.BY and due.date is None):
        return _NOT_UNDERSTOOD
    if due.date is not None and due.date < on and not due.every:
        return f"Thời hạn {due.date:%d/%m/%Y} đã qua; hãy kiểm tra lại."
    return ""


def said_of(due: Due, calendar: WorkCalendar, *, on: date) -> str:
    """What work given on that day will ask, in a sentence: which day it came to, when what comes back is due
    first, how what goes on is looked after; blank for what cannot be given."""
    if due.kind is DueKind.EVENT:
        return _NO_DAY
    if due.kind is DueKind.ONGOING:
        return f"Việc thường xuyên: {_LOOKED_AFTER} {check_day(on):%d/%m/%Y}."
    if due.kind is DueKind.PERIODIC:
        return _said_of_rhythm(due, on)
    if due.date is None:
        return ""
    ends = calendar.next_working(due.date)
    late = "" if ends == due.date else f" (ngày nghỉ; tính đúng hạn đến hết {ends:%d/%m/%Y})"
    since = ", tính từ ngày giao" if _SINCE_RECEIVED.search(_plain(due.raw)) else ""
    after = ""
    if due.then is not None:
        words = explain(due.then)
        after = f" Sau đó {words[:1].lower()}{words[1:]}"
    return f"Thời hạn: {_weekday(due.date)} {due.date:%d/%m/%Y}{late}{since}.{after}"


def _said_of_rhythm(due: Due, on: date) -> str:
    words = f"Việc định kỳ {periodic_words(due)}".rstrip()
    first = first_day(due, on=on)
    if first is None:
        return f"{words}: {_LOOKED_AFTER} {check_day(on):%d/%m/%Y}."
    return f"{words}; kỳ đầu hạn {_weekday(first)} {first:%d/%m/%Y}."


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(" .;,")


_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def _day_of(text: str, on: date, calendar: WorkCalendar) -> date | None:
    if named := _NAMED.fullmatch(text):
        return on + timedelta(days=1) if "mai" in (named[1] or "").lower() else on
    counted = _COUNTED.fullmatch(text)
    if counted is None or not int(counted[1]):
        return None
    number, kind = int(counted[1]), counted[2].lower()
    if kind == "giờ":
        return None if number % _HOURS else on + timedelta(days=number // _HOURS)
    if kind == "ngày làm việc":
        return calendar.add(on, number)
    return on + timedelta(days=number * (7 if kind == "tuần" else 1))
