"""Days as registers write them, in whatever form the cell has.

"15/6/2026", "15.06.26", "2026-06-15 07:30", "ngày 15 tháng 6 năm 2026", a day or a number of days since
30/12/1899 (ECMA-376 Part 1, 18.17.4.1), "15/6" where the year of the register is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from sauro.registers.model import DayOrder

__all__ = ["DayFault", "ReadDay", "day_order_of", "read_day", "read_days"]

_FIRST_SERIAL, _LAST_SERIAL = 29_221, 73_050
"""1980 to 2099: a smaller number is no day of a register."""
_EPOCH = date(1899, 12, 30)
_OLDEST, _LATEST = 1945, 2099
_CENTURY = 70
"""Of two digits: 70 to 99 are of the last century."""

_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})\s*(?P<mark>[/.\-])\s*(?P<second>\d{1,2})"
    r"(?:\s*(?P=mark)\s*(?P<year>\d{4}|\d{2}))?(?![\d/-]|\.\d)"
)
_ISO = re.compile(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<day>\d{1,2})(?!\d)"
)
_WORDS = re.compile(
    r"(?:ngày\s*)?(?<!\d)(?P<day>\d{1,2})\s*,?\s*tháng\s*(?P<month>\d{1,2})"
    r"(?:\s*,?\s*(?:năm\s*)?(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}\s*(?:[:h]|giờ)\s*\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:phút|[ap]m|sa|ch))?\b\s*Z?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(?:[.,]0+)?")
_NOTHING = re.compile(r"[\s\-–—/.…_]*")


@dataclass(frozen=True, slots=True)
class DayFault:
    """Why no day could be read; `code` ends the code of the finding, `message` is its sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadDay:
    """The day, or why there is none; both None for an empty cell. `is_completed`: no year was written."""

    day: date | None = None
    fault: DayFault | None = None
    is_completed: bool = False


_EMPTY = ReadDay()
_UNREAD = DayFault("unread", "Không đọc được ngày trong ô; hãy ghi dạng ngày/tháng/năm.")
_IMPOSSIBLE = DayFault("impossible", "Ngày ghi trong ô không có trên lịch; hãy sửa theo văn bản.")
_SEVERAL = DayFault("several", "Ô có nhiều ngày khác nhau; hãy để lại một ngày hoặc tách thành hai cột.")
_NO_YEAR = DayFault("no_year", "Ngày trong ô không ghi năm; hãy ghi đủ ngày/tháng/năm.")
_OUT_OF_TIME = DayFault("out_of_time", "Năm của ngày trong ô không hợp lý; hãy kiểm tra lại.")


def read_day(value: object, *, year: int | None = None, order: DayOrder = DayOrder.DAY_FIRST) -> ReadDay:
    """The one day of a cell. `year` completes a day without one; `order` is how the column writes its
    days."""
    if isinstance(value, str):
        return _read_text(value, year, order) if value else _EMPTY
    if isinstance(value, date):  # datetime is one, too
        return _checked(_swapped(value) if order is DayOrder.SWAPPED else _plain(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        if _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return ReadDay(_EPOCH + timedelta(days=int(value)))
        return ReadDay(fault=_UNREAD)
    return ReadDay(fault=_UNREAD)


@lru_cache(maxsize=16384)
def _read_text(text: str, year: int | None, order: DayOrder) -> ReadDay:
    if _NOTHING.fullmatch(text):
        return _EMPTY
    if _SERIAL.fullmatch(text.strip()):
        return read_day(int(text.strip()[:5]))
    found = read_days(text, year=year, order=order)
    if not found:
        return ReadDay(fault=_UNREAD)
    days = {one.day for one in found}
    if len(days) > 1:
        return ReadDay(fault=_SEVERAL)
    return found[0]


def read_days(
    text: str, *, year: int | None = None, order: DayOrder = DayOrder.DAY_FIRST
) -> tuple[ReadDay, ...]:
    """Every day written in a text, in their order; times of day are passed over."""
    bare = _CLOCK.sub(" ", text)
    spans: list[tuple[int, int, ReadDay]] = []
    for pattern in (_ISO, _WORDS, _FIGURES, _COMPACT):
        for match in pattern.finditer(bare):
            if all(match.end() <= start or match.start() >= end for start, end, _ in spans):
                spans.append((match.start(), match.end(), _of_match(match, year, order)))
    return tuple(read for _, _, read in sorted(spans, key=lambda span: span[0]))


def _of_match(match: re.Match[str], year: int | None, order: DayOrder) -> ReadDay:
    parts = match.groupdict()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        day, month = (second, first) if order is DayOrder.MONTH_FIRST else (first, second)
    else:
        day, month = int(parts["day"]), int(parts["month"])
    written = parts["year"]
    if written is None:
        if year is None:
            return ReadDay(fault=_NO_YEAR)
        return _made(year, month, day, completed=True)
    number = int(written)
    if number < 100:
        number += 1900 if number >= _CENTURY else 2000
    return _made(number, month, day)


def _made(year: int, month: int, day: int, *, completed: bool = False) -> ReadDay:
    try:
        made = date(year, month, day)
    except ValueError:
        return ReadDay(fault=_IMPOSSIBLE)
    checked = _checked(made)
    return ReadDay(made, is_completed=completed) if completed and checked.day else checked


def _checked(day: date) -> ReadDay:
    if not _OLDEST <= day.year <= _LATEST:
        return ReadDay(fault=_OUT_OF_TIME)
    return ReadDay(day)


def _plain(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _swapped(value: date) -> date:
    day = _plain(value)
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def day_order_of(values: Iterable[object]) -> DayOrder:
    """How a column writes its days, by those that can be read one way only. `SWAPPED` where texts hold none
    but days after the 12th and real days none but those up to it: a program with American settings took every
    other text for a day of another month."""
    day_first = month_first = texts = real = late_real = 0
    for value in values:
        if isinstance(value, date):
            real += 1
            late_real += value.day > 12
        elif isinstance(value, str) and (match := _FIGURES.search(_CLOCK.sub(" ", value))):
            texts += 1
            day_first += int(match["first"]) > 12
            month_first += int(match["second"]) > 12
    if month_first and not day_first:
        return DayOrder.MONTH_FIRST
    if texts >= _FEW and real >= _FEW and day_first == texts and not late_real:
        return DayOrder.SWAPPED
    return DayOrder.DAY_FIRST


_FEW = 5
"""Days of each sort that tell a habit from chance."""
