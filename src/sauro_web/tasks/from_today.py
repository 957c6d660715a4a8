"""Time limits that count from the day on which work is given ("05 ngày làm việc", "ngày mai"). A plan has
none of them, so the core, which reads plans, knows no such day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sauro.dates.due import Due, DueKind
from sauro.dates.parse import read_due
from sauro.dates.workdays import WorkCalendar

__all__ = ["due_given", "said_of"]

_BEFORE = (
    r"(?:(?:thời hạn|hạn|hoàn thành|xong|chậm nhất) ?:? ?)*(?:(?:là|trong vòng|trong|đến hết|đến|hết) )?"
)
_SINCE = r"(?: (?:kể từ|tính từ|từ) (?:nay|hôm nay|ngày hôm nay|ngày giao(?: việc| nhiệm vụ)?))?"
_COUNTED = re.compile(
    rf"{_BEFORE}(\d{{1,3}})(?: ?\([^()]*\))? (ngày làm việc|ngày|tuần){_SINCE}", re.IGNORECASE
)
_NAMED = re.compile(rf"{_BEFORE}(?:ngày )?(hôm nay|mai|ngày mai)|(?:xong )?(trong ngày)", re.IGNORECASE)
_NO_DAY = "Chưa có ngày cụ thể: việc chờ sự kiện ấy và không tính quá hạn."


def due_given(words: str, *, on: date, calendar: WorkCalendar) -> Due | None:
    """What is written for work that is given on that day: first as counted from it, the day itself not
    counted (Bộ luật Dân sự 2015, Điều 147.2), then as in a plan. None for what is not understood."""
    text = " ".join(words.split()).rstrip(" .;,")
    day = _day_of(text, on, calendar)
    return Due(DueKind.BY, " ".join(words.split()), date=day) if day else read_due(words, year=on.year)


def said_of(due: Due, calendar: WorkCalendar) -> str:
    """Which day it came to, in a sentence; blank for what comes back or goes on."""
    if due.kind is DueKind.EVENT:
        return _NO_DAY
    if due.kind is not DueKind.BY or due.date is None:
        return ""
    ends = calendar.next_working(due.date)
    late = "" if ends == due.date else f" (ngày nghỉ; tính đúng hạn đến hết {ends:%d/%m/%Y})"
    return f"Thời hạn: {_WEEKDAYS[due.date.weekday()]} {due.date:%d/%m/%Y}{late}."


_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def _day_of(text: str, on: date, calendar: WorkCalendar) -> date | None:
    if named := _NAMED.fullmatch(text):
        return on + timedelta(days=1) if "mai" in (named[1] or "").lower() else on
    counted = _COUNTED.fullmatch(text)
    if counted is None or not int(counted[1]):
        return None
    number, kind = int(counted[1]), counted[2].lower()
    if kind == "ngày làm việc":
        return calendar.add(on, number)
    return on + timedelta(days=number * (7 if kind == "tuần" else 1))
