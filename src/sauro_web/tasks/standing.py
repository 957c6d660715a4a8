"""How parts stand to their deadlines, as conditions for lists and as counts: what a filter finds is what a
figure counts, both made of `tasks.timing`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from sauro.dates.workdays import WorkCalendar
from sauro_web.tasks.models import CLOSED, OPEN, Part, TaskState, UnitTask
from sauro_web.tasks.timing import Timing, Today, days_late, in_bucket, in_buckets, timing, timing_of

__all__ = [
    "COLUMNS",
    "SOON",
    "STANDINGS",
    "Bucket",
    "Counts",
    "chip_of",
    "counted_so",
    "late_words",
    "tallied",
    "tally_of",
    "term_chip",
    "today_of",
]

SOON = 5
"""Working days before its last day on which a part is said to be due soon."""
ALL, LATE, DONE, OWED = "tinh", "qua-han", "xong", "chua-xong"


@dataclass(frozen=True, slots=True)
class Bucket:
    """One column of the table of leaders: its name in an address, its words, the kind of its chip."""

    key: str
    label: str
    kind: str
    timings: tuple[Timing, ...]

    def of(self, tally: Mapping[str, int]) -> int:
        """How many stand in it."""
        return sum(tally.get(stands, 0) for stands in _VALUES[self.key])


COLUMNS = (
    Bucket("xong-dung-han", "hoàn thành đúng hạn", "done", (Timing.IN_TIME,)),
    Bucket("xong-qua-han", "hoàn thành quá hạn", "late", (Timing.FINISHED_LATE,)),
    Bucket("trong-han", "trong hạn", "working", (Timing.IN_TERM, Timing.SOON)),
    Bucket("qua-han-dang-lam", "quá hạn, đang thực hiện", "late", (Timing.LATE_STARTED,)),
    Bucket("qua-han-chua-lam", "quá hạn, chưa thực hiện", "late", (Timing.LATE_NOT_STARTED,)),
    Bucket("khong", "không có thời hạn", "plain", (Timing.NO_DEADLINE,)),
)
"""The six, in their order."""
_VALUES = {bucket.key: tuple(stands.value for stands in bucket.timings) for bucket in COLUMNS}
_COUNTED = tuple(value for values in _VALUES.values() for value in values)
_OF_FINISHED = (Timing.IN_TIME, Timing.FINISHED_LATE)
_OPEN_LATE = (Timing.LATE_STARTED, Timing.LATE_NOT_STARTED)

STANDINGS: tuple[tuple[str, str], ...] = (
    (OWED, "chưa xong"),
    (LATE, "quá hạn"),
    ("sap-den-han", "sắp đến hạn"),
    ("trong-han", "trong hạn"),
    ("khong", "không có thời hạn"),
    ("thuong-xuyen", "thường xuyên, định kỳ"),
    ("xong-dung-han", "hoàn thành đúng hạn"),
    ("xong-qua-han", "hoàn thành quá hạn"),
    ("qua-han-dang-lam", "quá hạn, đang thực hiện"),
    ("qua-han-chua-lam", "quá hạn, chưa thực hiện"),
    ("dung-han-dau", "đúng hạn giao ban đầu"),
    ("da-gia-han", "đã được gia hạn"),
    (DONE, "đã hoàn thành, có thời hạn"),
    (ALL, "mọi việc được tính"),
)
"""What a list can be narrowed to by its deadline: name in the address and words."""


def today_of(on: date, calendar: WorkCalendar) -> Today:
    """The day as every list, page and figure of tasks asks about it."""
    return Today.of(on, calendar, soon=SOON)


def counted_so(which: str, today: Today) -> Q:
    """The condition that a part stands as `which` of `STANDINGS` says.

    Raises KeyError for another word.
    """
    if which == LATE:
        return in_buckets(_OPEN_LATE, today)
    if which == "sap-den-han":
        return in_bucket(Timing.SOON, today)
    if which == ALL:
        return Q(goes_on=False, ended_at=None) & ~Q(state__in=CLOSED) & ~Q(part=Part.INFORMED)
    if which == OWED:
        return Q(ended_at=None, state__in=OPEN)
    if which == "thuong-xuyen":
        return Q(goes_on=True, ended_at=None, state__in=OPEN)
    if which == DONE:
        return _finished() & Q(ends_on__isnull=False)
    if which == "da-gia-han":
        return counted_so(ALL, today) & Q(ends_on__gt=F("first_ends_on"))
    if which == "dung-han-dau":
        return _finished() & Q(handed_in_on__lte=F("first_ends_on"))
    timings = next(bucket.timings for bucket in COLUMNS if bucket.key == which)
    found = Q(pk__in=())
    for one in timings:
        found |= _stands(one, today)
    return found


def _finished() -> Q:
    return Q(goes_on=False, ended_at=None, state=TaskState.FINISHED)


def _stands(one: Timing, today: Today) -> Q:
    """The condition of `timing` for each of the six, finished work included."""
    if one is Timing.IN_TIME:
        return _finished() & Q(handed_in_on__lte=F("ends_on"))
    if one is Timing.FINISHED_LATE:
        return _finished() & Q(handed_in_on__gt=F("ends_on"))
    if one is Timing.NO_DEADLINE:
        return in_bucket(one, today) | _finished() & Q(ends_on=None)
    return in_bucket(one, today)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many parts stand in each column, and what is made of that: sums, never averages."""

    by_timing: Mapping[str, int]
    in_time_at_first: int = 0
    """Finished by the deadline first given."""
    finished: int = 0
    """With a deadline or without."""
    extended: int = 0
    """Of all that count, those whose deadline was moved back: a rate "in time" by extensions shows itself."""

    def of(self, *timings: Timing) -> int:
        """Parts that stand as one of these."""
        return sum(self.by_timing.get(one.value, 0) for one in timings)

    @property
    def columns(self) -> Iterator[tuple[Bucket, int]]:
        """The six with their figures."""
        return ((bucket, bucket.of(self.by_timing)) for bucket in COLUMNS)

    @property
    def total(self) -> int:
        """All that count."""
        return sum(self.by_timing.get(stands, 0) for stands in _COUNTED)

    @property
    def late(self) -> int:
        """Owed and late."""
        return self.of(*_OPEN_LATE)

    @property
    def soon(self) -> int:
        """Due soon."""
        return self.of(Timing.SOON)

    @property
    def done(self) -> int:
        """Finished, of what had a deadline: what both rates are shares of."""
        return self.of(*_OF_FINISHED)

    @property
    def in_time(self) -> int:
        """Finished by the deadline as it stood at last."""
        return self.of(Timing.IN_TIME)

    @classmethod
    def sum(cls, several: Iterable[Counts]) -> Counts:
        """All of them together."""
        total: Counter[str] = Counter()
        first = finished = extended = 0
        for counts in several:
            total.update(counts.by_timing)
            first, finished = first + counts.in_time_at_first, finished + counts.finished
            extended += counts.extended
        return cls(total, first, finished, extended)

    @classmethod
    def of_rows(cls, parts: QuerySet[UnitTask], today: Today) -> Counts:
        """Counts them. One query."""
        return cls.by(parts, today).get(None, cls({}))

    @classmethod
    def by(cls, parts: QuerySet[UnitTask], today: Today, *fields: str) -> dict[Any, Counts]:
        """Counts them for each value of the field, or of the fields as a tuple; of all, under None, where
        there is no field. One query."""
        sums: dict[Any, Counter[str]] = defaultdict(Counter)
        for *values, stands, number, first, finished, extended in tallied(parts, today, *fields):
            key = None if not values else values[0] if len(values) == 1 else tuple(values)
            sums[key].update(tally_of(stands, number, first, finished, extended))
        return {key: cls.of_tally(said) for key, said in sums.items()}

    @classmethod
    def of_tally(cls, said: Mapping[str, int]) -> Counts:
        """Of what `tally_of` gave, added up."""
        return cls(said, said["first"], said["finished"], said["extended"])


