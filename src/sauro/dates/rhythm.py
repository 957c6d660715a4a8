"""Rhythms: how often a duty comes back, and the due days named with them.

A run is a whole chain of rhythms: "Định kỳ quý I (trước ngày 14 tháng 3); 6 tháng (trước ngày 14 tháng 6) và
hằng năm (trước ngày 14 tháng 12)", "định kỳ quý, 6 tháng và cả năm", "trước ngày 15/6 và 15/12 hằng năm", a
bare "định kỳ". The words "quý", "tháng", "năm", "6 tháng" are rhythms only inside a chain that something
opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sauro.dates.due import Rhythm
from sauro.dates.in_figures import in_figures
from sauro.dates.spelling import respelt
from sauro.dates.written import DAY, MONTH, Grain, find_times
from sauro.text.normalise import lower_case

__all__ = [
    "LIMIT",
    "DayOfYear",
    "Item",
    "Run",
    "due_day_words",
    "find_runs",
    "own_words",
    "periods_of_days",
    "says_more",
]

DayOfYear = tuple[int | None, int]
"""A due day (month, day); the month is None for "trước ngày 25 hằng tháng"."""

LIMIT = (
    r"(?:(?:xong\s+)?trước(?:\s+khi\s+(?:hết|kết\s+thúc))?|(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:đến|vào|trong|trước))?(?:\s+hết)?|hạn\s+(?:cuối|chót)"
    r"(?:\s+là)?|không\s+(?:muộn|chậm)\s+hơn|không\s+quá(?=\s+ngày))"
)
"""Words that open a last day."""

_QUARTER = r"(?:iv|i{1,3}|[1-4])(?!\w)"
_LEAD = rf"(?:{LIMIT}|vào|lúc|trong|từ|đến)"
_UNIT = r"(?:ngày|tuần|tuân|tháng|qu[ýí]|năm)(?!\w)"
_EVERY = rf"(?:hằng|(?<!ngân )(?<!khách )(?<!mặt )(?<!bán )(?<!nhà )(?<!cửa )hàng)\s+{_UNIT}"
_ONCE = (
    rf"(?:mỗi\s+{_UNIT}\s+(?:một|0?1)\s+lần"
    rf"|(?:1[02]|0?\d|một|hai|ba|bốn|năm|sáu|mười)\s*{_UNIT}\s*(?:/\s*)?(?:0?1\s+|một\s+)?lần(?!\w)"
    rf"|0?1\s+lần\s*/\s*(?:1[02]\s+|0?\d\s+)?{_UNIT})"
)
_SOME_A_YEAR = (
    r"(?:0?[2-4]\s*lần\s*(?:/|mỗi|một)\s*(?:0?1\s+)?năm|mỗi\s+năm\s+(?:0?[2-4]|hai|ba|bốn)\s+lần)(?!\w)"
)
_FEW = r"(?:(?:từ\s+)?\d{1,2}(?:\s*(?:[-–]|đến)\s*\d{1,2})?|một|hai|ba|bốn|sáu)"
_TIMES = r"(?:lần|buổi|cuộc|đợt|kỳ|lượt|phiên)(?!\w)"
_AT_LEAST = r"(?:ít\s+nhất|tối\s+thiểu|không\s+(?:ít\s+hơn|dưới))"
# "không quá 01 lần/năm" is a bound, "tăng 2 lần/năm" a figure.
_OFTEN = (
    r"(?:(?<!quá )(?<!đa )(?<!tăng )(?<!giảm )(?<!gấp )(?<!hơn )"
    rf"{_FEW}\s*{_TIMES}\s*(?:/|mỗi|một|trong)\s*(?:0?1\s+|một\s+)?{_UNIT}(?!\s*\d)"
    rf"|mỗi\s+{_UNIT}\s*,?\s*(?:(?:có|họp|tổ\s+chức|thực\s+hiện|kiểm\s+tra)\s+)?(?:{_AT_LEAST}\s+)?{_FEW}\s*{_TIMES}"
    rf"|mỗi\s+{_UNIT}\s+(?:(?!{_UNIT}|tăng\s|giảm\s)[^\W\d_]+\s+){{1,6}}{_AT_LEAST}\s+{_FEW}\s*{_TIMES})"
)
_END_OF_QUARTER = (
    r"(?:của\s+)?tháng\s+(?:đầu|cuối|thứ\s+\w+)\s+(?:của\s+)?(?:(?:mỗi|hằng|hàng)\s+)?"
    r"qu[ýí](?!\w)(?:\s+(?:sau|tiếp\s+theo))?"
)
_LAST_DAY = (
    r"(?:vào|trong|trước)\s+ngày\s+(?:làm\s+việc\s+)?cuối\s+cùng\s+(?:của\s+)?(?:(?:mỗi|hằng|hàng)\s+)?"
    r"(?:tuần|tháng|qu[ýí])(?!\w|\s*(?:\d|[iv]+(?!\w)|này|nay|sau|tới))"
)
_PART_OF_EACH = (
    rf"(?:(?:đầu|giữa|cuối)\s+mỗi\s+{_UNIT}|{_LAST_DAY}"
    rf"|(?:vào|trong)\s+{_END_OF_QUARTER}(?!\s*(?:\d|[iv]+(?!\w)|này|năm)))"
)
_DATED = rf"(?=\s*\(?\s*(?:(?:gửi|nộp)\s+)?{LIMIT}\s)"
"""A year behind the name of a period is one of a report only where the day of that report follows."""
_BARE = (
    r"(?:nửa\s+(?:đầu\s+năm|năm(?:\s+đầu)?)(?!\w|\s*(?:\d|cuối))|(?:12|0?[369]|ba|sáu|chín)\s*tháng(?:\s+(?:đầu|cuối)(?:\s+năm)?)?"
    rf"(?:\s+(?:của\s+)?năm\s+20\d\d{_DATED}|(?<=năm)\s+20\d\d{_DATED}|(?!\w|\s*(?:\d|một\s+lần|/)))"
    rf"|qu[ýí](?!\w|\s+{_QUARTER}(?:\s*(?:,|và)\s*{_QUARTER})*\s+(?:hằng|hàng))"
    rf"(?:\s+{_QUARTER}(?:\s*(?:,|và)\s*{_QUARTER})*)?"
    r"|tháng(?!\w|\s*\d|\s+(?:sau|kế|tiếp|liền)(?!\w))|tuần(?=\s?\(|\s{4})"
    rf"|(?:(?:cả|cuối|0?1|một)\s+)?năm(?:\s+20\d\d{_DATED}|(?!\w|\s*(?:\d|học|trước(?!\s+(?:ngày|\d))|sau|nay|tới|tiếp|qua|liền|một\s+lần|/))))"
)
_WEEKDAY = (
    r"(?:(?:(?:ngày|sáng|chiều)\s+)?(?<!tháng )(?<!quý )(?<!lần )thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)"
    r"|chủ\s+nhật)"
)
_CLOCK = r"\d{1,2}\s*(?:giờ|h)(?!\w*[^\W\d_])(?:\s*\d{2}(?!\d)(?:\s*phút)?)?[’']?"
_WHEN = (
    rf"(?:ngày\s*{DAY}\s*tháng\s*{MONTH}|(?:ngày\s*)?{DAY}\s*/\s*{MONTH}(?:\s*/\s*20\d\d)?|tháng\s*{MONTH}|qu[ýí]\s+{_QUARTER}(?!\s*\(?\s*(?:(?:gửi|nộp)\s+)?{LIMIT}\s)"
    rf"|ngày\s*{DAY}(?:\s*(?:,|và|-|–)\s*{DAY}(?!\s*[/.]\s*\d))*|{_WEEKDAY})"
)
_NEXT_DAY = rf"\s*(?:,|;|và|hoặc|đến|-|–)\s*(?:hết\s+)?(?:{_LEAD}\s+)?(?:{_WHEN}|{DAY}\s*tháng\s*{MONTH})"
_WHENS = rf"{_WHEN}(?:{_NEXT_DAY}){{0,11}}"
_DATE_ALONE = r"(?:ngày\s*\d{1,2}(?!\d)|\d{1,2}\s*/\s*\d{1,2}\s*[,;)])"
_BRACKET = rf"\(\s*(?=(?:{_LEAD}|ngày|hạn|tháng)(?!\w)|{_DATE_ALONE})[^()]{{2,90}}\)"
_LAST_DAYS = rf"(?:{_LEAD}\s+(?:{_CLOCK}\s*,?\s*)?)?{_WHENS}"
_NEXT_MONTH = r"(?:của\s+)?tháng\s+(?:sau|kế\s+tiếp|tiếp\s+theo|liền\s+kề)"
_DAYS_BEFORE = rf"(?:{_LAST_DAYS}\s*,?\s*(?:{_EVERY}|{_END_OF_QUARTER})|{_LEAD}\s+{_CLOCK}\s*,?\s*{_EVERY})"
_DAYS_AFTER = (
    rf"(?:\s*{_BRACKET}|\s*[,:]?\s*(?:(?:gửi|nộp)\s+)?{LIMIT}\s+(?:{_CLOCK}\s*,?\s*)?{_WHENS}"
    rf"(?:\s+(?:{_EVERY}|{_END_OF_QUARTER}|{_NEXT_MONTH}))?"
    rf"|\s*,?\s*(?:vào\s+)?{_WEEKDAY}|\s*\(\s*(?:vào\s+)?{_WEEKDAY}\s*\))"
)
_REGULAR = r"định\s+k[ỳìƕ](?!\w)"
_NOISE = r"(?:(?:(?:gửi|nộp)\s+)?báo\s+cáo|sơ\s+kết|tổng\s+kết|đánh\s+giá|định\s+k[ỳì]|kết\s+quả)"
# "02 lần/năm: lần 1 trước ngày 15/6, lần 2 trước ngày 15/12"
_TIME_BY_TIME = (
    rf"(?:\s*[:(]\s*lần\s+(?:1|một|thứ\s+(?:nhất|1)|đầu)\s*:?\s*(?:{_LEAD}\s+)?{_WHEN}"
    rf"(?:\s*(?:[,;]|và)\s*(?:và\s+)?lần\s+(?:thứ\s+)?(?:[2-4]|hai|ba|bốn|cuối)\s*:?\s*(?:{_LEAD}\s+)?{_WHEN}){{1,3}}\)?)"
)
_AFTER_PERIOD = (
    r"sau\s+(?:khi|ngày)\s+kết\s+thúc\s+(?:mỗi\s+)?(?:tháng|qu[ýí]|năm)(?!\s*(?:\d+(?!\d|\s*ngày)|[iv]+(?!\w)|học|này|nay|kế))"
    r"(?:\s+(?:trước\s+)?\d{1,2}\s+ngày)?(?!\w)"
)
_LISTED = rf"(?!qu[ýí]\s+{_QUARTER}){_BARE}"
_FIRST_QUARTER = rf"qu[ýí]\s+{_QUARTER}(?=\s*(?:[,;/]|và)\s*(?:{_NOISE}\s+){{0,3}}0?6\s+tháng)"
_OPEN_LIST = (
    rf"(?:{_FIRST_QUARTER}|{_LISTED})"
    rf"(?=\s*(?:[,;/]|và)\s*(?:và\s+)?(?:{_NOISE}\s+){{0,3}}(?:{_EVERY}|{_LISTED}))"
)
# At the head of a word, and only where a rhythm or its day may begin: more than twice as fast.
_BEGINS = (
    r"(?<!\w)(?=\d|định|xong|trước|chậm|muộn|hạn|không|vào|lúc|trong|từ|đến|ngày|tháng|thứ|sáng|chiều|chủ|qu"
    r"|sau\s|đầu\s|giữa\s|nửa\s|tuần[\s(]|hai|ba|bốn|sáu|chín|mười|c[ảuủ]|m[ộỗ]|năm|h[ằà])"
)
_RUN = re.compile(
    rf"{_BEGINS}(?:(?:{_REGULAR}\s*,?\s*(?:theo\s+)?)?{_DAYS_BEFORE}"
    rf"|{_SOME_A_YEAR}(?:{_TIME_BY_TIME}|\s*(?=\(\s*{LIMIT}\s){_BRACKET})|{_AFTER_PERIOD}"
    rf"|(?:{_REGULAR}\s*[,:]?\s*(?:theo\s+)?(?:{_ONCE}|{_OFTEN}|{_EVERY}|{_BARE})|{_ONCE}|{_EVERY}|{_BARE}(?=\s*\(\s*{LIMIT}\s)"
    rf"|(?<=báo\scáo\s)(?:{_BARE}(?=\s*(?::\s*|gửi\s+|nộp\s+)?{LIMIT}\s|\s*\(\s*{_DATE_ALONE})|{_OPEN_LIST})){_DAYS_AFTER}?"
    rf"|{_REGULAR}(?:\s*(?:{_BRACKET}|\(\s*(?={_EVERY}|{_BARE}\s*[,;)])[^()]{{2,60}}\)))?)"
)
_RUN_SO_OFTEN = re.compile(
    rf"{_BEGINS}(?:{_REGULAR}\s*[,:]?\s*)?(?:mỗi\s+{_UNIT}\s+(?:một|0?1)\s+lần(?!\w)|{_OFTEN}(?<!ngày)|{_PART_OF_EACH})"
)
_MAY_BE_SO_OFTEN = re.compile(
    r"mỗi\s|cuối\s+cùng\s|(?:lần|buổi|cuộc|đợt|kỳ|lượt|phiên)\s*(?:/|một\s|trong\s)|(?:vào|trong)\s+tháng\s+(?:đầu|cuối|thứ)"
)
_RUN_IN_CELL = re.compile(rf"{_BEGINS}(?:{_OFTEN}|mỗi\s+{_UNIT}|{_OPEN_LIST})")
# "báo cáo UBND tỉnh quý, 6 tháng và năm", "báo cáo kết quả 9 tháng trước ngày 5/9"
_REPORT = re.compile(
    r"báo(?<!\wbáo)\s+cáo"  # letters first: they are found faster
    rf"(?=[^;.:]{{0,90}}(?<!\w)(?:qu[ýí]|\d\s*tháng|tháng|(?:nửa\s+)?năm(?:\s+đầu)?)\s*(?:[,;(/]|và\s|{LIMIT}\s))[^;.:]{{1,80}}?(?<=[\s(])"
    rf"(?<!ngày )(?<!ngày, )(?P<list>(?:{_OPEN_LIST}(?!\s*,\s*năm\s+sinh)"
    rf"|{_BARE}(?=\s*{LIMIT}\s+(?:ngày\s*)?\d)){_DAYS_AFTER}?)"
)
_NEXT = re.compile(
    rf"\s*(?:[,;/]\s*(?:và\s+)?|(?:và|hoặc)\s+)(?:{_NOISE}\s+){{0,3}}"
    rf"(?:(?:{_ONCE}|{_EVERY}|{_BARE}){_DAYS_AFTER}?|{_DAYS_BEFORE})"
)
_REPORT_REACH = 90
"""How far before its periods the word "báo cáo" may stand, in characters."""
_LONGEST = 12
"""Rhythms in one run at most."""
_FEWEST_ECHOING = 2
_MAY_HOLD_RUN = re.compile(
    r"h[ằà]ng\s|định\s+k|lần|mỗi\s|nửa\s|cuối\s+cùng\s|/\s?(?:tuần|tháng|qu|năm)|kết\s+thúc\s+(?:mỗi|tháng|qu|năm)|tháng\s+(?:đầu|cuối|thứ)\s"
    r"|(?:năm|tháng|qu[ýí])(?:\s+(?:[iv]{1,3}|[1-4]|một|hai|ba|tư))?\s*(?:[(,;/:]|và\s|trước|chậm|muộn|không|hạn)",
)
_MAY_HOLD_RUN_IN_CELL = re.compile(r"h[ằà]ng|định\s+k|lần|mỗi|năm|tháng|qu[ýí]|tuần")
_ITEM = re.compile(
    rf"{_BEGINS}(?:(?P<end>{_END_OF_QUARTER}|{_AFTER_PERIOD}|{_LAST_DAY})|(?P<often>{_OFTEN})|(?P<once>{_ONCE})|(?P<every>(?:{_EVERY}|mỗi\s+{_UNIT}))"
    rf"|(?P<bare>{_BARE}))",
)
# "02 lần/tháng", "cuối mỗi quý", "sau khi kết thúc quý": more than the name of the rhythm says.
_MORE_THAN_RHYTHM = re.compile(
    rf"(?:[2-9]|hai|ba|bốn)\s*{_TIMES}|\d\s*(?:buổi|cuộc|đợt|lượt|phiên)|{_AT_LEAST}|(?:đầu|giữa|cuối)\s+(?:mỗi|hằng|hàng)\s|kết\s+thúc"
)
_REGULAR_HEAD = re.compile(rf"\A{_REGULAR}[\s,:]*(?:theo\s+)?")
_TIMES_OVER = re.compile(rf"(?<!\w)(?:{_ONCE}|{_OFTEN})")
_DUE_DAY = re.compile(
    rf"{_BEGINS}(?:{_LAST_DAYS}(?:\s*,?\s*(?:{_END_OF_QUARTER}|{_NEXT_MONTH}))?(?!\w|\s*(?:/|-|–|,?\s*năm)\s*20\d\d)"
    rf"|{_LEAD}\s+{_CLOCK}|{_END_OF_QUARTER})"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LEADING_DAYS = re.compile(rf"(?:{_REGULAR}\s*,?\s*)?{_DAYS_BEFORE}")
_DAY_JUST_BEFORE = re.compile(rf"{_WHEN}\s*\Z")
_LEADING_JOINTS = re.compile(r"\A(?:\s|[,;/]|và\s|hoặc\s)+")
_CLOSING_JOINTS = re.compile(rf"(?:\s|[,;/]|\s(?:và|hoặc)|\s{_NOISE})+\Z")
_UNITS = {
    "ngày": Rhythm.DAY,
    "tuần": Rhythm.WEEK,
    "tuân": Rhythm.WEEK,
    "tháng": Rhythm.MONTH,
    "quý": Rhythm.QUARTER,
    "quí": Rhythm.QUARTER,
    "năm": Rhythm.YEAR,
}
_MONTHS = {
    "3": Rhythm.QUARTER,
    "ba": Rhythm.QUARTER,
    "6": Rhythm.HALF_YEAR,
    "sáu": Rhythm.HALF_YEAR,
    "9": Rhythm.NINE_MONTHS,
    "chín": Rhythm.NINE_MONTHS,
    "12": Rhythm.YEAR,
}
_TIMES_A_YEAR = {"2": Rhythm.HALF_YEAR, "hai": Rhythm.HALF_YEAR, "4": Rhythm.QUARTER, "bốn": Rhythm.QUARTER}
_UNIT_WORD = re.compile(_UNIT)
_COUNT = re.compile(r"(?<!\w)(?:\d+|hai|ba|bốn|năm(?=\s+(?:năm|tháng|tuần|ngày))|sáu|chín|mười|một)")
_ONCE_IN = re.compile(r"lần\s*/\s*0?(?P<count>\d*)")


@dataclass(frozen=True, slots=True)
class Item:
    """One rhythm of a run with the words that state it (`start`:`end` in the text) and its due days."""

    start: int
    end: int
    rhythm: Rhythm
    days: tuple[DayOfYear, ...] = ()

    @property
    def periods(self) -> tuple[Rhythm, ...]:
        """What its days stand for: one "hằng năm" with two days half a year apart is half-year and year."""
        several = self.rhythm is Rhythm.YEAR and len(self.days) > 1
        return periods_of_days(self.days) if several else (self.rhythm,)


@dataclass(frozen=True, slots=True)
class Run:
    """A chain of rhythms at `start`:`end`. `items` is empty for a bare "định kỳ" and for rhythms that have no
    name ("03 năm một lần"), which are `nameless`. `regular`: the word "định kỳ" opens it."""

    start: int
    end: int
    items: tuple[Item, ...]
    regular: bool
    nameless: bool

    @property
    def every(self) -> tuple[Rhythm, ...]:
        """The rhythms in the order written, each once."""
        return tuple(dict.fromkeys(rhythm for item in self.items for rhythm in item.periods))

    @property
    def dated(self) -> bool:
        """Whether a due day stands in it."""
        return any(item.days for item in self.items)


def periods_of_days(days: tuple[DayOfYear, ...]) -> tuple[Rhythm, ...]:
    """The period that ends about each of several days of one year, where these part the year evenly (10/6 and
    10/12: half-year and year; 15/3, 15/6, 15/9, 15/12); else each comes yearly."""
    months = [month or 0 for month, _ in days]
    step = 12 // len(months) if len(months) in (2, 4) else 0
    if not step or 0 in months or any(after - before != step for before, after in pairwise(months)):
        return (Rhythm.YEAR,) * len(days)
    if step == 6:
        return (Rhythm.HALF_YEAR, Rhythm.YEAR)
    return (Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.NINE_MONTHS, Rhythm.YEAR)


def find_runs(text: str, *, cell: bool = False) -> tuple[Run, ...]:
    """Every run of the text, in order. `cell`: the text is nothing but a time limit, so that "Quý, 6 tháng,
    năm" and "mỗi năm" are rhythms too; in a sentence they may be anything."""
    lower = respelt(lower_case(text))
    if not (_MAY_HOLD_RUN_IN_CELL if cell else _MAY_HOLD_RUN).search(lower):
        return ()
    return tuple(_runs(in_figures(lower), cell))


