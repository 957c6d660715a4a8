"""A time limit told in one Vietnamese sentence, for the person who must confirm or keep it."""

from __future__ import annotations

from datetime import date

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.rhythm import due_day_words, own_words, says_more

__all__ = ["day_words", "explain", "periodic_words", "rhythm_words"]

_EVERY = {
    Rhythm.DAY: "hằng ngày",
    Rhythm.WEEK: "hằng tuần",
    Rhythm.MONTH: "hằng tháng",
    Rhythm.QUARTER: "hằng quý",
    Rhythm.HALF_YEAR: "6 tháng",
    Rhythm.NINE_MONTHS: "9 tháng",
    Rhythm.YEAR: "hằng năm",
}
_LONGEST = 160
"""Characters of the longest wording that is told as it stands."""


def explain(due: Due) -> str:
    """What the time limit asks: "Phải xong chậm nhất ngày 30/09/2026, sau đó thực hiện thường xuyên."."""
    parts = [_part(due)]
    following = due.then
    while following is not None:
        parts.append("sau đó " + _part(following))
        following = following.then
    sentence = ", ".join(parts)
    return sentence[0].upper() + sentence[1:] + "."


def day_words(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def rhythm_words(every: tuple[Rhythm, ...]) -> str:
    """The rhythms as words: (QUARTER, YEAR) → "hằng quý và hằng năm"."""
    words = [_EVERY[rhythm] for rhythm in every]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " và " + words[-1]


def periodic_words(due: Due, since: str = "") -> str:
    """What a periodic limit says, its day with it: "hằng năm, trước 31/12", "6 tháng (trước ngày 03/6) và
    hằng năm (trước ngày 03/12)", "hai năm một lần"; empty for a bare "định kỳ". `since` are the words for the
    day it starts on (" từ 01/01/2026")."""
    own = own_words(due.raw)
    if not due.every:
        return own + since if "lần" in own else ""
    days = due_day_words(due.raw)
    several = len(days) > 1 and len(due.every) > 1
    if (several or says_more(due.raw)) and len(own) <= _LONGEST:
        return own
    return ", ".join((rhythm_words(due.every) + since, *days))


def _part(due: Due) -> str:
    start = f" từ ngày {day_words(due.starts)}" if due.starts else ""
    if due.kind is DueKind.BY:
        if due.date is None:
            return f"phải xong theo thời hạn “{due.raw}”, chưa xác định được ngày cụ thể"
        if due.starts:
            return f"thực hiện{start}, phải xong chậm nhất ngày {day_words(due.date)}"
        return f"phải xong chậm nhất ngày {day_words(due.date)}"
    if due.kind is DueKind.PERIODIC:
        words = periodic_words(due, start)
        if not words:
            return f"thực hiện định kỳ{start}, văn bản không ghi rõ kỳ nào"
        return f"thực hiện định kỳ {words}"
    if due.kind is DueKind.ONGOING:
        return f"thực hiện thường xuyên{start}"
    return f"thời hạn phụ thuộc sự kiện “{due.raw}”, chưa xác định được ngày cụ thể"
