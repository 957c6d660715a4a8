"""Points and stretches of time as they stand in a text, and the days they mean.

Forms met in plans: "ngày 13 tháng 5 năm 2026", "31/3/2026", "15-5-2026", "2026-05-15", "ngày 10 tháng 3",
"ngày 01/6", "tháng 11, 12/2025", "quý III, IV năm 2026", "6 tháng đầu năm 2026", "năm 2026", "2026 - 2030".
Blanks and line breaks may stand anywhere inside, or be lost ("ngày13 tháng5 năm2026"); a blank day ("ngày …
tháng 4 năm 2026") gives the month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from sauro.dates.in_figures import in_figures
from sauro.dates.periods import last_day, read_quarter
from sauro.text.normalise import lower_case, squeeze

__all__ = ["DAY", "MONTH", "FoundDate", "Grain", "WrittenTime", "find_times", "read_dates"]


class Grain(IntEnum):
    """How finely a time is written, from the finest."""

    DAY = 1
    MONTH = 2
    QUARTER = 3
    PART_OF_YEAR = 4
    YEAR = 5


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start`:`end` of the text; `value` in ISO form as far as it is written: "2026-05-13",
    "2026-05", "2026"."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time at `start`:`end`. `months`: first and last month it covers, (0, 0) where only a day is written
    ("ngày 25"); `day` for `Grain.DAY`. `year` and `last_year` are None where the text names none. `part`:
    "đầu", "giữa", "cuối", "tuần thứ 2" before it. `bare`: two numbers with a stroke and no word ("1/2") or a
    lone number of a year: a time only where the words around it say so."""

    start: int
    end: int
    grain: Grain
    months: tuple[int, int]
    year: int | None
    last_year: int | None = None
    day: int | None = None
    part: str | None = None
    bare: bool = False

    def first(self, year: int | None = None) -> date | None:
        """The first day it covers; `year` is taken where the text names none; None where a day cannot be
        told."""
        year = self.year or year
        if year is None or not self.months[0]:
            return None
        return _day(year, self.months[0], self.day or 1)

    def last(self, year: int | None = None) -> date | None:
        """The last day it covers; None for "đầu", "giữa" and a week of a period, which have no last day, and
        for impossible days (31/6)."""
        year = self.last_year or self.year or year
        if year is None or not self.months[1] or (self.part or "").startswith(("đầu", "giữa", "tuần")):
            return None
        return _day(year, self.months[1], self.day) if self.day else last_day(year, self.months[1])

    @property
    def spans(self) -> bool:
        """Whether it is several months or quarters ("tháng 3 đến tháng 10")."""
        length = {Grain.MONTH: 1, Grain.QUARTER: 3}.get(self.grain)
        return length is not None and self.months[1] - self.months[0] >= length

    def moved(self, by: int) -> WrittenTime:
        """The same time `by` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)

    def filled(self, later: WrittenTime) -> WrittenTime:
        """With the month and year that only the end of a range names ("từ ngày 03 đến ngày 05 tháng 11 năm
        2026")."""
        months = self.months if self.months[0] else later.months
        return replace(self, months=months, year=self.year or later.year)


DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
"""The number of a day in a month."""
MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
"""The number of a month in a year."""
_Y = r"(?:19|20)\d\d(?!\d)"
_QUARTER = r"(?:[1l]v|iv|i{1,3}|l{1,3}|0?[1-4])(?!\w)"
_AND = r"\s*(?:,|;|và|&|-|–|đến|tới)\s*"
_NO_NUMBER = r"(?<![\d/.,])(?<![^\W\d_][-–])"
# After a document number comes its symbol: "09/2019/NĐ-CP", "5/KH-UBND".
_NO_SYMBOL = r"(?!\s?[/\-–]\s?[a-zđ]|/\d|\.\d|\d|%)"
# "Quý 11-12/2026": what goes on with a quarter that is none is none either; nor has "Quý III-12/2026" an end.
_NO_DAY = r"(?!\w|\s*[/.]\s*\d\d?(?!\d)|\s*(?:ngày|tuần|tháng|%))"
_MORE_QUARTERS = rf"(?:{_AND}(?:qu[ýí]\s*)?(?:\d\d?|[ivx]{{1,4}}){_NO_DAY})*"
_TO_NO_QUARTER = (
    rf"\s*(?:-|–|đến|tới)\s*(?:qu[ýí]\s*)?(?:0?[5-9]|1\d|vi{{0,3}}|ix|x){_NO_DAY}\s*(?:/|-|–|,?\s*năm)\s*{_Y}"
)
_LISTED = r"(?=\s*(?:[,;.)/\-–&]|và|năm|hằng|hàng|đến|tới|\Z))"


def _part_before(form: int) -> str:
    week = r"tuần\s+(?:thứ\s+)?(?:[1-4]|i{1,3}|iv|nhất|hai|ba|tư)(?!\w)"
    return rf"(?:(?:(?:tuần|nửa)\s+)?(?P<part{form}>đầu|giữa|cuối|{week})\s*,?(?:\s*của)?\s+)?"


_FORMS: tuple[str, ...] = (
    rf"(?:ngày\s*)?{_NO_NUMBER}(?P<d1>{DAY})\s*tháng\s*(?P<m1>{MONTH})\s*,?\s*năm\s*(?P<y1>{_Y})",
    rf"(?:ngày\s*)?{_NO_NUMBER}(?:{DAY}\s*[-–]\s*)?(?P<d2>{DAY})\s*(?P<sep>[/.\-])\s*(?P<m2>{MONTH})\s*(?P=sep)\s*(?P<y2>{_Y}){_NO_SYMBOL}",
    rf"ngày[\s.…_]*tháng\s*(?P<m3>{MONTH})\s*,?\s*năm\s*(?P<y3>{_Y})|ngày[\s.…_]*tháng[\s.…_]*năm\s*(?P<y3b>{_Y})",
    rf"(?:ngày\s*|(?<=trước\s)|(?<=đến\s)|(?<=nhất\s)|(?<=và\s)|(?<=,\s))(?P<d4>{DAY})\s*tháng\s*(?P<m4>{MONTH})(?!\s*lần)",
    rf"(?P<word5>ngày\s*)?{_NO_NUMBER}(?P<d5>{DAY})\s*/\s*(?P<m5>{MONTH})(?!\s*/\s*\d|\s*(?:ngày|giờ|%)){_NO_SYMBOL}",
    rf"(?P<blank6>ngày[\s.…_]+)?{_part_before(6)}(?:các\s+)?tháng\s*(?P<m6>{MONTH}(?:{_AND}(?:tháng\s*)?{MONTH}(?!\s*(?:/\s*\d\d?(?!\d)|tháng))"
    rf"{_LISTED})*)(?:\s*(?:/|-|–|,?\s*năm)\s*(?P<y6>{_Y}))?",
    rf"{_NO_NUMBER}(?:t\.?\s*)?(?:(?P<m7a>{MONTH})\s*[-–,]\s*)?(?P<m7>{MONTH})\s*/\s*(?P<y7>{_Y}){_NO_SYMBOL}",
    rf"{_part_before(8)}(?:các\s+)?(?:qu[ýí]|q\.?(?=\s?[iv\d]{{1,3}}\s*[/\-–]))\s*"
    rf"(?P<q8>{_QUARTER}(?:{_AND}(?:qu[ýí]\s*)?{_QUARTER}{_LISTED})*)(?!\s*lần|{_TO_NO_QUARTER})"
    rf"(?:\s*(?:/|-|–|,?\s*năm)?\s*(?P<y8>{_Y}))?",
    rf"(?<!\d)(?P<n9>0?6|0?9|sáu|chín)\s*tháng\s*(?P<half>đầu|cuối)?(?:\s*năm)?\s*(?:của\s+)?(?:năm|/)?\s*(?P<y9>{_Y})"
    r"|(?<!\d)(?:0?6|sáu)\s*tháng\s*(?P<half9>đầu|cuối)\s+năm|nửa\s+(?:năm\s+(?P<half11>đầu|cuối)|(?P<half10>đầu|cuối)\s+năm)"
    rf"(?:(?:\s*,?\s*năm)?\s*(?P<y10>{_Y}))?",
    r"năm\s+học\s+(?P<school>20\d\d)(?:\s*[-–/]\s*20\d\d)?",
    rf"(?:(?:giai\s*đoạn|thời\s*kỳ|nhiệm\s*kỳ)\s*(?:0?\d\s+năm\s+)?(?:năm\s+)?)?{_NO_NUMBER}(?:(?:các\s+)?năm\s*)?"
    rf"(?P<y11>20\d\d)\s*(?:-|–|—|đến|tới|,|và)\s*(?:hết\s+)?(?:năm\s*)?(?P<y11b>20\d\d){_NO_SYMBOL}",
    rf"{_part_before(12)}năm\s*(?P<y12>{_Y})(?!\s?[-–]\s?\d\d?\s?[-–]\s?\d){_NO_SYMBOL}",
    r"(?P<part13>cuối|hết|trong|đầu|giữa|cả)\s+năm(?:\s+nay)?(?!\s*(?:\d|trước|sau|học|qua|tới|tiếp|liền|đánh|thực|báo|\w+/))",
    rf"{_NO_NUMBER}(?<![\w°º'%])(?<!\d[-–])(?P<y14>20\d\d)(?!\s*[/%°]|[.,:]\d|\w|[-–]\d|\s?[-–]\s?\d\d?\s?[-–]){_NO_SYMBOL}",
    rf"ngày\s*(?P<d15>{DAY})(?!\s*[/.]\s*\d|\s*tháng\s*\d)",
    rf"(?:(?<!h[ằà]ng )(?<!mỗi )qu[ýí]\s*(?:0+|0?[5-9]|[1-9]\d|vi{{0,3}}|ix|x)"
    rf"(?!\w|\s*(?:ngày|tuần|tháng|%)|/\d\d?(?!\d)){_MORE_QUARTERS}(?:\s*(?:/|-|–|,?\s*năm)?\s*{_Y})?"
    rf"|(?<!h[ằà]ng )(?<!mỗi )qu[ýí]\s*{_QUARTER}{_TO_NO_QUARTER}"
    rf"|tháng\s*(?:0+|1[3-9]|[2-9]\d)\s*,?\s*năm\s*{_Y})",
    rf"(?:ngày\s*)?{_NO_NUMBER}(?<!\d[-–])(?P<y17>{_Y})(?P<sep17>\s?[-–]\s?)(?P<m17>{MONTH})(?P=sep17)"
    rf"(?P<d17>{DAY})(?![\w%]|[-–/.,:]\d){_NO_SYMBOL}",
)
# On lower-case text, at the head of a word, and only where one of the forms may begin: ten times as fast.
_OPENING = r"\d|ngày|năm|nửa|nhiệm|t(?:háng|hời|rong|uần|\W|\d)|q|đầu|gi(?:ữa|ai)|c(?:uối|ác|ả|hín)|hết|sáu"
_TIME = re.compile(
    rf"(?<!\w)(?={_OPENING})(?:"
    + "|".join(f"(?P<form{number}>{form})" for number, form in enumerate(_FORMS, 1))
    + ")"
)
_MAY_HOLD_TIME = re.compile(r"\d|qu[ýí]|năm|nửa|tháng\s+[^\W\d]")
_NUMBERS = re.compile(r"\d+")
_QUARTERS = re.compile(_QUARTER)


def find_times(text: str) -> tuple[WrittenTime, ...]:
    """Every written time in a text with single spaces, in order; times of documents cited and of facts told
    are among them."""
    lower = lower_case(text)
    if not _MAY_HOLD_TIME.search(lower):
        return ()
    return tuple(_times(in_figures(lower)))


def read_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date with its year: days, months ("ngày … tháng 4 năm 2026", "tháng 5/2026") and years ("năm
    2026"). Days that no calendar has (31/6/2026) are left out; so are lists, ranges, quarters and lone
    numbers."""
    flat = squeeze(text)
    found = []
    for time in find_times(flat.text):
        value = _iso(time)
        if value:
            found.append(FoundDate(flat.original(time.start), flat.original(time.end - 1) + 1, value))
    return tuple(found)


def _iso(time: WrittenTime) -> str | None:
    if time.year is None or time.last_year or time.bare or time.part:
        return None
    if time.grain is Grain.DAY:
        day = time.first()
        return day.isoformat() if day else None
    if time.grain is Grain.MONTH and time.months[0] == time.months[1]:
        return f"{time.year}-{time.months[0]:02}"
    return str(time.year) if time.grain is Grain.YEAR else None


def _times(text: str) -> Iterator[WrittenTime]:
    for match in _TIME.finditer(text):
        time = _READERS[int((match.lastgroup or "form1")[4:]) - 1](match)
        if time is not None:
            yield time


def _of_day(
    match: re.Match[str], day: str, month: str, year: str | None = None, *, bare: bool = False
) -> WrittenTime:
    number = int(month)
    written = int(year) if year else None
    return WrittenTime(*match.span(), Grain.DAY, (number, number), written, day=int(day), bare=bare)


def _blank_day(match: re.Match[str]) -> WrittenTime:
    if match["y3b"]:
        return WrittenTime(*match.span(), Grain.YEAR, (1, 12), int(match["y3b"]))
    month = int(match["m3"])
    return WrittenTime(*match.span(), Grain.MONTH, (month, month), int(match["y3"]))


def _of_months(match: re.Match[str]) -> WrittenTime:
    months = [int(number) for number in _NUMBERS.findall(match["m6"])]
    return WrittenTime(
        *match.span(), Grain.MONTH, (months[0], months[-1]), _year(match["y6"]), part=_part(match["part6"])
    )


def _month_and_year(match: re.Match[str]) -> WrittenTime:
    last = int(match["m7"])
    return WrittenTime(*match.span(), Grain.MONTH, (int(match["m7a"] or last), last), int(match["y7"]))


def _of_quarters(match: re.Match[str]) -> WrittenTime | None:
    numbers = [number for number in map(read_quarter, _QUARTERS.findall(match["q8"])) if number]
    if not numbers:
        return None
    months = (numbers[0] * 3 - 2, numbers[-1] * 3)
    return WrittenTime(*match.span(), Grain.QUARTER, months, _year(match["y8"]), part=_part(match["part8"]))


def _of_part_of_year(match: re.Match[str]) -> WrittenTime:
    half = (match["half"] or match["half9"] or match["half10"] or match["half11"] or "đầu").lower()
    months = (1, 9) if match["n9"] and match["n9"].lower() in ("9", "09", "chín") else (1, 6)
    if half == "cuối":
        months = (13 - months[1], 12)
    return WrittenTime(*match.span(), Grain.PART_OF_YEAR, months, _year(match["y9"] or match["y10"]))


def _years(match: re.Match[str]) -> WrittenTime:
    first, last = int(match["y11"]), int(match["y11b"])
    return WrittenTime(*match.span(), Grain.YEAR, (1, 12), first, last)


def _of_year(match: re.Match[str]) -> WrittenTime:
    return WrittenTime(*match.span(), Grain.YEAR, (1, 12), int(match["y12"]), part=_part(match["part12"]))


def _this_year(match: re.Match[str]) -> WrittenTime:
    return WrittenTime(*match.span(), Grain.YEAR, (1, 12), None, part=_part(match["part13"]))


def _lone_year(match: re.Match[str]) -> WrittenTime:
    return WrittenTime(*match.span(), Grain.YEAR, (1, 12), int(match["y14"]), bare=True)


def _lone_day(match: re.Match[str]) -> WrittenTime:
    return WrittenTime(*match.span(), Grain.DAY, (0, 0), None, day=int(match["d15"]))


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _part(text: str | None) -> str | None:
    return text.lower() if text else None


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= last_day(year, month).day else None


_READERS: tuple[Callable[[re.Match[str]], WrittenTime | None], ...] = (
    lambda match: _of_day(match, match["d1"], match["m1"], match["y1"]),
    lambda match: _of_day(match, match["d2"], match["m2"], match["y2"]),
    _blank_day,
    lambda match: _of_day(match, match["d4"], match["m4"]),
    lambda match: _of_day(match, match["d5"], match["m5"], bare=not match["word5"]),
    _of_months,
    _month_and_year,
    _of_quarters,
    _of_part_of_year,
    lambda match: None,  # a school year is a name
    _years,
    _of_year,
    _this_year,
    _lone_year,
    _lone_day,
    lambda match: None,  # no year has a fifth quarter or a thirteenth month: neither is what follows
    lambda match: _of_day(match, match["d17"], match["m17"], match["y17"]),
)
"""One reader for each of `_FORMS`, in the same order."""