def own_words(text: str) -> str:
    """The words of a rhythm without the "định kỳ" that opens them: "Định kỳ hai năm một lần" → "hai năm một
    lần"."""
    bare = _REGULAR_HEAD.sub("", respelt(lower_case(text)))
    words = text[len(text) - len(bare) :]
    return words[:1].lower() + words[1:]


def says_more(text: str) -> bool:
    """Whether the words tell more than a rhythm and its days: how many times, in which part of the period."""
    return _MORE_THAN_RHYTHM.search(respelt(lower_case(text))) is not None


def due_day_words(text: str) -> tuple[str, ...]:
    """The words of each day by which a rhythm is due, without the rhythm: "trước 31/12 hằng năm" → "trước
    31/12"; days of one year only ("20/12/2026") are none."""
    lower = in_figures(respelt(lower_case(text)))
    hidden = _TIMES_OVER.sub(lambda match: " " * len(match.group()), lower)
    found = (text[match.start() : match.end()] for match in _DUE_DAY.finditer(hidden))
    return tuple(words[0].lower() + words[1:] for words in found)


def _runs(text: str, cell: bool) -> Iterator[Run]:
    position = 0
    forms = (_RUN, _RUN_IN_CELL) if cell else (_RUN,)
    if _MAY_BE_SO_OFTEN.search(text):
        forms = (*forms, _RUN_SO_OFTEN)
    while opening := _opening(text, position, forms):
        start, position = opening
        for _ in range(_LONGEST - 1):
            following = _NEXT.match(text, position)
            if not following:
                break
            position = following.end()
        run = _run(text[start:position], start)
        if run:
            yield run


