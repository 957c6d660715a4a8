"""Conferences and other meetings of an office, or of a unit inside one those that it prepared, by the way in
which they were held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sauro_web.meetings.models import Meeting, MeetingMode
from sauro_web.meetings.queries.conferences import meetings_counted
from sauro_web.reports.queries.scopes import Scope

__all__ = ["CONFERENCES", "OTHERS", "Meetings", "Row", "meetings_behind", "meetings_in", "meetings_of"]

CONFERENCES, OTHERS, EVERY = "hop.hoi-nghi", "hop.khac", "hop.tong"
_MODES = {
    MeetingMode.IN_PERSON: "truc-tiep", MeetingMode.ONLINE: "truc-tuyen", MeetingMode.HYBRID: "ket-hop",
}  # fmt: skip

_SORTS = (
    (CONFERENCES, "Hội nghị", (True,)),
    (OTHERS, "Cuộc họp khác", (False,)),
    (EVERY, "Tổng số", (True, False)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Meetings of one sort; `before` is None where the calendar has nothing of that year."""

    key: str
    name: str
    in_person: int
    online: int
    hybrid: int
    before: int | None
    addresses: tuple[str, str, str]
    """Of those in person, online and hybrid."""

    @property
    def codes(self) -> Sequence[str]:
        """What tells each of these three in an address and in a form."""
        return [f"{self.key}.{word}" for word in _MODES.values()]

    @property
    def total(self) -> int:
        """All of them."""
        return self.in_person + self.online + self.hybrid

    @property
    def cells(self) -> Sequence[tuple[int, str]]:
        """Each figure with its address."""
        return list(zip((self.in_person, self.online, self.hybrid), self.addresses, strict=True))


@dataclass(frozen=True, slots=True)
class Meetings:
    """`known`: the calendar has something of the year."""

    rows: Sequence[Row]
    known: bool


def meetings_of(scope: Scope) -> Meetings:
    """Conferences, the other meetings, and both. Four queries."""
    earlier = scope.year_earlier
    now, before = _counted(scope), _counted(earlier)
    known_before = _known(earlier)
    rows = []
    for key, name, kinds in _SORTS:
        in_person, online, hybrid = (sum(now[kind, mode.value] for kind in kinds) for mode in _MODES)
        past = sum(before[kind, mode.value] for kind in kinds for mode in _MODES)
        first, second, third = (scope.records(f"{key}.{word}") for word in _MODES.values())
        said = past if known_before else None
        rows.append(Row(key, name, in_person, online, hybrid, said, (first, second, third)))
    return Meetings(rows, _known(scope))


def meetings_behind(scope: Scope, what: str) -> QuerySet[Meeting]:
    """The meetings of one figure ("hop.khac.truc-tuyen"). Raises KeyError for another word."""
    sort, _, word = what.rpartition(".")
    mode = {word: mode for mode, word in _MODES.items()}[word]
    conference = {CONFERENCES: {"conference": True}, OTHERS: {"conference": False}, EVERY: {}}[sort]
    return meetings_in(scope).filter(mode=mode, **conference).order_by("starts", "pk")


def meetings_in(scope: Scope, days: tuple[date, date] | None = None) -> QuerySet[Meeting]:
    """Those that begin on these days, else on those of the scope, as far as they were settled when the count
    was cut short. The calendar is that of the house; a unit inside it led those that it prepared."""
    rows = meetings_counted(scope.unit.house, *(days or scope.days))
    if scope.stopped_at is not None:
        rows = rows.filter(Q(approved_at=None) | Q(approved_at__lte=scope.stopped_at))
        rows = rows.filter(called_at__lte=scope.stopped_at)
    return rows if scope.whole else rows.filter(prepared_by=scope.unit)


def _counted(scope: Scope) -> Counter[tuple[bool, str]]:
    rows = meetings_in(scope).values_list("conference", "mode")
    return Counter({(kind, mode): many for kind, mode, many in rows.annotate(many=Count("pk"))})


def _known(scope: Scope) -> bool:
    first, last = scope.days
    years = date(first.year, 1, 1), date(last.year, 12, 31)
    return meetings_in(scope, years).exists()
