"""Written times put together: "từ tháng 3 đến tháng 5/2026" and "quý II và quý III/2026" are one stretch
each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sauro.dates.rhythm import LIMIT
from sauro.dates.written import Grain, WrittenTime

__all__ = ["Window", "join_times"]

_FROM = re.compile(r"(?<!\w)(?:(?:bắt\s+đầu\s+)?(?:kể\s+)?từ(?:\s+đầu)?|sau)\s*\Z", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:,?\s*(?:cho\s+)?(?:đến|tới)(?:\s+(?:hết|cuối|trước))?(?:\s+ngày)?|-|–|—)\s*", re.IGNORECASE
)
_AND = re.compile(rf"\s*(?:[,/&]|,?\s*(?:và|hoặc))\s*(?:(?:{LIMIT}|trong|vào|đến)\s*)?", re.IGNORECASE)
_MORE_EXACTLY = re.compile(rf"\s*,?\s*\(\s*(?:(?:{LIMIT}|từ|vào|đến)\s*)?(?:hết\s+)?", re.IGNORECASE)
_UP_TO = re.compile(rf"(?:{LIMIT}|(?:đến|tới)(?:\s+(?:hết|cuối|trước))?|hết)\s*\Z", re.IGNORECASE)
# "trước tháng 8/2026": July 31st is the last day.
_BEFORE = re.compile(r"(?<!\w)trước\s*\Z", re.IGNORECASE)
_DOCUMENT = re.compile(r"\d\w?\s?[/-]\s?[A-ZĐ][\w\-/]*,?\s*(?:ngày\s*)?\Z")
"""What stands before the day of a document: its number."""
_SHORTEST_LIMIT = 6
"""Characters between two times from which on a word for a limit may stand there."""
_REACH = 40
"""How far back the words that govern a time may begin, in characters."""

_LONGEST = 12
"""Times in one chain at most; longer lists are no time limits."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time at `start`:`end` of the text. `since`: opened by "từ" and never closed. `up_to`: only
    its end is meant ("đến", "trước", "chậm nhất"). `dated`: the year is written. `ranged`: both ends are
    named."""

    start: int
    end: int
    grain: Grain
    first: date | None
    last: date | None
    since: bool = False
    up_to: bool = False
    dated: bool = False
    ranged: bool = False

    @property
    def wide(self) -> bool:
        """A year or a stretch with two ends: when something is done rather than by when, if other words say
        how."""
        return self.ranged or self.grain is Grain.YEAR


def join_times(text: str, times: tuple[WrittenTime, ...], year: int | None) -> tuple[Window, ...]:
    """The stretches that the times of a text make; `year` stands in where none is written. A time in brackets
    after another one says it more exactly and takes its place ("quý II (trước ngày 15/6)")."""
    windows: list[Window] = []
    position = 0
    while position < len(times):
        chain = [times[position]]
        ranged = False
        while len(chain) < _LONGEST and position + len(chain) < len(times):
            following = times[position + len(chain)]
            gap = text[chain[-1].end : following.start]
            ranged = ranged or bool(_TO.fullmatch(gap))
            if not (_TO.fullmatch(gap) or _AND.fullmatch(gap)) or _parts(text, chain[-1], gap):
                break
            chain.append(following)
        window = _window(text, chain, year, ranged)
        if windows and _MORE_EXACTLY.fullmatch(text[windows[-1].end : chain[0].start]) and window.last:
            windows.pop()
        windows.append(window)
        position += len(chain)
    return tuple(windows)


def _parts(text: str, before: WrittenTime, gap: str) -> bool:
    """Whether words between two times part them: what is to be finished begins anew, or the first is the day
    of a document ("Kết luận số 12-KL/TU ngày 15/01/2026, trước ngày 01/5/2026")."""
    if len(gap) < _SHORTEST_LIMIT:
        return False
    of_document = _DOCUMENT.search(text, max(0, before.start - _REACH), before.start)
    return of_document is not None or "xong" in gap.lower()


def _window(text: str, chain: list[WrittenTime], year: int | None, ranged: bool) -> Window:
    opening, closing = chain[0], chain[-1]
    before = text[max(0, opening.start - _REACH) : opening.start]
    opened = _FROM.search(before)
    if opening.year is None:
        opening = opening.filled(closing)
    first = opening.first(year)
    if len(chain) > 1 and first is None:
        first = chain[0].first(year)
    several = len(chain) > 1 or opening.spans
    runs_on = ranged or bool(opening.last_year) or (bool(opened) and several)
    begin = opening.start - len(opened.group()) if opened else opening.start
    last = _latest(chain, year)
    if first and len(chain) == 1 and opening.grain is not Grain.DAY and _BEFORE.search(before):
        last = first - timedelta(days=1)
    return Window(
        begin,
        closing.end,
        min(time.grain for time in chain),
        first,
        last,
        since=bool(opened) and not runs_on,
        up_to=bool(_UP_TO.search(before)),
        dated=closing.year is not None,
        ranged=runs_on,
    )


def _latest(chain: list[WrittenTime], year: int | None) -> date | None:
    """The last day of a chain; a year written further on holds for the times before it. None where one of its
    days does not exist."""
    days = []
    for number, time in enumerate(chain):
        named = next((later.year for later in chain[number:] if later.year), None)
        day = time.last(named or year)
        if day:
            days.append(day)
        elif time.day and time.months[1] and (named or year):
            return None
    return max(days, default=None)