def _opening(text: str, position: int, forms: Sequence[re.Pattern[str]]) -> tuple[int, int] | None:
    """Where the first rhythm of a run stands."""
    spans = [match.span() for form in forms if (match := form.search(text, position))]
    reported = None if _RUN_IN_CELL in forms else text.find("báo cáo", max(0, position - _REPORT_REACH))
    if reported is not None and reported >= 0:
        in_report = _REPORT.search(text, reported)
        if in_report and in_report.start("list") >= position:
            spans.append(in_report.span("list"))
    return min(spans, key=lambda span: (span[0], -span[1]), default=None)


def _run(words: str, offset: int) -> Run | None:
    regular = _REGULAR_HEAD.match(words) is not None
    items = _without_echoes(tuple(_items(words, offset)))
    if not items and not regular and "lần" not in words:
        return None
    return Run(offset, offset + len(words), items, regular, not items and "lần" in words)


def _without_echoes(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without the names of rhythms that the day right behind them names again ("báo cáo quý trước ngày 25
    tháng cuối quý")."""
    if len(items) < _FEWEST_ECHOING:
        return items
    kept = [item for item, after in pairwise(items) if not _echoes(item, after)]
    return (*kept, items[-1])


def _echoes(item: Item, after: Item) -> bool:
    return (
        not item.days and len(after.days) > 0 and after.rhythm is item.rhythm and after.start - item.end == 1
    )


def _items(words: str, offset: int) -> Iterator[Item]:
    outside = _IN_BRACKETS.sub(lambda bracket: " " * len(bracket.group()), words)
    found = list(_ITEM.finditer(outside)) or list(_ITEM.finditer(words))
    days_first = bool(_LEADING_DAYS.match(outside))
    if not days_first:  # "hằng quý, trước ngày 20 tháng cuối quý" names one rhythm twice
        found = [
            match
            for match in found
            if not _DAY_JUST_BEFORE.search(outside, max(0, match.start() - 30), match.start())
        ] or found
    start = 0
    for number, match in enumerate(found):
        last = number + 1 == len(found)
        end = len(words) if last else match.end() if days_first else found[number + 1].start()
        begin = start + len(words[start:end]) - len(_LEADING_JOINTS.sub("", words[start:end]))
        trimmed = _CLOSING_JOINTS.sub("", words[begin:end])
        start = end
        rhythm = _rhythm(match)
        if rhythm is not None:
            yield Item(offset + begin, offset + begin + len(trimmed), rhythm, _days(trimmed))


def _rhythm(match: re.Match[str]) -> Rhythm | None:
    words = match.group()
    if match["end"]:
        named = next((words.index(word) for word in ("thúc", "cùng") if word in words), None)
        return Rhythm.QUARTER if named is None else _UNITS[_UNIT_WORD.findall(words[named:])[0]]
    units = [_UNITS[unit] for unit in _UNIT_WORD.findall(words)]
    unit = units[-1] if units else Rhythm.YEAR
    count = _COUNT.search(words)
    number = count.group().lstrip("0") if count else ""
    once_in = _ONCE_IN.search(words)
    if match["often"]:
        return _times_a_year(number, words) if unit is Rhythm.YEAR else unit
    if once_in:
        number = once_in["count"]
    if words.startswith("nửa"):
        return Rhythm.HALF_YEAR
    if match["every"] or number in ("", "1", "một"):
        return unit
    if "tháng" in words:
        return _MONTHS.get(number)
    return unit if match["bare"] else None


def _times_a_year(number: str, words: str) -> Rhythm | None:
    """ "02 lần/năm", "mỗi năm 04 đợt"; meetings and campaigns of any other number are due within the year."""
    if number in ("1", "một"):
        return Rhythm.YEAR
    return _TIMES_A_YEAR.get(number, None if "lần" in words else Rhythm.YEAR)


def _days(words: str) -> tuple[DayOfYear, ...]:
    return tuple(
        (time.months[0] or None, time.day)
        for time in find_times(words)
        if time.grain is Grain.DAY and time.day is not None
    )
