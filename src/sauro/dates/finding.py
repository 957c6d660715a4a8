"""Time limits inside the running sentences of a duty.

A limit needs a word that makes it one ("hoàn thành trong", "trước ngày", "chậm nhất", "định kỳ", "hằng
tháng"): a date with none belongs to a document, a fact or a name. An invented limit is worse than a missed
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sauro.dates.closing import begins_to_run, closing_limit, closing_words, in_brackets, opening_words
from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.named_days import REPORT, find_named_days
from sauro.dates.occasions import find_occasions
from sauro.dates.rhythm import LIMIT, Run, find_runs, periods_of_days
from sauro.dates.spelling import ONGOING_WORDS
from sauro.dates.windows import Window, join_times
from sauro.dates.wording import close_raw, read_due
from sauro.dates.written import Grain, WrittenTime, find_times
from sauro.text.normalise import squeeze

__all__ = ["FoundDue", "clause_bounds", "find_dues", "is_dated_by", "joined_days"]

_CLAUSE_END = re.compile(r";|[.?!](?=\s+[^\W\d_]|\s+[-–+(“\"]|\s*\Z)|:(?=\s*\n)")
_DAY_GAP = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:(?:trước|vào)\s+)?", re.IGNORECASE)
_NO_GAP = re.compile(r"\s*")
_FINISHED = re.compile(r"hoàn\s+(?:thành|tất)|(?<!\w)xong", re.IGNORECASE)
_DECIDED = re.compile(r"hoàn\s+(?:thành|tất)|(?<!\w)(?:xong|trình)|ban\s+hành|phê\s+duyệt", re.IGNORECASE)
_DONE_WORD = re.compile(_DECIDED.pattern + r"|(?<!\w)(?:gửi|nộp)|báo\s+cáo", re.IGNORECASE)
_HOUR = r"(?:\s+\d{1,2}\s*(?:giờ|h|:)\s*(?:\d{2}(?:\s*phút)?)?\s*,?)"
_BEFORE_LIMIT = re.compile(rf"(?<!\w){LIMIT}{_HOUR}?\s*:?\s*\Z", re.IGNORECASE)
_BEFORE_WITHIN = re.compile(
    r"(?<!\w)(?:trong|vào)(?:\s+khoảng|\s+(?:các|hai|ba|0\d)(?:\s+ngày(?:,?\s+từ)?)?)?\s*\Z"
    r"|(?<!\w)(?:nhân|vào)(?:\s+dịp)?\s+Ngày\s[^,;.:()\d]{3,40}\s\Z",
    re.IGNORECASE,
)
_BEFORE_UNTIL = re.compile(r"(?<!\w)(?:đến|tới)(?:\s+hết)?\s*\Z", re.IGNORECASE)
_BEFORE_DONE = re.compile(r"(?:hoàn\s+(?:thành|tất)|(?<!\w)xong)\s*:?\s*\Z", re.IGNORECASE)
# "phát sinh trước ngày 01/01/2026", "đã được giao trước ngày …": told, not asked.
_TOLD = re.compile(
    r"(?:phát\s+sinh|hiệu\s+lực(?:\s+thi\s+hành)?|(?<!phục\s)(?<!lý\s)(?<!các\s)(?<!những\s)(?<!chế,\s)tồn\s+tại|từ\s+trần|nghỉ\s+việc|(?<!\w)(?:sinh|được|đã)(?:\s+\w+){1,2})\s*\Z",
    re.IGNORECASE,
)
_CONDITION_AFTER = re.compile(r"\s*(?:thì|mà|nhưng)(?!\w)", re.IGNORECASE)
_CONDITION_BEFORE = re.compile(r"trường\s+hợp|\btính\s+(?:từ|đến)", re.IGNORECASE)
_ALREADY = re.compile(r"(?<!\w)(?:đã|ước|vừa\s+qua)(?!\w)", re.IGNORECASE)
# Money and names that come every year or month, not the duty.
_NOT_THE_DUTY = re.compile(
    r"(?:dự\s+toán|ngân\s+sách|kinh\s+phí|trợ\s+(?:cấp|giúp)|phụ\s+cấp|tiền\s+lương|hưu\s+trí|học\s+phí|thu\s+nhập|doanh\s+thu"
    r"|khen\s+thưởng|lộ\s+trình|trong\s+kế\s+hoạch|vào\s+(?:chương\s+trình|kế\s+hoạch)|so\s+với|tốc\s+độ|bình\s+quân"
    r"|trung\s+hạn|lưu\s+trữ|đời\s+sống|sinh\s+hoạt)(?:[\s,\-–]+\w+){0,5}\s*,?\s*\Z",
    re.IGNORECASE,
)
_CONSTANTLY = re.compile(
    rf"(?:thực\s+hiện\s+|(?<=một\scách\s)|(?:\A|(?<=[;.(]))\s*){ONGOING_WORDS}\s*,?\s*\Z", re.IGNORECASE
)
# "kiểm tra định kỳ, đột xuất", "theo định kỳ": a kind of check or report, not a rhythm of the duty.
_KIND_OF_CHECK_BEFORE = re.compile(
    r"(?<!\w)(?:theo|họp|giao\s+ban|(?:kiểm|thanh)\s+tra|hội\s+nghị|hội\s+ý|sinh\s+hoạt|giám\s+sát|khảo\s+sát"
    r"|khám(?:\s+sức\s+kh[oỏ][eẻ])?|đối\s+thoại|tiếp\s+(?:công\s+)?dân|xét\s+nghiệm|bảo\s+(?:dưỡng|trì)|chế\s+độ"
    r"|phiên|cuộc|đợt)\s*\Z",
    re.IGNORECASE,
)
_KIND_OF_CHECK_AFTER = re.compile(
    r"\s*(?:[,.;:)…]|\Z|(?:(?:và|hoặc|hay)\s+)?đột\s+xuất|của\s|theo\s|trên\s)", re.IGNORECASE
)
# "…, mỗi quý mở hội ít nhất 01 lần": what is to be done so often at least is asked, whatever stands before.
_SO_OFTEN_AT_LEAST = re.compile(
    r"mỗi\s[^,;.]{2,80}?\s(?:ít\s+nhất|tối\s+thiểu|không\s+(?:ít\s+hơn|dưới))\s", re.IGNORECASE
)
_ACT = re.compile(
    r"(?<!\w)(?:tổ\s+chức|triển\s+khai|thực\s+hiện|tiến\s+hành|quán\s+triệt|rà\s+soát|tập\s+huấn|kiểm\s+tra|kiểm\s+kê"
    r"|giám\s+sát|quan\s+trắc|theo\s+dõi|lấy\s+mẫu|khảo\s+sát|mở|ra\s+quân|phun|tuyên\s+truyền|xây\s+dựng|phát\s+động)(?!\w)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:[;.)]|\Z)")
# What a stretch of time belongs to when it is no limit: "số liệu từ tháng 1 đến tháng 5 năm 2026".
_DATED_THING = re.compile(
    r"(?<!\w)(?:số\s+liệu|dữ\s+liệu|thông\s+tin|kết\s+quả|tình\s+hình|hồ\s+sơ|văn\s+bản|kinh\s+phí|dự\s+toán|phát\s+sinh"
    r"|tiếp\s+nhận|ban\s+hành|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|chương\s+trình|kế\s+hoạch|lộ\s+trình|chỉ\s+số|vụ|đã|được"
    r"|trường\s+hợp|tính)(?:\s+\w+){0,3}\s*(?:,|\()?\s*\Z",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\d\s?%|tỷ\s+lệ|chỉ\s+tiêu", re.IGNORECASE)
# "tổ chức sơ kết vào năm 2028, tổng kết vào cuối năm 2030"
_REVIEWED = re.compile(r"(?<!\w)(?:sơ|tổng)\s+kết(?:\s+[^\W\d_]+){0,8}\s+vào\s*\Z", re.IGNORECASE)
_DONE_CONSTANTLY = re.compile(
    rf"(?:được\s+)?thực\s+hiện\s+{ONGOING_WORDS}(?:,?\s+liên\s+tục)?"
    r"(?:\s+(?:trong|từ)\s+năm\s+20\d\d(?:\s+và\s+(?:các|những)\s+năm\s+(?:tiếp\s+theo|sau))?)?(?=\s*(?:[;.]|\Z))",
    re.IGNORECASE,
)
# "Thường xuyên kiểm tra …", "… được cập nhật thường xuyên": the duty is never done with.
_KEPT_UP = re.compile(
    rf"(?:\A\s*|[.;]\s+)(?P<often>T{ONGOING_WORDS[1:]})(?=\s+[^\W\d_])"
    rf"|(?<!\w)(?:cập\s+nhật|duy\s+trì|tuyên\s+truyền|rà\s+soát|theo\s+dõi)(?:\s+\w+){{0,3}}\s+(?P<then>{ONGOING_WORDS})(?=\s*(?:[,;.]|\Z))"
)
_LABEL = re.compile(
    r"(?<!\w)(?:thời\s+(?:gian|hạn)|tiến\s+độ)(?:\s+(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|báo\s+cáo|gửi|nộp))?"
    r"(?:\s*:\s*(?P<value>[^;\n]{3,160}?)(?=\s*(?:;|\.(?:\s|\Z)|\n|\Z))"
    r"|\s+(?:là\s+|trong\s+)?(?P<bare>(?:(?:trước|trong)\s+)?(?:ngày|tháng|qu[ýí])\s+[^;,.\n]{1,60}?20\d\d)(?=\s*(?:[;,.)]|\Z)))",
    re.IGNORECASE,
)
_AFTER_EVENT = re.compile(
    r"(?:(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:sau|trong))?|(?:trong|sau)(?:\s+(?:vòng|thời\s+hạn|thời\s+gian))?)"
    r"(?:\s+(?:không\s+quá|tối\s+đa))?\s+\d{1,3}(?:\s*\([^()]{2,12}\))?\s+(?:ngày|tháng|giờ)(?:\s+làm\s+việc)?,?\s+"
    r"(?:kể\s+từ|tính\s+từ|từ|sau)\s+(?:ngày|khi|lúc|thời\s+điểm)(?!\w)[^;,.()\n]{0,90}",
    re.IGNORECASE,
)
_FROM_AN_EVENT = ("ừ ngày", "ừ khi", "ừ lúc", "au ngày", "au khi", "au lúc", "hời điểm")
_AT_LEAST = re.compile(r"(?<!\w)(?:ít\s+nhất|tối\s+thiểu|không\s+(?:ít\s+hơn|dưới))\s+\Z", re.IGNORECASE)
_AT_MOST = re.compile(r"(?<!\w)(?:không\s+(?:vượt\s+)?quá|tối\s+đa)\s*\Z", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_MAY_HOLD = re.compile(
    rf"h\wng\s+(?:ng|t|q|n)|[đd]\wnh\s+k|thời\s+(?:gian|hạn)|{ONGOING_WORDS}|lần|báo\s+cáo|qu[ýí]\s+[ivl1]"
    r"|(?:trong|cuối|hết)\s+năm|(?<!\w)khi\s|qu[ýí]\s+(?:một|hai|ba|tư|bốn)|tháng\s+(?:giêng|chạp|một|hai|ba|tư|bốn|năm|sáu|b[ảẩ]y"
    r"|tám|chín|mười)|mỗi\s|cuối\s+cùng\s|mùa\s|tết|năm\s+học|giảng|kỳ\s+họp|rằm|mùng|mồng|nửa\s",
)
_REACH = 60
"""How far before a time the words that make it a limit may begin, in characters."""
_CLAUSE = 700
"""How far to either side the bounds of a clause are looked for, in characters."""
_ABSORBED = 110
"""How far after a rhythm a day without a year still belongs to it, in characters."""


@dataclass(frozen=True, slots=True)
class FoundDue:
    """A time limit at `start`:`end` of the text; `due.raw` holds those words with single spaces."""

    start: int
    end: int
    due: Due


def find_dues(text: str, *, year: int | None) -> tuple[FoundDue, ...]:
    """The time limits that sentences of a duty state, in order, none inside another. `year` (the plan's)
    stands in for a missing one; a date of an earlier year than it is no limit."""
    if not (_DIGIT.search(text) or _MAY_HOLD.search(text.lower())):
        return ()
    flat = squeeze(text)
    found = _find(flat.text, year)
    if flat.offsets is None:
        return tuple(found)
    return tuple(FoundDue(flat.original(one.start), flat.original(one.end - 1) + 1, one.due) for one in found)


def _find(text: str, year: int | None) -> list[FoundDue]:
    found = [*_labelled(text, year), *_events(text, year), *_of_reports(text)]
    for place in find_occasions(text):
        if not _covered(found, *place):
            found.append(FoundDue(*place, Due(DueKind.EVENT, close_raw(text[slice(*place)]))))
    runs = tuple(run for run in find_runs(text) if not _covered(found, run.start, run.end))
    found += _rhythms(text, runs, year)
    taken = [*found, *(FoundDue(run.start, run.end, Due(DueKind.PERIODIC, "")) for run in runs)]
    times = tuple(time for time in find_times(text) if not _covered(taken, time.start, time.end))
    for window in join_times(text, times, year):
        start = _limit_start(text, window, year)
        if start is None or _covered(found, start, window.end) or _belongs_to_rhythm(text, runs, window):
            continue
        due = _twice_a_year(text, times, window, start) or read_due(text[start : window.end], year=year)
        if due and (due.date or window.dated if due.kind is DueKind.BY else due.kind is not DueKind.EVENT):
            found.append(FoundDue(start, window.end, due))
    for edge in (opening_words(text, year), closing_words(text, year)):
        if edge and not _covered(found, *edge[:2]):
            found.append(FoundDue(*edge))
    return sorted(found, key=lambda one: one.start)


def clause_bounds(text: str, position: int) -> tuple[int, int]:
    """Where the clause that holds `position` begins and ends: between semicolons and ends of sentences,
    looking no further than `_CLAUSE` characters to either side."""
    start = max(0, position - _CLAUSE)
    for match in _CLAUSE_END.finditer(text, start, min(len(text), position + _CLAUSE)):
        if match.start() >= position:
            return start, match.start()
        start = match.end()
    return start, min(len(text), position + _CLAUSE)


def _covered(found: list[FoundDue], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _labelled(text: str, year: int | None) -> Iterator[FoundDue]:
    """Limits with their label in the middle of a paragraph: "Thời hạn hoàn thành: Trước ngày 18/4/2026"."""
    if "hời gian" not in text and "hời hạn" not in text and "iến độ" not in text:
        return
    for match in _LABEL.finditer(text):
        words = "value" if match["value"] else "bare"
        due = read_due(match[words], year=year)
        if due:
            yield FoundDue(*match.span(words), due)


def _events(text: str, year: int | None) -> Iterator[FoundDue]:
    """Numbers of days from an event on: "Trong thời hạn 12 ngày kể từ ngày nhận bản giao việc"."""
    if not any(words in text for words in _FROM_AN_EVENT) or not _DIGIT.search(text):
        return
    for match in _AFTER_EVENT.finditer(text):
        due = read_due(match.group(), year=year)
        if due and due.kind in (DueKind.EVENT, DueKind.BY):
            yield FoundDue(match.start(), match.start() + len(match.group().rstrip()), due)


def _of_reports(text: str) -> Iterator[FoundDue]:
    """Days that each name their report: "trước ngày 15 tháng 6 (báo cáo 6 tháng) và …"."""
    if "áo cáo" not in text and "ÁO CÁO" not in text:
        return
    days = list(find_named_days(text))
    if days:
        start, end = days[0].start, days[-1].end
        every = tuple(dict.fromkeys(day.rhythm for day in days))
        yield FoundDue(start, end, Due(DueKind.PERIODIC, close_raw(text[start:end]), every=every))


def _rhythms(text: str, runs: tuple[Run, ...], year: int | None) -> Iterator[FoundDue]:
    if "xuy" in text:
        yield from _constantly(text, year)
    for number, run in enumerate(runs):
        before = text[max(0, run.start - _REACH) : run.start]
        following = runs[number + 1 : number + 2]
        if not _is_asked(text, run, before) or (following and is_dated_by(text, run, following[0])):
            continue
        start, end, every = run.start, run.end, run.every
        constantly = _CONSTANTLY.search(before)
        if constantly:
            start -= len(constantly.group())
            due = read_due(text[start:end], year=year)
            if due:
                yield FoundDue(start, end, due)
            continue
        elif text[run.start].isdigit() and (least := _AT_LEAST.search(before)):
            start -= len(least.group())
        if not run.items and not run.nameless:
            end, every = _day_of_bare_rhythm(text, run, following)
        yield FoundDue(start, end, Due(DueKind.PERIODIC, close_raw(text[start:end]), every=every))


def _constantly(text: str, year: int | None) -> Iterator[FoundDue]:
    for match in _DONE_CONSTANTLY.finditer(text):
        due = read_due(match.group(), year=year)
        if due:
            yield FoundDue(*match.span(), due)
    for match in _KEPT_UP.finditer(text):
        words = "often" if match["often"] else "then"
        yield FoundDue(*match.span(words), Due(DueKind.ONGOING, match[words]))


def _is_asked(text: str, run: Run, before: str) -> bool:
    """Whether a rhythm is the duty's own, not that of some money, name or state told of."""
    if not run.items and not run.nameless:
        return not (_KIND_OF_CHECK_BEFORE.search(before) or _KIND_OF_CHECK_AFTER.match(text, run.end))
    if _AT_MOST.search(before):
        return False
    if run.regular or len(run.items) > 1:
        return True
    if run.dated:
        return not text.lower().startswith(("đến", "từ"), run.start)
    return not _NOT_THE_DUTY.search(before) or _SO_OFTEN_AT_LEAST.match(text, run.start, run.end) is not None


def _day_of_bare_rhythm(text: str, run: Run, following: tuple[Run, ...]) -> tuple[int, tuple[Rhythm, ...]]:
    """Where "Định kỳ báo cáo kết quả trước ngày 20/11" ends: a day without a year comes every year."""
    _, clause_end = clause_bounds(text, run.end)
    stop = min(clause_end, run.end + _ABSORBED, *(one.start for one in following))
    rest = text[run.end : stop]
    for window in join_times(rest, find_times(rest), None):
        if _is_day_without_year(rest, window):
            return run.end + window.end, (Rhythm.YEAR,)
    return run.end, ()


def is_dated_by(text: str, run: Run, following: Run) -> bool:
    """Whether the next run in the clause names the same rhythm with its day ("hằng quý báo cáo … trước
    ngày 25 tháng cuối quý")."""
    return (
        len(run.items) == 1
        and not run.dated
        and following.dated
        and len(following.items) == 1
        and following.items[0].rhythm is run.items[0].rhythm
        and clause_bounds(text, run.end)[1] >= following.start
        and not text.lower().startswith(("đến", "từ"), following.start)
    )


def joined_days(text: str, start: int, end: int) -> tuple[WrittenTime, ...]:
    """The days without a year that follow one another from `start` on, parted by commas or "và"."""
    days: list[WrittenTime] = []
    last = start
    for time in find_times(text[start:end]):
        time = time.moved(start)
        gap = text[last : time.start]
        if time.grain is not Grain.DAY or time.year or not (_DAY_GAP if days else _NO_GAP).fullmatch(gap):
            break
        days.append(time)
        last = time.end
    return tuple(days)


def _twice_a_year(text: str, times: tuple[WrittenTime, ...], window: Window, start: int) -> Due | None:
    """Days without a year by which one report is due again and again ("báo cáo trước ngày 10/6 và 10/12")."""
    if window.dated or window.grain is not Grain.DAY or window.ranged:
        return None
    inside = [time for time in times if window.start <= time.start < window.end and time.day]
    if len(inside) < 2 or not REPORT.search(text, *clause_bounds(text, window.start)):
        return None
    every = periods_of_days(tuple((time.months[0] or None, time.day or 0) for time in inside))
    if Rhythm.HALF_YEAR not in every:
        return None
    return Due(DueKind.PERIODIC, close_raw(text[start : window.end]), every=every)


def _belongs_to_rhythm(text: str, runs: tuple[Run, ...], window: Window) -> bool:
    if not _is_day_without_year(text, window):
        return False
    start, _ = clause_bounds(text, window.start)
    return any(start <= run.start and 0 <= window.start - run.end <= _ABSORBED for run in runs)


def _is_day_without_year(text: str, window: Window) -> bool:
    before = text[max(0, window.start - _REACH) : window.start]
    return window.grain is Grain.DAY and not window.dated and bool(_BEFORE_LIMIT.search(before))


def _limit_start(text: str, window: Window, year: int | None) -> int | None:
    """Where the words of a limit begin, or None where nothing makes the stretch one."""
    clause_start, clause_end = clause_bounds(text, window.start)
    before = text[max(clause_start, window.start - _REACH) : window.start]
    asked = bool(_DONE_WORD.search(text, clause_start, clause_end))
    day = window.last or window.first
    late = day.year - year if year is not None and window.dated and day else 0
    limit = _BEFORE_LIMIT.search(before)
    if late < -1 or (late < 0 and not (limit and asked)):
        return None
    if limit:
        if _TOLD.search(before, 0, limit.start()) or _CONDITION_AFTER.match(text, window.end):
            return None
        if not asked and (
            window.grain is Grain.YEAR or _CONDITION_BEFORE.search(text, clause_start, window.start)
        ):
            return None
        return window.start - len(limit.group())
    if _BEFORE_DONE.search(before):
        return window.start
    if _ALREADY.search(text, clause_start, window.start):
        return None
    within = _BEFORE_WITHIN.search(before)
    if within:
        return window.start - len(within.group()) if _is_within(text, window, clause_start, asked) else None
    until = _BEFORE_UNTIL.search(before)
    if until and window.grain is not Grain.YEAR and (window.dated or "hết" in until.group().lower()):
        told = _ALREADY.search(text, window.end, clause_end) or _CONDITION_BEFORE.search(before)
        if _FINISHED.search(text, clause_start, clause_end) and not told:
            return window.start - len(until.group())
    if late < 0:
        return None
    if window.since:
        return window.start if begins_to_run(text, window, clause_start) else None
    start = _range_start(text, window, clause_start, clause_end)
    if start is None and in_brackets(text, window, clause_start):
        return window.start
    return closing_limit(text, window, clause_start) if start is None else start


def _is_within(text: str, window: Window, clause_start: int, asked: bool) -> bool:
    """Whether "trong …" sets a limit: a day, month or quarter of a named year does, a year only to what is
    finished or decided in it, never to a figure ("đạt 60% trong năm 2026")."""
    if window.grain is not Grain.YEAR:
        if asked or window.dated or _ACT.search(text, clause_start, window.start):
            return True
        closes = window.grain is not Grain.DAY and _CLOSED.match(text, window.end)
        told = _DATED_THING.search(text, clause_start, window.start)
        return bool(closes) and not (told or _TARGET.search(text, clause_start, window.start))
    if window.ranged or _TARGET.search(text, clause_start, window.start):
        return False
    if _REVIEWED.search(text, clause_start, window.start):
        return True
    opens = window.start - clause_start < 12
    return asked if opens else bool(_DECIDED.search(text, clause_start, window.start))


def _range_start(text: str, window: Window, clause_start: int, clause_end: int) -> int | None:
    """A range with both its ends ("từ ngày 03 đến ngày 05 tháng 11 năm 2026") in which something is to be
    done: it closes its clause, or an act stands there and nothing before it that it dates."""
    if not (window.ranged and window.dated and window.grain in (Grain.DAY, Grain.MONTH)):
        return None
    if not text[window.start : window.end].lower().startswith(("từ", "kể từ", "bắt đầu")):
        return None
    if _CLOSED.match(text, window.end):
        return window.start
    before = text[max(clause_start, window.start - _REACH) : window.start]
    until = clause_end if window.start - clause_start < 3 else window.start
    acts = _ACT.search(text, clause_start, until)
    return window.start if acts and not _DATED_THING.search(before) else None
