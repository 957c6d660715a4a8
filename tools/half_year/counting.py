"""The definitions, in plain words of Python: what is late, soon, in time; and the sums of a set of parts.

Late is the day after the last working day to be in time. What is handed in is judged by the day on which it
was handed in. In time is measured on the first deadline and on the one that holds. No deadline is neither.
What was passed on, taken back, cancelled, only sent to be read, or goes on without an end is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tools.half_year.days import add_working, late_by
from tools.half_year.ledger import Owed

__all__ = ["SIX", "STANDING", "Sums", "Test", "counts", "days_late", "is_late", "of_month", "stands", "waits"]

SIX = (
    "hoàn thành đúng hạn", "hoàn thành quá hạn", "trong hạn", "quá hạn, đang thực hiện",
    "quá hạn, chưa thực hiện", "không có thời hạn",
)  # fmt: skip
_NOT_BEGUN = ("assigned", "returned", "received")
_SOON = 5
Test = Callable[[Owed, date], bool]


def counts(part: Owed) -> bool:
    """Whether a part is in any figure of how work stands."""
    return not part.series and part.role != "informed" and (part.is_open or part.state == "finished")


def stands(part: Owed, on: date) -> str:
    """In which of the six a part that counts is."""
    last = part.last
    if last is None:
        return SIX[5]
    if part.state == "finished":
        return SIX[0] if part.handed_in <= last else SIX[1]
    if part.state == "submitted":
        return SIX[2] if part.handed_in <= last else SIX[3]
    if part.state == "paused" or on <= last:
        return SIX[2]
    return SIX[4] if part.state in _NOT_BEGUN else SIX[3]


def is_late(part: Owed, on: date) -> bool:
    """Owed and late."""
    return counts(part) and stands(part, on) in SIX[3:5]


def is_soon(part: Owed, on: date) -> bool:
    """Owed, still in time, and the last day no more than five working days away."""
    runs = part.is_open and part.state not in ("submitted", "paused")
    return counts(part) and runs and part.last is not None and on <= part.last <= add_working(on, _SOON)


def days_late(part: Owed, on: date) -> int:
    """Working days."""
    if part.last is None or part.state in ("paused", "read", "passed_on", "recalled", "cancelled"):
        return 0
    until = part.handed_in if part.state in ("submitted", "finished") else on
    return late_by(part.last, until) if until > part.last else 0


def _in(label: str) -> Test:
    return lambda part, on: counts(part) and stands(part, on) == label


def _finished(part: Owed, on: date) -> bool:
    return counts(part) and part.state == "finished"


STANDING: dict[str, Test] = {
    "chua-xong": lambda part, on: part.is_open,
    "tinh": lambda part, on: counts(part),
    "qua-han": is_late,
    "sap-den-han": is_soon,
    "xong-dung-han": _in(SIX[0]),
    "xong-qua-han": _in(SIX[1]),
    "trong-han": _in(SIX[2]),
    "qua-han-dang-lam": _in(SIX[3]),
    "qua-han-chua-lam": _in(SIX[4]),
    "khong": _in(SIX[5]),
    "thuong-xuyen": lambda part, on: part.series and part.is_open,
    "dung-han-dau": lambda part, on: (
        _finished(part, on) and part.first is not None and part.handed_in <= part.first_last
    ),
    "da-gia-han": lambda part, on: counts(part) and part.last is not None and part.last > part.first_last,
    "xong": lambda part, on: _finished(part, on) and part.due is not None,
}
"""By the words that stand in an address."""


def waits(which: str, person: int) -> Callable[[Owed], bool]:
    """What waits for a person of the office that gave it."""

    def test(part: Owed) -> bool:
        if not part.is_open:
            return False
        return {
            "duyet": part.state == "submitted" and part.handed_in_by != person,
            "tra-lai": part.state == "returned",
            "gia-han": any(not one.decided and one.by != person for one in part.asked.values()),
            "vuong-mac": any(not one.answered and not one.closed for one in part.snags.values()),
        }[which]

    if which == "quyet-dinh":
        every = [waits(one, person) for one in ("duyet", "tra-lai", "gia-han")]
        return lambda part: any(one(part) for one in every)
    return test


def of_month(part: Owed, first: date) -> bool:
    """Whether its last day lies in the month."""
    return part.last is not None and (part.last.year, part.last.month) == (first.year, first.month)


@dataclass(frozen=True)
class Sums:
    """What a table of leaders says of a set of parts."""

    six: Counter[str]
    total: int
    finished: int
    late: int
    soon: int
    done: int
    in_time: int
    in_time_at_first: int
    extended: int

    @classmethod
    def of(cls, parts: Iterable[Owed], on: date) -> Sums:
        """Counted one by one."""
        held = [part for part in parts if counts(part)]

        def number(which: str) -> int:
            return sum(STANDING[which](part, on) for part in held)

        return cls(
            six=Counter(stands(part, on) for part in held),
            total=len(held),
            finished=sum(part.state == "finished" for part in held),
            late=number("qua-han"),
            soon=number("sap-den-han"),
            done=number("xong"),
            in_time=number("xong-dung-han"),
            in_time_at_first=number("dung-han-dau"),
            extended=number("da-gia-han"),
        )
