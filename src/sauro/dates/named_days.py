"""Days that name their report behind them: "trước ngày 05 tháng 6 (đối với báo cáo 6 tháng)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sauro.dates.due import Rhythm
from sauro.dates.rhythm import LIMIT, DayOfYear
from sauro.dates.written import Grain, find_times
from sauro.text.normalise import lower_case
from sauro.text.numbers import holds_figure

__all__ = ["REPORT", "NamedDay", "find_named_days"]

REPORT = re.compile(r"(?<!\w)báo\s+cáo(?!\w)", re.IGNORECASE)
"""The word for a report, and for the act of reporting."""

_FOR_REPORT = re.compile(
    rf"(?P<day>{LIMIT}\s+[^;,.()]{{2,30}}?)\s*(?:\(?\s*(?:đối\s+với|cho)\s+(?:báo\s+cáo\s+)?|\(\s*báo\s+cáo\s+)"
    r"(?:định\s+kỳ\s+)?(?P<period>(?:hằng\s+|hàng\s+)?(?:tháng|qu[ýí]|0?6\s+tháng|0?9\s+tháng|năm)(?!\w))\s*\)?"
)
_LIMIT_WORDS = ("trước", "nhất", "hạn", "không")
"""One of them stands in every limit."""
_EVERY = re.compile(r"\A(?:hằng|hàng)\s+")
_BLANKS = re.compile(r"\s+")
_PERIODS = {
    "tháng": Rhythm.MONTH,
    "quý": Rhythm.QUARTER,
    "quí": Rhythm.QUARTER,
    "6 tháng": Rhythm.HALF_YEAR,
    "9 tháng": Rhythm.NINE_MONTHS,
    "năm": Rhythm.YEAR,
}


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A due day of the report of `rhythm`, with the words that state both."""

    start: int
    end: int
    rhythm: Rhythm
    day: DayOfYear


def find_named_days(text: str) -> Iterator[NamedDay]:
    """Each such day of a text with single spaces, in order."""
    if "(" not in text and "đối với" not in text and " cho " not in text:
        return
    lower = lower_case(text)
    if not holds_figure(lower) or not any(word in lower for word in _LIMIT_WORDS):
        return
    for match in _FOR_REPORT.finditer(lower):
        times = [time for time in find_times(match["day"]) if time.grain is Grain.DAY and time.day]
        if times and times[0].day:
            words = _BLANKS.sub(" ", _EVERY.sub("", match["period"])).lstrip("0")
            yield NamedDay(*match.span(), _PERIODS[words], (times[0].months[0] or None, times[0].day))
