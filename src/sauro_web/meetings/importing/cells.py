"""What cells of meetings and conferences say: scope, mode, kind, a sum of money, a day, hours of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from sauro.dates.intervals import DAY_MINUTES
from sauro.scheduling.settings import MeetingKind
from sauro_web.common.words import words_of
from sauro_web.meetings.models import MeetingMode, MeetingScope

__all__ = ["KINDS", "MODES", "SCOPES", "cost_in", "day_in", "heard", "hours_in", "minutes_in", "weekday_said"]

_MOST_COST = 10**12
_FIGURE = re.compile(r"\d{1,13}|[1-9]\d{0,2}(?:\.\d{3}){1,4}")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_WEEKDAY = re.compile(r"^(?:thứ\s+(\w+)|t([2-7])|(chủ nhật|cn))\b[\s,:.–-]*(?:ngày\s+)?", re.IGNORECASE)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4,
             "bảy": 5, "7": 5}  # fmt: skip
_CLOCK = re.compile(r"(\d{1,2})\s*(?:(?:[:h.]|giờ)\s*(\d{2})?)(?:\s*phút|[:.]00)?", re.IGNORECASE)
_FROM = re.compile(r"^từ\s+", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:-|–|—|đến)\s*", re.IGNORECASE)


def heard(text: str) -> tuple[str, ...]:
    """A text by its words alone, however accents, capitals and marks are written."""
    return tuple(words_of(text))


SCOPES: Mapping[tuple[str, ...], str] = {heard(one.label): one.value for one in MeetingScope}
MODES: Mapping[tuple[str, ...], str] = {
    **{heard(one.label): one.value for one in MeetingMode},
    heard("kết hợp"): MeetingMode.HYBRID.value,
    heard("trực tiếp và trực tuyến"): MeetingMode.HYBRID.value,
}
KINDS: Mapping[tuple[str, ...], MeetingKind] = {heard(one.words): one for one in MeetingKind}


def cost_in(text: str) -> int | None:
    """A whole sum, its thousands apart or not; None for anything else."""
    bare = text.replace(" ", "")
    if _FIGURE.fullmatch(bare) and (figure := int(bare.replace(".", ""))) <= _MOST_COST:
        return figure
    return None


def minutes_in(text: str) -> int | None:
    """So many minutes, not more than a day; None for anything else."""
    found = int(text) if text.isascii() and text.isdecimal() else None
    return found if found is not None and found <= DAY_MINUTES else None


def day_in(text: str) -> date | str:
    """The day that a cell says, with the day of the week before it or without; else a sentence why not."""
    found = list(_DAY.finditer(text))
    if len(found) > 1:
        return "Ô có nhiều ngày; mỗi buổi họp ghi một dòng, họp nhiều ngày liền thì ghi thêm cột “Đến ngày”."
    rest = _WEEKDAY.sub("", text).strip(" ()")
    one = _DAY.fullmatch(rest)
    if one is None:
        return "Hãy ghi đủ ngày/tháng/năm, thí dụ 08/06/2026."
    day, _, month, year, *iso = one.groups()
    figures = (year, month, day) if year else tuple(iso)
    try:
        said = date(*(int(figure) for figure in figures))
    except ValueError:
        return "Không có ngày này trong lịch; hãy kiểm tra lại."
    weekday = weekday_said(text)
    if weekday is not None and weekday != said.weekday():
        return "Thứ và ngày không khớp; hãy kiểm tra lại, nhất là năm."
    return said


def weekday_said(text: str) -> int | None:
    """The day of the week before a day, Monday 0; None where none stands there."""
    found = _WEEKDAY.match(text)
    if found is None:
        return None
    word, figure, sunday = found.groups()
    return 6 if sunday else _WEEKDAYS.get((word or figure).lower())


def hours_in(text: str) -> tuple[time, time | None] | None:
    """The hour that a cell says, and the second where it says from when to when: "8h00 - 9h30", "14 giờ";
    None for anything else."""
    parts = [_clock(one) for one in _UNTIL.split(_FROM.sub("", text.strip()))]
    if None in parts or not 1 <= len(parts) <= 2:
        return None
    first, *rest = (one for one in parts if one is not None)
    return first, rest[0] if rest else None


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    # 0.25 is how Excel keeps six o'clock where the cell is no time.
    if found is None or text.startswith("0.") or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))