def tally_of(stands: str, number: int, first: int, finished: int, extended: int) -> dict[str, int]:
    """A row of `tallied` to be added up; what does not count is not said to be extended."""
    counted = stands != Timing.NOT_COUNTED
    return {stands: number, "first": first, "finished": finished, "extended": extended if counted else 0}


def tallied(
    parts: QuerySet[UnitTask], today: Today, *fields: str, in_force: bool = False
) -> QuerySet[UnitTask, Any]:
    """Rows of the fields, how the parts stand, how many do, how many of them were finished by the deadline
    first given, how many at all, and how many have a later deadline than at first. `in_force` where the parts
    are known not to have ended."""
    finished = Q(state=TaskState.FINISHED, goes_on=False)
    if not in_force:
        finished &= Q(ended_at=None)
    rows = parts.order_by().annotate(stands=timing(today, in_force=in_force)).values_list(*fields, "stands")
    return rows.annotate(
        n=Count("pk"),
        first=Count("pk", filter=finished & Q(handed_in_on__lte=F("first_ends_on"))),
        done=Count("pk", filter=finished),
        extended=Count("pk", filter=Q(ends_on__gt=F("first_ends_on"))),
    )


def term_chip(last: date, today: Today, calendar: WorkCalendar) -> tuple[str, str] | None:
    """The same for a term that is no deadline of a part: an answer that is waited for."""
    if last < today.on:
        return "late", late_words(calendar.between(last, today.on))
    if last > today.soon_until:
        return None
    left = calendar.between(today.on, last)
    return "near", f"còn {left} ngày làm việc" if left else "đến hạn hôm nay"


def late_words(days: int) -> str:
    """How late something is, in the words of every page and message; what became late on days on which nobody
    works is so by none."""
    return f"trễ {days} ngày làm việc" if days else "vừa quá hạn"


def chip_of(part: UnitTask, today: Today, calendar: WorkCalendar) -> tuple[str, str] | None:
    """Kind and words of what is said beside the deadline of a row; None where there is nothing to say."""
    stands = timing_of(part, today)
    if stands in _OPEN_LATE:
        return "late", late_words(days_late(part, today, calendar))
    if stands is Timing.FINISHED_LATE:
        days = days_late(part, today, calendar)
        return "late", f"hoàn thành {late_words(days)}" if days else "hoàn thành quá hạn"
    if stands is Timing.IN_TIME:
        return "done", "đúng hạn"
    if stands is Timing.SOON and part.ends_on is not None:
        return term_chip(part.ends_on, today, calendar)
    return None
